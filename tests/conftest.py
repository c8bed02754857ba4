"""What the tests share: one reader for the whole session, and the corpora where they are at hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.intake import Arrival, read_paths
from dateline.ledger import Ledger
from dateline.reader import Reader
from dateline.weighing.weigher import Weigher
from desk import Site, browser, serving, watch
from exported import JUNE
from invented import raw_of, reading

ROOT = Path(__file__).resolve().parent.parent
os.environ["DATELINE_GAZETTEER"] = "built-in"  # whatever the person who runs the tests has loaded


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Made once: loading the parser and the gazetteer takes seconds."""
    return Reader()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder that holds `corpora/`, `score/` and `seed/`; tests that need it are skipped without it."""
    folder = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no corpora at {folder} (set DATELINE_SHARED)")
    return folder


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Three invented readings, of two outlets, one of them without a date."""
    with Ledger.open(tmp_path / "test.db") as opened:
        for one in (reading(1), reading(2, outlet="The Lantern", published="2011-05"), reading(3, published=None)):
            opened.add(one, raw_of(one), JUNE)
        yield opened


@pytest.fixture(scope="session")
def demo_ledger(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's reports, read, added and weighed once; take a copy (`own_ledger`) to decide in."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Ledger.open(path) as book:
        arrivals = (one for one in read_paths([ROOT / "examples" / "reports"]) if isinstance(one, Arrival))
        book.add_many((reader.read(one.report), one.raw) for one in arrivals)
        Weigher(book).weigh()
    return path


@pytest.fixture
def own_ledger(demo_ledger: Path, tmp_path: Path) -> Path:
    """A copy of the demo's ledger."""
    return Path(shutil.copy(demo_ledger, tmp_path / "own.db"))


@pytest.fixture(scope="session")
def site(demo_ledger: Path) -> Iterator[Site]:
    """The workbench on the demo's ledger: to look at, not to decide in."""
    with serving(demo_ledger) as one:
        yield one


@pytest.fixture
def own_site(own_ledger: Path) -> Iterator[Site]:
    """The workbench on a ledger of the test's own, to decide in; "Ana" sits there."""
    with serving(own_ledger, by="Ana") as one:
        yield one


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    yield from browser()


@pytest.fixture
def page(chromium: Any, site: Site) -> Iterator[Any]:
    """A browser's page, 1280 wide; the test fails where its console has an error or it asks another machine."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    opened = context.new_page()
    watched = watch(opened, "http://127.0.0.1:")
    yield opened
    context.close()
    assert not watched.errors
    assert not watched.strangers
