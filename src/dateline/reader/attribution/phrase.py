"""Phrases as cues: "according to X", "in X's view", "in the words of X", "as X put it"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.content import without
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.source import phrase
from dateline.reader.attribution.verb import make

_VIEWS = frozenset(
    {"view", "opinion", "word", "account", "eye", "mind", "telling", "estimate", "estimation", "calculation"}
)
HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly", "apparently", "seemingly"})
_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp"})


def phrase_candidates(page: Page, i: int) -> Iterator[Candidate]:
    """The candidate of a preposition, if it opens such a phrase."""
    parse = page.parse
    word = parse.lower[i]
    found: Candidate | None = None
    if word == "according":
        to = next((j for j in (i + 1, i + 2) if j < len(parse) and parse.lower[j] == "to"), None)
        if to is not None:
            source = parse.kid(to, "pobj") if parse.kid(to, "pobj") is not None else parse.kid(i, "pobj")
            if source is None and to + 1 < len(parse):
                source = _next_noun(page, to + 1)
            found = _around(page, "according", i, (i, to), source)
    elif word in ("in", "by", "to", "from") and (noun := parse.kid(i, "pobj")) is not None and noun <= i + 4:
        if parse.lemma[noun] in _VIEWS:
            source = parse.kid(noun, "poss")
            of = parse.kid(noun, "prep")
            if source is None and of is not None and parse.lower[of] == "of":
                source = parse.kid(of, "pobj")
            if source is not None:
                found = _around(page, f"view:{parse.lemma[noun]}", i, (i, noun), source)
    elif word in ("per", "via") and (noun := parse.kid(i, "pobj")) is not None:
        found = _around(page, "per", i, (i, i), noun)
    if found is not None:
        yield found


def hearsay_candidates(page: Page, i: int) -> Iterator[Candidate]:
    """The candidate of an adverb that gives its clause on someone's word, without saying whose."""
    parse = page.parse
    verb = parse.head[i]
    if verb == i or parse.pos[verb] not in ("VERB", "AUX"):
        return
    found = make(
        page, "hearsay", i, without([(parse.left[verb], parse.right[verb])], (i, i)), None, lemma=parse.lower[i]
    )
    if found is not None:
        yield found


def _next_noun(page: Page, i: int) -> int | None:
    parse = page.parse
    for j in range(i, min(len(parse), i + 12)):
        if parse.pos[j] in ("NOUN", "PROPN", "PRON") and parse.dep[j] not in ("compound", "poss"):
            return j
    return None


def _around(page: Page, key: str, i: int, cue: Range, source: int | None) -> Candidate | None:
    """What the phrase's clause says, without the phrase."""
    parse = page.parse
    if source is None:
        return None
    span = phrase(parse, source)
    relative = parse.kid(source, "relcl")
    told = parse.right[relative] if relative is not None and relative > source else source
    hole = (min(i, span[0]), max(cue[1], span[1], told))
    start, end = page.sentence(i)
    clause = parse.head[i]
    for _ in range(30):
        if parse.dep[clause] in _CLAUSES and parse.pos[clause] in ("VERB", "AUX"):
            break
        if parse.head[clause] == clause:
            break
        clause = parse.head[clause]
    else:
        clause = i
    first, last = parse.left[clause], parse.right[clause]
    if hole[0] <= start + 1 or parse.dep[clause] in ("ROOT", "conj", "relcl", "advcl", "acl", "pcomp") or clause == i:
        first, last = start, end
    if hole[1] >= end - 2 and parse.words[hole[0] - 1] == "," and hole[0] > start:
        first = start
    while first < last and (parse.pos[first] == "CCONJ" or parse.dep[first] == "punct") and not page.quoted(first):
        first += 1
    if first == start and hole[0] > start + 1:
        first = _joined(page, first, hole[0])
    return make(page, key, i, without([(first, last)], hole), source, lemma=parse.lower[i], cue=cue)


def _joined(page: Page, first: int, at: int) -> int:
    """The sentence before it belongs too where a quotation spans both."""
    q = page.quotes.at(at - 1) or (page.quotes.at(at - 2) if at >= 2 else None)
    return min(first, q.first) if q is not None else first
