"""How the answer key of MUC-4 writes: strings, alternatives, dates, locations."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

ARTICLES = frozenset({"a", "an", "the"})
UNPUNCTUATED = str.maketrans("", "", string.punctuation)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# `1990-01-12`, `1990-01`, `1990`; or `12 jan 90`, `january 1990`
WRITTEN_DATE = re.compile(
    r"\b(?P<iso_year>\d{4})(?:-(?P<iso_month>\d\d))?(?:-(?P<iso_day>\d\d))?\b"
    r"|(?:\b(?P<day>\d{1,2}) +)?\b(?P<month>[a-z]{3})[a-z]* +(?P<year>\d{4}|\d\d)\b"
)
# What a location calls a place where people live together; places without a label are taken for one.
SETTLEMENTS = frozenset({"city", "town", "village", "municipality", "township", "hamlet", "capital"})
PLACE_PART = re.compile(r"([^()]+)(?:\(([^()]*)\)?)?")

Day = tuple[int, ...]  # (year, month, day), shorter where the day or the month is not given


def comparable(words: str) -> str:
    """A filler as it is compared: lower case, without punctuation, articles and spare blanks."""
    return " ".join(w for w in words.lower().translate(UNPUNCTUATED).split() if w not in ARTICLES)


def category(words: str) -> str:
    """A value of a closed list: lower case, with blanks for `_` and `-`."""
    return " ".join(words.lower().replace("_", " ").replace("-", " ").split())


def alternatives(value: str | None) -> list[str]:
    """`a / b` and `(a) / (b)` as [a, b]; a stroke divides nothing in brackets that do not enclose the whole."""
    found: list[str] = []
    for part in _outside_brackets(value or "", "/"):
        bare = part.strip(" ?")
        if _is_enclosed(bare):
            found.extend(alternatives(bare[1:-1]))
        elif bare:
            found.append(bare)
    return found


def _outside_brackets(value: str, mark: str) -> Iterator[str]:
    begin = depth = 0
    for i, c in enumerate(value):
        if c == "(":
            depth += 1
        elif c == ")":
            depth = max(0, depth - 1)
        elif c == mark and not depth:
            yield value[begin:i]
            begin = i + 1
    yield value[begin:]


def _is_enclosed(value: str) -> bool:
    """Whether the bracket that opens the value is closed by its last character, and no sooner."""
    depth = 0
    for i, c in enumerate(value):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return c == ")" and i == len(value) - 1
    return False


@dataclass(frozen=True, slots=True)
class Dates:
    """One reading of a date: its first and last day; `kind` is exact, range or `on or before`."""

    kind: str
    first: Day
    last: Day

    def shortest(self) -> int:
        return min(len(self.first), len(self.last))


def days(value: str) -> list[Day]:
    """The dates that are written in a value, in order."""
    found = []
    for m in WRITTEN_DATE.finditer(value.lower()):
        if m["iso_year"]:
            parts = (m["iso_year"], m["iso_month"], m["iso_day"])
        elif m["month"] in MONTHS:
            year = m["year"] if len(m["year"]) == 4 else "19" + m["year"]
            parts = (year, str(MONTHS.index(m["month"]) + 1), m["day"])
        else:
            continue
        found.append(tuple(int(part) for part in parts if part))
    return found


def dates(value: str | None) -> list[Dates]:
    """The readings of a date of the key; those that cannot be read are left out."""
    found = []
    for one in alternatives(value):
        if written := days(one):
            kind = "range" if len(written) > 1 else "on or before" if one.startswith("-") else "exact"
            found.append(Dates(kind, written[0], written[-1]))
    return found


def answered_dates(value: str | None) -> Dates | None:
    """The first reading of an answer's date; two ISO dates with a stroke between are one range."""
    found = dates(value)
    iso = [one for one in alternatives(value) if re.match(r"\d{4}\b", one)]
    if len(iso) == 2 and len(found) == 2:
        return Dates("range", found[0].first, found[1].last)
    return found[0] if found else None


def location(value: str | None) -> tuple[list[str], frozenset[str]]:
    """The countries, in order, and the settlements of `country: region (department): town (city)`, `town, country`."""
    countries: list[str] = []
    settlements: set[str] = set()
    for one in alternatives(value):
        written = one if ":" in one or "," not in one else ": ".join(reversed(one.split(",")))
        country, *inside = written.split(":")
        countries += [comparable(c) for c in country.split(" - ")]
        for m in PLACE_PART.finditer(" - ".join(inside)):
            label = m[2]
            if not label or SETTLEMENTS & set(alternatives(label.lower())):
                settlements |= {name for n in m[1].split(" - ") if (name := comparable(n))}
    return countries, frozenset(settlements)
