"""A histogram of incidents over time: bars stacked by standing, each a link that chooses its days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from dateline.weighing.weigher.columns import LEVELS
from dateline.weighing.weigher.over_time import Bar, Unit
from dateline.workbench import words

TOP, HIGH = 14, 150  # pixels: where the highest bar begins, and how high it is
LINES = 3  # of the scale
TICKS = 10  # days written below, at most
SHORT = [month[:3] for month in words.MONTHS]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: its standing, and where it is in pixels."""

    level: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """A bar: where it is (percents of the width), what it says, and where it leads."""

    first: str
    last: str
    x: float
    width: float
    pieces: tuple[Piece, ...]
    total: int
    says: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a place: below, at a percent of the width; at the side, at so many pixels."""

    at: float
    says: str
    minor: bool = False  # left out where it is narrow
    last: bool = False  # ends at its place, in the place of beginning there


@dataclass(frozen=True, slots=True)
class Histogram:
    """All bars, the days below them, the scale at the side; `picks` says whether a span of days is chosen."""

    columns: tuple[Column, ...]
    days: tuple[Mark, ...]
    scale: tuple[Mark, ...]
    unit: str
    picks: bool
    top: int = TOP
    bottom: int = TOP + HIGH
    height: int = TOP + HIGH + 26


def histogram(
    bars: Sequence[Bar], unit: Unit, most: int, span: tuple[str | None, str | None], href: Callable[[Bar], str]
) -> Histogram:
    """The drawing of these bars on a scale for `most`; `span` are the days chosen, `href` an address that chooses."""
    step = _step(most)
    ceiling = max(step * -(-most // step), 1)
    each = 100 / max(len(bars), 1)
    since, until = span
    picks = since is not None or until is not None

    def is_chosen(bar: Bar) -> bool:
        return (since is None or bar.last >= since) and (until is None or bar.first <= until)

    return Histogram(
        tuple(
            Column(
                bar.first, bar.last, round(n * each, 4), round(each, 4), tuple(_pieces(bar, ceiling)), bar.total,
                says(bar), href(bar), is_chosen(bar),
            )
            for n, bar in enumerate(bars)
        ),
        tuple(_days(bars, unit, each)),
        tuple(Mark(TOP + HIGH - HIGH * value / ceiling, words.number(value)) for value in range(0, ceiling + 1, step)),
        unit,
        picks,
    )  # fmt: skip


def says(bar: Bar) -> str:
    """ "3 March 2025 – 9 March 2025: 12 incidents; 9 single voice, 3 disputed"."""
    of = [f"{words.number(n)} {level}" for n, level in zip(bar.counts, LEVELS, strict=True) if n]
    return f"{words.days(bar.first, bar.last)}: {words.many(bar.total, 'incident')}{'; ' if of else ''}{', '.join(of)}"


def _pieces(bar: Bar, ceiling: int) -> Iterator[Piece]:
    y = float(TOP + HIGH)
    for count, level in zip(bar.counts, LEVELS, strict=True):
        if count:
            height = HIGH * count / ceiling
            y -= height
            yield Piece(words.level_class(level), round(y, 2), round(height, 2))


def _step(most: int) -> int:
    """The first of 1, 2, 5, 10, 20 ... that the highest bar holds no more than some times."""
    step = 1
    for factor in cycle((2, 2.5, 2)):
        if most <= step * LINES:
            break
        step = int(step * factor)
    return step


def _days(bars: Sequence[Bar], unit: Unit, each: float) -> Iterator[Mark]:
    """Days below every so many bars; every other one is left out where it is narrow."""
    every = max(1, -(-len(bars) // TICKS))
    year = ""
    for n in range(0, len(bars), every):
        that = date.fromisoformat(bars[n].first)
        said = f"{that.day} {SHORT[that.month - 1]}"
        if unit is Unit.YEAR:
            said = str(that.year)
        elif unit is Unit.MONTH:
            said = SHORT[that.month - 1]
        if unit is not Unit.YEAR and str(that.year) != year:
            year = str(that.year)
            said = f"{said} {year}"
        yield Mark(round(n * each, 4), said, minor=(n // every) % 3 != 0, last=n * each > 92)
