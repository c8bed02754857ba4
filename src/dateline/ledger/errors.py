"""What the ledger says when it cannot do what was asked: for a researcher, with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError


class LedgerError(Exception):
    """The ledger cannot do what was asked; the message says why and what to do. No row was changed."""


@contextmanager
def plain_words(where: str) -> Iterator[None]:
    """Turns what a database driver raises into a LedgerError about the ledger at `where`."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(_say(where, str(error.orig or error))) from error


def _say(where: str, said: str) -> str:
    first = said.strip().splitlines()[0] if said.strip() else "no reason given"
    low = said.lower()
    if "malformed" in low or "not a database" in low:
        return f"The ledger at {where} is damaged ({first}). Nothing was written. Go back to a copy of it."
    if "disk i/o" in low:
        return (
            f"The disk would not read or write the ledger at {where} ({first}): it may be full, or out of reach. "
            "What was already recorded is as safe as the disk is: `dateline doctor` looks."
        )
    if "locked" in low or "busy" in low or "lock timeout" in low:
        return f"The ledger at {where} is being written by another program. Try again when it has finished."
    if "unable to open" in low:
        return f"The ledger at {where} cannot be opened. Check the rights of the file and of its folder."
    if "full" in low or "no space" in low:
        return f"There is no room left for the ledger at {where} ({first}). What was already recorded is safe."
    if "readonly" in low or "read-only" in low:
        return f"The ledger at {where} may not be written ({first}). Check the rights of the file and of its folder."
    if "append-only" in low:
        return f"The ledger at {where} is append-only: its rows are never changed or removed."
    if "connection" in low or "could not translate" in low:
        return f"The ledger at {where} cannot be reached ({first})."
    return f"The ledger at {where} could not do that: {first}"
