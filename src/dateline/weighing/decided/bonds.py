"""Merges and splits as pairs of events that are one happening, or are not, free of contradiction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, product

from dateline.records import Act, Anchor, Decision
from dateline.weighing.decided.undone import in_force

Pair = tuple[str, str]


def bonds(
    decisions: Iterable[Decision], attach: Callable[[Anchor], str | None]
) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Pairs of event ids, each sorted, that persons put together and apart. `attach` finds the event of an anchor.

    Where decisions contradict each other, also through others, the later holds: the pairs of an earlier one that go
    against it are left out.
    """
    groups = _Groups()
    for decision in reversed(in_force(decisions)):
        if decision.act is Act.MERGE:
            for a, b in combinations(_ids(decision.about, attach), 2):
                groups.join(a, b)
        elif decision.act is Act.SPLIT:
            for a, b in product(_ids(decision.about, attach), _ids(decision.apart, attach)):
                groups.part(a, b)
    return frozenset(groups.together), frozenset(groups.apart)


def _ids(anchors: Iterable[Anchor], attach: Callable[[Anchor], str | None]) -> list[str]:
    return sorted(set(filter(None, map(attach, anchors))))


class _Groups:
    """Events joined so far, as a forest, and the pairs of groups that must not be."""

    def __init__(self) -> None:
        self.together: set[Pair] = set()
        self.apart: set[Pair] = set()
        self.above: dict[str, str] = {}
        self.barred: dict[str, set[str]] = {}  # the head of a group -> the heads of those it is no part of

    def join(self, a: str, b: str) -> None:
        head, other = self._head(a), self._head(b)
        if head == other:
            self.together.add(_pair(a, b))
        elif other not in self.barred.get(head, ()):
            self.together.add(_pair(a, b))
            self.above[other] = head
            for third in self.barred.pop(other, set()):
                self.barred[third].discard(other)
                self._bar(head, third)

    def part(self, a: str, b: str) -> None:
        head, other = self._head(a), self._head(b)
        if head != other:
            self.apart.add(_pair(a, b))
            self._bar(head, other)

    def _bar(self, a: str, b: str) -> None:
        self.barred.setdefault(a, set()).add(b)
        self.barred.setdefault(b, set()).add(a)

    def _head(self, id_: str) -> str:
        while id_ in self.above:
            id_ = self.above[id_]
        return id_


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)
