"""`dateline read`: readings of files, shown in the terminal or printed as JSON; nothing is kept."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from dateline.cli import options as o
from dateline.cli.sources import Sources, new_reader
from dateline.cli.terminal import note, out
from dateline.intake import Options
from dateline.records import Reading, to_json, to_plain


class Shape(StrEnum):
    """How a reading is printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def read(
    paths: o.Paths,
    published: o.Published = None,
    outlet: o.Outlet = None,
    title: o.Title = None,
    url: o.Url = None,
    text_column: o.TextColumn = "text",
    encoding: o.Encoding = None,
    limit: o.Limit = o.LONGEST,
    lexicons: o.Words = None,
    layer: o.Layers = None,
    form: Annotated[
        Shape,
        typer.Option(
            "--format",
            "-f",
            help="text, or the JSON contract (json: indented; jsonl: one a line).",
            rich_help_panel=o.OUTPUT,
        ),
    ] = Shape.TEXT,
) -> None:
    """Read reports and show what they say, and on whose word. Nothing is kept."""
    chosen = Options(
        published=published,
        outlet=outlet,
        title=title,
        url=url,
        limit=limit,
        text_column=text_column,
        encoding=encoding,
    )
    sources = Sources(paths, chosen)
    reader = new_reader(lexicons, o.layers_of(layer))
    undated = False
    for reading, _ in sources.readings(reader):
        show_reading(reading, form)
        undated = undated or reading.report.published is None
    if undated and form is Shape.TEXT:
        note("No date of publication is known: days such as “Sunday” stay open. Give it with --published.")
    sources.finish()


def show_reading(reading: Reading, form: Shape) -> None:
    if form is Shape.JSONL:
        print(to_json(reading))
    elif form is Shape.JSON:
        print(json.dumps(to_plain(reading), ensure_ascii=False, indent=1))
    else:
        from dateline.cli.page import page_of

        out().print(page_of(reading))
