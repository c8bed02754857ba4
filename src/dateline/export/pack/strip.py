"""The casualty strip: a row for each voice, its figures day by day on one scale; drawn as SVG, without a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.records import Figure, Toll

MOST = 12  # voices that are drawn; the table beside the strip has them all
ROW, HEAD, PLOT, FOOT = 66, 20, 30, 26  # heights: of a row, of its name, of its plot; of the days under all rows
LEFT, RIGHT, BESIDE = 26, 60, 34
At = Callable[[date | None], float]  # from a day to its place
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
TOLD = {
    "withdrawn": ", taken back",
    "replaced": ", another figure followed",
    "overtaken": ", the toll has risen above it since",
}
LETTER = 6.4  # about how wide a letter of a day is


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure: where it stands, what is written over it, and how far its low and high reach."""

    x: float
    y: float
    label: str
    low: float | None
    high: float | None
    open: bool  # "at least": nobody knows how high
    state: str  # stands, best, overtaken, replaced, withdrawn
    told: str


@dataclass(frozen=True, slots=True)
class Line:
    """One voice."""

    name: str
    top: float
    base: float
    dots: tuple[Dot, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing: its size, its rows, and the days under them (x, words)."""

    width: int
    height: int
    lines: tuple[Line, ...]
    days: tuple[tuple[float, str], ...]
    left_out: int


def strip(toll: Toll, names: Mapping[str, str], width: int) -> Strip:
    """The strip of one toll, `width` units wide; figures without a day stand at its left edge."""
    by_voice: dict[str, list[Figure]] = {}
    for figure in sorted(toll.figures, key=lambda f: (_day(f.published) or date.min, f.event)):
        by_voice.setdefault(figure.witness, []).append(figure)
    shown = dict(list(by_voice.items())[:MOST])
    days = sorted({d for own in shown.values() for f in own if (d := _day(f.published))})
    top = max((n for own in shown.values() for f in own for n in (f.low, f.best, f.high) if n), default=1)

    place = {day: n for n, day in enumerate(days)}

    def x(day: date | None) -> float:
        # Days stand side by side, however long nothing was published between them.
        if day is None:
            return LEFT - 12
        if len(days) == 1:
            return (LEFT + width - RIGHT) / 2
        return round(LEFT + (width - LEFT - RIGHT) * place[day] / (len(days) - 1), 1)

    best = best_of(toll, names)
    lines = [_line(names.get(key, key), own, i * ROW, top, x, best) for i, (key, own) in enumerate(shown.items())]
    height = len(lines) * ROW + FOOT
    return Strip(width, height, tuple(lines), _ticks(days, x), len(by_voice) - len(shown))


def best_of(toll: Toll, names: Mapping[str, str]) -> Figure | None:
    """The figure that is taken as best. Where none says so, as in what was weighed before figures did: of those that
    stand and say so many, that of the voice which the toll names."""
    if (taken := next((f for f in toll.figures if f.taken), None)) is not None:
        return taken
    fit = [f for f in toll.figures if not f.replaced and not f.withdrawn and number_of(f) == toll.best]
    if toll.best is None:
        return None

    def told(f: Figure) -> tuple[bool, bool, str, str]:
        """Is it the one that `why` names, by its voice and day; else the latest."""
        day = f.published or "~"
        return names.get(f.witness, "~") in toll.why, day[:10] in toll.why, day, f.event

    return max(fit, key=told, default=None)


def number_of(figure: Figure) -> int | None:
    return next((n for n in (figure.best, figure.low, figure.high) if n is not None), None)


def in_words(figure: Figure | Toll) -> str:
    """ "14", "9+" (at least), "13–16", "to 20" (at most)."""
    low, best, high = figure.low, figure.best, figure.high
    if best is not None and (low in (None, best) and high in (None, best)) and not (low == best and high is None):
        return f"{best:,}"
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"
    if low is not None:
        return f"{low:,}+"
    return f"to {high:,}" if high is not None else f"{best:,}" if best is not None else "?"


def _line(name: str, figures: Sequence[Figure], top: float, most: int, x: At, best: Figure | None) -> Line:
    base = top + HEAD + PLOT + 10

    def y(number: int | None) -> float | None:
        return None if number is None else round(base - PLOT * min(number, most) / most, 1)

    told = Counter((_day(f.published), f.low, f.best, f.high, f.replaced, f.withdrawn, f.overtaken) for f in figures)
    dots: dict[tuple[object, ...], Dot] = {}
    on_day: Counter[date | None] = Counter()
    for f in figures:
        day = _day(f.published)
        alike = (day, f.low, f.best, f.high, f.replaced, f.withdrawn, f.overtaken)
        number = number_of(f)
        if alike in dots or number is None:
            if f is best and alike in dots:
                dots[alike] = _as_best(dots[alike])
            continue
        at = x(day) + BESIDE * on_day[day]  # two figures of one day stand side by side
        on_day[day] += 1
        state = _state(f, best)
        label = in_words(f)
        times = told[alike]
        dots[alike] = Dot(
            at,
            y(number) or base,
            label,
            y(f.low),
            y(f.high),
            f.low is not None and f.high is None,
            state,
            f"{f.published or 'no day'}: {label}, {f.outlet or 'outlet not known'}"
            + (f" and {times - 1} more" if times > 1 else "")
            + TOLD.get(state, ""),
        )
    placed = tuple(dots.values())
    path = " ".join(f"{'M' if not i else 'L'}{d.x:g} {d.y:g}" for i, d in enumerate(placed))
    return Line(name, top, base, placed, path if len(placed) > 1 else "")


def _state(f: Figure, best: Figure | None) -> str:
    if f.withdrawn:
        return "withdrawn"
    if f.replaced:
        return "replaced"
    return "best" if f is best else "overtaken" if f.overtaken else "stands"


def _as_best(dot: Dot) -> Dot:
    return Dot(dot.x, dot.y, dot.label, dot.low, dot.high, dot.open, "best", dot.told)


def _ticks(days: Sequence[date], x: At) -> tuple[tuple[float, str], ...]:
    """The days that have room under the rows: the first, the last, and those between that do not touch another."""
    if not days:
        return ()
    yearly = days[0].year != days[-1].year or days[0] == days[-1]
    words = {d: f"{d.day} {MONTHS[d.month - 1]}" + (f" {d.year}" if yearly else "") for d in days}
    room = max(len(w) for w in words.values()) * LETTER + 8
    ticks: list[tuple[float, str]] = []
    for day in days[:-1]:
        at = x(day)
        if (not ticks or at - ticks[-1][0] >= room) and (day == days[0] or x(days[-1]) - at >= room):
            ticks.append((at, words[day]))
    return (*ticks, (x(days[-1]), words[days[-1]]))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
