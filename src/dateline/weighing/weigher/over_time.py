"""Bars: incidents over time, by day, week, month or year, and by standing."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from dateline.weighing.weigher.columns import LAST_DAY, LEVELS, Columns, Mask, iso_of

MOST_BARS = 400


class Unit(StrEnum):
    """What one bar spans."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


MONTH = 31
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.YEAR: 365}
# The finest unit that fits is taken where none is asked for: how many days it is for.
_FITS = {Unit.DAY: 100, Unit.WEEK: 2 * 366, Unit.MONTH: 20 * 366}


@dataclass(frozen=True, slots=True)
class Bar:
    """The incidents that can have begun on these days first: how many of each standing, in the order of `Level`."""

    first: str
    last: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def unit_of(asked: str | None, first: int, last: int) -> Unit:
    """The unit that is asked for, or one that fits; a coarser one where it makes too many bars."""
    units = list(Unit)
    finest = Unit(asked) if asked else next((u for u in units if last - first < _FITS.get(u, LAST_DAY)), units[-1])
    return next((u for u in units[units.index(finest) :] if (last - first) / _DAYS[u] <= MOST_BARS), units[-1])


def bars_of(found: Columns, which: Mask, unit: Unit, first: int, last: int) -> tuple[Bar, ...]:
    """Every bar between two days, the empty ones too."""
    begins = list(_begins(unit, first, last))
    which = which & (found.earliest >= begins[0]) & (found.earliest <= last)
    # For each day of the reach the bar that it is in.
    bar_of = np.repeat(np.arange(len(begins)), np.diff([*begins, last + 1]))
    bar, width = bar_of[found.earliest[which] - begins[0]], len(LEVELS)
    counts = np.bincount(bar * width + found.kinds["standing"][which], minlength=len(begins) * width)
    ends = [*(begin - 1 for begin in begins[1:]), end_of(unit, begins[-1])]
    return tuple(
        Bar(iso_of(begin), iso_of(end), tuple(map(int, counts[n * width : (n + 1) * width])))
        for n, (begin, end) in enumerate(zip(begins, ends, strict=True))
    )


def _begins(unit: Unit, first: int, last: int) -> Iterator[int]:
    """The first days of the bars."""
    at = begin_of(unit, first)
    while at <= last and at < LAST_DAY:
        yield at
        at = end_of(unit, at) + 1


def begin_of(unit: Unit, day: int) -> int:
    that = date.fromordinal(day)
    match unit:
        case Unit.WEEK:
            return max(1, day - that.weekday())
        case Unit.MONTH:
            return that.replace(day=1).toordinal()
        case Unit.YEAR:
            return that.replace(month=1, day=1).toordinal()
    return day


def end_of(unit: Unit, begin: int) -> int:
    that = date.fromordinal(begin)
    match unit:
        case Unit.WEEK:
            return begin + 6 - that.weekday()
        case Unit.MONTH:
            return begin + monthrange(that.year, that.month)[1] - 1
        case Unit.YEAR:
            return that.replace(month=12, day=31).toordinal()
    return begin
