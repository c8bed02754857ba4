"""Facets of incidents: how many there are of each standing, type, status, country and month, among those chosen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facet:
    """A value and how many incidents have it; "" is none."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """`total` is how many are chosen. Each facet leaves its own choice aside, so that another can be taken of it."""

    total: int
    standing: tuple[Facet, ...]
    type: tuple[Facet, ...]
    status: tuple[Facet, ...]
    country: tuple[Facet, ...]
    month: tuple[Facet, ...]
