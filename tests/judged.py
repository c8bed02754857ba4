"""Judged claims: invented sentences whose stance, certainty, hedges and voice a person judged before the reader did.

`python tests/judged.py [LIST]` prints how many the reader gets right, and each one it does not. Not a test.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.reader import Reader
from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.layer import AttributionLayer
from dateline.reader.attribution.stance import hedges_in, weaker
from dateline.reader.attribution.voices import Cast
from dateline.reader.draft import Draft
from dateline.reader.parse import Parse
from dateline.records import Certainty, Claim, Report, Span, report_of

FIELDS = ("stance", "certainty", "hedges", "kind", "named")
LISTS = Path(__file__).parent
_MARKS = {"{": "source", "[": "cue", "<": "content"}
_MARKED = re.compile(r"[{}\[\]<>]")


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, the spans of its one claim, and what a person said of it, by field."""

    text: str
    spans: dict[str, list[Span]]
    expected: dict[str, str]


def judged(name: str) -> list[Judged]:
    """The rows of one list of judged claims."""
    lines = (LISTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [_judged(dict(zip(rows[0], row, strict=True))) for row in rows[1:]]


def _judged(row: dict[str, str]) -> Judged:
    text, at, spans = "", 0, {"source": [], "cue": [], "content": []}  # type: tuple[str, int, dict[str, list[Span]]]
    opened: list[tuple[str, int]] = []
    for mark in _MARKED.finditer(row["claim"]):
        text, at = text + row["claim"][at : mark.start()], mark.end()
        if mark[0] in _MARKS:
            opened.append((_MARKS[mark[0]], len(text)))
        else:
            what, start = opened.pop()
            spans[what].append(Span(start, len(text)))
    return Judged(text + row["claim"][at:], spans, {field: row[field] for field in FIELDS})


class Judge:
    """What the attribution layer says of a claim whose spans are given: no construction tells what its cue is."""

    def __init__(self, reader: Reader) -> None:
        self.before = []
        for layer in reader.layers:
            if isinstance(layer, AttributionLayer):
                self.layer = layer
                break
            self.before.append(layer)

    def says(self, one: Judged) -> dict[str, str]:
        text = one.text
        draft = Draft(Report("r", text, body=(Span(0, len(text)),)), Parse(text))
        for layer in self.before:
            layer(draft)
        parse, senses = draft.parse, self.layer.senses
        c = candidate(parse, one)
        stance, sure = senses.stance(parse, c)
        inside, certainty = hedges_in(parse, senses.hedges(parse), c)
        cast = Cast.of(draft, self.layer.kinds, "test")
        voice = cast.unstated()
        if c.source is not None and c.source_head is not None:
            voice = cast.speaker(c.source, c.source_head, None, quoted=False)
        return {
            "stance": stance,
            "certainty": weaker(certainty, sure or Certainty.CERTAIN),
            "hedges": "|".join(parse.words_of(*part) for part in inside),
            "kind": voice.kind if c.source else "unstated",
            "named": "yes" if voice.named else "no",
        }


def candidate(parse: Parse, one: Judged) -> Candidate:
    """The claim as a tagger of spans would give it."""

    def tokens(span: Span) -> Range:
        inside = parse.tokens(span)
        return inside[0], inside[-1]

    cue = tokens(one.spans["cue"][0])
    head = root(parse, cue)
    source = tokens(one.spans["source"][0]) if one.spans["source"] else None
    content = [tokens(span) for span in one.spans["content"]]
    return Candidate(
        "learned", parse.lemma[head], head, cue, source, root(parse, source) if source is not None else None, content
    )


def root(parse: Parse, span: Range) -> int:
    """The word of a span that the others hang on."""
    inside = range(span[0], span[1] + 1)
    tops = [i for i in inside if parse.head[i] == i or parse.head[i] not in inside]
    return next((i for i in tops if parse.pos[i] in ("VERB", "NOUN", "PROPN", "ADJ", "PRON")), tops[0])


def misses(reader: Reader, rows: list[Judged]) -> Iterator[tuple[Judged, str, str]]:
    """Each field that the reader judges otherwise: the claim, the field, what the reader says."""
    judge = Judge(reader)
    for one in rows:
        said = judge.says(one)
        yield from ((one, field, said[field]) for field in FIELDS if said[field] != one.expected[field])


def found(reader: Reader, rows: list[Judged]) -> list[tuple[Judged, Claim]]:
    """The judged claims that the reader finds by itself, by their cue and their content, with what it makes of them."""
    out = []
    for one in rows:
        cue, content = one.spans["cue"][0], one.spans["content"][0]
        for claim in reader.read(report_of(one.text)).claims:
            if _overlap(cue, claim.cue[0]) and _overlap(content, claim.content[0]):
                out.append((one, claim))
                break
    return out


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def main(name: str) -> None:
    rows, reader = judged(name), Reader(layers={"attribution": "rules"})
    wrong = list(misses(reader, rows))
    for one, field, said in wrong:
        print(f"{field}: {said or 'none'}, not {one.expected[field] or 'none'}: {one.text}")
    for field in FIELDS:
        right = len(rows) - sum(miss[1] == field for miss in wrong)
        print(f"{field}: {right} of {len(rows)} ({100 * right / len(rows):.0f}%)")
    claims = found(reader, rows)
    same = sum(claim.stance == one.expected["stance"] for one, claim in claims)
    print(f"found without being told the spans: {len(claims)} of {len(rows)}; stance of these: {same}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "judged_claims")
