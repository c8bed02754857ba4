"""The Python of the docs runs as it stands there, and prints what the docs say that it prints."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from conftest import ROOT
from dateline.ledger import Filter, Ledger
from dateline.reader import Reader
from dateline.records import report_of

REPORT = "Gunmen attacked a police post near Lusaka on Monday, killing three officers, the interior ministry said.\n"
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?", re.M | re.S)
PAGES = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if "```python" in page.read_text(encoding="utf-8")
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader) -> Path:
    """What the examples find: a folder of reports, one of them empty, and a ledger."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "first.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "reports" / "second.txt").write_bytes(b"")
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    with Ledger.open(tmp_path / "dateline.db") as ledger:
        ledger.add(reader.read(report_of(REPORT, published="2011-05-03", outlet="Halyard")), REPORT.encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_run_and_print_what_the_page_says(page: Path, folder: Path) -> None:
    names: dict[str, object] = {} if page.stem == "quick-start" else {"text": REPORT}
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    assert len(blocks) == page.read_text(encoding="utf-8").count("```python")
    for code, said in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, page.name, "exec"), names)
        if said:
            assert printed.getvalue() == said


def test_the_quick_start_leaves_a_ledger_with_what_it_read(folder: Path) -> None:
    names: dict[str, object] = {}
    for code, _ in BLOCK.findall((ROOT / "docs" / "quick-start.md").read_text(encoding="utf-8")):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, names)
    with Ledger.open("example.db", create=False) as ledger:
        assert [row.outlet for row in ledger.reports()] == ["Halyard"]
        assert {row.voice_kind for row in ledger.claims(Filter(named=True))} == {"person"}
        (planned,) = ledger.events(Filter(status="planned"))
        assert planned.country == "ZMB" and not planned.counts
        assert ledger.check() == []


def test_the_picture_fetches_nothing() -> None:
    svg = (ROOT / "docs" / "reading.svg").read_text(encoding="utf-8")
    assert not re.search(r"@import|@font-face|url\((?!#)|href=\"http|<script|<image", svg)
