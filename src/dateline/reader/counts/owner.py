"""Owners: whose a count is that stands apart from every trigger: the event it was told of, by sentence."""

from __future__ import annotations

from bisect import bisect_left

from dateline.reader.counts.rows import Found
from dateline.reader.counts.words import Counter
from dateline.reader.draft import Draft
from dateline.records import Event, EventType, Place, Status, When

REACH = 5  # sentences back to the event that a death toll speaks of
_AT = frozenset(("in", "at", "near", "outside", "inside", "around"))
_SPEECH = frozenset("say tell report add state announce declare".split())
_FORCEFUL = frozenset("raid storm sweep crackdown crack force evict".split())  # no ASSAULT, and people are hurt in it
_APART = frozenset("separately elsewhere meanwhile another similar previous".split())


class Owners:
    """The events that a count told apart may belong to."""

    def __init__(self, draft: Draft, counter: Counter, found: Found) -> None:
        self.draft, self.parse = draft, draft.parse
        self.disasters = counter.words.disasters
        self.counted = frozenset(id_ for id_, rows in found.items() if rows)
        self.places = {place.id: place for place in draft.places}
        self.events = {event.id: event for event in draft.events}
        self.by_sentence: dict[int, list[tuple[int, str]]] = {}
        for event in draft.events:
            frame = draft.frames.get(event.id)
            if frame is None or event.status == Status.DENIED:
                continue
            if event.type == EventType.ASSAULT or (event.type == EventType.COERCE and frame.lemma in _FORCEFUL):
                for token in (frame.head, *frame.parts, *frame.echoes):
                    self.by_sentence.setdefault(self.parse.sentence[token], []).append((token, event.id))
        self.spots: dict[int, set[str]] = {}  # sentence -> the places that something in it is said to have been at
        for toponym in draft.toponyms:
            if toponym.place is not None and not toponym.acts and self._is_spot(toponym.first):
                self.spots.setdefault(self.parse.sentence[toponym.first], set()).add(toponym.place)

    def of(self, i: int, *, here: bool) -> str | None:
        """The nearest event of the token's own sentence; else, unless `here`, one told shortly before."""
        at = self.parse.sentence[i]
        own = self.by_sentence.get(at)
        if own:
            return min(own, key=lambda pair: abs(pair[0] - i))[1]
        if here or not self.by_sentence or self._mishap(at, i) or self._begins_anew(at):
            return None
        last = None
        for back in range(1, REACH + 1):
            for _, id_ in self.by_sentence.get(at - back, ()):
                if not self._fits(at, self.events[id_]):
                    continue
                if id_ in self.counted:
                    return id_
                last = last or id_
        return last

    def _is_spot(self, first: int) -> bool:
        parse = self.parse
        begin = parse.sentences[parse.sentence[first]][0]
        return any(parse.lower[k] in _AT for k in range(max(begin, first - 2), first))

    def _begins_anew(self, sentence: int) -> bool:
        """ "Separately, seven people died": told of another happening."""
        first, end = self.parse.sentences[sentence]
        return any(self.parse.lower[k] in _APART for k in range(first, min(end, first + 2)))

    def _fits(self, sentence: int, event: Event) -> bool:
        """Whether the sentence may speak of the event: it names no other place, and no day that cannot be its own."""
        spots = self.spots.get(sentence)
        if spots and event.place is not None:
            place = self.places.get(event.place.place)
            if not any(may_hold(self.places.get(id_), place) for id_ in spots):
                return False
        first, end = self.parse.sentences[sentence]
        begin, stop = self.parse.start[first], self.parse.end[end - 1]
        times = self.draft.times
        for time in times[bisect_left(times, begin, key=lambda t: t.span.start) :][:6]:
            if time.span.start >= stop:
                break
            if time.when is not None and not may_be_same(time.when, event.when.when if event.when else None):
                return False
        return True

    def _mishap(self, sentence: int, i: int) -> bool:
        """Whether the sentence tells of a flood or a crash, whose dead are its own."""
        first, end = self.parse.sentences[sentence]
        return any(self.parse.lemma[k] in self.disasters for k in range(max(first, i - 30), min(end, i + 30)))


def may_be_same(told: When, event: When | None) -> bool:
    """Whether a later figure's day fits the event's: tolls rise after it, but not before, nor a year later."""
    last = told.last_imprecise or told.last_precise
    if event is None:
        return told.granularity not in ("year", "decade", "century")
    first = event.first_imprecise or event.first_precise
    return last is None or first is None or last >= first


def may_hold(one: Place | None, other: Place | None) -> bool:
    """Whether two places may be one, or one hold the other: "near Ober" and Ober, a town and its province."""
    if one is None or other is None or one.id == other.id:
        return True
    if one.name in other.name or other.name in one.name:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if one.precision is None or other.precision is None:
        return False
    return max(one.precision, other.precision) >= 4 and (
        not one.admin1 or not other.admin1 or one.admin1 == other.admin1
    )
