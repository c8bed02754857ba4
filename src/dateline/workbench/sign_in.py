"""Signing in with the token, and out again."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline.workbench.guard.refused import RefusedError
from dateline.workbench.guard.session import COOKIE, LASTS, Sessions, caller
from dateline.workbench.links import local
from dateline.workbench.said import said
from dateline.workbench.templating import bare

ROUTER = APIRouter()
PATH = "/sign-in"


@ROUTER.get(PATH)
def sign_in_page(request: Request) -> Response:
    """Asks for the token; who is in already goes on."""
    goal = local(request.query_params.get("next"))
    sessions = _sessions(request)
    if not sessions.needed or sessions.holds(request.cookies.get(COOKIE, "")):
        return RedirectResponse(goal, 303)
    return _page(goal)


@ROUTER.post(PATH)
async def sign_in(request: Request) -> Response:
    """Begins a session for who shows the token, and goes to where they wanted to be."""
    form = await said(request)
    goal = local(str(form.get("next") or ""))
    sessions = _sessions(request)
    if not sessions.needed:
        return RedirectResponse(goal, 303)
    try:
        right = sessions.try_token(str(form.get("token") or "").strip(), caller(request.scope))
    except RefusedError as error:
        return _page(goal, error.message, error.status, error.headers)
    if not right:
        return _page(goal, "That is not the token.", 401)
    response = RedirectResponse(goal, 303)
    # Over https the cookie is kept from every other way. A proxy before us says that it was https (X-Forwarded-Proto).
    safe = request.url.scheme == "https"
    response.set_cookie(
        COOKIE, sessions.begun(), max_age=LASTS, httponly=True, samesite="strict", secure=safe, path="/"
    )
    return response


@ROUTER.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Ends the session for good."""
    _sessions(request).end(request.cookies.get(COOKIE, ""))
    response = RedirectResponse(PATH if _sessions(request).needed else "/", 303)
    response.delete_cookie(COOKIE, path="/")
    return response


def _sessions(request: Request) -> Sessions:
    sessions = request.app.state.sessions
    assert isinstance(sessions, Sessions)
    return sessions


def _page(goal: str, problem: str = "", status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return HTMLResponse(bare("sign_in.html.j2", next=goal, problem=problem), status, headers)
