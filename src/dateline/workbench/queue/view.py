"""What the queue shows: what is asked now, out of what it is, and what is left of that."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.weighing.decided.agreement import FieldAgreement
from dateline.weighing.decided.queue import rounds
from dateline.weighing.decided.queue.disputes import Dispute
from dateline.weighing.decided.queue.rounds import CodingRound
from dateline.weighing.decided.values import choices
from dateline.workbench.ask import Ask
from dateline.workbench.steps import Step, last_steps
from dateline.workbench.thing import ThingView
from dateline.workbench.writing import Choice as Writing


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report that is gone through: `left` ids are not decided yet, of `of` claims and events."""

    id: str
    title: str | None
    outlet: str | None
    left: tuple[str, ...]
    of: int
    next: str | None


@dataclass(frozen=True, slots=True)
class RoundView:
    """A coding round as one coder sees it: what they have done of it, and how far the others are."""

    round: CodingRound
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A disagreement of a round's coders, with how another value is written. `place` counts from 1."""

    dispute: Dispute
    place: int
    choices: tuple[Writing, ...]
    completed_by: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class AdjudicationView:
    """A closed round between its coders: the disagreement in question, all of them, and how far coders agree."""

    name: str
    coders: tuple[str, ...]
    now: DisputeView | None
    disputes: tuple[Dispute, ...]
    left: int
    agreement: tuple[FieldAgreement, ...]
    agreed: int
    records: int
    lost: int


@dataclass(frozen=True, slots=True)
class QueueView:
    """What is asked now. `mode` is things, report, round or adjudicate; `thing` is missing where nothing is left.

    `left` counts what is, no further than `over` says; -1 where it is not counted yet:
    `/queue/left` does. `last` are the last steps of who sits here.
    """

    mode: str
    by: str | None
    thing: ThingView | None
    left: int
    over: bool
    skipped: bool
    report: ReportView | None
    round: RoundView | None
    adjudication: AdjudicationView | None
    last: tuple[Step, ...]
    rounds: tuple[CodingRound, ...]
    incident: str | None = None

    @property
    def types(self) -> tuple[str, ...]:
        return choices("type")

    @property
    def statuses(self) -> tuple[str, ...]:
        return choices("status")


def view(
    ask: Ask, mode: str, seen: ThingView | None, left: int, over: bool, skipped: bool, *,
    report: ReportView | None = None, round_: RoundView | None = None, adjudication: AdjudicationView | None = None,
    incident: str | None = None,
) -> QueueView:  # fmt: skip
    """What is asked now, beside the rounds that there are and the last steps of who sits here."""
    book = ask.desk.book
    last = last_steps(book, ask.by, round_.round.name if round_ else None)
    known = tuple(rounds.rounds(book))
    return QueueView(
        mode, ask.by, seen, left, over, skipped, report, round_, adjudication, last, known, incident
    )  # fmt: skip
