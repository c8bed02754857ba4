"""The heads: what small networks read of events in the vectors that the attribution layer's encoder makes."""

from dateline.reader.heads.layer import HeadsLayer

__all__ = ["HeadsLayer"]
