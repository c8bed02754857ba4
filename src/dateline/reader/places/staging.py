"""Staging: what a load needs while it goes on: passing files beside the one to be, and which ids have been seen."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

STALE = 3600.0  # seconds after which a file that a killed build left is cleared away
_SMALL = 1 << 27  # ids below are noted in a row of bits: GeoNames' are below 14 million
_MOST = 2_000_000  # ids above that are noted


class Seen:
    """Which ids have been seen: a bit each, for as many as GeoNames may ever have; a set for others."""

    def __init__(self) -> None:
        self.bits, self.others = bytearray(), set[int]()

    def first(self, number: int) -> bool:
        """Whether this is the first time."""
        if number >= _SMALL:
            new = number not in self.others
            if len(self.others) < _MOST:
                self.others.add(number)
            return new
        at, bit = number >> 3, 1 << (number & 7)
        if at >= len(self.bits):
            self.bits.extend(bytes(at + (1 << 16) - len(self.bits)))
        new = not self.bits[at] & bit
        self.bits[at] |= bit
        return new


@contextlib.contextmanager
def beside(to: Path, ending: str) -> Iterator[Path]:
    """A file of a passing name in the same folder, gone afterwards."""
    handle, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.stem}-", suffix=ending)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Take away what a build left that was killed, and that nobody has written to for an hour."""
    for ending in (".part", ".names"):
        for path in folder.glob(f".*{ending}"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > STALE:
                    path.unlink()


def to_disk(path: Path) -> None:
    """Have it all on the disk before it takes its name: a power cut leaves the old one or the new."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
