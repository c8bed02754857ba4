"""A page: one view of the ledger under one address, as HTML, as JSON and, where it is a table, as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from dateline.records import to_plain
from dateline.workbench.ask import Ask
from dateline.workbench.parameters import Parameter
from dateline.workbench.seat import ask_of
from dateline.workbench.templating import render

View = Callable[[Ask], Any]
Rows = Callable[[Ask], Iterable[Any]]
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for one
NUMBER = frozenset("0123456789.+-")
KEPT = "~!$'()*,;:@"  # signs that stand for themselves in a part of an address


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `view` makes what it shows: a dataclass, which the template and the JSON have in common.

    `rows`, of a table, gives all its rows (dataclasses of one kind) for the CSV, however many the page shows at a time.
    `path` may have `{name}` in it, which the view finds in `ask.path`. A view that shows only some of its rows says by
    its field `more` whether there are rows behind: `limit` and `offset` then choose them. `asks` are the parameters
    that the page can be asked with beside these and the clocks, by their names in `parameters.py` or as it says itself.
    """

    path: str
    template: str
    view: View
    rows: Rows | None = None
    asks: tuple[str | Parameter, ...] = ()

    @property
    def stem(self) -> str:
        return "/index" if self.path == "/" else self.path

    def at(self, request: Request) -> str:
        """The address of this page that a request is about, whatever form of it was asked for."""
        return self.path.format(**{name: quote(str(value), safe=KEPT) for name, value in request.path_params.items()})


def add(app: FastAPI, page: Page) -> None:
    """Serves a page under its address, and under the address with .json and .csv behind it."""

    # These come first: an id could be taken to end in .json otherwise.
    def as_json(request: Request) -> Response:
        return JSONResponse(to_plain(page.view(ask_of(request, page.at(request)))))

    _get(app, f"{page.stem}.json", as_json)
    if page.rows is not None:
        rows = page.rows

        def as_csv(request: Request) -> Response:
            lines = csv_lines(rows(ask_of(request, page.at(request))))
            first = next(lines, "")  # what is wrong with the question shows here, before anything is sent
            name = file_name(page.at(request))
            return StreamingResponse(
                chain([first], lines),
                media_type="text/csv; charset=utf-8",
                headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
            )

        _get(app, f"{page.stem}.csv", as_csv)

    def as_html(request: Request) -> Response:
        ask = ask_of(request, page.at(request))
        return HTMLResponse(render(page.template, ask, view=page.view(ask)))

    _get(app, page.path, as_html)


def file_name(words: str) -> str:
    """A name for a download, of letters and digits only, so that it is nothing else to anybody."""
    return "-".join(re.findall(r"[A-Za-z0-9_]+", words))[:80] or "index"


def csv_lines(rows: Iterable[Any]) -> Iterator[str]:
    """Rows as CSV, with a head; lists are joined by "; ". Nothing in a cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names: tuple[str, ...] = ()
    for row in rows:
        if not names:
            names = tuple(f.name for f in fields(row))
            writer.writerow(names)
        writer.writerow([cell(to_plain(getattr(row, name))) for name in names])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def cell(value: Any) -> Any:
    """A value as it stands in a CSV."""
    if isinstance(value, list):
        value = "; ".join(str(cell(each)) for each in value)
    if isinstance(value, dict):
        value = "; ".join(f"{name}: {cell(each)}" for name, each in value.items() if each not in (None, []))
    if isinstance(value, str) and value.startswith(FORMULA) and not NUMBER.issuperset(value):
        return f"'{value}"
    return "" if value is None else value


def _get(app: FastAPI, path: str, endpoint: Callable[[Request], Response]) -> None:
    app.add_api_route(path, endpoint, methods=["GET"], include_in_schema=False, response_class=Response)
