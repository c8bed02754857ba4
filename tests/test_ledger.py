"""The ledger: what goes in comes out, nothing changes, and every question is answered on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from databases import postgresql
from dateline.ledger import Ledger
from invented import raw_of, reading

RECORDED = datetime(2011, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "test.db") if request.param == "sqlite" else postgresql()


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with Ledger.open(where) as opened:
        yield opened


def test_a_reading_comes_back_as_it_was(ledger: Ledger) -> None:
    one = reading(1)
    assert not ledger.holds(one.report.id, one.reader)
    assert ledger.add(one, raw_of(one), RECORDED)
    assert ledger.holds(one.report.id, one.reader)
    assert ledger.reading(one.report.id) == one
    assert ledger.raw(one.report.provenance.raw or "") == raw_of(one)
    assert ledger.check() == []
