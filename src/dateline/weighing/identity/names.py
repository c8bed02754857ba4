"""Names without what changes from one report to the next: case, accents, titles, articles, possessives, points."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from dateline.reader.lexicon import Lexicons

LONGEST = 200  # characters of a name that are looked at
_MARKS = str.maketrans(dict.fromkeys("‘’ʼ`´ʻʿʾ′", "'") | dict.fromkeys("‐‑‒–—", "-"))
_ASIDE = re.compile(r"\([^()]{0,80}\)")
_POINTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b|(?<=s)'(?!\w)")
_WORD = re.compile(r"\w+")
_ARTICLES = frozenset("the a an this that these those some al el ul".split())
SMALL = frozenset("of the and for in on at to de del la y e et du des".split())


def fold(text: str) -> str:
    """Small letters without accents, marks and dashes plain."""
    text = text[:LONGEST].translate(_MARKS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold()


def words_of(text: str) -> list[str]:
    """The words of a name, folded, without possessives; initials with points are one word: "U.N." is "un"."""
    plain = _POINTED.sub(lambda found: found.group().replace(".", ""), fold(text))
    return _WORD.findall(_POSSESSIVE.sub("", plain).replace("'", ""))


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """What two spellings of one name have in common, such as "beatrice kalengo" for "Commissioner Béatrice Kalengo".

    Titles before it, articles, possessives, case, accents, points and words in brackets are dropped; an acronym or
    another name that the reader's lists know for a body becomes that body's ("UN", "U.N.": "united nations").
    """
    name = name[:LONGEST]
    bare = _ASIDE.sub(" ", name)
    bare = bare if _WORD.search(bare) else name
    before, comma, _ = bare.partition(", ")
    if comma and sum(w[:1].isupper() for w in before.split()) > 1:
        bare = before  # "Ezra Tamm, the army's spokesman"
    words = [w for w in words_of(_untitled(bare)) if w not in _ARTICLES] or words_of(bare)
    key = " ".join(words)
    return _listed(key, acronym=any(c.isupper() for c in bare))


def _untitled(name: str) -> str:
    """The name after its titles: "provincial police commissioner Beatrice Kalengo", "Lt. Col. Tamm"."""
    parts = name.split()
    titles, bodies = _titles(), _body_nouns()
    if len(parts) < 2 or fold(parts[-1].strip(".,")) in bodies:
        return name
    capital = next((i for i, part in enumerate(parts) if part[:1].isupper()), 0)
    before = [fold(part.strip(".,")) for part in parts[:capital]]
    if capital and before[-1] in titles:
        parts = parts[capital:]
    while len(parts) > 1 and fold(parts[0].strip(".,")) in titles and not parts[1][:1].islower():
        parts.pop(0)
    return " ".join(parts)


@cache
def _titles() -> frozenset[str]:
    """Every word of a title, and the persons' nouns that stand like one ("cobbler Ezra Tamm")."""
    lexicons = Lexicons()
    words = {word for row in lexicons.table("ranks_titles") for word in words_of(row["term"])}
    persons = {row["term"] for row in lexicons.table("group_nouns") if row["kind"] == "person"}
    return frozenset((words | persons) - SMALL - _ARTICLES - {"state", "staff", "security", "national", "public"})


@cache
def _body_nouns() -> frozenset[str]:
    """Nouns that end a body's name and never a person's."""
    rows = Lexicons().table("group_nouns")
    return frozenset(row["term"] for row in rows if row["kind"] in ("organisation", "group", "media", "document"))


@cache
def _aliases() -> dict[str, str]:
    """Other names of listed bodies, where they are one body's alone -> that body's own."""
    lexicons = Lexicons()
    out: dict[str, str] = {}
    doubtful: set[str] = set()
    for table in ("organisations", "armed_groups", "media", "communities"):
        for row in lexicons.table(table):
            own = _plain(row["name"])
            for alias in (row["name"], *row["aliases"].split("|")):
                if alias and out.setdefault(key := _plain(alias), own) != own:
                    doubtful.add(key)
    return {alias: own for alias, own in out.items() if alias not in doubtful and own not in doubtful}


def _plain(name: str) -> str:
    bare = _ASIDE.sub(" ", name)
    return " ".join(w for w in words_of(bare) if w not in _ARTICLES)


def _listed(key: str, *, acronym: bool) -> str:
    return _aliases().get(key, key) if acronym else key


def initials(words: tuple[str, ...]) -> frozenset[str]:
    """The acronyms that a name of several words can go by, with its small words' letters and without."""
    big = [w for w in words if w not in SMALL]
    return frozenset("".join(w[0] for w in some) for some in (big, words) if len(some) > 1)


@cache
def countries() -> dict[str, str]:
    """Names of countries and the words for their people, folded -> ISO 3166 alpha-3."""
    lexicons = Lexicons()
    out: dict[str, str] = {}
    for table, column in (("countries", "name"), ("country_names", "name"), ("demonyms", "term")):
        for row in lexicons.table(table):
            key = " ".join(words_of(row[column]))
            if row["iso3"] and len(key) > 1:
                out.setdefault(key, row["iso3"])
                if table == "demonyms":
                    out.setdefault(key + "s", row["iso3"])
    for row in lexicons.table("countries"):
        out.setdefault(" ".join(words_of(row["capital"])), row["iso3"]) if row["capital"] else None
    return out


def take_country(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The words without the country they name, and that country: ("sudanese", "army") -> ("army",), SDN."""
    known = countries()
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            country = known.get(" ".join(words[i : i + size]))
            if country:
                return words[:i] + words[i + size :], country
    return words, None
