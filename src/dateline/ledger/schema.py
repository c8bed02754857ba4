"""Opening: is there a ledger, is it one that this program knows, and bringing an older one up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, text

from dateline import __version__
from dateline.ledger import weighed_tables  # noqa: F401 - its tables are the schema too
from dateline.ledger.engine import frozen, is_sqlite, wait_for_turn, writing
from dateline.ledger.errors import LedgerError
from dateline.ledger.tables import metadata, schema_steps

# The steps of the schema in order; one file of `migrations/versions` each.
STEPS = ("0001", "0002", "0003", "0004", "0005", "0006")
VERSION_TABLE = "dateline_schema"
# "DATL": tells a ledger from any other SQLite file.
APPLICATION_ID = 0x4441544C


def check_file(path: Path, *, create: bool) -> None:
    """Refuses a file that is no ledger, without touching it. An absent or empty one passes where `create` is set."""
    if path.is_dir():
        raise LedgerError(f"{path} is a folder. Name a file in it: {path / 'dateline.db'}.")
    if not path.exists() or path.stat().st_size == 0:
        if not create:
            raise LedgerError(f"There is no ledger at {path}. `dateline add` makes one.")
        if not path.parent.is_dir():
            raise LedgerError(f"There is no folder {path.parent} to make a ledger in. Make it first.")
        return
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise LedgerError(f"{path} cannot be opened ({error.strerror}). Check the rights of the file.") from None
    if head != b"SQLite format 3\0":
        raise LedgerError(f"{path} is not a ledger: it is not a SQLite file. It was left as it is.")
    # A program killed in its first write leaves a journal that SQLite must be allowed to undo before it can read.
    mode = "rw" if path.with_name(f"{path.name}-journal").exists() else "ro"
    if frozen(path):
        mode = "ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=60)) as connection:
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    except sqlite3.OperationalError as error:
        raise LedgerError(f"{path} cannot be opened ({error}). It was left as it is.") from None
    except sqlite3.DatabaseError as error:
        raise LedgerError(
            f"{path} is damaged and cannot be opened ({error}). It was left as it is: go back to a copy of it."
        ) from None
    if mark != APPLICATION_ID and (mark or names):
        some = ", ".join(sorted(names)[:5]) or "no tables"
        raise LedgerError(f"{path} is a SQLite file but not a ledger (it has {some}). It was left as it is.")
    if not names and not create:
        raise LedgerError(f"There is no ledger at {path} yet. `dateline add` makes one.")


def bring_up_to_date(engine: Engine, where: str, *, create: bool) -> None:
    """Makes the tables, or takes the steps that a ledger of an older program lacks. Refuses one of a newer program."""
    with engine.begin() as connection:
        step = current_step(connection)
        _refuse_unknown(connection, step, where)
        if step == STEPS[-1]:
            return
        if step is None and not create:
            raise LedgerError(f"There is no ledger at {where}. `dateline add` makes one.")
    with writing(engine).begin() as connection:
        wait_for_turn(connection)
        step = current_step(connection)
        _refuse_unknown(connection, step, where)
        if step != STEPS[-1]:  # another program may have been faster
            _migrate(connection, step)


def current_step(connection: Connection) -> str | None:
    """The step that the schema is at; None where there are no tables yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608


def _refuse_unknown(connection: Connection, step: str | None, where: str) -> None:
    if step is None:
        taken = sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))
        if taken:
            raise LedgerError(
                f"{where} has tables of other programs under names that a ledger needs ({', '.join(taken[:5])}). "
                "Nothing in it was changed. Use a database of the ledger's own."
            )
    elif step not in STEPS:
        program = connection.execute(
            select(schema_steps.c.program).where(schema_steps.c.step == step)
        ).scalar_one_or_none()
        raise LedgerError(
            f"The ledger at {where} has schema {step}, made by dateline {program or 'of a later version'}; this is "
            f"dateline {__version__}, which knows schemas up to {STEPS[-1]}. Nothing in it was changed. "
            "Upgrade: pip install --upgrade dateline."
        )


def _migrate(connection: Connection, step: str | None) -> None:
    # Imported here: opening a ledger that is up to date should not wait for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "dateline.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if step is None and is_sqlite(connection.dialect):
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    done = STEPS.index(step) + 1 if step else 0
    connection.execute(schema_steps.insert(), [{"step": s, "program": __version__} for s in STEPS[done:]])
