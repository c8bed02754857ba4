"""`dateline bench`: what the reader gets right on a corpus, and what it costs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.bench.common import on_one_core, show
from dateline.cli import options as o

app = typer.Typer(
    name="bench",
    help="Measure the reader on a corpus: what it gets right, and what it costs.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Data = Annotated[Path, typer.Option(metavar="FILE", help="The corpus: JSONL, one text a line.", show_default=False)]
Gold = Annotated[Path | None, typer.Option(metavar="FILE", help="The answers, where they are in a file of their own.")]
Predictions = Annotated[
    Path | None, typer.Option(metavar="OUT.jsonl", help="Write what the reader answered, in the scorers' form.")
]
AsJson = Annotated[bool, typer.Option("--json", help="The figures as JSON instead of a table.")]


@app.command()
def attribution(data: Data, gold: Gold = None, predictions: Predictions = None, as_json: AsJson = False) -> None:
    """Who said what (PolNeAR's form): F1 of claims with the right content and source, by manner, with an interval."""
    from dateline.bench.attribution import run

    show(run(data, gold, predictions=predictions), as_json=as_json)


@app.command()
def times(data: Data, predictions: Predictions = None, layer: o.Layers = None, as_json: AsJson = False) -> None:
    """Temporal expressions (TIMEX3): strict, relaxed, type and value F1."""
    from dateline.bench.times import run

    show(run(data, predictions=predictions, layers=o.layers_of(layer)), as_json=as_json)


@app.command()
def places(data: Data, predictions: Predictions = None, layer: o.Layers = None, as_json: AsJson = False) -> None:
    """Toponyms: share of the given ones resolved within 161 km, and F1 of those found by the reader itself."""
    from dateline.bench.places import run

    show(run(data, predictions=predictions, layers=o.layers_of(layer)), as_json=as_json)


@app.command()
def speed(
    data: Data,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only the first N reports.")] = None,
    layer: o.Layers = None,
    as_json: AsJson = False,
) -> None:
    """Cost of a whole reading beside a bare spaCy pass, in one run on one core; the last line is the ratio."""
    code = on_one_core(sys.argv[1:])
    if code is not None:
        raise typer.Exit(code)
    from dateline.bench.speed import run

    show(run(data, limit=limit, layers=o.layers_of(layer)), as_json=as_json)
