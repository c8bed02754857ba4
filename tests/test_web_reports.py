"""The page of reports: found by words, chosen by facets, copies folded, everything in the address."""

from __future__ import annotations

import csv
import io
import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode

import pytest

from dateline.ledger import Filter, Ledger
from dateline.records import Report, make_id
from dateline.weighing.weigher import Weigher
from desk import Site, serving
from invented import reading

ARABIC = "قال الضابط إن القوات قصفت السوق يوم الثلاثاء 🕊️. Nobody 👩‍👩‍👧 came back to the قصفت market."
HOSTILE = "<script>document.title = 'taken'</script> <img src=x onerror=alert(1)> The harbour\" onclick=\"x burned."


def fetch(site: Site, path: str, **asked: Any) -> str:
    with urllib.request.urlopen(f"{site.url}{path}?{urlencode(asked, doseq=True)}") as answer:
        return str(answer.read().decode())


def view(site: Site, **asked: Any) -> Any:
    return json.loads(fetch(site, "/reports.json", **asked))


def titles(found: Any) -> list[str]:
    return ["".join(part["words"] for part in one["title"]) for one in found["items"]]


@contextmanager
def odd(tmp_path: Path) -> Iterator[Site]:
    """A workbench on a ledger of odd reports: right to left, full of markup, without a title, and very long ones."""
    with Ledger.open(tmp_path / "odd.db") as book:
        for number, (title, text) in enumerate(
            [
                ("السوق", ARABIC),
                ("<b>Harbour</b> & 'sea'", HOSTILE),
                (None, "The bridge at Oumvale is shut, an officer said."),
                ("T" * 10_000, "The harbour master spoke. " * 8_000),
                (None, "x" * 200_000 + " harbour"),
            ]
        ):
            one = reading(number)
            report = Report(make_id("report", text, None, None, None), text, title=title, outlet="<i>Gull</i>")
            book.add(replace(one, report=report, voices=(), actors=(), places=(), times=(), claims=(), events=(),
                             tensions=()), text.encode())  # fmt: skip
        Weigher(book).weigh()
    with serving(tmp_path / "odd.db") as site:
        yield site


def test_all_reports_stand_under_their_stories(site: Site) -> None:
    found = view(site, limit=500)
    assert found["reports"] == 77 and found["stories"] == len(found["items"]) < 77
    assert sum(1 + one["folded"] for one in found["items"]) == 77
    folded = next(one for one in found["items"] if one["folded"] > 1)
    assert {copy["outlet"] for copy in folded["copies"]} >= set(folded["outlets"]) and folded["story"].startswith("s_")
    page = fetch(site, "/reports", limit=500)
    assert page.count("data-item") == found["stories"]
    assert f"{folded['folded']} copies: " in page and "<details" in page


def test_a_search_marks_what_it_found_best_first(site: Site) -> None:
    found = view(site, text="surveyor or shelling")
    assert found["sort"] == "best" and "surveyors" in titles(view(site, text="surveyor"))[0].lower()
    with Ledger.open(site.ledger) as book:
        for one in found["items"]:
            text = book.reading(one["id"]).report.text
            for passage in one["passages"]:
                words = "".join(part["words"] for part in passage["parts"])
                assert words.split() == text[passage["start"] : passage["end"]].split()
                marks = [part["words"].lower() for part in passage["parts"] if part["found"]]
                assert marks and all(mark.startswith(("survey", "shell")) for mark in marks)
                assert f"/reports/{one['id']}?at=" in passage["href"] and passage["href"].endswith("#at")
    assert "<mark>surveyors</mark>" in fetch(site, "/reports", text="surveyor")


def test_a_passage_leads_to_its_words(site: Site) -> None:
    one = view(site, text="surveyors")["items"][0]
    first = one["passages"][0]
    start, end = map(int, first["href"].split("at=")[1].split("#")[0].split("-"))
    with Ledger.open(site.ledger) as book:
        assert book.reading(one["id"]).report.text[start:end].lower().startswith("surveyor")


@pytest.mark.parametrize(
    "asked",
    [
        {"type": "ASSAULT", "status": "denied", "standing": "disputed"},
        {"outlet": ["Savanna One", "The Daily Lantern"]},
        {"published": ["2025-03-04", "2025-04"]},
        {"country": "ZMB", "known_by": "2025-03-10"},
        {"text": "market", "since": "2025-04", "sort": "oldest"},
        {"actor": "police", "mode": "arrest"},
    ],
    ids=str,
)
def test_every_form_of_the_page_has_the_same_reports(site: Site, asked: dict[str, Any]) -> None:
    found = view(site, limit=500, **asked)
    rows = list(csv.DictReader(io.StringIO(fetch(site, "/reports.csv", **asked))))
    assert len(rows) == found["reports"] > 0
    heads = [one["id"] for one in found["items"]]
    assert [row["id"] for row in rows if row["id"] in heads] == heads
    for level in [asked["standing"]] if "standing" in asked else []:
        assert all(level in row["standing"].split("; ") for row in rows)
    page = fetch(site, "/reports", limit=500, **asked)
    assert all(f"/reports/{id_}" in page for id_ in heads)


