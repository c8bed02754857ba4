"""MinHash of a text's shingles: the one place that knows the library that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

ROWS = 64  # values of a sketch
SHINGLE = 3  # words of a shingle
_SEED = 20080302
_MOST = 200_000  # words of a text that are shingled


def shingles(codes: Sequence[int]) -> NDArray[np.uint64]:
    """The distinct runs of three words, each as one well mixed number."""
    words = np.asarray(codes[:_MOST], dtype=np.uint64)
    if not len(words):
        return words
    if len(words) < SHINGLE:
        words = np.pad(words, (0, SHINGLE - len(words)))
    runs = (words[:-2] << np.uint64(32)) | (words[1:-1] << np.uint64(16)) | words[2:]
    return np.unique(_mixed(runs))


def singles(words: Sequence[int]) -> NDArray[np.uint64]:
    """The distinct words, each as one well mixed number."""
    return np.unique(_mixed(np.asarray(words, dtype=np.uint64)))


def minhash(of: Iterable[NDArray[np.uint64]], rows: int = ROWS) -> list[NDArray[np.uint16]]:
    """The MinHash of each set of shingles, 16 bits a value; none for an empty set."""
    sets = list(of)
    offsets = np.cumsum([0, *(len(one) for one in sets)]).tolist()
    flat = np.concatenate([*sets, np.empty(0, np.uint64)]).tolist()
    digests = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, rows, _SEED).to_rows()
    return [
        (np.asarray(digest, dtype=np.uint32) & 0xFFFF).astype(np.uint16) if len(one) else np.empty(0, np.uint16)
        for one, digest in zip(sets, digests, strict=True)
    ]


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finisher: every bit of a number depends on every bit of the other."""
    with np.errstate(over="ignore"):
        values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
