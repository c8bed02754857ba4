"""The bench of the workbench: it asks every page, finds their parts, and says what was not answered."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.bench.common import BenchError
from dateline.bench.web import run
from dateline.bench.web.questions import Question, parts, questions, sampled
from dateline.cli.app import app
from dateline.ledger import Ledger
from dateline.workbench import pages


def test_everything_is_asked_and_answered(demo_ledger: Path, tmp_path: Path) -> None:
    ledger = shutil.copy(demo_ledger, tmp_path / "demo.db")
    result = run(str(ledger), times=1)
    assert result.figures["reports"] == 77
    assert result.figures["failed"] == 0, result.notes
    for page in pages.PAGES:
        if not page.path.startswith("/uploads"):  # which are gone when they are read
            assert page.path in result.figures
            assert f"{page.stem}.json" in result.figures
    assert any(row[0].startswith("  /") for row in result.rows), "no part of a page was found"
    assert result.figures["slowest_median_ms"] > 0


def test_samples_are_spread_and_the_largest_come_first(demo_ledger: Path) -> None:
    of = sampled(str(demo_ledger), 4)
    assert len(set(of.pages["reports"])) == 4
    largest = of.pages["incidents"][0].removeprefix("/incidents/")
    with Ledger.open(demo_ledger) as book:
        from dateline.weighing.weigher import Weigher

        all_ = list(Weigher(book).incidents())
    assert len(next(one for one in all_ if one.id == largest).reports) == max(len(one.reports) for one in all_)
    asked = {one.name: one for one in questions(pages.PAGES, of, 4)}
    assert len(asked["/reports text"].paths) == 4
    assert all("text=" in path for path in asked["/reports text"].paths)


def test_parts_of_pages() -> None:
    page = Question("/voices/{id}", ("/voices/person%3Aana", "/voices/person%3Aben"))
    body = (
        b'<div hx-get="/voices/person%3Aana/over-time?a=1&amp;b=2"></div><p hx-get="/incidents/i_0123456789abcdef/ties"'
    )
    (first, second) = parts(page, [body, b"nothing"])
    assert (first.name, first.paths[0]) == ("  /voices/{id}/over-time", "/voices/person%3Aana/over-time?a=1&b=2")
    assert second.name == "  /incidents/{id}/ties"


def test_a_ledger_with_nothing_in_it(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "empty.db").close()
    with pytest.raises(BenchError, match="nothing in"):
        run(str(tmp_path / "empty.db"))


def test_one_ledger_is_named() -> None:
    for arguments in ([], ["--ledger", "a.db", "--reports", "100"]):
        done = CliRunner().invoke(app, ["bench", "web", *arguments])
        assert done.exit_code == 2


def test_a_ledger_is_made() -> None:
    done = CliRunner().invoke(app, ["bench", "web", "--reports", "100", "--times", "1", "--json"])
    said = json.loads(done.stdout)
    assert said["figures"]["reports"] == 100
    assert said["figures"]["failed"] == 0, said["notes"]
