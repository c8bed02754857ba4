"""The queue: one thing at a time, the most doubtful first; by report, in a coding round, or between its coders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from dateline.ledger import LedgerError
from dateline.ledger.asked import Asked, Choice, Place
from dateline.records import Decision, Incident, Reading, to_plain
from dateline.weighing.decided import Applied, apply
from dateline.weighing.decided.agreement import FieldAgreement
from dateline.weighing.decided.draft import Coded, Drafter
from dateline.weighing.decided.queue import disputes, rounds
from dateline.weighing.decided.queue.disputes import Dispute
from dateline.weighing.decided.queue.progress import FieldProgress, PersonProgress, progress
from dateline.weighing.decided.queue.queue import COUNTED, Queue, QueueRow, Together, beside, doubt_of, find, of_report
from dateline.weighing.decided.queue.rounds import CodingRound
from dateline.weighing.decided.queue.unsure import incident_of
from dateline.weighing.decided.values import choices
from dateline.workbench.ask import Ask, MissingError
from dateline.workbench.links import local
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter
from dateline.workbench.problems import found
from dateline.workbench.said import said
from dateline.workbench.seat import ask_of, desk_of, name_of
from dateline.workbench.steps import Step, last_steps
from dateline.workbench.templating import render
from dateline.workbench.thing import ThingView, thing
from dateline.workbench.writing import Choice as Writing
from dateline.workbench.writing import choices_for, completed_by, hint_for

ROUTER = APIRouter()
FILTERS = ("type", "status", "country", "outlet", "published_since", "published_until", "text")
PENDING = 500  # readings and decisions that are weighed while somebody waits
SIZE, LARGEST = 50, rounds.MOST  # things of a round


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report that is gone through: `left` ids are not decided yet, of `of` claims and events."""

    id: str
    title: str | None
    outlet: str | None
    left: tuple[str, ...]
    of: int
    next: str | None


@dataclass(frozen=True, slots=True)
class RoundView:
    """A coding round as one coder sees it: what they have done of it, and how far the others are."""

    round: CodingRound
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A disagreement of a round's coders, with how another value is written. `place` counts from 1."""

    dispute: Dispute
    place: int
    choices: tuple[Writing, ...]
    completed_by: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class AdjudicationView:
    """A closed round between its coders: the disagreement in question, all of them, and how far coders agree."""

    name: str
    coders: tuple[str, ...]
    now: DisputeView | None
    disputes: tuple[Dispute, ...]
    left: int
    agreement: tuple[FieldAgreement, ...]
    agreed: int
    records: int
    lost: int


@dataclass(frozen=True, slots=True)
class QueueView:
    """What is asked now. `mode` is things, report, round or adjudicate; `thing` is missing where nothing is left.

    `left` counts what is, no further than `over` says; -1 where it is not counted yet:
    `/queue/left` does. `last` are the last steps of who sits here.
    """

    mode: str
    by: str | None
    thing: ThingView | None
    left: int
    over: bool
    skipped: bool
    report: ReportView | None
    round: RoundView | None
    adjudication: AdjudicationView | None
    last: tuple[Step, ...]
    rounds: tuple[CodingRound, ...]
    incident: str | None = None

    @property
    def types(self) -> tuple[str, ...]:
        return choices("type")

    @property
    def statuses(self) -> tuple[str, ...]:
        return choices("status")


def queue(ask: Ask) -> QueueView:
    """The next thing to decide; `at` shows another, `after` begins behind a place (what is before it was skipped)."""
    _weigh(ask)
    if name := ask.one("round"):
        return _adjudicate(ask, name) if ask.flag("adjudicate") else _round(ask, name)
    if ask.one("report") or ask.one("by") == "report":
        return _report(ask)
    return _things(ask)


def _things(ask: Ask) -> QueueView:
    choice = choice_of(ask)
    asking = Queue(ask.desk.book, choice)
    after = Place.read(ask.one("after")) if ask.one("after") else None
    one = _at(ask) or next(iter(asking.next(1, after, ask.all("without"))), None)
    # With a choice, counting takes a while where there is little: it comes after the page.
    left = asking.count() if choice == Choice() else -1
    return _view(
        ask, "things", _shown(ask, one) if one else None, min(left, COUNTED), left > COUNTED, after is not None,
        incident=ask.one("incident") or None,
    )  # fmt: skip


