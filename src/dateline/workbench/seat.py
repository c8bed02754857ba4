"""Who sits at the desk: a request's question, and the name that its decisions are made in."""

from __future__ import annotations

from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import Response

from dateline.workbench.ask import Ask
from dateline.workbench.desk import Desk

COOKIE = "dateline_by"
KEPT = "/~!$'()*,;:@"  # signs that stand for themselves in a path
LONGEST = 80
YEAR = 365 * 24 * 3600


def desk_of(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def ask_of(request: Request, url: str | None = None) -> Ask:
    """The question in a request."""
    query: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        query.setdefault(name, []).append(value)
    path = {name: str(value) for name, value in request.path_params.items()}
    return Ask(desk_of(request), url or quote(request.scope["path"], safe=KEPT), query, path, name_of(request))


def name_of(request: Request) -> str | None:
    """Who decides: as the person said here, else as the workbench was started with."""
    said = clean(unquote(request.cookies.get(COOKIE, "")))
    return said or desk_of(request).settings.by


def clean(name: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:LONGEST]


def keep_name(response: Response, name: str) -> None:
    """Has the browser say the name from now on."""
    response.set_cookie(COOKIE, quote(clean(name)), max_age=YEAR, httponly=True, samesite="strict", path="/")
