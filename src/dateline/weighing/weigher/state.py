"""What some knots hold, as of a clock: their stories and incidents, worked out from what is visible then."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select

from dateline.ledger import weighed_tables as w
from dateline.ledger.parts import within
from dateline.ledger.weighed import Store
from dateline.records import Anchor, Copy, Decision, Incident, Story, from_plain
from dateline.weighing.account import Account
from dateline.weighing.decided import attacher, bonds
from dateline.weighing.incidents import Reason, Tie, partition
from dateline.weighing.standing import weigh
from dateline.weighing.stories import Prints, tell
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.unpacked import Unpacked

T = TypeVar("T")
Node = TypeVar("Node", int, str)
Pair = tuple[str, str]
# What it takes to know what is visible; the rest is fetched of that alone.
_A, _P = w.accounts.c, w.prints.c
_ACCOUNTS = select(_A.number, _A.event, _A.reading, _A.report, _A.published, _A.recorded, _A.rejected, _A.knot)
_PRINTS = select(_P.reading, _P.report, _P.published, _P.recorded, _P.knot)
Pairs = Set[Pair]


@dataclass(frozen=True, slots=True)
class Held:
    """An incident, the knot it is in, the keys of its events' rows, and its accounts."""

    knot: int
    incident: Incident
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A story, the knot it is in, the numbers of its reports by their ids, and when its origin was published."""

    knot: int
    story: Story
    reports: Mapping[str, int]
    first: str | None


class State:
    """Reads the store under one connection; keeps what it has unpacked."""

    def __init__(self, accounts: Unpacked[Account], prints: Unpacked[Prints]) -> None:
        self.accounts = accounts
        self.prints = prints

    # Stories

    def stories(self, store: Store, knots: Iterable[int], clock: Clock) -> list[Told]:
        """The stories of these knots, by their ids."""
        by_knot: dict[int, dict[int, Any]] = defaultdict(dict)
        for row in self._visible_prints(store, within(store.connection, _PRINTS, _P.knot, knots), clock):
            by_knot[row.knot][row.reading] = row
        readings = {reading for rows in by_knot.values() for reading in rows}
        packed = within(store.connection, select(_P.reading, _P.packed), _P.reading, readings)
        print_of = {reading: self.prints.get(reading, words) for reading, words in packed}
        # What is alone in its knot is no copy of anything.
        copies = self._copies(store, {reading for rows in by_knot.values() if len(rows) > 1 for reading in rows})
        knot_of = {reading: knot for knot, rows in by_knot.items() for reading in rows}
        copies_in = _by_knot(copies, knot_of)
        told = []
        for knot, rows in by_knot.items():
            prints = [print_of[reading] for reading in rows]
            numbers = {p.report: row.report for p, row in zip(prints, rows.values(), strict=True)}
            mine = list(copies_in[knot].values())
            published = {p.report: p.published for p in prints}
            for story in tell(prints, mine):
                told.append(Told(knot, story, {r: numbers[r] for r in story.reports}, published[story.origin]))
        return sorted(told, key=lambda one: one.story.id)

    def story_of(self, store: Store, reports: Mapping[str, int], clock: Clock) -> dict[str, str]:
        """The story of each report (id and number)."""
        if clock.now:
            ids = store.story_ids(reports.values())
            return {id_: ids[number] for id_, number in reports.items() if number in ids}
        knots = {knot for (knot,) in within(store.connection, select(_P.knot), _P.report, reports.values())}
        return {id_: one.story.id for one in self.stories(store, knots, clock) for id_ in one.reports}

    def _visible_prints(self, store: Store, rows: Sequence[Any], clock: Clock) -> Iterator[Any]:
        rows = [row for row in rows if clock.recorded(row.recorded) and clock.knows(row.published)]
        latest = store.latest_readings({row.report for row in rows}, clock.recorded_by)
        return (row for row in rows if row.reading in latest)

    def _copies(self, store: Store, readings: set[int]) -> dict[tuple[int, int], Copy]:
        return {
            (row.first, row.second): from_plain(Copy, json.loads(row.packed))
            for row in store.copies(readings)
            if row.second in readings
        }

    # Incidents

    def incidents(self, store: Store, knots: Iterable[int], clock: Clock) -> list[Held]:
        """The incidents of these knots, by their ids."""
        rows = self.visible(store, within(store.connection, _ACCOUNTS, _A.knot, knots), clock)
        numbers = [row.number for row in rows]
        packed = within(store.connection, select(_A.number, _A.packed), _A.number, numbers)
        found = {number: self.accounts.get(number, words) for number, words in packed}
        accounts = {number: found[number] for number in numbers}
        event_of = {number: account.event for number, account in accounts.items()}
        many = Counter(row.knot for row in rows)
        ties = ties_among(store, {row.number: event_of[row.number] for row in rows if many[row.knot] > 1})
        reports = {accounts[row.number].report: row.report for row in rows}
        story_of = self.story_of(store, reports, clock)
        together, apart = self.bonds(store, reports, set(event_of.values()), clock)
        by_knot: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            by_knot[row.knot].append(row)
        ties_in = _by_knot(ties, {event_of[row.number]: row.knot for row in rows})
        held = []
        for knot, mine in by_knot.items():
            key_of = {event_of[row.number]: row.event for row in mine}
            by_event = {event_of[row.number]: accounts[row.number] for row in mine}
            for events in partition(
                tuple(by_event.values()), ties_in[knot], _within(together, by_event), _within(apart, by_event)
            ):
                incident = weigh([by_event[event] for event in events], story_of)
                held.append(Held(knot, incident, tuple(key_of[event] for event in incident.events)))
        return sorted(held, key=lambda one: one.incident.id)

    def visible(self, store: Store, rows: Sequence[Any], clock: Clock) -> list[Any]:
        """The account that stands of each event: of its report's latest reading, after the latest decision."""
        rows = [row for row in rows if clock.recorded(row.recorded)]
        if clock.known_by is not None:
            known = {row.report for row in rows if clock.knows(row.published)}
            rows = [row for row in rows if row.report in known]
        latest = store.latest_readings({row.report for row in rows}, clock.recorded_by)
        last: dict[int, Any] = {}
        for row in sorted(rows, key=lambda row: row.number):
            if row.reading in latest:
                last[row.event] = row
        return [row for row in last.values() if not row.rejected and clock.knows(row.published)]

    def bonds(self, store: Store, reports: Mapping[str, int], events: Set[str], clock: Clock) -> tuple[Pairs, Pairs]:
        """Which events persons joined and parted, as of the clock; of these reports."""
        if not store.any_decision():
            return frozenset(), frozenset()
        made = [from_plain(Decision, json.loads(packed)) for packed, _ in store.decisions(reports, clock.recorded_by)]
        made = [decision for decision in made if decision.act in ("merge", "split", "undo")]
        return bonds(made, _Attach(store, events, clock)) if made else (frozenset(), frozenset())


