"""Makes the outlines of countries of our maps from world-atlas: fewer points, and the codes that records name them by.

Outlines share their borders (TopoJSON), and keep doing so: each border is made simpler once, for both sides of it.
Called by tools/vendor.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from dateline.export.lists import rows_of

GRID = 0.005  # degrees: half a kilometre; what lies closer together is one point
SLACK = 0.02  # degrees that a border may be moved by
Arc = list[tuple[int, int]]  # points, in steps of the grid
# Natural Earth has outlines without a number of ISO 3166; these two are named in records all the same.
UNNUMBERED = {"Kosovo": "XKX", "Somaliland": "SOM"}


def outlines(atlas: Mapping[str, Any]) -> dict[str, Any]:
    """The topology of `countries-50m.json`, made small: `objects.countries`, each with its alpha-3 code as id."""
    arcs = [_simpler(arc) for arc in _absolute(atlas)]
    codes = {int(row["iso"]): row["iso3"] for row in rows_of("countries") if int(row["iso"])}
    kept: dict[int, int] = {}  # the arcs that are still of use, by their old numbers

    def renumbered(rings: list[list[int]]) -> list[list[int]]:
        return [[_same_side(arc, kept.setdefault(_number(arc), len(kept))) for arc in ring] for ring in rings]

    countries = []
    for country in atlas["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        shapes = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        # Islets that are no more than a point now go, unless they are all that there is.
        large = [shape for shape in shapes if _has_room(shape[0], arcs)] or shapes[:1]
        code = codes.get(int(country.get("id") or 0)) or UNNUMBERED.get(name)
        countries.append(
            {"type": "MultiPolygon", "arcs": [renumbered(shape) for shape in large], "properties": {"name": name}}
            | ({"id": code} if code else {})
        )
    return {
        "type": "Topology",
        "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}},
        "arcs": [list(_steps(arcs[old])) for old in kept],
        "transform": {"scale": [GRID, GRID], "translate": [0, 0]},
    }


def _number(arc: int) -> int:
    """An arc that is run through backwards is written as the complement of its number."""
    return arc if arc >= 0 else ~arc


def _same_side(old: int, new: int) -> int:
    return new if old >= 0 else ~new


def _absolute(atlas: Mapping[str, Any]) -> Iterator[Arc]:
    """The arcs in steps of our grid; in the atlas each point is given by how far it is from the one before."""
    (width, height), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        points: Arc = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * width + west) / GRID), round((y * height + south) / GRID)))
        yield points


def _steps(arc: Arc) -> Iterator[list[int]]:
    before = (0, 0)
    for x, y in arc:
        yield [x - before[0], y - before[1]]
        before = (x, y)


def _simpler(arc: Arc) -> Arc:
    """Without the points that a straight line between those kept passes by the slack (Douglas and Peucker)."""
    keep = {0, len(arc) - 1}
    if arc[0] == arc[-1]:  # an island: the point farthest from its first one is kept, so that it has two sides
        keep.add(max(range(len(arc)), key=lambda n: _apart(arc[0], arc[n])))
    ends = sorted(keep)
    spans = list(pairwise(ends))
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        far = max(between, key=lambda n: _off(arc[n], arc[first], arc[last]), default=None)
        if far is not None and _off(arc[far], arc[first], arc[last]) > (SLACK / GRID) ** 2:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [arc[n] for n in sorted(keep)]


def _apart(a: tuple[int, int], b: tuple[int, int]) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _off(point: tuple[int, int], a: tuple[int, int], b: tuple[int, int]) -> float:
    """The square of how far a point is from the line between two others."""
    length = _apart(a, b)
    if not length:
        return _apart(point, a)
    along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length
    along = min(1.0, max(0.0, along))
    x, y = a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])
    return (point[0] - x) ** 2 + (point[1] - y) ** 2


def _has_room(ring: list[int], arcs: list[Arc]) -> bool:
    """Three corners at least, or it is no area."""
    return len({point for arc in ring for point in arcs[_number(arc)]}) >= 3
