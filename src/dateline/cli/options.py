"""The options that several commands share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.terminal import Format
from dateline.intake import Options

LONGEST = Options().limit
FILES = "What to read"
FILTERS = "Which rows"
OUTPUT = "How it is shown"

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files or folders: HTML, text, JSONL, CSV, Parquet; - reads standard input."),
]
LedgerAt = Annotated[
    str,
    typer.Option(
        "--ledger",
        "-L",
        metavar="FILE|URL",
        envvar="DATELINE_LEDGER",
        help="The ledger: a SQLite file, or a PostgreSQL URL.",
    ),
]
DEFAULT_LEDGER = "dateline.db"

Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of what is read.", rich_help_panel=FILES),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of what is read.", rich_help_panel=FILES)]
Title = Annotated[str | None, typer.Option(metavar="WORDS", help="Title of what is read.", rich_help_panel=FILES)]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Address of what is read.", rich_help_panel=FILES)]
TextColumn = Annotated[
    str, typer.Option(metavar="NAME", help="The column with the text, in CSV and Parquet.", rich_help_panel=FILES)
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Encoding of text files, where it is not found by itself.", rich_help_panel=FILES
    ),
]
Limit = Annotated[int, typer.Option(metavar="CHARACTERS", min=1, help="Refuse longer texts.", rich_help_panel=FILES)]
Words = Annotated[
    Path | None,
    typer.Option(
        "--lexicons",
        metavar="DIR",
        envvar="DATELINE_LEXICONS",
        help="A folder with word lists of your own, read after ours.",
        rich_help_panel=FILES,
    ),
]
As = Annotated[
    Format,
    typer.Option("--format", "-f", metavar="table|csv|json|jsonl", help="Output format.", rich_help_panel=OUTPUT),
]
