"""A survey: the incidents chosen, as they were known then, over time and over places; made to be asked for often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select

from dateline.ledger import Filter, LedgerError
from dateline.ledger import weighed_tables as w
from dateline.ledger.filters import Day, first_day, last_day
from dateline.ledger.weighed import Store
from dateline.weighing.weigher.asking import chooses_events, of_events
from dateline.weighing.weigher.choosing import OWN, More
from dateline.weighing.weigher.clock import NOW, Clock
from dateline.weighing.weigher.columns import FIRST_DAY, LAST_DAY, Columns, Ints, Mask, columns, iso_of, number_of
from dateline.weighing.weigher.facets import Facet, Facets
from dateline.weighing.weigher.over_places import Places, id_of, places_of, titles_of
from dateline.weighing.weigher.over_time import Bar, Unit, bars_of, begin_of, end_of, unit_of
from dateline.weighing.weigher.panorama import Panorama, Past, Seen, Stop, known_reports, opened, telling

MOST_PLACES = 1500
MONTH = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is to be drawn, and what of it is chosen.

    unit: what a bar spans, or None: what fits.  first, last: the days that the bars span, or None: a month before the
    first report until the last.  since, until: only incidents that can have begun then first; the bars show the others
    too.  place: only what is at this point of the map (`Point.id`); the map shows the others too.
    """

    unit: str | None = None
    first: str | None = None
    last: str | None = None
    since: Day = None
    until: Day = None
    place: str | None = None
    most_places: int = MOST_PLACES

    def __post_init__(self) -> None:
        if self.unit is not None and self.unit not in list(Unit):
            raise LedgerError(f"A bar spans a day, a week, a month or a year, not {self.unit!r}.")


@dataclass(frozen=True, slots=True)
class Brief:
    """An incident in a line. `first` and `last` are days on which it can have been, None where open."""

    id: str
    title: str
    standing: str
    type: str
    status: str
    country: str
    place: str
    first: str | None
    last: str | None
    reports: int
    published: str | None


@dataclass(frozen=True, slots=True)
class Survey:
    """Incidents over time and places.

    `reports` is how many reports were known then, of `all_reports`; `total` how many incidents are chosen; `undated`
    those of no known day, `before` and `behind` those that the bars do not reach. `highest` is the highest bar as of
    now: the scale of all days. `stops` are the days of publication.
    """

    reports: int
    all_reports: int
    total: int
    unit: Unit
    bars: tuple[Bar, ...]
    highest: int
    undated: int
    before: int
    behind: int
    places: Places
    facets: Facets
    incidents: tuple[Brief, ...]
    stops: tuple[Stop, ...]


def survey(store: Store, panorama: Panorama, wanted: Filter, more: More, drawn: Drawn) -> Survey:
    """The survey of the incidents that the filter and `more` choose, as of its clocks."""
    clock = Clock.of(wanted)
    seen = panorama.seen(store)
    then = opened(store, panorama, seen, clock)
    found = as_of(store, seen, then, wanted, clock)
    titles = {str(one.row[0]): one.title for one in then}
    own = own_of(seen, found, more)
    kinds = _all(own.values(), len(found))
    span, place = _span(found, drawn), _at(seen, found, drawn)
    here, over_time = kinds & span & place, kinds & place
    first, last = _reach(seen.stops, drawn, found.earliest[over_time])
    unit = unit_of(drawn.unit, first, last)
    first, last = begin_of(unit, first), end_of(unit, begin_of(unit, last))
    bars = bars_of(found, over_time, unit, first, last)
    highest = bars if clock.now else bars_of(seen.incidents, _now(seen, more, drawn), unit, first, last)
    begun = found.earliest[over_time]
    return Survey(
        reports=known_reports(store, seen, clock),
        all_reports=known_reports(store, seen, NOW),
        total=int(here.sum()),
        unit=unit,
        bars=bars,
        highest=max((bar.total for bar in (*bars, *highest)), default=0),
        undated=int((begun == FIRST_DAY).sum()),
        before=int(((begun != FIRST_DAY) & (begun < first)).sum()),
        behind=int((begun > last).sum()),
        places=places_of(store, seen.codes, found, kinds & span, titles, drawn.most_places),
        facets=facets_of(seen, found, own, span & place),
        incidents=tuple(_listed(store, seen, found, here, titles, wanted)),
        stops=seen.stops,
    )


def _now(seen: Seen, more: More, drawn: Drawn) -> Mask:
    """Which incidents the choices leave as of now."""
    found = seen.incidents
    return _all([*own_of(seen, found, more).values(), _at(seen, found, drawn)], len(found))


# Choosing


