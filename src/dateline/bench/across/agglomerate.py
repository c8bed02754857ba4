"""Average-linkage agglomerative clustering, by the nearest-neighbour chain (Murtagh 1983): time and room n squared."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


def average_linkage(likeness: Matrix, least: float) -> list[int]:
    """The number of the cluster that each thing is in: those are joined whose mean likeness is `least` or more.

    `likeness` is symmetric. Clusters are numbered in the order of their first things.
    """
    n = len(likeness)
    near = likeness.astype(np.float32, copy=True)
    np.fill_diagonal(near, -np.inf)
    size = np.ones(n)
    joined = list(range(n))
    chain: list[int] = []
    left = list(range(n))[::-1]  # where a chain may begin, the last first
    gone = np.zeros(n, dtype=bool)
    while len(left) > 1 or chain:
        if not chain:
            chain.append(left[-1])
        end = chain[-1]
        row = near[end]
        nearest = int(row.argmax())
        if len(chain) > 1 and row[chain[-2]] >= row[nearest]:
            nearest = chain[-2]
        if row[nearest] == -np.inf:  # nothing else is left
            break
        if len(chain) < 2 or nearest != chain[-2]:
            chain.append(nearest)
            continue
        chain = chain[:-2]
        height = row[nearest]
        keep, drop = sorted((end, nearest))
        if height >= least:
            joined[drop] = keep
        # Mean likeness to what both hold; of a cluster that is joined no more it no longer matters.
        near[keep] = near[:, keep] = (size[keep] * near[keep] + size[drop] * near[drop]) / (size[keep] + size[drop])
        near[drop] = near[:, drop] = -np.inf
        near[keep, keep] = -np.inf
        size[keep] += size[drop]
        gone[drop] = True
        while left and gone[left[-1]]:
            left.pop()
    return numbered(joined)


def numbered(joined: list[int]) -> list[int]:
    """Clusters from links, each to a thing before it or to itself, as numbers from 0 in order of their first things."""
    roots: list[int] = []
    numbers: dict[int, int] = {}
    for i, to in enumerate(joined):
        roots.append(i if to == i else roots[to])
        numbers.setdefault(roots[i], len(numbers))
    return [numbers[root] for root in roots]
