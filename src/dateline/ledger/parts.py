"""Many values in few statements: lists of them cut so that one `IN (...)` holds each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select

T = TypeVar("T")
# Below the limits of both databases, few enough to be planned fast.
MANY = 1000


def parts(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists of at most `MANY`."""
    rest = iter(values)
    while part := list(islice(rest, MANY)):
        yield part


def within(connection: Connection, query: Select[Any], column: Any, values: Iterable[Any]) -> list[Any]:
    """What a query gives where a column has one of these values, each given once: its rows."""
    rows: list[Any] = []
    for part in parts(values):
        rows += connection.execute(query.where(column.in_(part))).all()
    return rows
