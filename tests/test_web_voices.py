"""The pages of voices: who is heard, and everything that one of them said."""

from __future__ import annotations

import csv
import io
import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote

import pytest

from dateline.weighing.weigher.voice import Said
from dateline.workbench.drawings.over_time import over_time
from dateline.workbench.drawings.shares import shares
from dateline.workbench.links import voice_path
from desk import Site

FRONT = "/voices/" + quote("body:upper kabompo front", safe="")


def get(site: Site, path: str) -> str:
    with urllib.request.urlopen(site.url + path) as answer:
        return str(answer.read().decode())


def told(site: Site, path: str) -> Any:
    return json.loads(get(site, path))


def status(site: Site, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(site.url + path) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def table(site: Site, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(get(site, path))))


def test_voices_in_all_forms(site: Site) -> None:
    view = told(site, "/voices.json")
    assert view["total"] == len(table(site, "/voices.csv")) == 138
    assert len(view["voices"]) == 50
    assert view["more"] is True
    numbers = [row["incidents"] for row in view["voices"]]
    assert numbers == sorted(numbers, reverse=True)
    behind = told(site, "/voices.json?offset=100")
    assert len(behind["voices"]) == 38
    assert behind["more"] is False
    page = get(site, "/voices")
    assert "138 voices" in page
    assert view["voices"][0]["name"] in page
    assert 'role="img"' in page


def test_voices_are_chosen(site: Site) -> None:
    found = told(site, "/voices.json?name=kabompo+front")["voices"]
    assert [row["key"] for row in found] == ["body:upper kabompo front"]
    assert found[0]["claims"] == 26
    people = told(site, "/voices.json?kind=person&named=yes&limit=500")
    assert people["total"] == len(people["voices"]) > 20
    assert all(row["kind"] == "person" and row["named"] for row in people["voices"])
    alone = [row["alone"] for row in told(site, "/voices.json?by=alone")["voices"]]
    assert alone == sorted(alone, reverse=True)
    assert told(site, "/voices.json?anywhere=1")["total"] > 138
    then = told(site, "/voices.json?known_by=2025-03-05")
    assert then["total"] is None
    assert 0 < len(then["voices"]) < 50
    assert all("known_by=2025-03-05" in row["href"] for row in then["voices"])
    assert "No voice is so" in get(site, "/voices?name=zzz")


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/voices?by=luck", 400, "by is one of incidents"),
        ("/voices?kind=ghost", 400, "kind is one of"),
        ("/voices?offset=-1", 400, "whole number"),
        ("/voices?known_by=someday", 400, "known_by is a day"),
        ("/voices/person%3Anobody", 404, "No voice in the ledger has the key"),
        (FRONT + "?show=all", 400, "show is one of"),
        (FRONT + "?part=half", 400, "part is one of"),
        (FRONT + "?stance=sings", 400, "stance"),
        (FRONT + "?since=2025-03-09&until=2025-03-02", 400, "no day lies between"),
    ],
)
def test_what_cannot_be_asked_is_said(site: Site, path: str, code: int, words: str) -> None:
    got, page = status(site, path)
    assert (got, words in page) == (code, True)


def test_a_voice_in_all_forms(site: Site) -> None:
    view = told(site, FRONT + ".json")
    assert view["voice"]["claims"] == 26 == len(view["claims"]) == len(table(site, FRONT + ".csv"))
    page = get(site, FRONT)
    assert "26 claims in 17 reports" in page
    assert "One of its officers" in page  # another of its names
    for line in view["claims"]:
        assert line["href"].startswith("/reports/r_")
        assert line["href"].endswith("#at")
    denied = told(site, FRONT + ".json?stance=denies")
    assert {line["said"]["stance"] for line in denied["claims"]} == {"denies"}
    assert len(denied["stances"]) > 1
    days = table(site, FRONT + ".csv?since=2025-03-04&until=2025-03-05")
    assert {row["published"][:10] for row in days} == {"2025-03-04", "2025-03-05"}
    then = told(site, FRONT + ".json?known_by=2025-03-06")
    assert then["voice"]["claims"] < 26
    assert all("known_by=2025-03-06" in line["href"] for line in then["claims"])


