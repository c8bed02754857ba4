"""The API: every page and list of it, valid and described, paged alike, with what can be written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from conftest import ROOT
from dateline.ledger import Filter, Ledger
from dateline.records import Span
from dateline.weighing.weigher import Weigher
from dateline.workbench.api.openapi import paged
from dateline.workbench.api.routes import ALL
from dateline.workbench.api.schema import Schemas
from dateline.workbench.ask import Ask
from dateline.workbench.desk import Desk
from dateline.workbench.links import voice_id, voice_key
from dateline.workbench.page import Page
from dateline.workbench.parameters import CLOCKS, WINDOW, described
from dateline.workbench.settings import Settings
from desk import Site, serving

DOCS = ROOT / "docs" / "api.md"
TOKEN = "k7Pq-rW2_vZ9xLm4sT"
PASTED = "Dateline Halyard, May 3. Gunmen shelled the market of Lumbala on Tuesday, killing 12 people, officials said."


@pytest.fixture(scope="module")
def client(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.url, timeout=60) as one:
        yield one


@pytest.fixture(scope="module")
def described_(client: httpx.Client) -> Any:
    return client.get("/api/v1/openapi.json").json()


@pytest.fixture(scope="module")
def ids(demo_ledger: Any) -> dict[str, str]:
    """An id for each kind of page that needs one."""
    with Ledger.open(demo_ledger) as book:
        weigher = Weigher(book)
        incident = next(iter(weigher.incidents(Filter(limit=1))))
        voice = next(iter(weigher.voices(Filter(limit=1))))
        return {
            "reports": incident.reports[0],
            "incidents": incident.id,
            "voices": voice_id(voice.key),
        }


def path_of(page: Page, ids: Mapping[str, str]) -> str | None:
    """An address of a page; None where the demo has none (uploads are gone when they are read)."""
    if "{" not in page.path:
        return page.path if page.path != "/" else ""
    kind = page.path.split("/")[1]
    return re.sub(r"{\w+}", ids[kind], page.path) if kind in ids else None


def closed(schema: Any) -> Any:
    """A schema in which nothing may stand that it does not tell of."""
    if isinstance(schema, dict):
        made = {name: closed(part) for name, part in schema.items()}
        if "properties" in schema and schema.get("type") == "object":
            made["additionalProperties"] = False
        return made
    return [closed(part) for part in schema] if isinstance(schema, list) else schema


def check_answer(answer: httpx.Response, operation: Mapping[str, Any], document: Mapping[str, Any]) -> Any:
    """Is the answer as its operation says?"""
    told = operation["responses"][str(answer.status_code)]
    if "$ref" in told:
        told = document["components"]["responses"][told["$ref"].rpartition("/")[2]]
    schema = told["content"]["application/json"]["schema"]
    whole = {**closed(schema), "components": closed(document["components"])}
    errors = [
        f"{list(e.absolute_path)}: {e.message[:200]}" for e in Draft202012Validator(whole).iter_errors(answer.json())
    ]
    assert not errors
    return answer.json()


def test_the_description_is_valid(described_: Any) -> None:
    validate(described_)
    assert described_["openapi"].startswith("3.1")
    names = [operation["operationId"] for methods in described_["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))


def test_everything_is_described(described_: Any) -> None:
    for path, methods in described_["paths"].items():
        for operation in methods.values():
            assert len(operation["summary"]) > 10, path
            for parameter in operation.get("parameters", ()):
                assert parameter["description"], (path, parameter["name"])
    for name, schema in described_["components"]["schemas"].items():
        assert schema.get("description"), f"{name} has no docstring"


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.path)
def test_a_page_answers_as_it_is_described(
    client: httpx.Client, described_: Any, ids: Mapping[str, str], page: Page
) -> None:
    path = path_of(page, ids)
    if path is None:
        pytest.skip("the demo has none")
    known = f"/api/v1{'' if page.path == '/' else page.path}"
    answer = client.get(f"/api/v1{path}")
    said = check_answer(answer, described_["paths"][known]["get"], described_)
    if page.template:
        # The same as the page's own JSON, with where the rows behind are.
        own = client.get(f"{path or '/index'}.json").json()
        assert {name: value for name, value in said.items() if name != "next"} == own
    if page.rows is not None:
        rows = client.get(f"/api/v1{path}/rows?limit=3")
        assert len(check_answer(rows, described_["paths"][f"{known}/rows"]["get"], described_)["rows"]) <= 3
    if "{" in page.path:
        wrong = re.sub(r"{\w+}", "nothing_0000", page.path)
        refused = client.get(f"/api/v1{wrong}")
        assert refused.status_code == 404, page.path
        assert check_answer(refused, described_["paths"][known]["get"], described_)["error"]
    # Odd questions are told so.
    refused = client.get(f"/api/v1{path}?known_by=yesterday&limit=x")
    assert refused.status_code in (200, 400)


class Recording(Ask):
    """A question that keeps which parameters it was asked for."""

    asked: set[str]

    def one(self, name: str, default: str = "") -> str:
        type(self).asked.add(name)
        return super().one(name, default)

    def all(self, name: str) -> tuple[str, ...]:
        type(self).asked.add(name)
        return super().all(name)


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.path)
def test_every_parameter_that_a_page_reads_is_described(demo_ledger: Any, ids: Mapping[str, str], page: Page) -> None:
    path = path_of(page, ids)
    if path is None:
        pytest.skip("the demo has none")
    desk = Desk(Settings(ledger=str(demo_ledger)))
    try:
        Recording.asked = set()
        kind = page.path.split("/")[1]

        id_ = {"id": voice_key(unquote(ids[kind])) if kind == "voices" else ids[kind]} if "{" in page.path else {}
        ask = Recording(desk, path or "/", path=id_)
        page.view(ask)
        if page.rows is not None:
            next(iter(page.rows(ask)), None)
    finally:
        desk.close()
    common = {one.name for one in (*CLOCKS, *WINDOW)}
    known = {one.name for one in described(page.asks)}
    assert Recording.asked - common <= known, "add them to Page(asks=...)"
    assert not known & common


def next_page(answer: httpx.Response) -> str | None:
    links = answer.headers.get("Link", "")
    found = re.search(r'<([^>]+)>; rel="next"', links)
    assert (found[1] if found else None) == answer.json()["next"]
    return answer.json()["next"]


@pytest.mark.parametrize(
    "path",
    [f"/api/v1{p.path}" for p in ALL if paged(p) and "{" not in p.path]
    + [f"/api/v1{p.path}/rows" for p in ALL if p.rows is not None and "{" not in p.path],
)
def test_paging_is_the_same_everywhere(client: httpx.Client, path: str) -> None:
    whole = client.get(path, params={"limit": 8})
    assert whole.status_code == 200
    first = client.get(path, params={"limit": 4})
    behind = next_page(first)
    if behind is not None:
        second = client.get(behind)
        assert 'rel="prev"' in second.headers["Link"]
        one, two, both = first.json(), second.json(), whole.json()
        lists = [name for name, value in both.items() if isinstance(value, list) and len(value) > len(one[name])]
        assert lists, "no list grows with its limit"
        assert all([*one[name], *two[name]] == both[name] for name in lists)
    assert client.get(path, params={"limit": "many"}).status_code == 400
    assert client.get(path, params={"offset": "-1"}).status_code == 400
    last = client.get(path, params={"offset": 999_999})
    assert last.status_code == 200
    assert next_page(last) is None


def test_lists_can_be_chosen(client: httpx.Client) -> None:
    denied = client.get("/api/v1/claims", params={"stance": "denies"}).json()["rows"]
    assert denied
    assert {row["stance"] for row in denied} == {"denies"}
    two = client.get("/api/v1/events?status=planned&status=denied").json()["rows"]
    assert {row["status"] for row in two} == {"planned", "denied"}
    wrong = client.get("/api/v1/events?status=nonsense")
    assert wrong.status_code == 400
    assert "nonsense" in wrong.json()["error"]


def test_the_clocks_hold(client: httpx.Client) -> None:
    now = client.get("/api/v1/claims?limit=500").json()["rows"]
    then = client.get("/api/v1/claims?limit=500&known_by=2025-03-04").json()["rows"]
    assert then
    assert {row["id"] for row in then} < {row["id"] for row in now}
    assert all(row["published"][:10] <= "2025-03-04" for row in then)
    assert client.get("/api/v1/claims?recorded_by=2001-01-01").json()["rows"] == []


def test_a_whole_reading(client: httpx.Client, ids: Mapping[str, str]) -> None:
    reading = client.get(f"/api/v1/reports/{ids['reports']}/reading").json()
    text = reading["report"]["text"]
    assert reading["claims"]
    for claim in reading["claims"]:
        start, end = claim["cue"][0] if claim["cue"] else claim["content"][0]
        assert text[start:end]


def test_deciding(own_site: Site) -> None:
    with httpx.Client(base_url=f"{own_site.url}/api/v1", timeout=60) as client:
        document = client.get("/openapi.json").json()
        event = client.get("/events?limit=1").json()["rows"][0]["id"]
        answer = client.post("/decisions", json={"act": "accept", "id": [event], "by": "Ben", "reason": "Read it."})
        assert answer.status_code == 201
        (made,) = check_answer(answer, document["paths"]["/api/v1/decisions"]["post"], document)["decisions"]
        assert (made["by"], made["act"], made["reason"]) == ("Ben", "accept", "Read it.")
        assert client.get("/events?limit=1").json()["rows"][0]["decided"] == ["accepted by Ben"]
        undone = client.post("/decisions", json={"act": "undo", "id": [made["id"]]})
        assert undone.status_code == 201
        assert undone.json()["decisions"][0]["by"] == "Ana"  # whom the workbench was started for
        assert client.get("/events?limit=1").json()["rows"][0]["decided"] == []
        for wrong in ({"act": "burn", "id": [event]}, {"act": "accept"}, {"act": "accept", "id": ["e_0"]}, {}):
            refused = client.post("/decisions", json=wrong)
            assert refused.status_code in (400, 404)
            assert check_answer(refused, document["paths"]["/api/v1/decisions"]["post"], document)["error"]


def test_bringing_a_report(own_site: Site) -> None:
    with httpx.Client(base_url=f"{own_site.url}/api/v1", timeout=60) as client:
        document = client.get("/openapi.json").json()
        operation = document["paths"]["/api/v1/reports"]["post"]
        answer = client.post("/reports", json={"text": PASTED, "published": "2025-05-04", "outlet": "Halyard"})
        said = check_answer(answer, operation, document)
        while said["state"] != "done":
            again = client.get(answer.headers["Location"].removeprefix("/api/v1"))
            said = check_answer(again, document["paths"]["/api/v1/uploads/{id}"]["get"], document)
        assert said["added"] == 1
        assert client.get(f"/reports/{said['came'][0]['id']}").status_code == 200
        files = {"file": ("two.jsonl", json.dumps({"text": PASTED.replace("12", "14")}) + "\n{", "application/jsonl")}
        said = check_answer(client.post("/reports", files=files), operation, document)
        for wrong in ({}, {"text": ""}, {"text": 5}, {"text": PASTED, "published": "yesterday"}):
            refused = client.post("/reports", json=wrong)
            assert refused.status_code == 400
            assert check_answer(refused, operation, document)["error"]


def test_with_the_token(demo_ledger: Any) -> None:
    with serving(demo_ledger, token=TOKEN) as site, httpx.Client(base_url=site.url, timeout=60) as client:
        assert client.get("/api/v1/claims").status_code == 401
        assert client.get("/api/v1/openapi.json").json().keys() == {"error"}
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        assert client.get("/api/v1/claims?limit=1").status_code == 200


def test_schemas_of_types() -> None:
    of = Schemas().of
    assert of(str | None) == {"type": ["string", "null"]}
    assert of(tuple[int, ...]) == {"type": "array", "items": {"type": "integer"}}
    assert of(tuple[str, int]) == {
        "type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "minItems": 2, "maxItems": 2,
    }  # fmt: skip
    assert of(Mapping[str, Sequence[float]])["additionalProperties"] == {"type": "array", "items": {"type": "number"}}
    assert of(Span)["minItems"] == 2
    with pytest.raises(TypeError, match="no JSON"):
        of(bytes)


def test_the_docs_tell_of_every_address(described_: Any) -> None:
    words = DOCS.read_text(encoding="utf-8")
    for path, methods in described_["paths"].items():
        for method, operation in methods.items():
            assert f"| `{method.upper()} {path}` |" in words, f"{method.upper()} {path} is not in docs/api.md"
            for parameter in operation.get("parameters", ()):
                assert f"`{parameter['name']}`" in words, parameter["name"]
    told = set(re.findall(r"^\| `(?:GET|POST) (/api/v1[^`]*)` \|", words, re.M))
    assert told == set(described_["paths"]) | {"/api/v1/openapi.json"}
