"""Builders of dates that name a month, a day of it, a season or a holiday."""

from __future__ import annotations

from typing import cast

from dateline.reader.times.expressions import Base, Feast, Found, Point, Slashed
from dateline.reader.times.shared import full_year, mod_of, steps, year_of
from dateline.reader.times.view import View

_QUOTES = frozenset('" “ ‘ `'.split())
_RANKED = frozenset("was is as became be finished ranked".split())  # "was the 17th to"


def iso(v: View, i: int, j: int) -> list[Found]:
    """2008-03-02"""
    year, month, day = (v.number(k) for k in (i, i + 2, i + 4))
    if month > 12 or any(v.lexemes.apart(k) for k in range(i + 1, j + 1)):
        return []
    return [Found(i, j, Point(year, month, day))]


def slashed(v: View, i: int, j: int) -> list[Found]:
    """3/4/2008"""
    a, b, y = v.value(i).split("/")
    first, second, year = int(a), int(b), int(y)
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return []
    return [Found(i, j, Slashed(first, second, full_year(year) if len(y) == 2 else year, len(y) == 2))]


def days_after_month(v: View, i: int, j: int) -> list[Found]:
    """March 3-5, 2008; March 3, 4 and 5"""
    month = v.number(v.at(i, j, "Mm"))
    year, two = year_of(v, i, j)
    days = v.all(i, j, "1o")
    out = []
    for n, k in enumerate(days):
        first = i if n == 0 else k
        last = j if k == days[-1] else k
        out.append(Found(first, last, Point(year, month, v.number(k), two_digits=two)))
    return out


def days_before_month(v: View, i: int, j: int) -> list[Found]:
    """3-5 March 2008; from the 3rd to the 5th of March"""
    at = v.at(i, j, "Mm")
    if v.letter(at) == "m" and not is_month(v, at, beside_number=True):
        return []
    year, two = year_of(v, at, j)
    days = v.all(i, at, "1o")
    out = []
    for k in days:
        first = k - 1 if v.letter(k - 1) == "t" else k
        last = j if k == days[-1] else k
        out.append(Found(first, last, Point(year, v.number(at), v.number(k), two_digits=two)))
    return out


def month_day(v: View, i: int, j: int) -> list[Found]:
    """March 2; Sunday, March 2, 2008; July 4 of that year"""
    at = v.at(i, j, "Mm")
    day = v.at(at, j, "1o")
    year, two = year_of(v, day, j)
    if not is_month(v, at, beside_number=True):
        return []
    if year is None and v.letter(day) == "1" and v.counts_things(day):
        return []
    weekday = v.pick(i, at, "Wj")
    named = None if weekday is None else v.number(weekday)
    return [Found(i, j, Point(year, v.number(at), v.number(day), weekday=named, two_digits=two))]


def day_month(v: View, i: int, j: int) -> list[Found]:
    """2 March; Sunday 2 March 2008; 3 JAN 90"""
    at = v.at(i, j, "Mm")
    day = v.at(i, at, "1o")
    if not is_month(v, at, beside_number=True):
        return []
    if v.word(at) == "may" and v.pos(at) == "AUX" and v.letter(i) not in "Wj" and v.letter(i - 1) != "I":
        return []  # "of the 20, 12 may"
    if v.letter(at) == "m" and not v.is_capital(at) and v.pos(at) == "VERB":
        return []
    year, two = year_of(v, at, j)
    last = j
    tail = v.pick(at, j, "12")
    if tail is not None:  # 3 JAN 90
        if len(v.word(tail)) == 2 and (v.letter(tail) == "2" or v.word(tail)[0] == "0"):
            year, two = full_year(v.number(tail)), True
        else:
            last = tail - 1
    weekday = v.pick(i, at, "Wj")
    named = None if weekday is None else v.number(weekday)
    first = day if named is None and v.letter(i) == "t" else i
    return [Found(first, last, Point(year, v.number(at), v.number(day), weekday=named, two_digits=two))]


def is_month(v: View, i: int, *, beside_number: bool = False) -> bool:
    """Whether the word is a month: "may", "march", "mar", "sun" need a number, a capital or the parse beside them."""
    short = v.letter(i) == "m" and len(v.word(i)) <= 4 and v.word(i) != "may"
    if beside_number:
        return not short or v.is_capital(i)
    if v.is_person(i) or v.speaks(i):
        return False
    if v.letter(i) == "M":
        return v.is_capital(i) or v.pos(i) in ("PROPN", "NOUN", "")
    if not v.is_capital(i) or v.pos(i) not in ("PROPN", "NOUN"):
        return False
    before = v.letter(i - 1)
    if v.is_name_part(i) or before == "'" or v.letter(i + 1) == "'" or v.word(i - 1) in _QUOTES:
        return False
    if v.word(i) == "march" and before == "t" and v.pos(i + 1) not in ("NOUN", "PROPN"):
        return False  # the March on a city
    if short:
        return before in "IFTBie&"
    return before in "IFTBieln&-(|t" or not v.opens_sentence(i)


def month_year(v: View, i: int, j: int) -> list[Found]:
    """March 2008, the end of March 2008"""
    at = v.at(i, j, "Mm")
    if not is_month(v, at, beside_number=True):
        return []
    year, two = year_of(v, at, j)
    return [Found(i, j, Point(year, v.number(at), mod=mod_of(v, i, at), two_digits=two))]


def month(v: View, i: int, j: int) -> list[Found]:
    """March, early March"""
    at = v.at(i, j, "Mm")
    if not is_month(v, at):
        return []
    return [Found(i, j, Point(month=v.number(at), mod=mod_of(v, i, at)))]


def season(v: View, i: int, j: int) -> list[Found]:
    """spring, the summer of 1944, next winter"""
    at = v.at(i, j, "S")
    year, two = year_of(v, i, j)
    which = v.pick(i, at, "lndD")
    mod = mod_of(v, i, at)
    ambiguous = v.word(at) in ("spring", "fall")
    if year is None and ambiguous and v.pos(at) not in ("NOUN", "PROPN"):
        return []
    if (
        year is None
        and v.word(at) == "fall"
        and (which is None and (v.letter(at + 1) == "i" or v.letter(at - 1) != "t"))
    ):
        return []  # the fall of a city; a fall in prices
    if year is None and v.letter(j + 1) == "'":
        return []
    step, base = steps(v, which) if which is not None else (None, "ref")
    return [Found(i, j, Point(year, season=v.value(at), mod=mod, step=step, base=cast(Base, base), two_digits=two))]


def bare_day(v: View, i: int, j: int) -> list[Found]:
    """the 17th: of the month last spoken of"""
    after = v.word(j + 1)
    if v.letter(j + 1) in "-uUaQOgyC'" or (v.letter(j + 1) == " " and v.pos(j + 1) in ("NOUN", "PROPN", "ADJ", "NUM")):
        return []
    if after == "in" or (after == "of" and v.letter(j + 2) not in "dDln") or v.word(i - 1) in _RANKED:
        return []
    return [Found(i, j, Point(day=v.number(j), base="anchor"))]


def feast(v: View, i: int, j: int) -> list[Found]:
    """Christmas, New Year's Eve 2006, last Easter"""
    at = v.at(i, j, "H")
    if v.is_name_part(at):
        return []
    year_at, _ = year_of(v, at, j)
    which = v.pick(i, at, "lndD")
    part_at = v.pick(at, j, "P")
    step = steps(v, which)[0] if which is not None else None
    return [Found(i, j, Feast(v.value(at), year_at, step, v.value(part_at) if part_at is not None else ""))]
