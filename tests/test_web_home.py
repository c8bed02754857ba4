"""The first page: how a report is brought, watched while it is read, and told of when it came in or was refused."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from conftest import ROOT
from dateline.ledger import Filter, Ledger
from dateline.weighing.decided.queue.queue import Queue
from dateline.weighing.weigher import Weigher
from dateline.workbench import uploads
from dateline.workbench.example import EXAMPLE
from desk import Site, serving, watch

PASTE = {
    "text": "LUSAKA, May 6 -- Gunmen killed two guards on Tuesday, police said.\r\n\r\nIt rained.\r\n",
    "published": "2031-05-07",
    "outlet": "The Lantern",
    "title": "Two guards killed",
}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Site]:
    """A workbench on a ledger with nothing in it."""
    with serving(tmp_path / "empty.db") as site:
        yield site


@pytest.fixture
def client(empty: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=empty.url, timeout=60) as one:
        yield one


def bring(client: httpx.Client, *files: tuple[str, bytes], **said: str) -> dict[str, Any]:
    """Brings files, waits until they are read, and gives what the upload's page says."""
    answer = client.post("/uploads", files=[("file", file) for file in files], data=said)
    assert answer.status_code == 303, answer.text
    return when_done(client, answer.headers["location"])


def paste(client: httpx.Client) -> str:
    """Pastes a report, and gives where its reader comes out: after its progress, where the machine is slow."""
    answer = client.post("/uploads", data=PASTE)
    assert answer.status_code == 303
    at: str = answer.headers["location"]
    return at if at.startswith("/reports/") else f"/reports/{when_done(client, at)['report']}"


def when_done(client: httpx.Client, at: str) -> dict[str, Any]:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        said: dict[str, Any] = client.get(f"{at}.json").json()
        if said["state"] == "done":
            return said
        time.sleep(0.05)
    raise AssertionError("it was not read in a minute")


def test_an_empty_ledger_says_how_to_bring_a_report(client: httpx.Client) -> None:
    page = client.get("/").text
    assert "Nothing leaves this machine" in page
    assert 'name="file"' in page and 'name="text"' in page
    assert client.get("/index.json").json()["reports"] == 0
    assert EXAMPLE.title in client.get("/?example=1").text
    assert client.get("/index.json").json()["reports"] == 0  # looking at it adds nothing


def test_a_paste_is_read_and_one_stands_before_its_report(client: httpx.Client, empty: Site) -> None:
    at = paste(client)
    assert at.startswith("/reports/r_")
    with Ledger.open(empty.ledger) as book:
        (row,) = book.reports()
        assert (row.outlet, row.title, row.published) == ("The Lantern", "Two guards killed", "2031-05-07")
        assert book.reading(row.id).report.text == PASTE["text"].replace("\r\n", "\n")
        (killed,) = (event for event in book.events() if event.counts)
        assert killed.first_precise == "2031-05-06"  # Tuesday, against the day of publication
    assert paste(client) == at
    assert client.get("/index.json").json()["reports"] == 1


def test_a_date_that_is_none_is_said_and_the_words_are_not_lost(client: httpx.Client) -> None:
    answer = client.post("/uploads", data=PASTE | {"published": "last Tuesday"})
    assert answer.status_code == 400
    assert "The date of publication" in answer.text and "last Tuesday" in answer.text
    assert "Gunmen killed two guards" in answer.text and "The Lantern" in answer.text
    assert client.get("/index.json").json()["reports"] == 0


def test_nothing_is_said_to_be_nothing(client: httpx.Client) -> None:
    for data in ({"text": " \r\n"}, {}):
        answer = client.post("/uploads", data=data)
        assert answer.status_code == 400 and "There was nothing in it" in answer.text
    assert bring(client, ("empty.txt", b""))["refusals"] == [
        {"path": "empty.txt", "line": None, "problem": "the file is empty", "remedy": "Leave it out."}
    ]


def test_files_come_in_or_are_refused_word_for_word(client: httpx.Client) -> None:
    said = bring(
        client,
        ("a.txt", b"Police in Lusaka detained two men on Friday."),
        ("lines.jsonl", b'{"text": "It rained in Ndola.", "published": "2031-05-01"}\nnothing\n'),
        ("table.csv", b"text,outlet\nGunmen seized a bus near Kabompo.,The Lantern\n"),
        ("paper.pdf", b"%PDF-1.7 ..."),
    )
    assert (said["added"], said["refused"], said["undated"], said["files"]) == (3, 2, 2, 4)
    assert {one["path"] for one in said["came"]} == {"a.txt", "lines.jsonl", "table.csv"}
    bad = {(one["path"], one["line"]): f"{one['problem']}. {one['remedy']}" for one in said["refusals"]}
    assert (
        bad["paper.pdf", None]
        == "it is a PDF, which is not read. Leave it out, or save the report as HTML or plain text."
    )
    assert "Write one JSON object a line" in bad["lines.jsonl", 2]
    page = client.get(f"/uploads/{said['id']}").text
    assert "3 reports came in" in page and "lines.jsonl, line 2" in page and "It is a PDF, which is not read." in page
    assert "2 reports without a date of publication" in page
    assert client.get(f"/uploads/{said['id']}.csv").text.startswith("path,line,problem,remedy\n")
    assert len(client.get("/reports.json").json()) > 0


