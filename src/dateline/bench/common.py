"""What the benchmarks share: corpora in, tables and predictions out, and the floors that hold."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table

Record = dict[str, Any]
Item = TypeVar("Item")
Titled = tuple[str, Sequence[Sequence[str]]]  # a table: its title and rows, of which the first names the columns
PIPED = 120  # width of a table that goes to a file or another program
# One thread each, so that "one core" means one core; these are read when the libraries load.
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}


class BenchError(ValueError):
    """A corpus that cannot be read; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one benchmark measured. `rows` is the table (first row: its columns), `figures` the numbers by name.

    `more` are tables that follow it.
    """

    title: str
    rows: Sequence[Sequence[str]]
    figures: dict[str, float]
    notes: Sequence[str] = field(default_factory=tuple)
    more: Sequence[Titled] = field(default_factory=tuple)


def load(path: Path, *needed: str) -> list[Record]:
    """The objects of a JSONL file, each of which must have the keys `needed`."""
    return list(_objects(path, needed))


def _objects(path: Path, needed: tuple[str, ...]) -> Iterator[Record]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchError(f"{path} cannot be read ({error}). Give a JSONL file in UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise BenchError(f"{path}, line {number}: not JSON ({error}). One object a line is needed.") from error
        missing = [key for key in needed if not isinstance(record, dict) or key not in record]
        if missing:
            raise BenchError(f"{path}, line {number}: no {', '.join(map(repr, missing))}.")
        yield record


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_jsonl(path: Path, records: Iterable[Record]) -> None:
    """Written beside and moved into place, so that a stopped run leaves no half file."""
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    part.replace(path)


def progress(items: Sequence[Item], what: str) -> Iterable[Item]:
    """The items, with a bar on standard error where a person is watching."""
    return track(items, what, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)


def percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def prf(hits: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and F1, in percent."""
    p, r = percent(hits, predicted), percent(hits, gold)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def show(result: Result, *, as_json: bool = False) -> None:
    """Print a result: the table first; JSON on request."""
    if as_json:
        print(json.dumps({"title": result.title, "figures": result.figures, "notes": list(result.notes)}))
        return
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    tables: list[Titled] = [(result.title, result.rows), *result.more]
    for i, (title, rows) in enumerate(tables):
        if i:
            console.print()
        console.print(drawn(title, rows))
    for note in result.notes:
        print(note)


def drawn(title: str, rows: Sequence[Sequence[str]]) -> Table:
    """A table for the terminal."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    head, *body = rows
    for i, name in enumerate(head):
        table.add_column(name, justify="right" if i else "left")
    for row in body:
        table.add_row(*row)
    return table


def on_one_core(arguments: Sequence[str]) -> int | None:
    """Run this program again with one thread a library, and give its exit code; None where it already does."""
    if all(os.environ.get(k) == v for k, v in ONE_CORE.items()):
        return None
    command = [sys.executable, "-m", "dateline", *arguments]
    return subprocess.run(command, env={**os.environ, **ONE_CORE}, check=False).returncode  # noqa: S603 - ourselves


@dataclass(frozen=True, slots=True)
class Floor:
    """The least a benchmark may show on one corpus. Lowered only on purpose, in a commit that says why."""

    bench: str
    corpus: str  # path below the corpora folder; of the demo's key, below the source's own
    sha256: str
    figure: str
    least: float
    text: str | None = None  # the file with the texts, where the answers are apart
    ours: bool = False  # the corpus is part of the source


def floors() -> list[Floor]:
    """The floors in force (`floors.json`)."""
    file = resources.files("dateline.bench") / "floors.json"
    return [Floor(**row) for row in json.loads(file.read_text(encoding="utf-8"))["floors"]]
