"""The ledger: readings, append-only, in SQLite or PostgreSQL."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, Select, select
from sqlalchemy.exc import DBAPIError

from dateline.ledger import adding, queries, soundness
from dateline.ledger import tables as t
from dateline.ledger.contents import Contents, check_contents
from dateline.ledger.decisions import Decisions
from dateline.ledger.engine import FROZEN, address, connect, shown, tidy, wait_for_turn, writing
from dateline.ledger.errors import LedgerError, plain_words
from dateline.ledger.filters import Filter, stamp
from dateline.ledger.packing import Packed, reader_key, unpack
from dateline.ledger.parts import parts, within
from dateline.ledger.rows import ClaimRow, EventRow, Found, ReportRow, TensionRow
from dateline.ledger.schema import bring_up_to_date, check_file
from dateline.records import (
    Actor,
    Claim,
    Event,
    Place,
    ReaderVersion,
    Reading,
    Report,
    Time,
    Voice,
)

Record = Report | Voice | Actor | Place | Time | Claim | Event
Row = TypeVar("Row", ReportRow, ClaimRow, EventRow, TensionRow)

KINDS = {"r": "report", "v": "voice", "a": "actor", "p": "place", "t": "time", "c": "claim", "e": "event"}
_TABLES = {"v": t.voices, "a": t.actors, "p": t.places, "t": t.times, "c": t.claims, "e": t.events}


class Ledger:
    """A ledger that is open. Use it as a context manager, or `close` it.

    Rows are only ever added. A report may have several readings, by different readers; the latest one is current, and
    is what every question is answered from. Every method raises LedgerError, whose message is for a person.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where
        self._added = False

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Self:
        """Opens the ledger in a file or at a PostgreSQL URL; makes it where there is none and `create` is set.

        Raises LedgerError for what is no ledger, is damaged, or was made by a newer program; it is left as it is.
        """
        url = address(where)
        if url.get_backend_name() == "sqlite":
            check_file(Path(str(url.database)), create=create)
        engine = connect(url)
        try:
            with plain_words(shown(url)):
                bring_up_to_date(engine, shown(url), create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, shown(url))

    def close(self) -> None:
        if self._added:
            with suppress(DBAPIError), self._engine.connect() as connection:
                tidy(connection)
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def frozen(self) -> bool:
        """Is it in a place where nothing may be written, so that it can only be asked?"""
        return bool(self._engine.get_execution_options().get(FROZEN))

    # Adding

    def add(self, reading: Reading, raw: bytes, recorded: datetime | None = None) -> bool:
        """Adds a reading and the bytes of its report, whole or not at all; False where it is already there.

        `recorded` is when the ledger took it in (UTC), now where not given.
        """
        return self.add_many([(reading, raw)], recorded)[0]

    def add_many(self, items: Iterable[tuple[Reading, bytes]], recorded: datetime | None = None) -> list[bool]:
        """Adds readings in one transaction: all of them or none. Says of each whether it was new."""
        packed = [Packed(reading, raw) for reading, raw in items]
        at = stamp(recorded or datetime.now(UTC))
        with self._writing() as connection:
            added = adding.add(connection, packed, at)
        self._added = self._added or any(added)
        return added

    # Asking for one

    def holds(self, report_id: str, reader: ReaderVersion) -> bool:
        """Is this report there, read by this very version of the reader?"""
        there = (
            select(t.readings.c.number)
            .join(t.reports, t.reports.c.number == t.readings.c.report)
            .where(t.reports.c.id == report_id, t.readings.c.reader == reader_key(reader))
        )
        with self._asking() as connection:
            return connection.execute(there).first() is not None

    def raw(self, sha256: str) -> bytes:
        """The bytes kept under a hash."""
        with self._asking() as connection:
            packed = connection.execute(select(t.raw.c.packed).where(t.raw.c.sha256 == sha256)).scalar_one_or_none()
        if packed is None:
            raise LedgerError(f"The ledger has no bytes under {sha256}.")
        return zlib.decompress(packed)

    def report_ids(self) -> Iterator[str]:
        """The ids of all reports, in the order in which they were recorded."""
        with self._asking() as connection:
            query = select(t.reports.c.id).order_by(t.reports.c.number)
            yield from connection.execution_options(yield_per=1000).execute(query).scalars()

    def reading(self, report_id: str) -> Reading:
        """The current reading of a report."""
        query = (
            select(t.readings.c.number)
            .join(t.reports, t.reports.c.number == t.readings.c.report)
            .where(t.reports.c.id == report_id)
            .order_by(t.readings.c.number.desc())
            .limit(1)
        )
        with self._asking() as connection:
            number = connection.execute(query).scalar_one_or_none()
            if number is None:
                raise LedgerError(f"The ledger has no report {report_id}.")
            return unpack(connection, number)

    def find(self, id_or_prefix: str) -> Found:
        """What an id names, or the beginning of one that begins no other."""
        prefix = id_or_prefix.strip()
        letter, _, rest = prefix.partition("_")
        letters = [letter] if rest or "_" in prefix else list(KINDS)
        if not prefix or not set(letters) <= set(KINDS):
            raise LedgerError(f"{prefix!r} is not an id. Ids look like c_5f0c2a91be34d7aa, or the beginning of that.")
        with self._asking() as connection:
            found: dict[str, str] = {}
            for each in letters:
                for id_, report in _beginning(connection, each, prefix if "_" in prefix else f"{each}_{prefix}"):
                    found.setdefault(id_, report)
        if not found:
            raise LedgerError(f"Nothing in the ledger has an id that begins with {prefix!r}.")
        if len(found) > 1 and prefix not in found:
            raise LedgerError(f"More than one id begins with {prefix!r}: {', '.join(sorted(found)[:5])} ...")
        id_ = prefix if prefix in found else next(iter(found))
        return Found(KINDS[id_[0]], id_, found[id_])

    def record(self, id_or_prefix: str) -> tuple[Record, Reading]:
        """The record that an id names, and the reading it stands in: the latest that has it."""
        found = self.find(id_or_prefix)
        if found.kind == "report":
            reading = self.reading(found.id)
            return reading.report, reading
        table = _TABLES[found.id[0]]
        with self._asking() as connection:
            query = select(table.c.reading).where(table.c.id == found.id).order_by(table.c.reading.desc()).limit(1)
            reading = unpack(connection, connection.execute(query).scalar_one())
        records: Sequence[Any] = getattr(reading, f"{found.kind}s")
        return next(record for record in records if record.id == found.id), reading

    # Asking for many

    def reports(self, wanted: Filter = Filter()) -> Iterator[ReportRow]:  # noqa: B008 - frozen
        """Reports, in the order in which they were recorded."""
        return self._rows(ReportRow, lambda q: q.reports(), wanted)

    def claims(self, wanted: Filter = Filter()) -> Iterator[ClaimRow]:  # noqa: B008 - frozen
        """Claims, by report and in the order of its text."""
        return self._rows(ClaimRow, lambda q: q.claims(), wanted)

    def events(self, wanted: Filter = Filter()) -> Iterator[EventRow]:  # noqa: B008 - frozen
        """Events, by report and in the order of its text."""
        return self._rows(EventRow, lambda q: q.events(), wanted)

    def tensions(self, wanted: Filter = Filter()) -> Iterator[TensionRow]:  # noqa: B008 - frozen
        """Tensions within reports, by report."""
        return self._rows(TensionRow, lambda q: q.tensions(), wanted)

    def about(self, report_ids: Iterable[str], as_of: Filter = Filter()) -> dict[str, ReportRow]:  # noqa: B008 - frozen
        """What is known of these reports, by their ids; of one that is not there, nothing."""
        found: dict[str, ReportRow] = {}
        for part in parts(dict.fromkeys(report_ids)):
            rows = self._rows(ReportRow, lambda q, part=part: q.reports().where(t.reports.c.id.in_(part)), as_of)
            found |= {row.id: row for row in rows}
        return found

    def reports_of_events(self, event_ids: Iterable[str]) -> dict[str, str]:
        """The id of the report that each of these events is in."""
        ids = list(dict.fromkeys(event_ids))
        query = select(t.events.c.id, t.reports.c.id).join(t.reports, t.reports.c.number == t.events.c.report)
        with self._asking() as connection:
            found = {row[0]: row[1] for row in within(connection, query.distinct(), t.events.c.id, ids)}
        return {id_: found[id_] for id_ in ids if id_ in found}

    def texts(self, report_ids: Iterable[str]) -> dict[str, str]:
        """The texts of these reports, by their ids; of one that is not there, nothing."""
        query = select(t.reports.c.id, t.reports.c.text)
        with self._asking() as connection:
            rows = within(connection, query, t.reports.c.id, dict.fromkeys(report_ids))
            return {row.id: row.text for row in rows}

    def readings(self, wanted: Filter = Filter()) -> Iterator[tuple[Reading, str]]:  # noqa: B008 - frozen
        """Whole readings of the reports that `reports` would give, each with when it was recorded."""
        with self._asking() as connection:
            numbers = connection.execute(queries.Questions(connection, wanted).readings()).scalars().all()
            for number in numbers:
                recorded = select(t.readings.c.recorded).where(t.readings.c.number == number)
                yield unpack(connection, number), connection.execute(recorded).scalar_one()

    @property
    def decisions(self) -> Decisions:
        """What persons decided."""
        return Decisions(self._asking, self._writing)

    # Looking after it

    def check(self, *, thorough: bool | None = None) -> list[str]:
        """What is wrong with the ledger, each with what to do; empty where it is sound.

        A thorough check reads everything, and others wait to add meanwhile; left open, ledgers below 500 MB get one.
        """
        with self._asking() as connection:
            problems, thorough = soundness.check(connection, thorough=thorough)
        if self.frozen:
            return problems
        # A search index checks itself by a statement that looks like a write, and takes the lock.
        with self._writing() if thorough else self._asking() as connection:
            return problems + soundness.check_search(connection, thorough=thorough)

    def contents(self) -> Contents:
        """Hashes all bytes and texts again: are they what was added?"""
        with self._asking() as connection:
            return check_contents(connection)

    def stats(self) -> soundness.Stats:
        """What is in the ledger."""
        with self._asking() as connection:
            return soundness.stats(connection)

    # For the rooms that keep more in a ledger than readings

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection to ask by."""
        with self._asking() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: whole or not at all, and nobody else writes meanwhile."""
        with self._writing() as connection:
            yield connection

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        with plain_words(self.where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with plain_words(self.where), writing(self._engine).begin() as connection:
            wait_for_turn(connection)
            yield connection

    def _rows(self, kind: type[Row], ask: Any, wanted: Filter) -> Iterator[Row]:
        with self._asking() as connection:
            query: Select[Any] = ask(queries.Questions(connection, wanted))
            for row in connection.execution_options(yield_per=500).execute(query):
                cells: list[Any] = [tuple(cell) if isinstance(cell, list) else cell for cell in row]
                yield kind(*cells)


def _beginning(connection: Connection, letter: str, prefix: str) -> list[tuple[str, str]]:
    """Ids of a kind that begin with a prefix, with their report's; a few are enough to see that it is not unique."""
    r = t.reports.c
    if letter == "r":
        query = select(r.id, r.id).where(*queries.begins(r.id, prefix)).order_by(r.id).limit(5)
    else:
        table = _TABLES[letter]
        query = (
            select(table.c.id, r.id)
            .join(t.reports, r.number == table.c.report)
            .where(*queries.begins(table.c.id, prefix))
            .distinct()
            .order_by(table.c.id)
            .limit(5)
        )
    return [(id_, report) for id_, report in connection.execute(query)]
