"""Loose counts: amounts told apart from a trigger ("left 12 dead", "the death toll rose to 45"), and whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.counts.amounts import Amount
from dateline.reader.counts.words import Counter, number_before
from dateline.reader.draft import Draft
from dateline.reader.events import syntax
from dateline.reader.parse import Parse
from dateline.records import CountOf, EventType, Status

REACH = 5  # sentences back to the event that a death toll speaks of
Row = tuple[CountOf, Amount, int]  # what is counted, how many, and the token that says what became of them
Found = dict[str, list[Row]]  # event id -> its counts
_DEAD = frozenset(("dead", "death", "deaths", "fatalities", "killed"))
_UNDER = frozenset(("acomp", "oprd", "xcomp", "ccomp", "dep", "advcl"))


def loose(draft: Draft, counter: Counter, found: Found) -> Iterator[tuple[str, Row]]:
    """Event ids and the counts that go to them, in the order of the text."""
    parse, by_pos = draft.parse, counter.words.by_pos
    harmful = _Harmful(draft, counter, found)
    taken = {t for frame in draft.frames.values() for t in (frame.head, *frame.parts)}
    states, plain, tolls = by_pos["state"], by_pos["plain"], by_pos["toll"]
    for i in range(len(parse)):
        lemma, pos = parse.lemma[i], parse.pos[i]
        what, amount = "", None
        if pos in ("ADJ", "VERB", "NOUN") and parse.lower[i] in states:
            if i not in taken:
                what, amount = states[parse.lower[i]], _state(parse, counter, i)
        elif pos == "VERB" and lemma in ("die", "perish") and i not in taken:
            what, amount = "killed", _died(parse, counter, i)
        elif pos == "VERB" and lemma == "lose":
            what, amount = "killed", _lost(parse, counter, i)
        elif pos == "NOUN" and lemma in plain and number_before(parse, i) is not None:
            what, amount = plain[lemma], counter.amount(i)
        elif pos == "NOUN" and lemma in tolls:
            what, amount = tolls[lemma], _toll(parse, counter, i)
        if amount is not None and (event := harmful.near(i, here=lemma == "lose")) is not None:
            yield event, (CountOf(what), amount, i)


def _state(parse: Parse, counter: Counter, i: int) -> Amount | None:
    """Who is "dead": the number before it, its subject, or the noun it follows."""
    head = parse.head[i]
    own = number_before(parse, i)
    if own is not None and parse.dep[own] == "nummod":
        return counter.amount(own)
    who = parse.kid(i, "nsubj", "nsubjpass")
    if who is None and parse.dep[i] == "conj":
        who = own
    elif who is None and parse.dep[i] in _UNDER and head != i:
        who = syntax.object_of(parse, head) if parse.dep[i] == "oprd" else syntax.passive_subject(parse, head)
        who = who if who is not None else parse.kid(head, "nsubj", "nsubjpass")
    if who is None and parse.dep[i] in ("amod", "acl") and head < i:
        who = head
    if who is None:
        who = i - 1 if i and parse.tag[i - 1] == "CD" else own
        return counter.amount(who) if who is not None else None
    if parse.tag[who] in ("PRP", "WP"):
        return None
    amount = counter.sum(who)
    if amount is None or amount.best != 1 or parse.tag[who] == "CD" or parse.kid(who, "nummod") is not None:
        return amount
    return None  # "the mayor was dead": of what, the words do not say


def _died(parse: Parse, counter: Counter, i: int) -> Amount | None:
    """Who died; one death alone may have any cause."""
    who = syntax.understood(parse, i, 0)
    amount = counter.sum(who) if who is not None else None
    return None if amount is None or amount.best == 1 else amount


def _lost(parse: Parse, counter: Counter, i: int) -> Amount | None:
    """ "The army lost three", "lost 12 soldiers"."""
    lost = parse.kid(i, "dobj")
    if lost is None or not (parse.tag[lost] == "CD" or parse.lemma[lost] in counter.words.forces):
        return None
    return counter.sum(lost)


def _toll(parse: Parse, counter: Counter, i: int) -> Amount | None:
    """ "a death toll of 45", "the death toll rose to 45", "raising the death toll to 45"."""
    bare = parse.lemma[i] == "toll" and parse.lower[i - 1 : i] in (["the"], ["a"], ["its"], ["this"])
    if not bare and parse.lower[i - 1 : i] != ["death"] and not _of_dead(parse, i):
        return None
    over = parse.head[i] if parse.dep[i] in ("nsubj", "dobj", "nsubjpass") else i
    for word, o in [*syntax.preps(parse, i), *(syntax.preps(parse, over) if over != i else ())]:
        counted = word in ("to", "at") or (word == "of" and parse.tag[o] == "CD")
        if counted and (amount := counter.amount(o)) is not None:
            return amount
    stated = parse.kid(over, "attr", "dobj") if over != i else None
    return counter.amount(stated) if stated is not None else None


def _of_dead(parse: Parse, i: int) -> bool:
    """ "the number of dead", "the toll of those killed": whom a toll counts."""
    counted = (o for word, o in syntax.preps(parse, i) if word == "of")
    return any(parse.lower[k] in _DEAD for o in counted for k in (o, *parse.kids_of(o, "amod", "acl")))


class _Harmful:
    """The events that a count told apart may belong to, by sentence."""

    def __init__(self, draft: Draft, counter: Counter, found: Found) -> None:
        self.parse = draft.parse
        self.disasters = counter.words.disasters
        self.counted = frozenset(id_ for id_, rows in found.items() if rows)
        self.by_sentence: dict[int, list[tuple[int, str]]] = {}
        for event in draft.events:
            frame = draft.frames.get(event.id)
            if frame is not None and event.type == EventType.ASSAULT and event.status != Status.DENIED:
                for token in (frame.head, *frame.parts):
                    self.by_sentence.setdefault(self.parse.sentence[token], []).append((token, event.id))

    def near(self, i: int, *, here: bool) -> str | None:
        """The nearest event of the token's own sentence; else, unless `here`, one told shortly before."""
        at = self.parse.sentence[i]
        own = self.by_sentence.get(at)
        if own:
            return min(own, key=lambda pair: abs(pair[0] - i))[1]
        if here or not self.by_sentence or self._mishap(at, i):
            return None
        last = None
        for back in range(1, REACH + 1):
            for _, id_ in self.by_sentence.get(at - back, ()):
                if id_ in self.counted:
                    return id_
                last = last or id_
        return last

    def _mishap(self, sentence: int, i: int) -> bool:
        """Whether the sentence tells of a flood or a crash, whose dead are its own."""
        first, end = self.parse.sentences[sentence]
        return any(self.parse.lemma[k] in self.disasters for k in range(max(first, i - 30), min(end, i + 30)))
