"""The demo: what it prints is what its ledger holds, and it has something to say of any ledger."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from rich.console import Console

from conftest import ROOT
from dateline.ledger import Filter, Ledger
from dateline.reader import Reader
from dateline.records import report_of

SECTIONS = ("overview", "reality", "toll", "denials", "unnamed", "chains", "next_steps")
QUIET_REPORT = "It rained.\n"
TOLLS = {
    "Morning Example": "A bomb exploded at a market in Mufumbwe on Monday, killing nine people, police said.\n",
    "Evening Example": "A bomb exploded at a market in Mufumbwe on Monday, killing at least 12 people, he said.\n",
}


@pytest.fixture(scope="module")
def demo() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("demo", ROOT / "examples" / "demo.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["demo"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["demo"]


def told(demo: ModuleType, book: Ledger) -> str:
    console = Console(width=100, highlight=False)
    with console.capture() as printed:
        for section in SECTIONS:
            getattr(demo, section)(book, console)
    return printed.get()


def test_an_empty_ledger_is_told_as_empty(demo: ModuleType, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db") as book:
        text = told(demo, book)
    assert "0  reports" in text
    assert "dateline claims" in text


def test_a_ledger_without_events(demo: ModuleType, tmp_path: Path, reader: Reader) -> None:
    with Ledger.open(tmp_path / "quiet.db") as book:
        book.add(reader.read(report_of(QUIET_REPORT)), QUIET_REPORT.encode())
        text = told(demo, book)
    assert "1  reports" in text
    assert "1 without a date" in text or "days not known" in text


def test_figures_are_the_ledgers_own(demo: ModuleType, tmp_path: Path, reader: Reader) -> None:
    with Ledger.open(tmp_path / "tolls.db") as book:
        for outlet, words in TOLLS.items():
            book.add(reader.read(report_of(words, published="2031-05-06", outlet=outlet)), words.encode())
        text = told(demo, book)
        happened = sum(1 for _ in book.events(Filter(status="happened")))
        claims = sum(1 for _ in book.claims())
    assert f"{claims}  claims" in text
    bars = [line.split()[:2] for line in text.splitlines() if line.startswith("  happened")]
    assert bars == [["happened", str(happened)]]
    assert "Mufumbwe, 5 May 2031" in text
    assert "12 or more" in text and "Evening Example" in text
    assert text.index("nine people") < text.index("at least 12 people")
