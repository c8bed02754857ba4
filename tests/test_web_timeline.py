"""The timeline and the map: what is shown is what was known, by mouse and by keyboard; places are areas."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from dateline.export.precision import AREAS, area
from dateline.ledger import Filter, Ledger
from dateline.weighing.weigher import Weigher
from dateline.workbench.drawings.spots import spot
from desk import Site

DAY = "2025-03-10"


def get(site: Site, path: str, **query: Any) -> httpx.Response:
    answer = httpx.get(f"{site.url}{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer


def known(site: Site, day: str | None) -> set[str]:
    with Ledger.open(site.ledger) as book:
        return {one.id for one in Weigher(book).incidents(Filter(known_by=day))}


# The page


@pytest.mark.parametrize("day", [None, "2025-03-04", DAY])
def test_it_shows_what_was_known_then(site: Site, day: str | None) -> None:
    view = get(site, "/timeline.json", **({"known_by": day} if day else {}), limit=500).json()
    assert {one["id"] for one in view["incidents"]} == known(site, day)
    assert view["total"] == len(view["incidents"])
    assert view["as_of"]["day"] == day
    assert view["as_of"]["known"] <= view["as_of"]["all"]


def test_html_json_and_csv_say_the_same(site: Site) -> None:
    page = get(site, "/timeline", known_by=DAY, standing="disputed").text
    view = get(site, "/timeline.json", known_by=DAY, standing="disputed").json()
    rows = list(csv.DictReader(io.StringIO(get(site, "/timeline.csv", known_by=DAY, standing="disputed").text)))
    assert [row["id"] for row in rows] == [one["id"] for one in view["incidents"]]
    assert {row["standing"] for row in rows} == {"disputed"}
    for one in view["incidents"]:
        assert f'href="/incidents/{one["id"]}?known_by={DAY}"' in page
    assert f"{len(rows)} incidents" in page


def test_every_bar_is_a_link_that_chooses_its_days(site: Site) -> None:
    view = get(site, "/timeline.json", known_by=DAY, by="day").json()
    column = max(view["drawing"]["columns"], key=lambda one: one["total"])
    chosen = get(
        site, "/timeline.json", **{k: v[0] for k, v in parse_qs(urlsplit(column["href"]).query).items()}
    ).json()
    assert chosen["total"] == column["total"]
    assert chosen["as_of"]["day"] == DAY
    assert [one["chosen"] for one in chosen["drawing"]["columns"]].count(True) == 1
    assert sum(one["count"] for one in chosen["map"]["spots"]) + chosen["unplaced"] == column["total"]


def test_the_page_works_without_a_script(site: Site) -> None:
    page = get(site, "/timeline", known_by=DAY).text
    assert "<style" not in page
    assert not re.search(r"\sstyle=", page)
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    before = re.search(r'href="([^"]*)" data-key="\["', page)
    assert before
    assert "known_by=2025-03-09" in before[1]


@pytest.mark.parametrize(
    ("query", "says"),
    [({"by": "fortnight"}, "a week"), ({"since": "then"}, "since"), ({"standing": "sure"}, "standing"),
     ({"known_by": "2025-13-01"}, "known_by")],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(site: Site, query: dict[str, str], says: str) -> None:
    answer = httpx.get(f"{site.url}/timeline", params=query)
    assert answer.status_code == 400
    assert says in answer.text


def test_days_far_off_are_drawn(site: Site) -> None:
    for query in ({"since": "0001-01-01"}, {"until": "9999-12-31"}, {"since": "0001", "until": "9999", "by": "day"}):
        view = get(site, "/timeline.json", **query).json()
        assert 0 < len(view["bars"]) <= 10_000


def test_hostile_values_are_shown_as_text(site: Site) -> None:
    page = get(site, "/timeline", place='"><script>alert(1)</script>').text
    assert "<script>alert" not in page


# Areas


def test_no_place_is_a_pin() -> None:
    assert [one.where_prec for one in AREAS] == list(range(1, 8))
    radii = [one.radius_km for one in AREAS]
    assert radii[0] is None  # the place itself
    assert radii[5] is None  # a country's outline
    assert all(radius and radius >= 25 for n, radius in enumerate(radii) if n not in (0, 5))
    assert area(None) is None
    assert area(8) is None


def test_what_cannot_be_drawn_is_no_spot() -> None:
    told = {"place": "Ost", "country": "BIH", "precision": 4, "lat": 44.5, "lon": 18.6}
    made = spot("i_1", "Shooting at Ost", "/incidents/i_1", "disputed", **told)  # type: ignore[arg-type]
    assert made
    assert (made.radius_km, made.level) == (150, "disputed")
    for wrong in ({"lat": None}, {"lon": 181}, {"precision": None}, {"precision": 6, "country": None}):
        assert spot("i_1", "", "", "disputed", **{**told, **wrong}) is None  # type: ignore[arg-type]


# In a browser


def shown(page: Any) -> tuple[str, str, int]:
    """The day that is said, how many incidents are, and how many places are drawn."""
    return page.inner_text("#then-says"), page.inner_text("#what"), int(page.get_attribute("#map", "data-drawn") or 0)


def wait(page: Any, script: str) -> None:
    """Until it is so. (Playwright's own way needs `eval`, which the pages forbid.)"""
    until = time.monotonic() + 15
    while not page.evaluate(script):
        assert time.monotonic() < until, script
        page.wait_for_timeout(30)


def settle(page: Any) -> None:
    wait(page, "document.querySelector('#map').dataset.drawn !== undefined")
    wait(page, "!document.body.classList.contains('asking')")


def ids(page: Any) -> set[str]:
    hrefs = page.eval_on_selector_all("[data-part=list] h3 a", "links => links.map((one) => one.getAttribute('href'))")
    return {urlsplit(href).path.rsplit("/", 1)[1] for href in hrefs}


def test_a_drag_of_the_slider_shows_what_was_known_on_that_day(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/timeline?limit=500")
    settle(page)
    assert shown(page)[0] == "As known now"
    assert ids(page) == known(site, None)
    box = page.locator("#as-of").bounding_box()
    page.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2)
    page.mouse.down()
    seen = set()
    for share in (0.7, 0.5, 0.3, 0.12):
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] / 2, steps=3)
        page.wait_for_timeout(60)
        settle(page)
        seen.add(shown(page))  # while it is still held
    page.mouse.up()
    settle(page)
    assert len(seen) > 2
    day = parse_qs(urlsplit(page.url).query)["known_by"][0]
    assert day < "2025-03-20"
    assert ids(page) == known(site, day) < known(site, None) | known(site, day)
    assert 0 < shown(page)[2] < 20
    reports = page.inner_text(".then-words p")
    with Ledger.open(site.ledger) as book:
        assert reports.startswith(f"{len(list(book.reports(Filter(known_by=day))))} of {book.stats().reports}")
    # The address alone shows the same, and the bar above names the day.
    before = shown(page)
    page.reload()
    settle(page)
    assert shown(page) == before
    assert "as of" in page.inner_text("#clocks summary")


