"""A value that a list can be chosen by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a list can be chosen by, as people read it, and how many have it."""

    value: str
    label: str
    count: int