class _Attach:
    """From an anchor to the event it is about now: the same one, or that of the report's current reading."""

    def __init__(self, store: Store, events: Set[str], clock: Clock) -> None:
        self.store, self.events, self.clock = store, events, clock
        self.current: dict[str, Any] = {}

    def __call__(self, anchor: Anchor) -> str | None:
        if anchor.id in self.events:
            return anchor.id
        if anchor.report not in self.current:
            number = self.store.report_numbers([anchor.report]).get(anchor.report)
            latest = self.store.latest_readings([number], self.clock.recorded_by) if number is not None else set()
            self.current[anchor.report] = attacher([self.store.reading(n) for n in latest])
        found: str | None = self.current[anchor.report](anchor)
        return found


def ties_among(store: Store, event_of: Mapping[int, str], *, reasons: bool = False) -> dict[Pair, Tie]:
    """The ties between these accounts, by the ids of their events; with their reasons only where these are asked."""
    ties: dict[Pair, Tie] = {}
    c = w.ties.c
    query = select(c.first, c.second, c.score, c.barred, *([c.reasons] if reasons else []))
    # Ties with what came later than all of these are none among them.
    query = query.where(c.second <= max(event_of, default=0))
    for first, second, score, barred, *packed in within(store.connection, query, c.first, event_of):
        if second in event_of:
            one, other = sorted((event_of[first], event_of[second]))
            why = tuple(from_plain(Reason, each) for words in packed for each in json.loads(words))
            ties[one, other] = Tie(score, why, barred)
    return ties


def _by_knot(
    pairs: Mapping[tuple[Node, Node], T], knot_of: Mapping[Node, int]
) -> dict[int, dict[tuple[Node, Node], T]]:
    """What is between two of one knot, by their knot; a barred tie may be between two knots, and is in none."""
    found: dict[int, dict[tuple[Node, Node], T]] = defaultdict(dict)
    for pair, what in pairs.items():
        if knot_of[pair[0]] == knot_of[pair[1]]:
            found[knot_of[pair[0]]][pair] = what
    return found


def _within(pairs: Pairs, events: Mapping[str, Account]) -> Pairs:
    return {pair for pair in pairs if pair[0] in events and pair[1] in events}
