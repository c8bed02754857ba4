"""An account: what one report tells of one happening, with everything that weighing asks of it and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.records import (
    Basis,
    Certainty,
    CountOf,
    EventType,
    Span,
    Stance,
    Status,
)
from dateline.records.story import Notice


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice, as one report has it. `actor` is the name of the actor that speaks, where it is one.

    `words` are the fullest that the report has for it ("Colonel Ezra Tamm, the army's spokesman"); `body` is the body
    that it speaks for by these words, other than itself (weighing/identity/bodies.py finds it).
    """

    name: str
    kind: str  # of VoiceKind
    named: bool
    actor: str | None = None
    actor_kind: str | None = None
    country: str | None = None
    roles: tuple[str, ...] = ()
    words: str = ""
    body: str | None = None
    body_kind: str | None = None
    body_country: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """On whose word: a chain of voices, outermost first; an empty chain is the reporter's own voice.

    `claim` is the claim's id, `content` its words' span, `said` the words. `denies` is what of this account they
    deny, though the reader has not joined the claim to it: deed, part (the speaker's in it) or detail.
    """

    chain: tuple[Speaker, ...]
    stance: Stance = Stance.ASSERTS
    certainty: Certainty = Certainty.CERTAIN
    claim: str | None = None
    content: Span | None = None
    said: str = ""
    denies: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who did it, or to whom it was done. `role` is actor or recipient; `words` are the report's."""

    role: str
    name: str
    words: str
    span: Span
    kind: str | None = None
    named: bool = False
    country: str | None = None
    roles: tuple[str, ...] = ()
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True)
class Tally:
    """How many, on whose word. `word` is a position among the account's words; None: as the account itself.

    `earlier` says that the words give it as what was said before ("police, who on Tuesday spoke of nine dead").
    """

    what: CountOf
    low: int | None
    best: int | None
    high: int | None
    span: Span
    words: str
    word: int | None = None
    part: bool = False  # of a total that the account gives too
    replaced: bool = False  # the same report puts another in its place
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where. `own` is False where the account's sentence names no place and the report's first place stands in."""

    name: str
    gazetteer_id: str | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    admin2: str | None
    precision: int | None
    words: str
    span: Span | None
    own: bool = True


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which it can have been, ISO, inclusive; None where open.

    `exact`: true of every day of them, or a single day. `own` is False where the account gives no time and the day
    of publication stands in (then `first` is some days before it, `last` that day).
    """

    first: str | None
    last: str | None
    exact: bool
    words: str
    span: Span | None
    own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One event of one report, as weighing sees it: a pure function of its reading and of what persons decided.

    `said` are the words of its sentence; `lead` those of the report's title and first sentences, what the whole report
    is about; `position` is the trigger's place in the body, 0 (first word) to 1.
    `near_days` and `near_spot` are a time and a place that its sentence names, where the reader gave the event none.
    `decided` are the ids of the decisions that shaped it; `rejected`: a person said it is none.
    """

    event: str
    report: str
    outlet: str | None
    published: str | None
    type: EventType
    mode: str | None
    status: Status
    trigger: Span
    did: str  # the trigger's words
    sentence: Span
    said: str
    lead: str
    position: float
    days: Days | None
    spot: Spot | None
    parties: tuple[Party, ...] = ()
    tallies: tuple[Tally, ...] = ()
    words: tuple[Word, ...] = ()
    instrument: str | None = None
    contexts: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    notices: tuple[Notice, ...] = ()
    noticed: tuple[str, ...] = ()  # the notices' words, one for each
    confidence: float = 1.0
    near_days: Days | None = None
    near_spot: Spot | None = None
    decided: tuple[str, ...] = field(default=())
    accepted: bool = False
    rejected: bool = False

    def after(self, decided: tuple[str, ...], accepted: bool, rejected: bool) -> Account:
        """The account with what persons decided of it."""
        if not decided and not accepted and not rejected:
            return self
        return replace(self, decided=decided, accepted=accepted, rejected=rejected)
