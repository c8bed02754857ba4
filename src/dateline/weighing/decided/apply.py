"""A reading as persons decided it: the corrected stands, the accepted is held, the rejected is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.records import Act, Anchor, Decision, Reading
from dateline.weighing.decided.anchors import ALIKE, attach, find
from dateline.weighing.decided.correct import Corrector
from dateline.weighing.decided.fields import FIELDS, WORDS, kind_of, value_of
from dateline.weighing.decided.undone import in_force
from dateline.weighing.decided.wording import places, spans_of

Attach = Callable[[Anchor], str | None]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What persons decided on records, by their ids.

    `by` has the decisions on each record, in their order; `corrected` the one that a field's value is from.
    """

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    by: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    corrected: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied(Verdicts):
    """What decisions make of a reading.

    `reading` has the same records under the same ids, with what was corrected; rejected ones are still in it.
    `lost` are the decisions about this report that no record of the reading has the words of, or that mark words which
    its text no longer has.
    """

    reading: Reading
    lost: tuple[Decision, ...] = ()


def apply(
    reading: Reading,
    decisions: Iterable[Decision],
    *,
    round_: str | None = None,
    by: str | None = None,
    kin: Mapping[str, float] | None = None,
) -> Applied:
    """Applies decisions, in the order of their chain, to a reading. Undone ones, and those of other rounds, are out.

    Decisions about other reports are passed over, but for those of `kin`: reports of the same page by their ids, and
    how like the surroundings of the words must be there (1: the same). Of two decisions on one field the later holds;
    a correction holds over an acceptance, which only holds what the reader had said when it was given.
    """
    kin = {reading.report.id: ALIKE} | dict(kin or {})
    mine = [d for d in in_force(decisions, round_, by) if any(a.report in kin for a in (*d.about, *d.apart))]
    if not mine:
        return Applied(reading=reading)
    state = _State()
    lost = []
    for decision in mine:
        anchors = [a for a in (*decision.about, *decision.apart) if a.report in kin]
        ids = [_held(anchor, reading, kin[anchor.report]) for anchor in anchors]
        own = [id_ for anchor, id_ in zip(anchors, ids, strict=True) if anchor.report == reading.report.id]
        if None in own:
            lost.append(decision)
        for id_ in dict.fromkeys(filter(None, ids)):
            state.take(id_, decision)
    corrector = Corrector(reading)
    verdicts = state.verdicts(corrector)
    lost += [d for d in state.gone if d not in lost and any(a.report == reading.report.id for a in d.about)]
    return Applied(
        verdicts.accepted,
        verdicts.rejected,
        verdicts.by,
        verdicts.corrected,
        reading=corrector.reading,
        lost=tuple(lost),
    )


def verdicts_of(decisions: Iterable[Decision]) -> Verdicts | None:
    """What decisions say of the very records that they name, without a reading: for a report not read again since.

    None where one of them corrects something, which takes a reading.
    """
    state = _State()
    for decision in in_force(decisions):
        if decision.act is Act.CORRECT:
            return None
        for anchor in (*decision.about, *decision.apart):
            state.take(anchor.id, decision)
    return state.verdicts(None)


def attacher(readings: Iterable[Reading]) -> Attach:
    """What finds the record of an anchor among readings, by the report that the anchor names."""
    of = {reading.report.id: reading for reading in readings}
    return lambda anchor: attach(anchor, of[anchor.report]) if anchor.report in of else None


def _held(anchor: Anchor, reading: Reading, alike: float) -> str | None:
    """The record of an anchor; in another report only where the surroundings are as like as that."""
    if anchor.report == reading.report.id:
        return attach(anchor, reading)
    # What is said of a report itself, as of its date, is said of no other; and a page may have been written on.
    if anchor.kind == "report" or (alike >= 1 and not find(anchor, reading.report.text, alike)):
        return None
    return attach(anchor, reading)


class _State:
    """Decisions as they are taken, one after the other."""

    def __init__(self) -> None:
        self.by: dict[str, list[Decision]] = {}
        self.accepted: dict[str, Decision] = {}
        self.rejected: dict[str, Decision] = {}
        self.corrected: dict[str, dict[str, Decision]] = {}
        self.gone: list[Decision] = []  # what marks words that are not there

    def take(self, id_: str, decision: Decision) -> None:
        self.by.setdefault(id_, []).append(decision)
        match decision.act:
            case Act.ACCEPT:
                self.rejected.pop(id_, None)
                self.accepted[id_] = decision
            case Act.REJECT:
                self.accepted.pop(id_, None)
                self.rejected[id_] = decision
            case Act.CORRECT if decision.field:
                self.rejected.pop(id_, None)
                fields = self.corrected.setdefault(id_, {})
                fields.pop(decision.field, None)  # they are put in the order in which they were made
                fields[decision.field] = decision

    def verdicts(self, corrector: Corrector | None) -> Verdicts:
        """What was decided in the end; what was corrected, and what was accepted and is read otherwise, is put."""
        held = self._put(corrector) if corrector else {}
        return Verdicts(
            frozenset(self.accepted),
            frozenset(self.rejected),
            {id_: tuple(decisions) for id_, decisions in self.by.items()},
            {id_: fields for id_, fields in held.items() if fields},
        )

    def _put(self, corrector: Corrector) -> dict[str, dict[str, Decision]]:
        held = {id_: self._hold(id_, decision, corrector) for id_, decision in self.accepted.items()}
        for id_, fields in self.corrected.items():
            for name, decision in fields.items():
                if corrector.put(id_, name, decision.value, _made_by(decision)):
                    held.setdefault(id_, {})[name] = decision
                elif name in WORDS and places(decision.value, corrector.report) is None:
                    self.gone.append(decision)
        return held

    def _hold(self, id_: str, decision: Decision, corrector: Corrector) -> dict[str, Decision]:
        """What was accepted holds, where this reader says something else; the fields in which it does."""
        values: dict[str, Any] = decision.value if isinstance(decision.value, dict) else {}
        record = corrector.record(id_)
        held: dict[str, Decision] = {}
        for name in FIELDS[kind_of(record)] if record else ():
            if name not in values or name in self.corrected.get(id_, {}) or record is None:
                continue
            said = value_of(record, name, corrector.before)
            if name in WORDS and places(values[name], corrector.report) in (None, spans_of(said)):
                continue  # the same words, or words that are not there any more
            if said != values[name] and corrector.put(id_, name, values[name], _made_by(decision)):
                held[name] = decision
        return held


def _made_by(decision: Decision) -> str:
    return f"decision@{decision.id}"
