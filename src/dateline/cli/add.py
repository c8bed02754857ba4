"""`dateline add`: read reports into a ledger; resumable, and the same bytes change nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dateline.cli import options as o
from dateline.cli.sources import Sources, new_reader
from dateline.cli.terminal import complain, err, many, note
from dateline.intake import Arrival, Options, count_paths
from dateline.ledger import Ledger

if TYPE_CHECKING:
    from dateline.reader import Reader


def add(
    paths: o.Paths,
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    published: o.Published = None,
    outlet: o.Outlet = None,
    title: o.Title = None,
    url: o.Url = None,
    text_column: o.TextColumn = "text",
    encoding: o.Encoding = None,
    limit: o.Limit = o.LONGEST,
    lexicons: o.Words = None,
    layer: o.Layers = None,
) -> None:
    """Read reports into the ledger. Stop it at any moment and run it again: it goes on where it was."""
    chosen = Options(
        published=published,
        outlet=outlet,
        title=title,
        url=url,
        limit=limit,
        text_column=text_column,
        encoding=encoding,
    )
    try:
        add_to(ledger, Sources(paths, chosen), new_reader(lexicons, o.layers_of(layer)))
    except KeyboardInterrupt:
        complain("stopped. What was added is in the ledger; run the same command again to go on.")
        raise typer.Exit(130) from None


def add_to(ledger: str, sources: Sources, reader: Reader) -> None:
    """Read what the sources give, and keep it."""
    added = held = undated = 0
    with Ledger.open(ledger) as book, bar() as progress:
        task = progress.add_task("reading", total=count_paths(sources.paths))
        last: str | None = None

        def there(arrival: Arrival) -> bool:
            nonlocal held, last
            if arrival.report.path != last:
                last = arrival.report.path
                progress.advance(task)
            known = book.holds(arrival.report.id, reader.version)
            held += known
            return known

        for reading, raw in sources.readings(reader, there):
            new = book.add(reading, raw)
            added += new
            held += not new
            undated += new and reading.report.published is None
        stats = book.stats()
    note(f"{summary(added, held, sources.refused)} {book.where} now holds {many(stats.reports, 'report')}.")
    if undated:
        note(
            f"{many(undated, 'report')} without a date of publication: days such as “Sunday” stay open there. "
            "Dates come from --published or a manifest.csv; added again with one, a report is there twice."
        )
    sources.finish()


def bar() -> Progress:
    """A progress bar on standard error; none where nobody watches."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err(),
        transient=True,
        disable=not sys.stderr.isatty(),
    )


def summary(added: int, held: int, refused: int) -> str:
    parts = [f"{added} added"]
    if held:
        parts.append(f"{held} already there")
    if refused:
        parts.append(f"{refused} refused (see above)")
    return ", ".join(parts) + "."
