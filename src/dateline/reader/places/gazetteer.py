"""The gazetteer: places by name, in one read-only SQLite file that any source of places can fill."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.reader.places.names import Filter, keys

if TYPE_CHECKING:
    from dateline.reader.places.loaded import Loaded

FORMAT = "1"  # of the file: a reader opens no other
MOST = 120  # candidates of one name, the most populous first

SCHEMA = """
CREATE TABLE place (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,           -- geonames:1138958, or dateline:region/sahel
    name TEXT NOT NULL,
    kind TEXT NOT NULL,         -- country, capital, admin1, admin2, city, region, feature
    lat REAL, lon REAL,         -- degrees, WGS 84
    country TEXT NOT NULL,      -- ISO 3166 alpha-3; '' where none or many
    admin1 TEXT NOT NULL,       -- GeoNames code of the first-order division
    admin2 TEXT NOT NULL,
    population INTEGER NOT NULL,
    class TEXT NOT NULL,        -- GeoNames feature class (A, P, H, L, T, S)
    precision INTEGER NOT NULL  -- UCDP GED where_prec
);
CREATE TABLE name (
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    quality INTEGER NOT NULL,   -- 0 the place's own name, 1 another name, 2 a short form
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""
_LOOKUP = """
SELECT p.number, p.id, p.name, p.kind, p.lat, p.lon, p.country, p.admin1, p.admin2, p.population, p.class, p.precision,
       n.quality
FROM name n JOIN place p ON p.number = n.place WHERE n.key = ? ORDER BY p.population DESC, p.number LIMIT ?
"""
_PLACE = """
SELECT number, id, name, kind, lat, lon, country, admin1, admin2, population, class, precision, 0
FROM place WHERE id = ? ORDER BY number LIMIT 1
"""


class Entry(NamedTuple):
    """One place that a name may name; columns as in the schema."""

    number: int
    id: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str
    admin2: str
    population: int
    feature: str
    precision: int
    quality: int


class GazetteerError(RuntimeError):
    """A gazetteer that cannot be opened; the message says what to do."""


class Gazetteer:
    """Lookups in a gazetteer file. Opened for reading only, at the first lookup, once a process.

    A `loaded` one beside it adds its towns and divisions.
    """

    def __init__(self, path: Path, loaded: Loaded | None = None) -> None:
        self.path, self.loaded = path, loaded
        self._connection: sqlite3.Connection | None = None
        self._process = -1
        meta = dict(self._rows("SELECT key, value FROM meta"))
        if meta.get("format") != FORMAT:
            raise GazetteerError(f"{path} is no gazetteer of format {FORMAT}. Delete it: it is built again at need.")
        self.version = str(meta["version"])
        self.filter = Filter(meta["filter"])
        self.divisions = {(country, code): name for country, code, name in self._rows(_DIVISIONS)}
        self.lookup = lru_cache(maxsize=50_000)(self._lookup)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path, Loaded | None]]:
        return Gazetteer, (self.path, self.loaded)

    @property
    def count(self) -> int:
        """How many places it has, those of a loaded one not counted."""
        return int(self._rows("SELECT count(*) FROM place")[0][0])

    def may_have(self, crc: int) -> bool:
        """Whether a name whose key has this CRC may be in the gazetteer."""
        return self.filter.holds(crc) or (self.loaded is not None and self.loaded.may_have(crc))

    def admin1_name(self, country: str, code: str) -> str | None:
        """The name of a first-order division, by its country and GeoNames code."""
        own = self.divisions.get((country, code))
        return own if own or self.loaded is None else self.loaded.divisions.get((country, code))

    def admin2_name(self, country: str, admin1: str, code: str) -> str | None:
        """The name of a second-order division, by its country and GeoNames codes."""
        if not code:
            return None
        own = self.districts.get((country, admin1, code))
        return own if own or self.loaded is None else self.loaded.districts.get((country, admin1, code))

    @cached_property
    def districts(self) -> dict[tuple[str, str, str], str]:
        """Second-order divisions by country and codes."""
        return {(country, one, two): name for country, one, two, name in self._rows(_DISTRICTS)}

    def place(self, id_: str) -> Entry | None:
        """The place of an id, such as geonames:1138958. It reads through all of them: for a person's question."""
        rows = self._rows(_PLACE, (id_,))
        if rows:
            return Entry._make(rows[0])
        return self.loaded.place(id_) if self.loaded else None

    def _lookup(self, key: str) -> tuple[Entry, ...]:
        """The places of a key, the most populous first."""
        own = tuple(map(Entry._make, self._rows(_LOOKUP, (key, MOST))))
        more = self.loaded.towns(key) if self.loaded else ()
        if not more:
            return own
        known = {entry.id for entry in own}  # most are in both: ours has the better names
        entries = [*own, *(entry for entry in more if entry.id not in known)]
        return tuple(sorted(entries, key=lambda entry: -entry.population)[:MOST])

    def _rows(self, sql: str, values: Iterable[Any] = ()) -> list[Any]:
        if self._connection is None or self._process != os.getpid():  # SQLite's handles do not outlive a fork
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._process = os.getpid()
        return self._connection.execute(sql, tuple(values)).fetchall()


_DISTRICTS = "SELECT country, admin1, admin2, name FROM place WHERE kind = 'admin2' ORDER BY number DESC"
_DIVISIONS = "SELECT country, admin1, name FROM place WHERE kind = 'admin1' ORDER BY number DESC"


class Writer:
    """Fills a new gazetteer file. Whatever the source: `add` each place, then `close` with the version."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        self.count = 0
        self._places: list[tuple[Any, ...]] = []
        self._names: dict[tuple[str, int], int] = {}

    def add(
        self,
        id: str,  # noqa: A002 - the column's own name
        names: Iterable[tuple[str, int]],
        *,
        kind: str,
        point: tuple[float, float] | None,
        country: str = "",
        admin1: str = "",
        admin2: str = "",
        population: int = 0,
        feature: str = "P",
        precision: int = 1,
    ) -> None:
        """One place with its names, the first of which it is shown under, each with its quality."""
        self.count += 1
        shown = ""
        for name, quality in names:
            shown = shown or name
            for key in keys(name):
                at = (key, self.count)
                self._names[at] = min(quality, self._names.get(at, quality))
        lat, lon = (round(point[0], 5), round(point[1], 5)) if point else (None, None)
        row = (self.count, id, shown, kind, lat, lon, country, admin1, admin2, population, feature, precision)
        self._places.append(row)

    def close(self, version: str) -> None:
        """Write the file out. Names go in sorted, which is what keeps a large gazetteer's file small and quick."""
        filter_ = Filter.of(len(self._names))
        for name, _ in self._names:
            filter_.add(name)
        with self.connection as c:
            c.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", self._places)
            c.executemany("INSERT INTO name VALUES (?,?,?)", ((k, p, q) for (k, p), q in sorted(self._names.items())))
            meta = {"format": FORMAT, "version": version, "filter": bytes(filter_.bits)}
            c.executemany("INSERT INTO meta VALUES (?,?)", meta.items())
        self.connection.close()
