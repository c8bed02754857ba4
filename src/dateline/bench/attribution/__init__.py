"""The attribution benchmark: Dateline's ways of finding who said what, and its peers, in one table."""

from dateline.bench.attribution.measure import run
from dateline.bench.attribution.score import MANNERS, Tally, compare

__all__ = ["MANNERS", "Tally", "compare", "run"]
