"""Classes: precision, recall and F1 of each, their macro average, and its interval by bootstrap."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.bench.attribution.interval import Interval, draws, middle
from dateline.bench.common import prf

RIGHT, MADE, GOLD = 0, 1, 2  # the columns of a tally
Tally = npt.NDArray[np.int64]  # units x classes x (right, made, gold)


@dataclass(frozen=True, slots=True)
class Scores:
    """What one system got right: `classes` holds (precision, recall, F1, gold, made) of each, in percent and counts."""

    classes: dict[str, tuple[float, float, float, int, int]]
    macro: float
    interval: Interval


def tally(
    names: Sequence[str], gold: Sequence[Set[str]], made: Sequence[Set[str]], unit: Sequence[int] | None = None
) -> Tally:
    """Count the classes of each item, added up by `unit` (what is drawn for the interval: items that go together)."""
    units = range(len(gold)) if unit is None else unit
    out = np.zeros((max(units, default=-1) + 1, len(names), 3), dtype=np.int64)
    for u, wanted, told in zip(units, gold, made, strict=True):
        for n, name in enumerate(names):
            out[u, n] += (name in wanted and name in told, name in told, name in wanted)
    return out


def scores(names: Sequence[str], counts: Tally) -> Scores:
    """Of every class and of all; the interval draws units with replacement, 1000 times, from a fixed seed."""
    whole = counts.sum(axis=0)
    classes = {
        name: (*prf(*whole[n].tolist()), int(whole[n, GOLD]), int(whole[n, MADE])) for n, name in enumerate(names)
    }
    drawn = [macro_f1(counts[draw].sum(axis=0)) for draw in draws(len(counts))]
    return Scores(classes, macro_f1(whole), middle(drawn))


def macro_f1(whole: npt.NDArray[np.int64]) -> float:
    """The mean F1, in percent, of the classes that stand in the answers or in what was made of them."""
    said = whole[:, MADE] + whole[:, GOLD]
    f1 = 200 * whole[said > 0, RIGHT] / said[said > 0]
    return float(f1.mean()) if len(f1) else 0.0


def table(all_: Scores) -> list[list[str]]:
    """The rows of a table: one a class, the macro average last."""
    rows = [["", "gold", "made", "P", "R", "F1"]]
    for name, (p, r, f1, gold, made) in all_.classes.items():
        rows.append([name, str(gold), str(made), f"{p:.1f}", f"{r:.1f}", f"{f1:.1f}"])
    low, high = all_.interval
    rows.append(["macro-F1", "", "", "", f"{low:.1f}-{high:.1f}", f"{all_.macro:.1f}"])
    return rows


def figures(all_: Scores) -> dict[str, float]:
    """The figures by name: `macro_f1`, its bounds, and `f1_CLASS`."""
    low, high = all_.interval
    each = {f"f1_{name.lower()}": round(values[2], 1) for name, values in all_.classes.items()}
    return {"macro_f1": round(all_.macro, 1), "macro_f1_low": round(low, 1), "macro_f1_high": round(high, 1)} | each
