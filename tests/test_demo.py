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
from dateline.cli import serve
from dateline.ledger import Filter, Ledger
from dateline.reader import Reader
from dateline.records import report_of
from dateline.weighing.weigher import Weigher
from dateline.workbench import settings

SECTIONS = (
    "overview",
    "reality",
    "folded",
    "account",
    "denials",
    "taken_back",
    "changed",
    "chains",
    "next_steps",
    "workbench",
)
QUIET_REPORT = "It rained.\n"
TOLLS = {
    ("Morning Example", "2031-05-06"): "MUFUMBWE, May 6 (Morning Example) -- A bomb exploded at a market in Mufumbwe"
    " on Monday, killing nine people, police said.\n\nThe stalls of the maize traders were torn down by the blast, and"
    " the buses that come from Kabompo before dawn turned back at the bridge.\n",
    ("Evening Example", "2031-05-06"): "MUFUMBWE, May 6 (Morning Example) -- A bomb exploded at a market in Mufumbwe"
    " on Monday, killing nine people, police said.\n\nThe stalls of the maize traders were torn down by the blast, and"
    " the buses that come from Kabompo before dawn turned back at the bridge.\n\nShops stay shut.\n",
    ("Night Example", "2031-05-07"): "At least 12 people were killed when a bomb exploded at a market in Mufumbwe on"
    " Monday, the hospital said on Wednesday.\n\nThe Hill Union denied that it had bombed the market.\n",
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
    Weigher(book).weigh()
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
    # It ends with the workbench, and where that is.
    command, address = (line.strip() for line in text.rstrip().splitlines()[-2:])
    assert "dateline serve --ledger" in command and command.endswith("empty.db")
    assert address == f"opens the workbench at http://127.0.0.1:{serve.PORT}/"
    assert serve.PORT == settings.PORT


def test_a_ledger_without_events(demo: ModuleType, tmp_path: Path, reader: Reader) -> None:
    with Ledger.open(tmp_path / "quiet.db") as book:
        book.add(reader.read(report_of(QUIET_REPORT)), QUIET_REPORT.encode())
        text = told(demo, book)
    assert "1  reports" in text
    assert "1 without a date" in text or "days not known" in text


def test_what_is_shown_is_the_ledgers_own(demo: ModuleType, tmp_path: Path, reader: Reader) -> None:
    with Ledger.open(tmp_path / "tolls.db") as book:
        for (outlet, published), words in TOLLS.items():
            book.add(reader.read(report_of(words, published=published, outlet=outlet)), words.encode())
        text = told(demo, book)
        happened = sum(1 for _ in book.events(Filter(status="happened")))
        claims = sum(1 for _ in book.claims())
        (bombing,) = (one for one in Weigher(book).incidents() if len(one.reports) == 3)
    assert f"{claims}  claims" in text
    bars = [line.split()[:2] for line in text.splitlines() if line.startswith("  happened")]
    assert bars == [["happened", str(happened)]]
    assert "1 of the reports say what another had said before" in text and "also Evening Example" in text
    assert f"{bombing.standing}: 3 reports, 2 stories" in text
    assert "12 or more" in text and "Night Example" in text
    assert text.index("nine people") < text.index("At least 12 people")
    assert "between 6 May 2031 and 7 May 2031" in text
    assert f"show {bombing.id[:10]}" in text and f"pack {bombing.id[:10]}" in text
