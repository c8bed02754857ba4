"""An event mention as the parse has it: its words, who and what goes with it, and the sentence it stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dateline.reader.parse import Parse
from dateline.records import Span
from dateline.weighing.likeness.words import stem

TELLING = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
NAMING = frozenset(("NOUN", "PROPN", "NUM", "ADJ"))
LIGHT = frozenset("be become bring come do get give go happen have hold keep let make occur put set take".split())
NEAR = 4  # tokens to either side
MOST = 8  # words of a mention that count
PHRASE = 12  # tokens of a participant that count
_NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"))
_DAYS = frozenset(("DATE", "TIME"))


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. Words are stems, lemmas in lower case.

    `key` is the word that tells most of it: the head's lemma, or where that is a light verb ("took place") the last
    telling one. `doers`, `objects` and `others` are the words of its subject, its object and what else hangs on it.
    """

    report: int
    sentence: int
    start: int
    words: str
    lemma: str
    key: str
    stem: str
    kind: str  # noun, verb or other
    telling: tuple[str, ...]
    doers: frozenset[str]
    objects: frozenset[str]
    others: frozenset[str]
    governor: str
    around: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]
    days: frozenset[str]
    position: float  # in its sentence, 0 to 1
    depth: int  # below the root

    @property
    def parties(self) -> frozenset[str]:
        return self.doers | self.objects | self.others

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(word for word in self.parties if word.startswith("#"))


def head_of(parse: Parse, span: Span) -> int | None:
    """The token on which the rest of a mention hangs; None where the parse has no token there."""
    tokens = parse.tokens(span)
    return next((i for i in tokens if parse.head[i] not in tokens or parse.head[i] == i), None)


def mention_of(report: int, parse: Parse, span: Span) -> Mention:
    """What the parse says of a mention."""
    tokens, head = parse.tokens(span), head_of(parse, span)
    words = span.of(parse.text).lower()
    if head is None:
        none: frozenset[str] = frozenset()
        key = words.split()[-1]
        same = (words, key, key, stem(key), "other", (key,), none, none, none, "", none, none, none, none, 0.0, 0)
        return Mention(report, -1, span.start, *same)
    lemma = parse.lemma[head].lower()
    telling = tuple(dict.fromkeys(parse.lemma[i].lower() for i in tokens if parse.pos[i] in TELLING))[:MOST] or (lemma,)
    heavy = [word for word in telling if word not in LIGHT]
    key = heavy[-1] if lemma in LIGHT and heavy else lemma
    kind = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}.get(parse.pos[head], "other")
    first, end = parse.sentences[parse.sentence[head]]
    around = [i for i in range(first, end) if i not in tokens]
    doers, objects, others = _participants(parse, head)
    governor = parse.head[head]
    return Mention(
        report,
        parse.sentence[head],
        span.start,
        words,
        lemma,
        key,
        stem(key),
        kind,
        telling,
        _phrases(parse, doers),
        _phrases(parse, objects),
        _phrases(parse, others),
        stem(parse.lemma[governor]) if governor != head else "",
        _stems(parse, around, TELLING),
        _stems(parse, (i for i in around if abs(i - head) <= NEAR), TELLING),
        _entities(parse, first, end, _NAMES),
        _entities(parse, first, end, _DAYS),
        (head - first) / max(end - first, 1),
        min(9, sum(1 for _ in parse.ancestors(head))),
    )


def _participants(parse: Parse, head: int) -> tuple[list[int], list[int], list[int]]:
    """The head tokens of subjects, objects and whatever else hangs on a head."""
    doers, objects, others = parse.kids_of(head, "nsubj"), parse.kids_of(head, "nsubjpass", "dobj", "obj"), []
    for kid in parse.kids_of(head, "agent", "prep"):
        within = parse.kids_of(kid, "pobj")
        if parse.dep[kid] == "agent":
            doers += within
        elif parse.lemma[kid].lower() == "of":
            objects += within
        else:
            others += within
    others += parse.kids_of(head, "poss", "compound", "amod", "npadvmod", "ccomp", "xcomp", "advcl", "prt", "nummod")
    if parse.dep[head] in ("xcomp", "conj") and not doers:
        doers = parse.kids_of(parse.head[head], "nsubj", "nsubjpass")
    if parse.dep[head] in ("acl", "relcl"):
        objects.append(parse.head[head])
    return doers, objects, others


def _phrases(parse: Parse, heads: Iterable[int]) -> frozenset[str]:
    tokens = (i for h in heads for i in range(parse.left[h], min(parse.right[h] + 1, parse.left[h] + PHRASE)))
    return _stems(parse, tokens, NAMING)


def _stems(parse: Parse, tokens: Iterable[int], kinds: Collection[str]) -> frozenset[str]:
    return frozenset(stem(parse.words[i]) for i in tokens if parse.pos[i] in kinds)


def _entities(parse: Parse, first: int, end: int, labels: Collection[str]) -> frozenset[str]:
    """The words of a sentence's entities of some kinds."""
    inside = (e for e in parse.entities if e.label in labels and first <= e.first and e.last < end)
    return frozenset(stem(parse.words[i]) for e in inside for i in range(e.first, e.last + 1))
