"""Days and places of two accounts: when they agree, one holding the other, and when they cannot both be true."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from dateline.weighing.account import Days, Spot
from dateline.weighing.identity import name_key

NEAR = 25.0  # kilometres within which two places of one happening may be the same, told more and less finely
FAR = 60.0  # from which two towns cannot be
TOWN = 3  # where_prec up to which a place is a town or nearer
SLACK = 1  # days by which two exact days of one happening may differ: a night, a time zone
EARTH = 6371.0


def days_agree(a: Days | None, b: Days | None) -> bool:
    """Whether two spans of days can be of one happening: one overlaps the other ("4 March", "March")."""
    if a is None or b is None:
        return True
    return (a.first or "") <= (b.last or "9999") and (b.first or "") <= (a.last or "9999")


def days_clash(a: Days, b: Days) -> bool:
    """Whether two dates that reports give in words of their own cannot both be true."""
    if not (a.own and b.own and a.exact and b.exact) or days_agree(a, b):
        return False
    first, second = (a, b) if (a.last or "") < (b.first or "") else (b, a)
    if first.last is None or second.first is None:
        return False
    return _day(second.first) - _day(first.last) > SLACK


@lru_cache(maxsize=16384)
def _day(iso: str) -> int:
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return 0


def days_in_words(days: Days | None) -> str:
    """Days as a value: "2031-03-04", "2031-03-01 to 2031-03-31"."""
    if days is None:
        return ""
    first, last = days.first or "", days.last or ""
    return first if first == last else f"{first} to {last}".strip()


def kilometres(a: Spot, b: Spot) -> float | None:
    """How far apart two places are, where both have a point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    one, two = radians(a.lat), radians(b.lat)
    h = sin((two - one) / 2) ** 2 + cos(one) * cos(two) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, h)))


def holds(wide: Spot, narrow: Spot) -> bool:
    """Whether one place lies in the other, by the divisions that the gazetteer gives it."""
    name = name_key(wide.name)
    inner = {name_key(x) for x in (narrow.admin1, narrow.admin2) if x}
    if wide.country and narrow.country and wide.country != narrow.country:
        return False
    if name in inner:
        return True
    return (wide.precision or 0) >= 6 and wide.country is not None and wide.country == narrow.country


def spots_agree(a: Spot, b: Spot) -> bool:
    """Whether two places can be one: the same, near by, or one in the other."""
    if a == b or (a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id):
        return True
    apart = kilometres(a, b)
    if name_key(a.name) == name_key(b.name) and (apart is None or apart < FAR):
        return True
    return (apart is not None and apart <= NEAR) or holds(a, b) or holds(b, a)


def spots_clash(a: Spot, b: Spot) -> bool:
    """Whether two towns, each named by its report for this, are too far apart to be one place."""
    if not (a.own and b.own) or spots_agree(a, b):
        return False
    if (a.precision or 9) > TOWN or (b.precision or 9) > TOWN:
        return False
    apart = kilometres(a, b)
    return apart is not None and apart > FAR
