"""Joins: neighbours that are one expression ("10 a.m. on Tuesday", "the spring of next year") or share their year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.reader.times.expressions import Found, Piece, Point, Shift, Slashed
from dateline.reader.times.view import View

RANGE = frozenset({"-", "T", "-t", "Tt", "-T", "TI"})
LIST = frozenset({"&", "|", ",", ",&", "&t", "&I", ",t", ",&t", ",|", "&It", ",&I", ",I"})


@dataclass(frozen=True, slots=True)
class Joined:
    """The expressions after joining; `ranges` holds the numbers of those that begin a range with the next one."""

    found: list[Found]
    ranges: frozenset[int]


def join(found: list[Found], view: View) -> Joined:
    """Join neighbours, then carry years back through ranges and lists ("26 June - 4 August 1952")."""
    out: list[Found] = []
    for item in found:
        last = item
        while out and (one := _joined(out[-1], last, view)) is not None:
            out.pop()
            last = one
        out.append(last)
    ranges = {n for n in range(len(out) - 1) if _is_range(out, n, view)}
    for n in range(len(out) - 2, -1, -1):
        out[n] = _share_year(out[n], out[n + 1], _gap(out[n], out[n + 1], view), n in ranges)
    return Joined(out, frozenset(ranges))


def _gap(a: Found, b: Found, view: View) -> str:
    letters = view.lexemes.letters
    return letters[a.last + 1 : b.first] if b.first - a.last <= 5 else "?"


def _joined(a: Found, b: Found, view: View) -> Found | None:
    gap = _gap(a, b, view)
    if gap not in ("", ",", "i", "I", "it", "It", ",I", ",It"):
        return None
    if "I" in gap:
        word = view.word(a.last + 1 + gap.index("I"))
        if word not in ("on", "in", "at", "during"):
            return None
    what = _one(a.what, b.what, gap)
    return None if what is None else Found(a.first, b.last, what)


def _one(a: object, b: object, gap: str) -> Point | Shift | Piece | None:
    if isinstance(a, Piece) and isinstance(b, Point) and gap == "i" and a.of is None:
        return replace(a, of=b)
    if isinstance(a, Point) and isinstance(b, Point):
        if _is_hour(a) and _is_day(b) and not (b.clock or b.part):
            return replace(b, clock=a.clock, zone=a.zone, part="" if a.clock else a.part)
        if _is_hour(a) and _is_hour(b) and a.clock and b.part:
            return replace(a, clock=_half_of_day(a.clock, b.part))
        if _is_day(a) and _is_hour(b) and not (a.clock or a.part) and (b.clock or gap != "i"):
            return replace(a, clock=b.clock, zone=b.zone, part="" if b.clock else b.part)
        if (
            a.weekday
            and not a.month
            and not a.step
            and b.month
            and b.day
            and not b.weekday
            and (gap in ("", ",", ",I") or (a.part and gap == "i"))
        ):
            return replace(b, weekday=a.weekday, clock=a.clock or b.clock, part=a.part or b.part)
    if isinstance(a, Point) and isinstance(b, Shift) and b.of is None:
        if _is_hour(a) and b.unit == "D" and not b.part:
            return replace(b, part=a.clock + a.zone or a.part)
        if b.whole and not b.mod and _is_part(a, b.unit, gap):
            return replace(b, of=a)
    if isinstance(a, Shift) and isinstance(b, Point) and a.unit == "D" and not a.part and _is_hour(b) and gap != "i":
        return replace(a, part=b.clock + b.zone or b.part)
    return None


def _is_hour(p: Point) -> bool:
    """A time of day without its day."""
    return bool(p.clock or p.part) and not (p.day or p.weekday or p.month or p.year)


def _is_day(p: Point) -> bool:
    return p.day is not None or (p.weekday is not None and p.month is None)


def _is_part(p: Point, unit: str, gap: str) -> bool:
    """Whether a point goes with a year, month or week named after it: "spring of next year", "Friday last week"."""
    if unit == "Y":
        in_year = bool(p.month or p.season or p.quarter or p.half)
        return in_year and p.year is None and p.step is None and gap in ("", "i", ",")
    if unit == "M":
        return bool(p.day) and not p.month and gap == "i"
    return unit == "W" and bool(p.weekday) and not p.month and p.step is None and gap in ("", "i")


def _half_of_day(clock: str, part: str) -> str:
    hour = int(clock[:2])
    return f"{hour + 12:02}{clock[2:]}" if part in ("AF", "EV", "NI") and 0 < hour < 12 else clock


def _is_range(found: list[Found], n: int, view: View) -> bool:
    a, b = found[n], found[n + 1]
    if not (isinstance(a.what, Point | Slashed | Shift) and isinstance(b.what, Point | Slashed | Shift)):
        return False
    gap = _gap(a, b, view)
    opener = view.letter(a.first - 1)
    return gap in RANGE or (gap in ("&", "&t") and opener == "B")


def _share_year(a: Found, b: Found, gap: str, is_range: bool) -> Found:
    """The first of two dates takes the year of the second: the same, or the one before where the months say so."""
    one, two = a.what, b.what
    if not (isinstance(one, Point) and isinstance(two, Point)) or not (is_range or gap in LIST):
        return a
    if one.year is not None or one.step is not None or two.year is None or (two.two_digits and two.year < 1000):
        return a
    if one.month is None and one.season and two.season:
        return replace(a, what=replace(one, year=two.year))
    if one.month is None or two.month is None:
        return a
    earlier = (one.month, one.day or 0) > (two.month, two.day or 31)
    if earlier and not is_range:
        return a
    return replace(a, what=replace(one, year=two.year - (1 if earlier else 0)))
