"""The timeline and the map: incidents over time and over places, as they were known on any day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Level
from dateline.weighing.weigher.over_places import Point
from dateline.weighing.weigher.over_time import Bar, Unit
from dateline.weighing.weigher.survey import Brief, Drawn, Survey
from dateline.workbench import words
from dateline.workbench.ask import Ask
from dateline.workbench.drawings.histogram import Histogram, histogram
from dateline.workbench.drawings.spots import Spot, Spots, spot, spots
from dateline.workbench.page import Page
from dateline.workbench.pages.incidents import FacetsView, choices, own_values
from dateline.workbench.parameters import DAY, Parameter

LEVELS = tuple(str(level) for level in Level)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day of which things are shown: `at` is its place among `stops`, the days of publication, or behind them all.

    `known` is how many reports were known then, of `all`. `before` and `behind` are addresses of the days beside
    it, None at the ends; `now` that of what is known now.
    """

    day: str | None
    recorded_by: str | None
    at: int
    stops: tuple[str, ...]
    known: int
    all: int
    before: str | None
    behind: str | None
    now: str
    changed: str | None  # what changed on the last day of publication by then


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident in the list. `day` are the days on which it can have been, in words."""

    id: str
    href: str
    title: str
    standing: str
    type: str
    status: str
    day: str
    place: str
    country: str
    reports: int


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Incidents over time and places.

    `total` is how many are chosen; `undated` those of no known day, `before` and `behind` those beyond the bars,
    `unplaced` those on no map and `elsewhere` those at places beyond the most that are drawn; `place` is the place that
    is chosen. `units` are what a bar can span.
    """

    as_of: AsOf
    total: int
    unit: str
    units: tuple[str, ...]
    bars: tuple[Bar, ...]
    drawing: Histogram
    undated: int
    before: int
    behind: int
    map: Spots
    unplaced: int
    elsewhere: int
    place: str | None
    facets: FacetsView
    incidents: tuple[IncidentLine, ...]
    more: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in the CSV. `first` and `last` are days on which it can have been; empty where open."""

    id: str
    title: str
    standing: str
    type: str
    status: str
    first: str | None
    last: str | None
    place: str
    country: str
    reports: int
    published: str | None


def timeline(ask: Ask) -> TimelineView:
    """Incidents over time and over places, as of a day.

    standing, type, status, country: facets.  since, until: the days on which it can have begun first.  place: a point
    of the map.  by: what a bar spans: day, week, month or year.
    """
    found = surveyed(ask, ask.limit, ask.offset)
    span = ask.one("since") or None, ask.one("until") or None
    return TimelineView(
        as_of(ask, found),
        found.total,
        found.unit,
        tuple(Unit),
        found.bars,
        histogram(found.bars, found.unit, found.highest, span, lambda bar: of_bar(ask, bar)),
        found.undated,
        found.before,
        found.behind,
        spots(on_map(ask, point) for point in found.places.points),
        found.places.unplaced,
        found.places.elsewhere,
        next((named(point) for point in found.places.points if point.id == ask.one("place")), ask.one("place") or None),
        choices(ask, found.facets),
        tuple(line(ask, one) for one in found.incidents),
        found.total > ask.offset + len(found.incidents),
        any(ask.one(name) for name in ("standing", "type", "status", "country", "since", "until", "place")),
    )


def rows(ask: Ask) -> Iterator[IncidentRow]:
    for one in surveyed(ask, None, 0).incidents:
        yield IncidentRow(
            one.id, one.title, one.standing, one.type, one.status, one.first, one.last, one.place, one.country,
            one.reports, one.published,
        )  # fmt: skip


def surveyed(ask: Ask, limit: int | None, offset: int) -> Survey:
    """What the address asks for."""
    drawn = Drawn(
        unit=ask.one("by") or None,
        since=ask.one("since") or None,
        until=ask.one("until") or None,
        place=ask.one("place") or None,
    )
    return ask.desk.weigher().survey(ask.filter((), limit=limit, offset=offset), drawn, **own_values(ask))


def as_of(ask: Ask, found: Survey) -> AsOf:
    """Where the slider stands, and where it can go."""
    days = [stop.day for stop in found.stops]
    day = ask.one("known_by")
    at = bisect_right(days, day) - 1 if day else len(days)
    exact = bool(day) and 0 <= at < len(days) and days[at] == day
    earlier = at - 1 if exact or not day else at

    def address(n: int) -> str:
        return ask.here(known_by=days[n])

    changed = None
    if days and earlier >= 0:
        changed = ask.href("/timeline/changes", since=days[earlier], until=day or days[-1], known_by=None)
    return AsOf(
        day or None,
        ask.one("recorded_by") or None,
        at,
        tuple(days),
        found.reports,
        found.all_reports,
        address(earlier) if days and earlier >= 0 else None,
        address(at + 1) if at + 1 < len(days) else ask.here(known_by=None) if day else None,
        ask.here(known_by=None),
        changed,
    )


def of_bar(ask: Ask, bar: Bar) -> str:
    """The address that chooses the days of a bar, or takes the choice back."""
    on = ask.one("since") == bar.first and ask.one("until") == bar.last
    return ask.here(since=None if on else bar.first, until=None if on else bar.last)


def on_map(ask: Ask, point: Point) -> Spot | None:
    """A point of the map: an incident, or all that are there."""
    standing = LEVELS[max(range(len(LEVELS)), key=lambda n: (point.counts[n], n))]
    note = ", ".join(f"{words.number(n)} {level}" for n, level in zip(point.counts, LEVELS, strict=True) if n)
    one = point.only
    return spot(
        point.id,
        point.title if one else words.many(point.total, "incident"),
        ask.href(f"/incidents/{one}") if one else ask.here(place=point.id),
        standing,
        place=named(point),
        country=point.country or None,
        precision=point.precision,
        lat=point.lat,
        lon=point.lon,
        count=point.total,
        note="" if one else note,
    )


def named(point: Point) -> str:
    country = words.country_name(point.country)
    return words.listed((point.place, country if country != point.place else None))


def line(ask: Ask, one: Brief) -> IncidentLine:
    return IncidentLine(
        one.id,
        ask.href(f"/incidents/{one.id}"),
        one.title,
        one.standing,
        one.type,
        one.status,
        words.days(one.first, one.last),
        one.place,
        words.country_name(one.country),
        one.reports,
    )


ASKS = (
    "standing", "type", "status", "country",
    Parameter("since", f"Can have begun on that day first, or later. {DAY}"),
    Parameter("until", f"Can have begun on that day first, or before. {DAY}"),
    Parameter("place", "The id of a place on the map."),
    Parameter("by", "What a bar stands for.", tuple(map(str, Unit))),
)  # fmt: skip
PAGES = (Page("/timeline", "timeline.html.j2", timeline, rows=rows, asks=ASKS),)
