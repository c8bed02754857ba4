"""Is the ledger sound, and what is in it."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Table, func, select, text

from dateline.ledger import search
from dateline.ledger import tables as t
from dateline.ledger.engine import is_sqlite
from dateline.ledger.schema import STEPS, current_step

# How many reports' bytes are hashed again.
SAMPLE = 100
# Ledgers of more bytes are not read through unless asked.
LARGE = 500_000_000


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in a ledger. `rows` by table; `readers` by version: how many readings; `size` in bytes."""

    reports: int
    readings: int
    claims: int
    events: int
    size: int
    schema: str
    first_recorded: str | None
    last_recorded: str | None
    rows: dict[str, int] = field(default_factory=dict)
    readers: dict[str, int] = field(default_factory=dict)


def stats(connection: Connection) -> Stats:
    """Counts of everything, readings of former reader versions included."""
    rows = {table.name: _number(connection, table) for table in t.RECORDED}
    r = t.readings.c
    readers = {
        f"{version} ({reader})": number
        for version, reader, number in connection.execute(
            select(r.version, r.reader, func.count()).group_by(r.version, r.reader).order_by(func.min(r.number))
        )
    }
    first, last = connection.execute(select(func.min(r.recorded), func.max(r.recorded))).one()
    return Stats(
        reports=rows["reports"],
        readings=rows["readings"],
        claims=rows["claims"],
        events=rows["events"],
        size=_size(connection),
        schema=current_step(connection) or "none",
        first_recorded=first,
        last_recorded=last,
        rows=rows,
        readers=readers,
    )


def check(connection: Connection, *, thorough: bool | None) -> tuple[list[str], bool]:
    """What is wrong with the ledger, each with what to do, and whether it was (and the rest is to be) read through."""
    problems: list[str] = []
    if thorough is None:
        thorough = _size(connection) < LARGE
    if is_sqlite(connection.dialect):
        pragma = "integrity_check" if thorough else "quick_check"
        said = connection.exec_driver_sql(f"PRAGMA {pragma}(10)").scalars().all()
        if said != ["ok"]:
            problems.append(f"The file is damaged ({'; '.join(said)[:300]}). Go back to a copy of it.")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(10)
        if broken:
            tables = ", ".join(sorted({row[0] for row in broken}))
            problems.append(f"Rows of {tables} refer to rows that are not there. Go back to a copy of the file.")
    if (step := current_step(connection)) != STEPS[-1]:
        problems.append(f"The schema is {step}, not {STEPS[-1]}. Open the ledger with `dateline add` to bring it up.")
    problems += _bytes(connection)
    problems += _whole(connection)
    return problems, thorough


def check_search(connection: Connection, *, thorough: bool) -> list[str]:
    """Search indices that do not hold what their tables hold."""
    return [
        f"The search index {name} is out of step with its table. Make the ledger again with `dateline add`."
        for name in search.out_of_step(connection, thorough=thorough)
    ]


def _bytes(connection: Connection) -> list[str]:
    """Bytes that no longer have the hash they are kept under, in an even sample."""
    keys = connection.execute(select(t.raw.c.sha256).order_by(t.raw.c.sha256)).scalars().all()
    wrong = []
    for key in keys[:: max(1, len(keys) // SAMPLE)]:
        packed = connection.execute(select(t.raw.c.packed).where(t.raw.c.sha256 == key)).scalar_one()
        try:
            sound = hashlib.sha256(zlib.decompress(packed)).hexdigest() == key
        except zlib.error:
            sound = False
        if not sound:
            wrong.append(f"The bytes kept as {key} are not what was added. Go back to a copy of the ledger.")
    return wrong


def _whole(connection: Connection) -> list[str]:
    """Readings whose claims and events are not all there."""
    problems = []
    for table, column in ((t.claims, t.readings.c.claims), (t.events, t.readings.c.events)):
        there = _number(connection, table)
        said = connection.execute(select(func.coalesce(func.sum(column), 0))).scalar_one()
        if there != said:
            problems.append(f"There are {there} rows of {table.name} where readings have {said}. Go back to a copy.")
    return problems


def _number(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _size(connection: Connection) -> int:
    if not is_sqlite(connection.dialect):
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    path = connection.engine.url.database or ""
    files = (Path(path + suffix) for suffix in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
