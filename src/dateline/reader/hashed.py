"""Hashed words: a vector of which words there are, that holds no word."""

from __future__ import annotations

from collections.abc import Set
from zlib import crc32

import numpy as np
import numpy.typing as npt

BUCKETS = 4096


def hashed(words: Set[str]) -> npt.NDArray[np.float32]:
    """A vector of length 1 over BUCKETS, each word counted once in its own; zeros for no words."""
    out = np.zeros(BUCKETS, dtype=np.float32)
    for word in sorted(words):
        out[crc32(word.encode("utf-8", "surrogatepass")) % BUCKETS] += 1
    length = float(np.linalg.norm(out))
    return out / np.float32(length) if length else out
