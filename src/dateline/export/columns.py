"""What a table of an export is: its columns, each described once, and where its rows come from.

The data dictionary, the Frictionless schema and the Parquet schema are all made from these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal, Protocol

from dateline.records import Actor, ActorKind, Claim, Place, Reading, Span, Status, Voice

Cell = str | int | float | bool | None
Row = dict[str, Cell]
# Frictionless types. A `date` is an ISO day and a `datetime` a UTC moment; both are text in every format.
Type = Literal["string", "integer", "number", "boolean", "date", "datetime"]


# What the other profiles take of a ledger unless more is asked for: what is said to have happened.
HAPPENED = frozenset((Status.HAPPENED, Status.HAPPENING))


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `words` are the only values it may have; `refers` is the table whose `id` it holds.

    `least` and `most` are the bounds of a number; `pattern` is what the whole of a text must match.
    """

    name: str
    type: Type
    description: str
    required: bool = False
    words: tuple[str | int, ...] = ()
    refers: str | None = None
    least: float | None = None
    most: float | None = None
    pattern: str | None = None


@dataclass(frozen=True)
class Source:
    """What rows are made from: a reading, when the ledger recorded it (UTC), and which events are asked for."""

    reading: Reading
    recorded: str
    statuses: frozenset[Status] = HAPPENED

    @property
    def published(self) -> str | None:
        return self.reading.report.published

    @property
    def text(self) -> str:
        return self.reading.report.text

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.reading.actors}

    @cached_property
    def voices(self) -> dict[str, Voice]:
        return {voice.id: voice for voice in self.reading.voices}

    @cached_property
    def places(self) -> dict[str, Place]:
        return {place.id: place for place in self.reading.places}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.reading.claims}

    @cached_property
    def names(self) -> list[tuple[Span, Actor]]:
        """Where the report names an organisation, group or state, in the order of its text."""
        bodies = (a for a in self.reading.actors if a.named and a.kind is not ActorKind.PERSON)
        return sorted(((span, a) for a in bodies for span in a.mentions), key=lambda pair: pair[0].start)


class Dated(Protocol):
    """What rows are made from, under both clocks: a reading, an incident, a story."""

    @property
    def published(self) -> str | None: ...
    @property
    def recorded(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its columns, its key, and the rows that a reading gives.

    Where it is `checked`, every row is held against its columns before it is written.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Any], Iterable[Row]]
    checked: bool = False

    def of(self, source: Dated) -> Iterator[Row]:
        """The rows of one reading (or incident), with both clocks; of several with one key, the first."""
        seen: set[tuple[Cell, ...]] = set()
        for row in self.rows(source):
            key = tuple(row[name] for name in self.key)
            if key not in seen:
                seen.add(key)
                yield {"published": source.published, "recorded": source.recorded, **row}


@dataclass(frozen=True, slots=True)
class Document:
    """One file of records that are no flat rows: nested JSON after a JSON Schema of this room.

    `form` is jsonl, a record a line, or geojson, one FeatureCollection.
    """

    name: str
    description: str
    form: Literal["jsonl", "geojson"]
    schema: str
    records: Callable[[Any], Iterable[dict[str, Any]]]


CLOCKS = (
    Column("published", "string", "When the report was published, as far as known: ISO day, month, year or moment."),
    Column("recorded", "datetime", "When the ledger recorded the reading that this row is of (UTC).", required=True),
)
MADE = (
    Column("made_by", "string", "The layer of the reader that made the record, and its version: layer@version."),
    Column("confidence", "number", "How sure that layer is, from 0 to 1. Says nothing of whether the words are true."),
)
REPORT = Column("report", "string", "The report it is of.", required=True, refers="reports")
START = Column("start", "integer", "Where its words begin: code points of the report's text, from 0.")
END = Column("end", "integer", "Where its words end: the code point after the last.")


def id_of(what: str) -> Column:
    return Column(
        "id", "string", f"Id of the {what}: a hash of what it rests on, the same in every ledger.", required=True
    )


def one_of(name: str, words: type[StrEnum], description: str, *, required: bool = True) -> Column:
    """A column of a closed vocabulary."""
    return Column(name, "string", description, required, tuple(str(word) for word in words))


def make_table(
    name: str, description: str, key: tuple[str, ...], columns: tuple[Column, ...], rows: Callable[[Any], Any]
) -> Table:
    """A table whose rows end with both clocks."""
    return Table(name, description, (*columns, *CLOCKS), key, rows)
