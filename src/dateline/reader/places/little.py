"""Little places: which of a loaded gazetteer's villages, hills and buildings a name of the report names, if any.

Millions of them share their names with one another, with towns, with people and with plain words. So none of them makes
words a place: what is asked here are names that the report itself has made places, and that no list of towns knows, or
knows only far from everything else in the report. Towns have settled before, and little places change nothing in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log10

from dateline.reader.places.beside import containers, lies_in, types
from dateline.reader.places.doubts import ANGLO
from dateline.reader.places.gazetteer import Entry
from dateline.reader.places.geometry import chord, vector
from dateline.reader.places.judge import KNOWN, fame
from dateline.reader.places.loaded import MOST_LITTLE, Loaded
from dateline.reader.places.resolve import (
    COUNTRY,
    DISTRICT,
    DIVISION,
    QUALITY,
    SENSES,
    TYPE,
    WITHIN,
    Group,
    Hints,
    anchors_of,
    evidence,
    nearness,
    share,
)  # fmt: skip
from dateline.reader.places.scan import Spot

HOME = 0.3  # the share of a country that the report's other names must speak for
ANCHORS = 60  # of the report's places that a little one may lie near
HOMES = 6  # countries looked in
REACH = 150.0  # km from another of the report's places within which a little place is believed
SAME = 25.0  # km within which two of a name are one place
MARGIN = 2.0  # by which a little place must be the better sense of a name that a far town has too
PRIOR = {"village": 0.0, "division": -0.5, "feature": -1.0}
SURE, ALONE = 0.85, 0.6  # of the confidence: near others; the only one of its name in the report's countries

Senses = dict[str, tuple[Entry, float]]


def settle(loaded: Loaded, groups: Sequence[Group], spots: Sequence[Spot], text: str, hints: Hints) -> Senses:
    """Senses for names that the groups of towns do not settle, and for those that they settle too far away."""
    report = _Report(loaded, groups, spots, hints)
    if not report.homes:
        return {}
    names = [_Name(name, of, wanted=_wanted(of, text)) for name, of in _unlisted(spots, groups).items()]
    villages = [_Name(g.key, g.spots, _wanted(g.spots, text), g) for g in groups if report.astray(g)]
    most = max(12, min(MOST_LITTLE, SENSES // max(1, len(names) + len(villages))))
    for name in (*names, *villages):
        name.candidates = report.candidates(name.key, most)
    _contain(names, villages, report, text)
    found = {name.key: report.best(name) for name in names} | {name.key: report.instead(name) for name in villages}
    return {key: sense for key, sense in found.items() if sense}


@dataclass(slots=True)
class _Name:
    """A name that may be a little place's."""

    key: str
    spots: list[Spot]
    wanted: set[str]  # kinds that the words beside it say it is
    town: Group | None = None  # what it is the name of otherwise
    candidates: list[Entry] = field(default_factory=list)
    within: list[float] = field(default_factory=list)  # what "X, Y" gives to each candidate


def _unlisted(spots: Sequence[Spot], groups: Sequence[Group]) -> dict[str, list[Spot]]:
    """Names that are places by the report's words alone."""
    own = {g.key for g in groups}
    out: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.kind in ("unknown", "name") and not spot.candidates and spot.key and spot.key not in own:
            out.setdefault(spot.key, []).append(spot)
    return out


def _wanted(spots: Sequence[Spot], text: str) -> set[str]:
    return {kind for spot in spots[:20] for kind in types(spot, text)}


def _contain(names: list[_Name], villages: list[_Name], report: _Report, text: str) -> None:
    """Note what the words "X, Y" give to the candidates of X, where Y is a division or a town and no mere country."""
    for name in names:
        for spot in name.spots:
            spot.candidates = tuple(name.candidates[:1])  # so that it counts among the names that lie in another
    links = containers(report.spots, text)
    for name in names:
        for spot in name.spots:
            spot.candidates = ()
    groups = {g.key: g for g in report.groups if g.best >= 0}
    by_key = {name.key: name for name in (*names, *villages)}
    for name in by_key.values():
        name.within = [0.0] * len(name.candidates)
    for link in links:
        inner, outer = by_key.get(link.inner), groups.get(link.outer)
        if inner is None or outer is None or outer.candidates[outer.best].kind == "country":
            continue
        d, u = outer.candidates[outer.best], outer.vectors[outer.best]
        for n, c in enumerate(inner.candidates):
            if c.country == d.country and lies_in(c, d, vector(c), u):
                inner.within[n] = max(inner.within[n], WITHIN * link.weight)


