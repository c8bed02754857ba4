"""The version of the weighing: a ledger weighed by another one is weighed anew."""

VERSION = "1"
