"""Moving through the calendar: so many units from a day, the nearest year of a date, the part of a longer time."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from dateline.reader.times.expressions import Point, Shift
from dateline.reader.times.timex import day, days, point_of, week_of


def nearest_year(ref: date, month: int, number: int, *, back_only: bool) -> int:
    """The year in which a day of the year is nearest to `ref`; a day or two ahead is let through when looking back."""
    best, least = ref.year, 10**6
    for year in (ref.year, ref.year - 1, ref.year + 1):
        found = day(year, month, number)
        if found is None:
            continue
        apart = (found - ref).days
        if back_only and apart > 31:
            continue
        if abs(apart) < least:
            best, least = year, abs(apart)
    return best


def day_of(p: Point | None) -> date | None:
    if p is None or p.year is None or p.month is None or p.day is None or not 1 <= p.year <= 9998:
        return None
    return day(p.year, p.month, p.day)


def start_of(p: Point) -> date | None:
    """The Monday of a week."""
    covered = days(p) if p.week is not None else None
    return covered[0] if covered else None


def moved(base: Point, s: Shift, *, to_day: bool = False) -> Point | None:
    """The point `n` units from `base`, as coarse as the unit; None where the base is not fine enough."""
    assert base.year is not None and s.n is not None
    n = s.n * s.sign
    if abs(n) > 1_000_000:
        return None
    unit = s.unit
    if unit == "F":
        unit, n = "W", 2 * n
    if unit in ("Y", "DE", "CE") and not to_day:
        return _years_on(base.year, unit, n, s)
    if unit in ("Y", "DE", "CE", "M", "Q"):
        months = round(n * {"Y": 12, "DE": 120, "CE": 1200, "M": 1, "Q": 3}[unit])
        begun = start_of(base)
        month = base.month or (3 * base.quarter if base.quarter else begun.month if begun else None)
        if month is None:
            return None
        year, index = divmod(base.year * 12 + month - 1 + months, 12)
        if base.year > 0 and not 1 <= year <= 9998:
            return None
        if unit == "Q" and not to_day:
            return Point(year, quarter=index // 3 + 1)
        if to_day and base.day:
            return Point(year, index + 1, min(base.day, monthrange(year, index + 1)[1]))
        return Point(year, index + 1)
    at = day_of(base) or (start_of(base) if unit in ("W", "WE") else None)
    if at is None:
        return None if n or unit != "D" else _same(base)
    try:
        if unit in ("W", "WE"):
            if to_day:
                return point_of(at + timedelta(weeks=n))
            return replace(week_of(at + timedelta(weeks=n)), weekend=unit == "WE")
        if unit in ("D", "N", "TH", "TM", "TS"):
            in_days = {"TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}.get(unit, 1)
            return point_of(at + timedelta(days=int(n * in_days)))
    except (OverflowError, ValueError):
        return None
    return None


def _same(base: Point) -> Point:
    return replace(base, mod="", part="", clock="", zone="", cited=False)


def _years_on(year: int, unit: str, n: float, s: Shift) -> Point | None:
    there = int(year + n * {"Y": 1, "DE": 10, "CE": 100}[unit])
    if there == 0 or (there > 0) != (year > 0) or abs(there) > 9998:
        return None
    if unit == "Y":
        return Point(there)
    if unit == "DE":
        return Point(decade=there // 10 if there > 0 else -(-there // 10))
    return Point(century=there // 100 if there > 0 else -(-there // 100) - 1)


def within(of: Point, whole: Point) -> Point:
    """The part `of` a year, month or week: "the spring of next year", "Friday last week"."""
    if whole.week is not None and whole.year is not None and of.weekday:
        return replace(point_of(date.fromisocalendar(whole.year, whole.week, of.weekday)), part=of.part, clock=of.clock)
    if of.day and not of.month:
        return replace(of, year=whole.year, month=whole.month, step=None)
    return replace(of, year=whole.year, step=None)
