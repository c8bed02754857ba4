"""The events layer: what is said to have happened, by whom, to whom."""

from dateline.reader.events.layer import EventsLayer

__all__ = ["EventsLayer"]
