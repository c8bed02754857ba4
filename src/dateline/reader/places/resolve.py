"""Resolving: which place a name names, by how well known each is and by what else the report names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, log10

from dateline.reader.places.beside import Containment, containers, lies_in, types
from dateline.reader.places.gazetteer import Entry
from dateline.reader.places.geometry import Vector, chord, vector
from dateline.reader.places.scan import Spot

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
    vectors: list[Vector | None]
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


def weigh(spots: Sequence[Spot], text: str, hints: Hints) -> list[Group]:
    """Each name with the weights of its senses. Linear in the spots but for at most ANCHORS names each."""
    groups = _groups(spots)
    _typed(groups, text)
    links = containers(spots, text)
    by_key = {g.key: g for g in groups}
    for group in groups:
        _settle(group, group.fixed, SHARPNESS[0])
    for sharpness in SHARPNESS:
        _round(groups, by_key, links, spots, hints, sharpness)
    return groups


def senses(groups: Iterable[Group]) -> dict[str, tuple[Entry, float]]:
    """The sense and a confidence for each key that has one."""
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
            wanted |= types(spot, text)
        if wanted:
            for n, c in enumerate(group.candidates):
                if c.kind in wanted:
                    group.fixed[n] += TYPE


def _fame(c: Entry) -> float:
    """Ten times the people is one more; a big city's name is the harder to take for a hamlet's."""
    size = log10(c.population + 100)
    return size + (BIG * max(0.0, size - 5.0) if c.kind in ("city", "capital") else 0.0)


def _round(
    groups: list[Group],
    by_key: dict[str, Group],
    links: list[Containment],
    spots: Sequence[Spot],
    hints: Hints,
    sharpness: float,
) -> None:
    countries, divisions, districts = evidence(groups, spots, hints)
    anchors = anchors_of(groups)[: max(6, min(ANCHORS, SENSES // 4 // max(1, len(groups))))]
    extra: dict[str, list[float]] = {}
    for link in links:
        inner, outer = by_key[link.inner], by_key[link.outer]
        _link(inner, outer, WITHIN * link.weight, extra)
    for group in groups:
        own = extra.get(group.key)
        total = []
        for n, c in enumerate(group.candidates):
            score = group.fixed[n]
            score += COUNTRY * (share(countries, c.country, group.key) if c.country else NOWHERE)
            if c.kind not in ("country", "admin1", "region") and c.admin1:
                score += DIVISION * share(divisions, (c.country, c.admin1), group.key)
                if c.admin2 and c.kind != "admin2":
                    score += DISTRICT * share(districts, (c.country, c.admin1, c.admin2), group.key)
            if c.kind not in ("country",):
                score += nearness(group.key, group.vectors[n], anchors)
            if own:
                score += own[n]
            total.append(score)
        _settle(group, total, sharpness)


Shares = dict[object, dict[str, float]]


def evidence(groups: Sequence[Group], spots: Sequence[Spot], hints: Hints) -> tuple[Shares, Shares, Shares]:
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


def share(shares: Shares, at: object, own: str) -> float:
    """The evidence for `at` from other names than this one, squashed to 0..1."""
    found = shares.get(at)
    if not found:
        return 0.0
    weight = sum(found.values()) - found.get(own, 0.0)
    return weight / (weight + 1.0) if weight > 0 else 0.0


Anchor = tuple[str, Vector, float]  # a name, where it is, and how much it draws


def anchors_of(groups: Sequence[Group]) -> list[Anchor]:
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


def nearness(own: str, v: Vector | None, anchors: Sequence[Anchor]) -> float:
    """How near a sense lies to the report's other places: 0 to about NEAR + FAR."""
    if v is None:
        return 0.0
    near = far = 0.0
    for name, u, weight in anchors:
        if name == own:
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
