"""Why a record is rejected: the reasons that come most often, to be given by one key."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, tuple[str, ...]] = {
    "event": (
        "the words tell of no such act",
        "told twice in this report",
        "general or figurative, no one happening",
        "background, long before this report",
        "not the report's own words",
    ),
    "claim": (
        "nobody is said to say this",
        "not the words that are said",
        "told twice in this report",
        "not the report's own words",
    ),
}
