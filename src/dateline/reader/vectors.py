"""Vectors: what the shared encoder made of each token, kept by the draft for the heads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dateline.reader.parse import Parse
from dateline.records import Span

WIDTH = 384
MOST = 40_000  # tokens of one text that keep their vectors (30 MB): beyond, the heads say nothing

Vectors = npt.NDArray[np.float16]  # tokens x WIDTH, the first MOST of them
Matrix = npt.NDArray[np.float32]


def room(tokens: int) -> Vectors:
    """Vectors of nothing, for a text of so many tokens."""
    return np.zeros((min(tokens, MOST), WIDTH), dtype=np.float16)


def summed_up(vectors: Vectors, stretches: Sequence[range]) -> Matrix:
    """A row a stretch of tokens: the mean and the greatest of its vectors; zeros for one that has none."""
    out = np.zeros((len(stretches), 2 * WIDTH), dtype=np.float32)
    for row, stretch in zip(out, stretches, strict=True):
        own = vectors[stretch.start : stretch.stop].astype(np.float32)
        if len(own):
            row[:WIDTH], row[WIDTH:] = own.mean(axis=0), own.max(axis=0)
    return out


def mean_of(vectors: Vectors, parse: Parse, spans: Sequence[Span]) -> Matrix:
    """The mean of the vectors of all tokens in some spans; zeros where there are none."""
    at = [i for span in spans for i in parse.tokens(span) if i < len(vectors)]
    return vectors[at].astype(np.float32).mean(axis=0) if at else np.zeros(WIDTH, dtype=np.float32)
