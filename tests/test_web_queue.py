"""The queue in a real browser, all by keyboard; rounds by two coders, adjudicated; how many keys a report takes."""

from __future__ import annotations

import csv
import io
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Error

from dateline.ledger import Ledger
from dateline.weighing.decided.queue.queue import Queue
from desk import Site, watch


class Desk:
    """A browser's page with somebody at it; every key that is pressed is counted."""

    def __init__(self, page: Any, url: str) -> None:
        self.page, self.url, self.keys = page, url, 0

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.settled()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1
            self.settled()

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys += len(words)

    def settled(self) -> None:
        """Waits until nothing is under way."""
        self.page.wait_for_timeout(30)
        for _ in range(400):
            try:
                if self.page.evaluate("!window.queue || window.queue.idle()"):
                    return
            except Error:  # on its way to another page
                self.page.wait_for_load_state()
            self.page.wait_for_timeout(15)
        raise AssertionError("the page does not come to rest")

    @property
    def asked(self) -> str | None:
        found = self.page.evaluate("document.querySelector('.qthing')?.dataset.id ?? null")
        return str(found) if found else None

    def text(self, where: str) -> str:
        return " ".join(str(self.page.locator(where).first.text_content()).split())


def _opened(chromium: Any, site: Site, name: str) -> Iterator[Desk]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.add_cookies([{"name": "dateline_by", "value": name, "url": site.url}])
    page = context.new_page()
    page.set_default_timeout(8000)
    watched = watch(page, "http://127.0.0.1:")
    yield Desk(page, site.url)
    context.close()
    # What is refused is told by the browser, too.
    assert [one for one in watched.errors if "400 (Bad Request)" not in one] == []
    assert not watched.strangers


@pytest.fixture
def ana(chromium: Any, own_site: Site) -> Iterator[Desk]:
    yield from _opened(chromium, own_site, "Ana")


@pytest.fixture
def ben(chromium: Any, own_site: Site) -> Iterator[Desk]:
    yield from _opened(chromium, own_site, "Ben")


def _json(site: Site, path: str) -> Any:
    with urllib.request.urlopen(site.url + path) as answer:
        return json.load(answer)


def _acts(site: Site) -> list[tuple[str, str | None, str]]:
    with Ledger.open(site.ledger) as book:
        return [(str(d.act), d.field, d.reason) for d in book.decisions.all()]


def test_the_whole_queue_by_keyboard(ana: Desk, own_site: Site) -> None:
    ana.go("/queue?kind=event")
    first = ana.asked
    assert first == _json(own_site, "/queue.json?kind=event")["thing"]["id"]
    assert "suggested by the reader" in ana.text(".qstate")
    ana.press("a")
    second = ana.asked
    assert second not in (None, first)
    assert ana.page.evaluate("document.activeElement.id") == "asked"
    assert ana.text("#next")  # what a screen reader is told
    # A field by its letter, a value by its letter; another is written.
    ana.press("c", "s", "p")
    assert ana.asked == second
    assert ana.text("[data-field=status] .val") == "planned"
    assert "by Ana, read as" in ana.text("[data-field=status] .by")
    ana.press("c", "k")
    ana.write("lots")
    ana.press("Enter")
    assert "killed is a number" in ana.text("#said")
    ana.press("Escape", "c", "k")
    ana.write("9-12")
    ana.press("Enter")
    assert ana.text("[data-field=killed] .val") == "9-12"
    assert "killed corrected by Ana" in ana.text(".qstate")
    # Rejected by a reason's number; noted; skipped.
    ana.press("r", "2")
    third = ana.asked
    assert third not in (first, second)
    ana.press("m")
    ana.write("ask the desk")
    ana.press("Enter")
    assert ana.asked == third
    ana.press("s")
    assert ana.asked not in (first, second, third)
    assert [act for act, *_ in _acts(own_site)][-4:] == ["correct", "correct", "reject", "note"]
    assert ("reject", None, "told twice in this report") in _acts(own_site)
    # Back, one step after the other: the skip, the note, the rejection, both corrections, the acceptance.
    for back in (third, third, second, second, second, first):
        ana.press("z")
        assert ana.asked == back
    assert ana.page.locator("#last li").count() == 0
    assert "suggested by the reader" in ana.text(".qstate")
    with Ledger.open(own_site.ledger) as book:
        assert [one.id for one in Queue(book).next(1)] == [first]
    # Up and down the fields, whose words are lit; space goes on.
    ana.press("j", "j")
    assert ana.page.evaluate("document.activeElement.closest('.qfield').dataset.field") == "mode"
    ana.press("Escape")
    ana.page.evaluate("document.activeElement.blur()")
    ana.press(" ")
    assert ana.asked == second
    ana.press("e")
    assert "/reports/" in ana.page.url
    assert ana.page.url.endswith("#at")


