"""The draft: the reading so far, handed from layer to layer; each adds its part and leaves the others' alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from dateline.reader.parse import Parse
from dateline.reader.vectors import Vectors
from dateline.records import (
    Actor,
    ActorKind,
    Claim,
    Event,
    Place,
    Report,
    Span,
    Tension,
    Time,
    Voice,
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words of the body that name a place or a people, found by the places layer: tokens `first` to `last` inclusive.

    `kind` is country, capital, admin1, admin2, city, region, feature, demonym or unknown.
    `acts` says that the words stand for a government or a people rather than a spot ("Washington is sending");
    such a mention is none of `place`'s mentions.
    """

    first: int
    last: int
    span: Span
    kind: str
    country: str | None  # ISO 3166 alpha-3
    place: str | None  # id of the Place it names, None where `acts` or a demonym
    acts: bool = False
    words: Span | None = None  # with what says how it lies to the place: "20 km south of X"
    named: tuple[float, float] | None = None  # the point of the name itself, where `words` mean another


@dataclass(frozen=True, slots=True)
class CastMention:
    """One mention of an actor, found by the actors layer; `head` is the syntactic head of tokens `first`..`last`."""

    actor: str
    span: Span
    first: int
    last: int
    head: int
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """How an event stands in the parse: its trigger's head token, the verb that carries a noun, the tokens merged in.

    `carrier` is the support verb of an event noun ("carried" in "carried out attacks"); `parts` are the tokens of
    other triggers that tell of the same happening ("killing" in "attacks ..., killing 12"), `echoes` those of nouns
    that only take it up again ("the attack").
    """

    event: str
    head: int
    carrier: int | None
    parts: tuple[int, ...]
    lemma: str
    echoes: tuple[int, ...] = ()


@dataclass(slots=True)
class Draft:
    """The reading so far. Layers read what is to their left in `Reader.layers` and fill in their own part."""

    report: Report
    parse: Parse
    published: date | None = None  # the day of report.published
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    toponyms: list[Toponym] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    cast: dict[int, CastMention] = field(default_factory=dict)  # head token -> the actor mention it heads
    voices: list[Voice] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    frames: dict[str, Frame] = field(default_factory=dict)  # event id -> how it stands in the parse
    tensions: list[Tension] = field(default_factory=list)
    vectors: Vectors | None = None  # what the attribution layer's encoder made of each token; None where it has none

    def actor(self, id: str) -> Actor:  # noqa: A002 - the field's own name
        return next(actor for actor in self.actors if actor.id == id)


class Layer(Protocol):
    """One step of the reading. `name@version` is kept with every record it makes."""

    name: str
    version: str

    def __call__(self, draft: Draft) -> None: ...


def made_by(layer: Layer) -> str:
    """The stamp a record carries: `name@version`."""
    return f"{layer.name}@{layer.version}"


__all__ = ["ActorKind", "CastMention", "Draft", "Frame", "Layer", "Toponym", "made_by"]