def test_pages_have_every_story_once_and_say_how_many(site: Site) -> None:
    whole = [one["id"] for one in view(site, limit=500)["items"]]
    seen, offset = [], 0
    while True:
        found = view(site, limit=9, offset=offset)
        seen += [one["id"] for one in found["items"]]
        if not found["more"]:
            break
        offset += 9
    assert seen == whole
    page = fetch(site, "/reports", limit=9, offset=9)
    assert f"10–18 of {len(whole)}" in page and 'rel="prev"' in page and 'rel="next"' in page


class Links(HTMLParser):
    """The links of a fragment, each with its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", ""))
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag != "a"

    def handle_data(self, data: str) -> None:
        if self.open:
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)


def test_each_value_of_a_facet_finds_as_many_as_it_says(site: Site) -> None:
    fragment = fetch(site, "/reports/facets", text="market", type="ASSAULT")
    counted = 0
    for href, words in Links(fragment).links:
        count = words.split()[-1]
        if count.isdigit() and "type=ASSAULT" in href:
            with urllib.request.urlopen(site.url + href.replace("/reports?", "/reports.json?")) as answer:
                assert json.load(answer)["reports"] >= int(count) if "type=ASSAULT&type=" in href else True
            counted += 1
    assert counted > 20
    alone = next(href for href, words in Links(fragment).links if words.startswith("Savanna One"))
    count = int(next(words for _, words in Links(fragment).links if words.startswith("Savanna One")).split()[-1])
    with urllib.request.urlopen(site.url + alone.replace("/reports?", "/reports.json?")) as answer:
        assert json.load(answer)["reports"] == count > 0


def test_a_month_gives_way_to_its_days_and_takes_them_back(site: Site) -> None:
    whole = Links(fetch(site, "/reports/facets")).links
    march = next(href for href, words in whole if words.startswith("March 2025"))
    assert "published=2025-03" in march
    opened = Links(fetch(site, "/reports/facets", published="2025-03")).links
    day = next(href for href, words in opened if words.startswith("4 March 2025"))
    assert "published=2025-03-04" in day and "published=2025-03&" not in f"{day}&"
    within = Links(fetch(site, "/reports/facets", published="2025-03-04")).links
    back = next(href for href, words in within if words.startswith("4 March 2025"))
    assert "published=2025-03" in back and "2025-03-04" not in back
    month = next(href for href, words in within if words.startswith("March 2025"))
    assert "published=2025-03" in month and "2025-03-04" not in month


def test_the_page_does_not_wait_for_facets_but_has_them_without_scripts(site: Site) -> None:
    page = fetch(site, "/reports", type="ASSAULT")
    assert 'hx-get="/reports/facets?type=ASSAULT"' in page and "facets=1" in page
    whole = fetch(site, "/reports", type="ASSAULT", facets=1)
    assert "Standing of its incidents" in whole and "hx-get" not in whole
    assert view(site, facets=1)["facets"]["reports"] == 77 and view(site)["facets"] is None


def test_facets_as_of_a_day_count_what_was_known(site: Site) -> None:
    then = view(site, facets=1, known_by="2025-03-04")
    assert then["facets"]["reports"] == then["reports"] < 20
    assert all(one["published"][:10] <= "2025-03-04" for one in then["items"])
    links = Links(fetch(site, "/reports/facets", known_by="2025-03-04")).links
    assert links and all("known_by=2025-03-04" in href for href, _ in links)


def test_a_copy_without_its_origin_names_it(site: Site) -> None:
    whole = view(site, limit=500)["items"]
    story = next(one for one in whole if one["copies"])
    other = next(copy for copy in story["copies"] if copy["outlet"] != story["outlet"])
    found = view(site, outlet=other["outlet"], limit=500)
    one = next(one for one in found["items"] if one["story"] == story["story"])
    assert one["origin"]["id"] == story["id"] and one["others"] == story["folded"] - one["folded"]
    assert "copy of" in fetch(site, "/reports", outlet=other["outlet"], limit=500)


def test_what_persons_decided_stands_beside_a_report(own_site: Site) -> None:
    one = view(own_site)["items"][0]
    body = json.dumps({"act": "accept", "id": [one["id"]]}).encode()
    request = urllib.request.Request(f"{own_site.url}/decide", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        assert len(json.load(answer)["decisions"]) == 1
    now = view(own_site)["items"][0]
    assert now["decided"] == ["accepted by Ana"] and now["decisions"] == 1
    page = fetch(own_site, "/reports")
    assert "accepted by Ana" in page and f"/decisions?report={one['id']}" in page


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"text": '"..."'}, "A search needs at least one word to look for."),
        ({"text": "-market"}, "not only words to leave out"),
        ({"sort": "colour"}, "sort is one of"),
        ({"standing": "sure"}, "There is no standing"),
        ({"type": "WAR"}, "There is no type"),
        ({"published": "soon"}, "published is a day such as"),
        ({"since": "2025-04", "until": "2025-03"}, "no day lies between"),
        ({"offset": "x"}, "whole number"),
        ({"country": "Zambia"}, "three letters"),
    ],
)
def test_what_cannot_be_asked_is_said_plainly(site: Site, asked: dict[str, str], says: str) -> None:
    for path in ("/reports", "/reports.json", "/reports.csv", "/reports/facets"):
        if path.endswith("facets") and ("sort" in asked or "offset" in asked):
            continue
        if path.endswith("csv") and "offset" in asked:
            continue
        with pytest.raises(HTTPError) as refused:
            fetch(site, path, **asked)
        assert refused.value.code == 400 and says in refused.value.read().decode().replace("&#39;", "'"), path


@pytest.mark.parametrize("text", ["(" * 500, "a" * 5_000, "or " * 300 + "x", '"' * 99 + "x", "* ^ NEAR( market", "\0x"])
def test_any_search_is_answered(site: Site, text: str) -> None:
    try:
        assert view(site, text=text)["reports"] >= 0
    except HTTPError as refused:
        assert refused.code == 400


def test_nothing_found_says_what_to_do(site: Site) -> None:
    page = fetch(site, "/reports", text="zebra giraffe", type="PROTEST")
    assert "No report fits all of this" in page and "search for fewer words" in page and "all reports again" in page
    assert "There are only" in fetch(site, "/reports", offset=5000)


def test_odd_reports_are_shown_as_text(tmp_path: Path) -> None:
    with odd(tmp_path) as site:
        page = fetch(site, "/reports", text="harbour")
        assert "<script>document" not in page and "<img src=x" not in page and 'onclick="x' not in page
        assert "&lt;b&gt;<mark>Harbour</mark>&lt;/b&gt;" in page and "&lt;i&gt;Gull&lt;/i&gt;" in page
        assert len(page) < 60_000
        found = view(site, text="قصفت")["items"]
        assert len(found) == 1
        for passage in found[0]["passages"]:
            assert ARABIC[passage["start"] : passage["end"]] == "".join(part["words"] for part in passage["parts"])
        marks = [part["words"] for passage in found[0]["passages"] for part in passage["parts"] if part["found"]]
        assert marks == ["قصفت", "قصفت"]
        start, end = map(int, found[0]["passages"][-1]["href"].split("at=")[1].split("#")[0].split("-"))
        assert ARABIC[start:end] == "قصفت"
        untitled = view(site, text="bridge")["items"][0]
        assert untitled["untitled"] and titles({"items": [untitled]})[0].startswith("The bridge at Oumvale")
        begun = time.process_time()  # of the workbench too, which runs in this process
        view(site, text="harbour or speak or master")
        assert time.process_time() - begun < 1


def test_as_of_a_moment_only_what_was_recorded_by_then(site: Site) -> None:
    assert view(site, recorded_by="2020-01-01")["reports"] == 0
    with Ledger.open(site.ledger) as book:
        last = max(row.recorded for row in book.reports(Filter()))
    assert view(site, recorded_by=last)["reports"] == 77


def test_by_keyboard_alone(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/reports?text=market")
    page.locator("#facets .facet").first.wait_for()
    keys = [one["key"] for one in page.evaluate("window.dateline.keymap()")]
    assert len(keys) == len(set(keys)) and {"f", "c", "j", "k", "s n", "s b", "x"} <= set(keys)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("[data-item].here").count() == 1
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.closest('.facet') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**standing=disputed**")
    page.keyboard.press("s")
    page.keyboard.press("o")
    page.wait_for_url("**sort=oldest**")
    page.keyboard.press("c")
    assert page.locator("details.copies[open]").count() == 1
    page.keyboard.press("x")
    page.wait_for_url(f"{site.url}/reports")


def test_right_to_left_words_are_marked_in_the_browser(chromium: Any, tmp_path: Path) -> None:
    with odd(tmp_path) as site:
        opened = chromium.new_page()
        opened.goto(f"{site.url}/reports?text={quote('قصفت')}")
        assert opened.locator(".passages mark").all_text_contents() == ["قصفت", "قصفت"]
        assert opened.evaluate("getComputedStyle(document.querySelector('.passages a')).direction") == "rtl"
        assert "taken" not in opened.title()
        opened.close()


def test_facets_fold_where_there_is_little_room(chromium: Any, site: Site) -> None:
    opened = chromium.new_page(viewport={"width": 390, "height": 800})
    opened.goto(f"{site.url}/reports")
    opened.locator("#facets .facet").first.wait_for(state="attached")
    assert not opened.locator("#facets").evaluate("one => one.open")
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    opened.locator("#facets > summary").click()
    assert opened.locator("#facets .facet").first.is_visible()
    opened.close()


def test_without_a_script_the_facets_are_a_link_away(chromium: Any, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{site.url}/reports?type=ASSAULT")
    opened.get_by_text("Count how many there are of each").click()
    assert opened.locator("#facets .facet").count() >= 5
    context.close()
