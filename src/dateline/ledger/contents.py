"""Are the bytes and the words of the reports what was added? Each is kept under a hash of itself."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.ledger import tables as t
from dateline.records import make_id

REPLACED = "\ufffd"  # stands for what no database can hold


@dataclass(frozen=True, slots=True)
class Contents:
    """How many bytes' and reports' hashes were worked out again, and what was found to be wrong."""

    raws: int
    reports: int
    problems: tuple[str, ...]


def check_contents(connection: Connection) -> Contents:
    """Hashes everything again: a report's id is a hash of its text, outlet, date and address."""
    raws = reports = 0
    problems = []
    for key, sound in _raws(connection):
        raws += 1
        if not sound:
            problems.append(f"The bytes kept as {key} are not what was added. Go back to a copy of the ledger.")
    for id_, sound in _reports(connection):
        reports += 1
        if not sound:
            problems.append(
                f"The text, outlet, date or address of {id_} is not what was added. Go back to a copy of the ledger."
            )
    return Contents(raws, reports, tuple(problems))


def _raws(connection: Connection) -> Iterator[tuple[str, bool]]:
    query = select(t.raw.c.sha256, t.raw.c.packed).order_by(t.raw.c.sha256)
    for key, packed in connection.execution_options(yield_per=100).execute(query):
        try:
            yield key, hashlib.sha256(zlib.decompress(packed)).hexdigest() == key
        except zlib.error:
            yield key, False


def _reports(connection: Connection) -> Iterator[tuple[str, bool]]:
    r = t.reports.c
    query = select(r.id, r.text, r.outlet, r.published, r.url).order_by(r.number)
    for id_, text, outlet, published, url in connection.execution_options(yield_per=100).execute(query):
        same = make_id("report", text, outlet, published, url) == id_
        # What could not be stored was replaced after the id was made.
        yield id_, same or any(REPLACED in words for words in (text, outlet, url) if words)
