"""Builders of times counted from another: "last month", "two years later", "the end of the week"."""

from __future__ import annotations

from dateline.reader.times.expressions import Base, Duration, Found, Piece, Point, Shift, Vague
from dateline.reader.times.lengths import bare_units, duration
from dateline.reader.times.shared import mod_of, steps
from dateline.reader.times.view import View


def within(v: View, i: int, j: int) -> list[Found]:
    """the first two months of 1939, the last week of March: what is within it follows and is joined to it"""
    unit = v.at(i, j, "uU")
    nth = v.pick(i, j, "Oxln")
    if nth is None or v.value(unit).startswith("T"):
        return []
    numbers = v.all(nth + 1, unit, "1234NCaf")
    amount = v.amount(numbers[0], numbers[-1]) if numbers else (1 if v.letter(unit) == "u" else None)
    which = (
        -1 if v.letter(nth) == "l" else 2 if v.letter(nth) == "x" else int(v.value(nth)) if v.letter(nth) == "O" else 1
    )
    return [Found(i, unit, Piece(v.value(unit), amount, which))]


def units_end(v: View, i: int, j: int) -> list[Found]:
    """month's end"""
    return [Found(i, j, Shift(v.value(i), 0, 0, "anchor", mod=mod_of(v, j, j), whole=True))]


def day_before(v: View, i: int, j: int) -> list[Found]:
    """the day before (and no more)"""
    return [Found(i, j, Shift(v.value(i + 1), 1, int(v.value(j)), "anchor", whole=True))]


def day_after_next(v: View, i: int, j: int) -> list[Found]:
    """the day after tomorrow, the day before yesterday"""
    sign = int(v.value(j - 1))
    if v.value(j) != str(sign) or v.value(i + 1) != "D":
        return []
    return [Found(i, j, Shift("D", 2, sign, "ref"))]


def shift(v: View, i: int, j: int) -> list[Found]:
    """three days ago, two years later, a week earlier, weeks before, two months from now"""
    unit = v.at(i, j, "uU")
    how, singular = v.letter(unit + 1), v.letter(unit) == "u"
    amount = v.amount(i, unit - 1) if unit > i else None
    if singular and amount is None:
        return []  # "day after": no amount
    event_follows = v.letter(j + 1) not in ",.\n()" and v.word(j + 1) not in (";", ":", '"', "”")
    if (singular and amount is not None and amount > 1) or (how in "bc" and event_follows):
        # "two days after the vote": a length, from a time that is an event's
        return duration(v, i, unit) if unit > i else bare_units(v, i, unit)
    if how == "F":
        return [Found(i, j, Shift(v.value(unit), amount, 1, "ref"))]
    base: Base = "ref" if how == "A" else "anchor"
    return [Found(i, j, Shift(v.value(unit), amount, int(v.value(unit + 1)), base))]


def span_of(v: View, i: int, j: int) -> list[Found]:
    """the past three days, the next six months, the four previous weeks, the coming years, recent years"""
    unit = v.at(i, j, "uU")
    which = v.at(i, j, "lnV")
    if v.word(which) == "last" and v.tag(which).startswith("VB"):
        return []  # "stocks would last nine days"
    numbers = v.all(i, unit, "1234NCaf")
    amount = v.amount(numbers[0], numbers[-1]) if numbers else None
    if v.letter(which) == "V":
        if v.value(which) == "FUTURE_REF" or v.word(which) not in ("recent", "current"):
            return []
        return [Found(i, j, Duration(v.value(unit), None, -1))]
    if v.letter(which + 1) == "a":
        return []  # "following a weekend"
    step, base = steps(v, which)
    first = v.pick(i, j, "~tlnVf1234NCa")
    return [Found(i if first is None else first, j, Duration(v.value(unit), amount, step, base))]


def last_unit(v: View, i: int, j: int) -> list[Found]:
    """last month, the previous year, the end of next week"""
    unit, which = v.at(i, j, "u"), v.at(i, j, "ln")
    if v.word(which) == "last" and v.tag(which).startswith("VB"):
        return []
    step, base = steps(v, which)
    kind = v.value(unit)
    the = which > 0 and v.letter(which - 1) == "t"
    if v.word(which) in ("past", "coming") and kind not in ("WE",) and not mod_of(v, i, which):
        return [Found(i, j, Duration(kind, 1, step, base))]  # "the past year" runs up to the day
    if the and kind in ("DE", "CE") and v.word(which) in ("last", "next"):
        return [Found(i, j, Duration(kind, 1, step, base))]
    if the and v.word(which) == "next":
        base = "anchor"  # "the next day" follows what was spoken of; "next week" follows the report
    if kind in ("TM", "TS"):
        return []  # at the last minute
    if kind == "TH":
        return [Found(i, j, Duration(kind, 1, step, base))]
    return [Found(i, j, Shift(kind, 1, step, base, mod=mod_of(v, i, which), whole=True))]


def this_unit(v: View, i: int, j: int) -> list[Found]:
    """this week, that same day, later that month, the end of the year, late in the year, these days"""
    unit = v.at(i, j, "uU")
    which = v.pick(i, unit, "dDs")
    kind = v.value(unit)
    if v.letter(unit) == "U":
        return [Found(i, j, Vague("PRESENT_REF"))] if v.word(unit - 1) == "these" and kind == "D" else []
    if kind in ("TH", "TM", "TS") or (v.letter(unit + 1) == "-" and v.glued(unit + 1)):
        return []
    base: Base = "ref" if which is not None and v.letter(which) == "d" else "anchor"
    if any(v.word(k) == "same" for k in range(i, unit)):
        base = "same"
    mod = mod_of(v, i, unit)
    if (r := v.pick(i, unit, "r")) is not None:
        mod = "END" if v.value(r) == "1" else "START"
    return [Found(i, j, Shift(kind, 0, 0, base, mod=mod, whole=True))]


def weekend(v: View, i: int, j: int) -> list[Found]:
    """over the weekend"""
    if v.value(j) != "WE" or v.word(i - 1) not in ("over", "at", "on", "during", "in", "for", "of"):
        return []
    return [Found(i, j, Point(weekend=True))]


def unit_next(v: View, i: int, j: int) -> list[Found]:
    """the day following, the year previous"""
    if v.letter(j + 1) in "tCfa12" or v.pos(j + 1) in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
        return []
    step, base = steps(v, j)
    if v.word(j) not in ("following", "previous", "before"):
        return []
    return [Found(i, j, Shift(v.value(i + 1), 1, step, base, whole=True))]


def day_shift(v: View, i: int, j: int) -> list[Found]:
    """today, yesterday morning, earlier today, tomorrow night"""
    at = v.at(i, j, "X")
    if v.is_name_part(at) and not v.is_capital(i - 2):
        return []  # a newspaper
    value = v.value(at)
    part = value.lstrip("-0123456789")
    offset = int(value[: len(value) - len(part)] or 0)
    if (p := v.pick(at, j, "P")) is not None:
        part = v.value(p)
    elif v.letter(j) == "'":
        j -= 1
    sign = (offset > 0) - (offset < 0)
    return [Found(i, j, Shift("D", abs(offset), sign, "ref", part=part))]
