"""What the tests share: one reader for the whole session, and the corpora where they are at hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.ledger import Ledger
from dateline.reader import Reader
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
