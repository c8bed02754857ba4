"""Many rows at once, by the shortest way that each database has: COPY on PostgreSQL, one prepared INSERT on SQLite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from dateline.ledger.engine import is_sqlite


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows to a table without lists; all of them have the columns of the first, in whatever order."""
    if rows:
        columns = tuple(rows[0])
        insert_values(connection, table, columns, [tuple([row[name] for name in columns]) for row in rows])


def insert_values(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Adds rows to a table, each the values of `columns`, lists as JSON; other columns are NULL."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    if is_sqlite(connection.dialect):
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(rows))  # noqa: S608
        return
    driver: Any = connection.dialect.loaded_dbapi
    cursor: Any = connection.connection.cursor()
    statement = f'COPY "{table.name}" ({names}) FROM STDIN'
    try:
        with cursor.copy(statement) as copy:
            for values in rows:
                copy.write_row(values)
    except driver.Error as error:
        raise DBAPIError(statement, None, error) from error
    finally:
        cursor.close()
