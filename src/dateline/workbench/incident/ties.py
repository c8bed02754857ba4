"""Why the accounts of an incident are taken for one happening: the ties that join them, with where each tells it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.export.pack import Pack, Tied
from dateline.export.pack.evidence import Reason
from dateline.workbench.ask import Ask
from dateline.workbench.incident.matrix import Laid
from dateline.workbench.incident.quoting import Quoted, Quoting

TIES = 60  # shown


@dataclass(frozen=True, slots=True)
class TieView:
    """Two accounts that are taken for one happening: where each tells it, how sure, and what speaks for it."""

    one: Quoted | None
    other: Quoted | None
    score: float
    by: tuple[str, ...]
    reasons: tuple[tuple[str, str, str, float], ...]


@dataclass(frozen=True, slots=True)
class TiesView:
    """The ties that join an incident's accounts: `more` that are not shown, of `all` there are."""

    ties: tuple[TieView, ...]
    more: int
    all: int


def ties_view(ask: Ask, laid: Laid) -> TiesView:
    """The ties of an incident, those that join it first."""
    weigher = laid.weigher
    all_ = [Tied(*pair, tie.score, tie.reasons) for pair, tie in weigher.reasons(laid.incident).items()]
    joining = Pack(laid.incident, {}, ties=all_).joining
    shown = joining[:TIES]
    told = {a.event: a for a in weigher.accounts({e for t in shown for e in (t.first, t.second)}, laid.as_of)}
    quote = Quoting(ask, laid.reports, [a.report for a in told.values()])
    places = {event: quote.account(account) for event, account in told.items()}
    made = [
        TieView(places.get(t.first), places.get(t.second), t.score, _by(t), tuple(map(_reason, t.reasons)))
        for t in shown
    ]
    return TiesView(tuple(made), len(joining) - len(shown), len(all_))


def _by(tie: Tied) -> tuple[str, ...]:
    """In what two accounts are alike, what weighs most first."""
    return tuple(dict.fromkeys(r.field for r in sorted(tie.reasons, key=lambda r: -r.weight) if r.weight > 0))


def _reason(reason: Reason) -> tuple[str, str, str, float]:
    return reason.field, reason.first, reason.second, reason.weight
