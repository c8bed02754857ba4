"""Verbless forms: "X: Y" in headlines and transcripts, and a quotation signed with a dash."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.attribution.candidate import Candidate
from dateline.reader.attribution.content import cleaned
from dateline.reader.attribution.page import Page

_DASHES = frozenset({"—", "–", "--", "―"})


def colon_candidates(page: Page, start: int, end: int) -> Iterator[Candidate]:
    """The candidate of one paragraph (token range, end exclusive) that opens with a name and a colon."""
    parse = page.parse
    for i in range(start, min(end, start + 8)):
        if parse.words[i] == ":":
            break
        if parse.words[i] in ".?!" or page.quoted(i) or parse.pos[i] == "VERB":
            return
    else:
        return
    if i == start or i + 1 >= end:
        return
    names = all(parse.words[j][:1].isupper() or not parse.words[j].isalpha() for j in range(start, i))
    key = "colon:quote" if page.quoted(i + 1) else "colon:name" if names else "colon:other"
    if parse.words[start].isupper() and names:
        key = "colon:caps"
    parts = cleaned(parse, page.quotes, [(i + 1, end - 1)])
    if parts:
        yield Candidate(key, ":", i, (i, i), (start, i - 1), i - 1, parts)


def dash_candidates(page: Page, start: int, end: int) -> Iterator[Candidate]:
    """The candidate of one paragraph that ends "— Name (@name) day"."""
    parse = page.parse
    for i in range(end - 2, max(start, end - 16), -1):
        if parse.words[i] in _DASHES:
            name = parse.words[i + 1]
            if not name[:1].isupper() or parse.pos[i + 1] not in ("PROPN", "NOUN", "X"):
                return
            signed = any("@" in w for w in parse.words[i + 1 : end])
            key = "dash:signed" if signed else "dash:quote" if page.quoted(i - 1) else "dash:name"
            last = end - 1
            parts = cleaned(parse, page.quotes, [(start, i - 1)])
            if parts:
                yield Candidate(key, "—", i, (i, i), (i + 1, last), i + 1, parts)
            return
