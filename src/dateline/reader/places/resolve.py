"""Resolving: which place a name names, by how well known each is and by what else the report names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, exp, log10, radians, sin, sqrt

from dateline.reader.places.gazetteer import Entry
from dateline.reader.places.spot import Spot

EARTH = 6371.0
SHARPNESS = (0.6, 1.0, 1.5, 2.0)  # of the rounds in which the names' senses settle: first all are possible, then few
ANCHORS = 24  # names that the others are drawn towards, at most
MOST = 48  # senses weighed of one name
SENSES = 8_000  # senses weighed of all names, about: a text of nothing but names has fewer of each weighed

# What each kind of evidence is worth.
KIND = {"country": 4.0, "capital": 1.5, "admin1": 1.2, "city": 0.0, "admin2": -0.5, "region": 0.5, "feature": 0.0}
BIG = 0.4  # of a factor of ten in the population of a city above 100,000
QUALITY = (0.0, -1.6, -2.6)
COUNTRY, DIVISION, DISTRICT = 5.0, 3.0, 2.5
NOWHERE = 0.5  # the share of seas and other places of no one country
NEAR, REACH = 3.0, 120.0  # kilometres at which nearness has fallen to 1/e
FAR, FAR_REACH = 0.4, 900.0
NAMESAKE = 3.0  # of a province that has a town of its name in it
WITHIN = 6.0  # "Paris, Texas"
TYPE = 2.5  # "the town of X", "X province"


@dataclass(slots=True)
class Group:
    """One name of a report with all its spots: one sense for all."""

    key: str
    spots: list[Spot]
    candidates: list[Entry]
    fixed: list[float]  # what does not change from round to round, per candidate
    vectors: list[tuple[float, float, float] | None]
    scores: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)  # softmax of the scores
    best: int = -1

    def likely(self) -> list[int]:
        """The senses that are weighed as containers: the best few, and states and countries in any case."""
        order = sorted(range(len(self.candidates)), key=lambda n: -self.scores[n])
        return [n for at, n in enumerate(order) if at < 6 or self.candidates[n].kind in ("country", "admin1")]


@dataclass(slots=True)
class Hints:
    """What else speaks for a country: weights by ISO 3166 alpha-3."""

    countries: dict[str, float] = field(default_factory=dict)


def resolve(spots: Sequence[Spot], text: str, hints: Hints) -> dict[str, tuple[Entry, float]]:
    """The sense and a confidence for each key that has one. Linear in the spots but for at most ANCHORS names each."""
    groups = _groups(spots)
    _typed(groups, text)
    containers = _containers(spots, text)
    by_key = {g.key: g for g in groups}
    for group in groups:
        _settle(group, group.fixed, SHARPNESS[0])
    for sharpness in SHARPNESS:
        _round(groups, by_key, containers, spots, hints, sharpness)
    return {g.key: (g.candidates[g.best], _confidence(g)) for g in groups if g.best >= 0}


def _groups(spots: Sequence[Spot]) -> list[Group]:
    together: defaultdict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        if spot.candidates:
            together[spot.key].append(spot)
    groups = []
    most = max(8, min(MOST, SENSES // max(1, len(together))))
    for name, of in together.items():
        candidates = _distinct(of[0].candidates)[:most]
        fixed = _priors(candidates)
        groups.append(Group(name, of, candidates, fixed, [vector(c) for c in candidates]))
    return groups


def _distinct(candidates: Iterable[Entry]) -> list[Entry]:
    """Without those of our regions that a division of the same name and country makes needless."""
    candidates = list(candidates)
    named = {c.country for c in candidates if c.kind in ("admin1", "admin2") and c.quality == 0}
    return [c for c in candidates if not (c.kind == "region" and c.country in named and c.precision in (3, 4))]


def _priors(candidates: list[Entry]) -> list[float]:
    """How well known each place is under the name. A bare name is a town's before it is its province's."""
    out = [_fame(c) + KIND.get(c.kind, 0.0) + QUALITY[c.quality] for c in candidates]
    towns = {(c.country, c.admin1): max(out[n], 0.0) for n, c in enumerate(candidates) if c.kind in ("city", "capital")}
    capital = any(c.kind == "capital" and c.quality == 0 for c in candidates)
    for n, c in enumerate(candidates):
        if c.kind in ("admin1", "admin2"):
            town = towns.get((c.country, c.admin1))
            if town is not None and town > out[n] - 3.0:
                out[n] -= NAMESAKE
            elif capital:
                out[n] -= NAMESAKE / 2
    return out


def _typed(groups: list[Group], text: str) -> None:
    """The words beside a name that say what it is: "the town of X", "X province"."""
    for group in groups:
        wanted: set[str] = set()
        for spot in group.spots[:20]:
            wanted |= _types(spot, text)
        if wanted:
            for n, c in enumerate(group.candidates):
                if c.kind in wanted:
                    group.fixed[n] += TYPE


_OF = {
    "city": ("city", "capital"),
    "town": ("city", "capital"),
    "village": ("city",),
    "suburb": ("city",),
    "hamlet": ("city",),
    "port": ("city", "capital"),
    "capital": ("city", "capital"),
    "state": ("admin1",),
    "province": ("admin1", "admin2"),
    "region": ("admin1", "region", "admin2"),
    "governorate": ("admin1",),
    "county": ("admin2",),
    "district": ("admin2", "admin1"),
    "department": ("admin1", "admin2"),
    "republic": ("country", "admin1"),
    "oblast": ("admin1",),
    "prefecture": ("admin1", "admin2"),
    "agency": ("admin2",),
    "island": ("region",),
}
_AFTER = {k: v for k, v in _OF.items() if k not in ("capital", "port", "town", "village", "suburb", "hamlet", "state")}


def _types(spot: Spot, text: str) -> set[str]:
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


def _fame(c: Entry) -> float:
    """Ten times the people is one more; a big city's name is the harder to take for a hamlet's."""
    size = log10(c.population + 100)
    return size + (BIG * max(0.0, size - 5.0) if c.kind in ("city", "capital") else 0.0)


@dataclass(slots=True)
class Containment:
    """One name is said to lie in another: strongly ("X, Y") or less so ("X in Y")."""

    inner: str
    outer: str
    weight: float


_STRONG = frozenset({",", ", ", " , ", " (", ", in ", ", in the "})
_WEAK = frozenset({" in ", " in the ", "'s ", "’s ", " of ", ", of ", " of the ", " "})
_COMPASS = ("northern ", "southern ", "eastern ", "western ", "central ", "northeastern ", "northwestern ",
            "southeastern ", "southwestern ", "north ", "south ", "east ", "west ", "restive ", "remote ")  # fmt: skip


def _containers(spots: Sequence[Spot], text: str) -> list[Containment]:
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
            inner, outer, weight = a.key, b.key, WITHIN
        elif between in ("'s ", "’s ", " "):
            inner, outer, weight = b.key, a.key, WITHIN / 2
        elif between in _WEAK:
            inner, outer, weight = a.key, b.key, WITHIN / 2
        else:
            continue
        out[inner, outer] = max(weight, out.get((inner, outer), 0.0))
    return [Containment(*pair, weight) for pair, weight in out.items()]


def _round(
    groups: list[Group],
    by_key: dict[str, Group],
    containers: list[Containment],
    spots: Sequence[Spot],
    hints: Hints,
    sharpness: float,
) -> None:
    countries, divisions, districts = _evidence(groups, spots, hints)
    anchors = _anchors(groups)[: max(6, min(ANCHORS, SENSES // 4 // max(1, len(groups))))]
    extra: dict[str, list[float]] = {}
    for link in containers:
        inner, outer = by_key[link.inner], by_key[link.outer]
        _link(inner, outer, link.weight, extra)
    for group in groups:
        own = extra.get(group.key)
        total = []
        for n, c in enumerate(group.candidates):
            score = group.fixed[n]
            score += COUNTRY * (_share(countries, c.country, group, "country") if c.country else NOWHERE)
            if c.kind not in ("country", "admin1", "region") and c.admin1:
                score += DIVISION * _share(divisions, (c.country, c.admin1), group, "admin1")
                if c.admin2 and c.kind != "admin2":
                    score += DISTRICT * _share(districts, (c.country, c.admin1, c.admin2), group, "admin2")
            if c.kind not in ("country",):
                score += _nearness(group, group.vectors[n], anchors)
            if own:
                score += own[n]
            total.append(score)
        _settle(group, total, sharpness)


Shares = dict[object, dict[str, float]]


def _evidence(groups: list[Group], spots: Sequence[Spot], hints: Hints) -> tuple[Shares, Shares, Shares]:
    """For each country and division: how much each name of the report speaks for it."""
    countries: Shares = defaultdict(dict)
    divisions: Shares = defaultdict(dict)
    districts: Shares = defaultdict(dict)
    for code, weight in hints.countries.items():
        countries[code]["\0hint"] = weight
    people: defaultdict[str, float] = defaultdict(float)
    for spot in spots:
        if spot.kind == "demonym" and spot.country:
            people[spot.country] += 1
    for code, count in people.items():
        countries[code]["\0people"] = min(2.0, 0.5 * count)
    for g in groups:
        size = min(2.0, 0.6 + 0.4 * len(g.spots))
        for n, c in enumerate(g.candidates):
            w = g.weights[n] * size
            if w < 0.02 or not c.country:
                continue
            add = {"country": 1.0, "admin1": 1.0, "capital": 0.5}.get(c.kind, 0.6)
            countries[c.country][g.key] = countries[c.country].get(g.key, 0.0) + w * add
            if c.admin1:
                at = (c.country, c.admin1)
                add = 1.5 if c.kind == "admin1" else 0.7
                divisions[at][g.key] = divisions[at].get(g.key, 0.0) + w * add
                if c.admin2:
                    to = (c.country, c.admin1, c.admin2)
                    add = 1.5 if c.kind == "admin2" else 0.5
                    districts[to][g.key] = districts[to].get(g.key, 0.0) + w * add
    return countries, divisions, districts


def _share(shares: Shares, at: object, group: Group, kind: str) -> float:
    """The evidence for `at` from other names than this one, squashed to 0..1."""
    found = shares.get(at)
    if not found:
        return 0.0
    weight = sum(found.values()) - found.get(group.key, 0.0)
    return weight / (weight + 1.0) if weight > 0 else 0.0


Vector = tuple[float, float, float]


def _anchors(groups: list[Group]) -> list[tuple[str, Vector, float]]:
    """The names that others are drawn towards: towns and districts, surest and most often named first."""
    out = []
    for g in groups:
        c = g.candidates[g.best]
        v = g.vectors[g.best]
        if v is not None and c.kind not in ("country", "region") and c.precision < 6:
            sure = g.weights[g.best] * (0.5 if c.kind == "admin1" else 1.0)
            out.append((g.key, v, sure * min(2.0, 0.7 + 0.3 * len(g.spots))))
    out.sort(key=lambda anchor: -anchor[2])
    return out


def _nearness(group: Group, v: Vector | None, anchors: list[tuple[str, Vector, float]]) -> float:
    """How near a sense lies to the report's other places: 0 to about NEAR + FAR."""
    if v is None:
        return 0.0
    near = far = 0.0
    for name, u, weight in anchors:
        if name == group.key:
            continue
        km = chord(u, v)
        if km < 3 * FAR_REACH:
            far += weight * exp(-km / FAR_REACH)
            if km < 4 * REACH:
                near += weight * exp(-km / REACH)
    return NEAR * near / (near + 1.0) + FAR * far / (far + 1.0)


