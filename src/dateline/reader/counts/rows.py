"""Rows: counts as they are found, before they are records; and those that an event's own words make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reader.counts.amounts import Amount
from dateline.reader.counts.words import Counter
from dateline.reader.draft import Frame
from dateline.reader.events import syntax
from dateline.records import CountOf, Event, EventType, Participant

AFTER = 12  # tokens after a verb in which the other words of its term stand
_UNTOLD = frozenset("several others many some dozens scores hundreds thousands".split())
_FITTING = {
    CountOf.KILLED: frozenset((EventType.ASSAULT,)),
    CountOf.INJURED: frozenset((EventType.ASSAULT, EventType.PROTEST)),
    CountOf.ABDUCTED: frozenset((EventType.ASSAULT,)),
    CountOf.DETAINED: frozenset((EventType.COERCE,)),
    CountOf.DEPLOYED: frozenset((EventType.AID, EventType.MOBILIZE)),
    CountOf.RELEASED: frozenset((EventType.RETREAT, EventType.CONCEDE)),
    CountOf.SENTENCED: frozenset((EventType.SANCTION, EventType.COERCE)),
    CountOf.DEPORTED: frozenset((EventType.COERCE, EventType.SANCTION)),
    CountOf.RESCUED: frozenset((EventType.AID, EventType.RETREAT)),
    CountOf.EVACUATED: frozenset((EventType.AID, EventType.RETREAT)),
    CountOf.SURRENDERED: frozenset((EventType.RETREAT,)),
    CountOf.DESTROYED: frozenset((EventType.ASSAULT,)),
}


@dataclass(eq=False, slots=True)
class Row:
    """What is counted, how many, and the token that says what became of them; later also of what it is a part."""

    what: CountOf
    amount: Amount
    token: int
    part_of: Row | None = None
    replaced_by: Row | None = None


Found = dict[str, list[Row]]  # event id -> its counts


def of_event(counter: Counter, event: Event, frame: Frame) -> Iterator[Row]:
    """Counts that the event's own words make, and the numbers of those who act."""
    parse, words = counter.parse, counter.words
    for token in (frame.head, *frame.parts):
        if parse.pos[token] in ("VERB", "AUX") and (value := counted_by(counter, token)):
            yield from _of_verb(counter, event, token, value)
        elif value := words.nouns.get(parse.lemma[token], ""):
            what = CountOf(value)
            if event.type not in _FITTING.get(what, (event.type,)):
                continue
            for word, o in syntax.preps(parse, token):
                if word == "of" and (amount := counter.sum(o)) is not None:
                    yield Row(what, amount, token)
            owner = parse.kid(token, "poss")
            if owner is not None and owner in counter.names:
                yield Row(what, Amount(1, 1, 1, parse.span(owner, owner)), token)
    if event.type in (EventType.PROTEST, EventType.ASSAULT):
        yield from _of_actors(counter, event, frame)


def counted_by(counter: Counter, v: int) -> str:
    """What a verb counts, by the longest of its terms whose other words stand after it."""
    parse = counter.parse
    end = parse.sentences[parse.sentence[v]][1]
    after = parse.lower[v + 1 : min(v + 1 + AFTER, end)]
    for more, value in counter.words.verbs.get(parse.lemma[v], ()):
        if not more or (more[0] in after and tuple(after[(at := after.index(more[0])) : at + len(more)]) == more):
            return value
    return ""


def _of_verb(counter: Counter, event: Event, token: int, value: str) -> Iterator[Row]:
    parse = counter.parse
    what = _what(CountOf(value.rstrip("<")), event)
    if what is None:
        return
    if what == CountOf.DESTROYED:
        things = syntax.object_of(parse, token)
        amount = counter.sum(things, things=True) if things is not None else None
    elif value.endswith("<"):
        who = syntax.understood(parse, token, 0)
        amount = counter.sum(who) if who is not None else None
    else:
        amount = objects(counter, token)
    if amount is not None:
        yield Row(what, amount, token)


