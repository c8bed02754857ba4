"""The ledger at scale, on generated readings: what adding, asking and weighing cost."""

from dateline.bench.ledger.generated import Generated, generate
from dateline.bench.ledger.measure import run

__all__ = ["Generated", "generate", "run"]
