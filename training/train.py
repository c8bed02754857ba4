"""The training of one seed: a schedule counted in word pieces, checkpoints that a stopped run goes on from."""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from training.batches import Batch, Example, batched, distance_of, examples_of
from training.corpus import Article
from training.network import Tagger

OTHER_CASE = 0.12  # share of articles shown in lower case, and the same in capitals
WRONG_WEIGHT = 0.3  # of cues that are none, in the link head's loss
LINK_SCALE = 10.0  # tokens whose loss weighs as much as a cue's


Epoch = Callable[[int], Iterable[Batch]]  # the batches of one epoch, by its seed
Losses = Callable[[Tagger, Batch], Iterable[Tensor]]  # of one batch, to be added up


@dataclass(frozen=True)
class Schedule:
    """How long and how fast: `pieces` word pieces in all, `batch` of them a step."""

    pieces: int = 2_500_000
    batch: int = 768
    rate: float = 2e-4  # of the encoder
    head_rate: float = 1e-3  # of what starts from nothing
    warm: float = 0.06  # share of the pieces over which the rates rise
    decay: float = 0.01


@dataclass
class Progress:
    """Where a run is."""

    pieces: int = 0
    steps: int = 0
    epoch: int = 0


def train(tagger: Tagger, epoch: Epoch, losses_of: Losses, schedule: Schedule, seed: int, out: Path) -> None:
    """Train in place; go on from `out`, the checkpoint of the last whole epoch, where it is."""
    torch.manual_seed(seed)
    optimizer = _optimizer(tagger, schedule)
    progress = Progress()
    if out.exists():
        progress = restore(out, tagger, optimizer)
        print(f"going on from {progress.pieces:,} pieces", file=sys.stderr)
    tagger.train()
    begun = time.monotonic()
    at_first, recent = progress.pieces, 0.0
    while progress.pieces < schedule.pieces:
        for batch in epoch(seed * 1000 + progress.epoch):
            _set_rates(optimizer, schedule, progress.pieces)
            loss = sum(losses_of(tagger, batch), torch.zeros(()))
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            progress.steps += 1
            progress.pieces += int(batch.mask.sum())
            recent = 0.98 * recent + 0.02 * float(loss.detach())
            if progress.steps % 50 == 0:
                pace = (progress.pieces - at_first) / (time.monotonic() - begun)
                shown = f"{recent / (1 - 0.98**progress.steps):.3f}"
                print(f"{progress.pieces:,} of {schedule.pieces:,} pieces, {pace:.0f}/s, loss {shown}", file=sys.stderr)
            if progress.pieces >= schedule.pieces:
                break
        progress.epoch += 1
        keep(out, tagger, optimizer, progress)


def epoch(articles: Sequence[Article], marks: tuple[int, int], size: int, seed: int) -> Iterator[Batch]:
    """All articles once, most as written, in an order and in windows of this seed. `marks` open and close a window."""
    rng = random.Random(seed)
    examples = [e for article in one_variant_each(articles, rng) for e in examples_of(article, *marks, rng)]
    yield from batched(examples, size, rng)


def one_variant_each(articles: Sequence[Article], rng: random.Random) -> Iterator[Article]:
    """Every article in one of its variants."""
    variants: dict[int, dict[int, Article]] = {}
    for article in articles:
        number, variant = map(int, article.number)
        variants.setdefault(number, {})[variant] = article
    for options in variants.values():
        draw = rng.random()
        yield options[1 if draw < OTHER_CASE else 2 if draw < 2 * OTHER_CASE else 0]


def marked_losses(tagger: Tagger, batch: Batch) -> Iterator[Tensor]:
    """Of a batch, against the marked answers."""
    yield from losses_of(vectors_of(tagger, batch), batch.examples, tagger)


def losses_of(vectors: Sequence[Tensor], examples: Sequence[Example], tagger: Tagger) -> Iterator[Tensor]:
    """Of the cues, and of what belongs to them; a cue weighs one."""
    tags = torch.from_numpy(np.concatenate([e.cue_tags for e in examples]))
    cues = max(1, int((tags == 1).sum()))
    yield F.cross_entropy(tagger.cues(torch.cat(list(vectors))), tags, reduction="sum") / cues
    total = torch.zeros(())
    for example, own in zip(examples, vectors, strict=True):
        if len(example.cues):
            scores = links_of(tagger, example, own)
            roles = torch.from_numpy(example.roles)
            each = F.cross_entropy(scores.transpose(1, 2), roles, reduction="none").sum(dim=1)
            real = (roles > 0).any(dim=1)
            total = total + torch.where(real, each, WRONG_WEIGHT * each).sum()
    yield total / cues / LINK_SCALE


def vectors_of(tagger: Tagger, batch: Batch) -> list[Tensor]:
    """One vector a token, by window."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = tagger.encoder(batch.pieces, batch.clues, batch.mask)
    out = out.float()
    return [out[n, torch.from_numpy(e.heads)] for n, e in enumerate(batch.examples)]


def links_of(tagger: Tagger, example: Example, vectors: Tensor) -> Tensor:
    cues = torch.from_numpy(example.cues)
    out: Tensor = tagger.links(vectors, cues[:, 0], cues[:, 1], distance_of(example))
    return out


def _optimizer(tagger: Tagger, schedule: Schedule) -> torch.optim.AdamW:
    new = [p for part in (tagger.encoder.clues, tagger.cues, tagger.links, tagger.heads) for p in part.parameters()]
    known = {id(p) for p in new}
    old = [p for p in tagger.parameters() if id(p) not in known]
    groups = [
        {"params": old, "top": schedule.rate, "weight_decay": schedule.decay},
        {"params": new, "top": schedule.head_rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=schedule.rate, betas=(0.9, 0.98), fused=True)


def _set_rates(optimizer: torch.optim.Optimizer, schedule: Schedule, pieces: int) -> None:
    done = min(1.0, pieces / schedule.pieces)
    share = done / schedule.warm if done < schedule.warm else 0.5 * (1 + math.cos(math.pi * done))
    for group in optimizer.param_groups:
        group["lr"] = group["top"] * max(share, 0.01)


def keep(path: Path, tagger: Tagger, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    """Written beside and moved into place, so that a kill leaves the checkpoint before."""
    state: dict[str, Any] = {
        "tagger": tagger.state_dict(),
        "optimizer": optimizer.state_dict(),
        "progress": vars(progress),
    }
    part = path.with_name(path.name + ".part")
    torch.save(state, part)
    part.replace(path)


def restore(path: Path, tagger: Tagger, optimizer: torch.optim.Optimizer | None = None) -> Progress:
    state = torch.load(path, weights_only=True)
    tagger.load_state_dict(state["tagger"], strict=False)  # a teacher of attributions has no heads
    if optimizer is not None:
        optimizer.load_state_dict(state["optimizer"])
    return Progress(**state["progress"])
