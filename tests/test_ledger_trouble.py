"""A ledger in trouble: a full disk, a file that may only be read, two programs at once. What was recorded stays."""

from __future__ import annotations

import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dateline.ledger import Ledger, LedgerError
from dateline.ledger.search import out_of_step
from invented import raw_of, reading


def test_a_full_disk_costs_the_one_report(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with Ledger.open(path) as ledger:
        ledger.add(reading(1), raw_of(reading(1)))
        before = list(ledger.claims())
        written = max(file.stat().st_size for file in tmp_path.iterdir())
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (written + 8_192, hard))
        try:
            with pytest.raises(LedgerError, match=r"full") as caught:
                ledger.add_many((reading(n), raw_of(reading(n))) for n in range(2, 40))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert "damaged" not in str(caught.value)
        assert list(ledger.claims()) == before
    with Ledger.open(path) as ledger:
        assert ledger.add(reading(2), raw_of(reading(2)))
        assert ledger.check() == []


def test_a_ledger_that_may_only_be_read_is_not_called_out_of_step(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(reading(1), raw_of(reading(1)))
        with ledger._asking() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
            assert out_of_step(connection, thorough=True) == []


def test_a_file_that_may_not_even_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "test.db"
    Ledger.open(path).close()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(path)


def test_several_at_once_make_and_fill_one_ledger(tmp_path: Path) -> None:
    path = tmp_path / "test.db"

    def work(_: int) -> int:
        with Ledger.open(path) as ledger:
            return sum(ledger.add(reading(n), raw_of(reading(n))) for n in range(8))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 8
    with Ledger.open(path) as ledger:
        assert ledger.stats().reports == 8
        assert ledger.check() == []
