"""`dateline export`: the ledger, or a part of it, as the tables that people use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dateline.cli import options as o
from dateline.cli import query as q
from dateline.cli.terminal import Column, new_table, note, out
from dateline.cli.weigh import weighed_now
from dateline.export import FORMATS, PROFILES, Rows, formats_here
from dateline.export import export as write
from dateline.ledger import Ledger
from dateline.records import Status

Profile = Annotated[
    str, typer.Option("--as", metavar="PROFILE", help=f"Which tables: {', '.join(PROFILES)}.", rich_help_panel=o.OUTPUT)
]
To = Annotated[
    Path,
    typer.Option(metavar="DIR", help="The folder to write; an earlier export there gives way.", show_default=False),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(dict.fromkeys(form for profile in PROFILES.values() for form in profile.formats)),
        help="Only this format (repeatable).",
        rich_help_panel=o.OUTPUT,
    ),
]
Statuses = Annotated[
    list[Status] | None,
    typer.Option(
        "--status",
        case_sensitive=False,
        metavar="STATUS",
        help=f"Only events of this status, of {', '.join(Status)} (repeatable; not for ledger). "
        "Default: happened, happening.",
        rich_help_panel=o.FILTERS,
    ),
]
RowsOf = Annotated[
    Rows,
    typer.Option(
        "--rows",
        case_sensitive=False,
        metavar="|".join(Rows),
        help="A row for each incident, by all its reports, or for each report's event (ledger has both).",
        rich_help_panel=o.OUTPUT,
    ),
]
NoTexts = Annotated[
    bool, typer.Option("--without-texts", help="Leave out the reports' texts.", rich_help_panel=o.OUTPUT)
]
Spreadsheets = Annotated[
    bool,
    typer.Option(
        "--for-spreadsheets",
        help="Protect CSV cells that a spreadsheet would run as formulas.",
        rich_help_panel=o.OUTPUT,
    ),
]
Replace = Annotated[
    bool,
    typer.Option("--replace", help="Move aside a folder that is no earlier export.", rich_help_panel=o.OUTPUT),
]


def export(
    to: To,
    profile: Profile = "ledger",
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    outlet: q.Outlet = None,
    published_from: q.PublishedFrom = None,
    published_to: q.PublishedTo = None,
    country: q.Country = None,
    place: q.Place = None,
    text: q.Text = None,
    report: q.Report = None,
    known_by: q.KnownBy = None,
    recorded_by: q.RecordedBy = None,
    statuses: Statuses = None,
    rows: RowsOf = Rows.INCIDENTS,
    formats: Formats = None,
    without_texts: NoTexts = False,
    for_spreadsheets: Spreadsheets = False,
    replace: Replace = False,
) -> None:
    """Write the ledger as tables (CSV, JSON Lines, Parquet) with a data package that says what each column means."""
    wanted = q.chosen(
        outlet=outlet,
        published_since=published_from,
        published_until=published_to,
        country=country,
        place=place,
        text=text,
        report=report,
        known_by=known_by,
        recorded_by=recorded_by,
    )
    with Ledger.open(ledger, create=False) as book:
        weighed_now(book)
        written = write(
            book,
            to,
            profile=profile,
            formats=tuple(formats) if formats else None,
            filter=wanted,
            replace=replace,
            for_spreadsheets=for_spreadsheets,
            texts=not without_texts,
            rows=rows,
            statuses=statuses or None,
        )
    table = new_table([Column("", "table"), Column("", "rows")])
    for name, count in written.rows.items():
        table.add_row(Text(name), Text(str(count)))
    out().print(table)
    if not formats and not set(PROFILES[profile].formats) & set(FORMATS) <= set(formats_here()):
        note("Without Parquet: that needs pyarrow (pip install 'dateline[parquet]').")
    note(f"Written to {written.folder}; datapackage.json there says what each column means.")
