"""Borders: "the X-Y border", "near the border with X": a point on the border, not in the middle of a country."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from dateline.reader.lexicon import Lexicons
from dateline.reader.places.gazetteer import Entry
from dateline.reader.places.lying import Lie
from dateline.reader.places.precision import REGION
from dateline.reader.places.scan import Spot
from dateline.records import Span

_BORDER = r"(?:border|borders|frontier|borderlands?|boundary)"
_AFTER = re.compile(rf"\s+{_BORDER}\b", re.I)
_WITH = re.compile(
    rf"\b(?:the\s+)?{_BORDER}(?:\s+(?:area|region|town|crossing|zone)s?)?\s+(?:with|between|of)\s+$", re.I
)
_DASH = re.compile(r"\s*[-–—/]\s*")
_AND = re.compile(r"\s+(?:and|with)\s+")
_OWN = re.compile(rf"['’]s?\s+(?:\w+\s+)?{_BORDER}\s+with\s+", re.I)


class Borders:
    """Points on land borders, by the two countries."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.points: dict[frozenset[str], tuple[float, float]] = {}
        self.neighbours: defaultdict[str, set[str]] = defaultdict(set)
        for row in lexicons.table("borders"):
            a, b = row["a"], row["b"]
            self.points[frozenset((a, b))] = float(row["lat"]), float(row["lon"])
            self.neighbours[a].add(b)
            self.neighbours[b].add(a)

    def __call__(self, text: str, spots: Sequence[Spot], entries: Sequence[Entry | None]) -> dict[int, Lie]:
        """The borders that names tell of, by the numbers of the spots that name them."""
        lands = [_land(spot, entry) for spot, entry in zip(spots, entries, strict=True)]
        out: dict[int, Lie] = {}
        for n, land in enumerate(lands):
            if not land or n in out:
                continue
            other = lands[n + 1] if n + 1 < len(spots) else ""
            if other and other != land and (pair := _pair(text, spots[n].span, spots[n + 1].span)):
                words, of = pair
                lie = self._lie(words, text, land, other, land if of else None)
                if lie:
                    out[n] = out[n + 1] = lie
                    continue
            if (words_ := _alone(text, spots[n].span)) and (home := self._home(land, lands, entries)):
                lie = self._lie(words_, text, land, home, home)
                if lie:
                    out[n] = lie
        return out

    def _lie(self, words: Span, text: str, a: str, b: str, country: str | None) -> Lie | None:
        point = self.points.get(frozenset((a, b)))
        name = " ".join(words.of(text).removeprefix("the ").split())
        return Lie(words, name, point, REGION, line=True, country=country) if point else None

    def _home(self, land: str, lands: Sequence[str], entries: Sequence[Entry | None]) -> str | None:
        """The neighbour that the report's other names speak for: whose border with `land` it is."""
        near = self.neighbours.get(land, set())
        told = Counter(code for code in lands if code in near)
        told.update(e.country for e in entries if e is not None and e.kind != "country" and e.country in near)
        best = told.most_common(2)
        return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _land(spot: Spot, entry: Entry | None) -> str:
    """The country that a name or a people's name stands for."""
    if spot.kind == "demonym":
        return spot.country
    return entry.country if entry is not None and entry.kind == "country" else ""


def _pair(text: str, a: Span, b: Span) -> tuple[Span, bool] | None:
    """The words of a border between two names, and whether it is called the first one's."""
    between = text[a.end : b.start]
    if len(between) > 40:
        return None
    after = _AFTER.match(text, b.end)
    if after and (_DASH.fullmatch(between) or _AND.fullmatch(between)):
        return Span(a.start, after.end()), False
    if _OWN.fullmatch(between):
        return Span(a.start, b.end), True
    before = _WITH.search(text, max(0, a.start - 40), a.start)
    if before and _AND.fullmatch(between):
        return Span(before.start(), b.end), False
    return None


def _alone(text: str, name: Span) -> Span | None:
    """ "the border with X", "the X border"."""
    if after := _AFTER.match(text, name.end):
        return Span(name.start, after.end())
    before = _WITH.search(text, max(0, name.start - 40), name.start)
    return Span(before.start(), name.end) if before else None