def as_of(store: Store, seen: Seen, then: list[Past], wanted: Filter, clock: Clock) -> Columns:
    """The incidents with an event that the filter chooses, as they stood."""
    found = seen.incidents
    if not clock.now:
        found = found.chosen(_settled(found, clock))
    if chooses_events(wanted):
        query = select(w.incident_facets.c.incident).where(*of_events(store, wanted, w.incident_facets.c.incident))
        chosen = set(store.connection.execute(query).scalars())
        found = found.chosen(np.fromiter((id_ in chosen for id_ in found.ids), bool, len(found)))
        then = telling(store, then, wanted)
    return found.beside(columns([one.row for one in then], seen.codes)) if then else found


def _settled(found: Columns, clock: Clock) -> Mask:
    """Which stood as of the clock as they do now."""
    stood = np.ones(len(found), bool)
    if clock.known_by is not None:
        stood &= found.settled_day <= number_of(clock.known_by)
    if clock.recorded_by is not None:
        stood &= np.asarray(found.settled_at <= clock.recorded_by, bool)
    return stood


def own_of(seen: Seen, found: Columns, more: More) -> dict[str, Mask]:
    """Which incidents each choice of facets leaves."""
    masks = {}
    for name in OWN:
        chosen = getattr(more, name)
        numbers = [seen.codes.kinds[name].get(value, -1) for value in chosen]
        masks[name] = np.isin(found.kinds[name], numbers) if chosen else np.ones(len(found), bool)
    return masks


def _span(found: Columns, drawn: Drawn) -> Mask:
    """Which incidents can have begun first in the span of days that is chosen."""
    since, until = first_day("since", drawn.since), last_day("until", drawn.until)
    chosen = np.ones(len(found), bool)
    if since is not None:
        chosen &= found.earliest >= number_of(since)
    if until is not None:
        chosen &= (found.earliest <= number_of(until)) & (found.earliest != FIRST_DAY)
    return chosen


def _at(seen: Seen, found: Columns, drawn: Drawn) -> Mask:
    """Which incidents are at the place that is chosen."""
    if drawn.place is None:
        return np.ones(len(found), bool)
    numbers = [
        n for n, spot in enumerate(seen.codes.spots.values_of) if spot is not None and id_of(spot) == drawn.place
    ]
    return np.isin(found.spot, numbers)


def _all(masks: Iterable[Mask], many: int) -> Mask:
    whole = np.ones(many, bool)
    for mask in masks:
        whole &= mask
    return whole


def _reach(stops: Sequence[Stop], drawn: Drawn, begun: Ints) -> tuple[int, int]:
    """The first and the last day that the bars reach; they hold the span that is chosen."""
    first = number_of(drawn.first) if drawn.first else (number_of(stops[0].day) - MONTH if stops else FIRST_DAY)
    last = number_of(drawn.last) if drawn.last else (number_of(stops[-1].day) if stops else FIRST_DAY)
    since, until = first_day("since", drawn.since), last_day("until", drawn.until)
    if since is not None:
        first = min(first, number_of(since))
    if until is not None:
        last = max(last, number_of(until))
        if since is None and number_of(until) < first:
            first = min(first, _earliest(begun))
    return max(first, 1), max(last, first, 1)


# Facets and the list


def facets_of(seen: Seen, found: Columns, own: Mapping[str, Mask], rest: Mask) -> Facets:
    """How many there are of each value, each facet's own choice left aside."""
    counted = {}
    for name in OWN:
        others = _all([rest, *(mask for other, mask in own.items() if other != name)], len(found))
        counts = np.bincount(found.kinds[name][others])
        texts = seen.codes.kinds[name].values_of
        facets = [Facet(texts[n], int(counts[n])) for n in map(int, np.flatnonzero(counts))]
        counted[name] = tuple(sorted(facets, key=lambda facet: (-facet.count, facet.value)))
    return Facets(total=int(_all([rest, *own.values()], len(found)).sum()), **counted, month=())


def _earliest(begun: Ints) -> int:
    """The first of these days."""
    dated = begun[begun != FIRST_DAY]
    return int(dated.min()) if len(dated) else LAST_DAY


def _listed(
    store: Store, seen: Seen, found: Columns, here: Mask, titles: Mapping[str, str], wanted: Filter
) -> Iterator[Brief]:
    """The window of incidents that is asked for, those that began last first; those of no known day at the end."""
    chosen = np.flatnonzero(here)
    order = np.lexsort((found.published[chosen], -found.earliest[chosen]))
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    window = found.chosen(chosen[order[wanted.offset : end]])
    named = titles_of(store, map(str, window.ids), titles)
    kinds = {name: numbers.values_of for name, numbers in seen.codes.kinds.items()}
    for n, id_ in enumerate(map(str, window.ids)):
        said = {name: str(kinds[name][window.kinds[name][n]]) for name in OWN}
        yield Brief(
            id=id_, title=named.get(id_, id_), **said, place=window.places[n],
            first=_day(window.earliest[n]), last=_day(window.latest[n]), reports=int(window.reports[n]),
            published=_day(window.published[n]),
        )  # fmt: skip


def _day(number: Any) -> str | None:
    return iso_of(int(number)) if FIRST_DAY < number < LAST_DAY else None
