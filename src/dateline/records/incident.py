"""Incidents: events in different reports that are the same happening, and how each of their fields stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.records.span import Span
from dateline.records.vocabulary import CountOf, EventType, Stance, Status


class Level(StrEnum):
    """How an incident, or a field of it, stands."""

    SINGLE = "single voice"
    REPEATED = "repeated"  # no second voice of its own, many reports
    CORROBORATED = "corroborated"  # two or more voices that do not rest on each other
    DISPUTED = "disputed"  # a denial, or accounts that cannot both be true


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a report, and where they stand: what every cell of an incident leads back to."""

    report: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Witness:
    """A voice that an incident rests on, under the name it goes by most often.

    `chain` is the shortest chain of names by which its word came, outermost first. `stance` is its latest.
    `apart` says that another voice bears it out which does not rest on it, nor it on that; `interested` that it is
    a party to the incident. `events` are the events of the incident that stand on its word; `first` and `last` the
    days on which its word was published.
    """

    key: str
    name: str
    kind: str
    named: bool
    chain: tuple[str, ...]
    stance: Stance
    reports: tuple[str, ...]
    stories: tuple[str, ...]
    events: tuple[str, ...]
    interested: bool = False
    apart: bool = False
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One voice's figure at one time. `replaced` says that its own voice, or its outlet, gave another later.

    `taken` says that it is the one taken as best; `overtaken` that a higher one came after it was last given.
    """

    what: CountOf
    low: int | None
    best: int | None
    high: int | None
    witness: str  # its key
    published: str | None
    outlet: str | None
    event: str
    quotation: Quotation
    replaced: bool = False
    withdrawn: bool = False
    taken: bool = False
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """How many, over all voices: lowest and highest of the figures that stand, and the best-placed voice's latest.

    `why` says in words whose figure is taken as best. `figures` is the history of every voice's figure, by day.
    """

    what: CountOf
    low: int | None
    best: int | None
    high: int | None
    why: str
    rising: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """What is said of a field, by whom."""

    value: str
    witnesses: tuple[str, ...]  # their keys
    events: tuple[str, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an incident (what, status, place, when, actors, recipients, killed ...) and how it stands."""

    name: str
    value: str
    level: Level
    values: tuple[Value, ...]
    independent: int


@dataclass(frozen=True, slots=True)
class Strain:
    """Two claims or events, of one report or of two, that cannot both hold: a tension across reports.

    `field` is counts, denial, place, date or participation; `between` are ids of claims or events.
    """

    field: str
    between: tuple[str, str]
    voices: tuple[str, str]
    quotations: tuple[Quotation, Quotation]
    why: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An account that its outlet has taken back or corrected, and the words by which it did."""

    event: str
    kind: str  # correction or retraction
    report: str  # the one that takes it back
    published: str | None
    quotation: Quotation
    wrong: str | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening, as all its reports tell it. `id` is that of its first event with another letter.

    `first` and `last` are the days it can have been on. `independent` is the number of voices that do not rest on
    each other (one where no two corroborate). `published` are the first and last day of its reports.
    `withdrawn` says that every account of it has been taken back.
    """

    id: str
    title: str
    type: EventType
    mode: str | None
    status: Status
    first: str | None
    last: str | None
    place: str | None
    gazetteer_id: str | None
    lat: float | None
    lon: float | None
    admin1: str | None
    country: str | None
    precision: int | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    standing: Level
    independent: int
    withdrawn: bool
    reports: tuple[str, ...]
    stories: tuple[str, ...]
    events: tuple[str, ...]
    published: tuple[str | None, str | None]
    fields: tuple[Field, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    tolls: tuple[Toll, ...] = ()
    strains: tuple[Strain, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
