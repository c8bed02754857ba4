"""Doubts: names that the recogniser takes for a person or a body, but that stand where a place near the others does.

Little known towns are what it gets wrong the most. Such a name is taken for a place when it is on a map not far from
the report's other places, in a country that the report is about, and a preposition of place or a list says "where".
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reader.parse import Parse
from dateline.reader.places.gazetteer import Entry
from dateline.reader.places.geometry import Vector, chord, vector
from dateline.reader.places.judge import listed
from dateline.reader.places.scan import LOCATIVE, Scan, Spot

REACH = 300.0  # km
ANCHORS = 60  # senses of other names that a doubtful one is measured from, at most
# Where towns are so often called like people that no map tells the two apart.
_ANGLO = frozenset("USA GBR CAN AUS NZL IRL".split())
_CLIMB = 12  # conjuncts of a list


def settle(scan: Scan, before: Sequence[Spot]) -> None:
    """Move the doubtful names that are places to the scan's spots. `before` are the spots of the dateline."""
    waiting = [s for s in (*scan.doubted, *scan.passed) if _alone(scan, s)]
    if not waiting:
        return
    known = [*before, *(s for s in scan.out if not s.part)]
    home = _home(known)
    anchors = _anchors(known, home)
    taken = {i for s in scan.out for i in range(s.first, s.last + 1)}
    for spot in sorted(waiting, key=lambda s: s.first):
        if spot.first not in taken and _where(scan.parse, spot.first, taken) and _near(spot, home, anchors):
            scan.out.append(spot)
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
    return home - _ANGLO


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


def _where(parse: Parse, i: int, taken: set[int]) -> bool:
    """Whether a name follows a preposition of place, or stands in a list that does or that has a place in it."""
    at = i
    for _ in range(_CLIMB):
        if at != i and at in taken:
            return True
        if parse.dep[at] == "pobj":
            return parse.lower[parse.head[at]] in LOCATIVE
        if parse.dep[at] not in ("conj", "appos") or parse.head[at] == at:
            return False
        at = parse.head[at]
    return False
