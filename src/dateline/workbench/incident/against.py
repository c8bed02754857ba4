"""What is said against an incident: accounts that cannot both hold, and what outlets corrected or took back."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Strain, Withdrawal
from dateline.weighing.account import Account
from dateline.workbench.ask import Ask
from dateline.workbench.incident.matrix import Laid
from dateline.workbench.incident.quoting import Quoted, Quoting

SHOWN = 20  # of each


@dataclass(frozen=True, slots=True)
class Strained:
    """Two accounts that cannot both hold, side by side."""

    field: str
    why: str
    sides: tuple[Quoted, Quoted]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an outlet corrected or took back."""

    kind: str
    wrong: str | None
    right: str | None
    before: Quoted | None
    notice: Quoted


def against(ask: Ask, laid: Laid) -> tuple[tuple[Strained, ...], tuple[TakenBack, ...]]:
    """The tensions of an incident, and what was taken back of it; no more than `SHOWN` of each."""
    one = laid.incident
    strains, back = one.strains[:SHOWN], one.withdrawals[:SHOWN]
    accounts = {a.event: a for a in laid.weigher.accounts([w.event for w in back], laid.as_of)} if back else {}
    reports = [q.report for s in strains for q in s.quotations]
    reports += [*(w.report for w in back), *(a.report for a in accounts.values())]
    quote = Quoting(ask, laid.reports, reports)
    return tuple(_strained(s, quote) for s in strains), tuple(
        _taken_back(w, quote, accounts.get(w.event)) for w in back
    )


def _strained(strain: Strain, quote: Quoting) -> Strained:
    one, other = (quote(q, who) for q, who in zip(strain.quotations, strain.voices, strict=True))
    return Strained(strain.field, strain.why, (one, other))


def _taken_back(w: Withdrawal, quote: Quoting, account: Account | None) -> TakenBack:
    return TakenBack(w.kind, w.wrong, w.right, quote.account(account) if account else None, quote(w.quotation))
