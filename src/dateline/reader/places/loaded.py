"""The loaded gazetteer: a full GeoNames table that a person has built with `dateline gazetteer load`, read beside ours.

Its towns and divisions are looked up by name as ours are. The millions of little places in it are asked for by name and
country, and only when the words of a report make a place of a name (`little`).
"""

from __future__ import annotations

import json
import os
import sqlite3
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from dateline.reader.places.features import kind_of, precision_of
from dateline.reader.places.gazetteer import Entry, GazetteerError
from dateline.reader.places.names import Filter

FORMAT = "geonames-2"  # of the file: a reader opens no other
MOST_TOWNS = 120  # of one name
MOST_LITTLE = 200  # of one name in one country
FILE = "geonames.sqlite"
BUILT_IN = "built-in"
_OWN = 1 << 32  # numbers of its places begin here, those of ours below

SCHEMA = """
CREATE TABLE place (
    number INTEGER PRIMARY KEY,
    geonameid INTEGER NOT NULL,
    name TEXT NOT NULL,
    lat INTEGER, lon INTEGER,   -- hundred thousandths of a degree, WGS 84
    country TEXT NOT NULL,      -- ISO 3166 alpha-3; '' where none
    admin1 TEXT NOT NULL,       -- GeoNames codes of the divisions it lies in
    admin2 TEXT NOT NULL,
    population INTEGER NOT NULL,
    feature INTEGER NOT NULL,
    town INTEGER NOT NULL       -- 1: a town or a division, that may be meant by its bare name
);
CREATE TABLE feature (number INTEGER PRIMARY KEY, class TEXT NOT NULL, code TEXT NOT NULL);
CREATE TABLE name (
    key TEXT NOT NULL,
    town INTEGER NOT NULL,
    country TEXT NOT NULL,
    place INTEGER NOT NULL,
    quality INTEGER NOT NULL,   -- 0 the place's own name, 1 another name, 2 a short form
    PRIMARY KEY (key, town, country, place)
) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""
# Towns and divisions are a few hundred thousand of millions: what finds divisions by their ids is small.
INDEX = "CREATE INDEX division ON place (feature, geonameid) WHERE town = 1"
_PLACES = """
SELECT p.number, p.geonameid, p.name, f.class, f.code, p.town, p.lat, p.lon, p.country, p.admin1, p.admin2,
       p.population, n.quality
FROM name n JOIN place p ON p.number = n.place JOIN feature f ON f.number = p.feature
"""
_PLACE = """
SELECT p.number, p.geonameid, p.name, f.class, f.code, p.town, p.lat, p.lon, p.country, p.admin1, p.admin2,
       p.population, 0
