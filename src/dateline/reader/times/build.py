"""Builders: what the words of a matched rule say. One function a rule, by the rule's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from dateline.reader.times.expressions import Base, Duration, Feast, Found, Mod, Piece, Point, Repeat, Shift, Slashed, Vague
from dateline.reader.times.view import View

Builder = Callable[[View, int, int], list[Found]]
BUILDERS: dict[str, Builder] = {}
SINGULAR_ONLY_HYPHENED = frozenset("D W M Y TH TM DE WE F".split())


def builder(function: Builder) -> Builder:
    BUILDERS[function.__name__] = function
    return function


# ---- parts that several rules share


def mod_of(v: View, first: int, last: int) -> Mod:
    """START, MID or END where the words say so ("early", "the middle of", "second half")."""
    i = v.pick(first, last, "e")
    return cast(Mod, v.value(i)) if i is not None else ""


def year_of(v: View, first: int, last: int) -> tuple[int | None, bool]:
    """The year among the words and whether it has two digits only."""
    sign_at = v.pick(first, last, "E")
    i = v.pick(first, last, "4q")
    if sign_at is not None and i is None:
        i = sign_at - (2 if v.letter(sign_at - 1) == "." else 1)
    if i is None:
        return None, False
    if v.letter(i) == "q":
        return full_year(v.number(i)), True
    sign = 1 if sign_at is None else int(v.value(sign_at))
    return sign * v.number(i), False


def full_year(two: int) -> int:
    """'82 is 1982, '05 is 2005: the century in which most reports fall."""
    return 1900 + two if two >= 30 else 2000 + two


def month_at(v: View, first: int, last: int) -> int:
    i = v.pick(first, last, "Mm")
    assert i is not None
    return i


def steps(v: View, i: int) -> tuple[int, Base]:
    """Where "last", "next", "this", "that" at `i` lead, and from what."""
    letter = v.letter(i)
    if letter in "ln":
        return (-1 if letter == "l" else 1), cast(Base, v.value(i))
    return 0, ("ref" if letter == "d" else "anchor")


# ---- dates that name their month, day or year


@builder
def iso(v: View, i: int, j: int) -> list[Found]:
    year, month, day = (v.number(k) for k in (i, i + 2, i + 4))
    if month > 12 or any(v.lexemes.apart(k) for k in range(i + 1, j + 1)):
        return []
    return [Found(i, j, Point(year, month, day))]


@builder
def slashed(v: View, i: int, j: int) -> list[Found]:
    a, b, y = v.value(i).split("/")
    first, second, year = int(a), int(b), int(y)
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return []
    return [Found(i, j, Slashed(first, second, full_year(year) if len(y) == 2 else year, len(y) == 2))]


@builder
def days_after_month(v: View, i: int, j: int) -> list[Found]:
    month = v.number(month_at(v, i, j))
    year, two = year_of(v, i, j)
    days = v.all(i, j, "1o")
    out = []
    for n, k in enumerate(days):
        first = i if n == 0 else k
        last = j if k == days[-1] else k
        out.append(Found(first, last, Point(year, month, v.number(k), two_digits=two)))
    return out


@builder
def days_before_month(v: View, i: int, j: int) -> list[Found]:
    at = month_at(v, i, j)
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


@builder
def month_day(v: View, i: int, j: int) -> list[Found]:
    at = month_at(v, i, j)
    day = v.pick(at, j, "1o")
    assert day is not None
    year, two = year_of(v, day, j)
    if not is_month(v, at, beside_number=True):
        return []
    if year is None and v.letter(day) == "1" and v.counts_things(day):
        return []
    if (u := v.pick(day, j, "u")) is not None and v.value(u) != "Y":
        return [Found(i, day, Point(None, v.number(at), v.number(day)))]
    weekday = v.pick(i, at, "Wj")
    named = None if weekday is None else v.number(weekday)
    return [Found(i, j, Point(year, v.number(at), v.number(day), weekday=named, two_digits=two))]


@builder
def day_month(v: View, i: int, j: int) -> list[Found]:
    at = month_at(v, i, j)
    day = v.pick(i, at, "1o")
    assert day is not None
    if not is_month(v, at, beside_number=True) or (v.word(at) == "may" and v.pos(at) == "AUX"):
        return []
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
    if (u := v.pick(at, j, "u")) is not None and v.value(u) != "Y":
        last = at
    weekday = v.pick(i, at, "Wj")
    named = None if weekday is None else v.number(weekday)
    first = day if named is None and v.letter(i) == "t" else i
    return [Found(first, last, Point(year, v.number(at), v.number(day), weekday=named, two_digits=two))]


def is_month(v: View, i: int, *, beside_number: bool = False) -> bool:
    """Whether the word is a month: "may" and "march" need a capital letter, a number or the parse beside them."""
    if beside_number:
        return not (v.letter(i) == "m" and len(v.word(i)) == 3 and v.word(i) != "may") or v.is_capital(i)
    if not v.is_capital(i) and v.letter(i) == "m":
        return False
    if v.is_person(i) or (v.letter(i + 1) == "'" and v.letter(i) == "m"):
        return False
    if v.letter(i) == "m" and (v.is_name_part(i) or v.letter(i - 1) == "'" or v.word(i - 1) in "\"“‘`"):
        return False
    if v.word(i) == "march" and v.letter(i - 1) == "t" and v.pos(i + 1) not in ("NOUN", "PROPN"):
        return False  # the March on a city
    if v.letter(i) == "M":
        return v.is_capital(i) or v.pos(i) in ("PROPN", "NOUN", "")
    if len(v.word(i)) == 3 and v.word(i) != "may" and v.letter(i - 1) not in "IFTBie&":
        return False
    if v.pos(i) not in ("PROPN", "NOUN"):
        return False
    return v.letter(i - 1) in "IFTBieln&-(|t" or not v.opens_sentence(i)


@builder
def month_year(v: View, i: int, j: int) -> list[Found]:
    at = month_at(v, i, j)
    if not is_month(v, at, beside_number=True):
        return []
    year, two = year_of(v, at, j)
    return [Found(i, j, Point(year, v.number(at), mod=mod_of(v, i, at), two_digits=two))]


@builder
def month(v: View, i: int, j: int) -> list[Found]:
    at = month_at(v, i, j)
    if not is_month(v, at):
        return []
    return [Found(i, j, Point(month=v.number(at), mod=mod_of(v, i, at)))]


@builder
def season(v: View, i: int, j: int) -> list[Found]:
    at = v.pick(i, j, "S")
    assert at is not None
    year, two = year_of(v, i, j)
    which = v.pick(i, at, "lndD")
    mod = mod_of(v, i, at)
    ambiguous = v.word(at) in ("spring", "fall")
    if year is None and ambiguous and v.pos(at) not in ("NOUN", "PROPN"):
        return []
    if year is None and v.word(at) == "fall" and (which is None and (v.letter(at + 1) == "i" or v.letter(at - 1) != "t")):
        return []  # the fall of a city; a fall in prices
    if year is None and v.letter(j + 1) == "'":
        return []
    step, base = steps(v, which) if which is not None else (None, "ref")
    return [Found(i, j, Point(year, season=v.value(at), mod=mod, step=step, base=cast(Base, base), two_digits=two))]


@builder
def years(v: View, i: int, j: int) -> list[Found]:
    ends = v.all(i, j, "412")
    first, second = ends[0], ends[1]
    year = v.number(first)
    if v.letter(second) != "4" and (v.letter(i + 1) != "-" or v.glued(second) is False):
        return year_alone(v, first, first)
    sign = -1 if v.pick(second, j, "E") and v.value(v.pick(second, j, "E") or 0) == "-1" else 1
    two = v.number(second)
    if v.letter(second) != "4":
        if len(v.word(second)) != 2:
            return year_alone(v, first, first)
        two += year - year % 100
    if two <= year and sign > 0:
        return year_alone(v, first, first)
    if v.counts_things(second) and v.letter(first - 1) not in "IF(B" and v.word(first - 1) != "the":
        return []
    if sign < 0:
        return [Found(first, first, Point(-year)), Found(second, j, Point(-two))]
    if not (likely_year(v, first) or likely_year(v, second)):
        return []
    cited = v.letter(first - 1) == "(" and v.letter(j + 1) == ")"
    return [Found(first, first, Point(year, cited=cited)), Found(second, second, Point(two, cited=cited))]


def year_alone(v: View, i: int, j: int) -> list[Found]:
    return year_(v, i, j)


def likely_year(v: View, i: int) -> bool:
    return 1400 <= v.number(i) <= 2100


@builder
def era(v: View, i: int, j: int) -> list[Found]:
    at = v.pick(i, j, "1234")
    sign = v.pick(i, j, "E")
    assert at is not None and sign is not None
    if v.word(sign) == "ad" and not v.parse.text[v.lexemes.start[sign] : v.lexemes.end[sign]].isupper():
        return []
    first = i if v.letter(i) != "t" or v.letter(i + 1) in "e~u" else i + 1
    if v.value(sign) == "-1" or v.letter(at) != "1" or v.letter(sign - 1) != "1":
        return [Found(first, j, Point(int(v.value(sign)) * v.number(at), mod=mod_of(v, i, at)))]
    return [Found(first, j, Point(v.number(at), mod=mod_of(v, i, at)))]


@builder
def era_range(v: View, i: int, j: int) -> list[Found]:
    sign = int(v.value(v.pick(i, j, "E") or j))
    return [
        Found(i, i, Point(sign * v.number(i))),
        Found(i + 2, j, Point(sign * v.number(i + 2))),
    ]


def year_(v: View, i: int, j: int) -> list[Found]:
    at = v.pick(i, j, "4q")
    assert at is not None
    number, two = year_of(v, at, j)
    assert number is not None
    if v.pick(at, j, "E") is None:
        j = at
    mod = mod_of(v, i, at)
    before = v.letter(i - 1)
    cited = v.letter(i - 1) == "(" and v.letter(j + 1) == ")"
    point = Point(number, mod=mod, two_digits=two, cited=cited)
    if v.letter(at) == "q":
        return [Found(i, j, point)] if mod or before in "IFTBi&" else []
    if number < 0 or mod or v.pick(i, at, "u"):
        return [Found(i, j, point)] if not (v.counts_things(at) and not mod) else []
    if not year_stands(v, i, at):
        return []
    return [Found(i, j, point)]


def year_stands(v: View, i: int, at: int) -> bool:
    """Whether four digits alone are a year: by what they stand beside."""
    number = v.number(at)
    before, word = v.letter(i - 1), v.word(i - 1)
    if v.glued(i) and word in ("-", "/", ".", ",", ":", "$", "£", "€", "+", "_", "#") and v.letter(i - 2) != "4":
        return word == "-" and v.glued(i - 1) and v.letter(i - 2) in "4Mm " and v.word(i - 2) in ("mid", "post", "pre")
    if v.glued(at + 1) and v.word(at + 1) in ("/", "_", "%", "+", "°") and v.letter(at + 2) != "M":
        return False
    if v.letter(at + 1) == " " and v.glued(at + 1) and v.word(at + 1).isalnum():
        return False  # 1500m, 1200x
    if v.letter(i) == "~" and v.word(i) not in ("ca", "circa", "about"):
        return False
    if v.counts_things(at):
        return 1700 <= number <= 2100 and (word == "the" or (before == "I" and v.word(i - 1) == "in" and False))
    if word in ("some", "than", "least", "most", "nearly", "almost", "another", "exactly") or before in "~f":
        return False
    if before in "IFTBi(&" or word in ("the", "that", "of", "since", "until", "before", "after"):
        return number >= 1000 if word in ("in", "since", "until", "by", "of") else 1400 <= number <= 2100
    if v.is_capital(i - 1) and not v.opens_sentence(i - 1) and before == " " and v.pos(i - 1) == "PROPN":
        return False  # a flight, a model, an index
    return 1600 <= number <= 2100


@builder
def year(v: View, i: int, j: int) -> list[Found]:
    return year_(v, i, j)


@builder
def bare_year(v: View, i: int, j: int) -> list[Found]:
    """Three digits alone ("in 264"): a year only in a text that counts years before Christ; the resolver decides."""
    if v.word(i - 1) not in ("in", "since", "until", "by", "of", "from", "to", "-", "around", "between"):
        return []
    if v.counts_things(i) or v.letter(i + 1) not in " ,.)\n-&IT(" or v.tag(i + 1).startswith("N"):
        return []
    return [Found(i, j, Point(v.number(i), two_digits=True))]


@builder
def decade(v: View, i: int, j: int) -> list[Found]:
    at = v.pick(i, j, "y")
    assert at is not None
    value = v.value(at)
    mod = mod_of(v, i, at)
    sign = -1 if (e := v.pick(at, j, "E")) is not None and v.value(e) == "-1" else 1
    if v.letter(j) == "." and sign > 0:
        j -= 1
    if not v.word(at)[0].isdigit() and v.word(at)[0] not in "'’":
        if not (mod or v.letter(at - 1) == "t"):
            return []  # "in his sixties"
        return [Found(i, j, Point(decade=190 + int(value), mod=mod))]
    number = int(value)
    if len(value) == 2:
        if number % 10 or not (mod or v.letter(at - 1) in "tIFTB&i" or v.word(at)[0] in "'’" or sign < 0):
            return []
        if v.word(at - 1) in ("his", "her", "their", "my", "your", "our", "mid"):
            return []
        return [Found(i, j, Point(decade=sign * (number // 10) if sign < 0 else full_year(number) // 10, mod=mod))]
    if len(value) == 3:
        return [Found(i, j, Point(decade=sign * (number // 10), mod=mod))] if sign < 0 else []
    if number % 10 or not 1000 <= number <= 2100:
        return []
    return [Found(i, j, Point(decade=number // 10, mod=mod))]


@builder
def century(v: View, i: int, j: int) -> list[Found]:
    unit = v.pick(i, j, "u")
    nth = v.all(i, j, "oOx")
    assert unit is not None and nth
    if v.value(unit) != "CE":
        return []
    sign = -1 if (e := v.pick(unit, j, "E")) is not None and v.value(e) == "-1" else 1
    out = []
    for k in nth:
        number = 2 if v.letter(k) == "x" else v.number(k)
        if number < 1:
            return []
        first, last = (i if k == nth[0] else k), (j if k == nth[-1] else k)
        out.append(Found(first, last, Point(century=sign * (number - 1) if sign > 0 else -(number - 1), mod=mod_of(v, i, k))))
        if sign < 0:
            out[-1] = Found(first, last, Point(century=-number, mod=mod_of(v, i, k)))
    return out


@builder
def quarter(v: View, i: int, j: int) -> list[Found]:
    at = v.pick(i, j, "Q")
    nth = v.pick(i, j, "Oxoln")
    assert at is not None and nth is not None
    number, _ = year_of(v, at, j)
    if v.letter(nth) in "ln":
        step, base = steps(v, nth)
        return [Found(i, j, Shift("Q", 1, step, base, whole=True))]
    which = 2 if v.letter(nth) == "x" else v.number(nth)
    which = 4 if which == -1 else which
    if not 1 <= which <= 4:
        return []
    return [Found(i, j, of_year(v, at, j, Point(number, quarter=which)))]


@builder
def half_year(v: View, i: int, j: int) -> list[Found]:
    unit = v.pick(i, j, "u")
    nth = v.pick(i, j, "Oxe")
    number, _ = year_of(v, i, j)
    if nth is None:
        return []
    which = 2 if v.letter(nth) == "x" or v.value(nth) in ("END", "-1") else 1
    if unit is not None and v.value(unit) != "Y":
        if v.value(unit) in ("M", "W", "DE", "CE") and (k := v.pick(i, unit, "lnd")) is not None:
            step, base = steps(v, k)
            mod: Mod = "END" if which == 2 else "START"
            return [Found(i, j, Shift(v.value(unit), abs(step), step, base, mod=mod, whole=True))]
        return []
    return [Found(i, j, of_year(v, i, j, Point(number, half=which)))]


def of_year(v: View, i: int, j: int, point: Point) -> Point | Shift:
    """The point within "last year", "this year", "the year" where the words say so."""
    unit = v.pick(i, j, "u")
    if unit is None:
        return point
    which = v.pick(i, unit, "lnd")
    step, base = steps(v, which) if which is not None else (0, "anchor")
    return Shift("Y", abs(step), step, cast(Base, base), of=point, whole=True)


# ---- what counts from another time


@builder
def named(v: View, i: int, j: int) -> list[Found]:
    """last March, next Friday, this morning, that night, the following morning, the same summer"""
    which = v.pick(i, j, "lndDs")
    at = v.pick(i, j, "MmWjP")
    assert which is not None and at is not None
    step, base = steps(v, which)
    part_at = v.pick(at, j, "P")
    part = v.value(part_at) if part_at is not None else ""
    letter = v.letter(at)
    if letter in "mj" and not (v.is_capital(at) and v.pos(at) == "PROPN"):
        return []
    if letter in "Mm":
        return [Found(i, j, Point(month=v.number(at), step=step, base=base))]
    if letter in "Wj":
        clock, part = clock_or_part(part)
        return [Found(i, j, Point(weekday=v.number(at), step=step, base=base, clock=clock, part=part))]
    clock, part = clock_or_part(part)
    if v.letter(which) == "l" and v.word(which) in ("last", "past"):
        night = part == "NI" or v.word(at) in ("evening", "night")
        return [Found(i, j, Shift("D", 1, -1, "ref", part=part or clock))] if night else []
    if v.letter(which) == "d":
        return [Found(i, j, Shift("D", 0, 0, "ref", part=part or clock))]
    if v.letter(which) in "Ds":
        return [Found(i, j, Shift("D", 0, 0, "anchor", part=part or clock))]
    return [Found(i, j, Shift("D", 1, step, "anchor", part=part or clock))]


def clock_or_part(value: str) -> tuple[str, str]:
    return (value, "") if ":" in value else ("", value)


@builder
def within(v: View, i: int, j: int) -> list[Found]:
    """the first two months of 1939, the last week of March: what is within it follows and is joined to it"""
    unit = v.pick(i, j, "uU")
    nth = v.pick(i, j, "Oxln")
    assert unit is not None
    if nth is None or v.value(unit).startswith("T"):
        return []
    numbers = v.all(nth + 1, unit, "1234NCaf")
    amount = v.amount(numbers[0], numbers[-1]) if numbers else (1 if v.letter(unit) == "u" else None)
    which = -1 if v.letter(nth) == "l" else 2 if v.letter(nth) == "x" else int(v.value(nth)) if v.letter(nth) == "O" else 1
    return [Found(i, unit, Piece(v.value(unit), amount, which))]


@builder
def units_end(v: View, i: int, j: int) -> list[Found]:
    """month's end"""
    return [Found(i, j, Shift(v.value(i), 0, 0, "anchor", mod=mod_of(v, j, j), whole=True))]


