"""The head for acts of the police: fitted on IndiaPoliceEvents, with thresholds chosen on articles left out in turn."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from dateline.bench.sentences.corpus import Article, articles, rows
from dateline.bench.sentences.measure import draft_of
from dateline.reader import Reader
from dateline.reader.events.police import LABELS
from dateline.reader.heads.acts import GREATEST, RULES, inputs, odds_by_rules
from training.corpus import Array
from training.relations import balance

FOLDS = 5
RARE = 0.3  # how far a label's weight rises with its rareness: 0 not at all, 1 until both answers weigh alike
RIDGE = 10.0  # weight of half the squares of the weights, beside the loss of one sentence
STEPS = 100
CUTS = np.linspace(0.7, 0.999, 120)  # thresholds that are tried, as shares of the sentences below them


def read(path: Path, workers: int) -> tuple[Array, Array, Array]:
    """What the head is told of every sentence, the labels that hold, and the number of its article."""
    table = list(articles(rows(path)))
    with ProcessPoolExecutor(workers) as pool:
        told = list(pool.map(_told, table, chunksize=4))
    holds = [[label in (row.labels or ()) for label in LABELS] for article in table for row in article.rows]
    return np.concatenate(told), np.array(holds), np.repeat(np.arange(len(table)), [len(t) for t in told])


@cache
def _reader() -> Reader:
    return Reader(layers={"heads": "rules"})


def _told(article: Article) -> Array:
    return inputs(draft_of(_reader(), article), article.spans)


def fit(x: Array, y: Array, article: Array) -> dict[str, Array]:
    """The weights, and for each label the threshold that did best on articles that were left out."""
    left_out = np.zeros(y.shape)
    for k in range(FOLDS):
        own = article % FOLDS == k
        weight, bias = logistic(x[~own], y[~own])
        left_out[own] = x[own] @ weight.T + bias
    left_out += RULES * odds_by_rules(x)
    weight, bias = logistic(x, y)
    thresholds = np.array([best(left_out[:, n], y[:, n]) for n in range(y.shape[1])])
    return {"acts.weight": weight, "acts.bias": bias, "acts.threshold": thresholds}


def logistic(x: Array, y: Array) -> tuple[Array, Array]:
    """Logistic regressions with a ridge, one a label."""
    shift, scale = balance(x, [range(x.shape[1] - GREATEST, x.shape[1])])
    told = torch.from_numpy((x - shift) * scale).float()
    wanted = torch.from_numpy(y.astype(np.float32))
    holds = wanted.sum(dim=0).clamp(min=1)
    rare = ((len(y) - holds) / holds) ** RARE
    weight = torch.zeros(y.shape[1], x.shape[1], requires_grad=True)
    bias = torch.zeros(y.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        scores = told @ weight.T + bias
        loss = F.binary_cross_entropy_with_logits(scores, wanted, reduction="none", pos_weight=rare).sum()
        loss = (loss + RIDGE * weight.square().sum() / 2) / len(y)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    w = weight.detach().numpy() * scale
    return w, bias.detach().numpy() - w @ shift


def best(scores: Array, holds: Array) -> float:
    """The threshold of the highest F1."""

    def f1(cut: float) -> float:
        made = scores > cut
        return 2 * float((made & holds).sum()) / max(1, int(made.sum()) + int(holds.sum()))

    return max(map(float, np.unique(np.quantile(scores, CUTS))), key=f1)
