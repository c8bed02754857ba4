"""From a reading and what was decided of it to what is stored: its print, and its accounts in all their versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.records import Decision, Reading
from dateline.weighing.account import Account
from dateline.weighing.accounts import accounts_of
from dateline.weighing.decided import apply
from dateline.weighing.stories import Prints, notices, prints_of

Dated = tuple[Decision, str]  # a decision, and when the ledger recorded it


@dataclass(frozen=True, slots=True)
class Version:
    """The accounts of a reading as they stand from a moment on."""

    recorded: str
    accounts: tuple[Account, ...]


def print_of(reading: Reading, decisions: Sequence[Dated]) -> Prints:
    """The print of a reading, its date and outlet as persons corrected them."""
    return prints_of(apply(reading, [d for d, _ in decisions]).reading if decisions else reading)


def versions(reading: Reading, recorded: str, decisions: Sequence[Dated]) -> Iterator[Version]:
    """The accounts when the reading was recorded, and then after each later decision only those that it changed."""
    moments = sorted({recorded, *(at for _, at in decisions if at > recorded)})
    before: dict[str, Account] = {}
    for moment in moments:
        now = decided_accounts(reading, [d for d, at in decisions if at <= moment])
        changed = tuple(account for account in now if before.get(account.event) != account)
        before = {account.event: account for account in now}
        if changed:
            yield Version(moment, changed)


def decided_accounts(reading: Reading, decisions: Sequence[Decision]) -> tuple[Account, ...]:
    """The accounts of a reading as persons decided; rejected ones say so."""
    if not decisions:
        return accounts_of(reading, notices(reading))
    applied = apply(reading, decisions)
    ids = {e.id: tuple(d.id for d in applied.by.get(e.id, ())) for e in reading.events}
    return tuple(
        account.after(ids.get(account.event, ()), account.event in applied.accepted, account.event in applied.rejected)
        for account in accounts_of(applied.reading, notices(reading))
    )
