"""Many rows at once, by the shortest way that each database has: COPY on PostgreSQL, one prepared INSERT on SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import JSON, Connection, Table
from sqlalchemy.exc import DBAPIError

from dateline.ledger.engine import is_sqlite

Row = Mapping[str, Any]


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Adds rows to a table; a column that they do not have is NULL. All of them have the columns of the first."""
    if not rows:
        return
    columns = tuple(name for name in table.columns.keys() if name in rows[0])  # noqa: SIM118 - of columns
    tuples = _tuples(table, columns, rows)
    names = ", ".join(f'"{name}"' for name in columns)
    if is_sqlite(connection.dialect):
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(tuples))  # noqa: S608
        return
    driver: Any = connection.dialect.loaded_dbapi
    cursor: Any = connection.connection.cursor()
    statement = f'COPY "{table.name}" ({names}) FROM STDIN'
    try:
        with cursor.copy(statement) as copy:
            for values in tuples:
                copy.write_row(values)
    except driver.Error as error:
        raise DBAPIError(statement, None, error) from error
    finally:
        cursor.close()


def _tuples(table: Table, columns: tuple[str, ...], rows: Iterable[Row]) -> Iterable[tuple[Any, ...]]:
    lists = tuple(i for i, name in enumerate(columns) if _is_list(table, name))
    for row in rows:
        values = [row[name] for name in columns]
        for i in lists:
            values[i] = list_json(values[i])
        yield tuple(values)


@cache
def _is_list(table: Table, name: str) -> bool:
    return isinstance(table.c[name].type, JSON)


def list_json(values: Sequence[Any] | Mapping[str, str]) -> str:
    """A list of words or of spans as JSON; anything else as it comes."""
    if isinstance(values, Mapping):
        return "{" + ",".join(f"{encode_basestring(k)}:{encode_basestring(v)}" for k, v in values.items()) + "}"
    return "[" + ",".join(map(_element(values), values)) + "]"


def _element(values: Sequence[Any]) -> Callable[[Any], str]:
    return encode_basestring if values and isinstance(values[0], str) else lambda span: f"[{span[0]},{span[1]}]"
