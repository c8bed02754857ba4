"""Doubts: names that the recogniser takes for a person or a body, but that stand where a place near the others does.

Little known towns are what it gets wrong the most. Such a name is taken for a place when it is on a map not far from
the report's other places, in a country that the report is about, and a preposition of place or a list says "where".
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reader.parse import Parse
from dateline.reader.places.gazetteer import Entry
from dateline.reader.places.geometry import Vector, chord, vector
from dateline.reader.places.judge import Judge, listed
from dateline.reader.places.loaded import Loaded
from dateline.reader.places.scan import LOCATIVE, Scan, Spot

REACH = 300.0  # km
ANCHORS = 60  # senses of other names that a doubtful one is measured from, at most
# Where towns are so often called like people that no map tells the two apart.
ANGLO = frozenset("USA GBR CAN AUS NZL IRL".split())
CLOSE = 100.0  # km, for villages of a loaded gazetteer, of which there are many more
MISTAKEN = frozenset({"", "PERSON", "ORG", "NORP", "PRODUCT", "FAC"})  # what the recogniser may take a village for
# Prepositions before which a village stands, and seldom a person.
_FIRM = frozenset("in at near outside around".split())
_CLIMB = 12  # conjuncts of a list


def settle(scan: Scan, before: Sequence[Spot], judge: Judge) -> None:
    """Move the doubtful names that are places to the scan's spots. `before` are the spots of the dateline."""
    loaded = judge.gazetteer.loaded
    waiting = [s for s in (*scan.doubted, *scan.passed, *scan.unlisted) if _alone(scan, s)]
    if not waiting:
        return
    known = [*before, *(s for s in scan.out if not s.part)]
    home = _home(known)
    anchors = _anchors(known, home)
    taken = {i for s in scan.out for i in range(s.first, s.last + 1)}
    unknown = {s.key: s for s in scan.out if s.kind == "unknown"} if loaded else {}
    little = {name for name, s in unknown.items() if loaded and _little(loaded, s, home, anchors)}
    for spot in sorted(waiting, key=lambda s: s.first):
        if spot.first in taken:
            continue
        if _where(scan.parse, spot.first, taken) and _near(spot, home, anchors):
            scan.out.append(spot)
        elif loaded and _stands(scan, spot, taken, judge) and _little(loaded, spot, home, anchors):
            little.add(spot.key)
            _as_little(scan, spot)
        else:
            continue
        taken.update(range(spot.first, spot.last + 1))
    for spot in waiting:  # a name that is a place once is one elsewhere
        if spot.key in little and spot.first not in taken and not _forbidden(scan, spot, judge):
            _as_little(scan, spot)
            taken.update(range(spot.first, spot.last + 1))
    scan.passed += [s for s in scan.doubted if _alone(scan, s)]
    scan.passed = [s for s in scan.passed if s.first not in taken]
    scan.out.sort(key=lambda s: (s.span.start, -s.span.end))


def _alone(scan: Scan, spot: Spot) -> bool:
    """Whether the recogniser took just these words for its name, which is no part of a person's full name."""
    parse, last = scan.parse, spot.last
    alone = not spot.label or listed(parse, spot.first, last, *scan.edges[spot.first])
    if not alone or parse.pos[last] != "PROPN" or parse.words[spot.first] in scan.persons:
        return False
    return not within_name(parse, spot)


def within_name(parse: Parse, spot: Spot) -> bool:
    """Whether words are the beginning of a longer name: "the Ostford Front"."""
    last = spot.last
    return parse.dep[last] == "compound" and parse.head[last] > last and parse.words[parse.head[last]][0].isupper()


def _home(known: Sequence[Spot]) -> set[str]:
    """The countries that the report names or whose places it names, as far as a name is of one country only."""
    home = {s.country for s in known if s.country}
    for spot in known:
        named = [c for c in spot.candidates if c.quality == 0]
        countries = {c.country for c in named}
        if named and (named[0].kind == "country" or len(countries) == 1):
            home.add(named[0].country)
    return home - ANGLO


def _anchors(known: Sequence[Spot], home: set[str]) -> list[tuple[str, str, Vector]]:
    out: list[tuple[str, str, Vector]] = []
    for spot in {s.key: s for s in known}.values():
        for c in spot.candidates[:6]:
            if c.country in home and c.kind in ("city", "capital", "admin2") and (v := vector(c)) is not None:
                out.append((spot.key, c.country, v))
        if len(out) >= ANCHORS:
            break
    return out


def _near(spot: Spot, home: set[str], anchors: list[tuple[str, str, Vector]]) -> bool:
    def fits(c: Entry) -> bool:
        if c.quality > 1 or c.country not in home or (v := vector(c)) is None:
            return False
        return any(name != spot.key and c.country == country and chord(u, v) < REACH for name, country, u in anchors)

    return any(fits(c) for c in spot.candidates[:12])


def _little(loaded: Loaded, spot: Spot, home: set[str], anchors: list[tuple[str, str, Vector]]) -> bool:
    """Whether a village, or a hill or river with a name of several words, is called so close to the others."""
    several = spot.last > spot.first

    def fits(c: Entry) -> bool:
        if c.quality or not (c.kind == "village" or (several and c.feature in ("T", "H"))) or (v := vector(c)) is None:
            return False
        return any(name != spot.key and c.country == country and chord(u, v) < CLOSE for name, country, u in anchors)

    return any(fits(c) for country in sorted(home) for c in loaded.little(spot.key, country)[:60])


def _as_little(scan: Scan, spot: Spot) -> None:
    """Which of the little places it is, is weighed when all names are known."""
    spot.kind, spot.candidates = "unknown", ()
    scan.out.append(spot)


def _forbidden(scan: Scan, spot: Spot, judge: Judge) -> bool:
    return scan.label[spot.first] not in MISTAKEN or judge.forbids(scan.parse, spot.first, spot.last, spot.key)


def _stands(scan: Scan, spot: Spot, taken: set[int], judge: Judge) -> bool:
    """Whether a little place may stand here: no plain word, after a firm preposition, or before "near" and a place."""
    parse, at = scan.parse, spot.last + 1
    if _forbidden(scan, spot, judge):
        return False
    near = parse.lower[at : at + 2] == [",", "near"] and not taken.isdisjoint(range(at + 2, at + 5))
    return near or _where(parse, spot.first, taken, _FIRM)


def _where(parse: Parse, i: int, taken: set[int], before: frozenset[str] = LOCATIVE) -> bool:
    """Whether a name follows a preposition of place, or stands in a list that does or that has a place in it."""
    at = i
    for _ in range(_CLIMB):
        if at != i and at in taken:
            return True
        if parse.dep[at] == "pobj":
            return parse.lower[parse.head[at]] in before
        if parse.dep[at] not in ("conj", "appos") or parse.head[at] == at:
            return False
        at = parse.head[at]
    return False
