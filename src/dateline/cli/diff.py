"""`dateline diff`: what became known between two days, what changed, was denied or taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dateline.cli import options as o
from dateline.cli import query as q
from dateline.cli.page import QUIET
from dateline.cli.terminal import Format, cell, many, note, out, print_rows
from dateline.cli.weigh import weighing
from dateline.ledger import ReportRow

if TYPE_CHECKING:
    from dateline.weighing.weigher.changes import ChangeRow

From = Annotated[str, typer.Option("--from", metavar="DATE", help="From what was known on that day ...")]
To = Annotated[str, typer.Option("--to", metavar="DATE", help="... to what was known on that day.")]
STYLE = {
    "became known": "green",
    "changed": "yellow",
    "denied": "red",
    "withdrawn": "red",
    "no longer": QUIET,
}


def diff(
    since: From,
    until: To,
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    type_: q.AnyType = None,
    status: q.AnyStatus = None,
    country: q.Country = None,
    place: q.Place = None,
    actor: q.Actor = None,
    voice: q.Voice = None,
    text: q.Text = None,
    report: q.Report = None,
    outlet: q.Outlet = None,
    recorded_by: q.RecordedBy = None,
    limit: q.First = None,
    form: o.As = Format.TABLE,
) -> None:
    """What became known of incidents between two days, what changed, was denied or withdrawn, in the reports' words."""
    from dateline.weighing.weigher.changes import ChangeRow

    wanted = q.chosen(
        type=type_, status=status, country=country, place=place, actor=actor, voice=voice, text=text, report=report,
        outlet=outlet, recorded_by=recorded_by,
    )  # fmt: skip
    q.chosen(since=since, until=until)
    with weighing(ledger) as (book, weigher):
        rows = weigher.diff(since, until, wanted).rows()[:limit]
        if form is not Format.TABLE:
            print_rows(rows, ChangeRow, (), form)
            return
        known = book.about(row.quotation.report for row in rows if row.quotation)
    if not rows:
        note(f"Nothing changed between {since} and {until}.")
    for line in lines(rows, known):
        out().print(line)


def lines(rows: Sequence[ChangeRow], known: Mapping[str, ReportRow]) -> Iterator[Rule | Text | Padding]:
    """The changes under their incidents, each with the words that bear it out and where they stand."""
    for (id_, title), changes in groupby(rows, lambda row: (row.incident, row.title)):
        mine = list(changes)
        yield Rule(Text(cell(title) or id_, "bold").append(f"  {id_}", QUIET), align="left", style=QUIET)
        if any(row.field == "incident" and row.change == "became known" for row in mine):
            yield Text("not known before", "green")
        for row in mine:
            if row.field != "incident":
                yield Padding(_line(row), (0, 0, 0, 2), expand=False)
                if row.quotation:
                    yield Padding(_words(row, known), (0, 0, 0, 6), expand=False)
        yield Text()
    count = len({row.incident for row in rows})
    if rows:
        note(f"{many(len(rows), 'change')} in {many(count, 'incident')}.")


def _line(row: ChangeRow) -> Text:
    line = Text(f"{row.change} ", STYLE.get(row.change, "")).append(f"{row.field} ", "bold")
    if row.before and row.now:
        return line.append(cell(row.before), f"{QUIET} strike").append(" → ").append(cell(row.now))
    return line.append(cell(row.now or row.before))


def _words(row: ChangeRow, known: Mapping[str, ReportRow]) -> Text:
    assert row.quotation is not None
    report = known.get(row.quotation.report)
    where = ", ".join(cell(p) for p in (report.outlet, (report.published or "")[:10]) if p) if report else ""
    return Text(f"“{cell(row.quotation.words)}” ").append(where or row.quotation.report, QUIET)
