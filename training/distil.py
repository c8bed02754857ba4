"""The distillation: one network learns what several say together, on the corpus and on texts that nobody marked."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from dateline.reader.attribution.learned.decode import find_cues
from training.batches import Batch, Example, batched, examples_of
from training.corpus import Array, Article
from training.network import Tagger
from training.train import LINK_SCALE, WRONG_WEIGHT, links_of, losses_of, one_variant_each, vectors_of

HARD = 0.3  # weight of the marked answers beside the teachers', where there are any
CUES_A_WINDOW = 24  # most cues of one unmarked window that are linked


@dataclass(frozen=True)
class Taught(Example):
    """A window with what the teachers say of it: probabilities, tokens x 3 and cues x tokens x 3."""

    cue_chances: Array
    role_chances: Array
    marked: bool


def taught(
    teachers: Sequence[Tagger],
    marked: Sequence[Article],
    unmarked: Sequence[Article],
    marks: tuple[int, int],
    seed: int,
) -> list[Taught]:
    """The windows of the corpus, most as written, and of the unmarked texts, read by all teachers once."""
    rng = random.Random(seed)
    examples = [(e, True) for article in one_variant_each(marked, rng) for e in examples_of(article, *marks, rng)]
    examples += [(e, False) for article in unmarked for e in examples_of(article, *marks)]
    is_marked = {id(e): known for e, known in examples}
    out: list[Taught] = []
    for teacher in teachers:
        teacher.eval()
    with torch.inference_mode():
        for done, batch in enumerate(batched([e for e, _ in examples], 8192), 1):
            if done % 20 == 0:
                print(f"the teachers read {len(out):,} of {len(examples):,} windows", file=sys.stderr)
            said = [vectors_of(teacher, batch) for teacher in teachers]
            for n, example in enumerate(batch.examples):
                out.append(_taught(teachers, [vectors[n] for vectors in said], example, is_marked[id(example)]))
    return out


def _taught(teachers: Sequence[Tagger], vectors: Sequence[Tensor], example: Example, marked: bool) -> Taught:
    chances = _mean([t.cues(v) for t, v in zip(teachers, vectors, strict=True)])
    if not marked:
        cues = find_cues(torch.log(chances + 1e-9).numpy())[:CUES_A_WINDOW]
        example = replace(example, cues=np.array(cues, dtype=np.int64).reshape(-1, 2))
    roles = np.zeros((0, len(example.heads), 3), dtype=np.float16)
    if len(example.cues):
        links = [links_of(t, example, v) for t, v in zip(teachers, vectors, strict=True)]
        roles = _mean(links).numpy().astype(np.float16)
    return Taught(**vars(example), cue_chances=chances.numpy().astype(np.float16), role_chances=roles, marked=marked)


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack([torch.softmax(s, dim=-1) for s in scores]).mean(dim=0)


def taught_losses(tagger: Tagger, batch: Batch) -> Iterator[Tensor]:
    """As in training, but against what the teachers say; the marked answers count with `HARD`."""
    examples = [e for e in batch.examples if isinstance(e, Taught)]
    vectors = vectors_of(tagger, batch)
    chances = torch.from_numpy(np.concatenate([e.cue_chances for e in examples])).float()
    cues = max(1.0, float(chances[:, 1].sum()))
    said = F.log_softmax(tagger.cues(torch.cat(vectors)), dim=-1)
    yield -(chances * said).sum() / cues
    total = torch.zeros(())
    for example, own in zip(examples, vectors, strict=True):
        if len(example.cues):
            links = F.log_softmax(links_of(tagger, example, own), dim=-1)
            wanted = torch.from_numpy(example.role_chances).float()
            each = -(wanted * links).sum(dim=(1, 2))
            real = wanted[:, :, 1:].sum(dim=(1, 2)) > 1.0
            total = total + torch.where(real, each, WRONG_WEIGHT * each).sum()
    yield total / cues / LINK_SCALE
    marked = [n for n, e in enumerate(examples) if e.marked]
    if marked:
        yield HARD * sum(
            losses_of([vectors[n] for n in marked], [examples[n] for n in marked], tagger), torch.zeros(())
        )
