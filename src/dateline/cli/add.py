"""`dateline add`: read reports into a ledger; resumable, and the same bytes change nothing."""

from __future__ import annotations

import sys

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dateline.cli import options as o
from dateline.cli.sources import Sources, new_reader
from dateline.cli.terminal import err, note
from dateline.intake import Arrival, Options, count_paths
from dateline.ledger import Ledger


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
    sources = Sources(paths, chosen)
    reader = new_reader(lexicons)
    added = held = 0
    with Ledger.open(ledger) as book, bar() as progress:
        task = progress.add_task("reading", total=count_paths(paths))
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
        stats = book.stats()
    note(summary(added, held, sources.refused) + f" {ledger} now holds {stats.reports} reports.")
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