class _Report:
    """What the report's settled names say: its countries and divisions, and where its places are."""

    def __init__(self, loaded: Loaded, groups: Sequence[Group], spots: Sequence[Spot], hints: Hints) -> None:
        self.loaded, self.groups, self.spots = loaded, groups, spots
        self.countries, self.divisions, self.districts = evidence(groups, spots, hints)
        self.anchors = anchors_of(groups)[:ANCHORS]
        weights = {str(code): share(self.countries, code, "") for code in self.countries}
        homes = [code for code, weight in weights.items() if weight >= HOME]
        self.homes = sorted(homes, key=lambda code: (-weights[code], code))[:HOMES]

    def candidates(self, key: str, most: int) -> list[Entry]:
        """The little places of a name in the report's countries."""
        return [e for country in self.homes for e in self.loaded.little(key, country)[:most] if e.lat is not None]

    def best(self, name: _Name) -> tuple[Entry, float] | None:
        """The little place of a name that is believed, with its confidence."""
        if not name.candidates:
            return None
        scores = [self._score(name, n) for n in range(len(name.candidates))]
        n = max(range(len(scores)), key=scores.__getitem__)
        chosen, near = name.candidates[n], bool(name.within[n]) or self._near(name.key, name.candidates[n])
        together = [_apart(chosen, e) < SAME for e in name.candidates]
        if not near and (chosen.kind == "feature" or not all(together)):
            return None
        raw = [exp(score - scores[n]) for score in scores]
        weight = sum(w for w, same in zip(raw, together, strict=True) if same) / sum(raw)
        return chosen, round((SURE if near else ALONE) * weight, 3)

    def astray(self, group: Group) -> bool:
        """Whether the town that a name was settled on is little known, and in a country that nothing else speaks for.

        Where towns are called alike as a rule, no village is looked for in its place.
        """
        if group.best < 0:
            return False
        chosen = group.candidates[group.best]
        if chosen.kind not in ("city", "admin2") or fame(chosen) >= KNOWN:
            return False
        return share(self.countries, chosen.country, group.key) < HOME and not ANGLO.issuperset(self.homes)

    def instead(self, name: _Name) -> tuple[Entry, float] | None:
        """A village near the report's other places that bears the name of a town that is far from them."""
        found, town = self.best(name), name.town
        if not found or town is None or found[0].kind != "village" or found[0].country in ANGLO:
            return None
        n = name.candidates.index(found[0])
        better = self._score(name, n) - town.scores[town.best]
        return found if better > MARGIN and (name.within[n] or self._near(name.key, found[0])) else None

    def _score(self, name: _Name, n: int) -> float:
        """As towns are scored, in the same measure."""
        e = name.candidates[n]
        score = log10(e.population + 100) + PRIOR.get(e.kind, 0.0) + QUALITY[e.quality] + name.within[n]
        if e.kind == "feature" and any(spot.label in ("LOC", "FAC") for spot in name.spots):
            score -= PRIOR["feature"]
        if e.kind in name.wanted:
            score += TYPE
        score += COUNTRY * share(self.countries, e.country, name.key)
        score += DIVISION * share(self.divisions, (e.country, e.admin1), name.key) if e.admin1 else 0.0
        score += DISTRICT * share(self.districts, (e.country, e.admin1, e.admin2), name.key) if e.admin2 else 0.0
        return score + nearness(name.key, vector(e), self.anchors)

    def _near(self, key: str, e: Entry) -> bool:
        """Whether it lies near another of the report's places, or in a province that another one is or lies in."""
        v = vector(e)
        if v is None:
            return False
        if any(other != key and chord(u, v) < REACH for other, u, weight in self.anchors if weight >= HOME):
            return True
        return bool(e.admin1) and share(self.divisions, (e.country, e.admin1), key) >= HOME


def _apart(a: Entry, b: Entry) -> float:
    u, v = vector(a), vector(b)
    return chord(u, v) if u and v else float("inf")
