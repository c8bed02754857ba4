"""Tolls: whether the figures of two accounts may be of one happening, as told at two times."""

from __future__ import annotations

from typing import NamedTuple

from dateline.records import CountOf
from dateline.weighing.account import Account

GROWING = frozenset(
    (CountOf.KILLED, CountOf.INJURED, CountOf.HOSPITALISED, CountOf.MISSING, CountOf.DISPLACED, CountOf.DETAINED)
)


class Range(NamedTuple):
    """Lowest and highest number of what was counted; None where open."""

    low: int | None
    high: int | None


Tolls = dict[CountOf, frozenset[Range]]


class Match(NamedTuple):
    """`same`: the largest number that both give; `clash` 0 to 1: how surely two figures are not of one happening."""

    same: int
    what: CountOf | None
    clash: float
    against: CountOf | None


def tolls_of(account: Account) -> Tolls:
    """The figures of an account, without parts of a total and without those of nobody ("no one was hurt")."""
    out: dict[CountOf, set[Range]] = {}
    for tally in account.tallies[:24]:
        low, high = tally.low, tally.high
        if tally.part or (low is None and high is None and tally.best is None) or high == 0:
            continue
        out.setdefault(tally.what, set()).add(Range(low if low is not None else tally.best, high))
    return {what: frozenset(ranges) for what, ranges in out.items()}


def match(a: Tolls, b: Tolls, later: int | None) -> Match:
    """How two accounts' figures stand to each other; `later`: days that `b` was published after `a`, where known.

    A toll may grow from one report to a later one; it hardly shrinks, and it does not grow tenfold in a day.
    """
    same, what, clash, against = 0, None, 0.0, None
    for counted in sorted(a.keys() & b.keys()):
        shared = {r.low or r.high or 0 for r in a[counted]} & {r.low or r.high or 0 for r in b[counted]}
        if shared:
            if max(shared) > same:
                same, what = max(shared), counted
            continue
        found = min(_clash(x, y, counted, later) for x in a[counted] for y in b[counted])
        if found > clash:
            clash, against = found, counted
    return Match(same, what, clash, against)


def _clash(a: Range, b: Range, what: CountOf, later: int | None) -> float:
    """How surely two figures that differ are of two happenings: by how far they are from each other, and which way."""
    small, large = sorted(((a.low or a.high or 0), (b.low or b.high or 0)))
    if _meet(a, b):
        return 0.0
    if what not in GROWING:
        return 0.6 if large - small <= 2 else 1.0
    ratio = (large + 2) / (small + 2)  # of 1 and 3 less is known than of 10 and 30
    far = min(1.0, max(0.0, (ratio - 1.2) / 2.3))
    if later is None:
        return far
    grows = (b.low or b.high or 0) > (a.low or a.high or 0)
    if later == 0:
        return far
    if grows == (later > 0):
        return far * 0.4
    return min(1.0, far + 0.1)  # a later, lower figure: another voice's, or another happening's


def _meet(a: Range, b: Range) -> bool:
    """Whether one number may be in both ranges."""
    low = max(a.low or 0, b.low or 0)
    highs = [r.high for r in (a, b) if r.high is not None]
    return not highs or low <= min(highs)
