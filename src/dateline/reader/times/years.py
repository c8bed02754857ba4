"""Builders of years and what is counted in them: decades, centuries, quarters and halves."""

from __future__ import annotations

from typing import cast

from dateline.reader.times.expressions import Base, Found, Mod, Point, Shift
from dateline.reader.times.shared import full_year, mod_of, steps, year_of
from dateline.reader.times.view import View


def years(v: View, i: int, j: int) -> list[Found]:
    ends = v.all(i, j, "412")
    first, second = ends[0], ends[1]
    year = v.number(first)
    if v.letter(second) != "4" and (v.letter(i + 1) != "-" or v.glued(second) is False):
        return year_(v, first, first)
    sign = -1 if v.pick(second, j, "E") and v.value(v.pick(second, j, "E") or 0) == "-1" else 1
    two = v.number(second)
    if v.letter(second) != "4":
        if len(v.word(second)) != 2:
            return year_(v, first, first)
        two += year - year % 100
    if two <= year and sign > 0:
        return year_(v, first, first)
    if v.counts_things(second) and v.letter(first - 1) not in "IF(B" and v.word(first - 1) != "the":
        return []
    if sign < 0:
        return [Found(first, first, Point(-year)), Found(second, j, Point(-two))]
    if not (likely_year(v, first) or likely_year(v, second)):
        return []
    cited = v.letter(first - 1) == "(" and v.letter(j + 1) == ")"
    return [Found(first, first, Point(year, cited=cited)), Found(second, second, Point(two, cited=cited))]


def likely_year(v: View, i: int) -> bool:
    return 1400 <= v.number(i) <= 2100


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


def year(v: View, i: int, j: int) -> list[Found]:
    return year_(v, i, j)


def bare_year(v: View, i: int, j: int) -> list[Found]:
    """Three digits alone ("in 264"): a year only in a text that counts years before Christ; the resolver decides."""
    if v.word(i - 1) not in ("in", "since", "until", "by", "of", "from", "to", "-", "around", "between"):
        return []
    if v.counts_things(i) or v.letter(i + 1) not in " ,.)\n-&IT(" or v.tag(i + 1).startswith("N"):
        return []
    return [Found(i, j, Point(v.number(i), two_digits=True))]


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
        out.append(
            Found(first, last, Point(century=sign * (number - 1) if sign > 0 else -(number - 1), mod=mod_of(v, i, k)))
        )
        if sign < 0:
            out[-1] = Found(first, last, Point(century=-number, mod=mod_of(v, i, k)))
    return out


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