def _report(ask: Ask) -> QueueView:
    """All that is undecided of one report; without its id, of the one that has the most doubtful thing."""
    book, without = ask.desk.book, ask.all("without")
    choice = choice_of(ask)
    id_ = ask.one("report") or Queue(book, choice).next_report()
    if id_ is None:
        return _view(ask, "report", None, 0, False, False)
    with found():
        id_ = book.find(id_).report
    reading = _reading(ask, id_)
    todo = of_report(book, reading, replace(choice, filter=ask.filter(())), without)
    things = [one for one in todo.things if not ask.one("after") or _order(one) > _order(Place.read(ask.one("after")))]
    one = _at(ask) or next(iter(things), None)
    following = None
    if one is None and ask.one("by") == "report":
        following = Queue(book, choice).next_report([id_])
    report = ReportView(id_, reading.report.title, reading.report.outlet, todo.left, todo.of, following)
    view = _shown(ask, one, reading) if one else None
    return _view(ask, "report", view, len(todo.left), False, bool(ask.one("after") and todo.left), report=report)


def _order(one: Asked | Place) -> tuple[bool, Place]:
    return (one.kind != "event", one.place if isinstance(one, Asked) else one)


def _round(ask: Ask, name: str) -> QueueView:
    """The list of a round, the same for each coder, without what this one has coded; others' work is not seen."""
    book = ask.desk.book
    with found():
        one_round = rounds.find(book, name)
    done = rounds.done_by(book, name, ask.by) if ask.by else frozenset()
    left = [id_ for id_ in one_round.left(done) if id_ not in ask.all("without")]
    after = ask.one("after")
    behind = one_round.things[one_round.things.index(after) + 1 :] if after in one_round.things else one_round.things
    coming = set(left)
    id_ = ask.one("at") or next((id_ for id_ in behind if id_ in coming), None)
    one = _find(ask, id_) if id_ and not one_round.closed else None
    seen = _shown(ask, one, round_=name) if one else None
    told = RoundView(one_round, len(one_round.things) - len(one_round.left(done)), len(one_round.things))
    return _view(ask, "round", seen, len(left), False, bool(after and left), round_=told)


def _adjudicate(ask: Ask, name: str) -> QueueView:
    """The disagreements of a closed round, one after the other."""
    book = ask.desk.book
    told = disputes.adjudication(book, name)
    order = {(one.record, one.field): n for n, one in enumerate(told.disputes)}
    record, _, field = ask.one("after").partition(" ")
    behind = order.get((record, field), -1)
    at = tuple(ask.one("at").partition(" ")[::2])
    without = set(ask.all("without"))
    open_ = [
        one for one in told.left if order[one.record, one.field] > behind and f"{one.record} {one.field}" not in without
    ]
    now = next((one for one in told.disputes if (one.record, one.field) == at), None) or next(iter(open_), None)
    seen = asked_now = None
    if now is not None:
        one = _find(ask, now.record)
        reading = _reading(ask, one.report) if one else None
        seen = _shown(ask, one, reading) if one else None
        asked_now = DisputeView(
            now, order[now.record, now.field] + 1, choices_for(now.field),
            completed_by(now.field, reading) if reading else (), hint_for(now.field),
        )  # fmt: skip
    view = AdjudicationView(
        name, told.coders, asked_now, told.disputes, len(told.left), told.agreement, len(told.agreed), told.records,
        told.lost,
    )  # fmt: skip
    return _view(ask, "adjudicate", seen, len(told.left), False, behind >= 0, adjudication=view)


def _view(
    ask: Ask, mode: str, seen: ThingView | None, left: int, over: bool, skipped: bool, *,
    report: ReportView | None = None, round_: RoundView | None = None, adjudication: AdjudicationView | None = None,
    incident: str | None = None,
) -> QueueView:  # fmt: skip
    book = ask.desk.book
    last = last_steps(book, ask.by, round_.round.name if round_ else None)
    known = tuple(rounds.rounds(book))
    return QueueView(
        mode, ask.by, seen, left, over, skipped, report, round_, adjudication, last, known, incident
    )  # fmt: skip


