"""The built-in gazetteer: made once, from the lists that come with the program, into the cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.reader.lexicon import Lexicons
from dateline.reader.places.countries import Countries, countries
from dateline.reader.places.divisions import Words, shorter, shown
from dateline.reader.places.gazetteer import FORMAT, Gazetteer, GazetteerError, Writer
from dateline.reader.places.loaded import Loaded
from dateline.reader.places.names import key
from dateline.reader.places.shipped import DIVISIONS, TOWNS, fingerprint

log = logging.getLogger(__name__)
LISTS = ("countries", "country_names", "states", "regions", "division_words", "division_names")
BUILD = "7"  # of this module: raise it when the same sources would give another file
Progress = Callable[[str], None]


def open_gazetteer(
    lexicons: Lexicons | None = None, progress: Progress | None = None, loaded: Loaded | None = None
) -> Gazetteer:
    """The built-in gazetteer, built first where the cache has none for these sources (under half a minute).

    A `loaded` one is read beside it.
    """
    lexicons = lexicons or Lexicons()
    version = sources(lexicons)
    for folder in folders():
        path = folder / f"gazetteer-{version}.sqlite"
        try:
            if path.is_file():
                with contextlib.suppress(GazetteerError, sqlite3.Error):  # damaged: built again
                    return Gazetteer(path, loaded)
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            build(path, version, lexicons, progress or log.warning)  # it takes seconds: said even where nobody listens
            return Gazetteer(path, loaded)
        except (OSError, sqlite3.Error) as error:
            log.warning("no gazetteer in %s (%s); trying elsewhere", folder, error)
    raise GazetteerError("No folder to build the gazetteer in. Set DATELINE_CACHE to a folder that can be written.")


def folders() -> Iterator[Path]:
    """Where the gazetteer may be kept: the cache folder, then one for temporary files."""
    named = os.environ.get("DATELINE_CACHE")
    if named:
        yield Path(named)
    else:
        cache = os.environ.get("XDG_CACHE_HOME")
        with contextlib.suppress(RuntimeError):  # no home
            yield (Path(cache) if cache else Path.home() / ".cache") / "dateline"
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    yield Path(tempfile.gettempdir()) / f"dateline-{user}"


def sources(lexicons: Lexicons) -> str:
    """The version of the built-in gazetteer: a hash of what it would be built from."""
    digest = hashlib.sha256(f"{FORMAT} {BUILD}".encode())
    digest.update(fingerprint().encode())
    for name in LISTS:
        for row in lexicons.table(name):
            digest.update(repr(sorted(row.items())).encode())
    return digest.hexdigest()[:12]


def build(path: Path, version: str, lexicons: Lexicons, progress: Progress) -> None:
    """Build into a file beside `path`, then put it in place at once: builds side by side and kills do no harm."""
    began = time.monotonic()
    progress(f"building the gazetteer at {path} (once, under half a minute)")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gazetteer-", suffix=".part")
    os.close(handle)
    temporary = Path(name)
    try:
        writer = Writer(temporary)
        fill(writer, lexicons)
        writer.close(version)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    progress(f"built the gazetteer: {writer.count:,} places in {time.monotonic() - began:.0f} s")


def fill(writer: Writer, lexicons: Lexicons) -> None:
    """All places of all sources."""
    _countries(writer, countries(lexicons), lexicons)
    _regions(writer, lexicons)
    _divisions(writer, lexicons)
    _towns(writer)


def _countries(writer: Writer, known: Countries, lexicons: Lexicons) -> None:
    others: defaultdict[str, list[str]] = defaultdict(list)
    for row in lexicons.table("country_names"):
        others[row["iso3"]].append(row["name"])
    for code, c in known.by_code.items():
        names = [(c.name, 0), *((name, 0) for name in others[code])]
        writer.add(
            f"geonames:{c.geonameid}",
            names,
            kind="country",
            point=c.point,
            country=code,
            population=c.population,
            feature="A",
            precision=6,
        )
    for code, (name, point) in known.former.items():
        names = [(name, 0), *((other, 0) for other in others[code])]
        writer.add(
            f"dateline:country/{code}", names, kind="country", point=point, country=code, feature="A", precision=6
        )


def _regions(writer: Writer, lexicons: Lexicons) -> None:
    for row in lexicons.table("regions"):
        slug = "-".join("".join(c if c.isalnum() else " " for c in row["name"].lower()).split())
        others = [name for name in row["aliases"].split("|") if name]
        writer.add(
            f"dateline:region/{slug}",
            [(row["name"], 0), *((name, 0) for name in others)],
            kind={"city": "city", "island": "region"}.get(row["kind"], "region" if row["kind"] in _WIDE else "feature"),
            point=(float(row["lat"]), float(row["lon"])),
            country=row["countries"].partition(",")[0],
            population=_WEIGHT.get(row["kind"], 500_000),
            feature=_CLASS.get(row["kind"], "L"),
            precision=int(row["precision"]),
        )


_WIDE = {"region", "continent", "bloc"}
# Regions have no population of their own here: how well known one of its kind is, in the same measure.
_WEIGHT = {"continent": 100_000_000, "sea": 5_000_000, "region": 1_500_000, "site": 300_000, "feature": 500_000}
_CLASS = {"sea": "H", "river": "H", "lake": "H", "feature": "T", "island": "T", "site": "S", "city": "P"}


_LARGE = 1_000_000  # inhabitants of a city that is meant where its province has the same name


def _divisions(writer: Writer, lexicons: Lexicons) -> None:
    ours = {(row["country"], row["code"]): row for row in lexicons.table("states")}
    words, called = Words(lexicons), defaultdict[tuple[str, str], list[str]](list)
    for row in lexicons.table("division_names"):
        called[row["iso3"], row["code"]] += row["names"].split("|")
    large = {(row[4], row[5], key(n)) for row in TOWNS.rows() if int(row[-1]) >= _LARGE for n in row[1].split("|")}
    for number, name, others, level, country, admin1, admin2, lat, lon, population in DIVISIONS.rows():
        first = level == "1"
        own = ours.get((country, admin1)) if first else None
        point = (float(own["lat"]), float(own["lon"])) if own else (float(lat), float(lon)) if lat else None
        names = [(name, 0), *((other, 1) for other in others.split("|") if other)]
        if country == "USA":
            if not first:  # "Polk" alone is seldom Polk County
                names += [(short, 2)] if (short := shorter(name)) else []
                names = [(other, quality and 2) for other, quality in names]
        else:
            short = shown(name, int(level))
            if first and (country, admin1, key(short)) in large:  # "Alexandria" alone is the city
                names = [(other, 1) for other, _ in names]
            names = [(short, names[0][1] if first else 1), *names]
            names += [(short, 1)] if (short := shorter(name)) else []
            names += [(long, 1) for long in words.longer(name, country, int(level))]
        names += [(other, 0) for other in called[country, admin1 if first else f"{admin1}.{admin2}"]]
        writer.add(
            f"geonames:{number}",
            names,
            kind=f"admin{level}",
            point=point,
            country=country,
            admin1=admin1,
            admin2=admin2,
            population=int(population),
            feature="A",
            precision=4 if first else 3,
        )


def _towns(writer: Writer) -> None:
    for number, names, others, kind, country, admin1, admin2, lat, lon, population in TOWNS.rows():
        writer.add(
            f"geonames:{number}",
            [(name, 0) for name in names.split("|")] + [(name, 1) for name in others.split("|") if name],
            kind=kind,
            point=(float(lat), float(lon)),
            country=country,
            admin1=admin1,
            admin2=admin2,
            population=int(population),
        )