def test_incidents_have_both_sides(site: Site) -> None:
    view = told(site, FRONT + ".json?show=incidents")
    assert len(view["incidents"]) == view["voice"]["did"]["incidents"] == 10
    alone = told(site, FRONT + ".json?show=incidents&part=alone")["incidents"]
    assert all(one["alone"] and not one["others"] and not one["bear_out"] for one in alone)
    borne_out = told(site, FRONT + ".json?show=incidents&part=borne_out")["incidents"]
    assert all(one["bear_out"] and one["bear_out"][0]["words"] for one in borne_out)
    against = [pair for one in view["incidents"] for pair in one["against"]]
    assert any(pair["own"]["words"] == "22 soldiers" for pair in against)
    page = get(site, FRONT + "?show=incidents&part=disputed")
    assert "22 soldiers" in page
    assert "Three soldiers" in page
    assert "Borne out by" in page


def test_figures_that_did_not_last(site: Site) -> None:
    rows = told(site, "/voices.json?limit=500")["voices"]
    found = 0
    for row in rows[:60]:
        view = told(site, f"{row['href']}.json?show=figures")
        found += len(view["incidents"])
        assert len(view["incidents"]) == view["voice"]["did"]["replaced"]
        for one in view["incidents"]:
            assert any(figure["became"] for figure in one["figures"])
    assert found


def test_those_without_a_name_are_said_to_be_many(site: Site) -> None:
    assert "These are many, not one" in get(site, voice_path("police"))
    assert "follows no person" in get(site, voice_path("person:beatrice kalengo"))
    assert "These are many" not in get(site, FRONT)


def test_a_page_for_every_voice(site: Site) -> None:
    for row in told(site, "/voices.json?anywhere=1&limit=500")["voices"]:
        assert row["claims"] or row["incidents"]
        for show in ("claims", "incidents"):
            code, page = status(site, f"{row['href']}?show={show}")
            assert (code, "<h1>" in page) == (200, True), row["key"]


def test_bars_say_what_they_show() -> None:
    bar = shares(10, 4, 2, 5)
    assert bar.words == "40% alone, 20% borne out, 50% disputed"
    assert [(part.name, part.width) for part in bar.parts] == [("alone", 48), ("beside", 48), ("borne", 24)]
    assert shares(0, 0, 0, 0).words == "none alone, none borne out, none disputed"
    drawn = over_time([Said("2025-03-03", "asserts", 3), Said("2025-03-05", "denies", 1), Said("", "asserts", 2)])
    assert (len(drawn.bars), drawn.each, drawn.undated) == (2, "day", 2)
    assert [piece.group for bar in drawn.bars for piece in bar.pieces] == ["says", "below"]
    assert drawn.bars[0].words == "3 March 2025: 3 asserts"
    years = over_time([Said("1994", "warns", 1), Said("2011", "asserts", 1)])
    assert (years.each, years.first, years.last) == ("year", "1994", "2011")
    assert over_time([]).bars == ()
    many = over_time([Said(f"{year}", "asserts", year) for year in range(1000, 3000)])
    assert len(many.bars) == 2000
    assert all(bar.x + bar.width <= many.width + 1 for bar in many.bars)


def test_by_keys_alone(page: Any, site: Site) -> None:
    page.goto(site.url + "/voices")
    page.keyboard.press("f")
    page.keyboard.type("kabompo front")
    page.keyboard.press("Enter")
    page.wait_for_url("**name=kabompo**")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/voices/body**")
    assert page.locator("h1").inner_text() == "Upper Kabompo Front"
    page.keyboard.press("2")
    page.wait_for_url("**show=incidents**")
    assert page.locator(".against blockquote").count() >= 2
    page.keyboard.press("1")
    page.locator(".claims blockquote a").first.click()
    page.wait_for_url("**/reports/r_**")
    keys = [one["key"] for one in page.evaluate("window.dateline.keymap()")]
    assert len(keys) == len(set(keys))


def test_on_a_narrow_screen_nothing_is_cut_off(page: Any, site: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/voices", FRONT, FRONT + "?show=incidents", FRONT + "?show=figures"):
        page.goto(site.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
