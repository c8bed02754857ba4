"""Krippendorff's alpha: agreement of any number of coders, on any scale, with values missing.

After K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections D and E.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Any

Unit = Sequence[Hashable]  # the values that coders gave one thing; whoever gave none is left out


class Scale(StrEnum):
    """How far apart two values are."""

    NOMINAL = "nominal"  # the same, or not
    ORDINAL = "ordinal"  # by how many values lie between
    INTERVAL = "interval"  # by their difference
    RATIO = "ratio"  # by their difference in proportion to their sum


def alpha(units: Iterable[Unit], scale: Scale) -> float | None:
    """1 minus observed over expected disagreement; None where nothing can be compared or all values are the same."""
    pairable = [unit for unit in units if len(unit) > 1]
    all_ = Counter(value for unit in pairable for value in unit)
    total = sum(all_.values())
    if len(all_) < 2:
        return None
    away = _Distance(all_, scale)
    observed = sum(_disagreement(Counter(unit), away) / (len(unit) - 1) for unit in pairable)
    expected = _disagreement(all_, away) / (total - 1)
    return 1.0 - observed / expected if expected else None


def agreement(units: Iterable[Unit]) -> float | None:
    """The share of pairs of values of one unit that are the same, each value counted as often as alpha counts it."""
    pairable = [unit for unit in units if len(unit) > 1]
    total = sum(map(len, pairable))
    if not total:
        return None
    same = sum(sum(n * (n - 1) for n in Counter(unit).values()) / (len(unit) - 1) for unit in pairable)
    return same / total


def _disagreement(values: Counter[Hashable], away: _Distance) -> float:
    """The distances of all ordered pairs of these values."""
    return 2 * sum(values[a] * values[b] * away(a, b) for a, b in combinations(values, 2))


class _Distance:
    """The squared distance of two values; on an ordinal scale it depends on how often each value was given."""

    def __init__(self, values: Counter[Any], scale: Scale) -> None:
        self.scale = scale
        self.below: dict[Any, float] = {}  # how many values lie below the middle of one
        if scale is Scale.ORDINAL:
            seen = 0
            for value in sorted(values):
                self.below[value] = seen + values[value] / 2
                seen += values[value]

    def __call__(self, a: Any, b: Any) -> float:
        if a == b:
            return 0.0
        match self.scale:
            case Scale.ORDINAL:
                return float((self.below[a] - self.below[b]) ** 2)
            case Scale.INTERVAL:
                return float((a - b) ** 2)
            case Scale.RATIO:
                return float(((a - b) / (a + b)) ** 2) if a + b else 0.0
        return 1.0
