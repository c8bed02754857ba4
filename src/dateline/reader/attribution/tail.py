"""Tails by form: ", a local paper reported on Monday." at a sentence's end, where the parser saw no clause."""

from __future__ import annotations

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.content import after_colon, cleaned
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.source import SUBJECTS
from dateline.reader.attribution.verb import lemma_of

_TELLING = frozenset(
    "say add report argue claim explain warn insist announce state note confirm tell write declare admit "
    "inform stress underline emphasise emphasize clarify specify".split()
)
_PAST = frozenset(("VBD", "VBN"))
_LEFT = 16  # tokens of a source at most, its apposition included
_RIGHT = 9  # tokens after the cue at most: a day, whom it was told
_LINKS = frozenset(("after", "before", "following", "amid", "as"))
_AFTER = _LINKS | frozenset("minutes hours days weeks months a an one two three".split())
_FIRST = frozenset(("DET", "PROPN", "PRON", "NOUN", "ADJ", "NUM"))
_PHRASE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM", "PRON", "PART", "CCONJ"))


def tail_candidates(page: Page, v: int, found: list[Candidate]) -> list[Candidate]:
    """The candidate of a verb of telling that ends its sentence and has no content yet; `found` is what it has."""
    parse = page.parse
    if parse.lemma[v] not in _TELLING or parse.tag[v] not in _PAST or page.quoted(v):
        return []
    start, end = page.sentence(v)
    end = _without_adjunct(page, v, end)
    if end - v > _RIGHT + 1:
        return []
    if any(parse.pos[i] in ("VERB", "AUX") or parse.words[i] == "," for i in range(v + 1, end)):
        return []
    if any(k > v for k in parse.kids_of(v, "ccomp", "dobj")) and parse.lemma[v] != "tell":
        return []
    source = _source(page, v, start)
    if source is None:
        return []
    first, last = source
    content = [(after_colon(parse, page.quotes, start, first - 2), first - 2)]
    parts = cleaned(parse, page.quotes, content)
    if not parts or not _has_clause(page, parts[0]):
        return []
    for other in found:  # neither another's source nor what it says runs on into this clause
        if other.head == v:
            continue
        if other.source is not None and other.source[0] < first - 1 <= other.source[1]:
            other.source = (other.source[0], first - 2)
        if other.content[-1][0] < first - 1 <= other.content[-1][1]:
            other.content[-1] = (other.content[-1][0], first - 2)
    seen = next((c for c in found if c.head == v and c.content[0][0] < v), None)
    if seen is not None:  # the parser saw it too
        seen.formed = seen.key == "tail"
        return []
    head = _head(page, first, last)
    return [Candidate("tail", lemma_of(page, v), v, (v, v), source, head, parts, formed=True)]


def _without_adjunct(page: Page, v: int, end: int) -> int:
    """The clause's end, before the reporter's own ", hours after the council had met"."""
    words = page.parse.words
    comma = next((i for i in range(v + 1, min(end, v + 6)) if words[i] == ","), None)
    if comma is None or page.parse.lower[comma + 1] not in _AFTER:
        return end
    opening = page.parse.lower[comma + 1 : min(comma + 4, end)]
    return end if _LINKS.isdisjoint(opening) else comma


def _source(page: Page, v: int, start: int) -> Range | None:
    """The noun phrase between a comma and the cue, with an apposition set off by commas of its own."""
    parse = page.parse
    last = v - 1
    apposed = parse.words[last] == ","
    if apposed:
        last -= 1
    commas = 0
    for i in range(last, max(start, v - _LEFT), -1):
        if parse.words[i] == ",":
            commas += 1
            if commas == 1 + apposed:
                first = i + 1
                return (first, last) if parse.pos[first] in _FIRST else None
        elif parse.pos[i] not in _PHRASE and parse.words[i] not in ("-", "."):
            return None
    return None


def _head(page: Page, first: int, last: int) -> int:
    """The token of a phrase that the others hang on: the one whose head lies outside it."""
    parse = page.parse
    for i in range(first, last + 1):
        if not first <= parse.head[i] <= last and parse.pos[i] in ("NOUN", "PROPN", "PRON"):
            return i
    return last


def _has_clause(page: Page, part: Range) -> bool:
    """Whether the words are a clause: a verb with a subject."""
    parse = page.parse
    return any(
        parse.pos[i] in ("VERB", "AUX") and parse.kid(i, *SUBJECTS) is not None for i in range(part[0], part[1] + 1)
    )
