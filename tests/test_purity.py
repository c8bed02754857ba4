"""A reading depends on its report and the reader's version: on no clock, place, locale, hash seed or earlier report."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import dateline
from conftest import ROOT
from dateline.intake import Arrival, read_paths
from dateline.ledger import Ledger
from dateline.reader import Reader
from dateline.records import Provenance, Reading, Report, to_json

REPORTS = ROOT / "examples" / "reports"
CHOSEN = slice(0, 24, 3)  # every third of the demo's files
WORLDS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C", "OMP_NUM_THREADS": "1"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "1"},
]


@pytest.fixture(scope="module")
def paths() -> list[str]:
    return [str(path) for path in sorted(REPORTS.glob("2025-*"))[CHOSEN]]


@pytest.fixture(scope="module")
def reports(paths: list[str]) -> list[Report]:
    return [item.report for item in read_paths(paths) if isinstance(item, Arrival)]


@pytest.fixture(scope="module")
def readings(reports: list[Report], reader: Reader) -> dict[str, str]:
    return {report.id: to_json(reader.read(report)) for report in reports}


def command(name: str, *arguments: str, cwd: Path, world: dict[str, str]) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "LC_"))} | world
    done = subprocess.run(
        [sys.executable, "-m", "dateline", name, *arguments], cwd=cwd, env=environment, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def test_the_order_of_reports_does_not_matter(reports: list[Report], readings: dict[str, str], reader: Reader) -> None:
    for report in reversed(reports):
        assert to_json(reader.read(report)) == readings[report.id]


@pytest.mark.parametrize("world", WORLDS, ids=["one", "another"])
def test_another_process_in_another_world(
    world: dict[str, str], paths: list[str], readings: dict[str, str], tmp_path: Path
) -> None:
    some = paths[::-1][:4] if world["PYTHONHASHSEED"] == "1" else paths[:4]
    lines = command("read", *some, "--format", "jsonl", cwd=tmp_path, world=world).splitlines()
    assert len(lines) == len(some)
    assert set(lines) <= set(readings.values())


def test_the_ledger_gives_back_the_same_bytes(paths: list[str], readings: dict[str, str], tmp_path: Path) -> None:
    command("add", *paths, "--ledger", "a.db", cwd=tmp_path, world=WORLDS[0])
    with Ledger.open(tmp_path / "a.db", create=False) as book:
        assert {id_: to_json(book.reading(id_)) for id_ in book.report_ids()} == readings


def test_python_says_what_the_command_says(reports: list[Report], readings: dict[str, str]) -> None:
    fields = ("published", "published_from", "outlet", "title", "byline", "url", "language", "path", "provenance")
    for report in reports[:3]:
        given = {name: getattr(report, name) for name in fields}
        assert to_json(dateline.read(report.text, **given)) == readings[report.id]


def test_where_a_report_came_from_changes_no_record(reports: list[Report], reader: Reader) -> None:
    for report in reports[:3]:
        moved = replace(report, path="/elsewhere/x.txt", provenance=Provenance())
        assert records(reader.read(moved)) == records(reader.read(report))


def records(reading: Reading) -> str:
    return to_json([reading.voices, reading.actors, reading.places, reading.times, reading.claims, reading.events])
