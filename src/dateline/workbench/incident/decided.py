"""What persons decided on an incident, in words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.export.pack.gather import decisions_on
from dateline.ledger import Filter
from dateline.ledger.decisions import undone
from dateline.records import Decision, Incident
from dateline.workbench import words
from dateline.workbench.ask import Ask

DECISIONS = 40  # shown


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person did to it, and whether that is undone."""

    id: str
    at: str
    by: str
    what: str
    reason: str
    undone: bool
    undoes: bool


def decisions(ask: Ask, one: Incident, as_of: Filter) -> tuple[Deed, ...]:
    """What persons decided on it, the latest first; what others do in a round that is open is not shown."""
    made = decisions_on(ask.desk.book, one, as_of)
    gone = undone(made)
    return tuple(
        Deed(d.id, d.at, d.by, _done(d), d.reason, d.id in gone, d.undoes is not None)
        for d in list(reversed(made))[:DECISIONS]
    )


def _done(d: Decision) -> str:
    many = words.many(len(d.about), "account")
    match d.act:
        case "merge":
            return f"{many} put together as one happening"
        case "split":
            return f"{many} parted from it"
        case "correct":
            return f"{d.field} corrected"
        case "undo":
            return "a decision undone"
        case "note":
            return "noted"
    return f"{'an account' if len(d.about) == 1 else many} {d.act}ed"
