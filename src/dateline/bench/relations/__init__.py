"""Relations: of what PLOVER type is what a given source does to a given target."""

from dateline.bench.relations.measure import run

__all__ = ["run"]
