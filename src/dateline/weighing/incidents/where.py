"""What two accounts' places say for and against one happening."""

from __future__ import annotations

from dateline.weighing.account import Spot
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


def weigh_place(grounds: Grounds, one: Spot | None, other: Spot | None) -> None:
    """One place, a place in the other, or places apart; where a report's first place stands in, it weighs less."""
    if one is None or other is None:
        return
    lies = lie(one, other)
    if lies not in _REASONS:
        return
    reason = "place-name" if lies == Lie.SAME and not (one.gazetteer_id and other.gazetteer_id) else _REASONS[lies]
    if one.own and other.own:
        grounds.add(reason, 1.0, "where", one.words, other.words)
        if lies == Lie.ABROAD:
            grounds.bar("where", one.words, other.words)
    elif grounds.a.report != grounds.b.report:
        share = grounds.weights["stood-in"]
        grounds.add(reason, share if lies != Lie.APART else share / 2, "where", one.words, other.words)
