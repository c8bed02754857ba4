"""How values are written for people: days, numbers, levels, places. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dateline.export.countries import country
from dateline.records import Level

MONTHS = "January February March April May June July August September October November December".split()
_LEVELS = {Level.SINGLE: "single", Level.REPEATED: "repeated", Level.CORROBORATED: "corroborated",
           Level.DISPUTED: "disputed"}  # fmt: skip


def day(iso: str | None) -> str:
    """ "4 March 2025", "March 2025", "2025"; what is no day stays as it is, and none is "no date"."""
    if not iso:
        return "no date"
    year, _, rest = iso[:10].partition("-")
    month, _, of_month = rest.partition("-")
    try:
        if of_month:
            that = date.fromisoformat(iso[:10])
            return f"{that.day} {MONTHS[that.month - 1]} {that.year}"
        return f"{MONTHS[int(month) - 1]} {year}" if month else year
    except (ValueError, IndexError):
        return iso


def days(first: str | None, last: str | None) -> str:
    """A day, or from one to another."""
    if first and last and first != last:
        return f"{day(first)} – {day(last)}"
    return day(first or last)


def number(value: int) -> str:
    """With a comma between thousands."""
    return f"{value:,}"


def toll(low: int | None, best: int | None, high: int | None) -> str:
    """ "17", "17 (16–21)", "9 or more", "up to 5"; "" where nothing is said."""
    if best is not None:
        if low in (None, best) and high in (None, best):
            return number(best)
        return f"{number(best)} ({'?' if low is None else number(low)}–{'?' if high is None else number(high)})"
    if low is not None:
        return f"{number(low)}–{number(high)}" if high is not None else f"{number(low)} or more"
    return "" if high is None else f"up to {number(high)}"


def voice(name: str) -> str:
    """A voice's name; of one whom the report leaves out, that it does."""
    return "somebody not named" if name == "unstated" else short(name)


def many(value: int, one: str, more: str | None = None) -> str:
    """ "1 report", "12 reports"."""
    return f"{value:,} {one if value == 1 else more or one + 's'}"


def level_class(level: str) -> str:
    """The class of a level of standing, by which it has its colour and its shape."""
    return _LEVELS.get(Level(level), "single")


def listed(names: Iterable[str | None]) -> str:
    """Names with commas between; those that are none left out."""
    return ", ".join(dict.fromkeys(name for name in names if name))


def country_name(code: str) -> str:
    """ "Sudan" of "SDN"; a code that is not listed stays as it is."""
    known = country(code)
    return known.acled or known.ucdp if known else code


def short(words: str, most: int = 240) -> str:
    """No longer than that: reports may say anything, at any length."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
