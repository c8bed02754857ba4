"""Intervals by bootstrap: the articles are drawn again and again, and the middle 95% of what comes out is given.

All systems are scored on the same draws, so that the interval of a difference is that of paired articles.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from dateline.bench.common import prf

Counts = tuple[int, int, int]  # right, predicted, gold: of one article
Interval = tuple[float, float]

SAMPLES = 1000
SEED = 20240501


def draws(articles: int) -> list[list[int]]:
    """As many articles as there are, drawn with replacement, 1000 times; always the same for the same number."""
    rng = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    each = range(articles)
    return [[rng.choice(each) for _ in each] for _ in range(SAMPLES if articles else 0)]


def f1_of(articles: Sequence[Counts], drawn: Sequence[Sequence[int]]) -> list[float]:
    """F1 over each draw."""
    return [prf(*(sum(column) for column in zip(*(articles[i] for i in draw), strict=True)))[2] for draw in drawn]


def middle(values: Sequence[float]) -> Interval:
    """The bounds of the middle 95%."""
    if not values:
        return 0.0, 0.0
    ranked = sorted(values)
    return ranked[int(0.025 * len(ranked))], ranked[int(0.975 * len(ranked)) - 1]


def between(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """The interval of the difference of two systems over the same draws."""
    return middle([a - b for a, b in zip(ours, theirs, strict=True)])
