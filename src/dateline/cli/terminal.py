"""The terminal: where tables, rows and complaints are printed, and in which of the formats."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from dateline.cli.layout import GAP, laid_out, longest_word
from dateline.records import to_plain

PIPED = 160  # width of a table that goes to a file or another program


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a printed table: the row's field, its heading, and how it is laid out."""

    field: str
    heading: str
    least: int = 0  # characters it needs to be legible; 0: as many as its longest word
    share: int = 0  # how much it takes of the room that is left
    rank: int = 0  # where the terminal is narrow, the highest rank is left out first; 0 always stays
    style: str = ""
    joined: str = "; "  # between the parts of a list
    most: int | None = None  # only so many characters are shown (ids: enough to be told apart)
    instead: Callable[[Any], str] = lambda _: ""  # what is shown of a row whose field is empty


def out() -> Console:
    """Standard output. Markup in reports is never interpreted; a file or a pipe gets no colours."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False, width=width)


def err() -> Console:
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def bar() -> Progress:
    """A progress bar on standard error; none where nobody watches."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err(),
        transient=True,
        disable=not sys.stderr.isatty(),
    )


def complain(message: str) -> None:
    """One message on standard error, wrapped by nobody so that it can be searched for."""
    err().print(Text("dateline: ", "bold red") + Text(printable(message)), soft_wrap=True)


def note(message: str) -> None:
    err().print(Text(message, "dim"), soft_wrap=True)


def many(number: int, thing: str) -> str:
    """ "1 report", "2 reports"."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def printable(words: str) -> str:
    """The words with control characters as spaces: a report must not be able to drive the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in words)


def cell(value: Any, joined: str = "; ") -> str:
    """A value as one line of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list | tuple):
        return joined.join(cell(v) for v in value)
    return " ".join(printable(str(value)).split())


def print_rows(rows: Iterable[Any], kind: type[Any], columns: Sequence[Column], form: Format) -> None:
    """Print rows (dataclasses of one kind): the columns given as a table, everything in the other formats."""
    if form is Format.TABLE:
        _table(list(rows), columns)
    elif form is Format.CSV:
        _csv(rows, [f.name for f in fields(kind)])
    elif form is Format.JSON:
        print(json.dumps([to_plain(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(json.dumps(to_plain(row), ensure_ascii=False))


def _table(rows: list[Any], columns: Sequence[Column]) -> None:
    if not rows:
        note("Nothing in the ledger fits.")
        return
    console = out()
    cells = {c: [Text(shown_cell(row, c), c.style) for row in rows] for c in columns}
    shown = fitting(columns, cells, console.width)
    console.print(
        laid_out(
            [c.heading for c in shown],
            list(zip(*(cells[c] for c in shown), strict=True)),
            console.width,
            [max(1, c.share) for c in shown],
        )
    )
    left = [c.heading for c in columns if c not in shown]
    if left:
        note(f"A wider window also shows: {', '.join(left)}. Every column: --format csv or json.")


def shown_cell(row: Any, c: Column) -> str:
    return (cell(getattr(row, c.field), c.joined) or cell(c.instead(row)))[: c.most]


def fitting(columns: Sequence[Column], cells: Mapping[Column, Sequence[Text]], width: int) -> list[Column]:
    """The columns that a window of `width` characters has room for: none is thinner than it needs to be legible."""

    def needs(c: Column) -> int:
        widest = max((cell_len(text.plain) for text in cells[c]), default=0)
        return max(longest_word(c.heading), min(widest, c.least)) + GAP

    shown = list(columns)
    while sum(map(needs, shown)) - GAP > width and any(c.rank for c in shown):
        shown.remove(max(shown, key=lambda c: c.rank))
    return shown


def new_table(columns: Sequence[Column]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=any(c.share for c in columns))
    for c in columns:
        table.add_column(c.heading, overflow="fold", ratio=c.share or None, min_width=c.least or None)
    return table


def _csv(rows: Iterable[Any], names: Sequence[str]) -> None:
    """A header also where there are no rows; lists and yes or no as JSON writes them, as in an export."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(
            json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict | bool) else "" if v is None else v
            for v in to_plain(row).values()
        )
