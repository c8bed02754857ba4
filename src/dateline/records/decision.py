"""A decision: what a person did to a record, when, why. Never changed, never removed; undone by another decision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dateline.records.span import Span


class Act(StrEnum):
    """What a person can do to a record."""

    ACCEPT = "accept"
    CORRECT = "correct"  # one field
    REJECT = "reject"
    MERGE = "merge"  # these events are one happening
    SPLIT = "split"  # these events are not the happening of those
    NOTE = "note"
    UNDO = "undo"  # another decision


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a decision is about, in a form that outlives a reading: the record's id, and its words where they stand.

    `kind` is event, claim or report. `before` and `after` are the words around; a report has no span and no words.
    """

    kind: str
    id: str
    report: str
    span: Span | None = None
    words: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One link of the chain of decisions.

    `at` is UTC to the second. `about` are the records decided on; `apart` those that a split parts them from.
    `field` and `value` are a correction's (JSON). `round` names the coding round it was made in: such a decision
    counts only there, until somebody decides outside of it. `undoes` is the id of another decision.
    `hash` is SHA-256 over all other fields, `previous` included: whoever changes one link breaks the chain.
    """

    id: str
    at: str
    by: str
    act: Act
    about: tuple[Anchor, ...]
    apart: tuple[Anchor, ...] = ()
    field: str | None = None
    value: Any = None
    reason: str = ""
    round: str | None = None
    undoes: str | None = None
    previous: str = ""
    hash: str = ""
