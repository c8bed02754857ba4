"""The fields that a person can correct, and the value that each has in a reading, as plain JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dateline.records import Claim, CountOf, Event, Granularity, Participant, Place, Reading, Report, When

Record = Event | Claim | Report
COUNTS = tuple(str(what) for what in CountOf)
EVENT = ("type", "mode", "status", "place", "when", "actors", "recipients", "instrument", *COUNTS)
CLAIM = ("chain", "voice", "stance", "manner", "certainty")
REPORT = ("published", "outlet", "title")
FIELDS: Mapping[str, tuple[str, ...]] = {"event": EVENT, "claim": CLAIM, "report": REPORT}


def kind_of(record: Record) -> str:
    return "event" if isinstance(record, Event) else "claim" if isinstance(record, Claim) else "report"


def value_of(record: Record, field: str, reading: Reading) -> Any:
    """What a record of a reading has in a field.

    place: name, gazetteer_id, lat, lon, country, admin1, admin2, precision; or None.  when: the four days and the
    granularity, or None.  actors, recipients: names.  A count: the figures given for it, each low, best and high; those
    that are part of another, or that the report replaces, left out.  chain: names, outermost first.  voice: who speaks,
    the last of them.  All others: a word, or None.
    """
    if isinstance(record, Report):
        return getattr(record, field)
    if isinstance(record, Claim):
        if field in ("chain", "voice"):
            chain = _chain(record, reading)
            return chain if field == "chain" else chain[-1] if chain else None
        return str(getattr(record, field))
    if field in COUNTS:
        standing = (c for c in record.counts if c.what == field and c.part_of is None and c.replaced_by is None)
        return [{"low": c.low, "best": c.best, "high": c.high} for c in standing]
    found = _OF_EVENTS[field](record, reading)
    return str(found) if field in ("type", "status") else found


def values_of(record: Record, reading: Reading) -> dict[str, Any]:
    """All fields of a record: what a person accepts who accepts it."""
    return {field: value_of(record, field, reading) for field in FIELDS[kind_of(record)]}


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
