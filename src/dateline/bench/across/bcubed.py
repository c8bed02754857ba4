"""B-cubed: how well one clustering of things fits another, thing by thing.

Bagga, A. and Baldwin, B. (1998): Entity-based cross-document coreferencing using the vector space model, COLING-ACL.
Of each thing, precision is the share of its cluster that truly belongs with it, recall the share of what truly belongs
with it that its cluster holds, itself counted in both; a thing that stands alone counts as much as any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def each(gold: Mapping[Thing, Hashable], got: Mapping[Thing, Hashable]) -> dict[Thing, tuple[float, float]]:
    """Precision and recall of each thing, 0 to 1. Both clusterings must be of the same things."""
    if gold.keys() != got.keys():
        raise ValueError(f"not the same things: {len(gold.keys() ^ got.keys())} are in one clustering alone")
    true, found = Counter(gold.values()), Counter(got.values())
    both = Counter((gold[thing], got[thing]) for thing in gold)
    out = {}
    for thing, cluster in gold.items():
        together = both[cluster, got[thing]]
        out[thing] = together / found[got[thing]], together / true[cluster]
    return out


def mean(scores: Iterable[tuple[float, float]]) -> tuple[float, float, float]:
    """Mean precision and recall in percent, and F1 of the two; zeros for no things."""
    listed = list(scores)
    if not listed:
        return 0.0, 0.0, 0.0
    p, r = (100 * sum(column) / len(listed) for column in zip(*listed, strict=True))
    return p, r, 2 * p * r / (p + r)


def bcubed(gold: Mapping[Thing, Hashable], got: Mapping[Thing, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent of the clustering `got` against `gold`: thing -> the cluster it is in."""
    return mean(each(gold, got).values())
