"""`dateline verify`: are the decisions, and the words they are about, what was once put in?"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import options as o
from dateline.cli.terminal import complain, many, note, out
from dateline.ledger import Ledger

Head = Annotated[
    list[str] | None,
    typer.Option(metavar="HASH", help="A head that was printed earlier: is it still in the chain? (repeatable)"),
]
LEAST = 8  # characters of a hash that tell it apart


def verify(ledger: o.LedgerAt = o.DEFAULT_LEDGER, head: Head = None) -> None:
    """Check that no decision was changed, put in or taken out, and that reports are still what was added.

    It prints the head of the chain: keep it elsewhere. With --head, what was cut off since then is found out too.
    """
    for given in head or ():
        if len(given) < LEAST or not set(given.lower()) <= set("0123456789abcdef"):
            raise typer.BadParameter(f"{given!r} is no head: that is a hash, as `dateline verify` prints it.")
    with Ledger.open(ledger, create=False) as book:
        chain = book.decisions.all()
        found = book.decisions.first_break()
        problems = (
            [f"The chain of decisions is broken at number {found.place}, {found.id}: {found.why}."] if found else []
        )
        hashes = [link.hash for link in chain]
        problems += [
            f"No decision has the hash {given}: decisions were taken out, or this is another ledger."
            for given in head or ()
            if not any(one.startswith(given.lower()) for one in hashes)
        ]
        contents = book.contents()
        problems += [*contents.problems, *book.check(thorough=False)]
    for problem in problems:
        complain(problem)
    if not found:
        note(f"{many(len(chain), 'decision')}, in one chain.")
    note(f"{many(contents.reports, 'report')} and their bytes were hashed again.")
    if hashes and not found:
        out().print(hashes[-1], soft_wrap=True)
    if problems:
        raise typer.Exit(1)
