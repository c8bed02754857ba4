"""Builders of lengths, of sets of times, and of words for no time in particular."""

from __future__ import annotations

from dateline.reader.times.expressions import Duration, Found, Repeat, Vague
from dateline.reader.times.shared import period
from dateline.reader.times.view import View


def duration(v: View, i: int, j: int) -> list[Found]:
    unit = v.pick(i, j, "uU")
    assert unit is not None
    kind = v.value(unit)
    if unit == i:  # "a year and a half" without its article
        return []
    numbers = [k for k in range(i, unit) if v.letter(k) not in "~L"]
    amount = v.amount(i, unit - 1)
    vague = v.pick(i, unit, "f") is not None
    if amount is None and not vague:
        return []
    singular = v.letter(unit) == "u"
    article = v.letter(unit - 1) == "a" or (len(numbers) == 1 and v.letter(numbers[0]) == "a")
    if singular and amount is not None and amount > 1 and v.word(unit) not in ("weekend",):
        hyphened = v.letter(unit - 1) == "-" or v.letter(unit + 1) in " -JK"
        if not hyphened:
            return []
    if singular and vague and amount is None:
        return []  # "some day"
    if kind == "WE" and singular:
        return []
    if article and kind in ("TM", "TS") and v.word(unit + 1) not in ("later", "of", "ago"):
        pass
    if kind == "Q" and (vague or v.letter(unit + 1) == "i"):
        return []  # three quarters of a town; in some quarters
    if v.word(i - 1) in ("$", "£", "€") or (v.word(numbers[0])[0].isdigit() and v.word(i - 1) == "."):
        return []
    first = i
    return [Found(first, j, Duration(kind, amount))]


def bare_units(v: View, i: int, j: int) -> list[Found]:
    """days, weeks, months-long: some of them, one cannot say how many"""
    unit = v.pick(i, j, "uU")
    assert unit is not None
    kind = v.value(unit)
    if v.letter(unit) == "u":  # month-long
        return [Found(i, j, Duration(kind, 1))]
    if v.letter(j) == "J":
        return [Found(i, j, Duration(kind, None))]
    before = v.word(i - 1)
    if kind in ("N", "WE", "Q", "TS") or v.word(unit + 1) == "old":
        return []
    if before not in (
        "in",
        "within",
        "for",
        "after",
        "over",
        "through",
        "by",
        "with",
        "took",
        "take",
        "and",
        "of",
        "lasted",
        "last",
        "spent",
        "the",
    ):
        return []
    if before in ("and", "of", "the", "by", "with") and v.word(unit + 1) not in (
        "of",
        "later",
        "before",
        "after",
        "since",
    ):
        return []
    return [Found(unit, j, Duration(kind, None))]


def every(v: View, i: int, j: int) -> list[Found]:
    """every day, each Monday, every two weeks, per month"""
    at = v.pick(i, j, "uUWMmSP")
    assert at is not None
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
    if v.is_capital(i) and not v.opens_sentence(i):
        return []  # the Daily Mail
    return [Found(i, j, Repeat(v.value(i)))]


def past(v: View, i: int, j: int) -> list[Found]:
    """the past (and no more): PAST_REF"""
    if v.word(j) != "past" or v.pos(j) != "NOUN":
        return []
    return [Found(i, j, Vague("PAST_REF"))]


def vague(v: View, i: int, j: int) -> list[Found]:
    if v.letter(j) == "_":
        return [Found(i, j, Vague(v.value(v.pick(i, j, "V") or i)))]
    word = v.word(j)
    if v.is_capital(j) and not v.opens_sentence(j) and v.pos(j) == "PROPN":
        return []
    first = i if v.letter(i) == "V" or word == "future" else i + 1
    return [Found(first, j, Vague(v.value(j)))]
