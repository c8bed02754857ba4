"""What a voice said over time: a bar for each day, month or year; what it denies or doubts hangs below the line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.records import Stance
from dateline.weighing.weigher.voice import Said
from dateline.workbench.words import day

WIDTH, UP, DOWN = 900, 84, 36
MOST = 400  # bars
BELOW = frozenset({Stance.DENIES, Stance.DOUBTS})
AHEAD = frozenset({Stance.WARNS, Stance.THREATENS, Stance.PROMISES, Stance.DEMANDS, Stance.ASKS})
GROUPS = (
    ("says", "says that it is so"),
    ("ahead", "warns, threatens, promises, demands, asks"),
    ("below", "denies or doubts"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: the group of stances it stands for, and where it is."""

    group: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The claims of one day, month or year."""

    period: str
    x: float
    width: float
    pieces: tuple[Piece, ...]
    words: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """All bars. `each` is what one stands for; `undated` are claims that no bar can show."""

    bars: tuple[Bar, ...]
    each: str
    first: str
    last: str
    most: int
    undated: int
    words: str

    width: int = WIDTH
    height: int = UP + DOWN
    line: int = UP


def over_time(said: Iterable[Said]) -> OverTime:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in said:
        counts[one.period][one.stance] += one.claims
    undated = counts.pop("", Counter()).total()
    if not counts:
        return OverTime((), "day", "", "", 0, undated, "No claim with a date.")
    size = max(map(len, counts))
    counts = _cut(counts, size)
    periods = list(_between(min(counts), max(counts)))
    if len(periods) > MOST:
        periods = sorted(counts)
    each = {10: "day", 7: "month"}.get(size, "year")
    step = WIDTH / len(periods)
    groups = {period: _groups(counts[period]) for period in periods if period in counts}
    up = max((g["says"] + g["ahead"] for g in groups.values()), default=1) or 1
    down = max((g["below"] for g in groups.values()), default=0)
    unit = min(UP / up, DOWN / down if down else UP / up)
    bars = tuple(
        Bar(
            period,
            round(i * step, 2),
            round(min(max(step * 0.8, 1), 26), 2),
            tuple(_pieces(groups[period], unit)),
            f"{day(period)}: " + ", ".join(f"{n} {stance}" for stance, n in counts[period].most_common()),
        )
        for i, period in enumerate(periods)
        if period in groups
    )
    total = sum(c.total() for c in counts.values())
    words = (
        f"{total} claims by {each}, from {day(periods[0])} to {day(periods[-1])}; at most {up} a {each} above the line."
    )
    return OverTime(bars, each, day(periods[0]), day(periods[-1]), up, undated, words)


def _cut(counts: dict[str, Counter[str]], size: int) -> dict[str, Counter[str]]:
    """All periods of one length: what is dated by its month alone stands on the month's first day."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for period, of in counts.items():
        out[period + "-01" * ((size - len(period)) // 3)] += of
    return out


def _groups(of: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for stance, n in of.items():
        found["below" if stance in BELOW else "ahead" if stance in AHEAD else "says"] += n
    return found


def _pieces(groups: Counter[str], unit: float) -> Iterator[Piece]:
    y = float(UP)
    for name in ("says", "ahead"):
        if groups[name]:
            height = max(groups[name] * unit, 1.5)
            y -= height
            yield Piece(name, round(y, 2), round(height, 2))
    if groups["below"]:
        yield Piece("below", UP + 1.0, round(max(groups["below"] * unit, 1.5), 2))


def _between(first: str, last: str) -> Iterator[str]:
    """All days, months or years from one to another."""
    if len(first) == len("2008"):
        yield from (f"{year:04}" for year in range(int(first), int(last) + 1))
    elif len(first) == len("2008-03"):
        month = int(first[:4]) * 12 + int(first[5:]) - 1
        while (one := f"{month // 12:04}-{month % 12 + 1:02}") <= last:
            yield one
            month += 1
    else:
        at, until = date.fromisoformat(first), date.fromisoformat(last)
        while at <= until:
            yield at.isoformat()
            at += timedelta(days=1)
