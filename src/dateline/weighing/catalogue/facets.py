"""Facets: how many reports have each value, each facet counted with its own choice left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.ledger.filters import UNDATED
from dateline.weighing.catalogue.columns import NONE, STATUSES, TYPES, Coded, Countries, Events, Ints, Mask
from dateline.weighing.catalogue.weighed import LEVELS, Standings

FACETS = ("outlet", "published", "country", "type", "status", "standing")
EVENTS = ("type", "status", "standing")
# More months than this are counted by their years.
MONTHS = 18


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet and how many reports have it. `within` is the month or year that a day or month is of."""

    value: str
    reports: int
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many reports have each value, the most first; days in their order, types, statuses and standings in theirs.

    `reports` and `stories` say how many the whole choice finds. A report counts once under each value that it has.
    """

    reports: int
    stories: int
    outlet: tuple[Value, ...]
    published: tuple[Value, ...]
    country: tuple[Value, ...]
    type: tuple[Value, ...]
    status: tuple[Value, ...]
    standing: tuple[Value, ...]


def by_code(coded: Coded, among: Mask) -> tuple[Value, ...]:
    """Of a column with one value a reading."""
    counts = np.bincount(coded.codes[among] + 1, minlength=len(coded.names) + 1)[1:]
    return _most_first(coded.names, counts)


def by_country(countries: Countries, among: Mask) -> tuple[Value, ...]:
    coded = countries.countries
    counts = np.bincount(coded.codes[among[countries.readings]], minlength=len(coded.names))
    return _most_first(coded.names, counts)


def by_day(published: Coded, among: Mask, chosen: Sequence[str]) -> tuple[Value, ...]:
    """By months, or by years where these are many; what is chosen, and what it is of, one step finer."""
    counts = np.bincount(published.codes[among] + 1, minlength=len(published.names) + 1)
    days = [(day, int(count)) for day, count in zip(published.names, counts[1:], strict=True) if count]
    months = {day[:7] for day, _ in days}
    found = _begun(days, 4 if len(months) > MONTHS else 7)
    for part in _opened(chosen, found):
        finer = _begun([(day, n) for day, n in days if day.startswith(part) and len(day) > len(part)], len(part) + 3)
        found += [Value(one.value, one.reports, part) for one in finer]
    found.sort(key=lambda one: one.value)
    return (*found, *([Value(UNDATED, int(counts[0]))] if counts[0] else []))


def by_event(
    events: Events, standings: Standings, among: Mask, allowed: Callable[[str], Mask]
) -> dict[str, tuple[Value, ...]]:
    """Of the facets of events; `allowed` gives the events that all but one facet let through."""
    here = among[events.readings]
    columns = {
        "type": (events.types, TYPES),
        "status": (events.statuses, STATUSES),
        "standing": (standings.levels, LEVELS),
    }
    found = {}
    for facet, (codes, names) in columns.items():
        mask = here & allowed(facet) & (codes != NONE)
        counts = _distinct(codes[mask], events.readings[mask], len(names), len(among))
        found[facet] = tuple(Value(name, int(n)) for name, n in zip(names, counts, strict=True) if n)
    return found


def _distinct(codes: Ints, readings: Ints, names: int, all_: int) -> Ints:
    """In how many readings each code is."""
    seen = np.zeros(names * all_, np.bool_)
    seen[codes * all_ + readings] = True
    counted: Ints = seen.reshape(names, all_).sum(axis=1)
    return counted


def _most_first(names: Sequence[str], counts: Ints) -> tuple[Value, ...]:
    values = [Value(name, int(n)) for name, n in zip(names, counts, strict=True) if n]
    return tuple(sorted(values, key=lambda one: (-one.reports, one.value)))


def _begun(days: Iterable[tuple[str, int]], length: int) -> list[Value]:
    sums: dict[str, int] = {}
    for day, count in days:
        sums[day[:length]] = sums.get(day[:length], 0) + count
    return [Value(day, count) for day, count in sums.items()]


def _opened(chosen: Sequence[str], found: Sequence[Value]) -> list[str]:
    """The years and months to be shown one step finer, the coarse ones first."""
    coarse = {len(one.value) for one in found}
    parts = {day[:length] for day in chosen for length in (4, 7) if len(day) >= length and day != UNDATED}
    return sorted(part for part in parts if any(len(part) >= n for n in coarse))
