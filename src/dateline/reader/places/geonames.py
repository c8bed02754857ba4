"""GeoNames' own files: the lines of a dump (19 columns) and of its lists of divisions (4), read one at a time."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import IO, NamedTuple

from dateline.reader.places.gazetteer import GazetteerError

COLUMNS = 19
DIVISIONS = 4
LONGEST = 1 << 16  # bytes of a line: the longest of GeoNames' are under 13,000
_LARGEST = 1 << 53
_CLASSES = ("", *"AHLPRSTUV")
_LONGEST_CODE = 10  # characters
_MOST_PEOPLE = 1 << 40


class MalformedError(ValueError):
    """A line that is none of a dump's; the message says what is wrong with it."""


class Row(NamedTuple):
    """One place of a dump. `lat` and `lon` are degrees (WGS 84); `country` is ISO 3166 alpha-2, or ""."""

    number: int
    name: str
    ascii: str
    others: str  # parted by commas
    lat: float
    lon: float
    feature: str  # class
    code: str
    country: str
    admin1: str
    admin2: str
    population: int


class Division(NamedTuple):
    """One row of admin1CodesASCII.txt or admin2Codes.txt."""

    number: int
    name: str
    ascii: str
    country: str
    admin1: str
    admin2: str


def row_of(line: str) -> Row:
    """The place of a dump's line. Raises MalformedError."""
    c = line.split("\t")
    if len(c) != COLUMNS:
        raise MalformedError(f"{len(c)} columns where a dump has {COLUMNS}")
    if not c[1].strip():
        raise MalformedError("no name (column 2)")
    lat, lon = _degrees(c[4], 90, "latitude (column 5)"), _degrees(c[5], 180, "longitude (column 6)")
    people = _whole(c[14], _MOST_PEOPLE, "population (column 15)") if c[14] else 0
    number = _whole(c[0], _LARGEST, "geonameid (column 1)")
    if c[6] not in _CLASSES:
        raise MalformedError(f"{_shown(c[6])} is no feature class (column 7)")
    if len(c[7]) > _LONGEST_CODE:
        raise MalformedError(f"{_shown(c[7])} is no feature code (column 8)")
    return Row(number, c[1].strip(), c[2].strip(), c[3], lat, lon, c[6], c[7], c[8].upper(), c[10], c[11], people)


def division_of(line: str) -> Division:
    """The division of a line `PK.03`, name, plain name, geonameid. Raises MalformedError."""
    c = line.split("\t")
    if len(c) != DIVISIONS:
        raise MalformedError(f"{len(c)} columns where a list of divisions has {DIVISIONS}")
    codes = c[0].split(".", 2)
    if len(codes) < 2 or len(codes[0]) != 2 or not all(codes):
        raise MalformedError(f"{_shown(c[0])} is no code of a division, such as PK.03")
    if not c[1].strip():
        raise MalformedError("no name (column 2)")
    number = _whole(c[3], _LARGEST, "geonameid (column 4)")
    return Division(number, c[1].strip(), c[2].strip(), codes[0].upper(), codes[1], codes[2] if len(codes) > 2 else "")


def _whole(cell: str, most: int, what: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) < 20 and int(cell) < most):
        raise MalformedError(f"{_shown(cell)} is no {what}")
    return int(cell)


def _degrees(cell: str, most: int, what: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise MalformedError(f"{_shown(cell)} is no {what}") from None
    if not isfinite(value) or abs(value) > most:
        raise MalformedError(f"{_shown(cell)} is no {what}")
    return value


def _shown(cell: str) -> str:
    return repr(cell if len(cell) < 40 else cell[:37] + "...")


@dataclass(frozen=True, slots=True)
class Part:
    """One table in a file: the file itself, or the member `name` of a zip. `size` is its bytes, unpacked."""

    path: Path
    name: str
    size: int
    divisions: bool  # a list of divisions, not a dump

    @property
    def shown(self) -> str:
        return f"{self.path}/{self.name}" if self.name else str(self.path)

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Its lines with their numbers. One longer than LONGEST comes cut, so that it is LONGEST bytes or more."""
        with unpacked(self.path, self.name) as stream:
            number, more = 0, False
            while line := stream.readline(LONGEST):
                if not more:
                    number += 1
                    yield number, line
                more = not line.endswith(b"\n")


def parts_of(path: Path) -> list[Part]:
    """The tables in a file. Raises GazetteerError for what holds none."""
    if not path.is_file():
        raise GazetteerError(f"{path} is no file. Give a dump of GeoNames: allCountries.zip, or one as .txt.")
    if not zipfile.is_zipfile(path):
        if path.suffix.lower() == ".zip":
            raise GazetteerError(f"{path} is no zip file, or only a part of one. Download it again.")
        return [_part(path, "", path.stat().st_size)]
    with zipfile.ZipFile(path) as packed:
        members = [m for m in packed.infolist() if m.filename.lower().endswith(".txt") and not m.is_dir()]
    members = [m for m in members if not m.filename.lower().endswith("readme.txt")]
    if not members:
        raise GazetteerError(f"{path} has no .txt in it. Give a dump of GeoNames, such as allCountries.zip.")
    return [_part(path, m.filename, m.file_size) for m in members]


def _part(path: Path, name: str, size: int) -> Part:
    with unpacked(path, name) as stream:
        first = stream.readline(LONGEST)
    return Part(path, name, size, divisions=first.count(b"\t") == DIVISIONS - 1)


@contextmanager
def unpacked(path: Path, name: str) -> Iterator[IO[bytes]]:
    """The bytes of a file or of a zip's member. A damaged or locked one becomes a GazetteerError, also half way."""
    try:
        if not name:
            with path.open("rb") as stream:
                yield stream
        else:
            with zipfile.ZipFile(path) as packed, packed.open(name) as member:
                yield io.BufferedReader(member, 1 << 20)  # type: ignore[type-var]
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise GazetteerError(f"{path} is damaged ({error}). Download it again.") from error
    except (RuntimeError, NotImplementedError) as error:
        if isinstance(error, GazetteerError):
            raise
        raise GazetteerError(f"{path} cannot be unpacked ({error}). Give it as .txt.") from error