def test_the_days_by_keyboard(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/timeline")
    settle(page)
    page.keyboard.press("t")
    page.keyboard.press("Home")
    settle(page)
    assert shown(page)[0] == "As known on 3 March 2025"
    page.keyboard.press("ArrowRight")
    settle(page)
    assert shown(page)[0] == "As known on 4 March 2025"
    assert page.get_attribute("#as-of", "aria-valuetext") == "4 March 2025"
    page.keyboard.press("]")
    settle(page)
    assert shown(page)[0] == "As known on 5 March 2025"
    assert page.input_value("#as-of") == "2"
    page.keyboard.press("0")
    settle(page)
    assert shown(page)[0] == "As known now"


def test_the_days_pass_by_themselves(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/timeline?known_by=2025-03-04")
    settle(page)
    page.keyboard.press(".")
    wait(page, "Number(document.querySelector('#as-of').value) >= 3")
    page.keyboard.press(".")
    assert page.get_attribute("#play", "aria-pressed") == "false"
    settle(page)
    assert shown(page)[0] > "As known on 5 March 2025"


def test_who_wants_nothing_to_move_goes_on_by_steps(chromium: Any, site: Site) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site.url}/timeline?known_by=2025-03-04")
    settle(page)
    page.click("#play")
    page.wait_for_timeout(900)
    settle(page)
    assert page.input_value("#as-of") == "2"
    context.close()


def test_a_span_of_days_by_mouse_and_by_keyboard(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/timeline?by=week&limit=500")
    settle(page)
    box = page.locator(".histogram svg").bounding_box()
    columns = page.locator(".histogram .column").count()
    width = box["width"] / columns
    page.mouse.move(box["x"] + width * 4.5, box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + width * 6.5, box["y"] + 80, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("since="))
    settle(page)
    by_mouse = shown(page), page.url
    assert page.locator(".histogram .column[aria-current]").count() == 3
    assert page.locator(".histogram .column.off").count() == columns - 3
    page.go_back()
    wait(page, "!location.search.includes('since')")
    settle(page)
    wait(page, "!document.querySelector('.histogram .column[aria-current]')")
    page.keyboard.press("b")
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")
    assert page.locator(".histogram .brushed").count() == 3
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("since="))
    settle(page)
    assert (shown(page), page.url) == by_mouse
    assert len(ids(page)) == int(shown(page)[1].split()[0])


def test_the_map_draws_areas_and_is_used_by_keyboard(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/timeline")
    settle(page)
    view = get(site, "/timeline.json").json()
    wide = [one for one in view["map"]["spots"] if one["where_prec"] in (2, 3, 4, 5)]
    assert wide
    assert page.locator("#map img, #map .leaflet-marker-icon:not(.country-name)").count() == 0  # no pin
    for one in wide:
        path = page.locator(f"#map path[data-spot={json.dumps(one['id'])}]")
        assert f"prec{one['where_prec']}" in path.get_attribute("class")
        assert one["words"] in path.get_attribute("aria-label")
    # Near by, an area is as wide as it is in the world: 150 km are wider than 50.
    page.evaluate("document.querySelector('#map').scrollIntoView()")
    for _ in range(8):
        page.locator("#map .leaflet-control-zoom-in").click()
        page.wait_for_timeout(60)
    page.wait_for_timeout(300)
    country = page.locator("#map path.prec6").first
    assert len(country.get_attribute("d") or "") > 0
    page.keyboard.press("m")
    first = page.evaluate("document.activeElement.dataset.spot")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.spot")
    assert first != second
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup-content")
    says = page.inner_text(".leaflet-popup-content")
    told = next(one for one in view["map"]["spots"] if one["id"] == second)
    assert told["words"] in says
    assert told["place"] in says
    page.keyboard.press("Escape")
    assert page.locator(".leaflet-popup").count() == 0 or page.evaluate("document.activeElement.dataset.spot") == second


def test_a_place_of_many_chooses_them(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/timeline?limit=500")
    settle(page)
    many = get(site, "/timeline.json").json()["map"]["spots"][0]
    assert many["count"] > 1
    page.evaluate("id => document.querySelector(`#map path[data-spot='${id}']`).focus()", many["id"])
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("place="))
    settle(page)
    assert len(ids(page)) == many["count"]
    assert page.locator("#map path.chosen").count() == 1
    assert shown(page)[2] > 1  # the others are still to be seen


def test_a_facet_and_back(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/timeline?known_by={DAY}&limit=500")
    settle(page)
    all_of_them = ids(page)
    page.click("[data-part=facets] a:has-text('disputed')")
    page.wait_for_url(re.compile("standing=disputed"))
    settle(page)
    assert ids(page) < all_of_them
    assert "known_by=2025-03-10" in page.url
    page.go_back()
    wait(page, "!location.search.includes('standing')")
    wait(page, f"document.querySelectorAll('[data-part=list] h3').length === {len(all_of_them)}")
    assert ids(page) == all_of_them


# What changed


def test_what_changed_is_the_weighers_difference(site: Site) -> None:
    with Ledger.open(site.ledger) as book:
        rows = Weigher(book).diff("2025-03-10", "2025-03-14").rows()
    told = list(csv.DictReader(io.StringIO(get(site, "/timeline/changes.csv", since=DAY, until="2025-03-14").text)))
    assert [(one["change"], one["incident"], one["field"]) for one in told] == [
        (row.change, row.incident, row.field) for row in rows
    ]
    view = get(site, "/timeline/changes.json", since=DAY, until="2025-03-14", limit=500).json()
    assert view["incidents"] == len({row.incident for row in rows}) == len(view["changed"])
    assert [one["new"] for one in view["changed"]] == sorted(one["new"] for one in view["changed"])
    lines = [line for one in view["changed"] for line in one["changes"]]
    joined = [line for line in lines if line["change"] == "became one with"]
    assert joined
    with_words = [line for line in lines if line["words"]]
    assert all(re.fullmatch(r"/reports/r_\w+\?at=\d+-\d+#at", line["words_href"]) for line in with_words)
    assert with_words


def test_changes_of_one_kind(site: Site) -> None:
    view = get(site, "/timeline/changes.json", since=DAY, until="2025-03-14", change="withdrawn").json()
    assert view["changed"]
    assert {line["change"] for one in view["changed"] for line in one["changes"]} == {"withdrawn"}
    answer = httpx.get(f"{site.url}/timeline/changes", params={"change": "improved"})
    assert answer.status_code == 400


def test_changes_have_days_where_none_are_given(site: Site) -> None:
    view = get(site, "/timeline/changes.json").json()
    assert view["since"] < view["until"]
    view = get(site, "/timeline/changes.json", known_by=DAY).json()
    assert (view["since"], view["until"]) == ("2025-03-09", DAY)
    for wrong in ({"since": "2025-03-14", "until": DAY}, {"since": "soon", "until": DAY}):
        assert httpx.get(f"{site.url}/timeline/changes", params=wrong).status_code == 400


def test_the_words_that_bear_a_change_out_are_a_link(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/timeline/changes?since={DAY}&until=2025-03-14")
    assert page.inner_text("h1") == "What changed"
    href = page.locator(".borne").first.get_attribute("href")
    assert href.startswith("/reports/r_")
    page.keyboard.press("b")
    page.wait_for_url(re.compile(r"/timeline\?known_by=2025-03-14"))
