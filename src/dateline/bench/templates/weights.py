"""The weights of the evidence: how much each feature speaks for a slot, or for an incident of a type in a report.

They are fitted by `tools/fit_templates.py` (logistic regression, on MUC-4's train split) and kept as a table.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

# The answers of the table's columns: slots of a phrase, then types of a report ("any" is an incident of some type).
ANY = "any"


@dataclass(frozen=True, slots=True)
class Weights:
    """For each answer the weight of each feature; the feature "" is the answer's own, whatever the evidence."""

    of: Mapping[str, Mapping[str, float]]

    def odds(self, answer: str, features: Mapping[str, float]) -> float:
        """The log-odds of an answer on the evidence."""
        weights = self.of[answer]
        return weights.get("", 0.0) + sum(weights[f] * value for f, value in features.items() if f in weights)


def parsed(lines: Iterable[str]) -> Weights:
    """A table of `answer, feature, weight` rows, tab-separated; `#` opens a remark."""
    found: dict[str, dict[str, float]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            answer, feature, weight = line.rstrip("\n").split("\t")
            found.setdefault(answer, {})[feature] = float(weight)
    return Weights(found)


@cache
def shipped() -> Weights:
    """The table that comes with the program."""
    text = (resources.files(__package__) / "weights.tsv").read_text(encoding="utf-8")
    return parsed(text.splitlines())


def chance(odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def odds_of(chance: float, *, least: float = 0.01) -> float:
    """A probability as log-odds, kept away from certainty."""
    p = min(max(chance, least), 1 - least)
    return math.log(p / (1 - p))
