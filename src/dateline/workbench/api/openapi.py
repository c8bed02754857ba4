"""The description of the API (OpenAPI 3.1), made from the pages: their views, docstrings and parameters."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

from dateline.records import Act, Decision
from dateline.workbench.api.schema import Schema, Schemas, said
from dateline.workbench.api.window import NEXT, SAYS
from dateline.workbench.page import Page
from dateline.workbench.pages.uploads import UploadView
from dateline.workbench.parameters import CLOCKS, WINDOW, Parameter, described

BASE = "/api/v1"
ABOUT = """What the pages of the workbench show, as JSON: the same views, the same parameters, the same two clocks.

Lists come 50 rows at a time: `limit` (500 at most) and `offset` choose them, `next` in the answer and the `Link` header
say where the rows behind are. What is wrong is told as `{"error": "..."}`, a sentence for a person, under the status
that fits. Where the workbench was started with a token, every call shows it: `Authorization: Bearer TOKEN`."""
PROBLEMS = {
    "400": "What was asked cannot be: the sentence says why.",
    "401": "The workbench needs its token, and it was not shown.",
    "403": "A page of another site asked.",
    "404": "There is no such thing in the ledger.",
    "413": "More was sent than can be at once.",
    "415": "What was sent is neither JSON nor a form.",
    "429": "Too many wrong tokens; Retry-After says when to try again.",
    "500": "A fault of the workbench; nothing in the ledger was changed by it.",
}
ASKED = ("400", "401", "403", "429", "500")
SENT = ("400", "401", "403", "413", "415", "429", "500")
KNOWN = {"id": "Its id."}


def paged(page: Page) -> bool:
    """Does the page show only some of its rows, and say whether there are more?"""
    return "more" in getattr(_view(page), "__dataclass_fields__", {})


@cache
def document(pages: Sequence[Page]) -> dict[str, Any]:
    """The whole description."""
    schemas = Schemas()
    paths: dict[str, Any] = {}
    for page in sorted(pages, key=lambda one: one.path):
        path = BASE if page.path == "/" else f"{BASE}{page.path}"
        paths[path] = {"get": _get(page, schemas)}
        if page.rows is not None:
            paths[f"{path}/rows"] = {"get": _rows(page, page.rows, schemas)}
    paths.setdefault(f"{BASE}/decisions", {})["post"] = _decisions(schemas)
    paths.setdefault(f"{BASE}/reports", {})["post"] = _reports(schemas)
    schemas.named["Problem"] = {
        "type": "object",
        "description": "What was wrong, and what to do, for a person.",
        "properties": {"error": {"type": "string"}},
        "required": ["error"],
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Dateline", "version": version("dateline"), "description": " ".join(ABOUT.split("\n"))},
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.named.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {f"Problem{status}": _problem(words) for status, words in PROBLEMS.items()},
        },
    }


def _get(page: Page, schemas: Schemas) -> Schema:
    kind = _view(page)
    schema = schemas.of(kind)
    if paged(page):
        name = f"{schema['$ref'].rpartition('/')[2]}Page"
        schemas.named[name] = schemas.with_more(kind, {NEXT: {"type": ["string", "null"], "description": SAYS}})
        schema = {"$ref": f"#/components/schemas/{name}"}
    return {
        "operationId": _name(page.path),
        **_summary(page.view),
        "parameters": _parameters(page, WINDOW if paged(page) else ()),
        "responses": {"200": _answer("What the page shows.", schema, links=paged(page)), **_refused(page)},
    }


def _rows(page: Page, rows: Callable[..., Any], schemas: Schemas) -> Schema:
    row = typing.get_args(typing.get_type_hints(rows)["return"])[0]
    next_ = {"type": ["string", "null"], "description": SAYS}
    schema = {
        "type": "object",
        "properties": {"rows": {"type": "array", "items": schemas.of(row)}, NEXT: next_},
        "required": ["rows", NEXT],
    }
    return {
        "operationId": f"{_name(page.path)}Rows",
        "summary": f"The rows of {BASE if page.path == '/' else BASE + page.path}, as its CSV has them.",
        **({"description": words["description"]} if (words := said(rows)) else {}),
        "parameters": _parameters(page, WINDOW),
        "responses": {"200": _answer("Rows.", schema, links=True), **_refused(page)},
    }


def _decisions(schemas: Schemas) -> Schema:
    words: Schema = {"type": "string"}
    asks: dict[str, Schema] = {
        "act": {"enum": [str(act) for act in Act], "description": "What is done."},
        "id": {"type": "array", "items": words, "description": "What it is done to: ids of records or incidents; "
               "of decisions, to undo them."},
        "field": {**words, "description": "What is corrected."},
        "value": {**words, "description": "Its right value, as a person writes it."},
        "reason": {**words, "description": "Why; of a note, its words."},
        "by": {**words, "description": "Who decides."},
        "round": {**words, "description": "The round of coding that it belongs to."},
        "from_round": {**words, "description": "Take the value that `coder` gave in that closed round."},
        "coder": {**words, "description": "Whose value to take."},
        "close": {**words, "description": "The round to close, in the place of an act."},
    }  # fmt: skip
    made = {"type": "array", "items": schemas.of(Decision)}
    done = {"type": "object", "properties": {"decisions": made}, "required": ["decisions"]}
    return {
        "operationId": "decide",
        "summary": "Decides, as a person does at the pages.",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object", "properties": asks}}},
        },
        "responses": {"201": _answer("The decisions that were made.", done), **_problems(SENT)},
    }


def _reports(schemas: Schemas) -> Schema:
    words: Schema = {"type": "string"}
    facts: dict[str, Schema] = {
        "published": {**words, "description": "The day of publication; it wins over what the text says."},
        "outlet": {**words, "description": "Who published it."},
        "title": words,
        "url": words,
    }
    text = {**words, "description": "The words of one report."}
    files = {"type": "array", "items": {"type": "string", "contentMediaType": "application/octet-stream"},
             "description": "Files as `dateline add` takes them."}  # fmt: skip
    object_: Schema = {"type": "object", "properties": {"text": text, **facts}, "required": ["text"]}
    form: Schema = {"type": "object", "properties": {"file": files, "text": text, **facts}}
    view = schemas.of(UploadView)
    location = {"Location": {"schema": words, "description": "Where to ask how far it is."}}
    return {
        "operationId": "bring",
        "summary": "Brings reports: words, or files. They are read, kept and weighed.",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": object_}, "multipart/form-data": {"schema": form}},
        },
        "responses": {
            "201": {**_answer("What came of it.", view), "headers": location},
            "202": {**_answer("It is being read, or waits for its turn.", view), "headers": location},
            **_problems(SENT),
        },
    }


def _parameters(page: Page, more: Iterable[Parameter]) -> list[Schema]:
    named = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"},
         "description": KNOWN.get(name, "Its name.")}
        for name in re.findall(r"{(\w+)}", page.path)
    ]  # fmt: skip
    return named + [_parameter(one) for one in (*described(page.asks), *CLOCKS, *more)]


def _parameter(one: Parameter) -> Schema:
    schema: Schema = {"type": one.kind}
    if one.values:
        schema["enum"] = list(one.values)
    if one.kind == "integer":
        schema["minimum"] = 0
    if one.many:
        schema = {"type": "array", "items": schema}
    return {"name": one.name, "in": "query", "required": False, "description": one.says, "schema": schema}


def _answer(words: str, schema: Schema, *, links: bool = False) -> Schema:
    made: Schema = {"description": words, "content": {"application/json": {"schema": schema}}}
    if links:
        made["headers"] = {"Link": {"schema": {"type": "string"}, "description": "The rows behind and before."}}
    return made


def _refused(page: Page) -> Schema:
    return _problems((*ASKED, "404") if "{" in page.path else ASKED)


def _problems(statuses: Iterable[str]) -> Schema:
    return {status: {"$ref": f"#/components/responses/Problem{status}"} for status in sorted(statuses)}


def _problem(words: str) -> Schema:
    return _answer(words, {"$ref": "#/components/schemas/Problem"})


def _summary(view: Callable[..., Any]) -> Schema:
    first, _, rest = (said(view).get("description") or view.__name__).partition("\n\n")
    return {"summary": first, **({"description": rest} if rest else {})}


def _view(page: Page) -> type:
    """The dataclass that a page shows."""
    kind = typing.get_type_hints(page.view, include_extras=False)["return"]
    assert inspect.isclass(kind), f"{page.path}: say what the view returns"
    return kind


def _name(path: str) -> str:
    """A name of a page that a program can have: "reportsId"."""
    return "".join(part.title() if i else part for i, part in enumerate(re.findall(r"\w+", path))) or "home"
