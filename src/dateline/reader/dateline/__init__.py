"""The dateline: the place, the date and the agency that open a report, and the name of who wrote it."""

from dateline.reader.dateline.layer import DatelineLayer

__all__ = ["DatelineLayer"]
