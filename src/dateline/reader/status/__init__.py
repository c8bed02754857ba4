"""The status layer: what the words say of each event's reality."""

from dateline.reader.status.layer import StatusLayer

__all__ = ["StatusLayer"]
