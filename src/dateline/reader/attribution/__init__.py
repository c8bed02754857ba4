"""The attribution layer: who is said to have said what."""

from dateline.reader.attribution.layer import AttributionLayer

__all__ = ["AttributionLayer"]
