"""`dateline gazetteer`: which places the reader knows; load GeoNames' full table, and go back."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.terminal import complain, many, note

app = typer.Typer(
    name="gazetteer",
    help="Which places the reader knows: show it, load GeoNames' full table, or go back to the built-in one.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="GeoNames' dumps: allCountries.zip, or one country's, as .zip or .txt. Beside a dump also its lists of "
        "divisions, admin1CodesASCII.txt and admin2Codes.txt.",
    ),
]


@app.callback(invoke_without_command=True)
def gazetteer(context: typer.Context) -> None:
    """Which places the reader knows: show it, load GeoNames' full table, or go back to the built-in one."""
    if context.invoked_subcommand is None:
        show()


@app.command()
def show() -> None:
    """Say which gazetteer is in force, how many places it has and where it is."""
    from dateline.cli.doctor import print_rows
    from dateline.reader.places.build import open_gazetteer
    from dateline.reader.places.loaded import FILE, data_folder, open_loaded

    loaded = open_loaded()
    own = open_gazetteer(progress=note)
    force = "GeoNames, loaded, beside the built-in one" if loaded else "the built-in one"
    print_rows(("gazetteer", "", ""), [("in force", force, "")])
    rows = [
        ("places", f"{own.count:,}", ""),
        ("where", str(own.path.resolve()), ""),
        ("size", f"{own.path.stat().st_size / 1e6:,.0f} MB", ""),
        ("version", own.version, ""),
    ]
    print_rows(("built in", "", ""), rows)
    if loaded is None:
        there = (data_folder() / FILE).is_file()
        note("One is loaded, but DATELINE_GAZETTEER keeps it out." if there else _HOW)
        return
    about = loaded.about
    rows = [
        ("places", f"{about['places']:,}", f"{about['towns']:,} of them towns and divisions"),
        ("names", f"{about['names']:,}", ""),
        ("where", str(loaded.path.resolve()), ""),
        ("size", f"{loaded.path.stat().st_size / 1e6:,.0f} MB", ""),
        ("version", loaded.version, ""),
        ("loaded", about["loaded"], f"from {', '.join(about['sources'])}"),
        ("left out", f"{about['malformed']:,}", "malformed lines"),
    ]
    print_rows(("loaded", "", ""), rows)
    note("GeoNames is licensed under CC BY 4.0: who publishes its ids or points says so.")


_HOW = "For a full table get allCountries.zip from GeoNames, then `dateline gazetteer load allCountries.zip`."


@app.command()
def load(files: Files) -> None:
    """Build the full GeoNames table from its dump; the reader then uses it. What was loaded before gives way."""
    from dateline.cli.loading import TOLD, Bar
    from dateline.reader.places.load import load as build
    from dateline.reader.places.loaded import FILE, data_folder

    to = data_folder() / FILE
    try:
        with Bar() as watch:
            summary = build(files, to, watch)
    except KeyboardInterrupt:
        complain("stopped. The gazetteer that was in force still is.")
        raise typer.Exit(130) from None
    if watch.left > TOLD:
        complain(f"... and {watch.left - TOLD:,} more lines that are malformed.")
    rate = summary.places / max(summary.seconds, 0.001)
    note(
        f"{summary.places:,} places ({summary.towns:,} towns and divisions, {summary.names:,} names) loaded in "
        f"{time.strftime('%H:%M:%S', time.gmtime(summary.seconds))}, {rate:,.0f} a second, from "
        f"{', '.join(summary.sources)}."
    )
    if summary.twice:
        note(f"{many(summary.twice, 'row')} with an id that an earlier row has: the earlier one was kept.")
    note(f"{summary.path.resolve()} has {summary.size / 1e6:,.1f} MB and is in force now.")
    if summary.malformed:
        complain(f"{many(summary.malformed, 'malformed line')} left out; the rest is loaded.")
        raise typer.Exit(1)


@app.command()
def remove() -> None:
    """Delete the loaded gazetteer: the reader goes back to the built-in one."""

    from dateline.reader.places.loaded import FILE, data_folder

    path = data_folder() / FILE
    if not path.is_file():
        note(f"No gazetteer is loaded in {path.parent}: the built-in one is in force.")
        return
    path.unlink()
    note(f"{path} is deleted; the built-in gazetteer is in force.")
