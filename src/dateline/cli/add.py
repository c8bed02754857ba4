"""`dateline add`: read reports into a ledger; resumable, and the same bytes change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dateline.cli import options as o
from dateline.cli.sources import Sources, new_reader
from dateline.cli.terminal import bar, complain, many, note
from dateline.cli.weigh import weighed_now
from dateline.intake import Options, count_paths
from dateline.ledger import Ledger
from dateline.records import Reading

if TYPE_CHECKING:
    from dateline.reader import Reader


AT_HAND = 500  # readings that are kept for the weighing; the others are taken out of the ledger again


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
    """Read what the sources give, keep it, and weigh it with what was there."""
    added = held = undated = 0
    made: dict[str, Reading] = {}
    with Ledger.open(ledger) as book:
        with bar() as progress:
            task = progress.add_task("reading", total=count_paths(sources.paths))
            last: str | None = None
            for one in sources.take_in(book, reader):
                if one.report.path != last:
                    last = one.report.path
                    progress.advance(task)
                added += one.new
                held += not one.new
                undated += one.new and one.report.published is None
                if one.reading is not None and len(made) < AT_HAND:
                    made[one.report.id] = one.reading
        weighed_now(book, made=made)
        stats = book.stats()
    note(f"{summary(added, held, sources.refused)} {book.where} now holds {many(stats.reports, 'report')}.")
    if undated:
        note(
            f"{many(undated, 'report')} without a date of publication: days such as “Sunday” stay open there. "
            "Dates come from --published or a manifest.csv; added again with one, a report is there twice."
        )
    sources.finish()


def summary(added: int, held: int, refused: int) -> str:
    parts = [f"{added} added"]
    if held:
        parts.append(f"{held} already there")
    if refused:
        parts.append(f"{refused} refused (see above)")
    return ", ".join(parts) + "."
