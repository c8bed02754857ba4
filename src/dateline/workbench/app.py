"""The app: pages, actions and files of ours under their addresses, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from dateline.workbench import api, page, pages, problems, sign_in
from dateline.workbench.desk import Desk
from dateline.workbench.guard import Guard, Sessions
from dateline.workbench.links import local
from dateline.workbench.said import said
from dateline.workbench.seat import keep_name
from dateline.workbench.settings import Settings
from dateline.workbench.templating import STATIC

FOREVER = "public, max-age=31536000, immutable"


class Files(StaticFiles):
    """Files of ours. Their addresses change with what is in them, so that browsers may keep them."""

    async def get_response(self, path: str, scope: Any) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = FOREVER if b"v=" in scope.get("query_string", b"") else "no-cache"
        return response


def create_app(settings: Settings) -> FastAPI:
    """The workbench on a ledger. Raises LedgerError for what is no ledger."""
    desk = Desk(settings)

    @asynccontextmanager
    async def open_desk(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(title="Dateline workbench", openapi_url=None, docs_url=None, redoc_url=None, lifespan=open_desk)
    app.state.desk = desk
    app.state.sessions = sessions = Sessions(settings.token)
    problems.add(app)
    app.mount("/static", Files(directory=str(STATIC)), name="static")
    app.add_api_route("/me", _me, methods=["POST"], include_in_schema=False)
    app.include_router(sign_in.ROUTER, include_in_schema=False)
    for router in pages.ROUTERS:
        app.include_router(router, include_in_schema=False)
    for one in pages.PAGES:
        page.add(app, one)
    app.include_router(api.router())
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Guard, settings=settings, sessions=sessions)
    return app


async def _me(request: Request) -> Response:
    """Keeps the name that decisions are made in, and goes back to where it was said."""
    form = await said(request)
    response = RedirectResponse(local(str(form.get("back") or "")), 303)
    keep_name(response, str(form.get("by") or ""))
    return response
