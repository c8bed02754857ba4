"""The guard: who may call, what a page may load, and how much one request may send."""

from __future__ import annotations

import logging
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.workbench.guard import asked, crossing
from dateline.workbench.guard.body import Bounded
from dateline.workbench.guard.headers import guarded
from dateline.workbench.guard.refused import RefusedError
from dateline.workbench.guard.session import OPEN, Sessions
from dateline.workbench.problems import FAULT, title_of, wants_json
from dateline.workbench.settings import Settings
from dateline.workbench.templating import bare

LOG = logging.getLogger("dateline.workbench")
SIGNING = 4_000  # bytes that one may send who has not shown the token yet


class Guard:
    """Stands before everything; it holds for pages, files, the API and what goes wrong alike."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self.app = app
        self.settings = settings
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False
        silent = scope["method"] == "HEAD"
        body: Bounded | None = None

        async def ours(message: Message) -> None:
            nonlocal begun
            if body is not None and body.over:
                return  # what the page says of a body cut short is not what the sender should hear
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = guarded(message["headers"])
            elif silent:
                message = {**message, "body": b""}
            await send(message)

        try:
            self._check(scope)
            body = Bounded(scope, receive, SIGNING if self._stranger(scope) else self.settings.largest)
            if body.too_long:
                await body.refuse()
            # Whoever answers GET answers HEAD, by the same headers.
            await self.app({**scope, "method": "GET"} if silent else scope, body, ours)
            if body.over:
                await body.refuse()
        except RefusedError as error:
            if begun:
                raise
            body = None
            await _refusal(scope, error)(scope, receive, ours)
        except ClientDisconnect:
            return
        except Exception as error:
            LOG.error("%s %s", scope["method"], scope["path"], exc_info=error)
            if begun:
                raise
            body = None
            await _refusal(scope, RefusedError(500, FAULT))(scope, receive, ours)

    def _check(self, scope: Scope) -> None:
        asked.check(scope)
        asked.check_host(scope, here_only=not self.sessions.needed)
        crossing.check(scope)
        self.sessions.check(scope)

    def _stranger(self, scope: Scope) -> bool:
        return self.sessions.needed and scope["path"] == OPEN[0]


def _refusal(scope: Scope, error: RefusedError) -> Response:
    """A refusal as a page, or as JSON for who asked for that; who only has not signed in yet is led there."""
    request = Request(scope)
    if wants_json(request):
        return JSONResponse({"error": error.message}, error.status, error.headers)
    if error.status == 401 and scope["method"] in asked.READS and "authorization" not in request.headers:
        path = scope["raw_path"].decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(f"/sign-in?next={quote(f'{path}?{query}' if query else path, safe='')}", 303)
    page = bare("refused.html.j2", title=title_of(error.status), message=error.message, status=error.status)
    return HTMLResponse(page, error.status, error.headers)