@builder
def day_after_next(v: View, i: int, j: int) -> list[Found]:
    """the day after tomorrow, the day before yesterday"""
    sign = int(v.value(j - 1))
    if v.value(j) != str(sign) or v.value(i + 1) != "D":
        return []
    return [Found(i, j, Shift("D", 2, sign, "ref"))]


@builder
def times_a(v: View, i: int, j: int) -> list[Found]:
    """twice a week, three times per month"""
    return [Found(i, j, Repeat(period(v.value(j), 1)))]


@builder
def day_before(v: View, i: int, j: int) -> list[Found]:
    """the day before (and no more)"""
    return [Found(i, j, Shift(v.value(i + 1), 1, int(v.value(j)), "anchor", whole=True))]


@builder
def shift(v: View, i: int, j: int) -> list[Found]:
    """three days ago, two years later, a week earlier, weeks before, two months after"""
    unit = v.pick(i, j, "uU")
    assert unit is not None
    how = v.letter(unit + 1)
    amount = None
    if unit > i:
        amount = v.amount(i, unit - 1)
        if amount is None and v.letter(unit) == "u" and v.pick(i, unit - 1, "f") is None:
            return []
    elif v.letter(unit) == "u":
        return []  # "day after": no amount
    if v.letter(unit) == "u" and amount is not None and amount > 1 and v.word(unit) != "century":
        return duration(v, i, unit)
    if how in "bc":
        follower = v.letter(j + 1)
        if v.word(unit + 1) in ("before", "after") and not (follower in ",.\n()" or v.word(j + 1) in (";", ":", "\"", "”")):
            return duration(v, i, unit) if unit > i else bare_units(v, i, unit)
    if how == "F":
        return [Found(i, j, Shift(v.value(unit), amount, 1, "ref"))]
    sign = int(v.value(unit + 1))
    base: Base = "ref" if how == "A" else "anchor"
    return [Found(i, j, Shift(v.value(unit), amount, sign, base))]


