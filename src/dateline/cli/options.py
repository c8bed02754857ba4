"""The options that several commands share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.terminal import Format
from dateline.intake import Options

LONGEST = Options().limit
FILES = "What to read"
READER = "How it is read"
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
        rich_help_panel=READER,
    ),
]


def check_layers(given: list[str] | None) -> list[str] | None:
    """The option as it was given; a choice that there is not is a mistake of usage."""
    layers_of(given)
    return given


def layers_of(given: list[str] | None) -> dict[str, str]:
    """The choices of `--layer NAME=CHOICE`; the last one for a layer wins."""
    from dateline.reader.layers import LayerError, chosen

    choices: dict[str, str] = {}
    for one in given or ():
        name, is_, choice = one.partition("=")
        if not is_:
            raise typer.BadParameter(f"{one!r} is no NAME=CHOICE. Write it as in attribution=rules.")
        choices[name.strip()] = choice.strip()
    try:
        chosen(choices)
    except LayerError as error:
        raise typer.BadParameter(str(error)) from None
    return choices


Layers = Annotated[
    list[str] | None,
    typer.Option(
        "--layer",
        metavar="NAME=CHOICE",
        callback=check_layers,
        help="How a step of the reading is done: attribution=learned (who said what, by a trained model; the default) "
        "or attribution=rules (by grammar and word lists alone); places=built-in (without a loaded gazetteer); "
        "heads=rules (events by rules alone).",
        rich_help_panel=READER,
    ),
]
As = Annotated[
    Format,
    typer.Option("--format", "-f", metavar="table|csv|json|jsonl", help="Output format.", rich_help_panel=OUTPUT),
]
