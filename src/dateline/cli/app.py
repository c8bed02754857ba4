"""The program: its commands, and what a person is told when something is wrong."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer

from dateline.cli import (
    add,
    bench,
    codebook,
    decide,
    decisions,
    diff,
    doctor,
    export,
    gazetteer,
    incidents,
    pack,
    query,
    read,
    serve,
    show,
    verify,
    weigh,
)
from dateline.cli.terminal import complain

app = typer.Typer(
    name="dateline",
    help="Read news reports and keep a sourced ledger: who is said to have done what to whom, and on whose word.",
    epilog="Start with: dateline read FILE, then dateline add FOLDER, then dateline claims.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(read.read)
app.command("add")(add.add)
app.command("reports")(query.reports)
app.command("claims")(query.claims)
app.command("events")(query.events)
app.command("incidents")(incidents.incidents)
app.command("stories")(incidents.stories)
app.command("tensions")(incidents.tensions)
app.command("voices")(incidents.voices)
app.command("diff")(diff.diff)
app.command("show")(show.show)
app.command("pack")(pack.pack)
app.command("weigh")(weigh.weigh)
app.command("decide")(decide.decide)
app.command("decisions")(decisions.decisions)
app.command("agreement")(decisions.agreement)
app.command("verify")(verify.verify)
app.command("export")(export.export)
app.command("codebook")(codebook.show_codebook)
app.command("serve")(serve.serve)
app.command("doctor")(doctor.doctor)
app.add_typer(gazetteer.app, name="gazetteer")
app.add_typer(bench.app, name="bench")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"dateline {version('dateline')}")
        raise typer.Exit()


@app.callback()
def _options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """What holds for every command."""


def run() -> NoReturn:
    """Run the program. A user's mistake is one line on standard error and exit code 1 or 2, never a traceback."""
    # Text of any kind passes: a terminal that cannot show a character shows a stand-in for it; files are UTF-8.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: nothing is wrong, and nothing more may be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except known_errors() as error:
        complain(str(error))
        sys.exit(1)
    sys.exit(0)


def known_errors() -> tuple[type[Exception], ...]:
    """The errors whose message is written for the person at the keyboard."""
    from dateline.bench.common import BenchError
    from dateline.export import ExportError
    from dateline.intake import IntakeError
    from dateline.ledger import LedgerError
    from dateline.reader.layers import LayerError
    from dateline.reader.lexicon import LexiconError
    from dateline.reader.places.gazetteer import GazetteerError

    return (BenchError, ExportError, GazetteerError, IntakeError, LayerError, LedgerError, LexiconError, OSError)
