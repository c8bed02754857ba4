"""How the columns of a printed table share a terminal: by what stands in them, none squeezed out by another."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

GAP = 2  # blanks between columns: one of padding, one that the box draws


def laid_out(
    headings: Sequence[str], rows: Sequence[Sequence[Text]], room: int, weights: Sequence[int] | None = None
) -> Table:
    """A table of at most `room` characters; a column of weight 2 may grow twice as wide as one of weight 1."""
    columns = [[heading, *(row[i].plain for row in rows)] for i, heading in enumerate(headings)]
    full = [max(_widest(cell) for cell in column) for column in columns]
    word = [max(longest_word(cell) for cell in column) for column in columns]
    widths = shares(full, word, weights or [1] * len(headings), room - GAP * (len(headings) - 1))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for heading, width in zip(headings, widths, strict=True):
        table.add_column(heading, overflow="fold", width=width)
    for row in rows:
        table.add_row(*row)
    return table


def shares(full: Sequence[int], word: Sequence[int], weights: Sequence[int], room: int) -> list[int]:
    """Widths that add up to `room` or less: narrow columns whole, wide ones by weight, no word broken without need.

    `full` is what each column would take on one line, `word` its longest word. Where even the words do not fit, the
    columns with the longest words are cut down first.
    """
    if sum(word) > room:
        return _level([1] * len(word), word, [1] * len(word), room)
    return _level(word, full, weights, room)


def _level(least: Sequence[int], most: Sequence[int], weights: Sequence[int], room: int) -> list[int]:
    """Each as wide as it likes up to one common limit, the highest that fits, and never under its least."""

    def widths(limit: int) -> list[int]:
        return [max(a, min(b, limit * w)) for a, b, w in zip(least, most, weights, strict=True)]

    low, high = 0, max(most, default=0)
    while low < high:
        limit = (low + high + 1) // 2
        low, high = (limit, high) if sum(widths(limit)) <= room else (low, limit - 1)
    out = widths(low)
    left = room - sum(out)
    for i in sorted(range(len(out)), key=lambda i: -weights[i]):  # the few characters that did not divide evenly
        more = max(0, min(most[i] - out[i], weights[i], left))
        out[i] += more
        left -= more
    return out


def _widest(cell: str) -> int:
    return max((cell_len(line) for line in cell.splitlines()), default=0)


def longest_word(cell: str) -> int:
    return max((cell_len(word) for word in cell.split()), default=0)
