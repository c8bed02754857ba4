"""Links: how far each token is from a cue, as the network is told."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FARTHEST = 60  # tokens; farther ones are told alike

Numbers = npt.NDArray[np.int64]


def distances(size: int, first: Numbers, last: Numbers) -> Numbers:
    """For cues (tokens `first` to `last` of a window of `size` tokens): cues x tokens, FARTHEST within the cue."""
    at = np.arange(size)[None]
    far = np.minimum(at - first[:, None], 0) + np.maximum(at - last[:, None], 0)
    return np.asarray(np.clip(far, -FARTHEST, FARTHEST) + FARTHEST, dtype=np.int64)
