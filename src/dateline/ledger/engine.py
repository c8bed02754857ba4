"""One engine for both databases: addresses, connections, transactions."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from dateline.ledger.errors import LedgerError

# Seconds to wait for another writer.
PATIENCE = 60
# Any number that no other program locks by; the letters DATL.
LOCK = 0x4441544C
# The mark of an engine whose ledger can only be read.
FROZEN = "dateline_frozen"


def address(where: str | Path) -> URL:
    """The URL of a path or URL. Raises LedgerError for a database that is none of ours."""
    text = str(where)
    if isinstance(where, Path) or "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    if text.startswith("postgres://"):
        text = "postgresql://" + text.removeprefix("postgres://")
    try:
        url = make_url(text)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise LedgerError(
            "That is not an address of a ledger. Give a file (dateline.db) or postgresql://user@host/name."
        ) from None
    if backend == "sqlite":
        if not url.database or url.database == ":memory:":
            raise LedgerError("A ledger needs a file: sqlite:///dateline.db, or only dateline.db.")
        return URL.create("sqlite", database=url.database)
    if backend != "postgresql":
        raise LedgerError(f"A ledger is a SQLite file or a PostgreSQL database; {backend} is neither.")
    return url.set(drivername="postgresql+psycopg")


def shown(url: URL) -> str:
    """The address as it may be printed: no password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def connect(url: URL) -> Engine:
    """An engine that keeps the promises of the ledger: foreign keys hold, a write waits its turn, nothing is lost."""
    options: dict[str, Any] = {"json_serializer": json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode}
    if url.get_backend_name() == "sqlite":
        if frozen(path := Path(str(url.database))):
            there = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            options["creator"] = lambda: sqlite3.connect(there, uri=True, check_same_thread=False)
            options["execution_options"] = {FROZEN: True}
        engine = create_engine(url, connect_args={"timeout": PATIENCE}, **options)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(url, **options)
    except ModuleNotFoundError:
        raise LedgerError("A ledger in PostgreSQL needs psycopg: pip install 'dateline[postgres]'.") from None


def frozen(path: Path) -> bool:
    """Is it a SQLite file in a place where nothing may be written, not even the files that SQLite reads it by?"""
    wal = path.with_name(f"{path.name}-wal")
    return path.exists() and not os.access(path.parent, os.W_OK) and not (wal.exists() and wal.stat().st_size)


def writing(engine: Engine) -> Engine:
    """The engine for transactions that write: on SQLite they take the one write lock at their start."""
    return engine.execution_options(dateline_writes=True)


def tidy(connection: Connection) -> None:
    """Lets SQLite note how its tables have grown, which its plans go by. Raises where it is busy: not worth a wait."""
    if is_sqlite(connection.dialect):
        for statement in ("busy_timeout = 0", "analysis_limit = 400", "optimize"):
            connection.exec_driver_sql(f"PRAGMA {statement}")
        connection.commit()


def wait_for_turn(connection: Connection) -> None:
    """Waits until no other program writes, to the end of the transaction.

    SQLite has but one write lock, which the transaction took at its start. On PostgreSQL two programs that add the same
    reports in another order would wait for each other for ever; and in turns the order of rows is that of the clock.
    """
    if not is_sqlite(connection.dialect):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def add_unless_there(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that leaves alone what is already there."""
    return insert(connection, table).on_conflict_do_nothing()


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can be told what to do with what is already there."""
    return (sqlite.insert if is_sqlite(connection.dialect) else postgresql.insert)(table)


def is_sqlite(dialect: Dialect) -> bool:
    return dialect.name == "sqlite"


def _prepare(connection: Any, _record: object) -> None:
    # sqlite3 opens transactions by its own lights (none before DDL): `_begin` does it instead.
    connection.isolation_level = None
    execute: Callable[[str], object] = connection.execute
    execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    execute("PRAGMA foreign_keys = ON")
    # A killed program loses nothing; after a power cut the last reports may have to be added again.
    execute("PRAGMA journal_mode = WAL")
    execute("PRAGMA synchronous = NORMAL")
    # Pages that many reports change, as those of the indices of ids, go to the file once for all of them (64 MB).
    execute("PRAGMA wal_autocheckpoint = 16384")
    execute("PRAGMA cache_size = -65536")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("dateline_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
