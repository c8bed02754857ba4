"""What persons did to a record, in words."""

from __future__ import annotations

from dateline.records import Act, Decision
from dateline.weighing.decided.apply import Verdicts


def marks(verdicts: Verdicts, id_: str) -> tuple[str, ...]:
    """What holds of a record by persons' decisions: "rejected by Ana", "place corrected by Ben", "noted by Ana".

    A correction that a later one replaced is not told, nor an acceptance before a rejection.
    """
    told = []
    for decision in verdicts.by.get(id_, ()):
        if says := mark(decision, verdicts, id_):
            told.append(says)
    return tuple(dict.fromkeys(told))


def mark(decision: Decision, verdicts: Verdicts, id_: str) -> str | None:
    """One decision on a record, in words; None where it no longer holds."""
    match decision.act:
        case Act.ACCEPT:
            if id_ not in verdicts.accepted:
                return None
            held = [name for name, by in verdicts.corrected.get(id_, {}).items() if by.id == decision.id]
            return f"accepted by {decision.by}" + (f" ({', '.join(held)} as read then)" if held else "")
        case Act.REJECT:
            return f"rejected by {decision.by}" if id_ in verdicts.rejected else None
        case Act.CORRECT:
            by = verdicts.corrected.get(id_, {}).get(decision.field or "")
            return f"{decision.field} corrected by {decision.by}" if by is not None and by.id == decision.id else None
        case Act.MERGE:
            return f"merged by {decision.by}"
        case Act.SPLIT:
            return f"split by {decision.by}"
    return f"noted by {decision.by}"
