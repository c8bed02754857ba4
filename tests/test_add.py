"""`dateline add` at its hardest: a thousand hostile files, and a kill in the middle of the work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import hostile
from conftest import ROOT
from dateline.ledger import Ledger

REPORTS = ROOT / "examples" / "reports"


def add(*arguments: str | Path, into: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dateline", "add", *map(str, arguments), "--ledger", str(into)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def contents(where: Path) -> dict[str, list[tuple[str, ...]]]:
    """What the ledger says, but for when it was recorded and in which order."""
    with Ledger.open(where, create=False) as book:
        assert book.check() == []
        return {
            "reports": sorted((r.id, str(r.claims), str(r.events), r.path or "") for r in book.reports()),
            "claims": sorted((c.id, c.content, c.voice, c.stance) for c in book.claims()),
            "events": sorted((e.id, e.status, str(e.counts)) for e in book.events()),
        }


def test_a_thousand_hostile_files(tmp_path: Path) -> None:
    hostile.write_inputs(tmp_path / "in", seed=3, count=1_000)
    ledger = tmp_path / "hostile.db"
    process = add(tmp_path / "in", into=ledger)
    _, said = process.communicate()
    assert process.returncode == 1  # many are refused, and it says so at the end
    assert "Traceback" not in said
    assert "the reader failed" not in said
    refused = said.count("dateline: ")
    names = {path.name for path in (tmp_path / "in").iterdir()}
    held = {Path(path).name for _, _, _, path in contents(ledger)["reports"]}
    told = {name for name in names if name in said}
    assert refused > 50 and len(held) > 300
    assert names - held - told <= duplicates(tmp_path / "in"), "neither read nor refused"


def duplicates(folder: Path) -> set[str]:
    """Files whose bytes another file has too: they are one report, under one of the names."""
    by_bytes: dict[bytes, list[str]] = {}
    for path in sorted(folder.iterdir()):
        by_bytes.setdefault(path.read_bytes(), []).append(path.name)
    return {name for names in by_bytes.values() if len(names) > 1 for name in names}


def test_killed_while_adding_it_goes_on_where_it_was(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    done = add(REPORTS, into=whole)
    done.communicate()
    assert done.returncode == 0
    expected = contents(whole)
    kills = 0
    for after in (2, 5, 9, 14):  # reports
        process = add(REPORTS, into=broken)
        while process.poll() is None and held(broken) < after:
            time.sleep(0.02)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            kills += 1
        process.communicate()
        found = contents(broken)
        for table, rows in found.items():
            assert set(rows) <= set(expected[table]), "a reading that is not whole"
    assert kills
    add(REPORTS, into=broken).communicate()
    assert contents(broken) == expected


def held(ledger: Path) -> int:
    """How many reports there are by now; none while the file is still being made."""
    if not ledger.exists():
        return 0
    try:
        with Ledger.open(ledger, create=False) as book:
            return len(list(book.report_ids()))
    except Exception:
        return 0
