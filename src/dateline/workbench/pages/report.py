"""A report: its text as published with what was read in it, and beside it every claim and event, to be decided on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from dateline.ledger import Filter, LedgerError
from dateline.records import Claim, CopyKind, Decision, Event, Level, Reading, Report, Span
from dateline.weighing.decided import Applied, shown, value_of
from dateline.weighing.decided.fields import kind_of
from dateline.weighing.decided.values import choices
from dateline.workbench.ask import Ask, MissingError
from dateline.workbench.cards import Card, Deck, fields_for
from dateline.workbench.drawings.chain import FEW, MOST, Tree, tree
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter
from dateline.workbench.problems import found
from dateline.workbench.runs import Mark
from dateline.workbench.seat import desk_of
from dateline.workbench.sheet import Block, blocks, marks_of_claims, marks_of_events, marks_of_report

ROUTER = APIRouter()
CARDS = 80  # on the page at a time
MARKED = 400  # claims and events marked in the text at a time


@dataclass(frozen=True, slots=True)
class InIncident:
    """The incident that an event of the report is in, and how it stands."""

    event: str
    incident: str
    title: str
    standing: Level
    reports: int
    independent: int


@dataclass(frozen=True, slots=True)
class CopyView:
    """Another report of the same story; `kind` says how it is a copy, where the two were compared themselves."""

    report: str
    outlet: str | None
    title: str | None
    published: str | None
    kind: CopyKind | None
    origin: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report's reading as persons decided it, and what they decided.

    `reading` has what was corrected, and still has what was rejected. `decisions` are those in force, by the records
    that they are about; `corrected` says which of them a field's value is from, `as_read` what the reader had there.
    `lost` are decisions whose words no record has any more. `recorded` is when the ledger took the reading in.
    `show` is claims, events or all; `voice` the one that was chosen; `at` the words that were asked for.
    """

    reading: Reading
    recorded: str
    accepted: tuple[str, ...]
    rejected: tuple[str, ...]
    decisions: Mapping[str, tuple[Decision, ...]]
    corrected: Mapping[str, Mapping[str, str]]
    as_read: Mapping[str, Mapping[str, str]]
    lost: tuple[Decision, ...]
    incidents: tuple[InIncident, ...]
    story: str | None
    copies: tuple[CopyView, ...]
    show: str
    voice: str | None
    at: Span | None

    @property
    def applied(self) -> Applied:
        by_id = {one.id: one for all_ in self.decisions.values() for one in all_}
        corrected = {id_: {f: by_id[made] for f, made in fields.items()} for id_, fields in self.corrected.items()}
        return Applied(
            frozenset(self.accepted), frozenset(self.rejected), self.decisions, corrected,
            reading=self.reading, lost=self.lost,
        )  # fmt: skip

    @property
    def incident_of(self) -> dict[str, InIncident]:
        return {one.event: one for one in self.incidents}

    def sheet(self, ask: Ask) -> Sheet:
        """What of it is drawn on the page that was asked for."""
        return _sheet(self, ask)

    def last_made(self, by: str | None) -> str:
        """The last decision of a person that holds here: what an undo means first."""
        mine = [one for all_ in self.decisions.values() for one in all_ if one.by == by]
        return max(mine, key=lambda one: one.at).id if mine else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A voice or a kind of record that a page can be kept to."""

    value: str
    label: str
    claims: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as it is drawn: `blocks` of its text, and a window of its cards.

    `total` is how many cards there are, `marked` how many of them are marked in the text: all, if not too many.
    """

    blocks: Iterator[Block]
    cards: tuple[Card, ...]
    offset: int
    limit: int
    total: int
    marked: int
    claims: int
    events: int
    tree: Tree
    voices: tuple[Choice, ...]
    tensions: tuple[tuple[str, str, str], ...]
    open: str
    field: str
    fields: tuple[str, ...]
    choices: tuple[str, ...]
    value: str


def report(ask: Ask) -> ReportView:
    """A report with its claims and events; `at=12-40` marks these characters, `voice` and `show` keep to some."""
    with found():
        id_ = ask.desk.book.find(ask.path["id"]).report
    reading, recorded = _reading(ask, id_)
    applied = ask.desk.decided(ask.one("recorded_by") or None).of(reading)
    clocks = ask.filter(())
    story, copies = _story(ask, id_, clocks)
    records: dict[str, Event | Claim | Report] = {r.id: r for r in reversed(reading.events)}
    records |= {r.id: r for r in reversed(reading.claims)} | {id_: reading.report}
    as_read = {
        record: {field: shown(field, value_of(records[record], field, reading)) for field in fields}
        for record, fields in applied.corrected.items()
        if record in records
    }
    return ReportView(
        applied.reading,
        recorded,
        tuple(sorted(applied.accepted)),
        tuple(sorted(applied.rejected)),
        applied.by,
        {id_: {field: one.id for field, one in fields.items()} for id_, fields in applied.corrected.items()},
        as_read,
        applied.lost,
        tuple(_incidents(ask, id_)),
        story,
        copies,
        ask.one("show") if ask.one("show") in ("claims", "events") else "all",
        ask.one("voice") or None,
        _at(ask.one("at"), len(reading.report.text)),
    )