@builder
def span_of(v: View, i: int, j: int) -> list[Found]:
    """the past three days, the next six months, the four previous weeks, the coming years, recent years"""
    unit = v.pick(i, j, "uU")
    which = v.pick(i, j, "lnV")
    assert unit is not None and which is not None
    numbers = v.all(i, unit, "1234NCaf")
    amount = v.amount(numbers[0], numbers[-1]) if numbers else None
    if v.letter(which) == "V":
        if v.value(which) == "FUTURE_REF" or v.word(which) not in ("recent", "current"):
            return []
        return [Found(i, j, Duration(v.value(unit), None, -1))]
    step, base = steps(v, which)
    first = v.pick(i, j, "~tlnVf1234NCa")
    return [Found(i if first is None else first, j, Duration(v.value(unit), amount, step, base))]


@builder
def last_unit(v: View, i: int, j: int) -> list[Found]:
    """last month, the previous year, the end of next week"""
    unit, which = v.pick(i, j, "u"), v.pick(i, j, "ln")
    assert unit is not None and which is not None
    step, base = steps(v, which)
    kind = v.value(unit)
    the = which > 0 and v.letter(which - 1) == "t"
    if v.word(which) in ("past", "coming") and kind not in ("WE",) and not mod_of(v, i, which):
        return [Found(i, j, Duration(kind, 1, step, base))]  # "the past year" runs up to the day
    if the and kind in ("DE", "CE") and v.word(which) in ("last", "next"):
        return [Found(i, j, Duration(kind, 1, step, base))]
    if the and v.word(which) == "next":
        base = "anchor"  # "the next day" follows what was spoken of; "next week" follows the report
    if kind in ("TH", "TM", "TS"):
        return [Found(i, j, Duration(kind, 1, step, base))]
    return [Found(i, j, Shift(kind, 1, step, base, mod=mod_of(v, i, which), whole=True))]


