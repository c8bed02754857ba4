"""What the matrix of an incident shows: columns, rows and what is said in each cell, as people read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dateline.weighing.standing.matrix import Sits
from dateline.workbench import words

SAID = 4  # values of one cell
LABELS = {
    "what": "What",
    "status": "Said to have",
    "place": "Where",
    "when": "When",
    "actors": "Who did it",
    "recipients": "To whom",
}
SIGNS = {
    Sits.TAKEN: "",
    Sits.AGREES: "",
    Sits.OTHERWISE: "~",
    Sits.AGAINST: "≠",
    Sits.OVERTAKEN: "↑",
    Sits.REPLACED: "→",
    Sits.WITHDRAWN: "✕",
}
MEANS = {
    Sits.TAKEN: "as taken",
    Sits.AGREES: "can be true together with what is taken",
    Sits.OTHERWISE: "said otherwise, and nobody disputes it",
    Sits.AGAINST: "cannot be true together with what is taken",
    Sits.OVERTAKEN: "the toll has risen since",
    Sits.REPLACED: "another figure followed",
    Sits.WITHDRAWN: "taken back",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A value in a cell, and the words it is from: `before` and `after` are those around them in their sentence.

    `own` is False where the report does not say it of this: its first place, or the day it was published on, stand in.
    `copy` names the outlet where only a copy says it.
    """

    value: str
    sits: str
    sign: str
    means: str
    own: bool
    words: str
    before: str
    after: str
    href: str
    voices: tuple[str, ...]
    copy: str
    event: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a column's report."""

    report: str
    href: str
    outlet: str
    published: str
    how: str


@dataclass(frozen=True, slots=True)
class Column:
    """An independent report: the first of its story, and how many copies it has here. `number` counts from 1."""

    number: int
    story: str
    report: str
    href: str
    outlet: str
    title: str
    published: str
    agency: str | None
    copies: tuple[Copy, ...]
    copied: int
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A value of a field, in how many columns it is said, and the address that shows only these."""

    value: str
    columns: int
    href: str
    taken: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field: what is taken of it, how it stands, everything that is said of it, and a cell for each column shown."""

    field: str
    label: str
    value: str
    level: str
    independent: int
    disputed: bool
    values: tuple[Other, ...]
    more: int
    cells: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The part of the matrix that is shown: `columns` of `total`, the first of them the one after `first`.

    `said` is the value by which columns are chosen, as `field:value`, where any is.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    first: int
    total: int
    all: int
    said: str
    before: str
    behind: str


def value_in_words(field: str, value: str) -> str:
    """A value as people read it: days in words, types in small letters."""
    if field == "when":
        first, _, last = value.partition(" to ")
        return words.days(first or None, last or None)
    if field == "what":
        kind, _, mode = value.partition(" ")
        return f"{kind.capitalize()}: {mode}" if mode else kind.capitalize()
    return value


def in_order(said: Collection[Said]) -> tuple[Said, ...]:
    """What the report itself says; what stands in only where there is nothing else. What is loud comes first."""
    own = [one for one in said if one.own] or list(said)
    loud = [Sits.AGAINST, Sits.TAKEN, Sits.AGREES, Sits.OTHERWISE, Sits.OVERTAKEN, Sits.REPLACED, Sits.WITHDRAWN]
    return tuple(sorted(own, key=lambda one: loud.index(Sits(one.sits)))[:SAID])
