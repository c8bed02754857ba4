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
from dateline.reader.heads.relations import inputs
from training.corpus import Array

RIDGE = 0.01  # weight of the squares of the weights, on standardised inputs
STEPS = 200


def read(path: Path) -> tuple[list[Row], Array]:
    """The marked sentences, and what the head is told of each."""
    table, reader = rows(path), Reader(layers={"heads": "rules"})
    drafts = {text: draft_of(reader, text) for text in dict.fromkeys(row.text for row in table)}
    return table, np.stack([inputs(drafts[row.text], row.source, row.target) for row in table])


def fit(table: Sequence[Row], x: Array) -> dict[str, Array]:
    """The weights, for the head on all sentences and for one a fold."""
    y = np.array([TYPES.index(row.gold or "") for row in table])
    fold = np.array([fold_of(row.text) for row in table])
    fitted = [softmax(x[keep], y[keep]) for keep in (fold >= 0, *(fold != k for k in range(FOLDS)))]
    return {
        "relations.weight": np.stack([w for w, _ in fitted]),
        "relations.bias": np.stack([b for _, b in fitted]),
    }


def softmax(x: Array, y: Array) -> tuple[Array, Array]:
    """Multinomial logistic regression with a ridge; the standardising of the inputs is folded into the weights."""
    mean, deviation = x.mean(axis=0), x.std(axis=0)
    deviation[deviation < 1e-6] = np.inf
    told = torch.from_numpy((x - mean) / deviation).float()
    wanted = torch.from_numpy(y)
    weight = torch.zeros(len(TYPES), x.shape[1], requires_grad=True)
    bias = torch.zeros(len(TYPES), requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = F.cross_entropy(told @ weight.T + bias, wanted) + RIDGE * weight.square().sum() / 2
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    w = weight.detach().numpy() / deviation
    return w, bias.detach().numpy() - w @ mean
