"""From when on a knot stands as it stands now: when the last of what it rests on was published, and recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.ledger.weighed import Store, known_on


@dataclass(frozen=True, slots=True)
class Lasting:
    """`begins` is the earliest `published` in a knot; the days are those on which the first and the last are known."""

    begins: str
    first_day: str
    first_at: str
    settled_day: str
    settled_at: str

    @property
    def opens(self) -> bool:
        """Was there a moment at which it held less than now, and something?"""
        return self.first_day != self.settled_day or self.first_at != self.settled_at


class _Clocks:
    """The clocks of what is in one knot."""

    def __init__(self) -> None:
        self.published: set[str] = set()
        self.days: set[str] = set()
        self.at: set[str] = set()
        self.first_days: set[str] = set()
        self.first_at: set[str] = set()

    def hold(self, published: str, recorded: str) -> None:
        self.published.add(published)
        self.first_days.add(known_on(published))
        self.first_at.add(recorded)
        self.rest(published, recorded)

    def rest(self, published: str, recorded: str) -> None:
        """Something that the knot rests on without holding it."""
        self.days.add(known_on(published))
        self.at.add(recorded)

    def lasting(self) -> Lasting:
        return Lasting(min(self.published), min(self.first_days), min(self.first_at), max(self.days), max(self.at))


def of_stories(store: Store, knots: Iterable[int]) -> dict[int, Lasting]:
    """How long the stories of these knots have stood as they do."""
    clocks: dict[int, _Clocks] = defaultdict(_Clocks)
    reports: dict[int, set[int]] = defaultdict(set)
    for row in store.print_clocks(knots):
        clocks[row.knot].hold(row.published, row.recorded)
        reports[row.report].add(row.knot)
    _read_again(store, clocks, reports)
    return {knot: one.lasting() for knot, one in clocks.items()}


def of_incidents(store: Store, knots: Iterable[int]) -> dict[int, Lasting]:
    """How long the incidents of these knots have stood as they do: their accounts, the stories of these, decisions."""
    clocks: dict[int, _Clocks] = defaultdict(_Clocks)
    reports: dict[int, set[int]] = defaultdict(set)
    for row in store.account_clocks(knots):
        clocks[row.knot].hold(row.published, row.recorded)
        reports[row.report].add(row.knot)
    _read_again(store, clocks, reports)
    stories: dict[int, set[int]] = defaultdict(set)
    for row in store.prints_of(reports):
        stories[row.knot] |= reports[row.report]
    for row in store.print_clocks(stories):
        for knot in stories[row.knot]:
            clocks[knot].rest(row.published, row.recorded)
    if store.any_decision():
        for report, at in store.decided(reports):
            for knot in reports[report]:
                clocks[knot].at.add(at)
    return {knot: one.lasting() for knot, one in clocks.items()}


def _read_again(store: Store, clocks: dict[int, _Clocks], reports: dict[int, set[int]]) -> None:
    """A report's latest reading may have taken something out of a knot."""
    for report, at in store.last_read(reports):
        for knot in reports[report]:
            clocks[knot].at.add(at)
