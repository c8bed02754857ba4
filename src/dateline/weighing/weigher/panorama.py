"""The panorama of one ledger: all incidents in columns, kept while nothing is weighed, and how they stood before."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import false, func, select

from dateline.ledger import Ledger
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.tables import BEHIND
from dateline.ledger.weighed import Store, known_on
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.columns import LAST_DAY, TAKEN, Codes, Columns, Row, columns, iso_of, number_of, row_of
from dateline.weighing.weigher.state import State

# States of knots that are kept; all go when there are more.
KEPT = 50_000
Stamp = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """An incident as it stood once: its narrow row, its title, and the knot it is in."""

    row: Row
    title: str
    knot: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on which reports were published, and how many were known by its end."""

    day: str
    reports: int


@dataclass(slots=True)
class Seen:
    """Everything that is kept of a ledger as it was weighed last.

    `published` are the days on which reports became known, each with their number and when they were recorded.
    """

    stamp: Stamp
    codes: Codes
    incidents: Columns
    open_knots: Sequence[tuple[int, str, str, str, str]]  # knot, first_day, first_at, settled_day, settled_at
    published: Sequence[tuple[int, str, int]]  # day, recorded, how many
    known: tuple[Sequence[int], Sequence[int]]  # days, and how many reports were known by each
    stops: tuple[Stop, ...]
    days: dict[int, list[str]] = field(default_factory=dict)  # of a knot: when something of it became known
    past: dict[tuple[int, str, str | None], tuple[Past, ...]] = field(default_factory=dict)


class Panorama:
    """Keeps what was seen of a ledger. Several threads may ask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: Seen | None = None

    def seen(self, store: Store) -> Seen:
        """The ledger as it is weighed now: looked at anew only where something was weighed since."""
        now = _stamp(store)
        with self._lock:
            if self._seen is None or self._seen.stamp != now:
                self._seen = _look(store, now)
            return self._seen


_OF: WeakKeyDictionary[Ledger, Panorama] = WeakKeyDictionary()


def panorama(book: Ledger) -> Panorama:
    """The panorama of an open ledger."""
    return _OF.setdefault(book, Panorama())


def _stamp(store: Store) -> Stamp:
    """Another one whenever something was weighed."""
    reading = select(w.weighed.c.reading, w.weighed.c.weigher).order_by(w.weighed.c.reading.desc()).limit(1)
    decision = select(func.max(w.decisions_weighed.c.decision))
    report = select(func.max(t.reports.c.number))
    first = store.connection.execute(reading).first()
    return (*(first or (0, "")), *(store.connection.execute(one).scalar() or 0 for one in (decision, report)))


def _look(store: Store, stamp: Stamp) -> Seen:
    codes = Codes.new()
    f, o, r = w.incident_facets.c, w.open_knots.c, t.reports.c
    rows = store.connection.execute(select(*(f[name] for name in TAKEN))).all()
    opens = select(o.knot, o.first_day, o.first_at, o.settled_day, o.settled_at).where(o.of_stories == false())
    told = select(r.published, r.recorded, func.count()).group_by(r.published, r.recorded)
    published = sorted((number_of(p or BEHIND), at, n) for p, at, n in store.connection.execute(told))
    many: dict[int, int] = defaultdict(int)
    for day, _, n in published:
        many[day] += n
    known = list(accumulate(many.values()))
    return Seen(
        stamp,
        codes,
        columns([tuple(row) for row in rows], codes),
        [(k, a, b, c, d) for k, a, b, c, d in store.connection.execute(opens)],
        published,
        (list(many), known),
        tuple(Stop(iso_of(day), reports) for day, reports in zip(many, known, strict=True) if day < LAST_DAY),
    )


def opened(store: Store, state: State, seen: Seen, clock: Clock) -> list[Past]:
    """The incidents of the knots that held less as of the clock than they do now, as they stood then."""
    if clock.now:
        return []
    open_then = [
        knot
        for knot, first_day, first_at, settled_day, settled_at in seen.open_knots
        if _stood(first_day, first_at, clock) and not _stood(settled_day, settled_at, clock)
    ]
    _fill_days(store, seen, [knot for knot in open_then if knot not in seen.days])
    # A knot stands on a day as it stood on the last day before it on which something of it became known.
    wanted = {knot: (knot, _last(seen.days[knot], clock), clock.recorded_by) for knot in open_then}
    missing = [knot for knot, key in wanted.items() if key not in seen.past]
    if missing:
        if len(seen.past) + len(missing) > KEPT:
            seen.past.clear()
            missing = open_then
        found: dict[int, list[Past]] = defaultdict(list)
        for held in state.incidents(store, missing, clock):
            found[held.knot].append(Past(row_of(held.incident), held.incident.title, held.knot))
        seen.past |= {wanted[knot]: tuple(found[knot]) for knot in missing}
    return [one for key in wanted.values() for one in seen.past.get(key, ())]


def _stood(day: str, at: str, clock: Clock) -> bool:
    return (clock.known_by is None or day <= clock.known_by) and clock.recorded(at)


def _last(days: Sequence[str], clock: Clock) -> str:
    if clock.known_by is None:
        return BEHIND
    at = bisect_right(days, clock.known_by)
    return days[at - 1] if at else ""


def _fill_days(store: Store, seen: Seen, knots: Iterable[int]) -> None:
    """When something of these knots became known: their accounts, and the reports of the stories that these are in."""
    wanted = list(knots)
    if not wanted:
        return
    days: dict[int, set[str]] = {knot: set() for knot in wanted}
    of_report: dict[int, set[int]] = defaultdict(set)
    for row in store.account_clocks(wanted):
        days[row.knot].add(known_on(row.published))
        of_report[row.report].add(row.knot)
    of_story: dict[int, set[int]] = defaultdict(set)
    for row in store.prints_of(of_report):
        of_story[row.knot] |= of_report[row.report]
    for row in store.print_clocks(of_story):
        for knot in of_story[row.knot]:
            days[knot].add(known_on(row.published))
    seen.days |= {knot: sorted(found) for knot, found in days.items()}


def known_reports(seen: Seen, clock: Clock) -> int:
    """How many reports were known as of a clock."""
    days, known = seen.known
    if clock.recorded_by is not None:
        until = number_of(clock.known_by) if clock.known_by else None
        return sum(n for day, at, n in seen.published if (until is None or day <= until) and clock.recorded(at))
    at = len(days) if clock.known_by is None else bisect_right(days, number_of(clock.known_by))
    return known[at - 1] if at else 0
