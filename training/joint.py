"""The joint training: one encoder learns attributions from teachers and, from the lessons, what the heads tell."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor

from training.batches import Batch, batched
from training.distil import Taught, taught_losses
from training.lessons import Lesson
from training.network import Tagger
from training.practice import lesson_batches, lesson_losses

T = TypeVar("T")
HALF = 0.5  # how far from the encoder as it came towards the first teacher's the training begins
PAGE = 1200  # word pieces of a batch of whole articles
# By epoch, the shares shown: of the taught windows, of the police's articles, of the reports that tell of no incident.
# The last holds from there on: what the teachers say comes last, as it is what most readings rest on.
SHARES = ((0.4, 0.5, 0.6), (0.4, 0.5, 0.6), (0.35, 1.0, 0.5), (0.35, 1.0, 0.5), (1.0, 0.3, 0.3))


@dataclass(frozen=True)
class Material:
    """All that the joint training is shown."""

    taught: Sequence[Taught]
    incidents: Sequence[Lesson]
    acts: Sequence[Lesson]
    marks: tuple[int, int]
    batch: int

    def epoch(self, seed: int) -> Iterator[Batch]:
        """Batches of all kinds, in the order of this seed, which is the number of the epoch."""
        rng = random.Random(seed)
        teachers, police, nothing = SHARES[min(seed, len(SHARES) - 1)]
        told = [one for one in self.incidents if (one.whole != 0).any()]
        empty = [one for one in self.incidents if not (one.whole != 0).any()]
        out = list(batched(_some(self.taught, teachers, rng), self.batch, rng))
        out += lesson_batches(told + _some(empty, nothing, rng), self.marks, PAGE, rng)
        out += lesson_batches(_some(self.acts, police, rng), self.marks, PAGE, rng)
        rng.shuffle(out)
        yield from out


def joint_losses(tagger: Tagger, batch: Batch) -> Iterator[Tensor]:
    """Against what the teachers say, or against the lessons."""
    taught = isinstance(batch.examples[0], Taught)
    yield from (taught_losses if taught else lesson_losses)(tagger, batch)


def halfway(fresh: Tagger, teacher: Tagger) -> Tagger:
    """The encoder between what it was and what the teacher made of it, so that it keeps of both; the teacher's heads.

    Networks that began alike can be averaged (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022).
    """
    was, made = fresh.state_dict(), teacher.state_dict()
    with torch.no_grad():
        for name, tensor in fresh.state_dict().items():
            if name.startswith("encoder."):
                tensor.copy_(torch.lerp(was[name], made[name], HALF))
            elif not name.startswith("heads."):
                tensor.copy_(made[name])
    return fresh


def _some(of: Sequence[T], share: float, rng: random.Random) -> list[T]:
    return rng.sample(list(of), round(share * len(of)))
