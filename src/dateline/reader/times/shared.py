"""What several rules share: "early", years, "last" and "next", and lengths in TIMEX3."""

from __future__ import annotations

from typing import cast

from dateline.reader.times.expressions import Base, Mod
from dateline.reader.times.view import View

ANCHOR: Base = "anchor"


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


def steps(v: View, i: int) -> tuple[int, Base]:
    """Where "last", "next", "this", "that" at `i` lead, and from what."""
    letter = v.letter(i)
    if letter in "ln":
        return (-1 if letter == "l" else 1), cast(Base, v.value(i))
    return 0, ("ref" if letter == "d" else "anchor")


def clock_or_part(value: str) -> tuple[str, str]:
    return (value, "") if ":" in value else ("", value)


def period(unit: str, n: float | None) -> str:
    """TIMEX3's P value: P3D, PT2H, PXM, P2.5Y."""
    amount = "X" if n is None else f"{n:g}" if n < 1e6 else str(int(n))
    if unit == "F":
        return f"P{'X' if n is None else format(2 * n, 'g')}W"
    return f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}"
