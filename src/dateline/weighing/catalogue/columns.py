"""The columns of the catalogue: numbers in place of words, one row a reading, an event, or a country of a reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Select, select

from dateline.ledger import tables as t
from dateline.ledger.queries import reading_of
from dateline.records import EventType, Status

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
NONE = -1  # the code of what is not known
TYPES = tuple(map(str, EventType))
STATUSES = tuple(map(str, Status))


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of words: the names in their order, and each row's place among them."""

    names: tuple[str, ...]
    codes: Ints

    @classmethod
    def of(cls, values: Sequence[str | None]) -> Self:
        names = sorted({value for value in values if value is not None})
        code = {name: i for i, name in enumerate(names)}
        codes = np.fromiter((code.get(value, NONE) if value is not None else NONE for value in values), np.int64)
        return cls(tuple(names), codes)

    def any_of(self, chosen: Iterable[int]) -> Mask:
        """Rows with one of these codes."""
        wanted = np.zeros(len(self.names) + 1, np.bool_)
        wanted[list(chosen)] = True  # NONE is the last
        found: Mask = wanted[self.codes]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """All readings by their numbers. `latest`: the report was not read again."""

    numbers: Ints
    reports: Ints
    latest: Mask
    outlets: Coded
    published: Coded

    def places(self, numbers: Iterable[int]) -> Ints:
        """Where the readings of these numbers stand; those that came since are passed over."""
        wanted = np.fromiter(numbers, np.int64)
        at = np.searchsorted(self.numbers, wanted)
        inside = at < len(self.numbers)
        at, wanted = at[inside], wanted[inside]
        there: Ints = at[self.numbers[at] == wanted]
        return there

    def mask(self, numbers: Iterable[int]) -> Mask:
        found = np.zeros(len(self.numbers), np.bool_)
        found[self.places(numbers)] = True
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """All events by their keys, with the place of their reading."""

    keys: Ints
    readings: Ints
    types: Ints
    statuses: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Countries:
    """Each country that a reading has a place in, once: pairs of the reading's place and the country."""

    readings: Ints
    countries: Coded


def read_readings(connection: Connection) -> Readings:
    """From indices alone: no text is looked at."""
    r = t.readings.c
    rows = sorted(fetch(connection, select(r.number, r.report)))
    numbers, reports = _pairs(rows)
    last: dict[int, int] = {report: number for number, report in rows}
    latest = np.fromiter((last[report] == number for number, report in rows), np.bool_, len(rows))
    outlets = dict(fetch(connection, select(t.reports.c.number, t.reports.c.outlet)))
    published = dict(fetch(connection, select(t.reports.c.number, t.reports.c.published)))
    return Readings(
        numbers,
        reports,
        latest,
        Coded.of([outlets.get(report) for _, report in rows]),
        Coded.of([published.get(report) for _, report in rows]),
    )


def read_events(connection: Connection, readings: Readings) -> Events:
    """From two indices, each in the order of its words: put in order by their keys."""
    e = t.events.c
    columns = []
    keys = np.zeros(0, np.int64)
    for column, names in ((e.type, TYPES), (e.status, STATUSES)):
        rows = fetch(connection, select(e.key, column))
        code = {name: i for i, name in enumerate(names)}
        keys = np.fromiter((row[0] for row in rows), np.int64, len(rows))
        codes = np.fromiter((code.get(row[1], NONE) for row in rows), np.int64, len(rows))
        order = np.argsort(keys)
        keys = keys[order]
        columns.append(codes[order])
    at = np.searchsorted(readings.numbers, keys >> t.POSITION_BITS)
    known = at < len(readings.numbers)  # all but those that came since
    return Events(keys[known], at[known], columns[0][known], columns[1][known])


def read_countries(connection: Connection, readings: Readings) -> Countries:
    country = t.places.c.country
    rows = fetch(connection, select(country, reading_of(t.places)).where(country.is_not(None)).distinct())
    numbers = np.fromiter((row[1] for row in rows), np.int64, len(rows))
    at = np.searchsorted(readings.numbers, numbers)
    known = at < len(readings.numbers)
    coded = Coded.of([row[0] for row in rows])
    return Countries(at[known], Coded(coded.names, coded.codes[known]))


def fetch(connection: Connection, query: Select[Any]) -> list[Any]:
    """All rows as the driver gives them: tuples, of which there may be a million."""
    result = connection.execute(query)
    cursor: Any = result.cursor
    rows: list[Any] = cursor.fetchall()
    result.close()
    return rows


def _pairs(rows: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
    flat = np.fromiter(chain.from_iterable(rows), np.int64, 2 * len(rows)).reshape(-1, 2)
    return flat[:, 0].copy(), flat[:, 1].copy()
