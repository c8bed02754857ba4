"""The sweep: every page in a real browser, narrow and wide, light and dark, by keyboard, and without a script."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import sweep
from dateline.ledger import Ledger
from dateline.weighing.weigher import Weigher
from dateline.workbench.links import voice_path
from dateline.workbench.pages import PAGES
from desk import Site, serving, watch

LOCK: list[dict[str, Any]] = json.loads((sweep.VENDOR / "LOCK.json").read_text(encoding="utf-8"))["files"]
# More than the plain page: states of it that look different.
STATES = (
    "/?example=1",
    "/?known_by=2025-03-06",
    "/reports?text=market",
    "/reports?text=nowhere-to-be-found",
    "/incidents?standing=disputed",
    "/incidents?known_by=2025-03-06",
    "/no-such-page",
)


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, str]:
    """An address of each page, with ids of records that have much to show."""
    with Ledger.open(site.ledger) as book:
        report = max(book.reports(), key=lambda row: row.claims)
        incident = max(Weigher(book).incidents(), key=lambda one: (len(one.reports), len(one.witnesses)))
        voice = next(iter(Weigher(book).voices()))
    # On a workbench of its own nothing is added to the demo's reports: what is there already is an upload, too.
    with httpx.Client(base_url=site.url, timeout=60) as client:
        files = [("file", ("a.pdf", b"%PDF-1.7")), ("file", ("b.txt", b""))]
        upload = client.post("/uploads", files=files).headers["location"]
        while client.get(f"{upload}.json").json()["state"] != "done":
            pass
    of = {
        "/reports/{id}": f"/reports/{report.id}",
        "/voices/{id}": voice_path(voice.key),
        "/incidents/{id}": f"/incidents/{incident.id}",
        "/uploads/{id}": upload,
    }
    return {page.path: of.get(page.path, page.path) for page in PAGES}


@pytest.fixture(scope="module")
def tab(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()


def look(tab: Any, url: str) -> list[str]:
    """All that is wrong with a page."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.emulate_media(color_scheme="light")
    watched = watch(tab, url.split("/", 3)[0] + "//" + url.split("/", 3)[2])
    tab.goto(url)
    tab.wait_for_load_state("networkidle")
    found = list(dict.fromkeys(sweep.faults(tab)))
    said = [one for one in watched.errors if "status of 404" not in one]
    return [*found, *(f"console: {one}" for one in said), *(f"asks elsewhere: {one}" for one in watched.strangers)]


def test_every_page_is_looked_at(addresses: dict[str, str]) -> None:
    left = [address for address in addresses.values() if "{" in address]
    assert not left, "say in `addresses` of which record these pages are to be looked at"


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_page(tab: Any, site: Site, addresses: dict[str, str], path: str) -> None:
    found = look(tab, site.url + addresses[path])
    assert not found, f"{addresses[path]}\n" + "\n".join(found)


@pytest.mark.parametrize("address", STATES)
def test_a_state_of_a_page(tab: Any, site: Site, address: str) -> None:
    found = look(tab, site.url + address)
    assert not found, f"{address}\n" + "\n".join(found)


def test_an_empty_ledger(tab: Any, tmp_path: Any) -> None:
    with serving(tmp_path / "empty.db") as site:
        for path in (page.path for page in PAGES if "{" not in page.path):
            found = look(tab, site.url + path)
            assert not found, f"{path}, of an empty ledger\n" + "\n".join(found)


def test_pages_can_be_read_without_a_script(chromium: Any, site: Site, addresses: dict[str, str]) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    for address in addresses.values():
        page.goto(site.url + address)
        assert page.locator("h1").is_visible(), address
        words = page.locator("main").inner_text()
        assert len(words) > 60, f"{address} says no more than {words!r}"
    context.close()


@pytest.mark.parametrize("entry", LOCK, ids=lambda entry: str(entry["file"]))
def test_what_others_made_is_what_the_lock_says(entry: dict[str, Any]) -> None:
    data = (sweep.VENDOR / entry["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    assert {one.name for one in sweep.VENDOR.iterdir()} - {"LOCK.json"} == {one["file"] for one in LOCK}
