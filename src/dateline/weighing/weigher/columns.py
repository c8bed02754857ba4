"""Columns: the narrow rows of incidents in arrays, so that all of them can be counted while somebody waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.ledger.tables import BEFORE, BEHIND
from dateline.ledger.weighed import known_on
from dateline.records import Incident, Level

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]
LEVELS = tuple(str(level) for level in Level)
# Days as numbers (`date.toordinal`); before and behind all of them, where none is known.
FIRST_DAY, LAST_DAY = 0, date.max.toordinal() + 1
A_COUNTRY = 6  # UCDP's where_prec: drawn by its outline
# What is taken of a row of `incident_facets`, in this order.
TAKEN = ("incident", "standing", "type", "status", "country", "earliest", "latest", "place", "lat", "lon", "precision",
         "reports", "published", "settled_day", "settled_at")  # fmt: skip
Row = tuple[Any, ...]
# A spot: where incidents are drawn together. Latitude, longitude, precision, the place's name and its country.
Spot = tuple[float, float, int, str, str]


class Numbers(dict[Any, int]):
    """Values and their numbers, given as they come; the arrays hold the numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.values_of: list[Any] = []

    def __missing__(self, value: Any) -> int:
        number = self[value] = len(self.values_of)
        self.values_of.append(value)
        return number


class SpotNumbers(Numbers):
    """The same of places: those that lie together are one, and what cannot be drawn is None."""

    def __missing__(self, value: Any) -> int:
        lat, lon, precision, place, country = value
        spot = None
        if lat is not None and lon is not None and precision is not None and (country or precision != A_COUNTRY):
            spot = (round(lat, 4), round(lon, 4), precision, place, country)
        number = self[value] = super().__missing__(spot) if spot not in self else self[spot]
        return number


class DayNumbers(dict[str, int]):
    """Days as numbers; of a month or a year its last day, on which what is dated so is known."""

    def __missing__(self, day: str) -> int:
        number = self[day] = number_of(day)
        return number


@dataclass(frozen=True, slots=True)
class Codes:
    """What the numbers in the columns stand for."""

    kinds: Mapping[str, Numbers]  # standing, type, status, country
    spots: Numbers
    days: DayNumbers
    lock: Lock  # several threads may add to them

    @classmethod
    def new(cls) -> Codes:
        kinds = {name: Numbers() for name in ("standing", "type", "status", "country")}
        for level in LEVELS:
            kinds["standing"][level]
        return cls(kinds, SpotNumbers(), DayNumbers(), Lock())


@dataclass(frozen=True, slots=True)
class Columns:
    """Incidents, one at each place of every array. Days are numbers."""

    ids: NDArray[np.object_]
    kinds: Mapping[str, Ints]
    earliest: Ints
    latest: Ints
    spot: Ints
    reports: Ints
    published: Ints
    settled_day: Ints
    settled_at: NDArray[np.object_]
    places: NDArray[np.object_]  # their names

    def __len__(self) -> int:
        return len(self.ids)

    def chosen(self, which: Mask | NDArray[np.intp]) -> Columns:
        """Those of a mask, or those at these places."""
        return Columns(
            self.ids[which],
            {name: column[which] for name, column in self.kinds.items()},
            *(getattr(self, name)[which] for name in self.__slots__[2:]),
        )

    def beside(self, other: Columns) -> Columns:
        """These, and others behind them."""
        return Columns(
            np.concatenate((self.ids, other.ids)),
            {name: np.concatenate((column, other.kinds[name])) for name, column in self.kinds.items()},
            *(np.concatenate((getattr(self, name), getattr(other, name))) for name in self.__slots__[2:]),
        )


def columns(rows: Sequence[Row], codes: Codes) -> Columns:
    """The arrays of these rows, each as `TAKEN` says."""
    at: dict[str, Sequence[Any]] = dict(zip(TAKEN, zip(*rows, strict=True) if rows else [()] * len(TAKEN), strict=True))
    spots = zip(at["lat"], at["lon"], at["precision"], at["place"], at["country"], strict=True)
    with codes.lock:
        return Columns(
            ids=objects(at["incident"]),
            kinds={name: numbers(at[name], given) for name, given in codes.kinds.items()},
            earliest=numbers(at["earliest"], codes.days),
            latest=numbers(at["latest"], codes.days),
            spot=numbers(spots, codes.spots),
            reports=np.fromiter(at["reports"], np.int32),
            published=numbers(at["published"], codes.days),
            settled_day=numbers(at["settled_day"], codes.days),
            settled_at=objects(at["settled_at"]),
            places=objects(at["place"]),
        )


def row_of(one: Incident) -> Row:
    """The row of an incident at hand."""
    return (
        one.id, str(one.standing), str(one.type), str(one.status), one.country or "", one.first or BEFORE,
        one.last or BEHIND, one.place or "", one.lat, one.lon, one.precision, len(one.reports),
        one.published[0] or BEHIND, BEFORE, BEFORE,
    )  # fmt: skip


def number_of(day: str) -> int:
    """A day as a number; of a month or a year its last day, on which what is dated so is known."""
    if day == BEFORE:
        return FIRST_DAY
    try:
        return date.fromisoformat(known_on(day)).toordinal()
    except ValueError:
        return LAST_DAY


def iso_of(number: int) -> str:
    return date.fromordinal(number).isoformat()


def numbers(values: Iterable[Any], given: dict[Any, int]) -> Ints:
    return np.fromiter(map(given.__getitem__, values), np.int32)


def objects(values: Sequence[Any]) -> NDArray[np.object_]:
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made
