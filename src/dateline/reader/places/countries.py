"""Countries: what words name one, and what words name its people, as ISO 3166 alpha-3 codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.reader.lexicon import Lexicons


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; `point` is its rough middle in degrees, `capital` a city's name or empty."""

    iso3: str
    iso2: str
    name: str
    point: tuple[float, float]
    geonameid: str
    population: int
    capital: str
    neighbours: tuple[str, ...]
    continent: str


class Countries:
    """Lookups by name and by demonym. Case counts only for abbreviations: "us" is no country, "US" is."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.by_code: dict[str, Country] = {}
        self.by_alpha2: dict[str, str] = {}
        self.names: dict[str, str] = {}  # folded name -> code
        self.abbreviations: dict[str, str] = {}  # as written -> code
        self.former: dict[str, tuple[str, tuple[float, float]]] = {}  # code -> name and point of one that is no more
        self.demonyms: dict[str, tuple[str, str]] = {}  # folded word -> code, region
        for row in lexicons.table("countries"):
            country = _country(row)
            self.by_code[country.iso3] = country
            self.by_alpha2[country.iso2] = country.iso3
            self.names[fold(country.name)] = country.iso3
        for row in lexicons.table("country_names"):
            if row["how"] == "abbreviation":
                self.abbreviations[row["name"]] = row["iso3"]
                continue
            self.names[fold(row["name"])] = row["iso3"]
            if row["how"] == "former" and row["iso3"] not in self.former:
                self.former[row["iso3"]] = (row["name"], (float(row["lat"]), float(row["lon"])))
        for row in lexicons.table("demonyms"):
            self.demonyms[fold(row["term"])] = (row["iso3"], row["region"])

    def country_of(self, name: str) -> str | None:
        """The country that a name names ("Burma", "the U.K.", "Soviet Union"), or None."""
        name = _bare(name)
        return self.abbreviations.get(name) or (self.names.get(fold(name)) if not _short(name) else None)

    def demonym_of(self, word: str) -> str | None:
        """The country whose people or things a word names ("Afghan", "the Dutch", "Britons"), or None."""
        found = self._demonym(_bare(word))
        return (found[0] or None) if found else None

    def people(self, words: str) -> tuple[str, str] | None:
        """The country and the region that a demonym names, either of which may be ""; None for no demonym."""
        return self._demonym(words) or (self._demonym(_bare(words)) if words[-2:-1] in "'’" else None)

    def name_of(self, iso3: str) -> str:
        """The English name of a country, the code itself where it is not known."""
        if iso3 in self.by_code:
            return self.by_code[iso3].name
        return self.former[iso3][0] if iso3 in self.former else iso3

    def _demonym(self, word: str) -> tuple[str, str] | None:
        if not word[:1].isupper() and len(word) < 4:
            return None  # "us"
        word = fold(word)
        return self.demonyms.get(word) or (self.demonyms.get(word[:-1]) if word.endswith("s") else None)


def fold(name: str) -> str:
    """A name as it is compared: case folded, one kind of apostrophe."""
    return name.casefold().replace("’", "'")


def _bare(name: str) -> str:
    name = " ".join(name.split())
    for end in ("'s", "’s", "'", "’"):
        name = name.removesuffix(end)
    return name[4:] if name[:4].lower() == "the " else name


def _short(name: str) -> bool:
    return len(name) < 4 and name.casefold() in {"us", "uk", "car"}


def _country(row: dict[str, str]) -> Country:
    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"],
        name=row["name"],
        point=(float(row["lat"]), float(row["lon"])),
        geonameid=row["geonameid"],
        population=int(row["population"] or 0),
        capital=row["capital"],
        neighbours=tuple(filter(None, row["neighbours"].split(","))),
        continent=row["continent"],
    )


@lru_cache(maxsize=8)
def countries(lexicons: Lexicons = Lexicons()) -> Countries:  # noqa: B008 - frozen, and the package's own lists
    """The lookups over the reader's word lists, made once."""
    return Countries(lexicons)


def country_of(name: str) -> str | None:
    """The country that a name names, by the package's own lists: ISO 3166 alpha-3, or None."""
    return countries().country_of(name)


def demonym_of(word: str) -> str | None:
    """The country whose people or things a word names, by the package's own lists: ISO 3166 alpha-3, or None."""
    return countries().demonym_of(word)
