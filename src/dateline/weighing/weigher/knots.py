"""Knots: what is tied, directly or through others, comes under one number."""

from __future__ import annotations

from collections.abc import Iterable


class Knots:
    """Which knots become one: union by the smallest number."""

    def __init__(self) -> None:
        self.above: dict[int, int] = {}

    def find(self, knot: int) -> int:
        root = knot
        while (up := self.above.get(root, root)) != root:
            root = up
        while (up := self.above.get(knot, knot)) != root:
            self.above[knot] = root
            knot = up
        return root

    def join(self, one: int, other: int) -> None:
        a, b = self.find(one), self.find(other)
        if a != b:
            self.above[max(a, b)] = min(a, b)

    def moves(self) -> dict[int, int]:
        """Every knot that has come under another, and that other."""
        return {knot: root for knot in self.above if (root := self.find(knot)) != knot}

    def roots(self, knots: Iterable[int]) -> set[int]:
        return {self.find(knot) for knot in knots}
