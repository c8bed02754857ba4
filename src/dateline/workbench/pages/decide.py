"""What a person decides at a page: one address that takes every act, from a form or from a script of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse, Response

from dateline.ledger import LedgerError
from dateline.records import Act, Decision, to_plain
from dateline.weighing.decided.draft import Coded, Drafter
from dateline.workbench.desk import Desk
from dateline.workbench.links import local
from dateline.workbench.said import said
from dateline.workbench.seat import desk_of, name_of

ROUTER = APIRouter()
LISTS = ("id",)


@ROUTER.post("/decide")
async def decide(request: Request) -> Response:
    """Decides, and answers with the decisions that were made (JSON), or goes back to where the form stood (`back`).

    act: accept, correct, reject, merge, split, note or undo.  id: what it is done to, once or more often.
    field, value: a correction's, as a person writes it.  reason: why; a note's words.  round: the coding round.
    from_round, coder: take the value that this coder gave in that closed round.  close: the round to close, in the
    place of an act.
    """
    form = await asked(request)
    made = await run_in_threadpool(deciding(desk_of(request), name_of(request), form))
    if back := str(form.get("back") or ""):
        return RedirectResponse(local(back), 303)
    return JSONResponse({"decisions": to_plain(made)})


async def asked(request: Request) -> Mapping[str, Any]:
    """What a form or a JSON object asks for; `id` is a list."""
    form = await said(request, lists=LISTS)
    ids = form.get("id", [])
    # One box of a form may stand for several: their ids with blanks between.
    return {**form, "id": [id_ for i in (ids if isinstance(ids, list) else [ids]) for id_ in str(i).split()]}


def deciding(desk: Desk, by: str | None, said: Mapping[str, Any]) -> Callable[[], tuple[Decision, ...]]:
    """What decides, when it is called."""

    def decide_now() -> tuple[Decision, ...]:
        if not by:
            raise LedgerError("Say who you are first: every decision is kept with a name.")
        drafter = Drafter(desk.book, by, str(said.get("reason") or ""), str(said.get("round") or "") or None)
        return desk.decide(drafts(drafter, desk, said))

    return decide_now


def drafts(drafter: Drafter, desk: Desk, said: Mapping[str, Any]) -> list[Decision]:
    """The decisions that are asked for."""
    ids: Sequence[str] = said.get("id") or []
    if said.get("close"):
        return drafter.close(str(said["close"]))
    try:
        act = Act(str(said.get("act") or ""))
    except ValueError:
        raise LedgerError(f"{said.get('act')!r} is nothing that can be done. Choose from {', '.join(Act)}.") from None
    if act is not Act.UNDO and not ids:
        raise LedgerError("Say what it is done to: the ids of records.")
    match act:
        case Act.CORRECT if said.get("from_round"):
            coded = Coded(str(said["from_round"]), str(said.get("coder") or ""))
            return drafter.adjudicate(ids[0], str(said.get("field") or ""), coded, desk.members)
        case Act.CORRECT:
            return drafter.correct(ids[0], str(said.get("field") or ""), str(said.get("value") or ""), desk.members)
        case Act.NOTE:
            return drafter.note(ids, drafter.reason, desk.members)
        case Act.UNDO:
            return drafter.undo(ids)
        case Act.ACCEPT:
            return drafter.accept(ids, desk.members)
        case Act.REJECT:
            return drafter.reject(ids, desk.members)
        case Act.MERGE:
            return drafter.merge(ids, desk.members)
        case Act.SPLIT:
            return drafter.split(ids, desk.members)
