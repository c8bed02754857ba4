"""Pairing: as many one-to-one pairs as there can be."""

from __future__ import annotations

from collections.abc import Sequence


def largest(edges: Sequence[Sequence[int]]) -> dict[int, int]:
    """The partner of each that has one, by augmenting paths (Kuhn); `edges` are whom each may have, best first."""
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in owner or place(owner[j], seen):
                owner[j] = i
                return True
        return False

    for i in range(len(edges)):
        place(i, set())
    return {i: j for j, i in owner.items()}
