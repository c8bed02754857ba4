"""`dateline pack`: one incident as one page with every quotation, to keep, print or send."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import options as o
from dateline.cli import query as q
from dateline.cli.terminal import note
from dateline.cli.weigh import weighing
from dateline.ledger import LedgerError

To = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The file to write; without it, pack-ID.html. - is standard output."),
]


def pack(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="The incident's id, or the beginning of one.")],
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    to: To = None,
    known_by: q.KnownBy = None,
    recorded_by: q.RecordedBy = None,
) -> None:
    """Write one incident as one HTML page that needs nothing else: every quotation, its report, hash and date."""
    from dateline.export.pack import gather, page

    as_of = q.chosen(known_by=known_by, recorded_by=recorded_by)
    with weighing(ledger) as (book, weigher):
        gathered = gather(book, weigher, incident, as_of)
    html = page(gathered)
    if to is not None and str(to) == "-":
        sys.stdout.write(html)
        return
    path = to or Path(f"pack-{gathered.incident.id}.html")
    if not path.parent.is_dir():
        raise LedgerError(f"There is no folder {path.parent} to write {path.name} in. Make it first.")
    written = path.with_name(f".{path.name}.partial")
    try:
        written.write_text(html, encoding="utf-8", newline="\n")
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)
    note(f"Written to {path}: {len(gathered.sheets)} reports, {len(html.encode()):,} bytes.")