FROM place p JOIN feature f ON f.number = p.feature WHERE p.geonameid = ? ORDER BY p.town DESC, p.number LIMIT 1
"""
_TOWNS = _PLACES + "WHERE n.key = ? AND n.town = 1 ORDER BY p.population DESC, p.number LIMIT ?"
_LITTLE = _PLACES + "WHERE n.key = ? AND n.town = 0 AND n.country = ? ORDER BY p.population DESC, p.number LIMIT ?"
_FEATURE = "SELECT number FROM feature WHERE class = 'A' AND code = ?"
_POINT = "SELECT lat, lon FROM place WHERE town = 1 AND feature = ? AND geonameid = ? AND lat IS NOT NULL"
_NAMES = "SELECT country, admin1, name FROM place WHERE town = 1 AND feature = ? ORDER BY number DESC"

_DISTRICTS = "SELECT country, admin1, admin2, name FROM place WHERE town = 1 AND feature = ? ORDER BY number DESC"


def data_folder() -> Path:
    """Where a loaded gazetteer is kept: what `DATELINE_DATA` names, or the user's folder for programs' data."""
    named = os.environ.get("DATELINE_DATA")
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME")
    try:
        return (Path(data) if data else Path.home() / ".local" / "share") / "dateline"
    except RuntimeError:  # no home
        return Path("dateline-data")


def loaded_path() -> Path | None:
    """The file of the loaded gazetteer in force, None for the built-in one alone. Raises GazetteerError."""
    asked = os.environ.get("DATELINE_GAZETTEER", "")
    if asked == BUILT_IN:
        return None
    if asked:
        path = Path(asked)
        if not path.is_file():
            raise GazetteerError(
                f"DATELINE_GAZETTEER names {asked}, which is no file. It takes {BUILT_IN}, or a gazetteer that "
                "`dateline gazetteer load` has built."
            )
        return path
    path = data_folder() / FILE
    return path if path.is_file() else None


def open_loaded() -> Loaded | None:
    """The loaded gazetteer in force, or None. Raises GazetteerError for one that cannot be read."""
    path = loaded_path()
    return Loaded(path) if path else None


class Loaded:
    """Lookups in a loaded gazetteer. Opened for reading only, once a process."""

    def __init__(self, path: Path, version: str | None = None) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._process = -1
        try:
            meta = dict(self._rows("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            raise GazetteerError(f"{path} is no loaded gazetteer, or damaged ({error}). {REMEDY}") from error
        if meta.get("format") != FORMAT:
            raise GazetteerError(f"{path} was loaded by another version of dateline. {REMEDY}")
        self.version = str(meta["version"])
        if version is not None and version != self.version:
            raise GazetteerError(f"{path} has been loaded anew since the reader was made. Start again.")
        self.about: dict[str, Any] = json.loads(meta["about"])
        self.filter = Filter(meta["filter"])
        self._feature = {
            kind: n for kind, code in (("admin1", "ADM1"), ("admin2", "ADM2")) for (n,) in self._rows(_FEATURE, (code,))
        }
        provinces = self._rows(_NAMES, (self._feature.get("admin1"),))
        self.divisions = {(country, code): name for country, code, name in provinces}
        self.towns = lru_cache(maxsize=20_000)(self._towns)
        self.little = lru_cache(maxsize=5_000)(self._little)

    def __reduce__(self) -> tuple[type[Loaded], tuple[Path, str]]:
        return Loaded, (self.path, self.version)

    @cached_property
    def districts(self) -> dict[tuple[str, str, str], str]:
        """Second-order divisions by country and codes."""
        rows = self._rows(_DISTRICTS, (self._feature.get("admin2"),))
        return {(country, one, two): name for country, one, two, name in rows}

    def may_have(self, crc: int) -> bool:
        """Whether a town or a division may have a name whose key has this CRC."""
        return self.filter.holds(crc)

    def at(self, entry: Entry) -> Entry:
        """The same place with the point it has here, which for provinces and districts is better than ours."""
        feature = self._feature.get(entry.kind)
        if feature is None or not entry.id.startswith("geonames:"):
            return entry
        found = self._rows(_POINT, (feature, int(entry.id.removeprefix("geonames:"))))
        return entry._replace(lat=found[0][0] / 1e5, lon=found[0][1] / 1e5) if found else entry

    def place(self, id_: str) -> Entry | None:
        """The place of an id, such as geonames:1138958."""
        number = id_.removeprefix("geonames:")
        rows = self._rows(_PLACE, (int(number),)) if number.isdecimal() and len(number) < 15 else []
        return _entry(rows[0]) if rows else None

    def _towns(self, key: str) -> tuple[Entry, ...]:
        """Towns and divisions of a key, the most populous first."""
        return tuple(_entry(row) for row in self._rows(_TOWNS, (key, MOST_TOWNS)))

    def _little(self, key: str, country: str) -> tuple[Entry, ...]:
        """Villages, lesser divisions, hills, streams, buildings ... of a key in a country."""
        return tuple(_entry(row) for row in self._rows(_LITTLE, (key, country, MOST_LITTLE)))

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
        if self._connection is None or self._process != os.getpid():  # SQLite's handles do not outlive a fork
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._process = os.getpid()
        return self._connection.execute(sql, values).fetchall()


REMEDY = "Load it again (`dateline gazetteer load`), or go back to the built-in one (`dateline gazetteer remove`)."


def _entry(row: tuple[Any, ...]) -> Entry:
    number, geonameid, name, of, code, town, lat, lon, country, admin1, admin2, population, quality = row
    return Entry(
        _OWN + number,
        f"geonames:{geonameid}",
        name,
        kind_of(of, code, town=bool(town)),
        None if lat is None else lat / 1e5,
        None if lon is None else lon / 1e5,
        country,
        admin1,
        admin2,
        population,
        of,
        precision_of(of, code),
        quality,
    )