@builder
def this_unit(v: View, i: int, j: int) -> list[Found]:
    """this week, that same day, later that month, the end of the year, late in the year, these days"""
    unit = v.pick(i, j, "uU")
    assert unit is not None
    which = v.pick(i, unit, "dDs")
    kind = v.value(unit)
    if v.letter(unit) == "U":
        return [Found(i, j, Vague("PRESENT_REF"))] if v.word(unit - 1) == "these" and kind == "D" else []
    if kind in ("TH", "TM", "TS") or (v.letter(unit + 1) == "-" and v.glued(unit + 1)):
        return []
    base: Base = "ref" if which is not None and v.letter(which) == "d" else "anchor"
    mod = mod_of(v, i, unit)
    if (r := v.pick(i, unit, "r")) is not None:
        mod = "END" if v.value(r) == "1" else "START"
    return [Found(i, j, Shift(kind, 0, 0, base, mod=mod, whole=True))]


@builder
def unit_next(v: View, i: int, j: int) -> list[Found]:
    """the day following, the year previous"""
    if v.letter(j + 1) in "tCfa12" or v.pos(j + 1) in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
        return []
    step, base = steps(v, j)
    if v.word(j) not in ("following", "previous", "before"):
        return []
    return [Found(i, j, Shift(v.value(i + 1), 1, step, base, whole=True))]


