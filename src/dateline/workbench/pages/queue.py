"""The queue: one thing at a time, the most doubtful first; by report, in a coding round, or between its coders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from dateline.ledger import LedgerError
from dateline.records import Decision, to_plain
from dateline.weighing.decided.draft import Coded, Drafter
from dateline.weighing.decided.queue import disputes, rounds
from dateline.weighing.decided.queue.progress import FieldProgress, PersonProgress, progress
from dateline.weighing.decided.queue.queue import COUNTED, Queue, QueueRow
from dateline.workbench.ask import Ask
from dateline.workbench.links import local
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter
from dateline.workbench.queue.coding import DisputeRow, between_coders, dispute_rows, in_round, start
from dateline.workbench.queue.showing import FILTERS, choice_of
from dateline.workbench.queue.things import by_doubt, by_report
from dateline.workbench.queue.view import QueueView
from dateline.workbench.said import said
from dateline.workbench.seat import ask_of, desk_of, name_of
from dateline.workbench.templating import render

ROUTER = APIRouter()
PENDING = 500  # readings and decisions that are weighed while somebody waits


def queue(ask: Ask) -> QueueView:
    """The next thing to decide; `at` shows another, `after` begins behind a place (what is before it was skipped)."""
    _weigh(ask)
    if name := ask.one("round"):
        return between_coders(ask, name) if ask.flag("adjudicate") else in_round(ask, name)
    if ask.one("report") or ask.one("by") == "report":
        return by_report(ask)
    return by_doubt(ask)


def _weigh(ask: Ask) -> None:
    """What was decided elsewhere since it was weighed last."""
    if not ask.desk.book.frozen and 0 < ask.desk.weigher().pending() <= PENDING:
        ask.desk.weigh()


def rows(ask: Ask) -> Iterator[QueueRow | DisputeRow]:
    """The whole queue in its order; of a round its list, and once it is closed (`adjudicate=1`) its disagreements."""
    name = ask.one("round")
    if name and ask.flag("adjudicate"):
        yield from dispute_rows(ask, name)
        return
    choice = choice_of(ask)
    if report := ask.one("report"):
        choice = replace(choice, filter=replace(choice.filter, report=report))
    wanted = rounds.find(ask.desk.book, name).things if name else None
    for row in Queue(ask.desk.book, choice).rows(all_=wanted is not None):
        if wanted is None or row.id in wanted:
            yield row


# Progress


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How far persons have come, field by field, and each of them."""

    fields: tuple[FieldProgress, ...]
    persons: tuple[PersonProgress, ...]


def progress_view(ask: Ask) -> ProgressView:
    """What of each field was accepted, corrected and rejected, and how much only the machine has spoken of."""
    _weigh(ask)
    told = progress(ask.desk.book)
    return ProgressView(told.fields, told.persons)


def progress_rows(ask: Ask) -> tuple[FieldProgress, ...]:
    return progress(ask.desk.book).fields


# Parts of the page, for its script


@ROUTER.get("/queue/next")
async def next_part(request: Request) -> Response:
    """What is asked next, as a part of the page; `without` these ids, which are being decided just now."""
    ask = ask_of(request, "/queue")
    return HTMLResponse(await run_in_threadpool(_part, ask, "queue_thing.html.j2"))


@ROUTER.get("/queue/beside")
async def side_part(request: Request) -> Response:
    """The last steps and how much is left, as a part of the page."""
    ask = ask_of(request, "/queue")
    return HTMLResponse(await run_in_threadpool(_part, ask, "queue_side.html.j2"))


@ROUTER.get("/queue/left")
async def left_part(request: Request) -> Response:
    """How many things are left of what is chosen, in words."""
    ask = ask_of(request, "/queue")
    left = await run_in_threadpool(lambda: Queue(ask.desk.book, choice_of(ask)).count())
    return HTMLResponse(f"<b>{'more than ' if left > COUNTED else ''}{min(left, COUNTED):,}</b> undecided of these")


@ROUTER.get("/queue/counts")
async def counts_part(request: Request) -> Response:
    """Progress by field, as a part of the page."""
    ask = ask_of(request, "/queue")
    return HTMLResponse(await run_in_threadpool(lambda: render("queue_counts.html.j2", ask, view=progress_view(ask))))


def _part(ask: Ask, template: str) -> str:
    view = queue(ask)
    kept = replace(ask, query={name: values for name, values in ask.query.items() if name != "without"})
    return render(template, kept, view=view)


# What is done here beside deciding


@ROUTER.post("/queue/round")
async def start_round(request: Request) -> Response:
    """Begins a round with the things that the form's choice gives, and goes there."""
    form = await said(request)
    ask = replace(ask_of(request, "/queue"), query={name: [str(value)] for name, value in form.items()})
    name = await run_in_threadpool(start, ask)
    return RedirectResponse(ask.href("/queue", round=name), 303)


@ROUTER.post("/queue/take")
async def take(request: Request) -> Response:
    """Takes a coder's value of a field (`round`, `coder`, `id`, `field`), or all that coders agree on (`agreed`)."""
    form = await said(request)
    desk, by = desk_of(request), name_of(request)

    def take_now() -> tuple[Decision, ...]:
        if not by:
            raise LedgerError("Say who you are first: every decision is kept with a name.")
        drafter = Drafter(desk.book, by, str(form.get("reason") or ""))
        name = str(form.get("round") or "")
        if form.get("agreed"):
            return desk.decide(disputes.take_agreed(drafter, name))
        ids = form.get("id") or ""
        record = str(ids[0] if isinstance(ids, list) and ids else ids)
        coded = Coded(name, str(form.get("coder") or ""))
        return desk.decide(disputes.take(drafter, record, str(form.get("field") or ""), coded, desk.members))

    made = await run_in_threadpool(take_now)
    if back := str(form.get("back") or ""):
        return RedirectResponse(local(back), 303)
    return JSONResponse({"decisions": to_plain(made)})


ASKS = (
    *FILTERS, "report",
    Parameter("kind", "Only things of this kind: events, claims or strains."),
    Parameter("incident", "Only what bears on this incident."),
    Parameter("by", "One thing after the other, or report by report.", ("thing", "report")),
    Parameter("at", "The thing to show: its id."),
    Parameter("after", "The thing behind this place of the queue."),
    Parameter("without", "Not this thing: it was skipped.", many=True),
    Parameter("round", "The things of this round of coding."),
    Parameter("adjudicate", "What the coders of the round differ in.", kind="boolean"),
)  # fmt: skip
PAGES = (
    Page("/queue", "queue.html.j2", queue, rows=rows, asks=ASKS),
    Page("/queue/progress", "queue_progress.html.j2", progress_view, rows=progress_rows),
)
