"""What stands beside a name: words for what it is ("the town of X"), and what it is said to lie in ("X, Y")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.reader.places.gazetteer import Entry
from dateline.reader.places.geometry import Vector, chord
from dateline.reader.places.scan import Spot

_OF = {
    "city": ("city", "capital"),
    "town": ("city", "capital", "village"),
    "village": ("city", "village"),
    "suburb": ("city", "village"),
    "hamlet": ("city", "village"),
    "port": ("city", "capital", "village"),
    "capital": ("city", "capital"),
    "state": ("admin1",),
    "province": ("admin1", "admin2"),
    "region": ("admin1", "region", "admin2"),
    "governorate": ("admin1",),
    "county": ("admin2",),
    "district": ("admin2", "admin1", "division"),
    "department": ("admin1", "admin2"),
    "republic": ("country", "admin1"),
    "oblast": ("admin1",),
    "prefecture": ("admin1", "admin2"),
    "agency": ("admin2",),
    "island": ("region",),
}
_AFTER = {k: v for k, v in _OF.items() if k not in ("capital", "port", "town", "village", "suburb", "hamlet", "state")}


def types(spot: Spot, text: str) -> set[str]:
    """The kinds of place that the words before and after a name say it is."""
    after = text[spot.span.end : spot.span.end + 16].lower().split()[:1]
    before = text[max(0, spot.span.start - 24) : spot.span.start].lower().split()[-2:]
    out: set[str] = set()
    if after and text[spot.span.end : spot.span.end + 1] == " ":
        out.update(_AFTER.get(after[0].strip(".,;:\"'”’"), ()))
        if after[0].strip(".,;:") == "state" and not out:
            out.add("admin1")
    if before:
        word = before[-2] if before[-1] == "of" and len(before) > 1 else before[-1]
        out.update(_OF.get(word, ()))
    return out


@dataclass(slots=True)
class Containment:
    """One name is said to lie in another: weight 1 ("X, Y"), or less ("X in Y")."""

    inner: str
    outer: str
    weight: float


_STRONG = frozenset({",", ", ", " , ", " (", ", in ", ", in the "})
_WEAK = frozenset({" in ", " in the ", "'s ", "’s ", " of ", ", of ", " of the ", " "})
_COMPASS = ("northern ", "southern ", "eastern ", "western ", "central ", "northeastern ", "northwestern ",
            "southeastern ", "southwestern ", "north ", "south ", "east ", "west ", "restive ", "remote ")  # fmt: skip


def containers(spots: Sequence[Spot], text: str) -> list[Containment]:
    """Pairs of neighbouring names of which one is said to contain the other."""
    out: dict[tuple[str, str], float] = {}
    named = [s for s in spots if s.candidates]
    for a, b in pairwise(named):
        if b.span.start - a.span.end > 32 or a.key == b.key:
            continue
        between = text[a.span.end : b.span.start]
        for word in _COMPASS:
            if between.endswith(word):
                between = between[: -len(word)]
                break
        if between in _STRONG:
            inner, outer, weight = a.key, b.key, 1.0
        elif between in ("'s ", "’s ", " "):
            inner, outer, weight = b.key, a.key, 0.5
        elif between in _WEAK:
            inner, outer, weight = a.key, b.key, 0.5
        else:
            continue
        out[inner, outer] = max(weight, out.get((inner, outer), 0.0))
    return [Containment(*pair, weight) for pair, weight in out.items()]


def lies_in(c: Entry, d: Entry, v: Vector | None, u: Vector | None) -> bool:
    """Whether the place `c` lies in the place `d`, as far as codes and distances say."""
    if c.number == d.number or c.kind == "country":
        return False
    if d.kind == "country":
        return c.country == d.country
    if d.kind == "admin1":
        return c.kind != "admin1" and (c.country, c.admin1) == (d.country, d.admin1)
    if d.kind == "admin2":
        return c.kind not in ("admin1", "admin2") and (c.country, c.admin1, c.admin2) == (d.country, d.admin1, d.admin2)
    if v is None or u is None or c.kind == "admin1":
        return False
    if d.kind == "region":
        return chord(u, v) < 400
    return d.population > c.population and chord(u, v) < 40
