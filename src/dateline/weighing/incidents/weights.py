"""Weights: what each reason is worth, in log-odds, from the list `incident_weights`."""

from __future__ import annotations

from functools import cache
from math import exp

from dateline.weighing.lists import table


@cache
def weights() -> dict[str, float]:
    """Reason -> weight."""
    return {row["reason"]: float(row["weight"]) for row in table("incident_weights")}


def chance(odds: float) -> float:
    """Log-odds as a chance, 0 to 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
