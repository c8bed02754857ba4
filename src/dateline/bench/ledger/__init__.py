"""The ledger at scale, on generated readings: what adding, asking and weighing cost."""

from dateline.bench.ledger.generated import Generated, generate

__all__ = ["Generated", "generate"]
