"""What weighing says of the catalogue's rows, as of a clock: the story of each report, the standing of each event."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import select

from dateline.ledger import weighed_tables as w
from dateline.ledger.tables import BEHIND
from dateline.ledger.weighed import Store
from dateline.records import Level
from dateline.weighing.catalogue.columns import NONE, Coded, Events, Ints, Readings, fetch
from dateline.weighing.weigher import asking
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.panorama import Panorama, opened
from dateline.weighing.weigher.state import State

LEVELS = tuple(map(str, Level))
UNDOUBTED = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class Stories:
    """`of` has the group of each reading: its story, or (behind all stories) itself.

    `ids` are those of the stories; `origins` the number of each group's origin among the reports; `published` the day
    of each group, as a code in the order of days.
    """

    of: Ints
    ids: tuple[str, ...]
    origins: Ints
    published: Coded


@dataclass(frozen=True, slots=True, eq=False)
class Standings:
    """Of each event: its incident (a place among `ids`), and the level and the place by doubt of that."""

    ids: tuple[str, ...]
    incidents: Ints
    levels: Ints
    doubts: Ints


def read_stories(store: Store, state: State, readings: Readings, clock: Clock) -> Stories:
    s, of = w.stories.c, w.story_reports.c
    settled = asking.settled_by(w.stories, clock)
    stories = fetch(store.connection, select(s.id, s.origin, s.published).where(*settled))
    place = {row[0]: i for i, row in enumerate(stories)}
    group_of: dict[int, int] = {}
    for report, story in fetch(store.connection, select(of.report, of.story)):
        if story in place:
            group_of[report] = place[story]
    for told in () if clock.now else asking.stories_opened(store, state, clock):
        group_of |= dict.fromkeys(told.reports.values(), len(stories))
        stories.append((told.story.id, told.reports[told.story.origin], told.first or BEHIND))
    # A report that is in no story (it is not weighed yet) is a group of its own, whatever its readings.
    groups = []
    alone: list[tuple[int, str | None]] = []
    for at, report in enumerate(readings.reports.tolist()):
        if report not in group_of:
            group_of[report] = len(stories) + len(alone)
            code = int(readings.published.codes[at])
            alone.append((report, readings.published.names[code] if code != NONE else None))
        groups.append(group_of[report])
    days = [day if day != BEHIND else None for _, _, day in stories] + [day for _, day in alone]
    return Stories(
        np.array(groups, np.int64),
        tuple(row[0] for row in stories),
        np.array([row[1] for row in stories] + [report for report, _ in alone], np.int64),
        Coded.of(days),
    )


def read_standings(store: Store, panorama: Panorama, events: Events, clock: Clock) -> Standings:
    f, of = w.incident_facets.c, w.incident_events.c
    settled = asking.settled_by(w.incident_facets, clock)
    rows = fetch(store.connection, select(f.incident, f.standing, f.by_doubt).where(*settled))
    place = {row[0]: i for i, row in enumerate(rows)}
    held = fetch(store.connection, select(of.event, of.incident))
    keys = np.fromiter((row[0] for row in held), np.int64, len(held))
    codes = np.fromiter((place.get(row[1], NONE) for row in held), np.int64, len(held))
    told = [(keys, codes)]
    if not clock.now:
        past = opened(store, panorama, panorama.seen(store), clock)
        then = [(key, len(rows) + i) for i, one in enumerate(past) for key in one.events]
        rows += [(one.id, one.standing, one.doubt) for one in past]
        pairs = np.array(then, np.int64).reshape(-1, 2)
        told.append((pairs[:, 0], pairs[:, 1]))
    incidents = np.full(len(events.keys), NONE, np.int64)
    for keys, codes in told:
        at = np.searchsorted(events.keys, keys)
        known = (at < len(events.keys)) & (codes != NONE)
        known[known] = events.keys[at[known]] == keys[known]
        incidents[at[known]] = codes[known]
    # What stands behind all incidents is what is told of none.
    levels = np.array([*(LEVELS.index(row[1]) for row in rows), NONE], np.int64)
    doubts = np.array([*(row[2] for row in rows), UNDOUBTED], np.int64)
    return Standings(tuple(row[0] for row in rows), incidents, levels[incidents], doubts[incidents])
