"""Sentences with what the police did in them (India police events' form): rows read, mended and put back in reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.bench.common import BenchError
from dateline.reader.events.police import LABELS
from dateline.records import Report, Span, report_of

COLUMNS = 1 + len(LABELS)
LONGEST_REPORT = 300  # rows: where no line says that another report begins
_OPENS = re.compile(r"this story is from\b", re.IGNORECASE)
# Quotation marks, dashes and spaces of UTF-8 that were read as Windows-1252 and then spelt in ASCII.
_DAMAGE = (
    ("aEUR(tm)", "'"),
    ("aEUR~", "'"),
    ("aEURoe", '"'),
    ('aEUR""', " - "),
    ('aEUR"', " - "),
    ("aEURC/", "* "),
    ("aEUR", '"'),
    ("``", '"'),
    ("''''", '"'),
    ("''", "'"),
)
_RUN = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file: its number, its words as mended, and the labels that hold (None: no answers)."""

    line: int
    text: str
    labels: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Article:
    """Rows that follow one another, as one report; `spans` says where each row's words stand in it."""

    report: Report
    rows: tuple[Row, ...]
    spans: tuple[Span, ...]


def rows(path: Path) -> list[Row]:
    """All rows, in order, one a line. Raises BenchError, with the line, for what is no such table."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise BenchError(f"{path} cannot be opened ({error.strerror}). Give a table in UTF-8.") from None
    except UnicodeDecodeError as error:
        raise BenchError(f"{path} is not in UTF-8 ({error.reason}). Save it so.") from None
    if lines and not lines[-1]:
        del lines[-1]
    return [_row(path, number, line.removesuffix("\r")) for number, line in enumerate(lines, 1)]


def _row(path: Path, number: int, line: str) -> Row:
    cells = line.split("\t")
    if len(cells) == 1:
        return Row(number, mended(cells[0]), None)
    if len(cells) != COLUMNS or any(cell.strip() not in ("0", "1") for cell in cells[1:]):
        raise BenchError(
            f"{path}, line {number}: not a sentence and {len(LABELS)} columns of 0 or 1, parted by tabs "
            f"({', '.join(LABELS)}). A file without answers has the sentence alone."
        )
    holding = frozenset(label for label, cell in zip(LABELS, cells[1:], strict=True) if cell.strip() == "1")
    return Row(number, mended(cells[0]), holding)


def mended(cell: str) -> str:
    """A cell's words without a table's quoting and the damage done to their quotation marks."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        cell = cell[1:-1].replace('""', '"')
    for damage, meant in _DAMAGE:
        cell = cell.replace(damage, meant)
    return _RUN.sub(" ", cell).strip()


def articles(table: Sequence[Row]) -> Iterator[Article]:
    """The reports that the rows are sentences of: a new one begins at a line that says where a story is from."""
    block: list[Row] = []
    for row in table:
        if block and (_OPENS.search(row.text) or len(block) == LONGEST_REPORT):
            yield article(block)
            block = []
        block.append(row)
    if block:
        yield article(block)


def article(block: Sequence[Row]) -> Article:
    """One report, a paragraph a row."""
    spans: list[Span] = []
    at = 0
    for row in block:
        spans.append(Span(at, at + len(row.text)))
        at += len(row.text) + 2
    text = "\n\n".join(row.text for row in block)
    return Article(report_of(text), tuple(block), tuple(spans))
