"""Decoding: from the network's scores to cues, and to each cue's source and content."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Range = tuple[int, int]  # tokens, both inclusive

EAGER = 1.5  # log-odds by which cues are favoured: what is unlikely is weighed, and dropped, later
SWITCH = 1.0  # log-odds that a change of role costs: spans are few and long
_NONE, _SOURCE, _CONTENT = range(3)


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution that the network found, and what its scores say of it (natural logarithms)."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    cue_score: float  # log-odds of the cue
    content_score: float  # mean log-probability of the content's tokens
    source_score: float  # the same of the source's; where none is found, that there is none


def log_softmax(scores: Scores) -> Scores:
    top = scores.max(axis=-1, keepdims=True)
    return np.asarray(scores - top - np.log(np.exp(scores - top).sum(axis=-1, keepdims=True)), dtype=np.float32)


def find_cues(scores: Scores) -> list[Range]:
    """Cues from tokens x (none, first, further): the likeliest sequence in which no cue begins with a further."""
    if not len(scores):
        return []
    odds = log_softmax(scores)
    odds[:, 0] -= EAGER
    tags = _best_path(odds[None], np.array([[0, 0, -np.inf], [0, 0, 0], [0, 0, 0]], dtype=np.float32))[0]
    if tags[0] == 2:
        tags[0] = 1
    firsts = np.flatnonzero(tags == 1)
    ends = [int(next((i for i in range(first + 1, len(tags)) if tags[i] != 2), len(tags))) for first in firsts]
    return [(int(first), end - 1) for first, end in zip(firsts, ends, strict=True)]


def cue_odds(scores: Scores, cue: Range) -> float:
    """Log-odds that the cue's first token is in a cue at all, or any of its tokens' where that is more."""
    odds = log_softmax(scores[cue[0] : cue[1] + 1])
    none = np.minimum(odds[:, 0], -1e-6)
    return float((np.log1p(-np.exp(none)) - none).max())


def find_roles(scores: Scores, cues: list[Range]) -> list[Found]:
    """Each cue's source and content, from cues x tokens x (none, source, content)."""
    if not cues:
        return []
    odds = log_softmax(scores)
    for n, (first, last) in enumerate(cues):
        odds[n, first : last + 1, 1:] = -30.0
    change = np.full((3, 3), -SWITCH, dtype=np.float32)
    np.fill_diagonal(change, 0)
    paths = _best_path(odds, change)
    return [_found(path, own, cue) for path, own, cue in zip(paths, odds, cues, strict=True)]


def _found(path: npt.NDArray[np.int64], odds: Scores, cue: Range) -> Found:
    sources, content = _runs(path, _SOURCE), _runs(path, _CONTENT)
    source = max(sources, key=lambda r: float(np.exp(odds[r[0] : r[1] + 1, _SOURCE]).sum()), default=None)
    within = odds[path == _CONTENT, _CONTENT]
    if source is not None:
        source_score = float(odds[source[0] : source[1] + 1, _SOURCE].mean())
    else:
        source_score = float(np.log1p(-np.exp(np.minimum(odds[:, _SOURCE].max(), -1e-6))))
    return Found(cue, source, tuple(content), 0.0, float(within.mean()) if len(within) else -9.0, source_score)


def moved(found: Found, by: int, odds: float) -> Found:
    """The same with every token `by` further on, and with its cue's log-odds."""

    def move(r: Range) -> Range:
        return r[0] + by, r[1] + by

    source = move(found.source) if found.source is not None else None
    return replace(found, cue=move(found.cue), source=source, content=tuple(map(move, found.content)), cue_score=odds)


def _runs(path: npt.NDArray[np.int64], value: int) -> list[Range]:
    inside = np.concatenate([[False], path == value, [False]])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return [(int(a), int(b) - 1) for a, b in edges.reshape(-1, 2)]


def _best_path(odds: Scores, change: Scores) -> npt.NDArray[np.int64]:
    """Viterbi over many sequences of one length at once: sequences x tokens x labels, and labels x labels."""
    count, size, labels = odds.shape
    back = np.zeros((count, size, labels), dtype=np.int64)
    best = odds[:, 0].copy()
    for t in range(1, size):
        steps = best[:, :, None] + change[None]
        back[:, t] = steps.argmax(axis=1)
        best = steps.max(axis=1) + odds[:, t]
    path = np.zeros((count, size), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    rows = np.arange(count)
    for t in range(size - 1, 0, -1):
        path[:, t - 1] = back[rows, t, path[:, t]]
    return path
