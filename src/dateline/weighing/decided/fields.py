"""The fields that a person can correct, and the value that each has in a reading, as plain JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dateline.records import Claim, Count, CountOf, Event, Granularity, Participant, Place, Reading, Report, Span, When
from dateline.weighing.decided import wording

Record = Event | Claim | Report
COUNTS = tuple(str(what) for what in CountOf)
CELLS = ("place", "when", "actors", "recipients", "instrument", *COUNTS)  # of an event, with words of their own
OF_WORDS = "_words"  # behind the name of such a cell: its words
EVENT_WORDS = ("trigger", *(cell + OF_WORDS for cell in CELLS))
CLAIM_WORDS = ("content", "cue", "voice" + OF_WORDS)
EVENT = ("type", "mode", "status", "place", "when", "actors", "recipients", "instrument", *COUNTS, *EVENT_WORDS)
CLAIM = ("chain", "voice", "stance", "manner", "certainty", *CLAIM_WORDS)
REPORT = ("published", "outlet", "title")
FIELDS: Mapping[str, tuple[str, ...]] = {"event": EVENT, "claim": CLAIM, "report": REPORT}
WORDS = frozenset((*EVENT_WORDS, *CLAIM_WORDS))  # fields whose value is where words stand


def kind_of(record: Record) -> str:
    return "event" if isinstance(record, Event) else "claim" if isinstance(record, Claim) else "report"


def value_of(record: Record, field: str, reading: Reading) -> Any:
    """What a record of a reading has in a field.

    place: name, gazetteer_id, lat, lon, country, admin1, admin2, precision; or None.  when: the four days and the
    granularity, or None.  actors, recipients: names.  A count: the figures given for it, each low, best and high; those
    that are part of another, or that the report replaces, left out.  chain: names, outermost first.  voice: who speaks,
    the last of them.  Words (trigger, content, cue, place_words ...): stretches, each span, words, before and after; of
    participants and figures one for each.  All others: a word, or None.
    """
    if field in WORDS and not isinstance(record, Report):
        return wording.pieces(words_of(record, field), reading.report.text)
    if isinstance(record, Report):
        return getattr(record, field)
    if isinstance(record, Claim):
        if field in ("chain", "voice"):
            chain = _chain(record, reading)
            return chain if field == "chain" else chain[-1] if chain else None
        return str(getattr(record, field))
    if field in COUNTS:
        return [{"low": c.low, "best": c.best, "high": c.high} for c in figures(record, field)]
    found = _OF_EVENTS[field](record, reading)
    return str(found) if field in ("type", "status") else found


def values_of(record: Record, reading: Reading) -> dict[str, Any]:
    """All fields of a record: what a person accepts who accepts it."""
    return {field: value_of(record, field, reading) for field in FIELDS[kind_of(record)]}


def figures(event: Event, what: str) -> list[Count]:
    """An event's figures of a kind; not those that are part of another, or that the report itself replaces."""
    return [c for c in event.counts if c.what == what and c.part_of is None and c.replaced_by is None]


def words_of(record: Event | Claim, field: str) -> list[Span | None]:
    """The words that a field of words has now."""
    cell = field.removesuffix(OF_WORDS)
    if isinstance(record, Claim):
        if field == "voice" + OF_WORDS:
            return [record.chain[-1].span] if record.chain else []
        return list(record.content if field == "content" else record.cue)
    if field == "trigger":
        return [record.trigger]
    if cell in COUNTS:
        return [count.span for count in figures(record, cell)]
    if cell in ("actors", "recipients"):
        return [one.span for one in (record.actors if cell == "actors" else record.recipients)]
    one = {"place": record.place, "when": record.when, "instrument": record.instrument}[cell]
    return [one.span] if one else []


def place_value(place: Place) -> dict[str, Any]:
    names = ("name", "gazetteer_id", "lat", "lon", "country", "admin1", "admin2", "precision")
    return {name: getattr(place, name) for name in names}


def when_value(when: When) -> dict[str, Any]:
    names = ("first_precise", "last_precise", "first_imprecise", "last_imprecise")
    return {name: getattr(when, name) for name in names} | {"granularity": str(when.granularity)}


def days_shown(value: Mapping[str, Any]) -> str:
    """The days of a `when`, as they are written: a day, a month, a year, or a range."""
    first, last = (value[k + "_imprecise"] or value[k + "_precise"] or "" for k in ("first", "last"))
    if value["granularity"] == Granularity.MONTH and first[:7] == last[:7]:
        return str(first[:7])
    if value["granularity"] == Granularity.YEAR and first[:4] == last[:4]:
        return str(first[:4])
    return first if first == last else f"{first}..{last}"


def _place(event: Event, reading: Reading) -> dict[str, Any] | None:
    at = event.place.place if event.place else None
    place = next((p for p in reading.places if p.id == at), None)
    return place_value(place) if place else None


def _when(event: Event, reading: Reading) -> dict[str, Any] | None:
    return when_value(event.when.when) if event.when and event.when.when else None


def names_of(participants: tuple[Participant, ...], reading: Reading) -> list[str]:
    """The names of participants: their actor's, or else the words."""
    actors = {a.id: a.name for a in reversed(reading.actors)}
    return [actors.get(p.actor or "") or " ".join(p.span.of(reading.report.text).split()) for p in participants]


def _chain(claim: Claim, reading: Reading) -> list[str]:
    names = {v.id: v.name for v in reversed(reading.voices)}
    return [names.get(link.voice, "") for link in claim.chain]


_OF_EVENTS: Mapping[str, Callable[[Event, Reading], Any]] = {
    "type": lambda event, _: event.type,
    "mode": lambda event, _: event.mode,
    "status": lambda event, _: event.status,
    "place": _place,
    "when": _when,
    "actors": lambda event, reading: names_of(event.actors, reading),
    "recipients": lambda event, reading: names_of(event.recipients, reading),
    "instrument": lambda event, _: event.instrument.text if event.instrument else None,
}
