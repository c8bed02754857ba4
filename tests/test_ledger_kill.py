"""A ledger under force: killed at any moment, written by two at once, it loses nothing and holds whole reports only."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import pytest

from databases import postgresql
from dateline.ledger import Ledger
from invented import NEWER, raw_of, reading
from programs import finish, start

# Adds readings FIRST to LAST, or backwards, one at a time and in batches by turns; says when it begins and is through.
ADDING = """
import sys
sys.path.insert(0, sys.argv[1])
from invented import raw_of, reading
from dateline.ledger import Ledger
where, first, last = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
numbers = range(first, last) if first < last else range(first - 1, last - 1, -1)
print("ready", flush=True)
with Ledger.open(where) as ledger:
    at = 0
    while at < len(numbers):
        size = 1 if at % 2 else 7
        batch = [reading(n) for n in numbers[at : at + size]]
        new = [one for one in batch if not ledger.holds(one.report.id, one.reader)]
        ledger.add_many((one, raw_of(one)) for one in new)
        at += size
print("done", flush=True)
"""


def adding(where: str, first: int, last: int) -> subprocess.Popen[str]:
    """A program of its own that adds; it has loaded everything and is about to open the ledger."""
    return start(ADDING, where, first, last)


def whole(ledger: Ledger) -> int:
    """How many reports there are, after making sure that each is there with all that belongs to it."""
    assert ledger.check() == []
    stats = ledger.stats()
    assert stats.rows["raw"] == stats.reports == stats.readings
    one = reading()
    for table, rows in (("claims", one.claims), ("events", one.events), ("voices", one.voices), ("actors", one.actors)):
        assert stats.rows[table] == stats.readings * len(rows)
    ids = list(ledger.report_ids())
    assert len(set(ids)) == len(ids) == stats.reports
    for id_ in ids:
        assert len(ledger.reading(id_).claims) == len(one.claims)
    return stats.reports


def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path: Path) -> None:
    chance = random.Random(2008)
    where = str(tmp_path / "killed.db")
    before = 0
    for _ in range(8):
        process = adding(where, 0, 2000)
        time.sleep(chance.uniform(0.1, 0.4))
        process.kill()
        process.wait()
        with Ledger.open(where) as ledger:
            after = whole(ledger)
        assert after >= before
        before = after
    assert 0 < before < 2000
    finish(adding(where, 0, before + 50))
    with Ledger.open(where) as ledger:
        assert whole(ledger) >= before + 50
        again = reading(3, reader=NEWER)
        assert ledger.add(again, raw_of(again))


def test_killed_while_it_is_made_it_can_still_be_made(tmp_path: Path) -> None:
    for number in range(8):
        where = str(tmp_path / f"{number}.db")
        process = adding(where, 0, 2000)
        time.sleep(number * 0.015)
        process.kill()
        process.wait()
        with Ledger.open(where) as ledger:
            whole(ledger)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_programs_at_once_lose_nothing(database: str, tmp_path: Path) -> None:
    where = str(tmp_path / "shared.db") if database == "sqlite" else postgresql()
    both = [adding(where, 0, 90), adding(where, 120, 30)]
    for process in both:
        finish(process)
    with Ledger.open(where, create=False) as ledger:
        assert whole(ledger) == 120