def test_a_manifest_among_the_files_says_what_they_are(client: httpx.Client) -> None:
    manifest = b"file,published,outlet\nmay/a.txt,2031-05-06,The Lantern\n"
    said = bring(client, ("may/a.txt", b"Police detained two men on Tuesday."), ("manifest.csv", manifest))
    assert [(one["outlet"], one["published"]) for one in said["came"]] == [("The Lantern", "2031-05-06")]
    assert not said["refused"]


def test_what_holds_for_all_files_is_said_once(client: httpx.Client) -> None:
    said = bring(client, ("a.txt", b"It rained."), ("b.txt", b"It snowed."), outlet="The Lantern", published="2031-05")
    assert {(one["outlet"], one["published"]) for one in said["came"]} == {("The Lantern", "2031-05")}


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", ".hidden", "a\x00b.txt", "x" * 3000 + ".txt",
     "<script>alert(1)</script>.txt", "con/aux/nul.txt", "...", "‮txt.exe"],
)  # fmt: skip
def test_names_lead_nowhere_and_are_shown_as_text(client: httpx.Client, name: str) -> None:
    said = bring(client, (name, b"It rained in Ndola."))
    assert said["added"] + said["refused"] == 1
    (path,) = [one["path"] for one in said["came"] + said["refusals"]]
    assert not path.startswith("/") and ".." not in path.split("/") and len(path) < 500
    assert "<script>alert" not in client.get(f"/uploads/{said['id']}").text


def test_two_files_of_one_name_are_both_read(client: httpx.Client) -> None:
    said = bring(client, ("a.txt", b"It rained."), ("a.txt", b"It snowed."), ("a.txt/b.txt", b"It hailed."))
    assert (said["added"], said["refused"]) == (3, 0)


