"""The first page: what is in the ledger and what to do next; where it is empty, how to bring a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.ledger import Filter
from dateline.ledger.filters import first_day
from dateline.ledger.overview import overview
from dateline.records import Level
from dateline.weighing.catalogue import Choice, catalogue_of
from dateline.weighing.decided.queue.queue import COUNTED, Queue
from dateline.weighing.weigher.changes import Change, ChangeRow, are_new
from dateline.workbench.ask import Ask
from dateline.workbench.brought import Brought
from dateline.workbench.example import EXAMPLE
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter
from dateline.workbench.seat import ask_of
from dateline.workbench.templating import render

ROUTER = APIRouter()
NEWEST = 8  # reports that are listed
LATELY = 12  # reports back from the newest: what became known by them is shown
DISPUTED = 5  # incidents
CHANGED = 6  # incidents
LINES = 3  # changes of one incident
# What weighs more comes first.
KINDS = (Change.WITHDRAWN, Change.DENIED, Change.CHANGED, Change.JOINED, Change.KNOWN, Change.GONE)


@dataclass(frozen=True, slots=True)
class BringView:
    """What stands in the form that a report is pasted into, and what was wrong with it; `largest` in bytes.

    `frozen` says that nothing may be written where the ledger is.
    """

    text: str
    published: str
    outlet: str
    title: str
    url: str
    problem: str | None
    largest: int
    frozen: bool


@dataclass(frozen=True, slots=True)
class NewestRow:
    """A report among the last published."""

    id: str
    title: str
    outlet: str | None
    published: str | None
    claims: int
    events: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """What is in the ledger as of the two clocks: reports, those without a date, outlets (only as of now), first and
    last day.

    `empty` says that nothing was ever added; `bring` is the form for more, `open` where somebody asked for it.
    `since` and `until` are the days between which `newest` and some more became known.
    """

    ledger: str
    empty: bool
    reports: int
    undated: int
    outlets: int | None
    first: str | None
    last: str | None
    newest: tuple[NewestRow, ...]
    since: str | None
    until: str | None
    open: bool
    bring: BringView


def home(ask: Ask) -> HomeView:
    """What is in the ledger. What takes longer (disputes, changes, the queue) comes after it."""
    example = ask.flag("example")
    return home_of(ask, EXAMPLE if example else Brought(), open_=example or ask.flag("bring"))


def home_of(ask: Ask, form: Brought, problem: str | None = None, *, open_: bool = False) -> HomeView:
    """The same, with what a person has filled into the form, and what was wrong with it."""
    book, clocks = ask.desk.book, ask.filter(())
    many = len(catalogue_of(book).readings(Choice(filter=clocks))) if len(ask.clocks) > 1 else None
    with book.asking() as connection:
        seen = overview(connection, clocks, LATELY, many)
        empty = not seen.reports and not (ask.clocks and overview(connection, Filter(), 0).reports)
    rows = book.about(seen.newest, clocks)
    days = [rows[id_].published for id_ in seen.newest if id_ in rows]
    newest = tuple(
        NewestRow(row.id, row.title or row.path or row.id, row.outlet, row.published, row.claims, row.events)
        for row in (rows[id_] for id_ in seen.newest[:NEWEST] if id_ in rows)
    )
    bring = BringView(
        form.text, form.published, form.outlet, form.title, form.url, problem, ask.desk.settings.largest, book.frozen
    )
    return HomeView(
        ledger=book.where, empty=empty, reports=seen.reports, undated=seen.undated, outlets=seen.outlets,
        first=seen.first and seen.first[:10], last=seen.last and seen.last[:10], newest=newest,
        since=_before(days[-1]) if days else None, until=seen.last and seen.last[:10],
        open=open_ or problem is not None, bring=bring,
    )  # fmt: skip


ASKS = (
    Parameter("bring", "With the form for reports open.", kind="boolean"),
    Parameter("example", "With an invented report in the form.", kind="boolean"),
)
PAGES = (Page("/", "home.html.j2", home, asks=ASKS),)


def _before(published: str | None) -> str | None:
    """The day before the one on which something was published; of a month or a year alone, before its first."""
    first = first_day("published", published[:10]) if published else None
    return (date.fromisoformat(first) - timedelta(days=1)).isoformat() if first and first > "0001-01-01" else None


# What comes after the first byte


@dataclass(frozen=True, slots=True)
class Standing:
    """How many incidents stand so."""

    level: str
    count: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disputed incident."""

    id: str
    title: str
    days: tuple[str | None, str | None]
    place: str | None
    reports: int
    voices: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that became known: what kind of thing, in words, what it was before, and where its words stand."""

    kind: str
    now: str
    before: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became known of one incident: some of the lines, and how many more there are; `new` that it was unknown."""

    id: str
    title: str
    new: bool
    standing: str | None
    lines: tuple[Line, ...]
    more: int


