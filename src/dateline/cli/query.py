"""`dateline reports`, `claims`, `events`: tables of what is in the ledger, chosen by filters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from dateline.cli import options as o
from dateline.cli.terminal import Column, Format, print_rows
from dateline.ledger import ClaimRow, EventRow, Filter, Ledger, LedgerError, ReportRow
from dateline.records import EventType, Level, Stance, Status
from dateline.weighing.decided.book import Decided

ID = Column("id", "id", least=10, style="bright_black", most=10)
PUBLISHED = Column("published", "published", least=10, rank=3, most=10)
OUTLET = Column("outlet", "outlet", least=10, rank=4)
REPORTS = [
    ID,
    PUBLISHED,
    OUTLET,
    Column("title", "title", least=20, share=1, instead=lambda row: row.path or row.url or ""),
    Column("dateline_place", "dateline", least=10, rank=5),
    Column("claims", "claims", least=3),
    Column("events", "events", least=3),
]
CLAIMS = [
    ID,
    PUBLISHED,
    OUTLET,
    Column("chain", "on whose word", least=16, share=1, style="cyan", joined=" › "),
    Column("stance", "stance", least=8),
    Column("content", "what is said", least=30, share=2),
    Column("confidence", "sure", least=4, rank=2),
]
EVENTS = [
    ID,
    Column("published", "published", least=10, rank=5, most=10),
    Column("type", "type", least=9, rank=3),
    Column("status", "status", least=10),
    Column("actors", "who", least=10, share=2),
    Column("trigger", "did", least=9, style="yellow"),
    Column("recipients", "to whom", least=10, share=2),
    Column("place", "where", least=8, style="green"),
    Column("when", "when", least=8, rank=4, style="magenta"),
    Column("counts", "how many", least=8, rank=2),
    Column("voices", "on whose word", least=10, share=2, rank=1, style="cyan", instead=lambda _: "reporter"),
]
DECIDED = Column("decided", "decided", least=8, share=1, style="yellow")

Report = Annotated[str | None, typer.Option(metavar="ID", help="Of this report.", rich_help_panel=o.FILTERS)]
Outlet = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Of this outlet (repeatable).", rich_help_panel=o.FILTERS)
]
Voice = Annotated[
    str | None, typer.Option(metavar="NAME", help="On this voice's word, at any hop.", rich_help_panel=o.FILTERS)
]
Named = Annotated[
    bool | None,
    typer.Option("--named/--unnamed", help="Whether the voice that speaks is named.", rich_help_panel=o.FILTERS),
]
AnyStance = Annotated[
    list[Stance] | None,
    typer.Option(
        "--stance",
        case_sensitive=False,
        metavar="STANCE",
        help=f"What the voice does with it: {', '.join(Stance)} (repeatable).",
        rich_help_panel=o.FILTERS,
    ),
]
AnyType = Annotated[
    list[EventType] | None,
    typer.Option(
        "--type",
        case_sensitive=False,
        metavar="TYPE",
        help="PLOVER type: assault, coerce, protest, agree ... (repeatable).",
        rich_help_panel=o.FILTERS,
    ),
]
Mode = Annotated[
    list[str] | None,
    typer.Option(metavar="MODE", help="PLOVER mode: arrest, explosives ... (repeatable).", rich_help_panel=o.FILTERS),
]
AnyStatus = Annotated[
    list[Status] | None,
    typer.Option(
        "--status",
        case_sensitive=False,
        metavar="STATUS",
        help=f"What the words say of its reality: {', '.join(Status)} (repeatable).",
        rich_help_panel=o.FILTERS,
    ),
]
Country = Annotated[
    list[str] | None, typer.Option(metavar="ISO3", help="Country, such as PAK (repeatable).", rich_help_panel=o.FILTERS)
]
Place = Annotated[
    str | None, typer.Option(metavar="NAME", help="At this place or in this province.", rich_help_panel=o.FILTERS)
]
Actor = Annotated[
    str | None, typer.Option(metavar="NAME", help="With this actor or recipient.", rich_help_panel=o.FILTERS)
]
Since = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="On that day or later.", rich_help_panel=o.FILTERS)
]
Until = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="On that day or before.", rich_help_panel=o.FILTERS)
]
Published = Annotated[
    list[str] | None,
    typer.Option(metavar="DATE", help="Of this day, month or year; or none (repeatable).", rich_help_panel=o.FILTERS),
]
Standing = Annotated[
    list[Level] | None,
    typer.Option(
        case_sensitive=False,
        metavar="STANDING",
        help=f"Of an incident that stands so: {', '.join(Level)} (repeatable).",
        rich_help_panel=o.FILTERS,
    ),
]
PublishedFrom = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published on that day or later.", rich_help_panel=o.FILTERS)
]
PublishedTo = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published on that day or before.", rich_help_panel=o.FILTERS)
]
Text = Annotated[str | None, typer.Option(metavar="WORDS", help="Full text search.", rich_help_panel=o.FILTERS)]
SureFrom = Annotated[
    float | None,
    typer.Option(metavar="N", help="At least so sure, 0 to 1: what is plainly said.", rich_help_panel=o.FILTERS),
]
SureTo = Annotated[
    float | None, typer.Option(metavar="N", help="At most so sure, 0 to 1: what to review.", rich_help_panel=o.FILTERS)
]
KnownBy = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published by then: what was known.", rich_help_panel=o.FILTERS)
]
RecordedBy = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="In the ledger by then (a day or a UTC moment).", rich_help_panel=o.FILTERS),
]
First = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="The first N.", rich_help_panel=o.OUTPUT)
]

# What the ledger calls by the names of its own fields, the command line calls by its options.
OPTION = {
    "since": "--from",
    "until": "--to",
    "published_since": "--published-from",
    "published_until": "--published-to",
    "published": "--published",
    "known_by": "--known-by",
    "recorded_by": "--recorded-by",
    "country": "--country",
    "sure_from": "--sure-from",
    "sure_to": "--sure-to",
}
FIELD = re.compile(rf"(?<!\S)(?:{'|'.join(OPTION)})(?= is )|(?<=is after )(?:{'|'.join(OPTION)})(?!\S)")


def reports(
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    published: Published = None,
    type_: AnyType = None,
    mode: Mode = None,
    status: AnyStatus = None,
    actor: Actor = None,
    standing: Standing = None,
    country: Country = None,
    place: Place = None,
    text: Text = None,
    report: Report = None,
    known_by: KnownBy = None,
    recorded_by: RecordedBy = None,
    limit: First = None,
    form: o.As = Format.TABLE,
) -> None:
    """The reports in the ledger. --from and --to are days of publication; --place and --country, places in them.

    --type, --mode, --status, --actor and --standing choose reports by one event that is all of it.
    """
    wanted = chosen(
        outlet=outlet, since=since, until=until, published=published, type=type_, mode=mode, status=status,
        actor=actor, country=country, place=place, text=text, report=report, known_by=known_by,
        recorded_by=recorded_by, limit=limit,
    )  # fmt: skip
    with _open(ledger, weighed=bool(standing)) as book:
        decided = Decided(book, recorded_by)
        found = reports_of(book, wanted, tuple(standing or ()))
        print_rows(decided.reports(found), ReportRow, with_decided(REPORTS, decided), form)


@contextmanager
def _open(ledger: str, *, weighed: bool) -> Iterator[Ledger]:
    """A ledger; `weighed`: after what is pending has been weighed."""
    if weighed:
        from dateline.cli.weigh import weighing

        with weighing(ledger) as (book, _):
            yield book
    else:
        with Ledger.open(ledger, create=False) as book:
            yield book


def reports_of(book: Ledger, wanted: Filter, standing: tuple[str, ...]) -> Iterator[ReportRow]:
    """Reports of a filter, and of incidents that stand so where that is asked."""
    if not standing:
        return book.reports(wanted)
    from dateline.weighing.catalogue import Choice, catalogue_of

    catalogue = catalogue_of(book)
    numbers = catalogue.readings(Choice(filter=wanted, standing=standing))
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    return catalogue.rows(numbers[wanted.offset : end])


def claims(
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    voice: Voice = None,
    named: Named = None,
    stance: AnyStance = None,
    status: AnyStatus = None,
    type_: AnyType = None,
    mode: Mode = None,
    country: Country = None,
    place: Place = None,
    actor: Actor = None,
    since: Since = None,
    until: Until = None,
    sure_from: SureFrom = None,
    sure_to: SureTo = None,
    text: Text = None,
    report: Report = None,
    outlet: Outlet = None,
    known_by: KnownBy = None,
    recorded_by: RecordedBy = None,
    limit: First = None,
    form: o.As = Format.TABLE,
) -> None:
    """Who is said to have said what. --from and --to are days of publication; --type, --status, --place ... choose by
    the events that a claim tells of."""
    wanted = chosen(
        voice=voice, named=named, stance=stance, status=status, type=type_, mode=mode, country=country, place=place,
        actor=actor, since=since, until=until, sure_from=sure_from, sure_to=sure_to, text=text, report=report,
        outlet=outlet, known_by=known_by, recorded_by=recorded_by, limit=limit,
    )  # fmt: skip
    with Ledger.open(ledger, create=False) as book:
        decided = Decided(book, recorded_by)
        print_rows(decided.claims(book.claims(wanted)), ClaimRow, with_decided(CLAIMS, decided), form)


def events(
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    type_: AnyType = None,
    mode: Mode = None,
    status: AnyStatus = None,
    country: Country = None,
    place: Place = None,
    actor: Actor = None,
    since: Since = None,
    until: Until = None,
    published_from: PublishedFrom = None,
    published_to: PublishedTo = None,
    voice: Voice = None,
    named: Named = None,
    stance: AnyStance = None,
    text: Text = None,
    report: Report = None,
    outlet: Outlet = None,
    known_by: KnownBy = None,
    recorded_by: RecordedBy = None,
    limit: First = None,
    form: o.As = Format.TABLE,
) -> None:
    """What is said to have happened. --from and --to are days of the event; a plan is shown as a plan."""
    wanted = chosen(
        type=type_, mode=mode, status=status, country=country, place=place, actor=actor, since=since, until=until,
        published_since=published_from, published_until=published_to, voice=voice, named=named, stance=stance,
        text=text, report=report, outlet=outlet, known_by=known_by, recorded_by=recorded_by, limit=limit,
    )  # fmt: skip
    with Ledger.open(ledger, create=False) as book:
        decided = Decided(book, recorded_by)
        print_rows(decided.events(book.events(wanted)), EventRow, with_decided(EVENTS, decided), form)


def with_decided(columns: list[Column], decided: Decided) -> list[Column]:
    """The columns, and what persons did where they did anything in this ledger."""
    return [*columns, DECIDED] if decided.any else columns


def chosen(**given: Any) -> Filter:
    """The filter that the options make; a repeatable option that was not given chooses nothing away."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}
    try:
        return Filter(**values)
    except LedgerError as error:
        raise LedgerError(FIELD.sub(lambda name: OPTION[name[0]], str(error))) from None
