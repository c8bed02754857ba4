"""Fits what each clue of a predicate weighs (src/dateline/reader/status/factuality.json) to people's scores.

tools/fit_factuality.py CONLL     predicates with a score from -3 to 3 in the third column (UDS-IH2's form)

An ordinal logistic regression with an L2 penalty: one weight a clue, and cuts between ten steps of the score. Of what
it expects, the median is taken, so that the mean absolute error is least. Besides the table that is used, one is fitted
without each tenth of the file (runs of sentences, so that one page is seldom on both sides): with these `dateline bench
factuality` scores that file, each predicate by the one that has not seen it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dateline.bench.common import sha256
from dateline.bench.factuality import Judged, predicates, read_blocks
from dateline.reader.status.factuality import TABLE

Array = npt.NDArray[np.float64]
EDGES = (-2.4, -1.6, -0.9, -0.01, 0.01, 0.9, 1.6, 2.2, 2.6)  # between the ten steps; the fifth is 0 itself
ZERO = 4
FOLDS = 10
LEAST = 4  # predicates that a clue must have
PENALTY = 6.0
ABOUT = (
    "What each clue of a predicate weighs: first in the table that is used, then in those that were fitted without one "
    "tenth of the file each. Fitted by tools/fit_factuality.py to the scores of UDS-IH2's dev split (White et al. 2016 "
    "and Rudinger et al. 2018; English Web Treebank); no sentence of it is here, only clues that four predicates share."
)


def main(path: Path) -> None:
    blocks = list(read_blocks(path))
    judged = [p for p in predicates(blocks) if p.gold is not None]
    counts = Counter(clue for p in judged for clue in p.clues)
    names = sorted(clue for clue, n in counts.items() if n >= LEAST)
    x, gold = matrix(judged, names), np.array([p.gold for p in judged])
    fold = np.array([(p.row - 1) * FOLDS // len(blocks) for p in judged])
    fitted = [fit(x, gold), *(fit(x[fold != k], gold[fold != k]) for k in range(FOLDS))]
    weights = {name: [round(float(w[n]), 3) for w, _ in fitted] for n, name in enumerate(names)}
    table = {
        "about": ABOUT,
        "fitted_on": sha256(path),
        "predicates": len(judged),
        "steps": [{"sums": sums, "scores": scores} for _, (sums, scores) in fitted],
        "weights": {name: own for name, own in weights.items() if any(own)},
    }
    lines = [f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(own)}" for name, own in table.pop("weights").items()]
    head = json.dumps(table, indent=1, ensure_ascii=False)[:-2]
    TABLE.write_text(f'{head},\n "weights": {{\n  ' + ",\n  ".join(lines) + "\n }\n}\n", encoding="utf-8")
    print(f"{len(judged)} predicates, {len(lines)} clues -> {TABLE}")


def matrix(judged: Sequence[Judged], names: Sequence[str]) -> Array:
    """Predicates x clues: 1 where it has one."""
    column = {name: n for n, name in enumerate(names)}
    out = np.zeros((len(judged), len(names)))
    for n, p in enumerate(judged):
        out[n, [column[clue] for clue in p.clues if clue in column]] = 1
    return out


def fit(x: Array, gold: Array) -> tuple[Array, tuple[list[float], list[float]]]:
    """The weights, and the steps from sums of weights to scores."""
    step = np.digitize(gold, EDGES)
    d = x.shape[1]
    below = np.array([np.mean(step <= k) for k in range(len(EDGES))])
    cuts = np.log(below / (1 - below))
    start = np.concatenate([np.zeros(d), cuts[:1], np.log(np.diff(cuts) + 1e-3)])
    found = lowest(lambda z: loss(z, x, step), start)
    weights, cuts = found[:d], cuts_of(found[d:])
    return weights, steps_of(x @ weights, cuts, gold, step)


def loss(z: Array, x: Array, step: npt.NDArray[np.int64]) -> tuple[float, Array]:
    """The penalised surprise at all answers, and its gradient."""
    d = x.shape[1]
    weights, cuts = z[:d], cuts_of(z[d:])
    total = x @ weights
    last = len(EDGES)
    upper = np.where(step < last, sigmoid(cuts[np.minimum(step, last - 1)] - total), 1.0)
    lower = np.where(step > 0, sigmoid(cuts[np.maximum(step - 1, 0)] - total), 0.0)
    chance = np.maximum(upper - lower, 1e-9)
    up, low = upper * (1 - upper), lower * (1 - lower)
    slope = np.zeros(last)
    np.add.at(slope, np.minimum(step, last - 1), np.where(step < last, -up / chance, 0))
    np.add.at(slope, np.maximum(step - 1, 0), np.where(step > 0, low / chance, 0))
    tail = np.cumsum(slope[::-1])[::-1]
    gradient = np.concatenate(
        [x.T @ ((up - low) / chance) + PENALTY * weights, tail[:1], tail[1:] * np.exp(z[d + 1 :])]
    )
    return float(-np.log(chance).sum() + PENALTY / 2 * weights @ weights), gradient


def cuts_of(free: Array) -> Array:
    """The cuts in rising order: the first, then the logarithms of the distances."""
    return np.cumsum(np.concatenate([free[:1], np.exp(free[1:])]))


def sigmoid(x: Array) -> Array:
    out: Array = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return out


def lowest(f: Callable[[Array], tuple[float, Array]], z: Array, most: int = 200, kept: int = 10) -> Array:
    """Where `f` is least, by L-BFGS with a backtracking line search (Nocedal 1980)."""
    value, gradient = f(z)
    moves: list[tuple[Array, Array]] = []
    for _ in range(most):
        way, back = -gradient.copy(), []
        for s, g in reversed(moves):
            a = s @ way / (g @ s)
            back.append(a)
            way -= a * g
        if moves:
            s, g = moves[-1]
            way *= (s @ g) / (g @ g)
        for (s, g), a in zip(moves, reversed(back), strict=True):
            way += s * (a - g @ way / (g @ s))
        size = 1.0 if moves else min(1.0, 1 / float(np.abs(gradient).sum()))
        for _ in range(30):
            there, slope = f(z + size * way)
            if there <= value + 1e-4 * size * (gradient @ way):
                break
            size /= 2
        move, change = size * way, slope - gradient
        gain = value - there
        z, value, gradient = z + move, there, slope
        if move @ change > 1e-10:
            moves = [*moves[-kept + 1 :], (move, change)]
        if gain < 1e-7 * abs(value):
            break
    return z


def steps_of(sums: Array, cuts: Array, gold: Array, step: npt.NDArray[np.int64]) -> tuple[list[float], list[float]]:
    """The score for each sum: the median of what is expected there; on the likelier side of 0."""
    values = np.unique(gold)
    within = np.array([[np.mean(gold[step == k] <= v) for v in values] for k in range(len(EDGES) + 1)])
    grid = np.linspace(sums.min() - 1, sums.max() + 1, 2000)
    below = sigmoid(cuts[None, :] - grid[:, None])
    chance = np.diff(np.concatenate([np.zeros((len(grid), 1)), below, np.ones((len(grid), 1))], axis=1), axis=1)
    middle = values[(chance @ within >= 0.5).argmax(axis=1)]
    side = np.where(chance[:, ZERO + 1 :].sum(axis=1) > chance[:, :ZERO].sum(axis=1), 1, -1)
    scores = np.where(np.sign(middle) == side, middle, 0.05 * side)
    turns = [n for n in range(1, len(grid)) if scores[n] != scores[n - 1]]
    return [round(float(grid[n]), 3) for n in turns], [round(float(scores[n]), 3) for n in (0, *turns)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
