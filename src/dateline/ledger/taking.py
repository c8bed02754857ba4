"""Taking in: what arrives is read and kept, one report at a time. A fault costs the report it is about, no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.intake import Arrival, Refusal
from dateline.records import Reading, Report

if TYPE_CHECKING:
    from dateline.ledger.ledger import Ledger
    from dateline.reader import Reader

Kept = tuple[Reading, bytes]


@dataclass(frozen=True, slots=True)
class Taken:
    """A report that is in the ledger now; `new` says that it was not. What was there is not read: it has no reading."""

    report: Report
    reading: Reading | None
    new: bool


def readings(items: Iterable[Arrival | Refusal], reader: Reader) -> Iterator[Kept | Refusal]:
    """The reading of each arrival, with its bytes, and the refusals as they come.

    A report that the reader fails on is refused like one that cannot be read.
    """
    for item in items:
        if isinstance(item, Refusal):
            yield item
            continue
        try:
            reading = reader.read(item.report)
        except Exception as fault:
            yield refused(item.report, fault)
            continue
        yield reading, item.raw


def refused(report: Report, fault: Exception) -> Refusal:
    """The refusal of a report that the reader failed on."""
    kind = f"{type(fault).__name__}: {fault}"
    where = report.path or report.id
    return Refusal(where, None, f"the reader failed on it ({kind})", "This is our fault, please report it.")


def take_in(book: Ledger, items: Iterable[Arrival | Refusal], reader: Reader) -> Iterator[Taken | Refusal]:
    """Reads what arrives and adds it to the ledger, and says of each what came of it.

    What is there already, read by the same reader, is not read again. Each report is added whole before the next is
    begun: whoever stops has lost nothing, and goes on where it was by taking in the same again.
    """
    version = reader.version
    for item in items:
        if isinstance(item, Refusal):
            yield item
        elif book.holds(item.report.id, version):
            yield Taken(item.report, None, new=False)
        else:
            for made in readings([item], reader):
                if isinstance(made, Refusal):
                    yield made
                else:
                    reading, raw = made
                    yield Taken(reading.report, reading, new=book.add(reading, raw))
