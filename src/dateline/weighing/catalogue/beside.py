"""What stands beside reports in a list: the levels of their incidents, and how much persons decided about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, select

from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.parts import within
from dateline.ledger.weighed import Store
from dateline.records import Act, Level
from dateline.weighing.catalogue.columns import NONE, Events, Readings
from dateline.weighing.catalogue.weighed import LEVELS, Standings
from dateline.weighing.weigher import asking
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.panorama import Panorama, opened

Levels = dict[int, tuple["Stands", ...]]


@dataclass(frozen=True, slots=True)
class Stands:
    """The incidents of one level that a report tells of, by their ids."""

    level: str
    incidents: tuple[str, ...]


def levels_of(store: Store, panorama: Panorama, readings: Sequence[int], clock: Clock) -> Levels:
    """The incidents that readings (by number) tell of, by how they stood as of a clock, the disputed first."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    f, of, e = w.incident_facets.c, w.incident_events.c, t.events.c
    reports = within(store.connection, select(t.readings.c.report), t.readings.c.number, readings)
    numbers = [row.report for row in reports]
    query = (
        select(e.key, f.incident, f.standing)
        .join(w.incident_events, of.event == e.key)
        .join(w.incident_facets, f.incident == of.incident)
        .where(*asking.settled_by(w.incident_facets, clock))
    )
    told = [tuple(row) for row in within(store.connection, query, e.report, numbers)]
    if not clock.now:
        a = w.accounts.c
        knots = {row.knot for row in within(store.connection, select(a.knot).distinct(), a.report, numbers)}
        then = opened(store, panorama, panorama.seen(store), clock, knots)
        told += [(key, one.id, one.standing) for one in then for key in one.events]
    for key, incident, level in sorted(told):
        found[key >> t.POSITION_BITS][incident] = level
    return {number: _by_level(found[number]) for number in readings if number in found}


def levels_kept(events: Events, standings: Standings, readings: Readings, numbers: Sequence[int]) -> Levels:
    """The same, from what the catalogue has in memory."""
    found: dict[int, tuple[Stands, ...]] = {}
    for number, at in zip(numbers, readings.places(numbers).tolist(), strict=True):
        first, last = np.searchsorted(events.readings, [at, at + 1]).tolist()
        of = {
            standings.ids[code]: LEVELS[level]
            for code, level in zip(standings.incidents[first:last], standings.levels[first:last], strict=True)
            if code != NONE
        }
        if of:
            found[number] = _by_level(of)
    return found


def decisions_about(store: Store, reports: Sequence[str], clock: Clock) -> dict[str, int]:
    """How many decisions there are about each of these reports (by id) and what is in it, but for those of rounds."""
    d, of = t.decisions.c, t.decision_reports.c
    query = (
        select(of.report, func.count().label("many"))
        .join(t.decisions, d.number == of.decision)
        .where(d.round.is_(None), d.act != str(Act.UNDO))
        .group_by(of.report)
    )
    if clock.recorded_by is not None:
        query = query.where(of.recorded <= clock.recorded_by)
    return {row.report: row.many for row in within(store.connection, query, of.report, reports)}


def _by_level(of_incidents: dict[str, str]) -> tuple[Stands, ...]:
    by_level: dict[str, list[str]] = defaultdict(list)
    for incident, level in of_incidents.items():
        by_level[level].append(incident)
    return tuple(Stands(level, tuple(by_level[level])) for level in reversed(Level) if level in by_level)
