"""Columns: the narrow rows of incidents in arrays, so that all of them can be counted while somebody waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
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
# What is taken of a row of `incident_facets`, in this order.
TAKEN = ("incident", "standing", "type", "status", "country", "earliest", "latest", "place", "lat", "lon", "precision",
         "reports", "published", "settled_day", "settled_at")  # fmt: skip
Row = tuple[Any, ...]
# A spot: where incidents are drawn together. Latitude, longitude, precision, the place's name and its country.
Spot = tuple[float, float, int, str, str]


class Words:
    """Texts under numbers; the arrays hold the numbers. Several threads may add to them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.number: dict[Any, int] = {}
        self.texts: list[Any] = []

    def of(self, text: Any) -> int:
        if (number := self.number.get(text)) is None:
            number = self.number[text] = len(self.texts)
            self.texts.append(text)
        return number

    def numbers(self, texts: Iterable[Any]) -> Ints:
        with self._lock:
            return np.fromiter((self.of(text) for text in texts), np.int32)


@dataclass(frozen=True, slots=True)
class Codes:
    """What the numbers in the columns stand for."""

    kinds: Mapping[str, Words]  # standing, type, status, country
    spots: Words  # of Spot, or None where a place cannot be drawn

    @classmethod
    def new(cls) -> Codes:
        kinds = {name: Words() for name in ("standing", "type", "status", "country")}
        kinds["standing"].numbers(LEVELS)
        return cls(kinds, Words())


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
    return Columns(
        ids=_objects(at["incident"]),
        kinds={name: words.numbers(at[name]) for name, words in codes.kinds.items()},
        earliest=_days(at["earliest"]),
        latest=_days(at["latest"]),
        spot=codes.spots.numbers(_spot(*each) for each in spots),
        reports=np.fromiter(at["reports"], np.int32),
        published=_days(at["published"]),
        settled_day=_days(at["settled_day"]),
        settled_at=_objects(at["settled_at"]),
        places=_objects(at["place"]),
    )


def row_of(one: Incident) -> Row:
    """The row of an incident at hand."""
    return (
        one.id, str(one.standing), str(one.type), str(one.status), one.country or "", one.first or BEFORE,
        one.last or BEHIND, one.place or "", one.lat, one.lon, one.precision, len(one.reports),
        one.published[0] or BEHIND, BEFORE, BEFORE,
    )  # fmt: skip


@lru_cache(maxsize=65536)
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


def _days(days: Iterable[str]) -> Ints:
    return np.fromiter((number_of(day) for day in days), np.int32)


def _objects(values: Sequence[Any]) -> NDArray[np.object_]:
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def _spot(lat: float | None, lon: float | None, precision: int | None, place: str, country: str) -> Spot | None:
    if lat is None or lon is None or precision is None:
        return None
    return round(lat, 4), round(lon, 4), precision, place, country
