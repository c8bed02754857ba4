"""The guard that no recorded row is changed or removed, by this program or any other."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from dateline.ledger.engine import is_sqlite


def guard(connection: Connection, tables: Iterable[str]) -> None:
    """Triggers on tables of recorded rows that refuse UPDATE and DELETE (and TRUNCATE)."""
    sqlite = is_sqlite(connection.dialect)
    if not sqlite:
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION dateline_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'a ledger is append-only'; END $$"
        )
    for table in tables:
        for act in ("UPDATE", "DELETE") if sqlite else ("UPDATE", "DELETE", "TRUNCATE"):
            name = f"{table}_no_{act.lower()}"
            body = (
                "BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END"
                if sqlite
                else "FOR EACH STATEMENT EXECUTE FUNCTION dateline_refuse()"
            )
            connection.exec_driver_sql(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {body}")
