"""What two accounts' places say for and against one happening."""

from __future__ import annotations

from typing import NamedTuple

from dateline.weighing.account import Account, Spot
from dateline.weighing.incidents.grounds import Grounds
from dateline.weighing.incidents.spots import Lie, lie

_REASONS = {
    Lie.SAME: "town",
    Lie.AREA: "area",
    Lie.WITHIN: "area",
    Lie.LAND: "land",
    Lie.INLAND: "land",
    Lie.CLOSE: "close",
    Lie.AROUND: "around",
    Lie.APART: "elsewhere",
    Lie.ABROAD: "abroad",
}


class Where(NamedTuple):
    """The best place that an account has, and how far it can be trusted: own, beside it, or the report's first."""

    spot: Spot
    own: bool
    trust: str


def where_of(account: Account) -> Where | None:
    """The place of an account: its own, else one that its sentence names, else the report's first."""
    if account.spot is not None and account.spot.own:
        return Where(account.spot, True, "own")
    if account.near_spot is not None:
        return Where(account.near_spot, False, "beside-place")
    return Where(account.spot, False, "stood-in") if account.spot is not None else None


def weigh_place(grounds: Grounds, one: Where | None, other: Where | None) -> None:
    """One place, a place in the other, or places apart; a place that is not the account's own weighs less."""
    if one is None or other is None:
        return
    lies = lie(one.spot, other.spot)
    if lies not in _REASONS:
        return
    known = one.spot.gazetteer_id and other.spot.gazetteer_id
    reason = "place-name" if lies == Lie.SAME and not known else _REASONS[lies]
    words = one.spot.words, other.spot.words
    if one.own and other.own:
        grounds.add(reason, 1.0, "where", *words)
        if lies in (Lie.ABROAD, Lie.APART) and not grounds.copied:
            grounds.bar("where", *words)
        return
    stand_ins = "stood-in" in (one.trust, other.trust)
    if stand_ins and grounds.a.report == grounds.b.report:
        return
    share = grounds.weights["stood-in" if stand_ins else "beside-place"]
    grounds.add(
        reason, share if lies not in (Lie.APART, Lie.ABROAD) else share / 4 if stand_ins else share / 2, "where", *words
    )
