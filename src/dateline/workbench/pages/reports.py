"""Reports: found by their words and chosen by facets, copies folded under the report that they are copies of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.ledger import Filter, LedgerError, ReportRow
from dateline.ledger.excerpts import Excerpt, Part, excerpts, openings, parts
from dateline.ledger.filters import UNDATED
from dateline.ledger.search import Marked, marked
from dateline.records import Span
from dateline.weighing.catalogue import (
    FACETS,
    Catalogue,
    Choice,
    Facets,
    Group,
    Order,
    Stands,
    Value,
    catalogue_of,
)
from dateline.workbench import links, words
from dateline.workbench.ask import CLOCKS, Ask, address
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter
from dateline.workbench.seat import ask_of
from dateline.workbench.templating import render

ROUTER = APIRouter()
FIELDS = ("text", "place", "actor", "mode", "since", "until", "report")  # said in words, not chosen from a list
NAMES = (*FIELDS, *FACETS)
SAYS = {"text": "words", "place": "place", "actor": "who took part", "mode": "mode", "since": "from", "until": "to",
        "report": "report", "published": "published", "outlet": "outlet", "country": "country", "type": "type",
        "status": "status", "standing": "standing"}  # fmt: skip
ORDERS = {Order.BEST: ("best first", "s b"), Order.NEWEST: ("newest", "s n"), Order.OLDEST: ("oldest", "s o"),
          Order.EVENTS: ("most events", "s e"), Order.COPIES: ("most copies", "s c"),
          Order.DOUBT: ("most doubtful", "s d")}  # fmt: skip
COPIES = 20  # of one story that are shown
OUTLETS = 3  # named beside their number
VALUES = 200  # of one facet
TITLE = 300  # characters
ROWS = 500  # looked up at a time for a file


@dataclass(frozen=True, slots=True)
class CopyItem:
    """A report that is a copy of the one that it stands under."""

    id: str
    href: str
    title: str
    outlet: str | None
    published: str | None
    decided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a report with what was searched for marked: `start` and `end` in code points of its text."""

    start: int
    end: int
    href: str
    parts: tuple[Part, ...]
    cut: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A report in the list. `title` is its first words where it has none (`untitled`).

    `origin` is the report that it is a copy of, where that was not found itself. `copies` are those of its story that
    were found too, the first of them; `folded` how many they are, `others` how many reports of the story were not.
    """

    id: str
    href: str
    story: str
    title: tuple[Part, ...]
    untitled: bool
    outlet: str | None
    published: str | None
    place: str | None
    claims: int
    events: int
    standing: tuple[Stands, ...]
    decided: tuple[str, ...]
    decisions: int
    passages: tuple[Passage, ...]
    origin: CopyItem | None
    copies: tuple[CopyItem, ...]
    folded: int
    outlets: tuple[str, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing that is chosen by."""

    name: str
    says: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Said:
    """A value of a facet, as people read it. `within`: the month or year that it is part of."""

    value: str
    label: str
    count: int
    within: str | None = None


