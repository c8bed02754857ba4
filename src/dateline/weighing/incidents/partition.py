"""Partition: the accounts of one knot, parted into happenings by what their ties say on the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from dateline.weighing.account import Account
from dateline.weighing.incidents.tie import Tie

ENOUGH = 0.5  # mean score from which two groups are one happening
MISSING = 0.12  # what two reports' accounts count that nothing ties
BEST = 3  # ties of a report that count: who tells of a thing in passing is like few that tell all of it
BARRED = -2.0  # what bars with all reports of a group count: a few stray ones do not part a large group
WORST = -0.2  # what a report that is barred counts at least: one with a wrong date does not part all the others

Pair = tuple[str, str]
Clusters = tuple[tuple[str, ...], ...]


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
        # group -> other group -> pair of reports -> [best score, worst bar]
        self.links: dict[str, dict[str, dict[Pair, tuple[float, float]]]] = {event: {} for event in report}
        self.sums: dict[Pair, float] = {}

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
            reports = _sorted(self.report[x], self.report[y])
            found = (0.0, BARRED) if tie.barred else (tie.score, 0.0)
            for one, other in ((a, b), (b, a)):
                between = self.links[one].setdefault(other, {})
                between[reports] = _joined(between.get(reports), found)

    def grow(self) -> None:
        """Unite the two most alike groups, over and over, while they are alike enough."""
        heap = [(-self.likeness(a, b), a, b) for a in self.links for b in self.links[a] if a < b]
        heap = [entry for entry in heap if -entry[0] >= ENOUGH]
        heapify(heap)
        while heap:
            negative, a, b = heappop(heap)
            if self.top[a] != a or self.top[b] != b or b not in self.links[a]:
                continue
            now = self.likeness(a, b)
            if now != -negative:  # one of them has grown since
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
        between = self.links[a].get(b, {})
        mine, theirs = self.reports[a], self.reports[b]
        sides = [(mine, theirs), (theirs, mine)]
        if len(mine) != len(theirs):
            sides = [min(sides, key=lambda side: len(side[0]))]
        values: list[float] = []
        for side, others in sides:
            ties: dict[str, list[float]] = {report: [] for report in side}
            bars: dict[str, float] = dict.fromkeys(side, 0.0)
            for (one, other), (score, bar) in between.items():
                for report, far in {(one, other), (other, one)}:
                    if report in ties and far in others:
                        ties[report].append(score)
                        bars[report] += bar
            values += [_of_report(ties[report], bars[report], len(others)) for report in side]
        return round(sum(sorted(values)) / len(values), 9)  # rounded: the order of adding up cannot show

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
        for other, between in theirs.items():
            joined = mine.setdefault(other, {})
            for reports, found in between.items():
                joined[reports] = _joined(joined.get(reports), found)
            back = self.links[other]
            back.pop(b, None)
            back[a] = joined


def _of_report(ties: list[float], bars: float, others: int) -> float:
    """How alike a report's accounts are to a group of so many reports: its BEST ties, less the share that is barred."""
    count = min(BEST, others)
    best = sorted(ties, reverse=True)[:count]
    return max(WORST, (sum(best) + MISSING * (count - len(best))) / count + bars / others)


def _joined(one: tuple[float, float] | None, other: tuple[float, float]) -> tuple[float, float]:
    """The best tie and the worst bar of two."""
    return other if one is None else (max(one[0], other[0]), min(one[1], other[1]))


def _sorted(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)
