"""Distances on the earth, quick enough to weigh every sense of every name against the others."""

from __future__ import annotations

from math import cos, radians, sin, sqrt

from dateline.reader.places.gazetteer import Entry

EARTH = 6371.0  # km
Vector = tuple[float, float, float]


def vector(c: Entry) -> Vector | None:
    """The place as a point on the unit sphere."""
    if c.lat is None or c.lon is None:
        return None
    lat, lon = radians(c.lat), radians(c.lon)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def chord(u: Vector, v: Vector) -> float:
    """Kilometres between two points, as the crow flies through the earth: close enough at the distances that count."""
    return EARTH * sqrt((u[0] - v[0]) ** 2 + (u[1] - v[1]) ** 2 + (u[2] - v[2]) ** 2)
