"""The weigher: weighs what was added to a ledger, and answers what follows from it, as of any two clocks."""

from dateline.weighing.weigher.version import VERSION
from dateline.weighing.weigher.weigher import Weigher

__all__ = ["VERSION", "Weigher"]
