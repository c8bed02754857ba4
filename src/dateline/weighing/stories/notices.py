"""Notices: an outlet's correction or retraction of its own earlier words."""

from __future__ import annotations

from dateline.records import Notice, Reading


def notices(reading: Reading) -> tuple[Notice, ...]:
    """The notices that a report holds, in the order of their words."""
    return ()
