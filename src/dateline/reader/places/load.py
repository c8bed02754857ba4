"""Loading: GeoNames' dumps as one SQLite file, streamed, in place only when it is whole."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.reader.lexicon import Lexicons
from dateline.reader.places.countries import countries
from dateline.reader.places.divisions import shorter
from dateline.reader.places.features import is_town
from dateline.reader.places.gazetteer import GazetteerError
from dateline.reader.places.geonames import LONGEST, Division, MalformedError, Part, Row, division_of, parts_of, row_of
from dateline.reader.places.loaded import FORMAT, INDEX, SCHEMA
from dateline.reader.places.names import Filter, keys, latin, plain
from dateline.reader.places.staging import Seen, beside, clear, to_disk

BATCH = 20_000  # rows written at once
MOST_NAMES = 24  # of one place
MOST_FEATURES = 5_000  # codes that are kept apart: GeoNames has 680
MOST_DIVISIONS = 500_000  # rows of lists of divisions, which are held in memory: GeoNames has 52,000
_CACHE = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA locking_mode=EXCLUSIVE;"


class Watch:
    """What is told while a load goes on; this one says nothing. The program's own draws a bar."""

    def reading(self, part: Part, read: int, places: int) -> None:
        """So many bytes of a part have been read, and so many places kept in all."""

    def sorting(self) -> None:
        """All is read; names are being sorted. Called again and again."""

    def malformed(self, message: str) -> None:
        """A line was left out; the message names its file and number."""


@dataclass(slots=True)
class Summary:
    """What a load has done."""

    path: Path
    places: int = 0
    towns: int = 0
    names: int = 0
    malformed: int = 0
    twice: int = 0
    seconds: float = 0.0
    size: int = 0
    version: str = ""
    sources: list[str] = field(default_factory=list)


def load(files: Sequence[Path], to: Path, watch: Watch | None = None) -> Summary:
    """Build the table of these dumps at `to`. Raises GazetteerError; whatever stops it, what stood there stays.

    `files` are dumps (`.zip` or `.txt`), and GeoNames' lists of divisions. Memory does not grow with them; beside the
    finished file about as much room again is needed on its disk while names are sorted.
    """
    parts = [part for path in files for part in parts_of(path)]
    parts.sort(key=lambda part: not part.divisions)
    if all(part.divisions for part in parts):
        raise GazetteerError(
            "Lists of divisions name no places of their own. Give a dump too, such as allCountries.zip."
        )
    try:
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        clear(to.parent)
        (to.parent / f".{to.stem}-try").touch()
        (to.parent / f".{to.stem}-try").unlink()
    except OSError as error:
        what = f"The folder {to.parent} cannot be written ({error.strerror})."
        raise GazetteerError(f"{what} Set DATELINE_DATA to one that can.") from error
    try:
        with beside(to, ".part") as built, beside(to, ".names") as staged:
            summary = _build(parts, built, staged, watch or Watch())
            to_disk(built)
            built.replace(to)
    except sqlite3.Error as error:
        raise GazetteerError(f"The gazetteer could not be built in {to.parent} ({error}). {_UNCHANGED}") from error
    summary.path, summary.size = to, to.stat().st_size
    return summary


_UNCHANGED = "What was in force still is."


def _build(parts: Sequence[Part], built: Path, staged: Path, watch: Watch) -> Summary:
    began = time.monotonic()
    maker = _Maker(built, staged, watch)
    try:
        for part in parts:
            maker.read(part)
        if not maker.summary.places:
            raise GazetteerError(f"No line of {parts[-1].shown} is a place of a GeoNames dump. {_UNCHANGED}")
        maker.finish()
    finally:
        maker.close()
    maker.summary.seconds = time.monotonic() - began
    return maker.summary


