"""An overview of incidents: their facets, and windows of them as of another day, out of what the panorama keeps."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from heapq import merge
from itertools import islice
from typing import Any

import numpy as np
from sqlalchemy import select

from dateline.ledger import Filter
from dateline.ledger import weighed_tables as w
from dateline.ledger.filters import after
from dateline.ledger.parts import within
from dateline.ledger.tables import BEFORE, BEHIND
from dateline.ledger.weighed import Store
from dateline.records import Incident, from_plain
from dateline.weighing.weigher.asking import chooses_events, settled_by
from dateline.weighing.weigher.choosing import ORDERS, OWN, More
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.columns import FIRST_DAY, LAST_DAY, TAKEN, Columns, Mask, iso_of, number_of
from dateline.weighing.weigher.facets import Facet, Facets
from dateline.weighing.weigher.panorama import Panorama, opened
from dateline.weighing.weigher.state import State
from dateline.weighing.weigher.survey import as_of, facets_of, own_of

Key = tuple[Any, ...]


def facets(store: Store, panorama: Panorama, wanted: Filter, more: More) -> Facets:
    """The facets of the incidents that the filter and `more` choose; of all of them, whatever the window of rows."""
    clock = Clock.of(wanted)
    seen = panorama.seen(store)
    found = as_of(store, seen, opened(store, panorama, seen, clock), wanted, clock)
    own, rest = own_of(seen, found, more), _rest(found, more)
    chosen = rest.copy()
    for mask in own.values():
        chosen &= mask
    return replace(facets_of(seen, found, own, rest), month=_months(found, chosen))


def _rest(found: Columns, more: More) -> Mask:
    """Which incidents are left by what is no facet: days, and how many reports."""
    first, last = more.days
    left = found.reports >= more.min_reports
    if first is not None:
        left &= found.latest >= number_of(first)
    if last is not None:
        left &= found.earliest <= number_of(last)
    return np.asarray(left, bool)


def _months(found: Columns, chosen: Mask) -> tuple[Facet, ...]:
    """How many of these began first in each month; "" where that is not known."""
    days, counts = np.unique(found.earliest[chosen], return_counts=True)
    months: Counter[str] = Counter()
    for day, count in zip(map(int, days), map(int, counts), strict=True):
        months[iso_of(day)[:7] if day != FIRST_DAY else ""] += count
    return tuple(Facet(month, count) for month, count in sorted(months.items()))


def can_window(wanted: Filter, more: More) -> bool:
    """Is it a window of a day that is past, in an order that narrow rows know?"""
    asked = wanted.limit is not None and more.by != "doubt" and not chooses_events(wanted)
    return asked and not Clock.of(wanted).now


def window(store: Store, state: State, panorama: Panorama, wanted: Filter, more: More) -> Iterator[Incident]:
    """A window of incidents as they stood: only those that are in it are unpacked, or weighed anew."""
    clock, least = Clock.of(wanted), wanted.offset + (wanted.limit or 0)
    order = ORDERS[more.by]
    c = w.incident_facets.c
    query = select(c.incident, c.published, c.reports).where(*settled_by(w.incident_facets, clock), *more.conditions())
    if clock.known_by is not None:
        # What was published later was not known: said again, so that the walk from the newest begins where it can.
        query = query.where(c.newest < after(clock.known_by))
    settled = (
        (_key(more.by, row.incident, row.published, row.reports), row.incident, None)
        for row in store.connection.execute(query.order_by(*order.columns).limit(least))
    )
    then = [
        (_key(more.by, said["incident"], said["published"], said["reports"]), said["incident"], past.knot)
        for past in opened(store, panorama, panorama.seen(store), clock)
        if _chooses(more, said := dict(zip(TAKEN, past.row, strict=True)))
    ]
    then.sort(key=lambda one: one[0], reverse=order.backward)
    both = merge(settled, then, key=lambda one: one[0], reverse=order.backward)
    shown = list(islice(both, wanted.offset, least))
    i = w.incidents.c
    ids = [id_ for _, id_, knot in shown if knot is None]
    made = {
        row.id: from_plain(Incident, json.loads(row.packed))
        for row in within(store.connection, select(i.id, i.packed), i.id, ids)
    }
    anew = {knot for *_, knot in shown if knot is not None}
    if anew:
        made |= {held.incident.id: held.incident for held in state.incidents(store, anew, clock)}
    yield from (made[id_] for _, id_, _ in shown if id_ in made)


def can_pick(wanted: Filter, more: More) -> bool:
    """Is it a window by date of what may be rare among all: of some days, or told of often?"""
    asked = wanted.limit is not None and more.by in ("date", "latest") and not chooses_events(wanted)
    return asked and Clock.of(wanted).now and (more.days != (None, None) or more.min_reports > 1)


def picked(store: Store, panorama: Panorama, wanted: Filter, more: More) -> Iterator[Incident]:
    """The same window of what is known now, found without a walk through all rows."""
    seen = panorama.seen(store)
    found = seen.incidents
    mask = _rest(found, more)
    for own in own_of(seen, found, more).values():
        mask &= own
    at = np.flatnonzero(mask)
    days = found.published[at].astype(np.int64)
    keys = days if more.by == "date" else np.where(days == LAST_DAY, LAST_DAY, -days)
    order = np.argsort(keys, kind="stable")
    first, end = wanted.offset, min(wanted.offset + (wanted.limit or 0), len(at))
    if first >= end:
        return
    # Whole days: the columns do not know the order within one.
    inside = keys[order]
    low, high = np.searchsorted(inside, inside[first]), np.searchsorted(inside, inside[end - 1], side="right")
    ids = map(str, found.ids[at[order[low:high]]])
    c, i = w.incident_facets.c, w.incidents.c
    rows = within(store.connection, select(c.incident, c.published), c.incident, ids)
    exact = sorted((_key(more.by, row.incident, row.published, 0) for row in rows), reverse=ORDERS[more.by].backward)
    shown = [key[-1] for key in exact[first - low : end - low]]
    packed = within(store.connection, select(i.id, i.packed), i.id, shown)
    made = {row.id: from_plain(Incident, json.loads(row.packed)) for row in packed}
    yield from (made[id_] for id_ in shown if id_ in made)


def _key(by: str, id_: str, published: str, reports: int) -> Key:
    if by == "latest":
        return (BEFORE if published == BEHIND else published, id_)
    return (-reports, published, id_) if by == "reports" else (published, id_)


def _chooses(more: More, said: dict[str, Any]) -> bool:
    """Whether a narrow row is chosen."""
    first, last = more.days
    return (
        all(said[name] in chosen for name in OWN if (chosen := getattr(more, name)))
        and said["reports"] >= more.min_reports
        and (first is None or said["latest"] >= first)
        and (last is None or said["earliest"] <= last)
    )
