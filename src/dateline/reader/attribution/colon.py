"""Verbless forms: "X: Y" in headlines and transcripts, and a quotation signed with a dash."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.attribution.candidate import Candidate
from dateline.reader.attribution.content import cleaned
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.quotes import ENDERS, Quotation
from dateline.reader.attribution.reporting import continuation

_DASHES = frozenset({"—", "–", "--", "―"})
_LONGEST_NAME = 8  # tokens


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
    if i == start or i + 1 >= end or (i == start + 1 and len(parse.words[start]) == 1):
        return  # "Q:" and "A:" name nobody
    names = all(parse.words[j][:1].isupper() or not parse.words[j].isalpha() for j in range(start, i))
    key = "colon:quote" if page.quoted(i + 1) else "colon:name" if names else "colon:other"
    if parse.words[start].isupper() and names:
        key = "colon:caps"
    parts = cleaned(parse, page.quotes, [(i + 1, end - 1)])
    if parts:
        yield Candidate(key, ":", i, (i, i), (start, i - 1), i - 1, parts)


_SPEAKING = frozenset(
    "police official officials minister ministry army military government source sources report spokesman spokeswoman "
    "president study survey poll lawyer court experts analysts witness witnesses residents group un who".split()
)


def headline_candidates(page: Page, start: int, end: int) -> Iterator[Candidate]:
    """The candidate of a headline that ends with a colon and whose word it is: "Two killed in clash: police"."""
    parse = page.parse
    if end - start < 6 or end - start > 30 or parse.words[end - 1] in ENDERS:
        return
    colon = next((i for i in range(end - 2, max(start + 3, end - 7), -1) if parse.words[i] == ":"), None)
    if colon is None or page.quoted(colon) or any(parse.pos[i] == "VERB" for i in range(colon + 1, end)):
        return
    if not any(parse.lower[i] in _SPEAKING or i in page.entity_of for i in range(colon + 1, end)):
        return
    parts = cleaned(parse, page.quotes, [(start, colon - 1)])
    if parts and any(parse.pos[i] in ("VERB", "AUX") for i in range(start, colon)):
        yield Candidate("colon:source", ":", colon, (colon, colon), (colon + 1, end - 1), end - 1, parts)


def quotation_candidates(page: Page, q: Quotation) -> Iterator[Candidate]:
    """The candidate of a quotation that a colon opens after a noun: "the poll's verdict - Jane Roe: “…”"."""
    parse = page.parse
    colon, noun = q.first - 1, q.first - 2
    if q.single or noun < 0 or parse.words[colon] != ":" or parse.pos[noun] not in ("PROPN", "NOUN"):
        return
    if page.paragraph(noun) != page.paragraph(q.first):
        return
    first = noun
    while (
        first > 0
        and parse.pos[first - 1] in ("PROPN", "DET", "ADJ", "NOUN", "PART", "ADP", "NUM")
        and noun - first < 12
    ):
        if parse.sentence[first - 1] != parse.sentence[noun] or page.quoted(first - 1):
            break
        first -= 1
    key = "colon:signed" if parse.pos[noun] == "PROPN" else f"colon:word:{parse.lemma[noun]}"
    parts = cleaned(parse, page.quotes, [(q.first, q.last), *continuation(page, q.last)])
    if parts:
        yield Candidate(key, ":", colon, (colon, colon), (first, noun), noun, parts)


def dash_candidates(page: Page, start: int, end: int) -> Iterator[Candidate]:
    """The candidate of one paragraph that ends "— Name" or "— Name (@name) day"."""
    parse = page.parse
    for i in range(end - 2, max(start, end - 16), -1):
        if parse.words[i] in _DASHES:
            name = parse.words[i + 1]
            signed = any("@" in w for w in parse.words[i + 1 : end])
            quoted = not signed and page.quoted(start) and page.quoted(i - 1) and _is_signature(page, i + 1, end)
            if not quoted and (not name[:1].isupper() or parse.pos[i + 1] not in ("PROPN", "NOUN", "X")):
                return
            key = "dash:signed" if signed else "dash:quote" if quoted else "dash:name"
            last = end - 1
            while quoted and last > i + 1 and parse.pos[last] == "PUNCT":
                last -= 1
            parts = cleaned(parse, page.quotes, [(start, i - 1)])
            if parts:
                yield Candidate(key, "—", i, (i, i), (i + 1, last), i + 1, parts)
            return


def _is_signature(page: Page, first: int, end: int) -> bool:
    """Whether only a name stands after the dash: "Mara T. Velling.", "Mara Velling, baker"."""
    words = page.parse.words[first:end]
    return words[0][:1].isupper() and len(words) <= _LONGEST_NAME and not any(w in ENDERS for w in words[:-1])