class _Maker:
    """Reads the parts, and fills the file."""

    def __init__(self, built: Path, staged: Path, watch: Watch) -> None:
        self.summary, self.watch = Summary(built), watch
        self.codes = {c.iso2: c.iso3 for c in countries(Lexicons()).by_code.values()}
        self.connection = sqlite3.connect(built)
        self.connection.executescript(_CACHE + SCHEMA)
        self.connection.execute("ATTACH ? AS staged", (str(staged),))
        self.connection.executescript(
            "PRAGMA staged.journal_mode=OFF; PRAGMA staged.synchronous=OFF;"
            "CREATE TABLE staged.name (key TEXT, town INTEGER, country TEXT, place INTEGER, quality INTEGER);"
        )
        self.digest = hashlib.sha256(FORMAT.encode())
        self.divisions: dict[int, Division] = {}
        self.features: dict[tuple[str, str], int] = {}
        self.seen = Seen()
        self.filter_keys = 0
        self.places: list[tuple[Any, ...]] = []
        self.names: list[tuple[Any, ...]] = []

    def read(self, part: Part) -> None:
        """All lines of a part. What is malformed is told and left out."""
        self.digest.update(b"\0divisions" if part.divisions else b"\0places")
        take = self._division if part.divisions else self._line
        done = 0
        for number, raw in part.lines():
            done += len(raw)
            self.digest.update(raw)
            try:
                if len(raw) >= LONGEST:
                    raise MalformedError(f"longer than {LONGEST:,} bytes")
                try:
                    line = raw.decode("utf-8").rstrip("\r\n")
                except UnicodeDecodeError:
                    raise MalformedError("not in UTF-8") from None
                if number == 1:
                    line = line.removeprefix("\ufeff")
                if line:
                    take(line)
            except MalformedError as problem:
                self.summary.malformed += 1
                self.watch.malformed(f"{part.shown}, line {number}: {problem}. Left out.")
            if not number % 2_000:
                self.watch.reading(part, done, self.summary.places)
        self.watch.reading(part, done, self.summary.places)
        self.summary.sources.append(part.name or part.path.name)

    def _division(self, line: str) -> None:
        division = division_of(line)
        if len(self.divisions) >= MOST_DIVISIONS:
            raise MalformedError(f"more than {MOST_DIVISIONS:,} divisions")
        self.divisions[division.number] = division

    def _line(self, line: str) -> None:
        row = row_of(line)
        if not self.seen.first(row.number):
            self.summary.twice += 1
            return
        names = [(row.name, 0), (row.ascii, 1), *((name, 1) for name in latin(row.others.split(",")))]
        known = self.divisions.pop(row.number, None)
        if known:
            names[1:1] = [(known.name, 0), (known.ascii, 1)]
        self._add(row, names)

    def _add(self, row: Row, names: Sequence[tuple[str, int]], *, point: bool = True) -> None:
        summary = self.summary
        summary.places += 1
        number, country = summary.places, self.codes.get(row.country, "")
        town = is_town(row.feature, row.code, row.population)
        summary.towns += town
        shown = plain(row.name)
        found: dict[str, int] = {}
        for name, quality in ((shown, 0), *names):
            for key in keys(name):
                if len(found) < MOST_NAMES:
                    found.setdefault(key, quality)
        if town and row.feature == "A" and (short := shorter(shown)):
            for key in keys(short):
                found.setdefault(key, 2 if country == "USA" else 1)
        at = (row.feature, row.code) if len(self.features) < MOST_FEATURES else (row.feature, "")
        feature = self.features.get(at) or self.features.setdefault(at, len(self.features) + 1)
        lat, lon = (round(row.lat * 1e5), round(row.lon * 1e5)) if point else (None, None)
        self.places.append(
            (number, row.number, shown, lat, lon, country, row.admin1, row.admin2, row.population, feature, int(town))
        )
        self.names.extend((key, int(town), country, number, quality) for key, quality in found.items())
        if len(self.places) >= BATCH:
            self._write()

    def _write(self) -> None:
        self.connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", self.places)
        self.connection.executemany("INSERT INTO staged.name VALUES (?,?,?,?,?)", self.names)
        self.places.clear()
        self.names.clear()

    def finish(self) -> None:
        """Divisions that only their list knows, then the names in order, then what the file says of itself."""
        for d in self.divisions.values():
            if self.seen.first(d.number):
                code = "ADM2" if d.admin2 else "ADM1"
                row = Row(d.number, d.name, d.ascii, "", 0, 0, "A", code, d.country, d.admin1, d.admin2, 0)
                self._add(row, [(d.ascii, 1)], point=False)
        self._write()
        c, summary = self.connection, self.summary
        c.executemany("INSERT INTO feature VALUES (?,?,?)", ((n, *at) for at, n in self.features.items()))
        c.commit()
        with self._sorting():
            c.execute("INSERT INTO name SELECT * FROM staged.name ORDER BY key, town, country, place")
            c.execute(INDEX)
            (summary.names,) = c.execute("SELECT count(*) FROM name").fetchone()
            (towns,) = c.execute("SELECT count(*) FROM staged.name WHERE town = 1").fetchone()
            filter_ = Filter.of(towns)
            for (key,) in c.execute("SELECT key FROM staged.name WHERE town = 1"):
                filter_.add(key)
        summary.version = self.digest.hexdigest()[:12]
        about = {
            "sources": summary.sources,
            "places": summary.places,
            "towns": summary.towns,
            "names": summary.names,
            "malformed": summary.malformed,
            "loaded": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
        meta = {"format": FORMAT, "version": summary.version, "filter": bytes(filter_.bits), "about": json.dumps(about)}
        c.executemany("INSERT INTO meta VALUES (?,?)", meta.items())
        c.commit()

    @contextlib.contextmanager
    def _sorting(self) -> Iterator[None]:
        """SQLite sorts in files beside the new one, not in a folder for temporary files, which may be small.

        It is made to look up now and then, so that the bar moves and Ctrl-C is heard.
        """
        here = str(self.summary.path.parent.resolve()).replace("'", "''")
        stopped: list[BaseException] = []
        self.connection.execute(f"PRAGMA temp_store_directory = '{here}'")
        self.connection.set_progress_handler(_asking(self.watch.sorting, stopped), 200_000)
        try:
            yield
        except sqlite3.OperationalError as error:
            if stopped:
                raise stopped[0] from None
            if "interrupted" in str(error):  # Ctrl-C fell between two lines of the handler
                raise KeyboardInterrupt from None
            raise
        finally:
            self.connection.set_progress_handler(None, 0)
            self.connection.execute("PRAGMA temp_store_directory = ''")

    def close(self) -> None:
        self.connection.close()


def _asking(look: Callable[[], None], stopped: list[BaseException]) -> Callable[[], int]:
    """A handler for SQLite, through which no exception passes: it keeps it, and makes SQLite stop."""

    def handler() -> int:
        try:
            look()
        except BaseException as error:
            stopped.append(error)
            return 1
        return 0

    return handler