@builder
def day_shift(v: View, i: int, j: int) -> list[Found]:
    """today, yesterday morning, earlier today, tomorrow night"""
    at = v.pick(i, j, "X")
    assert at is not None
    value = v.value(at)
    part = value.lstrip("-0123456789")
    offset = int(value[: len(value) - len(part)] or 0)
    if (p := v.pick(at, j, "P")) is not None:
        part = v.value(p)
    elif v.letter(j) == "'":
        j -= 1
    sign = (offset > 0) - (offset < 0)
    return [Found(i, j, Shift("D", abs(offset), sign, "ref", part=part))]


@builder
def weekday(v: View, i: int, j: int) -> list[Found]:
    at = v.pick(i, j, "Wj")
    assert at is not None
    if v.letter(at) == "j" and not (v.is_capital(at) and (v.letter(j) == "." or v.letter(i - 1) == "I")):
        return []
    if not v.is_capital(at) and v.pos(at) == "VERB":
        return []
    if v.letter(at) == "j" and (v.pos(at) != "PROPN" or v.letter(i - 1) == "t" or v.is_person(at)):
        return []
    follower = v.word(j + 1)
    if follower in ("times", "telegraph", "mirror", "express", "herald", "tribune", "post", "mail") and v.is_capital(j + 1):
        return []
    part = v.pick(at, j, "P")
    clock, part_of_day = clock_or_part(v.value(part)) if part is not None else ("", "")
    if v.letter(j) == "." and v.letter(at) == "W":
        j = at
    first = at if v.letter(i) == "t" else i
    return [Found(first, j, Point(weekday=v.number(at), clock=clock, part=part_of_day, mod=mod_of(v, i, at)))]


