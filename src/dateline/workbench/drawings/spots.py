"""Spots: what a map draws of places, each an area as wide as its precision leaves open, never a pin."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.export.precision import AREAS, COUNTRY, Area, area
from dateline.records import to_plain
from dateline.workbench.words import level_class


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place on a map, and what it is there for.

    `where_prec` is UCDP's; `radius_km` the area to draw, None for a dot (1) and for a country's outline (6); `words`
    say the precision. `level` is the class of a standing. `count` is how many incidents it stands for, `note` a line
    on it.
    """

    id: str
    title: str
    href: str
    standing: str
    level: str
    place: str
    country: str | None
    where_prec: int
    lat: float
    lon: float
    radius_km: int | None
    words: str
    count: int = 1
    note: str = ""


def spot(
    id_: str,
    title: str,
    href: str,
    standing: str,
    *,
    place: str | None,
    country: str | None,
    precision: int | None,
    lat: float | None,
    lon: float | None,
    count: int = 1,
    note: str = "",
) -> Spot | None:
    """A spot of these; None for what is on no map: a place without a point, a precision or bounds."""
    where = area(precision)
    if where is None or lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    if where.where_prec == COUNTRY and not country:
        return None
    return Spot(
        id=id_,
        title=title,
        href=href,
        standing=standing,
        level=level_class(standing),
        place=place or "",
        country=country,
        where_prec=where.where_prec,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=where.radius_km,
        words=where.words,
        count=count,
        note=note,
    )


@dataclass(frozen=True, slots=True)
class Spots:
    """What one map shows."""

    spots: tuple[Spot, ...]

    @property
    def areas(self) -> list[Area]:
        """The kinds of area that these are, in the order of the codes: what a legend explains."""
        seen = {one.where_prec for one in self.spots}
        return [one for one in AREAS if one.where_prec in seen]

    @property
    def data(self) -> str:
        """The spots as JSON, for the script that draws them."""
        return json.dumps(to_plain(list(self.spots)), ensure_ascii=False, separators=(",", ":"))


def spots(found: Iterable[Spot | None]) -> Spots:
    """A map of these; None is on none."""
    return Spots(tuple(one for one in found if one is not None))
