"""Weighing under force: killed at any moment, or done by two programs at once, it loses nothing."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import pytest

from databases import postgresql
from dateline.ledger import Ledger
from dateline.weighing.weigher import Weigher
from programs import finish, start
from told import found, put, told

REPORTS = 30
KILLS = 5

# Adds reports FIRST to LAST, or backwards, a few at a time, and weighs after each, in batches of two; what is there
# already is passed over.
WEIGHING = """
import sys
sys.path.insert(0, sys.argv[1])
from told import put, told
from dateline.ledger import Ledger
from dateline.weighing.weigher import Weigher
from dateline.weighing.weigher import weigher
weigher.BATCH = 2
where, first, last = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
reports = told(max(first, last))[min(first, last) :]
reports = reports if first < last else reports[::-1]
print("ready", flush=True)
with Ledger.open(where) as book:
    for at in range(0, len(reports), 5):
        put(book, reports[at : at + 5])
        Weigher(book).weigh()
print("done", flush=True)
"""


def weighing(where: str, first: int, last: int) -> subprocess.Popen[str]:
    """A program of its own that adds and weighs; it has loaded everything and is about to open the ledger."""
    return start(WEIGHING, where, first, last)


def undisturbed(folder: Path) -> object:
    """What a ledger says to which all was added at once and then weighed."""
    with Ledger.open(folder / "undisturbed.db") as book:
        put(book, told(REPORTS))
        Weigher(book).weigh()
        return found(Weigher(book))


def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path: Path) -> None:
    chance = random.Random(2008)
    where = str(tmp_path / "killed.db")
    reports = weighed = 0
    for _ in range(KILLS):
        process = weighing(where, 0, REPORTS)
        time.sleep(chance.uniform(0.05, 0.6))
        process.kill()
        process.wait()
        with Ledger.open(where) as book:
            assert book.check() == []
            stats, pending = book.stats(), Weigher(book).pending()
            assert stats.reports == stats.readings >= reports
            assert stats.readings - pending >= weighed
            reports, weighed = stats.reports, stats.readings - pending
            ids = list(book.report_ids())
            # Each report whole, and in no more than one story.
            assert all(book.reading(id_).report.id == id_ for id_ in ids)
            told_of = [id_ for story in Weigher(book).stories() for id_ in story.reports]
            assert len(told_of) == len(set(told_of)) == weighed
    finish(weighing(where, 0, REPORTS))
    with Ledger.open(where) as book:
        assert Weigher(book).pending() == 0
        assert book.check() == []
        assert found(Weigher(book)) == undisturbed(tmp_path)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_programs_at_once_lose_nothing(database: str, tmp_path: Path) -> None:
    where = str(tmp_path / "shared.db") if database == "sqlite" else postgresql()
    for process in [weighing(where, 0, REPORTS - 10), weighing(where, REPORTS, 10)]:
        finish(process)
    with Ledger.open(where, create=False) as book:
        assert book.check() == []
        assert book.stats().reports == book.stats().readings == REPORTS
        assert Weigher(book).pending() == 0
        assert found(Weigher(book)) == undisturbed(tmp_path)
