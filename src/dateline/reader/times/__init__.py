"""The times layer: temporal expressions and what they resolve to."""

from dateline.reader.times.layer import TimesLayer

__all__ = ["TimesLayer"]