def test_a_fault_of_ours_costs_one_report(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.reader import Reader

    read = Reader.read

    def fails(self: Reader, report: Any) -> Any:
        if "Ndola" in report.text:
            raise ValueError("no such day")
        return read(self, report)

    monkeypatch.setattr(Reader, "read", fails)
    said = bring(client, ("a.txt", b"It rained in Ndola."), ("b.txt", b"It snowed."))
    assert (said["added"], said["refused"]) == (1, 1)
    assert said["refusals"][0]["remedy"] == "This is our fault, please report it."


def test_a_stopped_upload_keeps_what_was_added(client: httpx.Client) -> None:
    lines = b"".join(b'{"text": "It rained on day %d in Ndola."}\n' % n for n in range(400))
    answer = client.post("/uploads", files=[("file", ("many.jsonl", lines))])
    at = answer.headers["location"]
    client.post(f"{at}/stop")
    said = when_done(client, at)
    assert said["stopped"] and said["added"] < 400
    assert client.get("/index.json").json()["reports"] == said["added"]
    assert "Stopped on demand" in client.get(at).text


def test_others_are_served_while_it_reads(client: httpx.Client) -> None:
    lines = b"".join(b'{"text": "Police said gunmen killed %d guards in Ndola."}\n' % n for n in range(60))
    at = client.post("/uploads", files=[("file", ("many.jsonl", lines))]).headers["location"]
    took = []
    while client.get(f"{at}.json").json()["state"] != "done":
        began = time.perf_counter()
        assert client.get("/").status_code == 200
        took.append(time.perf_counter() - began)
        time.sleep(0.05)
    assert not took or sorted(took)[len(took) // 2] < 1


def test_too_many_waiting_are_told_to_wait(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "WAITING", 0)
    answer = client.post("/uploads", data=PASTE)
    assert answer.status_code == 400 and "Try again" in answer.text and "Gunmen killed" in answer.text


def test_an_upload_that_is_not_there(client: httpx.Client) -> None:
    assert client.get("/uploads/none").status_code == 404
    assert client.post("/uploads/none/stop").status_code == 404
    assert client.get("/uploads/none/progress").status_code == 404


def test_a_paste_is_read_in_a_browser_from_the_keyboard(chromium: Any, empty: Site) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    watched = watch(page, empty.url)
    page.goto(empty.url)
    page.keyboard.press("e")
    page.keyboard.insert_text("LUSAKA, May 6 -- Gunmen killed two guards on Tuesday, police said.")
    page.keyboard.press("Tab")
    page.keyboard.type("2031-05-07")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/r_*", timeout=30_000)
    assert "Gunmen killed two guards" in page.locator("main").inner_text()
    assert not watched.errors and not watched.strangers
    context.close()


def test_dropped_files_are_read_in_a_browser(chromium: Any, empty: Site) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    watched = watch(page, empty.url)
    page.goto(empty.url)
    page.evaluate(
        """() => {
          const files = new DataTransfer();
          files.items.add(new File(["It rained in Ndola."], "a.txt"));
          files.items.add(new File(["%PDF-1.7"], "b.pdf"));
          const init = { bubbles: true, cancelable: true, dataTransfer: files };
          for (const kind of ["dragenter", "dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, init));
        }"""
    )
    page.wait_for_function("document.getElementById('chosen').textContent.includes('2 files')")
    page.keyboard.press("Enter")  # the button that reads them has the focus
    page.get_by_role("heading", name="1 report came in").wait_for()
    assert page.get_by_text("It is a PDF, which is not read").is_visible()
    assert not watched.errors and not watched.strangers
    context.close()


def test_the_examples_of_the_repository_come_in_as_by_the_command(client: httpx.Client) -> None:
    files = sorted((ROOT / "examples" / "faults").iterdir())
    said = bring(client, *((one.name, one.read_bytes()) for one in files))
    assert (said["added"], said["undated"], said["refused"]) == (len(files) - 1, 0, 0)


# With reports in it


def test_the_page_says_what_is_in_the_ledger(site: Site) -> None:
    with httpx.Client(base_url=site.url, timeout=60) as client:
        said = client.get("/index.json").json()
        assert (said["reports"], said["outlets"], said["first"], said["last"]) == (77, 12, "2025-03-03", "2026-03-04")
        assert [row["published"][:10] for row in said["newest"]] == sorted(
            (row["published"][:10] for row in said["newest"]), reverse=True
        )
        page = client.get("/").text
        assert "77 reports" in page and said["newest"][0]["title"] in page and "2 reports without a date" in page
        early = client.get("/index.json?known_by=2025-03-05").json()
        assert 0 < early["reports"] < 10 and early["last"] <= "2025-03-05" and not early["empty"]
        assert "Nothing was known on that day" in client.get("/?known_by=1900-01-01").text


def test_its_parts_say_what_the_library_says(site: Site) -> None:
    with httpx.Client(base_url=site.url, timeout=60) as client, Ledger.open(site.ledger) as book:
        facets = Weigher(book).facets()
        part = client.get("/home/standings").text
        assert f"<b>{facets.total}</b>" in part
        for facet in facets.standing:
            assert re.search(rf"<b>{facet.count}</b> <span class=\"level \w+\">{facet.value}", part)
        disputed = next(iter(Weigher(book).incidents(Filter(limit=1), standing=("disputed",), by="latest")))
        assert f"/incidents/{disputed.id}" in part
        assert client.get("/home/standings?known_by=2025-03-05").text != part
        assert f"{Queue(book).count():,} things to decide" in client.get("/home/queue").text
        changed = client.get("/home/changed?since=2025-03-04&until=2025-03-06").text
        rows = Weigher(book).diff("2025-03-04", "2025-03-06").rows()
        assert {row.incident for row in rows} & set(re.findall(r"/incidents/(i_\w+)", changed))
        assert client.get("/home/changed").status_code == 400  # between no two days
        whole = client.get("/home/changed?since=2025-03-01&until=2026-12-31")
        assert whole.status_code == 200 and "became known" in whole.text


def test_what_came_in_is_weighed_and_shown(own_site: Site) -> None:
    with httpx.Client(base_url=own_site.url, timeout=60) as client:
        assert paste(client).startswith("/reports/")
        assert client.get("/index.json").json()["newest"][0]["title"] == "Two guards killed"
        assert "Two guards killed" in client.get("/").text
    with Ledger.open(own_site.ledger) as book:
        assert not Weigher(book).pending()


def test_the_parts_are_there_in_a_browser(page: Any, site: Site) -> None:
    page.goto(site.url)
    page.locator("#standings .level.disputed").wait_for()
    page.locator("#disputed li").first.wait_for()
    page.locator("#changed li").first.wait_for()
    page.locator("#inqueue .button").wait_for()
    assert not page.locator("#paste").is_visible()
    page.keyboard.press("o")
    assert page.locator("#paste").is_visible()
    page.keyboard.press("o")
    page.keyboard.press("e")  # what is folded is shown, and has the focus
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("li.here").count() == 1


def test_the_key_back_to_now_holds_on_every_page(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/?known_by=2025-03-06")
    page.keyboard.press("W")
    page.wait_for_url(f"{site.url}/")
