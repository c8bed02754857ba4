"""A reading: what one reader, of one version, got out of one report."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.records.report import Mention, Report
from dateline.records.span import Span
from dateline.records.vocabulary import (
    ActorKind,
    Basis,
    Certainty,
    Context,
    CountOf,
    EventType,
    Found,
    Granularity,
    Manner,
    Role,
    Stance,
    Status,
    TimexType,
    VoiceKind,
)

SCHEMA = "dateline.reading/1"


@dataclass(frozen=True, slots=True)
class When:
    """Four dates instead of a fuzzy one (Security Force Monitor's convention), ISO days, inclusive.

    Precise: true on every day between. Imprecise: true on some day between. `against` says what the words were
    resolved against: "text" (they carry their own date), "published", "dateline", or the words that fixed the year.
    """

    first_precise: str | None
    last_precise: str | None
    first_imprecise: str | None
    last_imprecise: str | None
    granularity: Granularity
    words: str
    against: str


@dataclass(frozen=True, slots=True)
class Time:
    """A temporal expression; `timex` is its TIMEX3 value, with X for digits that the report does not fix."""

    id: str
    span: Span
    timex: str
    type: TimexType
    when: When | None
    made_by: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the report. Unresolved ones keep their words: no gazetteer id, no point.

    `precision` is UCDP GED's where_prec, 1 (exact) to 7; None where unresolved. `lat`, `lon` in degrees, WGS 84.
    `country` is ISO 3166 alpha-3; `admin1` and `admin2` are the names of the divisions it lies in, or is.
    """

    id: str
    name: str
    gazetteer_id: str | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    admin2: str | None = None
    precision: int | None = None
    mentions: tuple[Span, ...] = ()
    made_by: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the report under all the names it has there. `country` is ISO 3166 alpha-3."""

    id: str
    name: str
    kind: ActorKind
    named: bool
    country: str | None
    roles: tuple[Role, ...]
    mentions: tuple[Span, ...]
    made_by: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks; `actor` is the actor that speaks, where it is one."""

    id: str
    name: str
    kind: VoiceKind
    named: bool
    mentions: tuple[Span, ...]
    actor: str | None
    made_by: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """One hop of a claim's chain of voices. `span` is None where the report leaves the speaker out."""

    voice: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that a report puts in a voice's mouth. `chain` is outermost first; its last voice speaks them."""

    id: str
    chain: tuple[Link, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    manner: Manner
    stance: Stance
    certainty: Certainty
    hedges: tuple[Span, ...]
    events: tuple[str, ...]
    made_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in an event. `actor` is None where the words name no actor that the reader knows (a bridge).

    `basis` says whether the words state it or leave it at a suspicion, an accusation or a claim of responsibility;
    `cue` are the words that say so, `claim` the claim whose they are, where a voice makes it.
    """

    actor: str | None
    span: Span
    basis: Basis = Basis.STATED
    cue: Span | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event is said to have been; `found` says how near to the trigger the words stand."""

    place: str
    span: Span
    found: Found


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event is said to have been. `time` is None for words that fix no time ("recently")."""

    time: str | None
    span: Span | None
    found: Found
    when: When | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many: low / best / high in persons, None where open. `over` is the TIMEX3 duration it was counted over.

    `part_of` and `replaced_by` are positions among the event's counts: of the total that this one is a part of ("12
    people, including three children"), and of the figure that the words put in its place ("revised from 14 to 11").
    """

    what: CountOf
    low: int | None
    best: int | None
    high: int | None
    span: Span
    voice: str | None
    over: str | None = None
    part_of: int | None = None
    replaced_by: int | None = None


@dataclass(frozen=True, slots=True)
class EventContext:
    """What an event is about beside its type, and the words that say so."""

    context: Context
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """One report's account of one happening. `claims` are the claims it stands on; none: the reporter's own voice.

    `mentions` are the other words of the report that tell of the same happening, or take it up: "the attack".
    """

    id: str
    trigger: Span
    type: EventType
    mode: str | None
    status: Status
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place: EventPlace | None
    when: EventTime | None
    counts: tuple[Count, ...]
    instrument: Mention | None
    claims: tuple[str, ...]
    made_by: str
    confidence: float
    mentions: tuple[Span, ...] = ()
    contexts: tuple[EventContext, ...] = ()


@dataclass(frozen=True, slots=True)
class Tension:
    """Two records of one report that cannot both hold, and why."""

    between: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class ReaderVersion:
    """What made a reading: the reader's version and each layer's (`name: version`)."""

    version: str
    layers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader got out of one report. `to_json` gives the contract `dateline.reading/1`."""

    schema: str = field(default=SCHEMA, kw_only=True)
    reader: ReaderVersion
    report: Report
    voices: tuple[Voice, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    tensions: tuple[Tension, ...] = ()
