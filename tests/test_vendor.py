"""What other people made and we serve: it is what the lock says, all of it is in the lock, and it calls nobody."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest

from dateline.export.lists import rows_of
from dateline.workbench.templating import STATIC

VENDOR = STATIC / "vendor"
LOCK: list[dict[str, Any]] = json.loads(VENDOR.joinpath("LOCK.json").read_text("utf-8"))["files"]


@pytest.mark.parametrize("entry", LOCK, ids=lambda entry: str(entry["file"]))
def test_a_file_is_what_the_lock_says(entry: dict[str, Any]) -> None:
    data = VENDOR.joinpath(entry["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    assert len(data) == entry["bytes"]
    assert entry["licence"] and entry["package"] and entry["version"]


def test_every_file_is_in_the_lock() -> None:
    assert {f.name for f in VENDOR.iterdir()} - {"LOCK.json"} == {entry["file"] for entry in LOCK}


def test_every_package_comes_with_its_licence() -> None:
    assert {e["package"] for e in LOCK} == {e["package"] for e in LOCK if e["taken_from"] == "LICENSE"}


def test_the_style_asks_for_no_picture() -> None:
    style = VENDOR.joinpath("leaflet.css").read_text("utf-8")
    assert not re.search(r"url\((?!#)", style)


def test_countries_have_the_codes_that_records_use() -> None:
    topology = json.loads(VENDOR.joinpath("outlines.json").read_text("utf-8"))
    countries = topology["objects"]["countries"]["geometries"]
    codes = {c["id"] for c in countries if "id" in c}
    assert codes <= {row["iso3"] for row in rows_of("countries")}
    assert {"PAK", "SDN", "SSD", "COD", "UKR", "PSE", "XKX", "FRA", "NOR"} <= codes
    assert len(codes) > 230


def test_outlines_are_closed_and_on_the_map() -> None:
    topology = json.loads(VENDOR.joinpath("outlines.json").read_text("utf-8"))
    scale = topology["transform"]["scale"][0]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arcs.append([(x := x + dx, y := y + dy) for dx, dy in steps])
    assert all(abs(x * scale) <= 180 and abs(y * scale) <= 90 for arc in arcs for x, y in arc)
    for country in topology["objects"]["countries"]["geometries"]:
        for ring in (ring for shape in country["arcs"] for ring in shape):
            ends = [(arcs[n][0], arcs[n][-1]) if n >= 0 else (arcs[~n][-1], arcs[~n][0]) for n in ring]
            assert all(one[1] == other[0] for one, other in zip(ends, [*ends[1:], ends[0]], strict=True))
