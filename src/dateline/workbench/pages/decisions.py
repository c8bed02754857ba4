"""Decisions: the log of what persons decided, with undo, and the verification of its chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from dateline.records import Act, Anchor, Decision, to_json
from dateline.weighing.decided.listing import DecisionRow, Listed, Wanted, orphans
from dateline.weighing.decided.listing import rows as rows_of
from dateline.weighing.decided.log import Log, log
from dateline.workbench.ask import Ask
from dateline.workbench.choice import Choice
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter
from dateline.workbench.seat import ask_of, desk_of
from dateline.workbench.templating import render

ROUTER = APIRouter()
AROUND = 60  # characters shown on either side of its words
MOST_LOST = 50  # decisions that have lost their words, listed


@dataclass(frozen=True, slots=True)
class About:
    """What a decision is about: a record of a report, its words as they were then, and those around them. `apart`:
    parted from the rest."""

    id: str
    kind: str
    before: str
    words: str
    after: str
    href: str
    apart: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision. `takes_back` says in words what an undo undoes. `may_undo`: it holds, and who sits here can take it
    back."""

    row: DecisionRow
    takes_back: str | None
    about: tuple[About, ...]
    may_undo: bool


@dataclass(frozen=True, slots=True)
class DecisionsView:
    """The log, the latest first. `hidden` are others' decisions in rounds that are not closed; `head` is the hash of
    the last link of the chain."""

    decisions: tuple[DecisionLine, ...]
    total: int
    more: bool
    hidden: int
    head: str
    by: tuple[Choice, ...]
    acts: tuple[Choice, ...]
    rounds: tuple[Choice, ...]


def decisions(ask: Ask) -> DecisionsView:
    """What persons decided: when, who, what, on which words, why, in which round, and whether it holds."""
    found = _log(ask, limit=ask.limit, offset=ask.offset)
    listed = {row.id: row for row in rows_of(Listed(found.decisions, found.undone, 0))}
    return DecisionsView(
        decisions=tuple(_line(ask, one, listed[one.id], found) for one in found.decisions),
        total=found.total,
        more=ask.offset + len(found.decisions) < found.total,
        hidden=found.hidden,
        head=ask.desk.book.decisions.head(),
        by=tuple(Choice(name, name, n) for name, n in found.by),
        acts=tuple(Choice(act, act, n) for act, n in found.acts),
        rounds=tuple(
            Choice(name, f"{name} (not closed)" if name in found.open else name, n) for name, n in found.rounds
        ),
    )


def rows(ask: Ask) -> Iterator[DecisionRow]:
    """All decisions that are chosen and may be seen."""
    found = _log(ask)
    yield from rows_of(Listed(found.decisions, found.undone, found.hidden))


@ROUTER.get("/decisions.jsonl")
def jsonl(request: Request) -> StreamingResponse:
    """All of each decision, in the order of the chain, as `dateline decide --replay` takes them."""
    found = _log(ask_of(request, "/decisions"))
    lines = (to_json(one) + "\n" for one in reversed(found.decisions))
    named = {"Content-Disposition": 'attachment; filename="decisions.jsonl"'}
    return StreamingResponse(lines, media_type="application/jsonl; charset=utf-8", headers=named)


@ROUTER.get("/decisions/chain")
def chain(request: Request) -> HTMLResponse:
    """A part of the page: does the chain hold?"""
    log_ = desk_of(request).book.decisions
    links = len(log_.entries())
    return _part(request, "decisions_chain.html.j2", broken=log_.first_break(), head=log_.head(), links=links)


@ROUTER.get("/decisions/lost")
def lost(request: Request) -> HTMLResponse:
    """A part of the page: decisions that no record has the words of any more."""
    ask = ask_of(request, "/decisions")
    found = _log(ask)
    standing = (one for one in found.decisions if one.id not in found.undone)
    gone = tuple(islice(orphans(ask.desk.book, standing), MOST_LOST + 1))
    listed = tuple(rows_of(Listed(gone[:MOST_LOST], found.undone, 0)))
    return _part(request, "decisions_lost.html.j2", lost=listed, more=len(gone) > MOST_LOST)


def _part(request: Request, part: str, **values: object) -> HTMLResponse:
    """A part of the page by itself where the page asks for it, else on a page of its own."""
    template = part if "hx-request" in request.headers else "decisions_part.html.j2"
    return HTMLResponse(render(template, ask_of(request, "/decisions"), part=part, **values))


def _log(ask: Ask, limit: int | None = None, offset: int = 0) -> Log:
    said = ask.known("act", Act)
    wanted = Wanted(
        by=ask.one("by") or None,
        act=Act(said) if said else None,
        report=ask.one("report") or None,
        round=ask.one("round") or None,
        since=ask.one("since") or None,
        until=ask.one("until") or None,
        recorded_by=ask.one("recorded_by") or None,
    )
    return log(ask.desk.book, wanted, ask.by, limit=limit, offset=offset)


def _line(ask: Ask, one: Decision, row: DecisionRow, found: Log) -> DecisionLine:
    about = [_about(ask, anchor, apart=False) for anchor in one.about]
    about += [_about(ask, anchor, apart=True) for anchor in one.apart]
    own_round = one.round is None or (one.by == ask.by and one.round in found.open)
    takes_back = found.taken_back.get(one.undoes or "")
    said = None if takes_back is None else " ".join(filter(None, (takes_back.act, takes_back.field)))
    if takes_back is not None:
        said = f"{said} by {takes_back.by}"
        about = [_about(ask, anchor, apart=False) for anchor in takes_back.about]
    return DecisionLine(row, said, tuple(about), not row.undone and own_round and not ask.clocks)


def _about(ask: Ask, anchor: Anchor, *, apart: bool) -> About:
    href = ask.words(anchor.report, anchor.span) if anchor.span is not None else ask.href(f"/reports/{anchor.report}")
    before, words, after = (" ".join(said.split()) for said in (anchor.before, anchor.words, anchor.after))
    before = f"…{before[-AROUND:]}" if before else ""
    after = f"{after[:AROUND]}…" if after else ""
    return About(anchor.id, anchor.kind, before, words, after, href, apart)


ASKS = (
    "report",
    Parameter("act", "What was done.", tuple(map(str, Act))),
    Parameter("by", "Who decided."),
    Parameter("round", "The round of coding."),
    Parameter("since", "Decided on that day or later."),
    Parameter("until", "Decided on that day or before."),
)
PAGES = (Page("/decisions", "decisions.html.j2", decisions, rows=rows, asks=ASKS),)
