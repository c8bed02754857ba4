"""The reader: Report -> Reading. A pure function: no clock, no network, no database; same input, same output."""

from dateline.reader.reader import Reader, read

__all__ = ["Reader", "read"]
