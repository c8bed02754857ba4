"""What is asked of one incident: its accounts, its stories, what is near it, and what changed in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select

from dateline.ledger import Filter
from dateline.ledger import weighed_tables as w
from dateline.ledger.filters import last_day
from dateline.ledger.parts import within
from dateline.ledger.tables import BEFORE, BEHIND
from dateline.ledger.weighed import Store
from dateline.records import Incident, Story, from_plain
from dateline.weighing.account import Account, Spot
from dateline.weighing.standing.when_where import kilometres
from dateline.weighing.weigher.asking import settled_by
from dateline.weighing.weigher.changes import ChangeRow, Known, facts
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.state import State

# How far off what may be the same happening is looked for: in days, and in kilometres.
DAYS, FAR = 7, 150.0
MOST = 2000  # neighbours that are looked at


def accounts(store: Store, state: State, events: Iterable[str], wanted: Filter) -> list[Account]:
    """The accounts of these events (by id) as of the filter's clocks, by report and place in it."""
    rows = within(store.connection, select(w.accounts), w.accounts.c.event_id, events)
    visible = state.visible(store, rows, Clock.of(wanted))
    return sorted(
        (state.accounts.get(row.number, row.packed) for row in visible), key=lambda a: (a.report, a.trigger, a.event)
    )


def stories(store: Store, state: State, reports: Sequence[str], wanted: Filter) -> tuple[Story, ...]:
    """The stories of these reports (by id) as of the filter's clocks, each once, by their ids."""
    clock = Clock.of(wanted)
    numbers = store.report_numbers(reports)
    s = w.stories.c
    of = store.story_ids(numbers.values())
    query = select(s.id, s.packed).where(*settled_by(w.stories, clock))
    found: dict[str, Story] = {
        row.id: from_plain(Story, json.loads(row.packed))
        for row in within(store.connection, query, s.id, set(of.values()))
    }
    left = {number for number in numbers.values() if of.get(number) not in found}
    if left:
        knots = {row.knot for row in store.prints_of(left)}
        found |= {t.story.id: t.story for t in state.stories(store, knots, clock) if left & set(t.reports.values())}
    return tuple(found[id_] for id_ in sorted(found))


@dataclass(frozen=True, slots=True)
class Near:
    """An incident near another: so many days and kilometres apart; None where that is not known."""

    id: str
    title: str
    type: str
    status: str
    standing: str
    reports: int
    first: str | None
    last: str | None
    days: int | None
    km: float | None


def near(store: Store, one: Incident, words: str = "", most: int = 12) -> list[Near]:
    """Incidents that may be the same happening: about that time, there or in that country, those most alike first.

    `words` are looked for in their titles. They are as they stand now: what is merged is merged now.
    """
    f, i = w.incident_facets.c, w.incidents.c
    first, last = _around(one)
    query = (
        select(f.incident, f.type, f.status, f.standing, f.reports, f.earliest, f.latest, f.lat, f.lon, i.title)
        .join(w.incidents, i.id == f.incident)
        .where(f.earliest <= last, f.latest >= first, f.incident != one.id)
    )
    # By the days alone, from one index: what is years long or of no known day is near nothing.
    query = query.where(f.earliest >= _shift(first, -31))
    if one.country:
        query = query.where(f.country.in_([one.country, ""]))
    for word in words.split()[:8]:
        query = query.where(i.title.icontains(word, autoescape=True))
    found = []
    here = _spot(one.lat, one.lon)
    for row in store.connection.execute(query.limit(MOST)):
        days = _apart(one, row.earliest, row.latest)
        km = kilometres(here, _spot(row.lat, row.lon))
        if km is not None and km > FAR and not words:
            continue
        order = (row.type != one.type, (km or 0.0) / 25 + (days or 0) * 2 + (km is None), -row.reports, row.incident)
        found.append(
            (
                order,
                Near(
                    row.incident, row.title, row.type, row.status, row.standing, row.reports,
                    row.earliest or None, None if row.latest == BEHIND else row.latest, days,
                    None if km is None else round(km, 1),
                ),
            )
        )  # fmt: skip
    return [row for _, row in sorted(found, key=lambda pair: pair[0])[:most]]


def changes(store: Store, state: State, one: Incident, since: str, wanted: Filter) -> list[ChangeRow]:
    """What changed in an incident since the end of a day, up to the filter's clocks."""
    before = replace(wanted, known_by=last_day("since", since), limit=None, offset=0)
    clock = Clock.of(before)
    knots = set(store.knots_of_events(one.events).values())
    own = set(one.events)
    then = [held.incident for held in state.incidents(store, knots, clock) if own & set(held.incident.events)]
    # It may have gone by another name, and have been several.
    old = Known(frozenset(replace(fact, incident=one.id) for fact in facts(then)), ((one.id, one.title),))
    return old.until(Known(facts([one]), ((one.id, one.title),))).rows()


def _around(one: Incident) -> tuple[str, str]:
    """The days about an incident: about its reports', where its own are open."""
    published = [day[:10] for day in one.published if day]
    first = one.first or one.last or min(published, default=BEFORE)
    last = one.last or one.first or max(published, default=BEHIND)
    return _shift(first, -DAYS), _shift(last, DAYS)


def _shift(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _apart(one: Incident, earliest: str, latest: str) -> int | None:
    """Days between two spans of days; none where they overlap."""
    if not (one.first or one.last) or (earliest == BEFORE and latest == BEHIND):
        return None
    first, last = one.first or BEFORE, one.last or BEHIND
    if first <= latest and earliest <= last:
        return 0
    gap = (latest, first) if latest < first else (last, earliest)
    try:
        return (date.fromisoformat(gap[1]) - date.fromisoformat(gap[0])).days
    except ValueError:
        return None


def _spot(lat: float | None, lon: float | None) -> Spot:
    return Spot("", None, lat, lon, None, None, None, None, "", None)
