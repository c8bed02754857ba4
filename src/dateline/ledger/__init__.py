"""The ledger: readings kept append-only, and the questions that can be asked of them."""

from dateline.ledger.errors import LedgerError
from dateline.ledger.filters import Filter
from dateline.ledger.flatten import storable
from dateline.ledger.ledger import Ledger, Record
from dateline.ledger.passages import around, passage, sentence_of
from dateline.ledger.rows import ClaimRow, EventRow, Found, ReportRow, TensionRow
from dateline.ledger.soundness import Stats

__all__ = [
    "ClaimRow",
    "EventRow",
    "Filter",
    "Found",
    "Ledger",
    "LedgerError",
    "Record",
    "ReportRow",
    "Stats",
    "TensionRow",
    "around",
    "passage",
    "sentence_of",
    "storable",
]
