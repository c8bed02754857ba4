"""Factuality: how real the words make a predicate, from -3 (it did not happen) to 3 (it did)."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("factuality.json")
MAIN = 0  # the table that is used; those after it never saw one fold each of the predicates it was fitted on


@dataclass(frozen=True, slots=True)
class Factuality:
    """What each clue weighs, and the score that the sum of a predicate's weights stands for.

    Each clue has one weight a table. `steps` has, for each table, sums in rising order and the scores between them:
    the median of what people would answer for such a sum, so that the error to be expected is least.
    """

    weights: dict[str, tuple[float, ...]]
    steps: tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]
    fitted_on: str  # SHA-256 of the file whose predicates it was fitted on

    @property
    def folds(self) -> int:
        return len(self.steps) - 1

    def score(self, clues: Sequence[str], table: int = MAIN) -> float:
        """The score of a predicate that has these clues. Those that the table does not know weigh nothing."""
        total = sum(self.weights[clue][table] for clue in clues if clue in self.weights)
        sums, scores = self.steps[table]
        return scores[bisect_right(sums, total)]


@lru_cache(maxsize=1)
def shipped() -> Factuality:
    """The table that comes with the program (made by tools/fit_factuality.py)."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    weights = {clue: tuple(own) for clue, own in table["weights"].items()}
    steps = tuple((tuple(step["sums"]), tuple(step["scores"])) for step in table["steps"])
    return Factuality(weights, steps, table["fitted_on"])
