"""Each other: "the two sides accused each other of it" is a claim of each."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.attribution.candidate import Candidate
from dateline.reader.attribution.voices import Cast
from dateline.reader.draft import Draft
from dateline.records import Claim, Link, make_id


def of_each(draft: Draft, cast: Cast, c: Candidate, claim: Claim) -> list[Claim]:
    """The claim, or one for each of those who say it of one another."""
    parse = draft.parse
    if c.source_head is None or len(claim.chain) != 1:
        return [claim]
    lower = parse.lower
    after = range(c.cue[0], min(c.cue[1] + 4, len(parse) - 1))
    if not any((lower[i], lower[i + 1]) in (("each", "other"), ("one", "another")) for i in after):
        return [claim]
    heads = [c.source_head]
    while (k := parse.kid(heads[-1], "conj")) is not None and len(heads) < 4:
        heads.append(k)
    if len(heads) < 2:
        return [claim]
    out = []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        last = parse.right[head] if following is None else head
        voice = cast.speaker((parse.left[head], last), head, None, quoted=False)
        link = Link(voice.id, parse.span(parse.left[head], last))
        id_ = make_id("claim", draft.report.id, claim.cue[0], list(claim.content), voice.id)
        out.append(replace(claim, id=id_, chain=(link,)))
    return out