@dataclass(frozen=True, slots=True)
class FacetsView:
    """How many reports have each value, each facet counted with its own choice left out."""

    reports: int
    stories: int
    standing: tuple[Said, ...]
    type: tuple[Said, ...]
    status: tuple[Said, ...]
    published: tuple[Said, ...]
    outlet: tuple[Said, ...]
    country: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ReportsView:
    """One page of the stories found, each with its reports. `reports` and `stories` say how many there are in all.

    `facets` are there where they were asked for (`facets=1`); the page gets them from `facets_href` by itself.
    """

    reports: int
    stories: int
    sort: str
    sorts: tuple[tuple[str, str, str], ...]
    items: tuple[ReportItem, ...]
    more: bool
    chosen: tuple[Chosen, ...]
    facets: FacetsView | None
    facets_href: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in the CSV. `standing` are the levels of its incidents, `story` what it is a copy in."""

    id: str
    published: str | None
    outlet: str | None
    title: str | None
    dateline_place: str | None
    claims: int
    events: int
    standing: tuple[str, ...]
    story: str
    origin: bool
    url: str | None
    path: str | None
    reader: str
    recorded: str
    decided: tuple[str, ...]


def reports(ask: Ask) -> ReportsView:
    """Reports by words, place and facets, copies under their origin; `sort` is best, newest, oldest, events, copies or
    doubt."""
    choice, order = chosen_by(ask), order_of(ask)
    catalogue = catalogue_of(ask.desk.book)
    found = catalogue.find(choice, order, ask.limit, ask.offset)
    return ReportsView(
        found.reports,
        found.stories,
        str(order),
        tuple((str(one), *says) for one, says in ORDERS.items() if one is not Order.BEST or choice.filter.text),
        tuple(_items(ask, catalogue, found.groups, choice.filter)),
        ask.offset + len(found.groups) < found.stories,
        tuple(_chosen(ask)),
        _facets(catalogue.facets(choice), choice) if ask.flag("facets") else None,
        address("/reports/facets", {n: list(v) for n, v in ask.query.items() if n in (*NAMES, *CLOCKS, "sort")}),
    )


def rows(ask: Ask) -> Iterator[ReportLine]:
    """All reports found, copies behind their origin, in the order of the page."""
    choice, order = chosen_by(ask), order_of(ask)
    catalogue, decided = catalogue_of(ask.desk.book), ask.desk.decided(choice.filter.recorded_by)
    found = (
        (reading, group, reading == group.origin)
        for group in catalogue.find(choice, order).groups
        for reading in group.readings
    )
    while part := list(islice(found, ROWS)):
        numbers = [reading for reading, _, _ in part]
        levels = catalogue.levels(numbers, choice.filter)
        about = zip(part, decided.reports(catalogue.rows(numbers)), strict=True)
        for (number, group, origin), row in about:
            yield ReportLine(
                row.id, row.published, row.outlet, row.title, row.dateline_place, row.claims, row.events,
                tuple(one.level for one in levels.get(number, ())), group.story, origin, row.url, row.path, row.reader,
                row.recorded, row.decided,
            )  # fmt: skip


def chosen_by(ask: Ask) -> Choice:
    return Choice(filter=ask.filter(name for name in NAMES if name != "standing"), standing=ask.all("standing"))


def order_of(ask: Ask) -> Order:
    """As asked for; else the best first where words are searched for, and the newest where not."""
    said = ask.one("sort", str(Order.BEST))
    if said not in list(Order):
        raise LedgerError(f"There is no order {said!r}. Choose from {', '.join(Order)}.")
    return Order(said) if said != Order.BEST or ask.one("text") else Order.NEWEST


# What is shown of each


def _items(ask: Ask, catalogue: Catalogue, groups: Sequence[Group], wanted: Filter) -> Iterator[ReportItem]:
    firsts = [group.readings[0] for group in groups]
    shown = {n for group in groups for n in group.readings[: COPIES + 1]}
    shown |= {group.origin for group in groups if group.origin is not None}
    rows_ = dict(zip(sorted(shown), _rows(ask, catalogue, sorted(shown)), strict=True))
    levels = catalogue.levels(firsts, wanted)
    decisions = catalogue.decisions([rows_[n].id for n in firsts], wanted)
    marks, opening = _marks(ask, catalogue, wanted.text, firsts, rows_)
    for group in groups:
        first = group.readings[0]
        row, copies = rows_[first], group.readings[1 : COPIES + 1]
        title, text = marks.get(first, (Marked("", ()), Marked("", ())))
        heading = row.title or opening.get(row.id, "")
        yield ReportItem(
            row.id,
            ask.href(f"/reports/{row.id}"),
            group.story,
            _title(heading, title if row.title else Marked(heading, ())),
            not row.title,
            row.outlet,
            row.published,
            row.dateline_place,
            row.claims,
            row.events,
            levels.get(first, ()),
            row.decided,
            decisions.get(row.id, 0),
            tuple(_passage(ask, row.id, one) for one in excerpts(text, row.title or "")),
            _copy(ask, rows_[group.origin], opening) if group.origin not in (None, first) else None,
            tuple(_copy(ask, rows_[n], opening) for n in copies),
            len(group.readings) - 1,
            tuple(dict.fromkeys(outlet for n in copies if (outlet := rows_[n].outlet)))[:OUTLETS],
            group.reports - len(group.readings),
        )


def _rows(ask: Ask, catalogue: Catalogue, numbers: Sequence[int]) -> Iterator[ReportRow]:
    return ask.desk.decided(ask.one("recorded_by") or None).reports(catalogue.rows(numbers))


def _marks(
    ask: Ask, catalogue: Catalogue, text: str | None, firsts: Sequence[int], rows_: dict[int, ReportRow]
) -> tuple[dict[int, tuple[Marked, Marked]], dict[str, str]]:
    """By the numbers of readings, titles and texts with what was searched for; and the first words of the untitled."""
    with ask.desk.book.asking() as connection:
        opening = openings(connection, [row.id for row in rows_.values() if not row.title])
        if text is None:
            return {}, opening
        of = {report: number for number, report in catalogue.reports_of(firsts).items()}
        return {of[report]: found for report, found in marked(connection, text, list(of)).items()}, opening


def _title(heading: str, found: Marked) -> tuple[Part, ...]:
    whole = parts(heading, Span(0, min(len(heading), TITLE)), found.spans if found.text == heading else ())
    return (*whole, Part("…", False)) if len(heading) > TITLE else whole


def _passage(ask: Ask, report: str, one: Excerpt) -> Passage:
    at = one.span.start
    for part in one.parts:
        if part.found:
            return Passage(
                one.span.start, one.span.end, _at(ask, report, Span(at, at + len(part.words))), one.parts, one.cut
            )
        at += len(part.words)
    return Passage(one.span.start, one.span.end, _at(ask, report, one.span), one.parts, one.cut)


def _at(ask: Ask, report: str, span: Span) -> str:
    """Where the words stand in the report; the clocks are kept."""
    path, _, behind = links.words_path(report, span).partition("?")
    at, _, fragment = behind.partition("#")
    return f"{ask.href(path, at=at.removeprefix('at='))}#{fragment}"


def _copy(ask: Ask, row: ReportRow, opening: dict[str, str]) -> CopyItem:
    title = words.short(row.title or opening.get(row.id, "") or row.path or row.id, TITLE)
    return CopyItem(row.id, ask.href(f"/reports/{row.id}"), title, row.outlet, row.published, row.decided)


def _chosen(ask: Ask) -> Iterator[Chosen]:
    for name in NAMES:
        for value in ask.all(name) if name in FACETS else filter(None, (ask.one(name),)):
            yield Chosen(name, SAYS[name], value, words.short(label(name, value), 80))


# Facets, after the page's first byte


def label(facet: str, value: str) -> str:
    """A value of a facet as people read it."""
    match facet:
        case "country":
            return words.country_name(value.upper())
        case "type":
            return value.capitalize()
        case "published":
            return "no date" if value == UNDATED else words.day(value)
    return value


def _facets(found: Facets, choice: Choice) -> FacetsView:
    def said(name: str, values: Iterable[Value]) -> tuple[Said, ...]:
        return tuple(Said(v.value, label(name, v.value), v.reports, v.within) for v in islice(values, VALUES))

    return FacetsView(
        found.reports,
        found.stories,
        said("standing", reversed(found.standing)),
        said("type", sorted(found.type, key=lambda v: -v.reports)),
        said("status", found.status),
        said("published", found.published),
        said("outlet", found.outlet),
        said("country", found.country),
    )


@ROUTER.get("/reports/facets")
def facets_of(request: Request) -> HTMLResponse:
    """The facets alone, as the page asks for them when it is there."""
    ask = ask_of(request, "/reports")
    choice = chosen_by(ask)
    facets = _facets(catalogue_of(ask.desk.book).facets(choice), choice)
    return HTMLResponse(render("reports_facets.html.j2", ask, facets=facets))


ASKS = (
    "text", "outlet", "country", "type", "mode", "status", "standing", "place", "actor", "report", "since", "until",
    Parameter("published", "Published in that year, month or on that day.", many=True),
    Parameter("sort", "The order: best first where words are searched for, else newest.", tuple(map(str, Order))),
    Parameter("facets", "Count the values of every facet, too.", kind="boolean"),
)  # fmt: skip
PAGES = (Page("/reports", "reports.html.j2", reports, rows=rows, asks=ASKS),)
