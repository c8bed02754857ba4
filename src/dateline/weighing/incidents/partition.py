"""Partition: the accounts of one knot, parted into happenings by what their ties say on the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import fsum
from typing import NamedTuple

from dateline.weighing.account import Account
from dateline.weighing.incidents.tie import Tie

ENOUGH = 0.5  # mean score from which two groups are one happening
MISSING = 0.12  # what two reports' accounts count that nothing ties
BEST = 2  # ties of a report that count: who tells of a thing in passing is like few that tell all of it
BARRED = -2.0  # what bars with all reports of a group count: a few stray ones do not part a large group
WORST = -0.2  # what a report that is barred counts at least: one with a wrong date does not part all the others

Pair = tuple[str, str]
Clusters = tuple[tuple[str, ...], ...]


class _Told(NamedTuple):
    """A report beside another group: its best ties, each with the report that it is with; the reports that bar it."""

    best: tuple[tuple[float, str], ...] = ()
    barred: frozenset[str] = frozenset()


_Side = dict[str, _Told]  # of each report of a group


def partition(
    accounts: Sequence[Account],
    ties: Mapping[Pair, Tie],
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> Clusters:
    """The accounts as happenings: event ids, sorted, by their first. The order of the accounts makes no difference.

    Groups grow by average link: of two groups, the mean over the reports of the smaller one, where the best tie
    between two reports counts for them (a report tells one thing several times, in passing too), of a report only its
    BEST ties count, and every bar counts against. What persons said comes first: `together` are one from the outset,
    and no group ever holds two of `apart`; where the two contradict each other, apart holds.
    """
    report = {account.event: account.report for account in accounts}
    groups = _Groups(report, apart)
    for a, b in sorted(tuple(sorted(pair)) for pair in together):
        if a in report and b in report:
            groups.unite(a, b)
    groups.link(ties)
    groups.grow()
    return groups.told()


class _Groups:
    """Groups of accounts under the smallest event id of each, and the links between them."""

    def __init__(self, report: Mapping[str, str], apart: Iterable[Pair]) -> None:
        self.top = {event: event for event in report}
        self.members: dict[str, list[str]] = {event: [event] for event in report}
        self.report = report
        self.reports: dict[str, set[str]] = {event: {report[event]} for event in report}
        self.enemies: dict[str, set[str]] = {event: set() for event in report}
        for a, b in apart:
            if a in report and b in report and a != b:
                self.enemies[a].add(b)
                self.enemies[b].add(a)
        # group -> other group -> what each report of the group has with the other
        self.links: dict[str, dict[str, _Side]] = {event: {} for event in report}

    def find(self, event: str) -> str:
        while self.top[event] != event:
            self.top[event] = self.top[self.top[event]]
            event = self.top[event]
        return event

    def unite(self, a: str, b: str) -> None:
        """Two groups as one, unless a person said otherwise."""
        a, b = sorted((self.find(a), self.find(b)))
        if a != b and not self._forbidden(a, b):
            self._merge(a, b)

    def link(self, ties: Mapping[Pair, Tie]) -> None:
        """The ties as links between groups."""
        for (x, y), tie in ties.items():
            if x not in self.report or y not in self.report:
                continue
            a, b = self.find(x), self.find(y)
            if a == b:
                continue
            for one, other, mine, theirs in ((a, b, x, y), (b, a, y, x)):
                report, far = self.report[mine], self.report[theirs]
                found = _Told((), frozenset((far,))) if tie.barred else _Told(((tie.score, far),))
                side = self.links[one].setdefault(other, {})
                side[report] = _joined(side[report], found) if report in side else found

    def grow(self) -> None:
        """Unite the two most alike groups, over and over, while they are alike enough."""
        heap = [(-self.likeness(a, b), a, b) for a in self.links for b in self.links[a] if a < b]
        heap = [entry for entry in heap if -entry[0] >= ENOUGH]
        heapify(heap)
        while heap:
            negative, a, b = heappop(heap)
            if self.top[a] != a or self.top[b] != b:
                continue
            if self.likeness(a, b) != -negative:  # one of them has grown since
                continue
            if self._forbidden(a, b):
                continue
            self._merge(a, b)
            for other in self.links[a]:
                alike = self.likeness(a, other)
                if alike >= ENOUGH:
                    heappush(heap, (-alike, *_sorted(a, other)))

    def likeness(self, a: str, b: str) -> float:
        """How alike two groups are: the mean over the reports of the smaller one (of both, where equally large)."""
        if b not in self.links[a]:
            return 0.0
        sizes = len(self.reports[a]), len(self.reports[b])
        values: list[float] = []
        for one, other, size, others in ((a, b, *sizes), (b, a, *sizes[::-1])):
            if size <= others:
                side = self.links[one][other]
                values += [_of_report(told, others) for told in side.values()]
                values += [MISSING] * (size - len(side))
        return fsum(values) / len(values)  # exact: the order of adding up cannot show

    def told(self) -> Clusters:
        """The groups, sorted."""
        return tuple(sorted(tuple(sorted(self.members[event])) for event in self.members if self.top[event] == event))

    def _forbidden(self, a: str, b: str) -> bool:
        small, large = sorted((a, b), key=lambda group: len(self.members[group]))
        return any(self.find(enemy) == large for event in self.members[small] for enemy in self.enemies[event])

    def _merge(self, a: str, b: str) -> None:
        """Group `b` into group `a`, of the smaller id."""
        self.top[b] = a
        self.members[a] += self.members.pop(b)
        self.reports[a] |= self.reports.pop(b)
        mine, theirs = self.links[a], self.links.pop(b)
        mine.pop(b, None)
        theirs.pop(a, None)
        for other, side in theirs.items():
            mine[other] = _together(mine.get(other, {}), side)
            back = self.links[other]
            back[a] = _together(back.get(a, {}), back.pop(b))


def _together(one: _Side, other: _Side) -> _Side:
    """What the reports of two groups have with a third, or a third's with two groups that become one."""
    if len(one) < len(other):
        one, other = other, one
    for report, told in other.items():
        one[report] = _joined(one[report], told) if report in one else told
    return one


def _joined(one: _Told, other: _Told) -> _Told:
    """The best ties of both, one with each report, and the bars of both."""
    scores: dict[str, float] = {}
    for score, far in (*one.best, *other.best):
        scores[far] = max(score, scores.get(far, 0.0))
    best = sorted(((score, far) for far, score in scores.items()), key=lambda tie: (-tie[0], tie[1]))
    return _Told(tuple(best[:BEST]), one.barred | other.barred if one.barred or other.barred else one.barred)


def _of_report(told: _Told, others: int) -> float:
    """How alike a report's accounts are to a group of so many reports: its BEST ties, less the share that is barred."""
    count = min(BEST, others)
    best = sum(score for score, _ in told.best[:count]) + MISSING * max(0, count - len(told.best))
    return max(WORST, best / count + BARRED * len(told.barred) / others)


def _sorted(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)
