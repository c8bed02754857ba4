"""The template benchmark (MUC-4): incidents filled in from readings, scored as the field scores them."""

from dateline.bench.templates.measure import run

__all__ = ["run"]