@builder
def part(v: View, i: int, j: int) -> list[Found]:
    at = v.pick(i, j, "P")
    assert at is not None
    if v.pos(at) not in ("NOUN", "PROPN", "") and v.value(at) != "DT":
        return []
    if v.is_capital(at) and not v.opens_sentence(at):
        return []  # a newspaper, an operation
    clock, name = clock_or_part(v.value(at))
    which = v.pick(i, at, "d")
    if which is not None:
        return [Found(i, j, Shift("D", 0, 0, "ref", part=v.value(at)))]
    definite = v.pick(i, at, "tDs") is not None
    return [Found(i, j, Point(part=name, clock=clock, step=0 if definite else None, base="anchor", mod=mod_of(v, i, at)))]


@builder
def clock(v: View, i: int, j: int) -> list[Found]:
    at = v.pick(i, j, "@104")
    assert at is not None
    word = v.word(at)
    if ":" in word:
        hour, minute = (int(x) for x in word.split(":")[:2])
        told = v.pick(at, j, "zZU") is not None
        if not told and v.letter(i - 1) not in "IFTB-(&~":
            return []
    elif len(word) == 4:
        hour, minute = int(word[:2]), int(word[2:])
        if v.letter(at + 1) == "U" and v.word(at + 1) not in ("hours", "hrs"):
            return []
    else:
        hour, minute = int(word), 0
    if (z := v.pick(at, j, "z")) is not None:
        if hour > 12:
            return []
        hour = hour % 12 + (12 if v.value(z) == "pm" else 0)
    if (p := v.pick(at, j, "P")) is not None and v.value(p) in ("AF", "EV", "NI") and hour < 12:
        hour += 12
    if (u := v.pick(at, j, "U")) is not None and v.word(u) not in ("hours", "hrs"):
        j = u - 1
    while v.letter(j) in ",(":
        j -= 1
    if hour > 24 or minute > 59:
        return []
    zone_at = v.pick(at, j, "Z")
    return [Found(at, j, Point(clock=f"{hour:02}:{minute:02}", zone=v.value(zone_at) if zone_at is not None else ""))]


