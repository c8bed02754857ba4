"""Builders of years and what is counted in them: decades, centuries, quarters and halves."""

from __future__ import annotations

from dateline.reader.times.expressions import Found, Mod, Point, Shift
from dateline.reader.times.shared import ANCHOR, full_year, mod_of, steps, year_of
from dateline.reader.times.view import View

_NOT_BEFORE = frozenset("- / . , : $ £ € + _ #".split())  # glued to four digits, they make a price or a part number
_NOT_AFTER = frozenset("/ _ % + °".split())
_COUNTING = frozenset("some than least most nearly almost another exactly".split())


def years(v: View, i: int, j: int) -> list[Found]:
    """1962-1975, 1990-95, 1914 to 1918"""
    first, second = v.all(i, j, "412")[:2]
    begun, last = v.number(first), v.number(second)
    if v.letter(second) != "4":
        if v.letter(i + 1) != "-" or not v.glued(second) or len(v.word(second)) != 2:
            return year(v, first, first)
        last += begun - begun % 100
    if v.told(second, j, "E") == "-1":
        return [Found(first, first, Point(-begun)), Found(second, j, Point(-last))]
    if last <= begun:
        return year(v, first, first)
    if v.counts_things(second) and v.letter(first - 1) not in "IF(B" and v.word(first - 1) != "the":
        return []
    if not (1400 <= begun <= 2100 or 1400 <= last <= 2100):
        return []
    cited = v.letter(first - 1) == "(" and v.letter(j + 1) == ")"
    return [Found(first, first, Point(begun, cited=cited)), Found(second, second, Point(last, cited=cited))]


def era(v: View, i: int, j: int) -> list[Found]:
    """241 BC, ca. 461 B.C., AD 79"""
    at, sign = v.at(i, j, "1234"), v.at(i, j, "E")
    if v.word(sign) == "ad" and not v.lexemes.span(sign, sign).of(v.parse.text).isupper():
        return []
    first = i + 1 if v.letter(i) == "t" and v.letter(i + 1) not in "e~u" else i
    return [Found(first, j, Point(int(v.value(sign)) * v.number(at), mod=mod_of(v, i, at)))]


def era_range(v: View, i: int, j: int) -> list[Found]:
    """264-241 BC"""
    sign = int(v.told(i, j, "E"))
    return [Found(i, i, Point(sign * v.number(i))), Found(i + 2, j, Point(sign * v.number(i + 2)))]


def year(v: View, i: int, j: int) -> list[Found]:
    """1990, early 1990, the year 1990, '82"""
    number, two = year_of(v, j, j)
    mod = mod_of(v, i, j)
    cited = v.letter(i - 1) == "(" and v.letter(j + 1) == ")"
    found = [Found(i, j, Point(number, mod=mod, two_digits=two, cited=cited))]
    if v.letter(j) == "q":
        return found if mod or v.letter(i - 1) in "IFTBi&" else []
    if mod:
        return found
    if v.pick(i, j, "u") is not None:
        return [] if v.counts_things(j) else found
    return found if year_stands(v, i, j) else []


def year_stands(v: View, i: int, at: int) -> bool:
    """Whether four digits alone are a year: by what they stand beside."""
    number = v.number(at)
    before, word = v.letter(i - 1), v.word(i - 1)
    if v.glued(i) and word in _NOT_BEFORE and v.letter(i - 2) != "4":
        return word == "-" and v.glued(i - 1) and v.word(i - 2) in ("mid", "post", "pre")
    if v.glued(at + 1) and (v.word(at + 1) in _NOT_AFTER or v.word(at + 1).isalnum()):
        return False  # 1500m, 2000%
    if v.letter(at + 1) == "(" and v.letter(at + 3) == "Z":
        return False  # 1615 (2215 GMT)
    if v.letter(i) == "~" and v.word(i) not in ("ca", "circa", "about"):
        return False
    if v.counts_things(at):
        return 1700 <= number <= 2100 and word == "the"  # "the 1968 riots", but "1968 rioters"
    if word in _COUNTING or before in "~f":
        return False
    if word in ("of", "at", ",") and v.pos(at + 1) == "PROPN" and v.is_capital(at + 1):
        return False  # 1915 Main Street
    if word in ("in", "since", "until"):
        return number >= 1000
    if before in "IFTBi(&" or word in ("the", "that", "before", "after"):
        return 1400 <= number <= 2100
    if before == " " and v.is_capital(i - 1) and v.pos(i - 1) == "PROPN" and not v.opens_sentence(i - 1):
        return False  # a flight, a model, an index
    return 1600 <= number <= 2100


def bare_year(v: View, i: int, j: int) -> list[Found]:
    """Three digits alone ("in 264"): a year only in a text that counts years before Christ; the resolver decides."""
    if v.word(i - 1) not in ("in", "since", "until", "by", "of", "from", "to", "-", "around", "between"):
        return []
    if v.counts_things(i) or v.letter(i + 1) not in " ,.)\n-&IT(" or v.tag(i + 1).startswith("N"):
        return []
    return [Found(i, j, Point(v.number(i), two_digits=True))]


def decade(v: View, i: int, j: int) -> list[Found]:
    """the 1990s, the late '80s, the sixties, the 470s BC"""
    at = v.at(i, j, "y")
    value, mod = v.value(at), mod_of(v, i, at)
    before_christ = v.told(at, j, "E") == "-1"
    last = j - 1 if v.letter(j) == "." else j
    number = int(value)
    if before_christ:
        return [Found(i, j, Point(decade=-(number // 10), mod=mod))]
    if v.word(at)[0].isalpha():  # "in his sixties" is an age
        return [Found(i, last, Point(decade=190 + number, mod=mod))] if mod or v.letter(at - 1) == "t" else []
    if len(value) == 2:
        stands = mod or v.letter(at - 1) in "tIFTB&i" or v.word(at)[0] in "'’"
        return [Found(i, last, Point(decade=full_year(number) // 10, mod=mod))] if stands and not number % 10 else []
    return [Found(i, last, Point(decade=number // 10, mod=mod))] if 1000 <= number <= 2100 else []


def century(v: View, i: int, j: int) -> list[Found]:
    """the 19th century, the 4th century BC, the nineteenth and twentieth centuries"""
    unit = v.at(i, j, "u")
    if v.value(unit) != "CE":
        return []
    nth = v.all(i, unit, "oOx")
    before_christ = v.told(unit, j, "E") == "-1"
    out = []
    for k in nth:
        number = 2 if v.letter(k) == "x" else v.number(k)
        if number < 1:
            return []
        point = Point(century=-number if before_christ else number - 1, mod=mod_of(v, i, k))
        out.append(Found(i if k == nth[0] else k, j if k == nth[-1] else k, point))
    return out


def quarter(v: View, i: int, j: int) -> list[Found]:
    """the first quarter of 2009, third-quarter, the last quarter"""
    at = v.at(i, j, "Q")
    nth = v.at(i, j, "Oxoln")
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
    """the second half of 2008"""
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
    step, base = steps(v, which) if which is not None else (0, ANCHOR)
    return Shift("Y", abs(step), step, base, of=point, whole=True)