def _shown(ask: Ask, one: Asked, reading: Reading | None = None, *, round_: str | None = None) -> ThingView | None:
    book = ask.desk.book
    reading = reading or _reading(ask, one.report)
    if round_ is None:
        applied = ask.desk.decided(ask.one("recorded_by") or None).of(reading)
        open_ = frozenset(of_report(book, reading, Choice()).left)
        whole = ask.one("report") or ask.one("by") == "report"
        claims = Together(reading, open_).of(one.id) if whole else beside(reading, one.id, open_)
    else:
        # Blind: what the reader said, and what this coder did in the round.
        mine = book.decisions.of([one.report]) if ask.by else ()
        applied = apply(reading, mine, round_=round_, by=ask.by) if ask.by else Applied(reading=reading)
        claims = ()
    return thing(one, reading, applied, doubt_of(book, one), _incident(ask, one), claims)


def _incident(ask: Ask, one: Asked) -> Incident | None:
    if not ask.clocks:
        return incident_of(ask.desk.book, one)
    if one.kind != "event":
        return None
    try:
        return ask.desk.weigher().incident(one.id, ask.filter(()))
    except LedgerError:  # rejected, or not known then
        return None


def _reading(ask: Ask, report: str) -> Reading:
    if not ask.clocks:
        with found():
            return ask.desk.book.reading(report)
    wanted = ask.filter((), report=report)
    reading = next((reading for reading, _ in ask.desk.book.readings(wanted)), None)
    if reading is None:
        raise MissingError("This report was not known yet on the day you look from. Go back to now to see it.")
    return reading


def _at(ask: Ask) -> Asked | None:
    """The thing that is asked for by its id."""
    return _find(ask, ask.one("at")) if ask.one("at") else None


def _find(ask: Ask, id_: str) -> Asked | None:
    with found():
        one = find(ask.desk.book, id_)
    if one is None:
        raise MissingError(f"{id_} is in no current reading, or not weighed yet: `dateline weigh` does that.")
    return one


def choice_of(ask: Ask) -> Choice:
    """What the address chooses."""
    events: tuple[str, ...] | None = None
    if incident := ask.one("incident"):
        with found():
            events = tuple(ask.desk.weigher().incident(incident, ask.filter(())).events)
    return Choice(filter=ask.filter(FILTERS), kind=ask.one("kind"), events=events)


def _weigh(ask: Ask) -> None:
    """What was decided elsewhere since it was weighed last."""
    if not ask.desk.book.frozen and 0 < ask.desk.weigher().pending() <= PENDING:
        ask.desk.weigh()


# Rows


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A disagreement of a closed round, and what was taken in the end."""

    record: str
    report: str
    field: str
    coders: tuple[str, ...]
    values: tuple[str, ...]
    reasons: tuple[str, ...]
    taken: str | None
    taken_by: str | None
    taken_why: str | None


def rows(ask: Ask) -> Iterator[QueueRow | DisputeRow]:
    """The whole queue in its order; of a round its list, and once it is closed (`adjudicate=1`) its disagreements."""
    name = ask.one("round")
    if name and ask.flag("adjudicate"):
        for one in disputes.adjudication(ask.desk.book, name).disputes:
            taken = one.taken
            yield DisputeRow(
                one.record, one.report, one.field, tuple(s.coder for s in one.said), tuple(s.value for s in one.said),
                tuple(s.reason for s in one.said), taken.value if taken else None, taken.by if taken else None,
                taken.reason if taken else None,
            )  # fmt: skip
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
    name = await run_in_threadpool(_start, ask)
    return RedirectResponse(ask.href("/queue", round=name), 303)


def _start(ask: Ask) -> str:
    if not ask.by:
        raise LedgerError("Say who you are first: a round is begun in somebody's name.")
    name = " ".join(ask.one("name").split())
    size = max(1, ask.number("size", SIZE, LARGEST))
    asking = Queue(ask.desk.book, choice_of(ask))
    chance = ask.one("how") == "chance"
    things = asking.sample(size, name) if chance else asking.next(size)
    chosen = [f"{n} {', '.join(ask.all(n))}" for n in ("kind", *FILTERS, "incident") if ask.all(n)]
    how = "by chance" if chance else "the most doubtful"
    drafts = rounds.start(Drafter(ask.desk.book, ask.by), name, [one.id for one in things], "; ".join([how, *chosen]))
    ask.desk.decide(drafts)
    return name


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
