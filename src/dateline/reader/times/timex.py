"""TIMEX3 values of points in time, and the days that they cover."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dateline.reader.times.expressions import Mod, Point
from dateline.records import Granularity, TimexType

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month; winter runs into the next year
Days = tuple[date, date]


def render(p: Point) -> str:
    """The TIMEX3 value (TimeML 1.2.1), with X for what is not known."""
    return _date(p) + _time(p)


def _date(p: Point) -> str:
    if p.century is not None:
        return f"BC{-p.century - 1:02}" if p.century < 0 else f"{p.century:02}"
    if p.decade is not None:
        return f"BC{-p.decade:03}" if p.decade < 0 else f"{p.decade:03}"
    year = "XXXX" if p.year is None else f"BC{-p.year:04}" if p.year < 0 else f"{p.year:04}"
    if p.weekday and not p.day:
        return f"{year}-W{'XX' if p.week is None else format(p.week, '02')}-{p.weekday}"
    if p.week is not None:
        return f"{year}-W{p.week:02}" + ("-WE" if p.weekend else "")
    if p.season:
        return f"{year}-{p.season}"
    if p.quarter:
        return f"{year}-Q{p.quarter}"
    if p.half:
        return f"{year}-H{p.half}"
    month = "XX" if p.month is None else f"{p.month:02}"
    if p.day:
        return f"{year}-{month}-{p.day:02}"
    if p.clock or p.part:
        return f"{year}-{month}-XX"
    return f"{year}-{month}" if p.month else year


def _time(p: Point) -> str:
    if p.clock:
        return f"T{p.clock}{p.zone}"
    return f"T{p.part}" if p.part else ""


def timex_type(p: Point) -> TimexType:
    return TimexType.TIME if p.clock or p.part else TimexType.DATE


def granularity(p: Point) -> Granularity:
    if p.clock or p.part:
        return Granularity.TIME
    if p.century is not None:
        return Granularity.CENTURY
    if p.decade is not None:
        return Granularity.DECADE
    if p.day or p.weekday:
        return Granularity.DAY
    if p.week is not None:
        return Granularity.WEEK
    if p.season:
        return Granularity.SEASON
    if p.quarter:
        return Granularity.QUARTER
    if p.half:
        return Granularity.RANGE
    return Granularity.MONTH if p.month else Granularity.YEAR


def days(p: Point) -> Days | None:
    """The first and last day of a point, narrowed by "early", "mid", "late" to a third; None where one is not known.

    Years before Christ have no days here: no calendar of reports reaches them.
    """
    whole = _days(p)
    if whole is None or not p.mod or whole[0] == whole[1]:
        return whole
    return narrowed(whole, p.mod)


def _days(p: Point) -> Days | None:
    if p.century is not None:
        return _years(p.century * 100, p.century * 100 + 99)
    if p.decade is not None:
        return _years(p.decade * 10, p.decade * 10 + 9)
    y = p.year
    if y is None or not 1 <= y <= 9998:
        return None
    if p.week is not None:
        return _week(y, p.week, p.weekday, p.weekend)
    if p.weekday and not p.day:
        return None
    if p.season:
        month = SEASONS[p.season]
        last = (y + 1, 2) if p.season == "WI" else (y, month + 2)
        return date(y, month, 1), date(*last, monthrange(*last)[1])
    if p.quarter:
        return date(y, 3 * p.quarter - 2, 1), date(y, 3 * p.quarter, monthrange(y, 3 * p.quarter)[1])
    if p.half:
        return (date(y, 1, 1), date(y, 6, 30)) if p.half == 1 else (date(y, 7, 1), date(y, 12, 31))
    if p.month is None:
        return None if p.day or p.clock or p.part else _years(y, y)
    if p.day:
        return (d, d) if (d := day(y, p.month, p.day)) else None
    return None if p.clock or p.part else (date(y, p.month, 1), date(y, p.month, monthrange(y, p.month)[1]))


def _years(first: int, last: int) -> Days | None:
    return (date(first, 1, 1), date(last, 12, 31)) if first >= 1 and last <= 9999 else None


def _week(year: int, week: int, weekday: int | None, weekend: bool) -> Days | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    if weekday:
        d = monday + timedelta(weekday - 1)
        return d, d
    return (monday + timedelta(5 if weekend else 0)), monday + timedelta(6)


def day(year: int, month: int, number: int) -> date | None:
    """A day, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def narrowed(whole: Days, mod: Mod) -> Days:
    """The first, middle or last third of some days."""
    first, last = whole
    third = ((last - first).days + 1) // 3
    if mod == "START":
        return first, first + timedelta(max(third - 1, 0))
    if mod == "END":
        return last - timedelta(max(third - 1, 0)), last
    return first + timedelta(third), last - timedelta(third)


def point_of(d: date) -> Point:
    return Point(d.year, d.month, d.day)


def week_of(d: date) -> Point:
    year, week, _ = d.isocalendar()
    return Point(year, week=week)
