"""Incidents: the happenings that many reports make together, and how each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.ledger import LedgerError
from dateline.records import CountOf, EventType, Incident, Level, Status
from dateline.weighing.weigher.choosing import ORDERS
from dateline.weighing.weigher.facets import Facet, Facets
from dateline.workbench import words
from dateline.workbench.ask import Ask, address
from dateline.workbench.choice import Choice
from dateline.workbench.incident.where import place, precision
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter
from dateline.workbench.seat import ask_of
from dateline.workbench.templating import render

ROUTER = APIRouter()
# What an incident is chosen by through its events; all else is its own.
OF_EVENTS = ("text", "actor", "place", "outlet", "voice")
OF_ITS_OWN = ("standing", "type", "status", "country")
SORTS = (("latest", "latest first"), ("doubt", "most doubtful first"), ("reports", "most reports first"),
         ("date", "earliest first"))  # fmt: skip
COUNTRIES, MONTHS = 12, 240  # facets shown
WINDOW = ("limit", "offset", "sort")  # of a page, and nothing to a facet
UNSAID = "-"  # how "no country" is written in an address


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident in a list. `where` has the precision in words; `killed` is "17 (16–21)", "" where nobody counts.

    `disputed` are the names of its fields that are disputed.
    """

    id: str
    href: str
    title: str
    days: str
    place: str
    where: str
    type: str
    mode: str | None
    status: str
    standing: str
    independent: int
    reports: int
    stories: int
    killed: str
    tolls: tuple[str, ...]
    disputed: tuple[str, ...]
    denied_by: int
    withdrawn: bool
    published: str | None


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in the CSV."""

    id: str
    title: str
    first: str | None
    last: str | None
    place: str | None
    admin1: str | None
    country: str | None
    precision: int | None
    lat: float | None
    lon: float | None
    type: str
    mode: str | None
    status: str
    standing: str
    independent: int
    reports: int
    stories: int
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    withdrawn: bool
    disputed: tuple[str, ...]
    published_first: str | None
    published_last: str | None


@dataclass(frozen=True, slots=True)
class IncidentsView:
    """One page of incidents. `by` is the order, `orders` all that there are, with words; `more` says whether there are
    incidents behind."""

    incidents: tuple[IncidentLine, ...]
    by: str
    orders: tuple[tuple[str, str], ...]
    more: bool
    min_reports: int
    chosen: bool  # is anything chosen by
    facets: str  # where the facets are


def incidents(ask: Ask) -> IncidentsView:
    """Incidents, chosen by their own standing, type, status, country and days, and by the words of their events."""
    wanted = ask.filter(OF_EVENTS, limit=ask.limit + 1, offset=ask.offset)
    own = chosen(ask)
    found = list(ask.desk.weigher().incidents(wanted, **own))
    names = (*OF_EVENTS, *OF_ITS_OWN, "since", "until", "min_reports")
    return IncidentsView(
        tuple(line(ask, one) for one in found[: ask.limit]),
        str(own["by"]),
        SORTS,
        len(found) > ask.limit,
        ask.number("min_reports", 1),
        any(ask.one(name) for name in names),
        address("/incidents/facets", {name: list(values) for name, values in ask.query.items() if name not in WINDOW}),
    )


def rows(ask: Ask) -> Iterator[IncidentRow]:
    for one in ask.desk.weigher().incidents(ask.filter(OF_EVENTS), **chosen(ask)):
        killed = next((t for t in one.tolls if t.what is CountOf.KILLED), None)
        yield IncidentRow(
            one.id, one.title, one.first, one.last, one.place, one.admin1, one.country, one.precision, one.lat,
            one.lon, one.type, one.mode, one.status, one.standing, one.independent, len(one.reports),
            len(one.stories), killed.low if killed else None, killed.best if killed else None,
            killed.high if killed else None, one.withdrawn, disputed(one), *one.published,
        )  # fmt: skip


def chosen(ask: Ask) -> dict[str, object]:
    """What is chosen by beside events, as the weigher takes it. Raises LedgerError for what there is not."""
    return {
        "by": ask.known("sort", ORDERS, "latest"),
        **own_values(ask),
        "since": ask.one("since") or None,
        "until": ask.one("until") or None,
        "min_reports": max(1, ask.number("min_reports", 1)),
    }


def own_values(ask: Ask) -> dict[str, object]:
    """The incident's own standing, type, status and country that are asked for."""
    return {
        "standing": _known("standing", ask, Level),
        "type": _known("type", ask, EventType),
        "status": _known("status", ask, Status),
        "country": tuple("" if code == UNSAID else code.upper() for code in ask.all("country")),
    }


