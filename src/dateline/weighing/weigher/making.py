"""From a reading and what was decided of it to what is stored: its print, and its accounts in all their versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.records import Decision, Reading
from dateline.weighing.account import Account
from dateline.weighing.accounts import accounts_of
from dateline.weighing.decided import Applied, apply
from dateline.weighing.stories import Prints, notices, prints_of


@dataclass(frozen=True, slots=True)
class Decided:
    """What persons decided that bears on a report: decisions, each with when the ledger recorded it.

    `kin` are other reports of the same page whose decisions bear on it too, as `weighing.decided.apply` takes them.
    """

    decisions: Sequence[tuple[Decision, str]] = ()
    kin: Mapping[str, float] = field(default_factory=dict)

    def applied(self, reading: Reading, by: str | None = None) -> Applied:
        """The reading as it was decided by a moment; None: by now."""
        return apply(reading, [d for d, at in self.decisions if by is None or at <= by], kin=self.kin)


@dataclass(frozen=True, slots=True)
class Version:
    """The accounts of a reading as they stand from a moment on."""

    recorded: str
    accounts: tuple[Account, ...]


def corrected(reading: Reading, decided: Decided) -> Reading:
    """The reading as persons corrected it."""
    return decided.applied(reading).reading if decided.decisions else reading


def print_of(reading: Reading, decided: Decided) -> Prints:
    """The print of a reading, its date and outlet as persons corrected them."""
    return prints_of(corrected(reading, decided))


def versions(reading: Reading, recorded: str, decided: Decided) -> Iterator[Version]:
    """The accounts when the reading was recorded, and then after each later decision only those that it changed."""
    moments = sorted({recorded, *(at for _, at in decided.decisions if at > recorded)})
    before: dict[str, Account] = {}
    for moment in moments:
        now = _accounts(reading, decided, moment)
        changed = tuple(account for account in now if before.get(account.event) != account)
        before = {account.event: account for account in now}
        if changed:
            yield Version(moment, changed)


def _accounts(reading: Reading, decided: Decided, moment: str) -> tuple[Account, ...]:
    """The accounts of a reading as persons had decided by a moment; rejected ones say so."""
    if not decided.decisions:
        return accounts_of(reading, notices(reading))
    applied = decided.applied(reading, moment)
    ids = {e.id: tuple(d.id for d in applied.by.get(e.id, ())) for e in reading.events}
    return tuple(
        account.after(ids.get(account.event, ()), account.event in applied.accepted, account.event in applied.rejected)
        for account in accounts_of(applied.reading, notices(reading), without=applied.rejected)
    )
