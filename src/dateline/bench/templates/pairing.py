"""Pairings: the heaviest one-to-one pairing of a matrix, and the largest one-to-one pairing of entities."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.bench.pairing import largest
from dateline.bench.templates.answer import Entity


def fits(ours: Entity, theirs: Entity) -> bool:
    """Every name that we give is among theirs."""
    return ours <= theirs


def pairs(ours: Sequence[Entity], theirs: Sequence[Entity]) -> list[tuple[int, int]]:
    """As many one-to-one pairs of fitting entities as there can be, in order."""
    return sorted(largest([[j for j, entity in enumerate(theirs) if fits(each, entity)] for each in ours]).items())


def heaviest(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The one-to-one pairing of rows and columns with the largest sum of weights, none of them below 0.

    The Hungarian method with potentials, in O(rows² columns), on whole numbers of any size: nothing is rounded.
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        return sorted((i, j) for j, i in heaviest([list(column) for column in zip(*weights, strict=True)]))
    rows, columns = len(weights), len(weights[0])
    start = columns  # a column apart, at which each search begins
    of_row, of_column = [0] * rows, [0] * (columns + 1)
    row_at: list[int | None] = [None] * (columns + 1)
    for row in range(rows):
        row_at[start] = row
        here = start
        came_from = [start] * columns
        slack: list[int | None] = [None] * columns
        visited: list[int] = []
        free = set(range(columns))
        while (current := row_at[here]) is not None:
            visited.append(here)
            free.discard(here)
            nearest, least = -1, None
            for column in sorted(free):
                cost = -weights[current][column] - of_row[current] - of_column[column]
                known = slack[column]
                if known is None or cost < known:
                    slack[column] = known = cost
                    came_from[column] = here
                if least is None or known < least:
                    nearest, least = column, known
            assert least is not None
            for column in visited:
                owner = row_at[column]
                assert owner is not None
                of_row[owner] += least
                of_column[column] -= least
            for column in free:
                known = slack[column]
                assert known is not None
                slack[column] = known - least
            here = nearest
        while here != start:
            row_at[here] = row_at[came_from[here]]
            here = came_from[here]
    return sorted((row, column) for column, row in enumerate(row_at[:start]) if row is not None)
