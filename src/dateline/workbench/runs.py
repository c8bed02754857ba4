"""Runs: a text cut at every edge of its marks into flat stretches, each with the marks that lie over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import islice, pairwise

from dateline.records import Span

DEEP = 8  # marks told of one run; of those that lie deeper, how many
LANES = 3  # lines that can be told apart under one word


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that means something.

    `kind` says what: at, furniture, title, byline, dateline, content, cue, voice, trigger or cell. `of` is the id of
    the record that it is a cell of, `cell` that cell's name. `look` are the words that a page has for how it is drawn.
    """

    span: Span
    kind: str
    of: str = ""
    cell: str = ""
    look: tuple[str, ...] = ()
    lane: int = 0

    @property
    def token(self) -> str:
        """What ties a mark to the cell whose words it is."""
        return f"{self.of}.{self.cell}" if self.of else ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch `[start, end)` over which the same marks lie, the outermost first; `more` of them are not told."""

    start: int
    end: int
    marks: tuple[Mark, ...] = ()
    more: int = 0


def runs(length: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Run]:
    """The runs of a text of this length, in their order: together they are the text, and none is empty.

    A run ends where a mark begins or ends, and at each of `cuts`. Marks outside of the text are cut to it. Time is
    that of sorting, whatever lies over what.
    """
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[int]] = {}
    edges = {0, length, *(cut for cut in cuts if 0 < cut < length)}
    numbered: dict[int, Mark] = {}
    for mark in marks:
        start, end = max(0, mark.span.start), min(length, mark.span.end)
        if start < end:
            begins.setdefault(start, []).append(mark)
            edges.update((start, end))
    over: dict[int, Mark] = {}  # by number, in the order in which they began
    points = sorted(edges)
    for at, to in pairwise(points):
        for number in ends.pop(at, ()):
            over.pop(number, None)
        for mark in sorted(begins.pop(at, ()), key=lambda m: -m.span.end):
            number = len(numbered)
            numbered[number] = over[number] = mark
            ends.setdefault(min(length, mark.span.end), []).append(number)
        yield Run(at, to, tuple(islice(over.values(), DEEP)), max(0, len(over) - DEEP))


def in_lanes(marks: Sequence[Mark], lanes: int = LANES) -> list[Mark]:
    """The same marks, each on a line (from 1) on which no other lies over it; the last line takes what is left."""
    free = list(range(1, lanes + 1))
    busy: list[tuple[int, int]] = []  # where a mark ends, and its line
    out = []
    for mark in sorted(marks, key=lambda m: (m.span.start, -m.span.end)):
        while busy and busy[0][0] <= mark.span.start:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else lanes
        if lane < lanes or not any(line == lanes for _, line in busy):
            heappush(busy, (mark.span.end, lane))
        out.append(replace(mark, lane=lane))
    return out
