"""Putting a value into a field of a reading: what a person says stands where the reader's answer stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from dateline.records import (
    Actor,
    ActorKind,
    Certainty,
    Claim,
    Count,
    CountOf,
    Event,
    EventPlace,
    EventTime,
    EventType,
    Found,
    Granularity,
    Link,
    Manner,
    Mention,
    Participant,
    Place,
    Reading,
    Report,
    Span,
    Stance,
    Status,
    Voice,
    VoiceKind,
    When,
    make_id,
)
from dateline.weighing.decided.fields import (
    COUNTS,
    OF_WORDS,
    WORDS,
    Record,
    days_shown,
    figures,
    names_of,
    place_value,
)
from dateline.weighing.decided.wording import places

PERSON = "person"  # what corrected values are resolved against


class Corrector:
    """A reading under correction: `put` values, then take `reading`. Ids stay.

    The words that a cell leads to stay too, unless they are what is corrected.

    A value that its record cannot have (of another version, or of a file that somebody wrote) is passed over: `put`
    says False.
    """

    def __init__(self, reading: Reading) -> None:
        self.before = reading
        self.report = reading.report
        self.events = {e.id: e for e in reversed(reading.events)}
        self.claims = {c.id: c for c in reversed(reading.claims)}
        self.places, self.actors, self.voices = list(reading.places), list(reading.actors), list(reading.voices)

    @property
    def reading(self) -> Reading:
        """The reading as it is now."""
        return replace(
            self.before,
            report=self.report,
            places=tuple(self.places),
            actors=tuple(self.actors),
            voices=tuple(self.voices),
            events=tuple(self.events[e.id] for e in self.before.events),
            claims=tuple(self.claims[c.id] for c in self.before.claims),
        )

    def record(self, id_: str) -> Record | None:
        """The record as it is now."""
        if id_ == self.report.id:
            return self.report
        return self.events.get(id_) or self.claims.get(id_)

    def put(self, id_: str, field: str, value: Any, made_by: str) -> bool:
        """Gives a record's field a value, as `fields.value_of` has it; `made_by` says whose it is."""
        record = self.record(id_)
        try:
            if isinstance(record, Report):
                self.report = _report(record, field, value)
            elif isinstance(record, Claim):
                self.claims[id_] = self._claim(record, field, value, made_by)
            elif isinstance(record, Event):
                self.events[id_] = self._event(record, field, value, made_by)
            else:
                return False
        except (AttributeError, KeyError, TypeError, ValueError):
            return False
        return True

    def _spans(self, value: Any, many: int | None = None) -> tuple[Span, ...]:
        """Where marked words stand in this report; so many of them, where that is fixed."""
        spans = places(value, self.report)
        if spans is None or many not in (None, len(spans)):
            raise ValueError
        return spans

    def _event(self, event: Event, field: str, value: Any, made_by: str) -> Event:
        if field in WORDS:
            return _moved(event, field, self._spans, value, self.report.text)
        if field in COUNTS:
            return replace(event, counts=_counted(event, CountOf(field), value))
        match field:
            case "type":
                return replace(event, type=EventType(value))
            case "status":
                return replace(event, status=Status(value))
            case "mode":
                return replace(event, mode=_word(value))
            case "place":
                return replace(event, place=self._place(event, value, made_by))
            case "when":
                return replace(event, when=_when(event, value))
            case "actors":
                return replace(event, actors=self._parties(event, event.actors, value, made_by))
            case "recipients":
                return replace(event, recipients=self._parties(event, event.recipients, value, made_by))
            case "instrument":
                return replace(event, instrument=self._instrument(event, _word(value)))
        raise KeyError(field)

    def _place(self, event: Event, value: Any, made_by: str) -> EventPlace | None:
        if value is None:
            return None
        place = next((p for p in self.places if place_value(p) == value), None)
        if place is None:
            id_ = make_id("place", self.report.id, made_by, *value.values())
            place = Place(**{name: value[name] for name in _PLACE}, id=id_, made_by=made_by)
            self.places.append(place)
        span = _near(place.mentions, event.trigger) or (event.place.span if event.place else event.trigger)
        return EventPlace(place.id, span, Found.CLAUSE)

    def _parties(
        self, event: Event, present: tuple[Participant, ...], names: Any, made_by: str
    ) -> tuple[Participant, ...]:
        there = dict(zip(names_of(present, self.reading), present, strict=True))
        return tuple(there.get(name) or self._party(event, _said(name), made_by) for name in _list(names))

    def _party(self, event: Event, name: str, made_by: str) -> Participant:
        actor = next((a for a in self.actors if a.name.casefold() == name.casefold()), None)
        words = self._words(name, event.trigger)
        if actor is None:
            id_ = make_id("actor", self.report.id, made_by, name)
            mentions = (words,) if words else ()
            actor = Actor(id_, name, ActorKind.GROUP, True, None, (), mentions, made_by)
            self.actors.append(actor)
        return Participant(actor.id, words or _near(actor.mentions, event.trigger) or event.trigger)

    def _instrument(self, event: Event, words: str | None) -> Mention | None:
        if words is None:
            return None
        old = event.instrument.span if event.instrument else event.trigger
        return Mention(self._words(words, event.trigger) or old, words)

    def _claim(self, claim: Claim, field: str, value: Any, made_by: str) -> Claim:
        match field:
            case "content" if value:
                return replace(claim, content=self._spans(value))
            case "cue":
                return replace(claim, cue=self._spans(value))
            case "voice_words":
                (span,) = self._spans(value, 1)
                return replace(claim, chain=(*claim.chain[:-1], replace(claim.chain[-1], span=span)))
            case "stance":
                return replace(claim, stance=Stance(value))
            case "manner":
                return replace(claim, manner=Manner(value))
            case "certainty":
                return replace(claim, certainty=Certainty(value))
            case "voice":
                return replace(claim, chain=(*claim.chain[:-1], self._link(claim, _said(value), made_by)))
            case "chain":
                links = tuple(self._link(claim, _said(name), made_by) for name in _list(value))
                return replace(claim, chain=links or claim.chain)
        raise KeyError(field)

    def _link(self, claim: Claim, name: str, made_by: str) -> Link:
        """A hop of a claim's chain: as it is there, or with the words of the voice that stand nearest."""
        voice = next((v for v in self.voices if v.name.casefold() == name.casefold()), None)
        present = next((link for link in claim.chain if voice and link.voice == voice.id), None)
        if present:
            return present
        at = self._words(name, claim.cue[0]) if claim.cue else None
        if voice is None:
            actor = next((a for a in self.actors if a.name.casefold() == name.casefold()), None)
            kind = VoiceKind(actor.kind) if actor else VoiceKind.GROUP
            mentions = (at,) if at else ()
            id_ = make_id("voice", self.report.id, made_by, name)
            speaks = actor.id if actor else None
            voice = Voice(id_, name, kind, actor.named if actor else True, mentions, speaks, made_by)
            self.voices.append(voice)
        last = claim.chain[-1].span if claim.chain else None
        return Link(voice.id, at or (_near(voice.mentions, claim.cue[0]) if claim.cue else None) or last)

    def _words(self, words: str, near: Span) -> Span | None:
        """Where the words stand in the report, nearest to a place."""
        text = self.report.text
        before, after = text.rfind(words, 0, near.start), text.find(words, near.start)
        return _near(tuple(Span(at, at + len(words)) for at in (before, after) if at >= 0), near)