def _part(name: str, view: Callable[[Ask], dict[str, Any]]) -> None:
    def part(request: Request) -> HTMLResponse:
        ask = ask_of(request, "/")
        ask.desk.weigh()
        return HTMLResponse(render(f"home_{name}.html.j2", ask, **view(ask)))

    ROUTER.add_api_route(f"/home/{name}", part, methods=["GET"])


def standings(ask: Ask) -> dict[str, Any]:
    """How many incidents stand how, and the newest of those that are disputed."""
    weigher, wanted = ask.desk.weigher(), ask.filter(())
    facets = weigher.facets(wanted)
    counts = {facet.value: facet.count for facet in facets.standing}
    found = weigher.incidents(ask.filter((), limit=DISPUTED), standing=(Level.DISPUTED,), by="latest")
    disputes = [
        Dispute(
            one.id, one.title, (one.first, one.last), one.place, len(one.reports), one.independent,
            tuple(field.name for field in one.fields if field.level == Level.DISPUTED),
        )
        for one in found
    ]  # fmt: skip
    return {
        "total": facets.total,
        "standings": [Standing(level, counts.get(level, 0)) for level in Level],
        "disputes": disputes,
    }


def changed(ask: Ask) -> dict[str, Any]:
    """What became known by the newest reports, was denied, or taken back: what was known before comes first."""
    since, until = ask.one("since"), ask.one("until")
    rows = ask.desk.weigher().diff(since, until, Filter(recorded_by=ask.one("recorded_by") or None)).rows()
    by_incident: dict[str, list[ChangeRow]] = {}
    for row in rows:
        by_incident.setdefault(row.incident, []).append(row)
    found = sorted(by_incident.items(), key=lambda item: _weight(item[1]))
    shown = [_changed(ask, id_, rows) for id_, rows in found[:CHANGED]]
    return {"since": since, "until": until, "incidents": shown, "more": max(0, len(found) - CHANGED)}


def _weight(rows: list[ChangeRow]) -> tuple[bool, int, int, str]:
    return are_new(rows), min(KINDS.index(row.change) for row in rows), -len(rows), rows[0].title


def _changed(ask: Ask, id_: str, rows: list[ChangeRow]) -> Changed:
    new = are_new(rows)
    standing = next((row.now for row in rows if row.field == "standing" and row.now), None)
    lines = list(dict.fromkeys(_lines(ask, rows, new)))
    return Changed(id_, rows[0].title or id_, new, standing, tuple(lines[:LINES]), max(0, len(lines) - LINES))


def _lines(ask: Ask, rows: list[ChangeRow], new: bool) -> Iterator[Line]:
    """What was taken back or denied; of an incident that was known, also what changed and who else tells of it."""
    for row in rows:
        if row.change is Change.WITHDRAWN:
            kind, _, words = row.now.partition(": ")
            yield Line(kind, f"“{words}”" if words else "", href=_words(ask, row))
    if names := [row.now for row in rows if row.change is Change.DENIED]:
        yield Line("denied by", ", ".join(names))
    if new:
        return
    for row in rows:
        if row.change is Change.CHANGED:
            yield Line(row.field, row.now, row.before, _words(ask, row))
        elif row.change is Change.JOINED:
            yield Line(row.change, row.before)
    if names := [row.now for row in rows if row.field == "voice" and row.change is Change.KNOWN]:
        yield Line("also told by", ", ".join(names))


def _words(ask: Ask, row: ChangeRow) -> str:
    return ask.words(row.quotation.report, row.quotation.span) if row.quotation else ""


def queue(ask: Ask) -> dict[str, Any]:
    """What a person is asked about next, and how much is left."""
    asked = Queue(ask.desk.book)
    left = asked.count()
    return {"left": min(left, COUNTED), "over": left > COUNTED}


for _name, _view in (("standings", standings), ("changed", changed), ("queue", queue)):
    _part(_name, _view)
