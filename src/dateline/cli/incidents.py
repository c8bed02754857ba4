"""`dateline incidents`, `stories`, `tensions`, `voices`: what many reports make together, chosen by filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options as o
from dateline.cli import query as q
from dateline.cli.terminal import Column, Format, print_rows
from dateline.cli.weigh import weighing
from dateline.ledger import Filter, Ledger
from dateline.ledger.names import of_body
from dateline.records import CountOf, Incident, Level, Story

if TYPE_CHECKING:
    from dateline.weighing.weigher import Weigher


class Order(StrEnum):
    """In which order incidents are listed."""

    DATE = "date"
    REPORTS = "reports"
    DOUBT = "doubt"


class StrainField(StrEnum):
    """In what two accounts are in tension."""

    COUNTS = "counts"
    DENIAL = "denial"
    PLACE = "place"
    DATE = "date"
    PARTICIPATION = "participation"


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident. `disputed` are its fields that are; `chains` the voices it rests on, each outermost first."""

    id: str
    title: str
    type: str
    mode: str | None
    status: str
    standing: str
    independent: int
    reports: int
    stories: int
    first: str | None
    last: str | None
    place: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    killed: str | None
    chains: tuple[str, ...]
    disputed: tuple[str, ...]
    withdrawn: bool
    published_first: str | None
    published_last: str | None

    @property
    def days(self) -> str:
        if self.first == self.last or self.last is None:
            return self.first or ""
        return f"{self.first or '...'} to {self.last}"

    @property
    def stands(self) -> str:
        return f"{self.standing}, withdrawn" if self.withdrawn else self.standing


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story: its earliest known text, and the outlets that had it. `copies` says how its reports are copies."""

    id: str
    published: str | None
    agency: str | None
    outlet: str | None
    title: str | None
    reports: int
    outlets: tuple[str, ...]
    copies: tuple[str, ...]
    origin: str
    last: str | None


@dataclass(frozen=True, slots=True)
class StrainRow:
    """A tension: who says the one, in which words of which report, and who the other. `incident` is empty where it
    is within one report and of no incident."""

    field: str | None
    incident: str | None
    title: str | None
    first_voice: str | None
    first_words: str | None
    first_report: str
    second_voice: str | None
    second_words: str | None
    second_report: str
    within: bool
    why: str


INCIDENTS = [
    q.ID,
    Column("title", "what", least=18, share=2),
    Column("place", "where", least=8, style="green", rank=3),
    Column("days", "when", least=10, style="magenta", rank=2),
    Column("stands", "standing", least=12),
    Column("independent", "voices", least=3, rank=4),
    Column("reports", "reports", least=3),
    Column("killed", "killed", least=5, rank=1),
    Column("status", "status", least=8, rank=5),
]
STORIES = [
    q.ID,
    Column("published", "first published", least=10, most=10),
    Column("outlet", "origin", least=10, instead=lambda row: row.origin),
    Column("agency", "agency", least=8, rank=2),
    Column("reports", "reports", least=3),
    Column("outlets", "outlets", least=16, share=1, rank=1),
    Column("title", "title", least=20, share=1, rank=3),
]
TENSIONS = [
    Column("field", "in", least=6, rank=2, instead=lambda _: "within a report"),
    Column("first_voice", "who", least=10, share=1, style="cyan", instead=lambda _: "the report"),
    Column("first_words", "says", least=20, share=2),
    Column("second_voice", "against", least=10, share=1, style="cyan", instead=lambda _: "the report"),
    Column("second_words", "says", least=20, share=2),
    Column("incident", "incident", least=10, rank=1, style="bright_black", most=10),
]
VOICES = [
    Column("name", "voice", least=16, share=1, style="cyan"),
    Column("kind", "kind", least=6, rank=2),
    Column("incidents", "incidents", least=3),
    Column("reports", "reports", least=3, rank=1),
    Column("alone", "the only one", least=3),
    Column("borne_out", "borne out", least=3),
    Column("disputed", "disputed", least=3),
    Column("denies", "denies", least=3),
]

Standing = Annotated[
    list[Level] | None,
    typer.Option(
        case_sensitive=False,
        metavar="STANDING",
        help=f"How it stands: {', '.join(Level)} (repeatable).",
        rich_help_panel=o.FILTERS,
    ),
]
MinReports = Annotated[
    int, typer.Option(metavar="N", min=1, help="Told of in so many reports or more.", rich_help_panel=o.FILTERS)
]
By = Annotated[
    Order,
    typer.Option(
        case_sensitive=False,
        metavar="ORDER",
        help="By date (first reported first), reports (most first) or doubt (disputed, then on fewest voices).",
        rich_help_panel=o.OUTPUT,
    ),
]
CopiesOnly = Annotated[
    bool, typer.Option("--copies-only", help="Only stories with more than one report.", rich_help_panel=o.FILTERS)
]
InField = Annotated[
    StrainField | None,
    typer.Option(
        "--field",
        case_sensitive=False,
        metavar="FIELD",
        help=f"In what they cannot both hold: {', '.join(StrainField)}.",
        rich_help_panel=o.FILTERS,
    ),
]


def incidents(
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    standing: Standing = None,
    min_reports: MinReports = 1,
    type_: q.AnyType = None,
    mode: q.Mode = None,
    status: q.AnyStatus = None,
    country: q.Country = None,
    place: q.Place = None,
    actor: q.Actor = None,
    since: q.Since = None,
    until: q.Until = None,
    voice: q.Voice = None,
    text: q.Text = None,
    report: q.Report = None,
    outlet: q.Outlet = None,
    known_by: q.KnownBy = None,
    recorded_by: q.RecordedBy = None,
    by: By = Order.DATE,
    limit: q.First = None,
    form: o.As = Format.TABLE,
) -> None:
    """What happened, by all reports of it together, and how it stands. Filters choose incidents by their events."""
    wanted = q.chosen(
        type=type_, mode=mode, status=status, country=country, place=place, actor=actor, since=since, until=until,
        voice=voice, text=text, report=report, outlet=outlet, known_by=known_by, recorded_by=recorded_by, limit=limit,
    )  # fmt: skip
    more = {"standing": tuple(standing or ()), "min_reports": min_reports, "by": str(by)}
    with weighing(ledger) as (_, weigher):
        print_rows(map(incident_row, weigher.incidents(wanted, **more)), IncidentRow, INCIDENTS, form)


def stories(
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    copies_only: CopiesOnly = False,
    outlet: q.Outlet = None,
    since: q.Since = None,
    until: q.Until = None,
    country: q.Country = None,
    place: q.Place = None,
    text: q.Text = None,
    report: q.Report = None,
    known_by: q.KnownBy = None,
    recorded_by: q.RecordedBy = None,
    limit: q.First = None,
    form: o.As = Format.TABLE,
) -> None:
    """Reports that are copies of one another, with the earliest known text of each. Filters choose by the reports."""
    wanted = q.chosen(
        outlet=outlet, since=since, until=until, country=country, place=place, text=text, report=report,
        known_by=known_by, recorded_by=recorded_by, limit=limit,
    )  # fmt: skip
    with weighing(ledger) as (book, weigher):
        print_rows(story_rows(book, weigher.stories(wanted, copies_only=copies_only)), StoryRow, STORIES, form)


def tensions(
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    field: InField = None,
    type_: q.AnyType = None,
    status: q.AnyStatus = None,
    country: q.Country = None,
    place: q.Place = None,
    actor: q.Actor = None,
    voice: q.Voice = None,
    since: q.Since = None,
    until: q.Until = None,
    text: q.Text = None,
    report: q.Report = None,
    outlet: q.Outlet = None,
    known_by: q.KnownBy = None,
    recorded_by: q.RecordedBy = None,
    limit: q.First = None,
    form: o.As = Format.TABLE,
) -> None:
    """What cannot both hold, between reports and within one: both voices, each in its own words."""
    wanted = q.chosen(
        type=type_, status=status, country=country, place=place, actor=actor, voice=voice, since=since, until=until,
        text=text, report=report, outlet=outlet, known_by=known_by, recorded_by=recorded_by, limit=limit,
    )  # fmt: skip
    with weighing(ledger) as (book, weigher):
        print_rows(islice(strain_rows(book, weigher, wanted, field), limit), StrainRow, TENSIONS, form)


def voices(
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    voice: q.Voice = None,
    type_: q.AnyType = None,
    status: q.AnyStatus = None,
    country: q.Country = None,
    place: q.Place = None,
    actor: q.Actor = None,
    since: q.Since = None,
    until: q.Until = None,
    text: q.Text = None,
    report: q.Report = None,
    outlet: q.Outlet = None,
    known_by: q.KnownBy = None,
    recorded_by: q.RecordedBy = None,
    limit: q.First = None,
    form: o.As = Format.TABLE,
) -> None:
    """Who said what happened: in how many incidents, how often as the only one, how often borne out or disputed."""
    from dateline.weighing.weigher.hearing import VoiceRow

    wanted = q.chosen(
        type=type_, status=status, country=country, place=place, actor=actor, voice=voice, since=since, until=until,
        text=text, report=report, outlet=outlet, known_by=known_by, recorded_by=recorded_by,
    )  # fmt: skip
    with weighing(ledger) as (_, weigher):
        asked = [name.casefold() for name in of_body(voice)] if voice else [""]
        rows = (row for row in weigher.voices(wanted) if any(name in row.name.casefold() for name in asked))
        print_rows(islice(rows, limit), VoiceRow, VOICES, form)


def incident_row(one: Incident) -> IncidentRow:
    """The row of an incident."""
    from dateline.export.pack.strip import in_words

    killed = next((t for t in one.tolls if t.what is CountOf.KILLED), None)
    best = killed.best if killed else None
    figures = None
    if killed:
        span = in_words(killed) if best is None else f"{best}"
        apart = best is not None and (killed.low, killed.high) != (best, best)
        figures = f"{span} ({killed.low if killed.low is not None else '?'}–{killed.high or '?'})" if apart else span
    return IncidentRow(
        one.id, one.title, one.type, one.mode, one.status, one.standing, one.independent, len(one.reports),
        len(one.stories), one.first, one.last, one.place, one.admin1, one.country, one.lat, one.lon, one.precision,
        one.actors, one.recipients, killed.low if killed else None, best, killed.high if killed else None, figures,
        tuple(dict.fromkeys(" › ".join(w.chain) for w in one.witnesses)),
        tuple(f.name for f in one.fields if f.level is Level.DISPUTED), one.withdrawn, *one.published,
    )  # fmt: skip


def story_rows(book: Ledger, stories: Iterable[Story]) -> Iterator[StoryRow]:
    """The rows of stories, with what is known of their reports; some hundred stories at a time."""
    waiting = iter(stories)
    while part := list(islice(waiting, 200)):
        known = book.about(id_ for story in part for id_ in story.reports)
        for story in part:
            reports = [known[id_] for id_ in story.reports if id_ in known]
            origin = known.get(story.origin)
            days = [r.published for r in reports if r.published]
            yield StoryRow(
                story.id, origin.published if origin else None, story.agency, origin.outlet if origin else None,
                origin.title if origin else None, len(story.reports),
                tuple(dict.fromkeys(r.outlet for r in reports if r.outlet)),
                tuple(dict.fromkeys(str(copy.kind) for copy in story.copies)), story.origin, max(days, default=None),
            )  # fmt: skip


def strain_rows(book: Ledger, weigher: Weigher, wanted: Filter, field: str | None) -> Iterator[StrainRow]:
    """Tensions of incidents, then those within reports that are none of theirs."""
    seen: set[frozenset[str]] = set()
    for row in weigher.strains(wanted, field):
        strain = row.strain
        one, other = strain.quotations
        seen.add(frozenset(strain.between))
        yield StrainRow(
            strain.field, row.incident, row.title, strain.voices[0], one.words, one.report, strain.voices[1],
            other.words, other.report, one.report == other.report, strain.why,
        )  # fmt: skip
    for t in book.tensions(wanted) if field is None else ():
        if frozenset((t.first, t.second)) not in seen:
            yield StrainRow(
                None, None, None, t.first_voice, t.first_words, t.report, t.second_voice, t.second_words, t.report,
                True, t.why,
            )  # fmt: skip
