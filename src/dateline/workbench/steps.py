"""The last things that a person did: each act one step, however many records it was done to, to look at or undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.ledger import Ledger
from dateline.ledger.decisions import undone
from dateline.records import Act, Decision
from dateline.weighing.decided import shown

STEPS = 10
LOOKED_AT = 600  # decisions, of which steps are made
SHORT = 90


@dataclass(frozen=True, slots=True)
class Step:
    """One act. `ids` are its decisions, `records` what it was done to; `value` what a correction says."""

    ids: tuple[str, ...]
    act: str
    at: str
    records: tuple[str, ...]
    kind: str
    report: str
    words: str
    field: str
    value: str
    reason: str

    @property
    def did(self) -> str:
        """What was done, in words."""
        more = f" and {len(self.records) - 1} more" if len(self.records) > 1 else ""
        match self.act:
            case "accept":
                return f"accepted{more}"
            case "reject":
                return f"rejected{more}"
            case "correct":
                return f"{self.field} is {self.value}"
            case "note":
                return "noted"
        return f"{self.act}{more}"


def last_steps(book: Ledger, by: str | None, round_: str | None, most: int = STEPS) -> tuple[Step, ...]:
    """A person's last steps that were not undone, the latest first; of one round, or outside of all."""
    if by is None:
        return ()
    made = book.decisions.last(by, LOOKED_AT, round_)
    gone = undone(reversed(made))
    holding = [d for d in made if d.id not in gone and d.act is not Act.UNDO and d.about]
    return tuple(_step(group) for group, _ in zip(_groups(holding), range(most), strict=False))


def _groups(made: Sequence[Decision]) -> Iterator[list[Decision]]:
    """What was done in one act: records of one report, accepted in the same second."""
    group: list[Decision] = []
    for one in made:
        last = group[-1] if group else None
        together = (
            last is not None
            and one.act is last.act is Act.ACCEPT
            and (one.at, one.reason) == (last.at, last.reason)
            and one.about[0].report == last.about[0].report
        )
        if group and not together:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _step(group: Sequence[Decision]) -> Step:
    first = group[-1]  # the latest comes first
    anchor = first.about[0]
    words = " ".join(anchor.words.split())
    return Step(
        tuple(d.id for d in group),
        str(first.act),
        first.at,
        tuple(d.about[0].id for d in reversed(group)),
        anchor.kind,
        anchor.report,
        words if len(words) <= SHORT else words[: SHORT - 1] + "…",
        first.field or "",
        shown(first.field, first.value) if first.field else "",
        first.reason,
    )
