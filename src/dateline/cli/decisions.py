"""`dateline decisions` and `dateline agreement`: what persons decided, and how far those who code the same agree."""

from __future__ import annotations

import json
import os
from itertools import islice
from typing import Annotated

import typer

from dateline.cli import options as o
from dateline.cli.terminal import Column, Format, many, note, print_rows
from dateline.ledger import Ledger, LedgerError
from dateline.records import Act, Reading, to_json, to_plain
from dateline.weighing.decided.agreement import Disagreement, FieldAgreement, disagreements, fields_of, round_of
from dateline.weighing.decided.listing import DecisionRow, Wanted, listed, orphans, rows

ID = Column("id", "id", least=10, style="bright_black", most=10)
DECISIONS = [
    ID,
    Column("at", "when", least=16, rank=2, most=16),
    Column("by", "who", least=6),
    Column("act", "did", least=7, style="yellow"),
    Column("about", "to what", least=10, share=1, instead=lambda row: row.undoes or row.round or ""),
    Column("words", "its words", least=14, share=2, rank=1),
    Column("field", "field", least=6),
    Column("value", "is", least=6, share=1, style="green"),
    Column("reason", "why", least=12, share=2, rank=3),
    Column("round", "round", least=5, rank=4),
    Column("undone", "undone", least=3, rank=5),
]
AGREEMENT = [
    Column("field", "field", least=8),
    Column("scale", "scale", least=8),
    Column("units", "records", least=3),
    Column("same", "same", least=4),
    Column("alpha", "alpha", least=5, style="bold"),
]
DISAGREEMENTS = [
    Column("record", "id", least=10, style="bright_black", most=10),
    Column("field", "field", least=8),
    Column("first", "who", least=6),
    Column("first_value", "says", least=8, share=1, style="green"),
    Column("first_quotation", "on these words", least=20, share=2, rank=1),
    Column("second", "who", least=6),
    Column("second_value", "says", least=8, share=1, style="green"),
    Column("second_quotation", "on these words", least=20, share=2, rank=2),
]

By = Annotated[str | None, typer.Option(metavar="NAME", help="Decided by this person.", rich_help_panel=o.FILTERS)]
What = Annotated[
    Act | None,
    typer.Option("--act", case_sensitive=False, metavar="ACT", help=f"{', '.join(Act)}.", rich_help_panel=o.FILTERS),
]
Report = Annotated[str | None, typer.Option(metavar="ID", help="About this report.", rich_help_panel=o.FILTERS)]
Round = Annotated[
    str | None, typer.Option("--round", metavar="NAME", help="Of this coding round.", rich_help_panel=o.FILTERS)
]
OfRound = Annotated[str, typer.Option("--round", metavar="NAME", help="The coding round.", rich_help_panel=o.FILTERS)]
Since = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Decided on that day or later.", rich_help_panel=o.FILTERS)
]
Until = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Decided on that day or before.", rich_help_panel=o.FILTERS)
]
Orphans = Annotated[
    bool,
    typer.Option(
        "--orphans",
        help="Only those whose words no record has any more: to be decided anew.",
        rich_help_panel=o.FILTERS,
    ),
]
RecordedBy = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="In the ledger by then (a day or a UTC moment).", rich_help_panel=o.FILTERS),
]
First = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="The first N.", rich_help_panel=o.OUTPUT)
]
Pairs = Annotated[
    bool,
    typer.Option(
        "--disagreements", help="Each pair of values that differ, with their words.", rich_help_panel=o.OUTPUT
    ),
]


def decisions(
    by: By = None,
    act: What = None,
    report: Report = None,
    round_: Round = None,
    since: Since = None,
    until: Until = None,
    orphaned: Orphans = False,
    recorded_by: RecordedBy = None,
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    limit: First = None,
    form: o.As = Format.TABLE,
) -> None:
    """What persons decided, in the order in which they did. JSONL has all of each, for `decide --replay`."""
    wanted = Wanted(
        by=by, act=act, report=report, round=round_, since=since, until=until, recorded_by=recorded_by
    )  # fmt: skip
    me = os.environ.get("DATELINE_BY") or by
    with Ledger.open(ledger, create=False) as book:
        found = listed(book, wanted, me)
        chosen = (
            orphans(book, (d for d in found.decisions if d.id not in found.undone))
            if orphaned
            else iter(found.decisions)
        )
        shown = tuple(islice(chosen, limit))
    if form is Format.JSONL:
        for one in shown:
            print(to_json(one))
    elif form is Format.JSON:
        print(json.dumps(to_plain(shown), ensure_ascii=False, indent=1))
    else:
        print_rows(rows(type(found)(shown, found.undone, found.hidden)), DecisionRow, DECISIONS, form)
    if found.hidden:
        note(
            f"{many(found.hidden, 'decision')} more of others, in rounds that are not closed yet: "
            "coders do not see each other's work."
        )


def agreement(
    round_: OfRound,
    pairs: Pairs = False,
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    form: o.As = Format.TABLE,
) -> None:
    """How far the coders of a round agree: Krippendorff's alpha for each field, and where they do not agree."""
    with Ledger.open(ledger, create=False) as book:
        all_ = book.decisions.all()
        names = sorted({d.round for d in all_ if d.round})
        if round_ not in names:
            there = f"There are: {', '.join(names)}." if names else "Nothing was coded in rounds yet."
            raise LedgerError(f"There is no round {round_!r}. {there}")
        if round_ not in book.decisions.closed_rounds():
            raise LedgerError(
                f"Round {round_} is not closed, and its coders are not to see each other's work before: "
                f"dateline decide --close-round {round_}"
            )

        def read(report: str) -> Reading | None:
            try:
                return book.reading(report)
            except LedgerError:  # replayed from another ledger
                return None

        coded = round_of(round_, all_, read)
    differ = list(disagreements(coded))
    if pairs:
        print_rows(differ, Disagreement, DISAGREEMENTS, form)
    else:
        print_rows(fields_of(coded), FieldAgreement, AGREEMENT, form)
    records = len({c.record for c in coded.codings})
    note(
        f"Round {round_}: {', '.join(coded.coders)}; {many(records, 'record')} coded, "
        f"{many(len(differ), 'disagreement')}" + ("." if pairs or not differ else " (--disagreements lists them).")
    )
    if coded.lost:
        note(f"{many(len(coded.lost), 'decision')} of the round left out: no record has their words any more.")
