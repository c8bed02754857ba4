"""Whom a number counts: the word lists of the counts layer, and the sum over a noun phrase and what is joined to it."""

from __future__ import annotations

from dateline.reader.counts.amounts import Amount, amount_of, total
from dateline.reader.draft import Draft
from dateline.reader.events import syntax
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import ActorKind

CONJUNCTS = 8
_PARTS = frozenset(("include", "including", "among", "mostly", "mainly", "most"))
_POINTED = frozenset(("them", "us", "whom", "those", "these", "which"))


class CountWords:
    """count_words.tsv by part of speech, and the classes of event_classes.tsv that are people."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.by_pos: dict[str, dict[str, str]] = {}
        for row in lexicons.table("count_words"):
            self.by_pos.setdefault(row["pos"], {})[row["term"]] = row["value"]
        self.vague = {term: int(value) for term, value in self.by_pos["vague"].items()}
        classes: dict[str, frozenset[str]] = {}
        for row in lexicons.table("event_classes"):
            classes[row["class"]] = classes.get(row["class"], frozenset()) | frozenset(row["terms"].split())
        self.crowds = classes["crowd"]
        self.forces = classes["forces"]
        self.disasters = classes["disaster"]
        self.people = classes["people"] | classes["forces"] | classes["helpers"] | classes["armed"]
        self.people -= frozenset(
            "plane aircraft jet helicopter drone gunship warplane chopper tank".split()
        ) | frozenset(("navy", "group", "organization", "movement", "front"))


class Counter:
    """Counts the people of one report."""

    def __init__(self, draft: Draft, words: CountWords) -> None:
        self.parse: Parse = draft.parse
        self.words = words
        persons = {actor.id for actor in draft.actors if actor.kind == ActorKind.PERSON and actor.named}
        names = {head for head, mention in draft.cast.items() if mention.actor in persons and not mention.pronoun}
        names.update(e.last for e in draft.parse.entities if e.label == "PERSON" and e.last - e.first < 6)
        self.names = frozenset(names)  # tokens that name one person each
        people = {actor.id for actor in draft.actors if actor.kind in (ActorKind.PERSON, ActorKind.GROUP)}
        self.described = frozenset(
            head for head, mention in draft.cast.items() if mention.actor in people and not mention.pronoun
        )

    def amount(self, i: int) -> Amount | None:
        """How many the noun phrase of token `i` speaks of, whoever they are."""
        return amount_of(self.parse, i, self.words.vague, self.names, self.words.crowds)

    def sum(self, head: int) -> Amount | None:
        """The amount of people of a head and what is coordinated with it; "including ..." adds nothing."""
        parse = self.parse
        amounts: list[Amount] = []
        for i in _conjuncts(parse, head):
            if i != head and any(parse.lower[k] in _PARTS for k in range(max(i - 3, head), i)):
                break
            if not self.is_people(i):
                if i == head:
                    return None
                break
            amount = self.amount(i)
            if amount is not None:
                amounts.append(amount)
            elif i == head:
                return None
            else:
                amounts.append(Amount(1, None, None, parse.span(i, i)))
        return total(amounts)

    def is_people(self, i: int) -> bool:
        """Whether token `i` is people: a noun for them, a name, a bare number, "dozens of" them."""
        parse, words = self.parse, self.words
        if i in self.names or i in self.described or parse.lemma[i] in words.people or parse.lower[i] in words.people:
            return True
        vague = parse.lemma[i] in words.vague or parse.lower[i].rstrip("s") in words.vague
        if vague or parse.lower[i] in ("nobody", "none", "one"):
            inner = next((o for word, o in syntax.preps(parse, i) if word == "of"), None)
            return inner is None or parse.lower[inner] in _POINTED or self.is_people(inner)
        if parse.tag[i] == "CD":
            return parse.lower[i + 1 : i + 2] not in (["%"], ["percent"], ["per"])
        return parse.tag[i] in ("NNPS", "NNS") and parse.lower[i][:1] != parse.words[i][:1]  # "12 Gazans"


def number_before(parse: Parse, i: int) -> int | None:
    """The number that hangs on token `i` to its left."""
    return next((k for k in parse.kids[i] if k < i and parse.tag[k] == "CD"), None)


def _conjuncts(parse: Parse, i: int) -> list[int]:
    out = [i]
    while len(out) < CONJUNCTS and (k := parse.kid(out[-1], "conj")) is not None:
        out.append(k)
    if parse.dep[i] in ("nsubj", "nsubjpass") and parse.kid(out[-1], "cc") is not None:
        # "23 officers and at least 40 marchers were hurt", which the parser may give two subjects
        out += [k for k in parse.kids_of(parse.head[i], parse.dep[i]) if out[-1] < k < parse.head[i]][:1]
    return out
