"""The shell of the workbench in a real browser: its bar, its keys, light and dark, and what goes wrong told plainly."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

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
