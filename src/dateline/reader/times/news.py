"""News: which year, month or day of the week words mean that look from the report's own day, by their verb's tense."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.reader.times.expressions import Point
from dateline.reader.times.moving import nearest_year
from dateline.reader.times.tense import Tense
from dateline.reader.times.timex import SEASONS, day

RECENT = 90  # days; "on March 2 the house will" of a March just gone is this year's, in a clumsy sentence


def year_of(p: Point, ref: date, tense: Tense) -> int:
    """The year of a month, a day of a month or a season."""
    if p.step == 0:  # "this March"
        return ref.year
    if p.season:
        return _of_season(p, ref, tense)
    return _of_day(p, ref, tense) if p.day else _of_month(p, ref, tense)


def _of_season(p: Point, ref: date, tense: Tense) -> int:
    first = date(ref.year, SEASONS[p.season], 1)
    begun, over = ref >= first, ref >= first + timedelta(92)
    if p.step == -1:
        return ref.year if over else ref.year - 1
    if p.step == 1:
        return ref.year + begun
    if tense == "future":
        return ref.year + over
    return ref.year if begun or tense == "" else ref.year - 1


def _of_month(p: Point, ref: date, tense: Tense) -> int:
    month = p.month or 1
    if p.step == -1:
        return ref.year if month < ref.month else ref.year - 1
    if p.step == 1:
        return ref.year if month > ref.month else ref.year + 1
    if tense == "future":
        return ref.year + (month < ref.month)
    return ref.year if month <= ref.month else ref.year - 1


def _of_day(p: Point, ref: date, tense: Tense) -> int:
    month, number = p.month or 1, p.day or 1
    if p.step is None and tense != "future":
        return nearest_year(ref, month, number, back_only=tense == "past")
    gone = (month, number) < (ref.month, ref.day)
    if p.step == -1:
        return ref.year if gone else ref.year - 1
    if p.step == 1:
        return ref.year + gone
    this = day(ref.year, month, number)
    return ref.year + (gone and this is not None and (ref - this).days > RECENT)


def weekday_from(ref: date, weekday: int, step: int | None, tense: Tense) -> date:
    """The day that "Friday" (no step), "last" (-1), "this" (0) or "next Friday" (1) is."""
    back = (ref.isoweekday() - weekday) % 7
    ahead = (weekday - ref.isoweekday()) % 7
    if step == -1:
        return ref - timedelta(back or 7)
    if step == 1:
        return ref + timedelta(ahead or 7)
    return ref + timedelta(ahead) if step == 0 or tense == "future" else ref - timedelta(back)
