"""Narrative: the years that a text about the past leaves out, chosen together so that its story moves the least.

Between two times that name their year lies a run of months that do not ("In September ... by mid-June ..."). Each may
fall in a few years; of all readings of the text the one with the least movement is taken, a step back weighing more
than a step on. This is a shortest path over at most six years a mention: linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.reader.times.expressions import Found, Point

BACK = 1.6  # a month gone back weighs as much as this many gone on
TURN = 1.0  # months that any step back costs on top
FARTHEST = 48.0  # months; a jump farther than this is a new story and costs no more
ASIDE = 8  # years; a lone year so far from the times before and after it is an aside ("as in 1614")


@dataclass(frozen=True, slots=True)
class _Mention:
    number: int  # of the expression
    year: int | None
    month: int | None


def years_left_out(found: Sequence[Found]) -> dict[int, int]:
    """Number of the expression -> its year, for months, days and seasons without one."""
    mentions = _mentions(found)
    following = _following(mentions)
    best: list[dict[int, tuple[float, int | None, int | None]]] = []  # year -> cost, year before, month carried
    before: int | None = None
    for mention, after in zip(mentions, following, strict=True):
        if mention.year is not None:
            years = [mention.year]
            before = mention.year
        else:
            near = [y for y in (before, after) if y is not None]
            years = list(dict.fromkeys(y + step for y in near for step in (0, 1, -1)))
        best.append({year: _cheapest(best[-1] if best else {}, year, mention.month) for year in years})
    return _trace(mentions, best)


def _cheapest(
    previous: dict[int, tuple[float, int | None, int | None]], year: int, month: int | None
) -> tuple[float, int | None, int | None]:
    if not previous:
        return 0.0, None, month
    cost, came = min((paid + _step(y, m, year, month), y) for y, (paid, _, m) in previous.items())
    carried = month if month is not None else (previous[came][2] if came == year else None)
    return cost, came, carried


def _step(y1: int, m1: int | None, y2: int, m2: int | None) -> float:
    """What moving from one time to the next costs, in months."""
    if m1 is None or m2 is None:
        apart = 0 if y1 == y2 else (abs(y2 - y1) - 1) * 12 + (m2 if m2 and y2 > y1 else 13 - (m2 or 6))
        apart = apart if y2 >= y1 else -apart
    else:
        apart = (y2 - y1) * 12 + m2 - m1
    return min(FARTHEST, apart if apart >= 0 else -apart * BACK + TURN)


def _trace(mentions: list[_Mention], best: list[dict[int, tuple[float, int | None, int | None]]]) -> dict[int, int]:
    out: dict[int, int] = {}
    year: int | None = None
    for mention, costs in zip(reversed(mentions), reversed(best), strict=True):
        if not costs:
            continue
        if year is None or year not in costs:
            year = min(costs, key=lambda y: costs[y][0])
        if mention.year is None:
            out[mention.number] = year
        year = costs[year][1]
    return out


def _mentions(found: Sequence[Found]) -> list[_Mention]:
    """The times that carry the story: those with a month or season, and years that are no aside."""
    out: list[_Mention] = []
    for number, item in enumerate(found):
        p = item.what
        if not isinstance(p, Point) or p.cited or p.step or (p.two_digits and (p.year or 0) < 1000 and p.year):
            continue
        month = month_of(p)
        if month is not None or (p.year is not None and not p.day):
            out.append(_Mention(number, p.year, month))
    return _without_asides(out)


def _without_asides(mentions: list[_Mention]) -> list[_Mention]:
    others = _other_years(mentions)
    out: list[_Mention] = []
    last: int | None = None
    for mention, after in zip(mentions, others, strict=True):
        if mention.year is None:
            out.append(mention)
            continue
        far = [abs(mention.year - y) > ASIDE for y in (last, after) if y is not None]
        if last is not None and all(far):
            continue
        out.append(mention)
        last = mention.year
    return out


def _other_years(mentions: list[_Mention]) -> list[int | None]:
    """For each mention the next year named that is not its own."""
    out: list[int | None] = []
    year: int | None = None  # the one named next
    other: int | None = None  # the one named next that differs from it
    for mention in reversed(mentions):
        if mention.year is not None and mention.year != year:
            year, other = mention.year, year
        out.append(other)
    return out[::-1]


def _following(mentions: list[_Mention]) -> list[int | None]:
    """For each mention the year of the next one, itself included, that names its year."""
    out: list[int | None] = []
    year: int | None = None
    for mention in reversed(mentions):
        year = mention.year if mention.year is not None else year
        out.append(year)
    return out[::-1]


def month_of(p: Point) -> int | None:
    """The month that a point stands for; a season's middle, but winter's first."""
    if p.season:
        return {"SP": 4, "SU": 7, "FA": 10, "WI": 12}[p.season]
    return p.month or (3 * p.quarter - 1 if p.quarter else None)


def stepped_year(p: Point, last: Point) -> int:
    """The year of "the previous April", "the next spring", seen from the time last spoken of."""
    assert last.year is not None
    at, month = month_of(last), month_of(p)
    if not p.step or last.year < 0 or at is None or month is None:
        return last.year
    there = month > at if p.step > 0 else month < at
    return last.year if there else last.year + p.step
