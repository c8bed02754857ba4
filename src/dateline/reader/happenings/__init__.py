"""The happenings layer: what the report tells of again is put together with what it told before."""

from dateline.reader.happenings.layer import HappeningsLayer

__all__ = ["HappeningsLayer"]
