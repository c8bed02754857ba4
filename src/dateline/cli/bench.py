"""`dateline bench`: what the reader gets right on a corpus, and what it costs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.bench.common import on_one_core, show
from dateline.cli import options as o
from dateline.ledger import LedgerError

app = typer.Typer(
    name="bench",
    help="Measure the reader on a corpus: what it gets right, and what it costs.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

PEERS = "Peers"

Data = Annotated[Path, typer.Option(metavar="FILE", help="The corpus: JSONL, one text a line.", show_default=False)]
Table = Annotated[Path, typer.Option(metavar="FILE", help="The corpus: a table, parted by tabs.", show_default=False)]
Gold = Annotated[Path | None, typer.Option(metavar="FILE", help="The answers, where they are in a file of their own.")]
Predictions = Annotated[
    Path | None, typer.Option(metavar="OUT.jsonl", help="Write what the reader answered, in the scorers' form.")
]
AsJson = Annotated[bool, typer.Option("--json", help="The figures as JSON instead of a table.")]


@app.command()
def attribution(
    data: Data,
    gold: Gold = None,
    layer: o.Layers = None,
    alone: Annotated[
        bool,
        typer.Option(
            "--alone",
            help="Only the chosen way of the layer: not its other ways, and no peers but those that are named.",
        ),
    ] = False,
    publishers: Annotated[
        bool, typer.Option("--publishers", help="A second table: F1 by publisher, where the ids begin with it.")
    ] = False,
    peer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME[=FOLDER]",
            help="A peer to measure beside it, and where its source code is: textacy, citron=FOLDER, "
            "gender-gap-tracker=FOLDER. Those that this Python can import are found without it.",
            rich_help_panel=PEERS,
        ),
    ] = None,
    peer_model: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=MODEL",
            help="The model a peer works with: Citron's folder, or a spaCy pipeline for the others.",
            rich_help_panel=PEERS,
        ),
    ] = None,
    peer_python: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=PYTHON",
            help="The Python that has what a peer needs, where it is not this one.",
            rich_help_panel=PEERS,
        ),
    ] = None,
    predictions: Predictions = None,
    as_json: AsJson = False,
) -> None:
    """Who said what (PolNeAR's form): the ways of the layer and its peers side by side, with intervals and speed."""
    from dateline.bench.attribution.measure import run
    from dateline.bench.attribution.peers import PeerError, peers

    try:
        named = peers(peer or (), peer_model or (), peer_python or ())
    except PeerError as error:
        raise typer.BadParameter(str(error)) from None
    code = on_one_core(sys.argv[1:])
    if code is not None:
        raise typer.Exit(code)
    result = run(
        data,
        gold,
        predictions=predictions,
        layers=o.layers_of(layer),
        alone=alone,
        peers=named,
        publishers=publishers,
    )
    show(result, as_json=as_json)


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
def relations(
    data: Table,
    confusion: Annotated[bool, typer.Option("--confusion", help="A second table: what was taken for what.")] = False,
    predictions: Predictions = None,
    layer: o.Layers = None,
    as_json: AsJson = False,
) -> None:
    """Of what PLOVER type is what a given source does to a given target: macro-F1 over 15 types."""
    from dateline.bench.relations import run

    result = run(data, predictions=predictions, confusion=confusion, layers=o.layers_of(layer))
    show(result, as_json=as_json)


@app.command()
def sentences(data: Table, predictions: Predictions = None, layer: o.Layers = None, as_json: AsJson = False) -> None:
    """What the police did, sentence by sentence (India police events' form): macro-F1 over five labels."""
    from dateline.bench.sentences import run

    show(run(data, predictions=predictions, layers=o.layers_of(layer)), as_json=as_json)


@app.command()
def templates(data: Data, predictions: Predictions = None, layer: o.Layers = None, as_json: AsJson = False) -> None:
    """Attacks, kidnappings and so on as MUC-4's templates: micro-F1 over six slots, stage, confidence, dates, tolls."""
    from dateline.bench.templates.measure import run

    show(run(data, predictions=predictions, layers=o.layers_of(layer)), as_json=as_json)


@app.command()
def factuality(
    data: Annotated[
        Path,
        typer.Option(metavar="FILE", help="The corpus: a word a line, its score in column 3.", show_default=False),
    ],
    predictions: Predictions = None,
    as_json: AsJson = False,
) -> None:
    """How real each predicate is, from -3 to 3 (UDS-IH2's form): accuracy of the sign, mean absolute error, r."""
    from dateline.bench.factuality import run

    show(run(data, predictions=predictions), as_json=as_json)


@app.command()
def across(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="A folder of reports with a key.json, or the key itself; the demo's where it is left out.",
            show_default=False,
        ),
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="Tables of what was expected and what was got, with the words.")
    ] = False,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Instead: reports in ECB+'s form (JSONL), clustered by happening, and their event mentions by event.",
        ),
    ] = None,
    predictions: Predictions = None,
    as_json: AsJson = False,
) -> None:
    """Stories, incidents, tolls, denials, corrections and standing over many reports, against a written key."""
    if data is not None:
        if folder or errors:
            raise typer.BadParameter("--data is measured by itself: give no folder and no --errors beside it.")
        from dateline.bench.across import ecb

        show(ecb.run(data, predictions=predictions), as_json=as_json)
        return
    if predictions is not None:
        raise typer.BadParameter("--predictions goes with --data.")
    from dateline.bench.across import key

    try:
        show(key.run(folder or key.demo(), errors=errors), as_json=as_json)
    except key.KeyFileError as error:
        raise typer.BadParameter(str(error)) from None


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


@app.command()
def ledger(
    reports: Annotated[int, typer.Option(metavar="N", min=100, help="How many reports.")] = 10_000,
    postgres: Annotated[
        bool, typer.Option("--postgres", help="In a PostgreSQL of its own (needs pgserver), not in SQLite.")
    ] = False,
    url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="In this empty PostgreSQL database.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """A ledger of generated reports: readings added in a second, what weighing one more costs, and every question."""
    code = on_one_core(sys.argv[1:])
    if code is not None:
        raise typer.Exit(code)
    from dateline.bench.ledger import run

    show(run(reports, postgres=postgres, url=url), as_json=as_json)


@app.command()
def web(
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", "-L", metavar="FILE|URL", help="The ledger that is asked.", show_default=False),
    ] = None,
    reports: Annotated[
        int | None,
        typer.Option(metavar="N", min=100, help="Instead: a new ledger of N generated reports.", show_default=False),
    ] = None,
    times: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="How often each address is asked.")] = 5,
    as_json: AsJson = False,
) -> None:
    """The workbench: how long every page, its parts, its JSON and the API take to the first byte of their answers."""
    if (ledger is None) == (reports is None):
        raise typer.BadParameter("Name a ledger to ask (--ledger), or have one made (--reports): one of the two.")
    try:
        from dateline.bench.web import run
    except ModuleNotFoundError as error:
        raise LedgerError(f"The workbench needs {error.name}: pip install 'dateline[web]'.") from None
    show(run(ledger, reports=(reports or 0) // 100 * 100, times=times), as_json=as_json)