_PLACE = ("name", "gazetteer_id", "lat", "lon", "country", "admin1", "admin2", "precision")


def _report(report: Report, field: str, value: Any) -> Report:
    match field:
        case "published":
            return replace(report, published=_word(value), published_from=PERSON if value else None)
        case "outlet":
            return replace(report, outlet=_word(value))
        case "title":
            return replace(report, title=_word(value))
    raise KeyError(field)


def _moved(event: Event, field: str, spans: Callable[..., tuple[Span, ...]], value: Any, text: str) -> Event:
    """The event with the words of one of its cells elsewhere; what they say stays."""
    cell = field.removesuffix(OF_WORDS)
    if cell in ("actors", "recipients"):
        present = event.actors if cell == "actors" else event.recipients
        pairs = zip(present, spans(value, len(present)), strict=True)
        moved = tuple(replace(one, span=span) for one, span in pairs)
        return replace(event, actors=moved) if cell == "actors" else replace(event, recipients=moved)
    if cell in COUNTS:
        standing = figures(event, cell)
        at = {id(one): span for one, span in zip(standing, spans(value, len(standing)), strict=True)}
        return replace(event, counts=tuple(replace(c, span=at.get(id(c), c.span)) for c in event.counts))
    (span,) = spans(value, 1)
    match cell:
        case "trigger":
            return replace(event, trigger=span)
        case "place" if event.place:
            return replace(event, place=replace(event.place, span=span))
        case "when" if event.when:
            return replace(event, when=replace(event.when, span=span))
        case "instrument" if event.instrument:
            return replace(event, instrument=replace(event.instrument, span=span, text=span.of(text)))
    raise KeyError(field)


def _when(event: Event, value: Any) -> EventTime | None:
    if value is None:
        return None
    first, last = (value["first_precise"], value["last_precise"]), (value["first_imprecise"], value["last_imprecise"])
    when = When(*first, *last, Granularity(value["granularity"]), days_shown(value), PERSON)
    return EventTime(None, None, Found.CLAUSE, when)


def _counted(event: Event, what: CountOf, figures: Any) -> tuple[Count, ...]:
    """The event's counts with these figures instead of those it has of their kind, and what hung on those moved."""
    old = [i for i, c in enumerate(event.counts) if c.what is what and c.part_of is None and c.replaced_by is None]
    new = []
    for n, figure in enumerate(_list(figures)):
        model = event.counts[old[n]] if n < len(old) else Count(what, None, None, None, event.trigger, None)
        low, best, high = (_number(figure[name]) for name in ("low", "best", "high"))
        new.append(replace(model, low=low, best=best, high=high))
    gone = set(old)
    for _ in event.counts if not new else ():  # what was part of a figure, or gave way to it, goes with it
        gone |= {i for i, c in enumerate(event.counts) if c.part_of in gone or c.replaced_by in gone}
    kept = [i for i in range(len(event.counts)) if i not in gone]
    place = {i: n for n, i in enumerate(kept)} | {i: len(kept) + min(n, len(new) - 1) for n, i in enumerate(old)}

    def moved(at: int | None) -> int | None:
        return place.get(at) if at is not None else None

    others = [event.counts[i] for i in kept]
    rest = [replace(c, part_of=moved(c.part_of), replaced_by=moved(c.replaced_by)) for c in others]
    return (*rest, *new)


def _near(spans: Sequence[Span], to: Span) -> Span | None:
    return min(spans, key=lambda s: (abs(s.start - to.start), s.start), default=None)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return list(value)


def _said(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError
    return value


def _word(value: Any) -> str | None:
    return None if value is None else _said(value)


def _number(value: Any) -> int | None:
    if value is not None and not isinstance(value, int):
        raise TypeError
    return value
