"""`dateline weigh`: find copies, join what is one happening and say how it stands; every command does it unasked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options as o
from dateline.cli.terminal import bar, complain, many, note
from dateline.ledger import Ledger
from dateline.records import Reading

if TYPE_CHECKING:
    from dateline.weighing.weigher import Weigher

STOPPED = "stopped. What was weighed is kept; `dateline weigh` goes on from there."

Again = Annotated[bool, typer.Option("--again", help="Weigh everything anew, not only what is pending.")]


def weigh(ledger: o.LedgerAt = o.DEFAULT_LEDGER, again: Again = False) -> None:
    """Weigh what has been added or decided since: stories, incidents and how they stand. Stop it at any moment."""
    with Ledger.open(ledger, create=False) as book:
        done = weighed_now(book, again=again)
    note(f"{done:,} weighed." if done else "Nothing was pending.")


@contextmanager
def weighing(ledger: str) -> Iterator[tuple[Ledger, Weigher]]:
    """A ledger and its weigher, after what is pending has been weighed."""
    from dateline.weighing.weigher import Weigher

    with Ledger.open(ledger, create=False) as book:
        weighed_now(book)
        yield book, Weigher(book)


def weighed_now(book: Ledger, *, again: bool = False, made: Mapping[str, Reading] | None = None) -> int:
    """Weighs what is pending, with a bar; a ledger that may not be written is left as it is, and a note says so.

    `made` has readings that are at hand, by their report's id. Exits where the person stops it.
    """
    from dateline.weighing.weigher import Weigher

    weigher = Weigher(book)
    if book.frozen:
        if pending := weigher.pending():
            note(f"{many(pending, 'reading')} not weighed yet, and nothing may be written here: they are not in this.")
        return 0
    if not again and not weigher.pending():
        return 0
    try:
        with bar() as progress:
            task = progress.add_task("weighing", total=None)
            return weigher.weigh(
                lambda done, of: progress.update(task, completed=done, total=of), again=again, made=made
            )
    except KeyboardInterrupt:
        complain(STOPPED)
        raise typer.Exit(130) from None
