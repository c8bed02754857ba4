"""Holidays: the day that a rule of data/holidays.tsv falls on in a year."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.reader.times.timex import day


def falls_on(rule: str, year: int) -> date | None:
    """The day, or None where the list gives no rule (feasts of the lunar calendar) or the rule is malformed."""
    if not 1583 <= year <= 9998:
        return None
    try:
        if rule.startswith("easter"):
            return easter(year) + timedelta(int(rule[len("easter") :]))
        numbers = [int(part) for part in rule.split("-")]
    except ValueError:
        return None
    if len(numbers) == 2:
        return day(year, *numbers)
    if len(numbers) == 3:
        month, nth, weekday = numbers
        first = date(year, month, 1)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return None


def nearest(rule: str, to: date, step: int) -> date | None:
    """The day nearest to another: of those before it (step -1), after it (1) or any (0); None without a rule."""
    days = [found for year in (to.year - 1, to.year, to.year + 1) if (found := falls_on(rule, year)) is not None]
    allowed = [d for d in days if step * (d - to).days >= 0]
    return min(allowed, key=lambda d: abs((d - to).days), default=None)


def month_and_day(rule: str) -> tuple[int, int] | None:
    """Month and day of a rule that is the same every year."""
    parts = rule.split("-")
    if len(parts) == 2 and all(part.isdigit() for part in parts):
        return int(parts[0]), int(parts[1])
    return None


def easter(year: int) -> date:
    """Western Easter Sunday (the Gregorian computus of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, before = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, before + 1)