@ROUTER.get("/reports/{id}/raw")
async def raw(request: Request) -> Response:
    """The bytes that a report came in, to be kept: never shown."""
    book = desk_of(request).book

    def bytes_of() -> tuple[str, bytes]:
        with found():
            report = book.reading(book.find(request.path_params["id"]).report).report
            return report.id, book.raw(report.provenance.raw or "")

    name, data = await run_in_threadpool(bytes_of)
    headers = {"Content-Disposition": f'attachment; filename="{name}.bin"', "Content-Security-Policy": "sandbox"}
    return Response(data, media_type="application/octet-stream", headers=headers)


def _reading(ask: Ask, id_: str) -> tuple[Reading, str]:
    """The reading as of the two clocks."""
    got = next(iter(ask.desk.book.readings(ask.filter((), report=id_))), None)
    if got is None:
        published = ask.desk.book.reading(id_).report.published or "an unknown day"
        raise MissingError(
            f"This report, published on {published}, was not known on the day you look from. Go back to now to see it."
        )
    return got


def _incidents(ask: Ask, id_: str) -> Iterator[InIncident]:
    for one in ask.desk.weigher().incidents(ask.filter((), report=id_)):
        for event in one.events:
            yield InIncident(event, one.id, one.title, one.standing, len(one.reports), one.independent)


def _story(ask: Ask, id_: str, clocks: Filter) -> tuple[str | None, tuple[CopyView, ...]]:
    """The story that it is in, and the other reports of it by day."""
    try:
        story = ask.desk.weigher().story(id_, clocks)
    except LedgerError:  # not weighed yet
        return None, ()
    kinds = {
        b if a == id_ else a: one.kind for one in story.copies for a, b in [(one.first, one.second)] if id_ in (a, b)
    }
    known = ask.desk.book.about([one for one in story.reports if one != id_], clocks)
    copies = (
        CopyView(row.id, row.outlet, row.title, row.published, kinds.get(row.id), row.id == story.origin)
        for row in known.values()
    )
    return story.id, tuple(sorted(copies, key=lambda c: (not c.origin, c.published or "~", c.report)))


def _at(said: str, length: int) -> Span | None:
    start, _, end = said.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(said) < 20):
        return None
    span = Span(min(int(start), length), min(int(end), length))
    return span if span.start < span.end else None


def _sheet(view: ReportView, ask: Ask) -> Sheet:
    reading = view.reading
    claims = {c.id for c in reading.claims if view.voice is None or any(link.voice == view.voice for link in c.chain)}
    events = {e.id for e in reading.events if view.voice is None or claims & set(e.claims)}
    chosen = (claims if view.show != "events" else set()) | (events if view.show != "claims" else set())
    deck = Deck(view.applied, view.as_read)
    order = [id_ for id_ in deck.order if id_ in chosen]
    offset = _offset(ask, order)
    window = order[offset : offset + CARDS]
    here = set(window)
    marked = chosen if len(order) <= MARKED else set(order[offset : offset + MARKED])
    looks = partial(_look, set(view.accepted) | set(view.corrected), set(view.rejected))
    marks = [Mark(view.at, "at")] if view.at else []
    marks += marks_of_report(reading.report)
    marks += marks_of_claims(reading, marked.__contains__, looks)
    marks += marks_of_events(reading, marked.__contains__, looks)

    def href(id_: str) -> str:
        return f"#{id_}" if id_ in here else f"{ask.here(card=id_, open=None, field=None)}#{id_}"

    told = [c for c in reading.claims if c.id not in view.rejected]
    open_, field = ask.one("open"), ask.one("field")
    records: tuple[Claim | Event | Report, ...] = (*reading.claims, *reading.events, reading.report)
    record = next((r for r in records if r.id == open_), None)
    fields = fields_for(kind_of(record)) if record else ()
    ids = {r.id for r in records}
    return Sheet(
        blocks(reading.report.text, marks, href),
        deck.cards(window),
        offset,
        CARDS,
        len(order),
        len(marked),
        len(claims),
        len(events),
        tree(reading, told, MOST if ask.one("chain") == "all" or view.voice else FEW),
        tuple(_voices(reading)),
        tuple((*one.between, one.why) for one in reading.tensions if set(one.between) <= ids),
        open_ if record else "",
        field,
        fields,
        choices(field),
        shown(field, value_of(record, field, reading)) if record and field in fields else "",
    )


def _offset(ask: Ask, order: Sequence[str]) -> int:
    """The window that has the card which was asked for, else the one that was asked for."""
    card = ask.one("card") or ask.one("open")
    at = order.index(card) if card in order else ask.offset
    return at - at % CARDS if order else 0


def _look(decided: set[str], rejected: set[str], id_: str) -> tuple[str, ...]:
    if id_ in rejected:
        return ("rej",)
    return ("dec",) if id_ in decided else ()


def _voices(reading: Reading) -> Iterator[Choice]:
    speaking: dict[str, int] = {}
    for claim in reading.claims:
        for id_ in dict.fromkeys(link.voice for link in claim.chain):
            speaking[id_] = speaking.get(id_, 0) + 1
    for voice in reading.voices:
        if voice.id in speaking:
            yield Choice(voice.id, voice.name, speaking[voice.id])


ASKS = (
    Parameter("at", "Characters to mark: 12-40."),
    Parameter("show", "Only claims, or only events.", ("claims", "events")),
    Parameter("voice", "Only what this voice says: its id in the reading."),
)
PAGES = (Page("/reports/{id}", "report.html.j2", report, asks=ASKS),)
