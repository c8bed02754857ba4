"""Builders of lengths, of sets of times, and of words for no time in particular."""

from __future__ import annotations

from dateline.reader.times.expressions import Duration, Found, Repeat, Vague
from dateline.reader.times.shared import period
from dateline.reader.times.view import View

# Before a bare "days" or "months" that is a length, and what must follow it after a word that joins anything
_LASTING = frozenset("in within for after over through took take lasted last spent".split())
_JOINING = frozenset("and of the by with".split())
_TAKEN = frozenset("of later before after since".split())


def duration(v: View, i: int, j: int) -> list[Found]:
    """three days, a year, half an hour, two and a half years, a 12-hour curfew, 27-year-old"""
    unit = v.at(i, j, "uU")
    kind, singular = v.value(unit), v.letter(unit) == "u"
    amount = v.amount(i, unit - 1)
    if unit == i or (amount is None and (singular or v.pick(i, unit, "f") is None)):
        return []  # "some day" says no length, "some days" does
    if (
        singular
        and amount is not None
        and amount > 1
        and v.letter(unit - 1) != "-"
        and v.letter(unit + 1) not in " -JK"
    ):
        return []
    if (kind == "WE" and singular) or (kind == "Q" and (amount is None or v.letter(unit + 1) == "i")):
        return []  # three quarters of a town
    if v.word(i - 1) in ("$", "£", "€"):
        return []
    return [Found(i, j, Duration(kind, amount))]


def bare_units(v: View, i: int, j: int) -> list[Found]:
    """days, weeks, months-long: some of them, one cannot say how many"""
    unit = v.at(i, j, "uU")
    kind = v.value(unit)
    if v.letter(j) == "J":
        return [Found(i, j, Duration(kind, 1 if v.letter(unit) == "u" else None))]
    before = v.word(i - 1)
    if kind in ("N", "WE", "Q", "TS") or not (
        before in _LASTING or (before in _JOINING and v.word(unit + 1) in _TAKEN)
    ):
        return []
    return [Found(unit, j, Duration(kind, None))]


def every(v: View, i: int, j: int) -> list[Found]:
    """every day, each Monday, every two weeks, per month"""
    at = v.at(i, j, "uUWMmSP")
    letter = v.letter(at)
    value = v.value(at)
    if letter == "W":
        return [Found(i, j, Repeat(f"XXXX-WXX-{value}"))]
    if letter in "Mm":
        return [Found(i, j, Repeat(f"XXXX-{int(value):02}"))] if v.is_capital(at) else []
    if letter == "S":
        return [Found(i, j, Repeat(f"XXXX-{value}"))] if v.pos(at) == "NOUN" else []
    if letter == "P":
        return [Found(i, j, Repeat(f"XXXX-XX-XXT{value}"))]
    amount = v.amount(i + 1, at - 1) if at > i + 1 else 1
    if letter == "U" and amount is None and v.pick(i, at, "f") is None:
        return []
    return [Found(i, j, Repeat(period(value, amount)))]


def times_a(v: View, i: int, j: int) -> list[Found]:
    """twice a week, three times per month"""
    return [Found(i, j, Repeat(period(v.value(j), 1)))]


def often(v: View, i: int, j: int) -> list[Found]:
    """daily, weekly, annually"""
    if v.is_capital(i) and not v.opens_sentence(i):
        return []  # the Daily Mail
    return [Found(i, j, Repeat(v.value(i)))]


def past(v: View, i: int, j: int) -> list[Found]:
    """the past (and no more): PAST_REF"""
    if v.word(j) != "past" or v.pos(j) != "NOUN":
        return []
    return [Found(i, j, Vague("PAST_REF"))]


def vague(v: View, i: int, j: int) -> list[Found]:
    """now, recently, the future"""
    if v.letter(j) == "_":
        return [Found(i, j, Vague(v.value(v.pick(i, j, "V") or i)))]
    word = v.word(j)
    if v.is_capital(j) and not v.opens_sentence(j) and v.pos(j) == "PROPN":
        return []
    first = i if v.letter(i) == "V" or word == "future" else i + 1
    return [Found(first, j, Vague(v.value(j)))]
