"""The counts layer: how many were killed, injured, abducted, detained, displaced, deployed."""

from dateline.reader.counts.layer import CountsLayer

__all__ = ["CountsLayer"]
