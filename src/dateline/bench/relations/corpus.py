"""Sentences with a source and a target marked in them (PLOVER's training form), read from a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.bench.common import BenchError
from dateline.reader.events.relation import TYPES
from dateline.records import Span, trim

COLUMNS = ("sentence", "marked_sentence", "source", "target")
FOLDED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # the corpus tells these two apart nowhere
LONGEST = 100_000  # characters of one cell
_MARK = re.compile(r"<(/?)([st])>")


@dataclass(frozen=True, slots=True)
class Row:
    """One question: in `text`, what does `source` do to `target`? Either is empty where nobody is marked."""

    line: int  # of the file, from 1
    uid: str
    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    gold: str | None  # None in a file without answers


def rows(path: Path) -> list[Row]:
    """All rows, in order. Raises BenchError, with the line, for what is no such table."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(_rows(path, file))
    except OSError as error:
        raise BenchError(f"{path} cannot be opened ({error.strerror}). Give a table in UTF-8.") from None
    except UnicodeDecodeError as error:
        raise BenchError(f"{path} is not in UTF-8 ({error.reason}). Save it so.") from None


def _rows(path: Path, file: Iterator[str]) -> Iterator[Row]:
    table = csv.DictReader(file, delimiter="\t")
    missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        raise BenchError(
            f"{path}, line 1: no column {', '.join(missing)}. The first line names the columns, parted by tabs: "
            f"uid, sentence_id, gold_root, {', '.join(COLUMNS)}."
        )
    try:
        for cells in table:
            yield _row(path, table.line_num, {name: cell for name, cell in cells.items() if isinstance(cell, str)})
    except csv.Error as error:
        raise BenchError(f"{path}, line {table.line_num}: {error}. One row a line is needed, parted by tabs.") from None


def _row(path: Path, line: int, cells: dict[str, str]) -> Row:
    marked = cells.get("marked_sentence", "").strip() or cells.get("sentence", "").strip()
    if not marked or len(marked) > LONGEST:
        what = "no sentence" if not marked else f"a sentence of more than {LONGEST:,} characters"
        raise BenchError(f"{path}, line {line}: {what}. Each row needs one.")
    gold = cells.get("gold_root", "").strip().upper() or None
    gold = FOLDED.get(gold, gold) if gold else None
    if gold is not None and gold not in TYPES:
        raise BenchError(f"{path}, line {line}: no type {gold!r}. There is: {', '.join(TYPES)}.")
    text, source, target = unmarked(marked)
    uid = cells.get("uid", "").strip() or cells.get("sentence_id", "").strip() or str(line)
    return Row(
        line,
        uid,
        text,
        source or found(text, cells.get("source", "")),
        target or found(text, cells.get("target", "")),
        gold,
    )


def unmarked(marked: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    """The sentence without its marks, and the spans they enclose; a mark that is not closed marks nothing."""
    parts: list[str] = []
    opened: dict[str, int] = {}
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    at = length = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        closes, name = mark.groups()
        if not closes:
            opened.setdefault(name, length)
        elif name in opened:
            spans[name].append(Span(opened.pop(name), length))
    text = "".join([*parts, marked[at:]])
    source, target = (tuple(s for s in (trim(span, text) for span in spans[k]) if s.length > 0) for k in "st")
    return text, source, target


def found(text: str, words: str) -> tuple[Span, ...]:
    """Where a cell's words stand in the sentence first; nowhere for a stand-in such as "an actor"."""
    words = words.strip()
    at = text.find(words) if words else -1
    return (Span(at, at + len(words)),) if at >= 0 else ()
