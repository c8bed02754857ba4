"""What changed between two days: the knots in which something became known, as they stood on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import false, or_, select

from dateline.ledger import Filter, LedgerError
from dateline.ledger import weighed_tables as w
from dateline.ledger.filters import after, last_day
from dateline.ledger.parts import parts, within
from dateline.ledger.weighed import Store
from dateline.weighing.weigher.asking import of_events, of_knots, settled_by
from dateline.weighing.weigher.changes import Diff, Fact, Known, facts, unpacked
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.state import State


def diff(store: Store, state: State, since: str, until: str, wanted: Filter) -> Diff:
    """The difference between what was known by the end of `since` and by the end of `until`."""
    first, last = last_day("since", since), last_day("until", until)
    if first is None or last is None:
        raise LedgerError("A difference is between two days: give both, such as 2008-03-02.")
    if first > last:
        raise LedgerError(f"The first day is after the second ({since}, {until}).")
    recorded = Clock.of(wanted).recorded_by
    asked = replace(wanted, known_by=None, limit=None, offset=0)
    whole = Diff(frozenset(), frozenset())
    for knots in _changed(store, first, last, recorded):
        before = _as_of(store, state, knots, Clock(first, recorded), replace(asked, known_by=first))
        now = _as_of(store, state, knots, Clock(last, recorded), replace(asked, known_by=last))
        part = before.known.until(now.known, _joined(store, before, now))
        whole = Diff(
            whole.came | part.came, whole.went | part.went, whole.titles + part.titles, whole.joined + part.joined
        )
    return whole


def _changed(store: Store, first: str, last: str, recorded: str | None) -> Iterator[list[int]]:
    """Knots with an account that became known between two days, some at a time."""
    a = w.accounts.c
    # What is dated by its month or year alone becomes known when that is over.
    query = select(a.knot, a.published).distinct()
    query = query.where(or_(a.published >= after(first), a.published.in_([first[:7], first[:4]])))
    query = query.where(a.published < after(last))
    if recorded is not None:
        query = query.where(a.recorded <= recorded)
    earlier, later = Clock(first, None), Clock(last, None)
    rows = store.connection.execute(query)
    knots = {knot for knot, published in rows if later.knows(published) and not earlier.knows(published)}
    yield from parts(sorted(knots))


@dataclass(frozen=True, slots=True)
class _Day:
    """What was known on a day, and which incident held each event of those that stood otherwise than now."""

    known: Known
    holder: Mapping[str, str]

    @property
    def ids(self) -> set[str]:
        return {id_ for id_, _ in self.known.titles}


def _joined(store: Store, before: _Day, now: _Day) -> dict[str, str]:
    """The incidents that went because they became one with another, which holds the event they are named for."""
    first_event = {id_.replace("i_", "e_", 1): id_ for id_ in before.ids - now.ids}
    a, of = w.accounts.c, w.incident_events.c
    query = select(a.event_id, of.incident).join(w.incident_events, of.event == a.event).distinct()
    rows = within(store.connection, query, a.event_id, first_event.keys() - now.holder.keys())
    holder = {str(row.event_id): str(row.incident) for row in rows} | dict(now.holder)
    return {id_: holder[event] for event, id_ in first_event.items() if holder.get(event) in now.ids}


def _as_of(store: Store, state: State, knots: list[int], clock: Clock, wanted: Filter) -> _Day:
    """What stood of these knots as of a clock: as it is now, where they have not changed since."""
    o, i = w.open_knots.c, w.incidents.c
    query = select(o.knot, o.first_day, o.first_at, o.settled_day, o.settled_at)
    rows = store.connection.execute(query.where(o.of_stories == false(), o.knot.in_(knots))).all()
    later = {row.knot for row in rows if not _stood(row.settled_day, row.settled_at, clock)}
    fresh = [row.knot for row in rows if row.knot in later and _stood(row.first_day, row.first_at, clock)]
    conditions = [*of_events(store, wanted), *settled_by(w.incidents, clock)]
    settled = select(i.id, i.title, i.facts).where(i.knot.in_(set(knots) - later), *conditions)
    known: set[Fact] = set()
    titles = []
    holder: dict[str, str] = {}
    for row in store.connection.execute(settled):
        titles.append((row.id, row.title))
        known.update(unpacked(row.id, row.facts))
    for incident in of_knots(store, state, fresh, clock, wanted):
        titles.append((incident.id, incident.title))
        known |= facts([incident])
        holder |= dict.fromkeys(incident.events, incident.id)
    return _Day(Known(frozenset(known), tuple(titles)), holder)


def _stood(day: str, at: str, clock: Clock) -> bool:
    return (clock.known_by is None or day <= clock.known_by) and clock.recorded(at)
