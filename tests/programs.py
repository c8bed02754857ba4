"""Programs of their own, which tests start, kill, or wait for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def start(source: str, *arguments: object) -> subprocess.Popen[str]:
    """Runs Python source with this folder and the arguments; back when it has loaded everything and printed "ready"."""
    command = [sys.executable, "-c", source, str(Path(__file__).parent), *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def finish(process: subprocess.Popen[str]) -> None:
    """Waits until it has printed "done"."""
    assert process.stdout is not None
    assert process.stdout.read() == "done\n"
    assert process.wait(60) == 0
