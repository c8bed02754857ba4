"""Points: incidents over places, those of one place together, by standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select

from dateline.ledger import weighed_tables as w
from dateline.ledger.parts import within
from dateline.ledger.weighed import Store
from dateline.weighing.weigher.columns import LEVELS, Codes, Columns, Mask, Spot


@dataclass(frozen=True, slots=True)
class Point:
    """A place and the incidents there, by standing. `only` is the id of the incident where it is but one."""

    id: str
    lat: float
    lon: float
    precision: int
    place: str
    country: str
    counts: tuple[int, ...]
    only: str | None = None
    title: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Places:
    """`unplaced` is how many incidents no map can show, `elsewhere` how many are at places beyond the most drawn."""

    points: tuple[Point, ...]
    unplaced: int
    elsewhere: int


def places_of(store: Store, codes: Codes, found: Columns, which: Mask, titles: Mapping[str, str], most: int) -> Places:
    """The points, those of most incidents first; how many incidents are on no map, and how many beyond the most."""
    spots, width = list(codes.spots.values_of), len(LEVELS)
    chosen = np.flatnonzero(which)
    many = np.bincount(found.spot[chosen] * width + found.kinds["standing"][chosen], minlength=len(spots) * width)
    counts = many.reshape(-1, width)
    totals = counts.sum(axis=1)
    cannot = np.fromiter((spot is None for spot in spots), bool, len(spots))
    unplaced = int(totals[cannot].sum())
    totals[cannot] = 0
    order = [n for n in map(int, np.argsort(-totals, kind="stable")[:most]) if totals[n]]
    # The incident of a point that has but one: any of the point is that one.
    of_spot = np.full(len(spots), -1)
    of_spot[found.spot[chosen]] = chosen
    only = {n: str(found.ids[of_spot[n]]) for n in order if totals[n] == 1}
    named = titles_of(store, only.values(), titles)
    points = []
    for n in order:
        lat, lon, precision, place, country = spots[n]
        one = only.get(n)
        points.append(
            Point(id_of(spots[n]), lat, lon, precision, place, country, tuple(map(int, counts[n])), one,
                  named.get(one or "", ""))
        )  # fmt: skip
    drawn = int(totals[order].sum())
    return Places(tuple(points), unplaced, len(chosen) - unplaced - drawn)


def id_of(spot: Spot) -> str:
    """The id of a point: where it is, how precisely, and what it is called."""
    lat, lon, precision, place, _ = spot
    return f"{lat},{lon},{precision},{place}"


def titles_of(store: Store, ids: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """The titles of these incidents, as they stood."""
    wanted = list(ids)
    i = w.incidents.c
    rows = within(store.connection, select(i.id, i.title), i.id, [id_ for id_ in wanted if id_ not in known])
    return {row.id: row.title for row in rows} | {id_: known[id_] for id_ in wanted if id_ in known}
