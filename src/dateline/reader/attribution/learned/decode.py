"""Decoding: from the network's scores to cues, and to each cue's source and content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
Range = tuple[int, int]  # tokens, both inclusive

EAGER = 1.5  # log-odds by which cues are favoured: what is unlikely is weighed later
SWITCH = 1.0  # log-odds that a change between within and without costs: contents are few and long
NEVER = -30.0  # log-odds of what cannot be
SOMEBODY = 0.15  # least chance of a source's likeliest token
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
    """Cues from tokens x (none, first, further): stretches that may be cues, parted where a first follows."""
    odds = log_softmax(scores)
    likely = np.logaddexp(odds[:, 1], odds[:, 2]) > odds[:, 0] - EAGER
    further = odds[:, 2] >= odds[:, 1]
    cues: list[Range] = []
    for begin, last in _runs(likely):
        starts = [begin, *(i for i in range(begin + 1, last + 1) if not further[i])]
        cues.extend((a, b - 1) for a, b in pairwise([*starts, last + 1]))
    return cues


def cue_odds(scores: Scores, cue: Range) -> float:
    """Log-odds that the cue's first token is in a cue at all, or any of its tokens' where that is more."""
    odds = log_softmax(scores[cue[0] : cue[1] + 1])
    none = np.minimum(odds[:, 0], -1e-6)
    return float((np.log1p(-np.exp(none)) - none).max())


@dataclass(frozen=True, slots=True)
class Links:
    """The scores of one window's cues: cues x tokens x (none, source, content). `paragraph` is by token."""

    cues: list[Range]
    scores: Scores
    paragraph: Labels


def find_roles(windows: Sequence[Links]) -> list[list[Found]]:
    """Each cue's source and content, by window; all windows are gone through at once, which is quick."""
    counts = [len(window.cues) for window in windows]
    longest = max((window.scores.shape[1] for window in windows), default=0)
    out = np.zeros((sum(counts), longest), dtype=np.float32)  # beyond a window's end either costs nothing
    within = np.zeros((sum(counts), longest), dtype=np.float32)
    sources: list[Range | None] = []
    odds: list[Scores] = []
    for window in windows:
        own = log_softmax(window.scores)
        for n, (first, last) in enumerate(window.cues):
            own[n, first : last + 1] = (0, NEVER, NEVER)
            source = _source(own[n], window.paragraph)
            if source is not None:
                own[n, source[0] : source[1] + 1, _CONTENT] = NEVER
            row, size = len(sources), own.shape[1]
            out[row, :size] = np.maximum(own[n, :, _NONE], own[n, :, _SOURCE])
            within[row, :size] = own[n, :, _CONTENT]
            sources.append(source)
            odds.append(own[n])
    paths = iter(zip(_best_path(out, within), odds, sources, strict=True))
    return [[_found(cue, window.paragraph, *next(paths)) for cue in window.cues] for window in windows]


def _source(odds: Scores, paragraph: Labels) -> Range | None:
    """The stretch around the likeliest token of a source, in one paragraph: nearly every cue has one; it is short."""
    chances = np.exp(odds[:, _SOURCE])
    top = int(chances.argmax())
    if chances[top] < SOMEBODY:
        return None
    within = (chances >= max(SOMEBODY / 2, chances[top] / 3)) & (paragraph == paragraph[top])
    first = last = top
    while first > 0 and within[first - 1]:
        first -= 1
    while last + 1 < len(within) and within[last + 1]:
        last += 1
    return first, last


def _found(cue: Range, paragraph: Labels, path: Labels, odds: Scores, source: Range | None) -> Found:
    path = path[: len(odds)]
    near = paragraph == paragraph[cue[0]]
    if path[near].any():  # "He said:", with the words in the next paragraph, is another matter
        path = np.where(near, path, 0)
    content = odds[path == 1, _CONTENT]
    mean = float(content.mean()) if len(content) else -9.0
    some = float(odds[:, _SOURCE].max())
    source_score = some if source is not None else float(np.log1p(-np.exp(min(some, -1e-6))))
    return Found(cue, source, tuple(_runs(path)), 0.0, mean, source_score)


def moved(found: Found, by: int, odds: float) -> Found:
    """The same with every token `by` further on, and with its cue's log-odds."""

    def move(r: Range) -> Range:
        return r[0] + by, r[1] + by

    source = move(found.source) if found.source is not None else None
    return replace(found, cue=move(found.cue), source=source, content=tuple(map(move, found.content)), cue_score=odds)


def _runs(path: npt.NDArray[Any]) -> list[Range]:
    inside = np.concatenate([[0], path.astype(np.int8), [0]])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return [(int(a), int(b) - 1) for a, b in edges.reshape(-1, 2)]


def _best_path(out: Scores, within: Scores) -> Labels:
    """Which tokens are within (1), for sequences x tokens; a change costs `SWITCH` (Viterbi, all sequences at once)."""
    count, size = out.shape
    if not size:
        return np.zeros((count, size), dtype=np.int64)
    stay = np.zeros((2, count, size), dtype=bool)
    best = np.stack([out[:, 0], within[:, 0]])
    for t in range(1, size):
        change = best[::-1] - SWITCH
        stay[:, :, t] = best >= change
        best = np.maximum(best, change) + np.stack([out[:, t], within[:, t]])
    path = np.zeros((count, size), dtype=np.int64)
    path[:, -1] = best[1] > best[0]
    rows = np.arange(count)
    for t in range(size - 1, 0, -1):
        same = stay[path[:, t], rows, t]
        path[:, t - 1] = np.where(same, path[:, t], 1 - path[:, t])
    return path
