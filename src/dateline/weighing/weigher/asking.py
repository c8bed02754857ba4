"""What is asked of a weighed ledger: incidents, stories, tensions, voices, and what changed; all as of two clocks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from dateline.ledger import Filter, LedgerError
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.filters import NAMES, after, last_day
from dateline.ledger.queries import Questions, begins
from dateline.ledger.tables import BEHIND
from dateline.ledger.weighed import Store
from dateline.records import Incident, Level, Stance, Story, Strain, from_plain
from dateline.weighing.incidents import Tie
from dateline.weighing.weigher.changes import Diff, difference
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.state import State, ties_among

T = TypeVar("T")
Reasons = dict[tuple[str, str], Tie]
# Knots weighed at a time, when a question is asked as of another day.
KNOTS = 40
# Filters that choose no event.
NOT_OF_EVENTS = {"limit", "offset", "known_by", "recorded_by"}


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What incidents are chosen by beside their events. `by` is date, reports or doubt."""

    standing: tuple[str, ...] = ()
    min_reports: int = 1
    by: str = "date"

    def chooses(self, incident: Incident) -> bool:
        return (not self.standing or incident.standing in self.standing) and len(incident.reports) >= self.min_reports


@dataclass(frozen=True, slots=True)
class StrainRow:
    """A tension and the incident that it is about."""

    incident: str
    title: str
    strain: Strain


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """What a voice has said over all incidents: how many, in how many reports, how often alone, how often borne out
    by another that does not rest on it, how often it denied, and how many of its incidents are disputed."""

    key: str
    name: str
    kind: str
    named: bool
    incidents: int
    reports: int
    alone: int
    borne_out: int
    denies: int
    disputed: int


# Incidents


def incidents(store: Store, state: State, wanted: Filter, more: More) -> Iterator[Incident]:
    """Incidents with an event that the filter chooses, in the order asked for."""
    if Clock.of(wanted).now:
        for packed in store.connection.execute(_present(store, wanted, more)).scalars():
            yield from_plain(Incident, json.loads(packed))
        return
    chosen = (one for one in _as_of(store, state, wanted) if more.chooses(one))
    yield from _window(chosen if more.by == "date" else iter(sorted(chosen, key=_ORDERS[more.by])), wanted)


_ORDERS: Mapping[str, Callable[[Incident], Any]] = {
    "reports": lambda one: (-len(one.reports), one.published[0] or BEHIND, one.id),
    "doubt": lambda one: (one.standing != Level.DISPUTED, one.independent, -len(one.reports), one.id),
}


def _present(store: Store, wanted: Filter, more: More) -> Select[Any]:
    i = w.incidents.c
    orders: dict[str, tuple[Any, ...]] = {
        "date": (i.published, i.id),
        "reports": (i.reports.desc(), i.published, i.id),
        "doubt": (case((i.standing == Level.DISPUTED, 0), else_=1), i.independent, i.reports.desc(), i.id),
    }
    query = select(i.packed).where(*_of_events(store, wanted))
    if more.standing:
        query = query.where(i.standing.in_(more.standing))
    if more.min_reports > 1:
        query = query.where(i.reports >= more.min_reports)
    return query.order_by(*orders[more.by]).limit(wanted.limit).offset(wanted.offset or None)


def _of_events(store: Store, wanted: Filter) -> list[ColumnElement[bool]]:
    """The condition that an incident has an event that the filter chooses; none where it chooses nothing away."""
    if not _chooses_events(wanted):
        return []
    of = w.incident_events.c
    return [w.incidents.c.id.in_(select(of.incident).where(of.event.in_(_events(store, wanted))))]


def _chooses_events(wanted: Filter) -> bool:
    return any(getattr(wanted, name) is not None for name in NAMES if name not in NOT_OF_EVENTS)


def _events(store: Store, wanted: Filter) -> Select[Any]:
    """Keys of the events that the filter chooses."""
    asked = Questions(store.connection, replace(wanted, limit=None, offset=0)).events()
    return asked.with_only_columns(t.events.c.key).order_by(None)