@builder
def feast(v: View, i: int, j: int) -> list[Found]:
    at = v.pick(i, j, "H")
    assert at is not None
    if v.is_name_part(at):
        return []
    year_at, _ = year_of(v, at, j)
    which = v.pick(i, at, "lndD")
    part_at = v.pick(at, j, "P")
    step = steps(v, which)[0] if which is not None else None
    return [Found(i, j, Feast(v.value(at), year_at, step, v.value(part_at) if part_at is not None else ""))]


@builder
def bare_day(v: View, i: int, j: int) -> list[Found]:
    """the 17th: of the month last spoken of"""
    after = v.word(j + 1)
    if v.letter(j + 1) in "-uUaQOgyC'" or (v.letter(j + 1) == " " and v.pos(j + 1) in ("NOUN", "PROPN", "ADJ", "NUM")):
        return []
    if after == "in" or (after == "of" and v.letter(j + 2) not in "dDln") or v.word(i - 1) in ("was", "is", "as", "became", "be", "finished", "ranked"):
        return []
    return [Found(i, j, Point(day=v.number(j), base="anchor"))]


# ---- lengths, sets, and words for no time in particular


@builder
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


@builder
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
    if before not in ("in", "within", "for", "after", "over", "through", "by", "with", "took", "take", "and", "of", "lasted", "last", "spent", "the"):
        return []
    if before in ("and", "of", "the", "by", "with") and v.word(unit + 1) not in ("of", "later", "before", "after", "since"):
        return []
    return [Found(unit, j, Duration(kind, None))]


