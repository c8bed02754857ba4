"""The page of decisions: the log, undo, rounds that are still blind, and the chain's verification."""

from __future__ import annotations

import csv
import io
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.ledger import Filter, Ledger
from dateline.weighing.decided.draft import Drafter
from dateline.weighing.decided.listing import Wanted, listed
from dateline.weighing.decided.log import log
from dateline.weighing.weigher import Weigher
from desk import Site, serving


@pytest.fixture
def decided(own_ledger: Path) -> Path:
    """A ledger in which Ana and Ben decided, also in a round that is not closed."""
    with Ledger.open(own_ledger) as book:
        events = [row.id for row in book.events(Filter(limit=12))]
        claim = next(iter(book.claims(Filter(limit=1)))).id
        ana, ben = Drafter(book, "Ana", "It is a plan, <b>no deed</b>."), Drafter(book, "Ben")
        add = book.decisions.add_many
        accepted = add(ana.accept(events[:1], list))
        add(ben.reject(events[1:2], list))
        add(ben.correct(events[2], "status", "planned", list))
        add(ana.note([claim], "Look at this again.", list))
        add(ana.undo([accepted[0].id]))
        add(Drafter(book, "Ana", "", "pilot").accept(events[3:4], list))
        add(Drafter(book, "Ben", "", "pilot").reject(events[3:4], list))
        Weigher(book).weigh()
    return own_ledger


@pytest.fixture
def desk(decided: Path) -> Iterator[Site]:
    with serving(decided, by="Ana") as one:
        yield one


def get(site: Site, path: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(site.url + path, headers=headers)) as answer:
        return str(answer.read().decode())


def told(site: Site, path: str) -> Any:
    return json.loads(get(site, path))


def test_the_log_in_all_forms(desk: Site) -> None:
    view = told(desk, "/decisions.json")
    assert (view["total"], view["hidden"], len(view["decisions"])) == (6, 1, 6)
    times = [line["row"]["at"] for line in view["decisions"]]
    assert times == sorted(times, reverse=True)
    assert {line["row"]["by"] for line in view["decisions"] if line["row"]["round"]} == {"Ana"}
    rows = list(csv.DictReader(io.StringIO(get(desk, "/decisions.csv"))))
    assert [row["id"] for row in rows] == [line["row"]["id"] for line in view["decisions"]]
    lines = [json.loads(line) for line in get(desk, "/decisions.jsonl").splitlines()]
    assert [line["id"] for line in lines] == [row["id"] for row in reversed(rows)]
    page = get(desk, "/decisions")
    assert "6 decisions" in page
    assert "1 decision more of others, in rounds that are not closed yet" in page
    assert "&lt;b&gt;no deed&lt;/b&gt;" in page
    undo = next(line for line in view["decisions"] if line["row"]["act"] == "undo")
    assert undo["takes_back"] == "accept by Ana"
    assert next(line for line in view["decisions"] if line["row"]["id"] == undo["row"]["undoes"])["row"]["undone"]
    about = view["decisions"][-1]["about"][0]
    assert about["words"]
    assert about["href"].startswith("/reports/r_")
    assert about["href"].endswith("#at")


def test_decisions_are_chosen(desk: Site) -> None:
    assert told(desk, "/decisions.json?by=Ben")["total"] == 2
    assert told(desk, "/decisions.json?act=reject")["total"] == 1
    pilot = told(desk, "/decisions.json?round=pilot")
    assert (pilot["total"], pilot["hidden"]) == (1, 1)
    report = told(desk, "/decisions.json")["decisions"][0]["row"]["reports"][0]
    about = told(desk, f"/decisions.json?report={report}")
    assert all(report in line["row"]["reports"] or line["row"]["undoes"] for line in about["decisions"])
    assert told(desk, "/decisions.json?until=2020-01-01")["total"] == 0
    assert told(desk, "/decisions.json?recorded_by=2020-01-01")["total"] == 0
    window = told(desk, "/decisions.json?limit=2&offset=2")
    assert [line["row"]["id"] for line in window["decisions"]] == [
        line["row"]["id"] for line in told(desk, "/decisions.json")["decisions"][2:4]
    ]
    assert window["more"]
    with pytest.raises(urllib.error.HTTPError) as error:
        get(desk, "/decisions?act=guess")
    assert error.value.code == 400
    assert "act is one of accept" in error.value.read().decode()


def test_the_chain_is_verified(desk: Site) -> None:
    part = get(desk, "/decisions/chain", **{"HX-Request": "true"})
    assert "The chain holds" in part
    assert told(desk, "/decisions.json")["head"] in part
    assert "<html" not in part
    assert "<html" in get(desk, "/decisions/chain")  # by itself it is a page, too
    assert "still finds its words" in get(desk, "/decisions/lost")


def test_a_chain_that_was_tampered_with_is_broken(decided: Path) -> None:
    with Ledger.open(decided) as book, book.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER decisions_no_update")
        connection.exec_driver_sql(
            "UPDATE decisions SET packed = replace(packed, 'planned', 'happened') WHERE number = 3"
        )
    with serving(decided, by="Ana") as desk:
        part = get(desk, "/decisions/chain", **{"HX-Request": "true"})
        assert "The chain is broken</b> at number 3" in part
        assert "it was changed after it was made" in part
        assert told(desk, "/decisions.json")["total"] == 6  # the log is shown all the same


def test_an_empty_log_says_so(own_site: Site) -> None:
    page = get(own_site, "/decisions")
    assert "Nothing was decided yet" in page
    assert "has no link" in get(own_site, "/decisions/chain", **{"HX-Request": "true"})


def test_the_log_is_what_the_list_says(decided: Path) -> None:
    with Ledger.open(decided) as book:
        for me in (None, "Ana", "Ben"):
            for wanted in (Wanted(), Wanted(by="ana"), Wanted(round="pilot"), Wanted(until="2020-01-01")):
                one, other = log(book, wanted, me), listed(book, wanted, me)
                assert one.decisions == other.decisions[::-1]
                assert (one.hidden, one.undone, one.total) == (other.hidden, other.undone, len(other.decisions))
        book.decisions.add_many(Drafter(book, "Ana").close("pilot"))
        whole = log(book, Wanted())
        assert (whole.hidden, whole.open) == (0, frozenset())
        assert whole.decisions == listed(book, Wanted()).decisions[::-1]


def test_undo_by_key(page: Any, desk: Site) -> None:
    page.goto(desk.url + "/decisions")
    page.wait_for_selector(".chain.holds")
    row = page.locator("[data-item]", has_text="planned")
    assert row.count() == 1
    while "here" not in (row.get_attribute("class") or ""):
        page.keyboard.press("j")
    page.keyboard.press("z")
    page.locator("h1", has_text="7 decisions").wait_for()
    assert "undone" in (page.locator("[data-item]", has_text="planned").last.get_attribute("class") or "")
    first = page.locator("[data-item]").first
    assert "correct status by Ben" in first.inner_text()
    page.keyboard.press("?")
    keys = [one["key"] for one in page.evaluate("window.dateline.keymap()")]
    assert len(keys) == len(set(keys))
    assert "z" in keys


def test_a_note_by_key(page: Any, desk: Site) -> None:
    page.goto(desk.url + "/decisions")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.keyboard.type("Ask the desk in Solwezi.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("h1", has_text="7 decisions").wait_for()
    assert "Ask the desk in Solwezi." in page.locator("[data-item]").first.inner_text()


def test_on_a_narrow_screen_nothing_is_cut_off(page: Any, desk: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(desk.url + "/decisions")
    page.wait_for_selector(".chain.holds")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
