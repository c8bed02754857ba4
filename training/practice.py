"""Practice: the lessons of the heads in batches of whole articles, and what the network's answers cost."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from dateline.reader.attribution.learned.clues import TAGS
from training.batches import Batch, Example, collate, examples_of
from training.lessons import UNKNOWN, Lesson
from training.network import Tagger
from training.train import vectors_of

NAMES = tuple(1 + TAGS.index(tag) for tag in ("NNP", "NNPS"))
CAPITALS = 0.5  # share of lower-case articles whose names are told as if they had capitals
# What each answer weighs, so that none drowns the others.
TAG, SENTENCE, WHOLE, ACT = 8.0, 2.0, 1.0, 4.0
RARE = 3.0  # what an answer that holds weighs beside one that does not, as most hold in one sentence of a hundred


def lesson_batches(
    lessons: Sequence[Lesson], marks: tuple[int, int], size: int, rng: random.Random | None = None
) -> Iterator[Batch]:
    """All windows of an article in one batch; about `size` word pieces a batch. With `rng`, in its order and varied."""
    order = list(lessons)
    if rng is not None:
        rng.shuffle(order)
    group: list[Example] = []
    for lesson in order:
        shown = with_capitals(lesson) if rng is not None and rng.random() < CAPITALS else lesson
        own = list(examples_of(shown, *marks, rng))
        if group and sum(len(e.pieces) for e in (*group, *own)) > size:
            yield collate(group)
            group = []
        group.extend(own)
    if group:
        yield collate(group)


def with_capitals(lesson: Lesson) -> Lesson:
    """A lower-case article, told as if its names and its sentences began with capitals; others as they are."""
    if (lesson.clues[:, 0] == 1).any():
        return lesson
    clues = lesson.clues.copy()
    named = np.isin(clues[:, 3], NAMES) | (clues[:, 1] > 0)
    clues[named & (clues[:, 0] == 0), 0] = 1
    return replace(lesson, clues=clues)


def lesson_losses(tagger: Tagger, batch: Batch) -> Iterator[Tensor]:
    """Of everything that is known of a batch's articles."""
    vectors = vectors_of(tagger, batch)
    tags, tag_scores = [], []
    sentences: dict[str, list[Tensor]] = defaultdict(list)
    whole: dict[int, list[Tensor]] = defaultdict(list)
    lessons: dict[int, Lesson] = {}
    for example, own in zip(batch.examples, vectors, strict=True):
        lesson = example.article
        assert isinstance(lesson, Lesson)
        w = example.window
        tags.append(lesson.tags[w.first : w.end])
        tag_scores.append(tagger.heads.tags(own))
        numbers, pooled = sentences_of(example, own)
        scores = tagger.heads.incidents(pooled)
        sentences["incidents"].append(_known(scores, lesson.incidents[numbers]))
        sentences["acts"].append(_known(tagger.heads.acts(pooled), lesson.acts[numbers], RARE))
        number = int(lesson.number[0])
        whole[number].append(scores)
        lessons[number] = lesson
    known = torch.from_numpy(np.concatenate(tags)).long()
    if bool((known != UNKNOWN).any()):
        yield TAG * F.cross_entropy(torch.cat(tag_scores), known, ignore_index=UNKNOWN)
    for name, weight in (("incidents", SENTENCE), ("acts", ACT)):
        if any(len(x) for x in sentences[name]):
            yield weight * torch.cat(sentences[name]).mean()
    scores = torch.stack([torch.cat(own).amax(dim=0) for own in whole.values()])
    of_whole = _known(scores, np.concatenate([lessons[n].whole for n in whole]))
    if len(of_whole):
        yield WHOLE * of_whole.mean()


def sentences_of(example: Example, vectors: Tensor) -> tuple[list[int], Tensor]:
    """The sentences that begin in a window's own part, and a vector each: the mean and the greatest of its tokens'."""
    w = example.window
    numbers = example.article.sentence[w.first : w.end]
    own = example.article.sentence[w.own_first : w.own_end]
    found, out = [], []
    for number in dict.fromkeys(own.tolist()):
        here = vectors[torch.from_numpy(numbers == number)]
        found.append(number)
        out.append(torch.cat([here.mean(dim=0), here.amax(dim=0)]))
    return found, torch.stack(out)


def _known(scores: Tensor, answers: np.ndarray, rare: float = 1.0) -> Tensor:  # type: ignore[type-arg]
    """The loss of every answer that is known."""
    wanted = torch.from_numpy(answers).float()
    each = F.binary_cross_entropy_with_logits(
        scores, wanted.clamp(min=0), reduction="none", pos_weight=torch.tensor(rare)
    )
    return each[wanted != UNKNOWN]
