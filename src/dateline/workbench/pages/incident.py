"""An incident: what is agreed of it and what is not, on whose word, and every word that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from dateline.export.pack import gather, page, why
from dateline.weighing.weigher.changes import ChangeRow
from dateline.weighing.weigher.closer import Near
from dateline.workbench import links, words
from dateline.workbench.ask import Ask
from dateline.workbench.drawings.rests import Carrier, Rests, rests
from dateline.workbench.drawings.spots import Spots, spots
from dateline.workbench.incident.against import Strained, TakenBack, against
from dateline.workbench.incident.by_day import Day, days
from dateline.workbench.incident.cells import Column, MatrixView
from dateline.workbench.incident.decided import Deed, decisions
from dateline.workbench.incident.matrix import Laid
from dateline.workbench.incident.quoting import Quoting
from dateline.workbench.incident.rows import MatrixRow, matrix_rows
from dateline.workbench.incident.ties import ties_view
from dateline.workbench.incident.tolls import TollView, toll_view
from dateline.workbench.incident.where import place, precision, spot_of
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter
from dateline.workbench.problems import MovedError, found
from dateline.workbench.seat import ask_of
from dateline.workbench.templating import render

ROUTER = APIRouter()


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident. `why` says in a sentence why it stands as it does."""

    id: str
    title: str
    standing: str
    independent: int
    status: str
    withdrawn: bool
    why: str
    days: str
    place: str
    precision: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reports: int
    stories: int
    accounts: int
    published: tuple[str | None, str | None]
    matrix: MatrixView
    tolls: tuple[TollView, ...]
    rests: Rests
    where: Spots
    strains: tuple[Strained, ...]
    more_strains: int
    withdrawals: tuple[TakenBack, ...]
    decisions: tuple[Deed, ...]
    by_day: tuple[Day, ...]
    pack: str
    ties: str
    near: str


def incident(ask: Ask) -> IncidentView:
    """An incident as of the two clocks: its matrix, tolls, voices, place, tensions, and what persons decided on it."""
    laid = the(ask)
    one = laid.incident
    strained, taken_back = against(ask, laid)
    voices = {w.key: ask.href(links.voice_path(w.key)) for w in one.witnesses}
    base = f"/incidents/{one.id}"
    return IncidentView(
        one.id,
        one.title,
        one.standing,
        one.independent,
        one.status,
        one.withdrawn,
        why(one),
        words.days(one.first, one.last),
        place(one),
        precision(one),
        one.type,
        one.mode,
        one.actors,
        one.recipients,
        len(one.reports),
        len(one.stories),
        len(one.events),
        one.published,
        laid.view(),
        tuple(toll_view(ask, one, toll) for toll in one.tolls),
        rests(one.witnesses, [_carrier(c) for c in laid.columns], voices),
        spots([spot_of(ask, one)]),
        strained,
        len(one.strains) - len(strained),
        taken_back,
        decisions(ask, one, laid.as_of),
        tuple(days(ask, laid, base)),
        ask.href(f"{base}/pack"),
        ask.href(f"{base}/ties"),
        ask.href(f"{base}/near"),
    )


def the(ask: Ask) -> Laid:
    """The incident of the address, as of its clocks, to be laid out.

    Raises MissingError where there is none, MovedError where it goes by another id now.
    """
    as_of, weigher = ask.filter(()), ask.desk.weigher()
    with found():
        one = weigher.incident(ask.path["id"], as_of)
    if one.id != ask.path["id"]:
        raise MovedError(ask.path["id"], one.id)
    return Laid(ask, weigher, one, as_of)


def _carrier(column: Column) -> Carrier:
    return Carrier(
        column.story, column.number, column.outlet, column.published, column.href, column.agency, column.copied
    )


def rows(ask: Ask) -> Iterator[MatrixRow]:
    """The whole matrix, a row for each value in each cell."""
    return matrix_rows(the(ask))


# What is asked for after the first byte


@ROUTER.get("/incidents/{id}/ties")
def ties(request: Request) -> HTMLResponse:
    """Why its accounts are one happening, and what can be taken out of it."""
    ask = ask_of(request)
    laid = the(ask)
    seen = ties_view(ask, laid)
    return HTMLResponse(
        render("incident_ties.html.j2", ask, incident=laid.incident, ties=seen.ties, more=seen.more, all=seen.all,
               columns=laid.columns)
    )  # fmt: skip


@ROUTER.get("/incidents/{id}/near")
def near(request: Request) -> HTMLResponse:
    """Incidents that may be the same happening, to merge with."""
    ask = ask_of(request)
    laid = the(ask)
    one = laid.incident
    candidates: list[Near] = laid.weigher.near(one, ask.one("words"))
    return HTMLResponse(render("incident_near.html.j2", ask, incident=one, near=candidates, words=ask.one("words")))


@ROUTER.get("/incidents/{id}/changes")
def changes(request: Request) -> HTMLResponse:
    """What changed in it since a day."""
    ask = ask_of(request)
    laid = the(ask)
    one, since = laid.incident, ask.one("since")
    made: list[ChangeRow] = laid.weigher.changes(one, since, laid.as_of)
    quote = Quoting(ask, laid.reports, ())
    return HTMLResponse(
        render("incident_changes.html.j2", ask, incident=one, since=since, changes=made[:200], more=len(made) - 200,
               quote=quote)
    )  # fmt: skip


@ROUTER.get("/incidents/{id}/pack")
def pack(request: Request) -> Response:
    """The evidence pack: one page that needs nothing else, to keep, print or send."""
    ask = ask_of(request)
    laid = the(ask)
    html = page(gather(ask.desk.book, laid.weigher, laid.incident.id, laid.as_of))
    return Response(
        html,
        media_type="text/html; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="pack-{laid.incident.id}.html"'},
    )


ASKS = (
    Parameter("from", "The number of the first report of the matrix, where there are many.", kind="integer"),
    Parameter("says", "Only reports that say this of a field: `place:Lumbala`."),
)
PAGES = (Page("/incidents/{id}", "incident.html.j2", incident, rows=rows, asks=ASKS),)
