"""The addresses of the API: each page, its rows, the lists, and what can be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from dateline.records import to_plain
from dateline.workbench import pages
from dateline.workbench.api import lists
from dateline.workbench.api.openapi import BASE, document, paged
from dateline.workbench.api.window import NEXT, links, next_of, window
from dateline.workbench.brought import brought, submit
from dateline.workbench.page import Page
from dateline.workbench.pages.decide import asked, deciding
from dateline.workbench.pages.uploads import PATIENCE, upload
from dateline.workbench.seat import ask_of, clean, desk_of, name_of

ALL: tuple[Page, ...] = (*pages.PAGES, *lists.PAGES)


def router() -> APIRouter:
    """Everything under /api/v1."""
    made = APIRouter(prefix=BASE, include_in_schema=False)
    _get(made, "/openapi.json", _describe)
    for page in ALL:
        # Rows come first: an id could be taken to be "rows" otherwise.
        if page.rows is not None:
            _get(made, f"{_path(page)}/rows", _rows(page, page.rows))
    for page in ALL:
        _get(made, _path(page), _view(page))
    made.add_api_route("/decisions", _decide, methods=["POST"])
    made.add_api_route("/reports", _bring, methods=["POST"])
    return made


def _describe(request: Request) -> Response:
    return JSONResponse(document(ALL))


def _path(page: Page) -> str:
    """The first page is the API's own address."""
    return "" if page.path == "/" else page.path


def _view(page: Page) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        ask = ask_of(request, page.at(request))
        view = page.view(ask)
        said = to_plain(view)
        headers = {}
        if paged(page):
            path = f"{BASE}{ask.url}"
            said[NEXT] = next_of(ask, path, view.more)
            headers = links(ask, path, said[NEXT])
        return JSONResponse(said, headers=headers)

    return answer


def _rows(page: Page, rows: Callable[..., Any]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        ask = ask_of(request, page.at(request))
        part, more = window(ask, rows(ask))
        path = f"{BASE}{'' if ask.url == '/' else ask.url}/rows"
        behind = next_of(ask, path, more)
        return JSONResponse({"rows": to_plain(part), NEXT: behind}, headers=links(ask, path, behind))

    return answer


async def _decide(request: Request) -> Response:
    """As the pages decide; `by` names who does, where the caller is no browser."""
    said = await asked(request)
    by = clean(str(said.get("by") or "")) or name_of(request)
    made = await run_in_threadpool(deciding(desk_of(request), by, said))
    return JSONResponse({"decisions": to_plain(made)}, 201)


async def _bring(request: Request) -> Response:
    """As the first page takes reports in; what is read by the time of the answer is told in it."""
    desk = desk_of(request)
    one = await submit(desk, await brought(request, desk.settings.largest))
    await run_in_threadpool(one.finished.wait, PATIENCE)
    ask = replace(ask_of(request), path={"id": one.id})
    view = await run_in_threadpool(upload, ask)
    done = one.finished.is_set()
    return JSONResponse(to_plain(view), 201 if done else 202, {"Location": f"{BASE}/uploads/{one.id}"})


def _get(made: APIRouter, path: str, answer: Callable[[Request], Response]) -> None:
    made.add_api_route(path, answer, methods=["GET"], response_class=Response)
