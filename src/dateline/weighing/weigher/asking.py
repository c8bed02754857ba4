"""What is asked of a weighed ledger: incidents, stories, tensions, voices, and what changed; all as of two clocks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush, merge
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Table, and_, exists, not_, select

from dateline.ledger import Filter, LedgerError
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.filters import NAMES
from dateline.ledger.parts import parts
from dateline.ledger.queries import Questions, begins
from dateline.ledger.tables import BEHIND
from dateline.ledger.weighed import Store
from dateline.records import Incident, Story, Strain, from_plain
from dateline.weighing.incidents import Tie
from dateline.weighing.weigher.choosing import ORDERS, More
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.state import State, Told, ties_among

T = TypeVar("T")
Reasons = dict[tuple[str, str], Tie]
# Knots weighed at a time, when a question is asked as of another day: few at first, since few may be asked for.
KNOTS, MOST_KNOTS = 8, 256
# Filters that choose no event.
NOT_OF_EVENTS = {"limit", "offset", "known_by", "recorded_by"}


@dataclass(frozen=True, slots=True)
class StrainRow:
    """A tension and the incident that it is about."""

    incident: str
    title: str
    strain: Strain


# Incidents


def incidents(store: Store, state: State, wanted: Filter, more: More) -> Iterator[Incident]:
    """Incidents with an event that the filter chooses, in the order asked for."""
    clock = Clock.of(wanted)
    if clock.now:
        yield from _settled(store, wanted, more, clock, wanted.limit, wanted.offset)
    else:
        yield from window(_as_of(store, state, wanted, more, clock), wanted)


def _as_of(store: Store, state: State, wanted: Filter, more: More, clock: Clock) -> Iterator[Incident]:
    order = ORDERS[more.by]
    # No more than can be shown: those that are opened push others out.
    least = None if wanted.limit is None else wanted.offset + wanted.limit
    settled = _settled(store, wanted, more, clock, least)
    fresh: Iterator[Incident] = (one for one in opened(store, state, wanted, clock) if more.chooses(one))
    if more.by != "date":
        fresh = iter(sorted(fresh, key=order.key, reverse=order.backward))
    return merge(settled, fresh, key=order.key, reverse=order.backward)


def _settled(
    store: Store, wanted: Filter, more: More, clock: Clock, limit: int | None, offset: int = 0
) -> Iterator[Incident]:
    """Incidents that stood as of the clock as they do now."""
    f = w.incident_facets.c
    chosen = select(f.incident).where(
        *of_events(store, wanted, f.incident), *settled_by(w.incident_facets, clock), *more.conditions()
    )
    ids = store.connection.execute(chosen.order_by(*ORDERS[more.by].columns).limit(limit).offset(offset or None))
    i = w.incidents.c
    for part in parts(ids.scalars().all()):
        rows = store.connection.execute(select(i.id, i.packed).where(i.id.in_(part)))
        found: dict[str, str] = {row.id: row.packed for row in rows}
        yield from (from_plain(Incident, json.loads(found[id_])) for id_ in part if id_ in found)


def settled_by(table: Table, clock: Clock) -> list[ColumnElement[bool]]:
    """The condition that what stands in a row stood so as of a clock."""
    conditions: list[ColumnElement[bool]] = []
    if clock.known_by is not None:
        conditions.append(table.c.settled_day <= clock.known_by)
    if clock.recorded_by is not None:
        conditions.append(table.c.settled_at <= clock.recorded_by)
    return conditions


def of_events(store: Store, wanted: Filter, incident: Any = w.incidents.c.id) -> list[ColumnElement[bool]]:
    """The condition that an incident has an event that the filter chooses; none where it chooses nothing away."""
    if not chooses_events(wanted):
        return []
    of = w.incident_events.c
    return [incident.in_(select(of.incident).where(of.event.in_(events_of(store, wanted))))]


def chooses_events(wanted: Filter) -> bool:
    return any(getattr(wanted, name) is not None for name in NAMES if name not in NOT_OF_EVENTS)


def events_of(store: Store, wanted: Filter) -> Select[Any]:
    """Keys of the events that the filter chooses."""
    asked = Questions(store.connection, replace(wanted, limit=None, offset=0)).events()
    return asked.with_only_columns(t.events.c.key).order_by(None)


def opened(store: Store, state: State, wanted: Filter, clock: Clock) -> Iterator[Incident]:
    """Incidents of the knots that held less as of the clock than they do now, by the day of their first report.

    Knots come in the order of their first accounts: an incident can be given out as soon as all knots that are still
    to come begin later.
    """
    waiting: list[tuple[str, str, Incident]] = []
    for position, knots in _open_knots(store, clock, of_stories=False):
        while waiting and waiting[0][0] < position:
            yield heappop(waiting)[2]
        for incident in of_knots(store, state, knots, clock, wanted):
            heappush(waiting, (incident.published[0] or BEHIND, incident.id, incident))
    while waiting:
        yield heappop(waiting)[2]


def _open_knots(store: Store, clock: Clock, *, of_stories: bool) -> Iterator[tuple[str, list[int]]]:
    """Knots that were open as of a clock, some at a time, each time with when the first of them begins."""
    o = w.open_knots.c
    query = select(o.begins, o.knot).where(o.of_stories == of_stories)
    if clock.known_by is not None:
        query = query.where(o.first_day <= clock.known_by)
    if clock.recorded_by is not None:
        query = query.where(o.first_at <= clock.recorded_by)
    query = query.where(not_(and_(*settled_by(w.open_knots, clock)))).order_by(o.begins, o.knot)
    rows = store.connection.execute(query).all()
    at, many = 0, KNOTS
    while at < len(rows):
        part = rows[at : at + many]
        yield part[0].begins, [row.knot for row in part]
        at, many = at + many, min(2 * many, MOST_KNOTS)


def of_knots(store: Store, state: State, knots: Iterable[int], clock: Clock, wanted: Filter) -> Iterator[Incident]:
    """The incidents of these knots that have a chosen event."""
    numbers = list(knots)
    a = w.accounts.c
    chosen: set[int] | None = None
    if chooses_events(wanted):
        query = select(a.event).where(a.knot.in_(numbers), a.event.in_(events_of(store, wanted)))
        chosen = set(store.connection.execute(query).scalars())
        if not chosen:
            return
    for held in state.incidents(store, numbers, clock):
        if chosen is None or chosen & set(held.keys):
            yield held.incident


def incident(store: Store, state: State, id_or_prefix: str, wanted: Filter) -> Incident:
    """The incident that holds the event an id names."""
    prefix = _prefix(id_or_prefix, "i", "e")
    a = w.accounts.c
    query = select(a.event_id, a.knot).where(*begins(a.event_id, prefix)).distinct().limit(5)
    found = {row.event_id: row.knot for row in store.connection.execute(query)}
    event = _only(found, prefix, id_or_prefix, "incident")
    clock = Clock.of(wanted)
    if (stands := _standing(store, event, clock)) is not None:
        return stands
    for held in state.incidents(store, [found[event]], clock):
        if event in held.incident.events:
            return held.incident
    raise LedgerError(f"No incident holds {event}{_then(clock)}: it was rejected, read anew, or not known yet.")


def _standing(store: Store, event: str, clock: Clock) -> Incident | None:
    """The incident that holds an event, where it stood as of the clock as it does now."""
    a, of, i = w.accounts.c, w.incident_events.c, w.incidents.c
    held = select(of.incident).join(w.accounts, a.event == of.event).where(a.event_id == event)
    query = select(i.packed).where(i.id.in_(held), *settled_by(w.incidents, clock)).limit(1)
    packed = store.connection.execute(query).scalar()
    return None if packed is None else from_plain(Incident, json.loads(packed))


def reasons(store: Store, one: Incident) -> Reasons:
    """The ties between the events of an incident, strongest first."""
    rows: dict[str, int] = {}
    for row in store.accounts_with(one.events):
        rows[row.event_id] = max(row.number, rows.get(row.event_id, 0))
    ties = ties_among(store, {number: event for event, number in rows.items()}, reasons=True)
    return dict(sorted(ties.items(), key=lambda pair: (-pair[1].score, pair[0])))


# Stories


def stories(store: Store, state: State, wanted: Filter, *, copies_only: bool) -> Iterator[Story]:
    """Stories with a report that the filter chooses, by the day of their origin."""
    clock = Clock.of(wanted)
    least = 2 if copies_only else 1
    chosen = _reports(store, wanted) if chooses_events(wanted) else None
    s, of = w.stories.c, w.story_reports.c
    query = select(s.packed, s.published).where(s.reports >= least, *settled_by(w.stories, clock))
    if chosen is not None:
        query = query.where(s.id.in_(select(of.story).where(of.report.in_(chosen))))
    limit = None if wanted.limit is None else wanted.offset + wanted.limit
    rows = store.connection.execute(query.order_by(s.published, s.id).limit(limit))
    settled = ((row.published, from_plain(Story, json.loads(row.packed))) for row in rows)
    fresh = _stories_opened(store, state, clock, chosen, least) if not clock.now else []
    both = merge(settled, fresh, key=lambda one: (one[0], one[1].id))
    yield from window((each for _, each in both), wanted)


def _reports(store: Store, wanted: Filter) -> Select[Any]:
    """Numbers of the reports that the filter chooses."""
    asked = Questions(store.connection, replace(wanted, limit=None, offset=0)).readings()
    return asked.order_by(None).with_only_columns(t.readings.c.report)


def _stories_opened(
    store: Store, state: State, clock: Clock, chosen: Select[Any] | None, least: int
) -> list[tuple[str, Story]]:
    """Stories of the knots that held less as of the clock than they do now."""
    told = [one for one in stories_opened(store, state, clock) if len(one.story.reports) >= least]
    if chosen is not None:
        among = {number for one in told for number in one.reports.values()}
        asked = {number for part in parts(among) for number in store.among(chosen, t.readings.c.report, part)}
        told = [one for one in told if asked & set(one.reports.values())]
    return sorted(((one.first or BEHIND, one.story) for one in told), key=lambda one: (one[0], one[1].id))


def stories_opened(store: Store, state: State, clock: Clock) -> list[Told]:
    """All stories of the knots that held less as of the clock than they do now."""
    knots = [knot for _, part in _open_knots(store, clock, of_stories=True) for knot in part]
    return state.stories(store, knots, clock)


def story(store: Store, state: State, id_or_prefix: str, wanted: Filter) -> Story:
    """The story that has the report an id names."""
    prefix = _prefix(id_or_prefix, "s", "r")
    r = t.reports.c
    query = select(r.id, r.number).where(*begins(r.id, prefix)).limit(5)
    found = {row.id: row.number for row in store.connection.execute(query)}
    report = _only(found, prefix, id_or_prefix, "story")
    clock = Clock.of(wanted)
    knots = {row.knot for row in store.prints_of([found[report]])}
    for one in state.stories(store, knots, clock):
        if report in one.reports:
            return one.story
    raise LedgerError(f"There is no story with {report}{_then(clock)}.")


# Tensions


def strains(store: Store, state: State, wanted: Filter, field: str | None) -> Iterator[StrainRow]:
    """Tensions of the incidents that the filter chooses, by the day of the incident's first report."""
    clock = Clock.of(wanted)
    s = w.strains.c
    query = select(s.published, s.incident, s.title, s.packed)
    if chooses_events(wanted) or not clock.now:
        conditions = [*of_events(store, wanted), *settled_by(w.incidents, clock)]
        query = query.where(exists().where(w.incidents.c.id == s.incident, *conditions))
    if field is not None:
        query = query.where(s.field == field)
    limit = None if wanted.limit is None else wanted.offset + wanted.limit
    rows = store.connection.execute(query.order_by(s.published, s.incident, s.position).limit(limit))
    settled = (
        (row.published, StrainRow(row.incident, row.title, from_plain(Strain, json.loads(row.packed)))) for row in rows
    )
    fresh = (
        (one.published[0] or BEHIND, StrainRow(one.id, one.title, strain))
        for one in (opened(store, state, wanted, clock) if not clock.now else ())
        for strain in one.strains
        if field in (None, strain.field)
    )
    both = merge(settled, fresh, key=lambda one: (one[0], one[1].incident))
    yield from window((row for _, row in both), wanted)


# How it is done


def window(found: Iterator[T], wanted: Filter) -> Iterator[T]:
    for place, one in enumerate(found):
        if wanted.limit is not None and place >= wanted.offset + wanted.limit:
            return
        if place >= wanted.offset:
            yield one


def _prefix(given: str, letter: str, of: str) -> str:
    """The beginning of the id that an id of a story or incident is made from."""
    text = given.strip()
    for start in (f"{letter}_", f"{of}_"):
        if text.startswith(start) and len(text) > len(start):
            return f"{of}_{text.removeprefix(start)}"
    raise LedgerError(f"{text!r} is not an id. Ids look like {letter}_5f0c2a91be34d7aa, or the beginning of that.")


def _only(found: Mapping[str, Any], prefix: str, given: str, kind: str) -> str:
    if not found:
        raise LedgerError(f"No {kind} in the ledger has an id that begins with {given!r}.")
    if len(found) > 1 and prefix not in found:
        raise LedgerError(f"More than one {kind} has an id that begins with {given!r}: {', '.join(sorted(found))} ...")
    return prefix if prefix in found else next(iter(found))


def _then(clock: Clock) -> str:
    return "" if clock.now else f" as of {clock.known_by or clock.recorded_by}"
