"""An upload: what was brought to be read, how far it is, what came in, and what was refused and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline.intake import IntakeError
from dateline.ledger import LedgerError
from dateline.workbench.ask import Ask, MissingError
from dateline.workbench.brought import brought, submit
from dateline.workbench.page import Page
from dateline.workbench.pages.home import home_of
from dateline.workbench.seat import ask_of, desk_of
from dateline.workbench.templating import render
from dateline.workbench.uploads import Came, Upload

ROUTER = APIRouter()
SHOWN = 200  # of each list
PATIENCE = 12.0  # seconds that a paste is waited for before its progress is shown instead


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """What could not be read: the file, its line, what was wrong with it, and what to do."""

    path: str
    line: int | None
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class UploadView:
    """One upload. `state` is waiting, reading, weighing or done; `files_done` of `files` are read, `at` is the next.

    `added`, `held` (there already), `undated` and `refused` count; `came` and `refusals` are the first of them.
    `problem` is what kept it from being read whole; `report` the id of what came of a paste; `share` how much is
    done, in hundredths.
    """

    id: str
    begun: str
    state: str
    stopped: bool
    at: str
    files: int
    files_done: int
    share: int
    added: int
    held: int
    undated: int
    refused: int
    problem: str | None
    report: str | None
    came: tuple[Came, ...]
    refusals: tuple[RefusalRow, ...]


def upload(ask: Ask) -> UploadView:
    """How far an upload is, and what came of it."""
    one = _known(ask)
    done = one.state == "done"
    files_done = one.files if done else max(one.files_done - 1, 0)
    return UploadView(
        id=one.id, begun=one.begun, state=one.state, stopped=one.stopped, at=one.at,
        files=one.files, files_done=files_done, share=100 * files_done // one.files,
        added=one.added, held=one.held, undated=one.undated, refused=one.refused, problem=one.problem,
        report=one.report if done else None,
        came=tuple(one.came[:SHOWN]), refusals=tuple(_refusals(one))[:SHOWN],
    )  # fmt: skip


def rows(ask: Ask) -> Iterator[RefusalRow]:
    """All that was refused."""
    yield from _refusals(_known(ask))


PAGES = (Page("/uploads/{id}", "upload.html.j2", upload, rows=rows),)


@ROUTER.post("/uploads")
async def bring(request: Request) -> Response:
    """Takes files or a paste, and goes to the report (of a paste), or to where its reading can be watched."""
    desk = desk_of(request)
    what = await brought(request, desk.settings.largest)
    try:
        one = await submit(desk, what)
    except (IntakeError, LedgerError) as error:
        # The words are not lost: the page comes back with them, and says what was wrong.
        ask = ask_of(request, "/")
        view = await run_in_threadpool(home_of, ask, what, str(error))
        return HTMLResponse(await run_in_threadpool(render, "home.html.j2", ask, view=view), 400)
    if one.pasted:
        await run_in_threadpool(one.finished.wait, PATIENCE)
    return RedirectResponse(_goal(one), 303)


@ROUTER.post("/uploads/{id}/stop")
async def stop(request: Request) -> Response:
    """Ends the reading behind the report that it is at."""
    ask = ask_of(request)
    one = _known(ask)
    ask.desk.uploads.stop(one)
    return RedirectResponse(f"/uploads/{one.id}", 303)


@ROUTER.get("/uploads/{id}/progress")
def progress(request: Request) -> Response:
    """The part of the page that changes while it is read; when a paste is read, the browser goes to its report."""
    ask = ask_of(request)
    one = _known(ask)
    response = HTMLResponse(render("upload_progress.html.j2", ask, view=upload(ask)))
    if one.finished.is_set() and one.report:
        response.headers["HX-Redirect"] = _goal(one)
    return response


def _goal(one: Upload) -> str:
    return f"/reports/{one.report}" if one.finished.is_set() and one.report else f"/uploads/{one.id}"


def _known(ask: Ask) -> Upload:
    found = ask.desk.uploads.get(ask.path["id"])
    if found is None:
        raise MissingError("There is no such upload, or it is long done. What was read is among the reports.")
    return found


def _refusals(one: Upload) -> Iterator[RefusalRow]:
    for refusal in one.refusals:
        yield RefusalRow(refusal.path, refusal.line, refusal.problem, refusal.remedy)