def test_the_last_decisions_are_listed_and_can_be_edited(ana: Desk, own_site: Site) -> None:
    ana.go("/queue?kind=claim")
    first = ana.asked
    ana.press("a", "a", "a")
    assert ana.page.locator("#last li").count() == 3
    ana.page.locator("#last li >> nth=2").locator("a").click()
    ana.settled()
    assert ana.asked == first
    assert "accepted by Ana" in ana.text(".qstate")
    ana.press("r", "Enter")
    assert [act for act, *_ in _acts(own_site)] == ["accept", "accept", "accept", "reject"]


def test_every_key_is_told_once(ana: Desk) -> None:
    for path in ("/queue", "/queue?by=report", "/queue?kind=claim"):
        ana.go(path)
        keys = [one["key"] for one in ana.page.evaluate("window.dateline.keymap()")]
        assert len(keys) == len(set(keys))
        assert {"a", "c", "r", "s", "m", "z", "e", " "} <= set(keys)


def test_how_many_keys_a_report_takes(ana: Desk, own_site: Site) -> None:
    """Six of the demo's reports, from opened to decided, thing by thing; and six in one key each."""
    with Ledger.open(own_site.ledger) as book:
        rows = sorted(book.reports(), key=lambda row: (row.published or "", row.id))
        chosen = [row for row in rows if row.claims + row.events][:: max(1, len(rows) // 6)][:6]
        per_report = sum(row.claims + row.events for row in rows) / len(rows)
    taken = []
    for row in chosen:
        ana.go(f"/queue?report={row.id}")
        ana.keys = 0
        while ana.asked:
            ana.press("a")
        assert ana.text("#asked") == "This report is decided"
        taken.append((ana.keys, row.claims + row.events))
    decided = {row.id for row in chosen}
    with Ledger.open(own_site.ledger) as book:
        assert not decided & {row.report for row in Queue(book).rows()}
    # All that is left of a report in one key, and taken back in one.
    rest = next(row for row in rows if row.id not in decided and row.claims + row.events > 3)
    ana.go(f"/queue?report={rest.id}")
    ana.keys = 0
    ana.press("A")
    assert ana.keys == 1
    assert ana.text("#asked") == "This report is decided"
    ana.press("z")
    assert ana.asked
    assert _json(own_site, f"/queue.json?report={rest.id}")["report"]["left"] != []
    mean = sum(keys for keys, _ in taken) / len(taken)
    things = sum(of for _, of in taken) / len(taken)
    print(
        f"\nkeys from opened to decided: {mean:.1f} a report (of {len(taken)} demo reports with {things:.1f} claims "
        f"and events each; the demo's mean is {per_report:.1f}): {[keys for keys, _ in taken]}; with A, 1"
    )
    assert mean < things


def test_report_after_report(ana: Desk, own_site: Site) -> None:
    ana.go("/queue?by=report")
    first = _json(own_site, "/queue.json?by=report")["report"]["id"]
    ana.press("A")
    assert ana.text("#asked") == "This report is decided"
    ana.press("a")
    assert ana.asked
    assert first not in ana.page.url
    assert "by=report" in ana.page.url


def test_a_round_by_two_coders_who_do_not_see_each_other(ana: Desk, ben: Desk, own_site: Site) -> None:
    ana.go("/queue?kind=event")
    ana.press("N")
    ana.write("first week")
    ana.press("Tab")
    ana.write("3")
    with ana.page.expect_navigation():
        ana.page.keyboard.press("Enter")
    ana.settled()
    things = [ana.asked]
    ana.press("c", "k")
    ana.write("9-12")
    ana.press("Enter", "a")
    things.append(ana.asked)
    ana.press("r", "1")
    things.append(ana.asked)
    ana.press("a")
    assert ana.text("#asked") == "You have coded it all"
    ben.go("/queue?round=first+week")
    for thing in things:
        assert ben.asked == thing
        assert "Ana" not in ben.text(".qthing")
        ben.press("a")
    assert "Ana has coded 3" in ben.text(".qdone")
    # Nobody may look before it is closed.
    with pytest.raises(urllib.error.HTTPError):
        _json(own_site, "/queue.json?round=first+week&adjudicate=1")
    ben.press("C")
    with ben.page.expect_navigation():
        ben.page.keyboard.press("Enter")
    ben.settled()
    found = _json(own_site, "/queue.json?round=first+week&adjudicate=1")["adjudication"]
    assert {(one["record"], one["field"]) for one in found["disputes"]} == {(things[0], "killed"), (things[1], "kept")}
    assert {"Ana", "Ben"} == set(found["coders"])
    # Keys take a coder's value, or another is written; what was taken stands beside what the coders said.
    while (left := ben.page.locator(".qdispute h3")).count():
        if "Is it one" in str(left.text_content()):
            ben.press("1")
        else:
            ben.press("c", "Enter")
            ben.write("10")
            ben.press("Enter")
            ben.go("/queue?round=first+week&adjudicate=1")
    found = _json(own_site, "/queue.json?round=first+week&adjudicate=1")["adjudication"]
    taken = {one["field"]: one["taken"] for one in found["disputes"]}
    assert (taken["kept"]["value"], taken["kept"]["by"]) == ("rejected", "Ben")
    assert taken["killed"]["value"] == "10"
    ben.press("G")
    with Ledger.open(own_site.ledger) as book:
        left_over = {row.id for row in Queue(book).rows()}
    assert not {things[1], things[2]} & left_over
    assert ben.text("table") and "Alpha" in ben.text("#thing")


def _post(site: Site, path: str, **form: Any) -> str:
    data = urllib.parse.urlencode(form, doseq=True).encode()
    with urllib.request.urlopen(urllib.request.Request(site.url + path, data)) as answer:
        return str(answer.url)


def test_without_a_script_every_act_is_a_form(own_site: Site) -> None:
    one = _json(own_site, "/queue.json")["thing"]
    with urllib.request.urlopen(own_site.url + "/queue") as answer:
        page = answer.read().decode()
    for act in ("accept", "correct", "reject", "note"):
        assert f'name="act" value="{act}"' in page
    assert _post(own_site, "/decide", act="accept", id=[one["id"]], back="/queue?kind=event").endswith("?kind=event")
    after = _json(own_site, "/queue.json")
    assert after["thing"]["id"] != one["id"]
    assert after["last"][0]["records"] == [one["id"]]
    where = after["thing"]["where"]
    assert _json(own_site, f"/queue.json?after={where}")["thing"]["id"] != after["thing"]["id"]
    _post(own_site, "/decide", act="undo", id=after["last"][0]["ids"], back="/queue")
    assert _json(own_site, "/queue.json")["thing"]["id"] == one["id"]
    url = _post(own_site, "/queue/round", name="by form", size="4", kind="claim", how="chance")
    assert url.endswith("round=by+form")
    assert _json(own_site, "/queue.json?round=by+form")["round"]["of"] == 4


def test_as_a_table_and_by_field(own_site: Site) -> None:
    with urllib.request.urlopen(own_site.url + "/queue.csv?kind=event&type=ASSAULT") as answer:
        rows = list(csv.DictReader(io.StringIO(answer.read().decode())))
    assert {row["kind"] for row in rows} == {"event"}
    assert {row["type"] for row in rows} == {"ASSAULT"}
    fields = _json(own_site, "/queue/progress.json")["fields"]
    assert next(one for one in fields if one["field"] == "whole" and one["kind"] == "event")["left"] >= len(rows)


@pytest.mark.parametrize(
    "path",
    [
        "/queue?at=e_nothing", "/queue?after=x", "/queue?kind=thing", "/queue?report=r_0", "/queue?round=none",
        "/queue?round=none&adjudicate=1", "/queue?country=Pakistan", "/queue?incident=i_0", "/queue?text=%22",
    ],
)  # fmt: skip
def test_odd_questions_are_answered_plainly(site: Site, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(site.url + path)
    assert told.value.code in (400, 404)
    assert "Traceback" not in told.value.read().decode()