def _as_of(store: Store, state: State, wanted: Filter) -> Iterator[Incident]:
    """Incidents as they stood, by the day of their first report.

    Knots come in the order of their first accounts: an incident can be given out as soon as all knots that are still
    to come begin later.
    """
    clock = Clock.of(wanted)
    waiting: list[tuple[str, str, Incident]] = []
    for position, knots in _knots(store, clock, wanted):
        while waiting and waiting[0][0] < position:
            yield heappop(waiting)[2]
        for incident in _of_knots(store, state, knots, clock, wanted):
            heappush(waiting, (incident.published[0] or BEHIND, incident.id, incident))
    while waiting:
        yield heappop(waiting)[2]


def _of_knots(store: Store, state: State, knots: Iterable[int], clock: Clock, wanted: Filter) -> Iterator[Incident]:
    """The incidents of these knots that have a chosen event."""
    numbers = list(knots)
    a = w.accounts.c
    chosen: set[int] | None = None
    if _chooses_events(wanted):
        query = select(a.event).where(a.knot.in_(numbers), a.event.in_(_events(store, wanted)))
        chosen = set(store.connection.execute(query).scalars())
    for held in state.incidents(store, numbers, clock):
        if chosen is None or chosen & set(held.keys):
            yield held.incident


def _knots(store: Store, clock: Clock, wanted: Filter, since: str | None = None) -> Iterator[tuple[str, list[int]]]:
    """Knots with an account that can be visible, some at a time, each time with the day that the first begins on.

    `since`: only those with an account that became known after that day.
    """
    a = w.accounts.c
    query = select(a.published, a.knot).order_by(a.published, a.knot)
    if clock.known_by is not None:
        query = query.where(a.published < after(clock.known_by))
    if since is not None:
        # What is dated by its month or year alone becomes known when that is over.
        query = query.where(or_(a.published >= after(since), a.published.in_([since[:7], since[:4]])))
    if clock.recorded_by is not None:
        query = query.where(a.recorded <= clock.recorded_by)
    if _chooses_events(wanted):
        query = query.where(a.event.in_(_events(store, wanted)))
    seen: set[int] = set()
    part: list[int] = []
    begins_on = ""
    for published, knot in store.connection.execution_options(yield_per=2000).execute(query):
        if knot in seen:
            continue
        seen.add(knot)
        begins_on = published if not part else begins_on
        part.append(knot)
        if len(part) == KNOTS:
            yield begins_on, part
            part = []
    if part:
        yield begins_on, part


def incident(store: Store, state: State, id_or_prefix: str, wanted: Filter) -> Incident:
    """The incident that holds the event an id names."""
    prefix = _prefix(id_or_prefix, "i", "e")
    a = w.accounts.c
    query = select(a.event_id, a.knot).where(*begins(a.event_id, prefix)).distinct().limit(5)
    found = {row.event_id: row.knot for row in store.connection.execute(query)}
    event = _only(found, prefix, id_or_prefix, "incident")
    clock = Clock.of(wanted)
    for held in state.incidents(store, [found[event]], clock):
        if event in held.incident.events:
            return held.incident
    raise LedgerError(f"No incident holds {event}{_then(clock)}: it was rejected, read anew, or not known yet.")


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
    s, of = w.stories.c, w.story_reports.c
    readings = Questions(store.connection, replace(wanted, limit=None, offset=0)).readings().order_by(None)
    reports = readings.with_only_columns(t.readings.c.report)
    if clock.now:
        query = select(s.packed).where(s.reports >= least)
        if any(getattr(wanted, n) is not None for n in NAMES if n not in NOT_OF_EVENTS):
            query = query.where(s.id.in_(select(of.story).where(of.report.in_(reports))))
        query = query.order_by(s.published, s.id).limit(wanted.limit).offset(wanted.offset or None)
        for packed in store.connection.execute(query).scalars():
            yield from_plain(Story, json.loads(packed))
        return
    yield from _window(_stories_as_of(store, state, clock, reports, least), wanted)


def _stories_as_of(store: Store, state: State, clock: Clock, reports: Select[Any], least: int) -> Iterator[Story]:
    chosen = set(store.connection.execute(reports).scalars())
    told = []
    for one in state.stories(store, {row.knot for row in store.prints_of(chosen)}, clock):
        if len(one.story.reports) >= least and chosen & set(one.reports.values()):
            told.append((one.first or BEHIND, one.story.id, one.story))
    for _, _, each in sorted(told, key=lambda one: one[:2]):
        yield each


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


# Tensions and voices


