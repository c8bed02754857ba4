"""Dateline reads news reports and keeps a ledger of who is said to have done what to whom, and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.reader import Reader, read
    from dateline.records import Reading, Report

__version__ = "0.1.0"
__all__ = ["Reader", "Reading", "Report", "__version__", "read"]


def __getattr__(name: str) -> Any:
    # Loaded on first use: `import dateline` stays fast, and so does `dateline --help`.
    if name in ("Reader", "read"):
        import dateline.reader

        return getattr(dateline.reader, name)
    if name in ("Reading", "Report"):
        import dateline.records

        return getattr(dateline.records, name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