def _known(name: str, ask: Ask, words_: Iterable[str]) -> tuple[str, ...]:
    known = {str(word).casefold(): str(word) for word in words_}
    for said in ask.all(name):
        if said.casefold() not in known:
            raise LedgerError(f"There is no {name} {said!r}. Choose from {', '.join(known.values())}.")
    return tuple(known[said.casefold()] for said in ask.all(name))


def line(ask: Ask, one: Incident) -> IncidentLine:
    tolls = tuple(
        f"{toll.what} {figures}" for toll in one.tolls if (figures := words.toll(toll.low, toll.best, toll.high))
    )
    killed = next((t for t in one.tolls if t.what is CountOf.KILLED), None)
    return IncidentLine(
        one.id,
        ask.href(f"/incidents/{one.id}"),
        one.title,
        words.days(one.first, one.last),
        place(one),
        precision(one),
        one.type,
        one.mode,
        one.status,
        one.standing,
        one.independent,
        len(one.reports),
        len(one.stories),
        words.toll(killed.low, killed.best, killed.high) if killed else "",
        tolls,
        disputed(one),
        sum(w.stance == "denies" for w in one.witnesses),
        one.withdrawn,
        one.published[0],
    )


def disputed(one: Incident) -> tuple[str, ...]:
    return tuple(f.name for f in one.fields if f.level is Level.DISPUTED)


# Facets, after the page's first byte


@dataclass(frozen=True, slots=True)
class FacetsView:
    """`total` incidents are chosen. `months` are those of their first day, the latest first."""

    total: int
    standing: tuple[Choice, ...]
    type: tuple[Choice, ...]
    status: tuple[Choice, ...]
    country: tuple[Choice, ...]
    months: tuple[Choice, ...]


def facets(ask: Ask) -> FacetsView:
    """How many incidents there are of each kind, among those chosen; a facet leaves its own choice aside."""
    return choices(ask, ask.desk.weigher().facets(ask.filter(OF_EVENTS), **chosen(ask)))


def choices(ask: Ask, found: Facets) -> FacetsView:
    """Facets as people read them."""
    levels = list(Level)
    return FacetsView(
        found.total,
        _choices(sorted(found.standing, key=lambda f: levels.index(Level(f.value)), reverse=True), str),
        _choices(found.type, lambda value: value.capitalize()),
        _choices(found.status, str),
        _choices(_some(found.country, ask.all("country")), lambda code: words.country_name(code) or "not known"),
        _choices([f for f in reversed(found.month) if f.value][:MONTHS], words.day),
    )


def _choices(found: Iterable[Facet], label: Callable[[str], str]) -> tuple[Choice, ...]:
    return tuple(Choice(f.value or UNSAID, label(f.value), f.count) for f in found)


def _some(found: tuple[Facet, ...], chosen_: Iterable[str]) -> list[Facet]:
    """The most frequent, and those that are chosen."""
    return [f for i, f in enumerate(found) if i < COUNTRIES or (f.value or UNSAID) in chosen_]


@ROUTER.get("/incidents/facets")
def facets_of(request: Request) -> HTMLResponse:
    ask = ask_of(request, "/incidents")
    return HTMLResponse(render("incidents_facets.html.j2", ask, facets=facets(ask)))


ASKS = (
    *OF_EVENTS, *OF_ITS_OWN, "since", "until",
    Parameter("min_reports", "Told by so many reports or more.", kind="integer"),
    Parameter("sort", "The order; the latest first where it is left out.", tuple(ORDERS)),
)  # fmt: skip
PAGES = (Page("/incidents", "incidents.html.j2", incidents, rows=rows, asks=ASKS),)