def objects(counter: Counter, v: int) -> Amount | None:
    """Whom a verb counts: its object; else the words right before a participle or right after a verb."""
    parse = counter.parse
    elliptic = parse.dep[v] == "conj" and parse.tag[v] in ("VBN", "VBD")
    if elliptic and v and parse.lower[v - 1] in _UNTOLD:
        return counter.amount(v - 1)  # "six were killed and several injured"
    obj = syntax.object_of(parse, v)
    amount = counter.sum(obj, whoever=True) if obj is not None else None
    if amount is not None:
        return amount
    if (elliptic or parse.lemma[v] in ("kill", "wound", "injure", "hurt")) and (before := _right_before(counter, v)):
        return before
    return _right_after(counter, v) if obj is None or parse.lower[obj] in ("hostage", "captive") else None


def _right_before(counter: Counter, v: int) -> Amount | None:
    """ "12 were killed and 30 wounded", "eight killed in a blast": the number before a participle."""
    parse = counter.parse
    if parse.tag[v] not in ("VBN", "VBD"):
        return None
    first = parse.sentences[parse.sentence[v]][0]
    for k in range(v - 1, max(v - 5, first) - 1, -1):
        if k in counter.figures.at or (parse.lower[k] == "another" and k == v - 1):
            return counter.amount(k if parse.lower[k] == "another" else _noun_of(counter, k, v))
        if parse.pos[k] not in ("AUX", "ADV", "NOUN", "ADJ") and parse.lower[k] not in ("others", "more", "left"):
            return None
    return None


def _noun_of(counter: Counter, k: int, before: int) -> int:
    """The noun that a figure ending at `k` counts, if it stands between them: "12 people killed"."""
    parse = counter.parse
    nouns = [n for n in range(k + 1, before) if parse.pos[n] == "NOUN" and counter.amounts.before(n) is not None]
    return nouns[-1] if nouns else k


def _right_after(counter: Counter, v: int) -> Amount | None:
    """ "killing at least 12 people, police said": the people right after, whom the parser gave to another verb."""
    parse, at = counter.parse, counter.figures.at
    end = parse.sentences[parse.sentence[v]][1]
    for i in range(v + 1, min(v + 8, end)):
        if i in at:
            last = at[i].last
            for head in range(last + 1, min(last + 5, end)):
                if parse.pos[head] in ("NOUN", "PROPN") and counter.amounts.before(head) is at[i]:
                    nxt = parse.pos[head + 1] if head + 1 < end else ""
                    if nxt not in ("NOUN", "PROPN"):
                        return counter.sum(head, whoever=True)
                elif parse.pos[head] not in ("ADJ", "NOUN", "PROPN", "ADV"):
                    break
            nxt = parse.pos[last + 1] if last + 1 < end else "PUNCT"
            return counter.amount(i) if nxt in ("PUNCT", "CCONJ", "ADP", "SPACE") else None
        if parse.pos[i] in ("VERB", "PUNCT", "PRON", "CCONJ") or (parse.pos[i] == "NOUN" and parse.lower[i] != "death"):
            return None
    return None


def _what(what: CountOf, event: Event) -> CountOf | None:
    """What a verb counts in this event: "seized 12 men" detains them or abducts them; None where it counts nothing."""
    if event.type in _FITTING.get(what, (event.type,)):
        return what
    if event.mode == "arrest" and what == CountOf.ABDUCTED:
        return CountOf.DETAINED
    if event.mode == "abduct" and what == CountOf.DETAINED:
        return CountOf.ABDUCTED
    return None


def _of_actors(counter: Counter, event: Event, frame: Frame) -> Iterator[Row]:
    """How many marched or struck, where the words give a number: "some 2,000 students", "three gunmen"."""
    what = CountOf.PROTESTING if event.type == EventType.PROTEST else CountOf.ATTACKING
    heads = [_head(counter, participant) for participant in event.actors]
    if not heads and event.type == EventType.PROTEST and frame.carrier is not None:
        heads = [syntax.subject(counter.parse, frame.carrier)]  # "300 workers went on strike"
    for head in heads:
        if head is None or not counter.is_people(head):
            continue
        amount = counter.amount(head)
        if amount is None or not any(k in counter.figures.at for k in counter.parse.tokens(amount.span)):
            continue
        if amount.bounds != (0, 0, 0):
            yield Row(what, amount, frame.head)


def _head(counter: Counter, participant: Participant) -> int | None:
    """The token of a participant whose head lies outside of it."""
    parse = counter.parse
    tokens = parse.tokens(participant.span)
    return next((i for i in tokens if parse.head[i] not in tokens or parse.head[i] == i), None)
