"""Spots: whether the places of two accounts may be one happening's."""

from __future__ import annotations

from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from dateline.weighing.account import Spot
from dateline.weighing.likeness.words import stem

_EARTH = 6371.0  # km, mean radius
CLOSE, AROUND = 12.0, 60.0  # km: one town; near it
_NEAR, _REGION, _COUNTRY = 2, 5, 6  # UCDP where_prec


class Lie(StrEnum):
    """How two places lie."""

    SAME = "same"  # one place, no larger than a town and what is near it
    AREA = "area"  # one division or region
    LAND = "land"  # one country
    WITHIN = "within"  # one lies in the other, a division
    INLAND = "inland"  # one lies in the other, a country
    CLOSE = "close"
    AROUND = "around"
    UNKNOWN = "unknown"
    APART = "apart"  # two places of one country
    ABROAD = "abroad"  # of two countries


def lie(a: Spot | None, b: Spot | None) -> Lie:
    """How two places lie to each other."""
    if a is None or b is None:
        return Lie.UNKNOWN
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return _size(a)
    if a.country and b.country and a.country != b.country:
        if _REGION in (a.precision, b.precision):
            return Lie.UNKNOWN  # a region may reach over a border
        km = _distance(a, b)
        return Lie.CLOSE if km is not None and km < CLOSE and _exact(a) and _exact(b) else Lie.ABROAD
    if not a.gazetteer_id or not b.gazetteer_id:
        return Lie.SAME if _words(a.name) & _words(b.name) else Lie.UNKNOWN
    if holds(a, b) or holds(b, a):
        return Lie.INLAND if _COUNTRY in (a.precision, b.precision) else Lie.WITHIN
    km = _distance(a, b)
    if km is None:
        return Lie.APART if _differ(a, b) else Lie.UNKNOWN
    if not (_exact(a) and _exact(b)):  # regions without borders of their own
        known = a.admin1 is not None and b.admin1 is not None
        return Lie.APART if _differ(a, b) or (known and km > 4 * AROUND) else Lie.UNKNOWN
    if km < CLOSE:
        return Lie.CLOSE
    near = _NEAR in (a.precision, b.precision)
    return Lie.AROUND if km < (AROUND if near else AROUND / 2) else Lie.APART


def holds(outer: Spot, inner: Spot) -> bool:
    """Whether one place, a country or a division, has the other in it."""
    if not outer.precision or outer.precision < 3 or (inner.precision or 1) > outer.precision:
        return False
    if outer.precision == _COUNTRY:
        return bool(outer.country) and outer.country == inner.country
    names = {outer.name, *((outer.admin2,) if outer.precision == 3 else (outer.admin1,))} - {None}
    return outer.country == inner.country and bool(names & ({inner.admin1, inner.admin2} - {None}))


def _size(spot: Spot) -> Lie:
    if (spot.precision or 1) <= 3:
        return Lie.SAME
    return Lie.LAND if (spot.precision or 1) >= _COUNTRY else Lie.AREA


def _exact(spot: Spot) -> bool:
    return (spot.precision or 9) <= _NEAR


def _differ(a: Spot, b: Spot) -> bool:
    """Whether both are known to lie in divisions that differ."""
    return bool(a.admin1 and b.admin1 and a.admin1 != b.admin1)


def _distance(a: Spot, b: Spot) -> float | None:
    """Kilometres between two points on the globe."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    one, other = radians(a.lat), radians(b.lat)
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, half)))


def _words(name: str) -> set[str]:
    return {stem(word) for word in name.split() if word[:1].isupper()}
