"""Which decisions are in force: those that no decision in force has undone."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.records import Act, Decision


def in_force(decisions: Iterable[Decision], round_: str | None = None, by: str | None = None) -> tuple[Decision, ...]:
    """The decisions that count, in their order; undos themselves are left out.

    Outside of a round those made in one do not count; within `round_` only its own do, and with `by` only one person's.
    """
    mine = [d for d in decisions if d.round == round_ and (by is None or d.by == by)]
    undone: set[str] = set()
    out = []
    # What undoes stands behind what it undoes: from the end, each is settled before it is met.
    for decision in reversed(mine):
        if decision.id in undone:
            continue
        if decision.act is Act.UNDO:
            undone.add(decision.undoes or "")
        else:
            out.append(decision)
    return tuple(reversed(out))
