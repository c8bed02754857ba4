"""What weighing says of the catalogue's rows, as of a clock: the story of each report, the standing of each event."""

from __future__ import annotations

from collections.abc import Iterator
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
from dateline.weighing.weigher.rows import doubt
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
    """Of each event: the level of its incident, and the incident's place by doubt (the least first)."""

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


def read_standings(store: Store, state: State, events: Events, clock: Clock) -> Standings:
    f, of = w.incident_facets.c, w.incident_events.c
    settled = asking.settled_by(w.incident_facets, clock)
    rows = fetch(store.connection, select(f.incident, f.standing, f.by_doubt).where(*settled))
    place = {row[0]: i for i, row in enumerate(rows)}
    # What stands behind all incidents is what is told of none.
    level = np.array([*(LEVELS.index(row[1]) for row in rows), NONE], np.int64)
    doubted = np.array([*(row[2] for row in rows), UNDOUBTED], np.int64)
    held = fetch(store.connection, select(of.event, of.incident))
    keys = np.fromiter((row[0] for row in held), np.int64, len(held))
    incidents = np.fromiter((place.get(row[1], NONE) for row in held), np.int64, len(held))
    levels = np.full(len(events.keys), NONE, np.int64)
    doubts = np.full(len(events.keys), UNDOUBTED, np.int64)
    told = [(keys, level[incidents], doubted[incidents])]
    if not clock.now:
        opened = np.array([*_opened(store, state, clock)], np.int64).reshape(-1, 3)
        told.append((opened[:, 0], opened[:, 1], opened[:, 2]))
    for those, levels_then, doubts_then in told:
        at = np.searchsorted(events.keys, those)
        known = at < len(events.keys)
        known[known] = events.keys[at[known]] == those[known]
        levels[at[known]], doubts[at[known]] = levels_then[known], doubts_then[known]
    return Standings(levels, doubts)


def _opened(store: Store, state: State, clock: Clock) -> Iterator[tuple[int, int, int]]:
    """Of the events in knots that held less as of the clock than they do now: how they stood then."""
    for held in asking.opened_held(store, state, clock):
        level, place = LEVELS.index(held.incident.standing), doubt(held.incident)
        yield from ((key, level, place) for key in held.keys)
