"""Lying: spots that words place beside a named place: "20 km south of X", "the X-Y road", "the X-Y border"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin

from dateline.reader.numbers import parse_number
from dateline.reader.places.gazetteer import Entry
from dateline.reader.places.geometry import EARTH, chord, vector
from dateline.reader.places.precision import NEAR, REGION
from dateline.reader.places.scan import Spot
from dateline.records import Span

_FAR = 60.0  # km: from here on one of eight bearings says no more than a region
_CLOSE = 25.0  # km: UCDP's limit of "near"
_WINDOW = 100  # characters before a name that are looked at
_BEARINGS = {name: 45.0 * n for n, name in enumerate(
    ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
)}  # fmt: skip
_KM = {"k": 1.0, "m": 1.609}
_NUMBER = r"\d{1,3}(?:[.,]\d{1,3})?|[a-z]+(?:-[a-z]+)?"
_COMPASS = r"(?:north|south)[ -]?(?:east|west)|north|south|east|west"
_OFFSET = re.compile(
    rf"\b(?P<number>{_NUMBER})[ -]?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b(?:\s*\([^()\n]{{1,25}}\))?"
    rf"(?:\s*,?\s*(?:to the\s+|due\s+)?(?P<bearing>{_COMPASS})(?:ern)?)?"
    r"\s+(?:of|from|outside|away from|off)\s+"
    r"(?:(?:the\s+)?(?:\w+\s+)?(?:town|city|village|capital|port|centre|center)(?:\s+of|,)?\s+)?$",
    re.IGNORECASE,
)
_ROAD = r"(?:main\s+)?(?:road|highway|motorway|route|railway|corridor|axis|expressway|line)"
_ROAD_AFTER = re.compile(rf"\s+{_ROAD}\b", re.I)
_ROAD_BEFORE = re.compile(
    rf"\b{_ROAD}\s+(?:(?:which|that)\s+)?(?:between|from|linking|connecting|connects|links)\s+$", re.I
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+(?:towns|cities|villages)\s+of\s+)?$", re.I)
_DASH = re.compile(r"\s*[-–—/]\s*|\s+to\s+")
_AND = re.compile(r"\s+(?:and|to|with)\s+(?:the\s+(?:town|city|village)\s+of\s+)?")
_POINTS = ("city", "capital", "village", "feature", "division")


@dataclass(frozen=True, slots=True)
class Lie:
    """A spot beside a named place: the words, the point and how exactly they say it."""

    words: Span
    name: str
    point: tuple[float, float]
    precision: int
    line: bool = False  # a road or a border: no place of the gazetteer
    country: str | None = None  # of a line that lies in one, or is called one's


def offset(text: str, spot: Spot, entry: Entry) -> Lie | None:
    """ "20 km south of X": the point at that distance and bearing; without a bearing X's own."""
    if entry.kind not in _POINTS or entry.lat is None or entry.lon is None:
        return None
    start = max(0, spot.span.start - _WINDOW)
    found = _OFFSET.search(text, start, spot.span.start)
    while found and (later := _OFFSET.search(text, found.start() + 1, spot.span.start)):
        found = later  # the shortest that ends at the name
    if found is None or (number := _number(found["number"])) is None:
        return None
    far = number * _KM["m" if found["unit"].lower().startswith("mi") else "k"]
    if not 0 < far < 1000:
        return None
    words = Span(found.start(), spot.span.end)
    point = (entry.lat, entry.lon)
    if found["bearing"]:
        bearing = _BEARINGS[re.sub(r"[ -]", "", found["bearing"].lower())]
        return Lie(words, _flat(words.of(text)), towards(*point, bearing, far), NEAR if far <= _FAR else REGION)
    return Lie(words, _flat(words.of(text)), point, NEAR if far <= _CLOSE else REGION)


def lines(text: str, spots: Sequence[Spot], entries: Sequence[Entry | None]) -> dict[int, Lie]:
    """ "the X-Y road", "the road from X to Y", "between X and Y": the middle of the two, for the numbers of both."""
    out: dict[int, Lie] = {}
    for n in range(len(spots) - 1):
        a, b, one, two = spots[n], spots[n + 1], entries[n], entries[n + 1]
        if one is None or two is None or one.number == two.number or n in out or b.span.start - a.span.end > 40:
            continue
        if one.kind not in _POINTS or two.kind not in _POINTS:
            continue
        u, v = vector(one), vector(two)
        words = _line(text, a.span, b.span)
        if words is None or u is None or v is None:
            continue
        far = chord(u, v)
        x, y, z = ((p + q) / 2 for p, q in zip(u, v, strict=True))
        middle = degrees(atan2(z, (x * x + y * y) ** 0.5)), degrees(atan2(y, x))
        level = NEAR if far <= _CLOSE else REGION
        country = one.country if one.country == two.country else None
        lie = Lie(words, _flat(words.of(text)), _rounded(*middle), level, line=True, country=country)
        out[n] = out[n + 1] = lie
    return out


def _line(text: str, a: Span, b: Span) -> Span | None:
    """The words of a road or a stretch between two names."""
    between = text[a.end : b.start]
    road = _ROAD_AFTER.match(text, b.end)
    if _DASH.fullmatch(between) and road:
        return Span(a.start, road.end())
    before = text[max(0, a.start - 60) : a.start]
    named = _ROAD_BEFORE.search(before)
    if named and (_AND.fullmatch(between) or _DASH.fullmatch(between)):
        return Span(a.start - len(before) + named.start(), b.end)
    stretch = _BETWEEN.search(before)
    if stretch and _AND.fullmatch(between) and re.search(r"\b(?:on|along|at|in|somewhere|area|place|point)\b", before):
        return Span(a.start - len(before) + stretch.start(), b.end)
    return None


def towards(lat: float, lon: float, bearing: float, far: float) -> tuple[float, float]:
    """The point `far` km from another on a bearing in degrees."""
    phi, lam, theta, d = radians(lat), radians(lon), radians(bearing), far / EARTH
    there = asin(sin(phi) * cos(d) + cos(phi) * sin(d) * cos(theta))
    lam += atan2(sin(theta) * sin(d) * cos(phi), cos(d) - sin(phi) * sin(there))
    return _rounded(degrees(there), (degrees(lam) + 540) % 360 - 180)


def _rounded(lat: float, lon: float) -> tuple[float, float]:
    return round(lat, 3), round(lon, 3)


def _number(words: str) -> float | None:
    if words[0].isdigit():
        try:
            return float(words.replace(",", "."))
        except ValueError:
            return None
    low = words.lower()
    if low in ("a", "an", "one"):
        return 1.0
    return parse_number([low])


def _flat(words: str) -> str:
    return " ".join(words.split())