def _link(inner: Group, outer: Group, weight: float, extra: dict[str, list[float]]) -> None:
    """What containment gives the senses of both names: each by its likeliest fitting partner."""
    for_inner = extra.setdefault(inner.key, [0.0] * len(inner.candidates))
    for_outer = extra.setdefault(outer.key, [0.0] * len(outer.candidates))
    for m in outer.likely():
        d, u = outer.candidates[m], outer.vectors[m]
        for n, c in enumerate(inner.candidates):
            if c.country == d.country and lies_in(c, d, inner.vectors[n], u):
                for_inner[n] = max(for_inner[n], weight * (0.3 + 0.7 * outer.weights[m]))
                for_outer[m] = max(for_outer[m], weight * 0.7 * (0.3 + 0.7 * inner.weights[n]))


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


def _settle(group: Group, scores: list[float], sharpness: float) -> None:
    """Take the best sense and the weights of all."""
    group.scores = scores
    group.best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    if group.best < 0:
        return
    top = scores[group.best]
    raw = [exp(sharpness * (s - top)) for s in scores]
    total = sum(raw)
    group.weights = [r / total for r in raw]


def _confidence(group: Group) -> float:
    """The weight of the best sense, senses within 25 km of it counted as the same."""
    best = group.vectors[group.best]
    weight = 0.0
    for n, v in enumerate(group.vectors):
        if n == group.best or (best and v and group.weights[n] > 0.01 and chord(best, v) < 25):
            weight += group.weights[n]
    return round(min(0.99, weight), 3)


def vector(c: Entry) -> Vector | None:
    """The place as a point on the unit sphere."""
    if c.lat is None or c.lon is None:
        return None
    lat, lon = radians(c.lat), radians(c.lon)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def chord(u: Vector, v: Vector) -> float:
    """Kilometres between two points, as the crow flies through the earth: close enough at the distances that count."""
    return EARTH * sqrt((u[0] - v[0]) ** 2 + (u[1] - v[1]) ** 2 + (u[2] - v[2]) ** 2)
