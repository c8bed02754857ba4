"""`dateline diff`: what became known between two days, what changed, was denied or taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    "became one with": "yellow",
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
    """The changes under their incidents: what was known already first, with the words that bear each change out."""
    by_incident: dict[str, list[ChangeRow]] = {}
    for row in rows:
        by_incident.setdefault(row.incident, []).append(row)
    old = {id_: mine for id_, mine in by_incident.items() if not _is_new(mine)}
    for id_, mine in sorted(old.items(), key=lambda item: _weight(item[1])):
        yield Rule(Text(cell(mine[0].title) or id_, "bold").append(f"  {id_}", QUIET), align="left", style=QUIET)
        for row in mine:
            if row.field != "incident" or row.change in ("no longer", "became one with"):
                yield Padding(_line(row), (0, 0, 0, 2), expand=False)
                if row.quotation:
                    yield Padding(_words(row, known), (0, 0, 0, 6), expand=False)
        yield Text()
    new = {id_: mine for id_, mine in by_incident.items() if id_ not in old}
    if new:
        yield Rule(Text("became known", STYLE["became known"]), align="left", style=QUIET)
    for id_, mine in sorted(new.items(), key=lambda item: item[1][0].title):
        yield from _new(id_, mine, known)
    yield Text(f"{many(len(old), 'incident')} changed, {len(new)} became known.", QUIET)


def _is_new(rows: Sequence[ChangeRow]) -> bool:
    return any(row.field == "incident" and row.change == "became known" for row in rows)


def _weight(rows: Sequence[ChangeRow]) -> tuple[object, ...]:
    """What was taken back or denied comes first, then where most changed."""
    kinds = {str(row.change) for row in rows}
    return "withdrawn" not in kinds, "denied" not in kinds, "changed" not in kinds, -len(rows), rows[0].title


def _new(id_: str, rows: Sequence[ChangeRow], known: Mapping[str, ReportRow]) -> Iterator[Text | Padding]:
    """An incident that was not known: how it stands, on whose word, and the words that tell of it."""
    said = {row.field: row for row in rows}
    voices = "; ".join(dict.fromkeys(cell(row.now) for row in rows if row.field == "voice"))
    denials = "; ".join(dict.fromkeys(cell(row.now) for row in rows if row.field == "denial"))
    standing = said["standing"].now if "standing" in said else ""
    line = Text(cell(rows[0].title) or id_, "bold").append(f"  {standing}").append(f"  {voices}", "cyan")
    if denials:
        line.append(f"  denied by {denials}", "red")
    yield line.append(f"  {id_}", QUIET)
    row = next((said[name] for name in ("what", "status", "place") if name in said and said[name].quotation), None)
    if row:
        yield Padding(_words(row, known), (0, 0, 0, 6), expand=False)


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
