"""Readings as they are kept: whole, as compressed JSON, beside the bytes of their report."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from sqlalchemy import Connection, select

from dateline.ledger import tables as t
from dateline.ledger.errors import LedgerError
from dateline.records import ReaderVersion, Reading, from_plain, storable, to_plain
from dateline.records.codec import to_jsonable

# Of zlib: a twentieth larger than at its usual level, and twice as fast.
LEVEL = 3
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Packed:
    """A reading and its bytes made ready outside the transaction, so that other writers wait less."""

    def __init__(self, reading: Reading, raw: bytes) -> None:
        plain = to_jsonable(reading)
        text = plain["report"]["text"]
        plain["report"]["text"] = ""  # it stands in `reports`
        body = _encode(plain)
        # NUL and lone surrogates cannot be stored in either database. One character for one: spans still hold.
        if "\\u0000" in body or "\0" in text or not (_encodes(body) and _encodes(text)):
            whole = _storable(to_plain(reading))
            reading = from_plain(Reading, whole)
            whole["report"]["text"] = ""
            body = _encode(whole)
        self.reading = reading
        self.body = zlib.compress(body.encode(), LEVEL)
        self.sha256 = hashlib.sha256(raw).hexdigest()
        said = reading.report.provenance.raw
        if said is not None and said != self.sha256:
            raise LedgerError(
                f"Report {reading.report.id} says that its bytes have the hash {said}, but they have {self.sha256}."
            )
        self.size = len(raw)
        self.raw = zlib.compress(raw, LEVEL)


def reader_key(reader: ReaderVersion) -> str:
    """A reader's version and its layers' as one word: what differs in any of them is another reader."""
    layers = json.dumps(reader.layers, sort_keys=True)
    return hashlib.sha256(f"{reader.version}\x1f{layers}".encode()).hexdigest()[:12]


def unpack(connection: Connection, number: int) -> Reading:
    """The reading of a number."""
    query = (
        select(t.readings.c.packed, t.reports.c.text)
        .join(t.reports, t.reports.c.number == t.readings.c.report)
        .where(t.readings.c.number == number)
    )
    packed, text = connection.execute(query).one()
    plain = json.loads(zlib.decompress(packed))
    plain["report"]["text"] = text
    return from_plain(Reading, plain)


def _encodes(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {_storable(k): _storable(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_storable(v) for v in value]
    return value
