"""Dateline reads news reports and keeps a ledger of who is said to have done what to whom, and on whose word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.reader import Reader
    from dateline.records import Reading, Report

__version__ = "0.1.0"
__all__ = ["Reader", "Reading", "Report", "__version__", "read"]


def read(
    text: str,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    layers: Mapping[str, str] | None = None,
    **fields: Any,
) -> Reading:
    """The reading of a text. `published` is a date or an ISO date; further fields are those of `Report` (title, url).

    `layers` says how a layer does its work, where it offers a choice: `{"attribution": "rules"}`.
    Raises ValueError for a choice that there is not, and for a date of another form: it would leave every "Sunday" of
    the report open, without a word.
    """
    from dateline.intake.dates import iso_published
    from dateline.reader import read

    said = published.isoformat() if isinstance(published, date) else published
    return read(text, published=iso_published(said) if said else None, outlet=outlet, layers=layers, **fields)


def __getattr__(name: str) -> Any:
    # Loaded on first use: `import dateline` stays fast, and so does `dateline --help`.
    if name == "Reader":
        import dateline.reader

        return dateline.reader.Reader
    if name in ("Reading", "Report"):
        import dateline.records

        return getattr(dateline.records, name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
