"""Adding readings: bytes, reports and readings first, then every reading laid flat, table by table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select, tuple_

from dateline.ledger import tables as t
from dateline.ledger.bulk import insert_values
from dateline.ledger.engine import add_unless_there
from dateline.ledger.flatten import values
from dateline.ledger.packing import Packed, reader_key
from dateline.ledger.parts import within

Row = dict[str, Any]


def add(connection: Connection, packed: Sequence[Packed], at: str) -> list[bool]:
    """Adds readings in a transaction that is open and whose turn it is to write; says of each whether it was new."""
    if not packed:
        return []
    _add_once(connection, t.raw, [_raw(one, at) for one in packed])
    _add_once(connection, t.reports, [_report(one, at) for one in packed])
    numbers = report_numbers(connection, {one.reading.report.id for one in packed})
    keys = [(numbers[one.reading.report.id], reader_key(one.reading.reader)) for one in packed]
    there = _there(connection, keys)
    new: dict[tuple[int, str], Packed] = {}
    added = []
    for key, one in zip(keys, packed, strict=True):
        added.append(key not in there and key not in new)
        if added[-1]:
            new[key] = one
    if new:
        _flat(connection, new, at)
    return added


def _flat(connection: Connection, new: dict[tuple[int, str], Packed], at: str) -> None:
    """The readings, and their rows in all tables."""
    statement = t.readings.insert().returning(t.readings.c.number, sort_by_parameter_order=True)
    rows = [_reading(one, report, reader, at) for (report, reader), one in new.items()]
    readings = connection.execute(statement, rows).scalars().all()
    columns: dict[str, tuple[str, ...]] = {}
    flat: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for number, ((report, _), one) in zip(readings, new.items(), strict=True):
        for name, of, mine in values(one.reading, reading_number=number, report_number=report, recorded=at):
            columns[name] = of
            flat[name] += mine
    for table in t.FLAT:
        insert_values(connection, table, columns.get(table.name, ()), flat[table.name])


def _add_once(connection: Connection, table: Any, rows: list[Row]) -> None:
    connection.execute(add_unless_there(connection, table), rows)


def report_numbers(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of reports (by id)."""
    r = t.reports.c
    return {row.id: row.number for row in within(connection, select(r.id, r.number), r.id, sorted(ids))}


def _there(connection: Connection, keys: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Which of these readings (number of the report, key of the reader) the ledger has."""
    r = t.readings.c
    query, key = select(r.report, r.reader), tuple_(r.report, r.reader)
    return {(report, reader) for report, reader in within(connection, query, key, sorted(set(keys)))}


def _raw(packed: Packed, at: str) -> Row:
    return {"sha256": packed.sha256, "size": packed.size, "packed": packed.raw, "recorded": at}


def _report(packed: Packed, at: str) -> Row:
    report = packed.reading.report
    return {
        "id": report.id,
        "raw": packed.sha256,
        "item": report.provenance.item,
        "path": report.path,
        "url": report.url,
        "outlet": report.outlet,
        "published": report.published,
        "published_from": report.published_from,
        "recorded": at,
        "title": report.title,
        "text": report.text,
    }


def _reading(packed: Packed, report: int, reader: str, at: str) -> Row:
    reading = packed.reading
    line = reading.report.dateline
    return {
        "report": report,
        "reader": reader,
        "version": reading.reader.version,
        "layers": reading.reader.layers,
        "byline": reading.report.byline,
        "language": reading.report.language,
        "dateline_place": line.place.text if line.place else None,
        "dateline_date": line.date.text if line.date else None,
        "claims": len(reading.claims),
        "events": len(reading.events),
        "published": reading.report.published,
        "recorded": at,
        "packed": packed.body,
    }
