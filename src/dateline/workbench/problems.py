"""What a person is told when something is wrong: one page, one sentence, and what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from dateline.intake import IntakeError
from dateline.ledger import LedgerError
from dateline.workbench.ask import CLOCKS, Ask, MissingError
from dateline.workbench.seat import ask_of
from dateline.workbench.templating import render

LOG = logging.getLogger("dateline.workbench")
TITLES = {400: "That cannot be asked", 401: "Not signed in", 403: "Not allowed", 404: "Not there",
          405: "Not done this way", 408: "Too slow", 409: "Not possible now", 413: "Too much at once",
          414: "Too long an address", 421: "Not served under this name", 429: "Too many tries",
          500: "Something went wrong"}  # fmt: skip
FAULT = "This is a fault of the workbench. Nothing in the ledger was changed by it."


class MovedError(Exception):
    """What an address names goes by another id now: `old` in its path becomes `new`."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(f"{old} is {new} now.")
        self.old, self.new = old, new


@contextmanager
def found() -> Iterator[None]:
    """What an id names must be there: a ledger's complaint inside of this says that it is not."""
    try:
        yield
    except LedgerError as error:
        raise MissingError(str(error)) from error


def told(request: Request, status: int, message: str) -> Response:
    """The page of a problem; JSON for who asked for that."""
    if wants_json(request):
        return JSONResponse({"error": message}, status)
    asked = ask_of(request)
    ask = _of_a_day(asked)
    page = render(
        "problem.html.j2", ask, title=title_of(status), message=message, status=status, no_day=ask is not asked
    )
    return HTMLResponse(page, status)


def _of_a_day(ask: Ask) -> Ask:
    """The request without its clocks, where they are no days: no link of the page is to keep them."""
    try:
        ask.filter(())
    except LedgerError:
        return replace(ask, query={name: said for name, said in ask.query.items() if name not in CLOCKS})
    return ask


def add(app: FastAPI) -> None:
    """Has the app tell people what is wrong."""

    def on_ledger(request: Request, error: Exception) -> Response:
        return told(request, 400, str(error))

    def on_missing(request: Request, error: Exception) -> Response:
        return told(request, 404, str(error.args[0] if error.args else error))

    def on_moved(request: Request, error: Exception) -> Response:
        assert isinstance(error, MovedError)
        path = quote(str(request.scope["path"]).replace(error.old, error.new, 1))
        return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path, 302)

    def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        message = "There is no page of this address." if error.status_code == 404 else str(error.detail)
        return told(request, error.status_code, message)

    def on_other(request: Request, error: Exception) -> Response:
        LOG.error("%s %s", request.method, request.url.path, exc_info=error)
        return told(request, 500, FAULT)

    app.add_exception_handler(LedgerError, on_ledger)
    app.add_exception_handler(IntakeError, on_ledger)
    app.add_exception_handler(MissingError, on_missing)
    app.add_exception_handler(MovedError, on_moved)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_other)


def title_of(status: int) -> str:
    return TITLES.get(status, TITLES[400 if status < 500 else 500])


def wants_json(request: Request) -> bool:
    """Did a program ask, or a script of ours, rather than a person?"""
    path: str = request.scope["path"]
    if path.endswith(".json") or path.startswith("/api/"):
        return True
    if request.headers.get("content-type", "").startswith("application/json"):
        return True
    accept = request.headers.get("accept", "")
    return "application/json" in accept and "text/html" not in accept