@builder
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


def period(unit: str, n: float | None) -> str:
    """TIMEX3's P value: P3D, PT2H, PXM, P2.5Y."""
    amount = "X" if n is None else f"{n:g}" if n < 1e6 else str(int(n))
    if unit == "F":
        return f"P{'X' if n is None else format(2 * n, 'g')}W"
    return f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}"


@builder
def often(v: View, i: int, j: int) -> list[Found]:
    if v.is_capital(i) and not v.opens_sentence(i):
        return []  # the Daily Mail
    return [Found(i, j, Repeat(v.value(i)))]


@builder
def past(v: View, i: int, j: int) -> list[Found]:
    """the past (and no more): PAST_REF"""
    if v.word(j) != "past" or v.pos(j) != "NOUN":
        return []
    return [Found(i, j, Vague("PAST_REF"))]


@builder
def vague(v: View, i: int, j: int) -> list[Found]:
    if v.letter(j) == "_":
        return [Found(i, j, Vague(v.value(v.pick(i, j, "V") or i)))]
    word = v.word(j)
    if v.is_capital(j) and not v.opens_sentence(j) and v.pos(j) == "PROPN":
        return []
    first = i if v.letter(i) == "V" or word == "future" else i + 1
    return [Found(first, j, Vague(v.value(j)))]
