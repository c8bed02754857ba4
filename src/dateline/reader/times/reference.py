"""The reference: the day that a report speaks from, and whether its text is news or a narrative of the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.reader.times.expressions import Found, Point, Shift

FAR = 2  # years from the report's own, from which on a year counts as history
MANY = 7  # years of history that a narrative names at least
FEW = 4  # years of history to each time by the report's own day, at least


@dataclass(frozen=True, slots=True)
class Reference:
    """The report's own day. `year_known` is False for a dateline without a year: `day` then lies in a leap year that
    stands in for it, and no year may be told from it. `against` is what resolved times say they rest on."""

    day: date | None = None
    year_known: bool = True
    against: str = "published"


def is_narrative(found: Sequence[Found], published: date | None) -> bool:
    """Whether a text tells of the past rather than reports the news, judged by its own words.

    A narrative names many years of history and hardly a time by the report's own day ("today", "on Friday", "last
    week"); years near to its publication are fewer than those of history. The rule is HeidelTime's distinction
    of news from narrative, which its users make by hand.
    """
    far = near = deictic = 0
    for item in found:
        what = item.what
        if isinstance(what, Point):
            if what.year is not None and not what.cited and not (what.two_digits and what.year < 1000):
                is_far = what.year < 0 or published is None or abs(what.year - published.year) >= FAR
                far, near = far + is_far, near + (not is_far)
            elif what.weekday and not what.month:
                deictic += 1
        elif isinstance(what, Shift) and what.base == "ref":
            deictic += 1
    return far >= MANY and far > near and far > FEW * deictic
