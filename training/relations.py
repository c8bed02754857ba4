"""The head for relations: fitted on PLOVER's sentences, once on all and once without each fifth of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from dateline.bench.folds import FOLDS, fold_of
from dateline.bench.relations.corpus import Row, rows
from dateline.bench.relations.measure import draft_of
from dateline.reader import Reader
from dateline.reader.events.relation import TYPES
from dateline.reader.heads.relations import MEANS, inputs
from dateline.reader.vectors import WIDTH
from training.corpus import Array

LENGTH = 3.0  # of a vector, about, beside the rules' columns
RIDGE = 1 / 3  # weight of half the squares of the weights, beside the loss of one sentence
STEPS = 300


def read(path: Path) -> tuple[list[Row], Array]:
    """The marked sentences, and what the head is told of each."""
    table, reader = rows(path), Reader(layers={"heads": "rules"})
    drafts = {text: draft_of(reader, text) for text in dict.fromkeys(row.text for row in table)}
    return table, np.stack([inputs(drafts[row.text], row.source, row.target) for row in table])


def fit(table: Sequence[Row], x: Array) -> dict[str, Array]:
    """The weights, for the head on all sentences and for one a fold."""
    y = np.array([TYPES.index(row.gold or "") for row in table])
    fold = np.array([fold_of(row.text) for row in table])
    fitted = [scaled_fit(x[keep], y[keep]) for keep in (fold >= 0, *(fold != k for k in range(FOLDS)))]
    return {
        "relations.weight": np.stack([w for w, _ in fitted]),
        "relations.bias": np.stack([b for _, b in fitted]),
    }


def scaled_fit(x: Array, y: Array) -> tuple[Array, Array]:
    """Fitted with the mean vectors balanced, which is folded into the weights."""
    shift, scale = balance(x, [range(n, n + WIDTH) for n in range(x.shape[1] - MEANS, x.shape[1], WIDTH)])
    weight, bias = softmax((x - shift) * scale, y)
    weight = weight * scale
    return weight, bias - weight @ shift


def balance(x: Array, vectors: Sequence[range]) -> tuple[Array, Array]:
    """By column, what to take off and then to multiply by: each vector is then about LENGTH long and drowns nothing."""
    shift, scale = np.zeros(x.shape[1]), np.ones(x.shape[1])
    for columns in vectors:
        part = slice(columns.start, columns.stop)
        shift[part] = x[:, part].mean(axis=0)
        scale[part] = LENGTH / max(float((x[:, part] - shift[part]).std()) * len(columns) ** 0.5, 1e-6)
    return shift, scale


def softmax(x: Array, y: Array) -> tuple[Array, Array]:
    """Multinomial logistic regression with a ridge; every type weighs alike, however few its sentences."""
    told, wanted = torch.from_numpy(x).float(), torch.from_numpy(y)
    seen = np.bincount(y, minlength=len(TYPES))
    share = torch.from_numpy(len(y) / (len(TYPES) * np.maximum(seen, 1))).float()
    weight = torch.zeros(len(TYPES), x.shape[1], requires_grad=True)
    bias = torch.zeros(len(TYPES), requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        each = F.cross_entropy(told @ weight.T + bias, wanted, reduction="none") * share[wanted]
        loss = each.mean() + RIDGE * weight.square().sum() / (2 * len(y))
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return weight.detach().numpy(), bias.detach().numpy()
