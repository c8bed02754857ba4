"""How doubtful the claims and events of some reports are: each with what makes it so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.ledger.doubts import Facts
from dateline.records import Level
from dateline.weighing.decided.queue.doubt import Doubt, gravity


@dataclass(frozen=True, slots=True)
class Measured:
    """A row of a claim or an event, how doubtful it is, and the gravest event that it is or tells of."""

    kind: str
    row: Any
    doubt: Doubt
    of: Any


def measured(facts: Facts) -> Iterator[Measured]:
    """Everything that a person may be asked about these reports."""
    events = facts.events()
    by_key = {row.key: row for row in events}
    killed, tense, copies = facts.killed(by_key), facts.tense(), facts.copies()
    carries: dict[int, list[Any]] = defaultdict(list)
    for claim, event in facts.carries(by_key):
        carries[claim].append(by_key[event])

    def of(kind: str, row: Any, event: Any) -> Measured:
        standing = Level(event.standing) if event is not None and event.standing else None
        grave = event is not None and event.key in killed
        doubt = Doubt(row.confidence, standing, grave, (row.reading, row.id) in tense, row.report in copies)
        return Measured(kind, row, doubt, event)

    for row in events:
        yield of("event", row, row)
    for row in facts.claims():
        gravest = min(carries[row.key], key=lambda e: (-gravity(e.standing, e.key in killed), e.key), default=None)
        yield of("claim", row, gravest)
