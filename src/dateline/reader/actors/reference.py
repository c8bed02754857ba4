"""A reference: one place where the report refers to an actor, before it is known which."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from dateline.records import ActorKind, Role


class Form(Enum):
    """How the words refer: by name, by a country or its people, by a description, by a pronoun."""

    NAME = "name"
    STATE = "state"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(slots=True, eq=False)
class Reference:
    """Tokens `first` to `last` refer to an actor; `head` is their syntactic head.

    `name` is the bare name (no title, no article) of a NAME, the words of any other form. `key` identifies the actor
    across reports where a list knows it. `lemma`, `mods` and `within` describe a NOMINAL: its noun, what narrows it
    (countries as "@PAK") and the words of its "in PLACE".
    """

    first: int
    last: int
    head: int
    form: Form
    kind: ActorKind
    name: str
    key: str = ""
    parts: tuple[str, ...] = ()  # a person's name folded, word by word
    titles: list[tuple[str, frozenset[str]]] = field(
        default_factory=list
    )  # "the foreign minister": minister, {foreign}
    lemma: str = ""
    mods: frozenset[str] = frozenset()
    within: str = ""
    owner: int | None = None  # the token of its possessor: "his group", "Roe's lawyer"
    definite: bool = False
    fresh: bool = False  # counted or quantified: refers to nothing earlier ("two soldiers", "other officials")
    count: str = ""  # "six" of "the six men"
    plural: bool = False
    gender: str = ""
    country: str | None = None
    roles: tuple[Role, ...] = ()
    named: bool = False
    confidence: float = 0.8
    tail: str = ""  # an organisation's last word: "the Front" may be short for it
    proper: bool = False  # a NOMINAL written as a name: "the Front"
    also: tuple[int, ...] = ()  # further head tokens of the same words (the title of a titled name)
