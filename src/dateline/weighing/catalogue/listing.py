"""The stories that a choice finds, in an order: copies stand together, each story where its reports put it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dateline.weighing.catalogue.columns import NONE, Ints, Mask, Readings
from dateline.weighing.catalogue.weighed import Stories

LAST = np.iinfo(np.int64).max


class Order(StrEnum):
    """What stories are put in order by."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"  # that fit the search best
    EVENTS = "events"  # with the most events in one report
    COPIES = "copies"
    DOUBT = "doubt"  # of the incidents most to be doubted


@dataclass(frozen=True, slots=True)
class Group:
    """A story, and the numbers of its readings that were found, its origin's first, then by day.

    `story` is empty for a report that is not weighed yet. `origin` is the number of its origin's reading, found or not;
    `reports` says how many reports the story has, found or not.
    """

    story: str
    origin: int | None
    readings: tuple[int, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Found:
    """A part of what a choice finds. `reports` and `stories` say how many there are in all."""

    reports: int
    stories: int
    groups: tuple[Group, ...]


def listing(
    readings: Readings, stories: Stories, visible: Mask, chosen: Mask, values: Ints | None, order: Order, window: slice
) -> Found:
    """`values` has, for orders that are not of days, a number for each reading, the least first."""
    at = np.flatnonzero(chosen)
    groups, inverse = np.unique(stories.of[at], return_inverse=True)
    days = stories.published.codes[groups]
    newest = np.where(days == NONE, LAST, -days)
    match order:
        case Order.NEWEST:
            first = newest
        case Order.OLDEST:
            first = np.where(days == NONE, LAST, days)
        case Order.COPIES:
            first = -np.bincount(inverse, minlength=len(groups))
        case _:
            assert values is not None
            first = np.full(len(groups), LAST, np.int64)
            np.minimum.at(first, inverse, values[at])
    by_group = np.argsort(inverse, kind="stable")
    begins = np.searchsorted(inverse[by_group], np.arange(len(groups) + 1))
    shown = np.lexsort((groups, newest, first))[window]
    of_all = np.bincount(stories.of[visible])
    # Where the visible reading of each report stands.
    standing = np.full(int(readings.reports.max(initial=0)) + 1, NONE, np.int64)
    standing[readings.reports[visible]] = np.flatnonzero(visible)
    found = []
    for one in shown.tolist():
        members = at[by_group[begins[one] : begins[one + 1]]]
        group = int(groups[one])
        origin = int(standing[stories.origins[group]])
        in_turn = sorted(members.tolist(), key=lambda i, origin=origin: _place(readings, i, origin))  # type: ignore[misc]
        found.append(
            Group(
                stories.ids[group] if group < len(stories.ids) else "",
                int(readings.numbers[origin]) if origin != NONE else None,
                tuple(int(readings.numbers[i]) for i in in_turn),
                int(of_all[group]),
            )
        )
    return Found(len(at), len(groups), tuple(found))


def _place(readings: Readings, at: int, origin: int) -> tuple[bool, bool, int, int]:
    """The place of a reading in its story: the origin, then by day, those without one last."""
    day = int(readings.published.codes[at])
    return at != origin, day == NONE, day, at
