"""What the tests of exports share: the day their ledger was written, and a table read back."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

JUNE = datetime(2011, 6, 1, 12, 0, tzinfo=UTC)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
