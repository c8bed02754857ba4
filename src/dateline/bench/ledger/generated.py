"""Readings of an invented world, as many as are wanted, with what is true of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.bench.ledger.assemble import assemble
from dateline.bench.ledger.happenings import Chronicle
from dateline.records import Reading


@dataclass(frozen=True, slots=True)
class Generated:
    """A reading, the bytes of its report, the number of the story it belongs to, and of each event's happening."""

    reading: Reading
    raw: bytes
    story: int
    happening_of: dict[str, int]


def generate(seed: int = 2008, *, rate: float = 25.0) -> Iterator[Generated]:
    """Readings without end in the order of their reports' publication, about `rate` of them a day."""
    for draft in Chronicle(seed, rate).drafts():
        reading, raw, happening_of = assemble(draft)
        yield Generated(reading, raw, draft.number if draft.copy_of is None else draft.copy_of, happening_of)
