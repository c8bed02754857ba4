"""Facts: what every profile needs to know of an event beside its parties: when, where, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateline.export.columns import Source
from dateline.ledger import sentence_of
from dateline.records import Event, Place, VoiceKind

# UCDP GED's date_prec by the number of days within which the event was; more is 5.
_DATE_PREC = ((1, 1), (6, 2), (7, 3), (31, 4))
# ACLED's time_precision in the same way; more has none.
_TIME_PRECISION = ((1, 1), (7, 2), (31, 3))
# where_prec to ACLED's geo_precision; a country and the sea have none.
_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day on which an event can have been (ISO); None where open."""

    first: str | None
    last: str | None

    @property
    def number(self) -> int | None:
        """How many days; None where an end is open."""
        if self.first is None or self.last is None:
            return None
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1

    @property
    def year(self) -> int | None:
        return int(self.first[:4]) if self.first and self.last and self.first[:4] == self.last[:4] else None

    @property
    def middle(self) -> str | None:
        """The day in the middle, the earlier of two."""
        if self.first is None or self.number is None:
            return None
        return (date.fromisoformat(self.first) + timedelta((self.number - 1) // 2)).isoformat()

    @property
    def date_prec(self) -> int | None:
        return _step(self.number, _DATE_PREC, 5)

    @property
    def time_precision(self) -> int | None:
        return _step(self.number, _TIME_PRECISION, None)


def days_of(event: Event) -> Days:
    """When it can have been. Days that are none, or the wrong way round, are left out."""
    when = event.when.when if event.when else None
    if when is None:
        return Days(None, None)
    first, last = _day(when.first_imprecise), _day(when.last_imprecise)
    if first and last and first > last:
        return Days(None, None)
    return Days(first, last)


def days_between(first: str | None, last: str | None) -> Days:
    """The same of two ISO days."""
    one, other = _day(first), _day(last)
    return Days(None, None) if one and other and one > other else Days(one, other)


def place_of(source: Source, event: Event) -> Place | None:
    """Where it was, as the reader resolved it; None where the words name no place."""
    return source.places.get(event.place.place) if event.place else None


def is_point(place: Place | None) -> bool:
    """Has it a point, within the bounds of a map?"""
    return (
        place is not None
        and place.lat is not None
        and place.lon is not None
        and abs(place.lat) <= 90
        and abs(place.lon) <= 180
    )


def admin1(place: Place) -> str | None:
    """Its first-order division; a province is its own."""
    return place.admin1 or (place.name if place.precision == 4 else None)


def admin2(place: Place) -> str | None:
    """Its second-order division; a district is its own."""
    return place.admin2 or (place.name if place.precision == 3 else None)


def where_prec(place: Place | None) -> int | None:
    return place.precision if place and place.precision in range(1, 8) else None


def geo_precision(place: Place | None) -> int | None:
    return _GEO_PRECISION.get(place.precision or 0) if place else None


def place_words(source: Source, event: Event) -> str | None:
    return flat(event.place.span.of(source.text)) if event.place else None


def chains(source: Source, event: Event) -> tuple[tuple[str, ...], ...]:
    """The names of the voices of each claim that the event stands on, outermost first; the reporter is no voice."""
    found: dict[tuple[str, ...], None] = {}
    for id_ in event.claims:
        if id_ in source.claims:
            links = (source.voices.get(link.voice) for link in source.claims[id_].chain)
            chain = tuple(flat(v.name) for v in links if v is not None and v.kind is not VoiceKind.REPORTER)
            if chain:
                found[chain] = None
    return tuple(found)


def on_whose_word(source: Source, event: Event) -> list[str]:
    """The same in words: "an officer > ministry sources"; the outlet where it is the reporter's own word."""
    told = [" > ".join(chain) for chain in chains(source, event)]
    return told or [source.reading.report.outlet or "the reporter"]


def sentence(source: Source, event: Event) -> str:
    return flat(sentence_of(source.reading.report, event.trigger).of(source.text))


def published_day(source: Source) -> str | None:
    """The day of publication, or the month or year where no more is known."""
    return (source.reading.report.published or "")[:10] or None


def flat(words: str) -> str:
    return " ".join(words.split())


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


def _step(number: int | None, steps: tuple[tuple[int, int], ...], beyond: int | None) -> int | None:
    if number is None:
        return None
    return next((step for most, step in steps if number <= most), beyond)
