"""The rows that people see: one dataclass for each table, its fields the table's columns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with what its current reading found. `claims` and `events` say how many there are.

    `decided`, here and in the other rows, is what persons did: "accepted by Ana", "place corrected by Ben".
    """

    id: str
    published: str | None
    published_from: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    language: str | None
    dateline_place: str | None
    dateline_date: str | None
    claims: int
    events: int
    url: str | None
    path: str | None
    reader: str
    recorded: str
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim: `voice` speaks it; `chain` names the voices it came through, outermost first, `voice` its last."""

    id: str
    report: str
    published: str | None
    outlet: str | None
    voice: str
    voice_kind: str
    named: bool
    chain: tuple[str, ...]
    stance: str
    manner: str
    certainty: str
    cue: str
    content: str
    confidence: float
    made_by: str
    recorded: str
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event: names of its participants, and of the voices on whose word it stands (none: the reporter's own)."""

    id: str
    report: str
    published: str | None
    outlet: str | None
    status: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    admin1: str | None
    admin2: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    when: str | None
    first_precise: str | None
    last_precise: str | None
    first_imprecise: str | None
    last_imprecise: str | None
    granularity: str | None
    counts: tuple[str, ...]
    voices: tuple[str, ...]
    instrument: str | None
    trigger: str
    sentence: str
    confidence: float
    made_by: str
    recorded: str
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TensionRow:
    """Two records of one report that cannot both hold: who says the one, in which words, and who the other."""

    report: str
    published: str | None
    outlet: str | None
    first: str
    first_voice: str | None
    first_words: str | None
    second: str
    second_voice: str | None
    second_words: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What an id (or the beginning of one) names: the kind of record, its whole id, and its report's id."""

    kind: str
    id: str
    report: str
