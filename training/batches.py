"""Batches: articles cut into windows, with what the network should say of each."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from dateline.reader.attribution.learned.clues import COLUMNS
from dateline.reader.attribution.learned.links import distances
from dateline.reader.attribution.learned.windows import Window, pack
from training.corpus import ROLES, Array, Article

SOURCE, CONTENT = 1, 2  # what a token is to a cue
WRONG = 3  # proposals of the rules that are no cue, shown to the link head with nothing to find, a window at most
_FITTED = [COLUMNS.index(name) for name in ("role", "rate")]
_PARSED = [COLUMNS.index(name) for name in ("tag", "dep")]


@dataclass(frozen=True)
class Example:
    """One window. `heads` are the places of the tokens' first pieces; `cues` rows are (first, last) tokens."""

    article: Article
    window: Window
    pieces: Array
    clues: Array
    heads: Array
    cue_tags: Array  # by token: 0 none, 1 first, 2 further
    cues: Array
    roles: Array  # cues x tokens


@dataclass(frozen=True)
class Batch:
    """Padded windows, and their tokens end to end (`rows`, `heads` say where each is)."""

    pieces: Tensor
    clues: Tensor
    mask: Tensor
    examples: Sequence[Example]


def examples_of(article: Article, opens: int, closes: int, rng: random.Random | None = None) -> Iterator[Example]:
    """The windows of an article; with `rng`, begun at a random paragraph and with clues left out now and then."""
    offsets = np.concatenate([[0], np.cumsum(article.sizes)])
    attributions = _attributions(article)
    for window in _windows(article, rng):
        a, b = window.first, window.end
        pieces = np.concatenate([[opens], article.pieces[offsets[a] : offsets[b]], [closes]]).astype(np.int64)
        told = np.array(article.clues[a:b], dtype=np.int64)
        if rng is not None and rng.random() < 0.1:
            told[:, _FITTED] = 0
        if rng is not None and rng.random() < 0.1:
            told[:, _PARSED] = 0
        clues = np.zeros((len(pieces), told.shape[1]), dtype=np.int64)
        clues[1:-1] = np.repeat(told, article.sizes[a:b], axis=0)
        tags, cues, roles = _answers(article, attributions, window, rng)
        yield Example(article, window, pieces, clues, offsets[a:b] - offsets[a] + 1, tags, cues, roles)


def _windows(article: Article, rng: random.Random | None) -> list[Window]:
    """All of them; in training cut in two at a random paragraph first, so that no two epochs show the same windows."""
    sizes, sentence, paragraph = (list(map(int, x)) for x in (article.sizes, article.sentence, article.paragraph))
    if rng is None:
        return pack(sizes, sentence, paragraph)
    begins = [i for i in range(1, len(sizes)) if paragraph[i] != paragraph[i - 1]]
    at = rng.choice(begins) if begins else 0
    tail = pack(sizes[at:], sentence[at:], paragraph[at:])
    return pack(sizes[:at], sentence[:at], paragraph[:at]) + [
        Window(w.first + at, w.end + at, w.own_first + at, w.own_end + at) for w in tail
    ]


def _attributions(article: Article) -> list[dict[str, list[tuple[int, int]]]]:
    found: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for n, role, first, last in article.marks.tolist():
        found[n][ROLES[role]].append((first, last))
    return [a for a in found.values() if a["cue"]]


def _answers(
    article: Article, attributions: list[dict[str, list[tuple[int, int]]]], window: Window, rng: random.Random | None
) -> tuple[Array, Array, Array]:
    a, b = window.first, window.end
    tags = np.zeros(b - a, dtype=np.int64)
    cues, roles = [], []
    for attribution in attributions:
        first, last = attribution["cue"][0][0], attribution["cue"][-1][1]
        if not a <= first <= last < b:
            continue
        tags[first - a : last + 1 - a] = 2
        tags[first - a] = 1
        role = np.zeros(b - a, dtype=np.int64)
        for value, name in ((CONTENT, "content"), (SOURCE, "source")):
            for s, e in attribution[name]:
                role[max(s, a) - a : max(min(e + 1, b), a) - a] = value
        cues.append((first - a, last - a))
        roles.append(role)
    if rng is not None:
        wrong = [
            (f - a, e - a)
            for f, e in article.proposals.tolist()
            if a <= f <= e < b and not tags[f - a : e + 1 - a].any()
        ]
        for pair in rng.sample(wrong, min(WRONG, len(wrong))):
            cues.append(pair)
            roles.append(np.zeros(b - a, dtype=np.int64))
    return tags, np.array(cues, dtype=np.int64).reshape(-1, 2), np.array(roles, dtype=np.int64).reshape(-1, b - a)


def batched(examples: Sequence[Example], pieces: int, rng: random.Random | None = None) -> Iterator[Batch]:
    """Windows of like length together, about `pieces` padded word pieces a batch."""
    order = sorted(examples, key=lambda e: len(e.pieces) + (rng.random() * 16 if rng is not None else 0))
    groups: list[list[Example]] = [[]]
    for example in order:
        if groups[-1] and (len(groups[-1]) + 1) * max(len(example.pieces), len(groups[-1][0].pieces)) > pieces:
            groups.append([])
        groups[-1].append(example)
    if rng is not None:
        rng.shuffle(groups)
    for group in groups:
        if group:
            yield collate(group)


def collate(group: Sequence[Example]) -> Batch:
    longest = max(len(example.pieces) for example in group)
    pieces = torch.zeros(len(group), longest, dtype=torch.long)
    clues = torch.zeros(len(group), longest, len(COLUMNS), dtype=torch.long)
    mask = torch.zeros(len(group), 1, 1, longest, dtype=torch.bool)
    for n, example in enumerate(group):
        size = len(example.pieces)
        pieces[n, :size] = torch.from_numpy(example.pieces)
        clues[n, :size] = torch.from_numpy(example.clues)
        mask[n, :, :, :size] = True
    return Batch(pieces, clues, mask, group)


def distance_of(example: Example) -> Tensor:
    return torch.from_numpy(distances(len(example.heads), example.cues[:, 0], example.cues[:, 1]))