def strains(store: Store, state: State, wanted: Filter, field: str | None) -> Iterator[StrainRow]:
    """Tensions of the incidents that the filter chooses."""
    if not Clock.of(wanted).now:
        found = (
            StrainRow(one.id, one.title, strain)
            for one in _as_of(store, state, wanted)
            for strain in one.strains
            if field in (None, strain.field)
        )
        yield from _window(found, wanted)
        return
    s, i = w.strains.c, w.incidents.c
    joined = w.strains.join(w.incidents, i.id == s.incident)
    query = select(s.incident, i.packed.label("of"), s.packed).select_from(joined).where(*_of_events(store, wanted))
    if field is not None:
        query = query.where(s.field == field)
    query = query.order_by(i.published, s.incident, s.position).limit(wanted.limit).offset(wanted.offset or None)
    for incident_id, of, packed in store.connection.execute(query):
        yield StrainRow(incident_id, json.loads(of)["title"], from_plain(Strain, json.loads(packed)))


def voices(store: Store, state: State, wanted: Filter) -> Iterator[VoiceRow]:
    """Voices of the incidents that the filter chooses, those of most incidents first."""
    if not Clock.of(wanted).now:
        yield from _window(_voices_of(_as_of(store, state, wanted)), wanted)
        return
    v = w.witnesses.c

    def often(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    query = select(
        v.voice, func.min(v.name), func.min(v.kind), func.max(case((v.named, 1), else_=0)), func.count(),
        func.sum(v.reports), often(v.alone), often(v.apart), often(v.stance == Stance.DENIES), often(v.disputed),
    ).group_by(v.voice)  # fmt: skip
    if _chooses_events(wanted):
        query = query.where(v.incident.in_(select(w.incidents.c.id).where(*_of_events(store, wanted))))
    query = query.order_by(func.count().desc(), v.voice).limit(wanted.limit).offset(wanted.offset or None)
    for key, name, kind, named, *numbers in store.connection.execute(query):
        yield VoiceRow(key, name, kind, bool(named), *map(int, numbers))


def _voices_of(found: Iterable[Incident]) -> Iterator[VoiceRow]:
    rows: dict[str, list[Any]] = defaultdict(lambda: ["~", "~", False, 0, 0, 0, 0, 0, 0])
    for one in found:
        for witness in one.witnesses:
            row = rows[witness.key]
            row[0], row[1] = min(row[0], witness.name), min(row[1], witness.kind)
            row[2] = row[2] or witness.named
            happened = (
                1, len(witness.reports), len(one.witnesses) == 1, witness.apart, witness.stance == Stance.DENIES,
                one.standing == Level.DISPUTED,
            )  # fmt: skip
            row[3:] = [number + int(more) for number, more in zip(row[3:], happened, strict=True)]
    for key, row in sorted(rows.items(), key=lambda item: (-item[1][3], item[0])):
        yield VoiceRow(key, *row)


# What changed


def diff(store: Store, state: State, since: str, until: str, wanted: Filter) -> Diff:
    """The difference between what was known by the end of `since` and by the end of `until`."""
    first, last = last_day("since", since), last_day("until", until)
    if first is None or last is None:
        raise LedgerError("A difference is between two days: give both, such as 2008-03-02.")
    if first > last:
        raise LedgerError(f"The first day is after the second ({since}, {until}).")
    earlier, later = Clock(first, Clock.of(wanted).recorded_by), Clock(last, Clock.of(wanted).recorded_by)
    whole = Diff(frozenset(), frozenset())
    asked = replace(wanted, known_by=None, limit=None, offset=0)
    for _, knots in _knots(store, later, asked, since=first):
        fresh = _changed(store, knots, earlier, later)
        before = _of_knots(store, state, fresh, earlier, replace(asked, known_by=first))
        now = _of_knots(store, state, fresh, later, replace(asked, known_by=last))
        part = difference(before, now)
        whole = Diff(whole.came | part.came, whole.went | part.went, whole.titles + part.titles)
    return whole


def _changed(store: Store, knots: list[int], earlier: Clock, later: Clock) -> list[int]:
    """Those of the knots in which something became visible between the two."""
    a = w.accounts.c
    query = select(a.knot, a.published).where(a.knot.in_(knots)).distinct()
    rows = store.connection.execute(query)
    return sorted({knot for knot, published in rows if later.knows(published) and not earlier.knows(published)})


# How it is done


def _window(found: Iterator[T], wanted: Filter) -> Iterator[T]:
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
