"""The shell of the workbench in a real browser: its bar, its keys, light and dark, and what goes wrong told plainly."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from desk import Site


def test_every_form_of_the_first_page(site: Site) -> None:
    with urllib.request.urlopen(f"{site.url}/index.json") as answer:
        assert json.load(answer)["reports"] == 77


def test_keys_are_listed_and_none_is_given_twice(page: Any, site: Site) -> None:
    page.goto(site.url)
    page.keyboard.press("?")
    assert page.locator("#keys dt").count() >= 10
    keys = [one["key"] for one in page.evaluate("window.dateline.keymap()")]
    assert len(keys) == len(set(keys))


def test_a_day_that_is_none_is_not_kept_in_links(site: Site) -> None:
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(f"{site.url}/incidents?known_by=2026-13-45")
    page = told.value.read().decode()
    assert told.value.code == 400 and "2026-13-45" in page and "The same page, as of now" in page
    assert "known_by=" not in page and "You see what was known" not in page
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(f"{site.url}/incidents?known_by=2025-03-05&limit=many")
    page = told.value.read().decode()
    assert "known_by=2025-03-05" in page and "You see what was known" in page
