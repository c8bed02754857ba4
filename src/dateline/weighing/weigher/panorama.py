"""The panorama of one ledger: all incidents in columns, kept while nothing is weighed, and how they stood before."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import false, func, select

from dateline.ledger import Filter, Ledger
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.heard import TOLD
from dateline.ledger.parts import within
from dateline.ledger.tables import BEHIND
from dateline.ledger.weighed import Store, known_on
from dateline.weighing.account import Account
from dateline.weighing.stories import Prints
from dateline.weighing.weigher.asking import chooses_events, events_of
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.columns import (
    LAST_DAY,
    TAKEN,
    Codes,
    Columns,
    Ints,
    Row,
    columns,
    iso_of,
    number_of,
    numbers,
    objects,
    row_of,
)
from dateline.weighing.weigher.rows import doubt, told
from dateline.weighing.weigher.state import Held, State
from dateline.weighing.weigher.unpacked import Unpacked

# States of knots that are kept, of some kilobytes each; all go when there are more.
KEPT = 25_000
Stamp = tuple[Any, ...]
PUBLISHED = TAKEN.index("published")


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice in an incident: its key, its name (with its kind, and whether it is one), and what it did (`TOLD`)."""

    voice: str
    name: tuple[str, str, bool]
    did: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """An incident as it stood once: its narrow row, its title, and the knot it is in; its place by doubt, the keys of
    its events, and what each of its voices did."""

    row: Row
    title: str
    knot: int
    doubt: int
    events: tuple[int, ...]
    voices: tuple[Heard, ...]

    @property
    def id(self) -> str:
        return str(self.row[0])

    @property
    def standing(self) -> str:
        return str(self.row[1])

    @property
    def published(self) -> str:
        """Behind all days where it is not known."""
        return str(self.row[PUBLISHED])


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on which reports were published, and how many were known by its end."""

    day: str
    reports: int


@dataclass(frozen=True, slots=True)
class OpenKnots:
    """Knots that held less before than they do now, one at each place of every array."""

    knot: NDArray[np.int64]
    first_day: Ints
    first_at: NDArray[np.object_]
    settled_day: Ints
    settled_at: NDArray[np.object_]

    def then(self, clock: Clock) -> list[int]:
        """Those that held something as of a clock, and less than now."""
        begun, settled = np.ones(len(self.knot), bool), np.ones(len(self.knot), bool)
        if clock.known_by is not None:
            day = number_of(clock.known_by)
            begun &= self.first_day <= day
            settled &= self.settled_day <= day
        if clock.recorded_by is not None:
            begun &= np.asarray(self.first_at <= clock.recorded_by, bool)
            settled &= np.asarray(self.settled_at <= clock.recorded_by, bool)
        return [int(knot) for knot in self.knot[begun & ~settled]]


@dataclass(slots=True)
class Seen:
    """Everything that is kept of a ledger as it was weighed last.

    `known` are the days on which reports became known, and how many were known by each; `stops` the same, in words.
    """

    stamp: Stamp
    codes: Codes
    incidents: Columns
    open_knots: OpenKnots
    known: tuple[Sequence[int], Sequence[int]]
    last_at: str  # when the last report was recorded
    stops: tuple[Stop, ...]
    days: dict[int, list[str]] = field(default_factory=dict)  # of a knot: when something of it became known
    past: dict[tuple[int, str, str | None], tuple[Past, ...]] = field(default_factory=dict)
    heard: dict[Heard, Heard] = field(default_factory=dict)  # what voices did mostly, they did before


class Panorama:
    """Keeps what was seen of a ledger. Several threads may ask."""

    def __init__(self) -> None:
        # What is unpacked is kept too; one at a time works with it.
        self.state = State(Unpacked(Account), Unpacked(Prints))
        self.working = Lock()
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


def warm(book: Ledger) -> None:
    """Looks at a ledger, so that nobody waits for it; what goes wrong will be told who asks."""
    with suppress(Exception), book.asking() as connection:
        panorama(book).seen(Store(connection))


def _stamp(store: Store) -> Stamp:
    """Another one whenever something was weighed."""
    reading = select(w.weighed.c.reading, w.weighed.c.weigher).order_by(w.weighed.c.reading.desc()).limit(1)
    decision = select(func.max(w.decisions_weighed.c.decision))
    report = select(func.max(t.reports.c.number))
    first = store.connection.execute(reading).first()
    return (*(first or (0, "")), *(store.connection.execute(one).scalar() or 0 for one in (decision, report)))


def _look(store: Store, stamp: Stamp) -> Seen:
    codes = Codes.new()
    f = w.incident_facets.c
    rows = store.connection.execute(select(*(f[name] for name in TAKEN))).all()
    known = _known(store, None)
    return Seen(
        stamp,
        codes,
        columns(rows, codes),
        _open_knots(store, codes),
        known,
        store.connection.execute(select(func.max(t.reports.c.recorded))).scalar() or "",
        tuple(Stop(iso_of(day), reports) for day, reports in zip(*known, strict=True) if day < LAST_DAY),
    )


def _open_knots(store: Store, codes: Codes) -> OpenKnots:
    o = w.open_knots.c
    query = select(o.knot, o.first_day, o.first_at, o.settled_day, o.settled_at).where(o.of_stories == false())
    rows = store.connection.execute(query).all()
    knot, first_day, first_at, settled_day, settled_at = zip(*rows, strict=True) if rows else [()] * 5
    with codes.lock:
        return OpenKnots(
            np.fromiter(knot, np.int64),
            numbers(first_day, codes.days),
            objects(first_at),
            numbers(settled_day, codes.days),
            objects(settled_at),
        )


def _known(store: Store, recorded_by: str | None) -> tuple[Sequence[int], Sequence[int]]:
    """The days on which reports became known, and how many were known by each; of those recorded by a moment."""
    r = t.reports.c
    query = select(r.published, func.count()).group_by(r.published)
    if recorded_by is not None:
        query = query.where(r.recorded <= recorded_by)
    many: dict[int, int] = defaultdict(int)
    for published, n in store.connection.execute(query):
        many[number_of(published or BEHIND)] += n
    days = sorted(many)
    return days, list(accumulate(many[day] for day in days))


def opened(
    store: Store, panorama: Panorama, seen: Seen, clock: Clock, among: Collection[int] | None = None
) -> list[Past]:
    """The incidents of the knots (`among` these) that held less as of the clock than they do now, as they stood."""
    open_then = [] if clock.now else seen.open_knots.then(clock)
    if among is not None:
        open_then = [knot for knot in open_then if knot in among]
    if not open_then:
        return []
    with panorama.working:
        return _opened(store, panorama.state, seen, open_then, clock)


def _opened(store: Store, state: State, seen: Seen, open_then: list[int], clock: Clock) -> list[Past]:
    _fill_days(store, seen, [knot for knot in open_then if knot not in seen.days])
    # A knot stands on a day as it stood on the last day before it on which something of it became known.
    wanted = {knot: (knot, _last(seen.days[knot], clock), clock.recorded_by) for knot in open_then}
    missing = [knot for knot, key in wanted.items() if key not in seen.past]
    if missing:
        if len(seen.past) + len(missing) > KEPT:
            seen.past.clear()
            seen.heard.clear()
            missing = open_then
        found: dict[int, list[Past]] = defaultdict(list)
        for held in state.incidents(store, missing, clock):
            found[held.knot].append(_past(seen, held))
        seen.past |= {wanted[knot]: tuple(found[knot]) for knot in missing}
    return [one for key in wanted.values() for one in seen.past.get(key, ())]


def _past(seen: Seen, held: Held) -> Past:
    one = held.incident
    voices = []
    for witness in one.witnesses:
        did = told(one, witness)
        heard = Heard(witness.key, (witness.name, witness.kind, witness.named), tuple(int(did[name]) for name in TOLD))
        voices.append(seen.heard.setdefault(heard, heard))
    return Past(row_of(one), one.title, held.knot, doubt(one), held.keys, tuple(voices))


def telling(store: Store, then: Sequence[Past], wanted: Filter) -> list[Past]:
    """Those with an event that the filter chooses."""
    if not then or not chooses_events(wanted):
        return list(then)
    e = t.events.c.key
    query = select(e).where(e.in_(events_of(store, wanted)))
    keys = {key for (key,) in within(store.connection, query, e, {key for one in then for key in one.events})}
    return [one for one in then if not keys.isdisjoint(one.events)]


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
    a, p = w.accounts.c, w.prints.c
    # Each day once: an account or more of a report, and a print or more of a story, are of one day.
    accounts = select(a.knot, a.report, a.published).distinct()
    for number, report, published in within(store.connection, accounts, a.knot, wanted):
        days[number].add(known_on(published))
        of_report[report].add(number)
    of_story: dict[int, set[int]] = defaultdict(set)
    for number, report in within(store.connection, select(p.knot, p.report), p.report, of_report):
        of_story[number] |= of_report[report]
    prints = select(p.knot, p.published).distinct()
    for number, published in within(store.connection, prints, p.knot, of_story):
        for knot in of_story[number]:
            days[knot].add(known_on(published or BEHIND))
    seen.days |= {knot: sorted(found) for knot, found in days.items()}


def known_reports(store: Store, seen: Seen, clock: Clock) -> int:
    """How many reports were known as of a clock."""
    days, known = seen.known if clock.recorded(seen.last_at) else _known(store, clock.recorded_by)
    at = len(days) if clock.known_by is None else bisect_right(days, number_of(clock.known_by))
    return known[at - 1] if at else 0
