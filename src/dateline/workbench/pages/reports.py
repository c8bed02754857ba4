"""Reports: found by their words and chosen by facets, copies folded under the report that they are copies of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.weighing.catalogue import Order, catalogue_of
from dateline.workbench.ask import CLOCKS, Ask, address
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter
from dateline.workbench.reports.chosen import NAMES, ORDERS, Chosen, chosen, chosen_by, order_of
from dateline.workbench.reports.facets import FacetsView, facets_view
from dateline.workbench.reports.items import ReportItem, items
from dateline.workbench.seat import ask_of
from dateline.workbench.templating import render

ROUTER = APIRouter()
ROWS = 500  # looked up at a time for a file


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
        tuple(items(ask, catalogue, found.groups, choice.filter)),
        ask.offset + len(found.groups) < found.stories,
        tuple(chosen(ask)),
        facets_view(catalogue.facets(choice)) if ask.flag("facets") else None,
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


@ROUTER.get("/reports/facets")
def facets_of(request: Request) -> HTMLResponse:
    """The facets alone, as the page asks for them when it is there."""
    ask = ask_of(request, "/reports")
    choice = chosen_by(ask)
    facets = facets_view(catalogue_of(ask.desk.book).facets(choice))
    return HTMLResponse(render("reports_facets.html.j2", ask, facets=facets))


ASKS = (
    "text", "outlet", "country", "type", "mode", "status", "standing", "place", "actor", "report", "since", "until",
    Parameter("published", "Published in that year, month or on that day.", many=True),
    Parameter("sort", "The order: best first where words are searched for, else newest.", tuple(map(str, Order))),
    Parameter("facets", "Count the values of every facet, too.", kind="boolean"),
)  # fmt: skip
PAGES = (Page("/reports", "reports.html.j2", reports, rows=rows, asks=ASKS),)
