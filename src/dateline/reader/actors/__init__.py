"""The actors layer: who acts or is acted upon, under all the names they have in the report."""

from dateline.reader.actors.layer import ActorsLayer

__all__ = ["ActorsLayer"]
