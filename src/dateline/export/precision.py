"""Precision: how wide the area is that a `where_prec` of UCDP's leaves open, and its words; maps draw areas by it."""

from __future__ import annotations

from dataclasses import dataclass

EXACT, COUNTRY = 1, 6


@dataclass(frozen=True, slots=True)
class Area:
    """`radius_km` is drawn around the point; None for what is drawn otherwise: a dot (1), a country's outline (6).

    UCDP says 25 km for what is near a place. Districts, provinces and regions have no size in the gazetteer: theirs are
    round figures for the world's usual ones, and say "somewhere in here", not where its borders run.
    """

    where_prec: int
    radius_km: int | None
    words: str  # after a place's name
    short: str  # in a legend


AREAS = (
    Area(EXACT, None, "the place itself", "the place itself"),
    Area(2, 25, "near it: within about 25 km", "near a place, about 25 km"),
    Area(3, 50, "somewhere in the district: about 50 km around its middle", "a district, about 50 km"),
    Area(4, 150, "somewhere in the province: about 150 km around its middle", "a province, about 150 km"),
    Area(5, 100, "a region, or a line such as a road, a river or a border: about 100 km around its middle",
         "a region or a line, about 100 km"),
    Area(COUNTRY, None, "somewhere in the country", "a country"),
    Area(7, 300, "at sea, or beyond any one country: about 300 km around a point", "at sea, about 300 km"),
)  # fmt: skip


def area(where_prec: int | None) -> Area | None:
    """The area of a `where_prec`; None where the place is not resolved."""
    return AREAS[where_prec - 1] if where_prec is not None and 1 <= where_prec <= len(AREAS) else None
