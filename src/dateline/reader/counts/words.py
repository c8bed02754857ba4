"""Whom a number counts: the word lists of the counts layer, and the sum over a noun phrase and what is joined to it."""

from __future__ import annotations

from dateline.reader.counts.amounts import Amount, Amounts, total
from dateline.reader.counts.figures import Figure, Figures
from dateline.reader.draft import Draft
from dateline.reader.events import syntax
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import ActorKind, Span, TimexType

CONJUNCTS = 8
_POINTED = frozenset(("them", "us", "whom", "those", "these", "which"))
_THINGS = frozenset("shot round rocket shell bomb time hour day kilometre mile metre meter point vote dollar".split())


class CountWords:
    """count_words.tsv by part of speech, and the classes of event_classes.tsv that are people."""

    def __init__(self, lexicons: Lexicons) -> None:
        by_pos: dict[str, dict[str, str]] = {}
        self.verbs: dict[
            str, list[tuple[tuple[str, ...], str]]
        ] = {}  # lemma -> what must stand after it, what it counts
        for row in lexicons.table("count_words"):
            if row["pos"] == "verb":
                lemma, *more = row["term"].split()
                self.verbs.setdefault(lemma, []).insert(0, (tuple(more), row["value"]))
            else:
                by_pos.setdefault(row["pos"], {})[row["term"]] = row["value"]
        for rows in self.verbs.values():
            rows.sort(key=lambda pair: -len(pair[0]))
        self.states, self.nouns, self.plain, self.tolls = (by_pos[pos] for pos in ("state", "noun", "plain", "toll"))
        self.vague = {term: int(value) for term, value in by_pos["vague"].items()}
        self.groups = {term: int(value) for term, value in by_pos["group"].items()}
        self.bounds = by_pos["bound"]
        self.parts = [(term.split(), value) for term, value in by_pos["part"].items()]
        classes: dict[str, frozenset[str]] = {}
        for row in lexicons.table("event_classes"):
            classes[row["class"]] = classes.get(row["class"], frozenset()) | frozenset(row["terms"].split())
        self.crowds = classes["crowd"]
        self.forces = classes["forces"]
        self.disasters = classes["disaster"]
        self.property = classes["property"] | classes["aircraft"]
        self.places, self.ideas = classes["place"], classes["idea"]
        self.animals = frozenset(by_pos["animal"])
        self.people = classes["people"] | classes["forces"] | classes["helpers"] | classes["armed"]
        self.people |= frozenset("diplomat leader official militiaman fighter detainee attacker body corpse".split())
        self.people -= frozenset(
            "plane aircraft jet helicopter drone gunship warplane chopper tank".split()
        ) | frozenset(("navy", "organization", "movement", "front"))


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
        self.figures = Figures(draft.parse, words.vague, words.bounds, _dates(draft))
        self.amounts = Amounts(draft.parse, self.figures, self.names, words.crowds, words.groups)

    def amount(self, i: int) -> Amount | None:
        """How many the noun phrase of token `i` speaks of, whoever they are."""
        return self.amounts.of(i)

    def exact(self, figure: Figure) -> Amount:
        """A figure by itself, without the noun that it counts."""
        return Amount(figure.low, figure.best, figure.high, self.parse.span(figure.first, figure.last))

    def sum(self, head: int, *, things: bool = False, whoever: bool = False) -> Amount | None:
        """The amount of people (of property, where `things`) of a head and of what is coordinated with it.

        `whoever`: what is killed, hurt or taken is people, unless its noun is known to stand for something else.
        """
        parse = self.parse
        amounts: list[Amount] = []
        for i in _conjuncts(parse, head):
            if i != head and self._broken(head, i):
                break
            if not (self.is_property(i) if things else self.is_people(i) or (whoever and self._may_be(i))):
                if i == head:
                    return None
                break
            amount = self.amount(i)
            if things and amount is not None and amount.bounds == (1, 1, 1):
                amount = None  # "burned the school": what was destroyed is named, not counted
            if amount is not None:
                amounts.append(amount)
            elif i == head:
                return None
        return total(amounts)

    def _broken(self, head: int, i: int) -> bool:
        """Whether between two conjuncts parts are named, or what became of the first ("12 dead and 30 wounded")."""
        lower, states = self.parse.lower, self.words.states
        return any(lower[k] in ("include", "including", "among", "mostly") for k in range(max(i - 3, head), i)) or any(
            lower[k] in states for k in range(head + 1, i)
        )

    def is_people(self, i: int) -> bool:
        """Whether token `i` is people: a noun for them, a name, a bare number, "dozens of" them."""
        parse, words = self.parse, self.words
        if i in self.names or i in self.described or parse.lemma[i] in words.people or parse.lower[i] in words.people:
            return True
        if i in self.figures.at or parse.lower[i] in ("nobody", "none", "one"):
            inner = next((o for word, o in syntax.preps(parse, i) if word == "of"), None)
            return inner is None or parse.lower[inner] in _POINTED or inner in self.figures.at or self.is_people(inner)
        if parse.lemma[i] in words.groups or parse.lower[i] in words.states:
            return True
        if parse.lemma[i] in _THINGS or parse.lemma[i] in words.property:
            return False
        return parse.tag[i] in ("NNPS", "NNS") and parse.lower[i][:1] != parse.words[i][:1]  # "12 Gazans"

    def _may_be(self, i: int) -> bool:
        """Whether a common noun is not known to stand for anything but people: "two shepherds", "a guest"."""
        parse, words = self.parse, self.words
        if parse.pos[i] != "NOUN" or parse.lemma[i] in _THINGS or parse.lemma[i] in words.property:
            return False
        return not any(parse.lemma[i] in other for other in (words.animals, words.ideas, words.places))

    def is_property(self, i: int) -> bool:
        """Whether token `i` is buildings, vehicles, aircraft."""
        parse = self.parse
        if i in self.figures.at and (inner := self.amounts.inner(i)) is not None:
            i = inner  # "scores of homes"
        return parse.lemma[i] in self.words.property or parse.lower[i].rstrip("s") in self.words.property


def _dates(draft: Draft) -> frozenset[int]:
    """The tokens of days, hours and lengths of time: "9 May" counts nobody."""
    tokens: set[int] = set()
    for time in draft.times:
        if time.type in (TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET):
            tokens.update(draft.parse.tokens(Span(time.span.start, time.span.end)))
    return frozenset(tokens)


def _conjuncts(parse: Parse, i: int) -> list[int]:
    out = [i]
    while len(out) < CONJUNCTS and (k := parse.kid(out[-1], "conj")) is not None:
        out.append(k)
    if parse.dep[i] in ("nsubj", "nsubjpass") and parse.kid(out[-1], "cc") is not None:
        # "23 officers and at least 40 marchers were hurt", which the parser may give two subjects
        out += [k for k in parse.kids_of(parse.head[i], parse.dep[i]) if out[-1] < k < parse.head[i]][:1]
    return out
