"""Adjudication: where the coders of a closed round differ, what each of them said, and what was taken in the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from dateline.ledger import Ledger, LedgerError
from dateline.ledger import tables as t
from dateline.ledger.decisions import closes
from dateline.records import Act, Decision, Reading
from dateline.weighing.decided.agreement import FieldAgreement, Round, fields_of, round_of
from dateline.weighing.decided.agreement.coding import GIVEN, KEPT, Coding
from dateline.weighing.decided.agreement.compare import ORDER
from dateline.weighing.decided.anchors import anchor_of
from dateline.weighing.decided.apply import apply
from dateline.weighing.decided.draft import Coded, Drafter, Members, no_members
from dateline.weighing.decided.fields import WORDS
from dateline.weighing.decided.undone import in_force
from dateline.weighing.decided.values import shown


@dataclass(frozen=True, slots=True)
class Said:
    """What one coder said of a field, on which words, and why."""

    coder: str
    value: str
    quotation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody took in the end, outside of the round."""

    by: str
    at: str
    value: str
    reason: str
    decision: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field of a record that two coders gave other values of. `field` "kept" asks whether it is one at all."""

    record: str
    report: str
    field: str
    said: tuple[Said, ...]
    taken: Taken | None = None


@dataclass(frozen=True, slots=True)
class Adjudication:
    """A closed round: where its coders differ, how far they agree, and what all of them agree on (ids of records) that
    nobody has taken yet."""

    name: str
    coders: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    agreement: tuple[FieldAgreement, ...]
    agreed: tuple[str, ...]
    records: int
    lost: int

    @property
    def left(self) -> tuple[Dispute, ...]:
        return tuple(one for one in self.disputes if one.taken is None)


def adjudication(book: Ledger, name: str) -> Adjudication:
    """Raises LedgerError for a round that is not closed: before, nobody sees another's work."""
    made = book.decisions.in_round(name)
    closing = _closing(name, made, book)
    coded = _coded(book, name, made)
    outside = in_force(book.decisions.of({c.report for c in coded.codings}))
    taken = _Taken([d for d in outside if d.at >= closing.at])
    moved = {(a.id, d.field) for d in made if d.act is Act.CORRECT and d.field in WORDS for a in d.about}
    disputes = tuple(replace(one, taken=taken.of(one)) for one in _disputes(coded.codings, moved))
    torn = {one.record for one in disputes}
    said = {c.record: c.coder for c in coded.codings}
    by_record: dict[str, set[str]] = {}
    for coding in coded.codings:
        by_record.setdefault(coding.record, set()).add(coding.coder)
    agreed = tuple(
        record for record in said if record not in torn and len(by_record[record]) > 1 and not taken.any(record)
    )
    spoken_of = {field for _, field in moved}
    agreement = tuple(one for one in fields_of(coded) if one.field not in WORDS or one.field in spoken_of)
    return Adjudication(name, coded.coders, disputes, agreement, agreed, len(said), len(coded.lost))


# What was coded in a closed round does not change while its reports are not read again: the last few are kept.
_KEPT: dict[tuple[str, ...], Round] = {}


def _coded(book: Ledger, name: str, made: Sequence[Decision]) -> Round:
    with book.asking() as connection:
        newest = connection.execute(select(func.max(t.readings.c.number))).scalar_one_or_none()
    key = (book.where, name, made[-1].hash, str(newest))
    if key not in _KEPT:
        while len(_KEPT) >= 4:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = round_of(name, made, lambda report: _reading(book, report))
    return _KEPT[key]


def take(drafter: Drafter, record: str, field: str, coded: Coded, members: Members = no_members) -> list[Decision]:
    """A coder's value of a field, decided outside of the round; "kept" takes with it all that the coder corrected."""
    if field != KEPT:
        return drafter.adjudicate(record, field, coded, members)
    _closing(coded.round, drafter.book.decisions.in_round(coded.round), drafter.book)
    return _whole(drafter, record, coded)


def take_agreed(drafter: Drafter, name: str) -> list[Decision]:
    """All records on which the coders of a closed round agree, as they have them."""
    found = adjudication(drafter.book, name)
    made: list[Decision] = []
    for record in found.agreed:
        made += _whole(drafter, record, Coded(name, _who(drafter.book, name, record)))
    if not made:
        raise LedgerError(f"There is nothing left in round {name} that its coders agree on and nobody took.")
    return made


def _whole(drafter: Drafter, record: str, coded: Coded) -> list[Decision]:
    """A record as a coder left it: rejected, or accepted with what they corrected."""
    one, reading = drafter.book.record(record)
    decisions = drafter.book.decisions.of([reading.report.id])
    theirs = apply(reading, decisions, round_=coded.round, by=coded.coder)
    why = f"as {coded.coder} in round {coded.round}" + (f": {drafter.reason}" if drafter.reason else "")
    own = replace(drafter, reason=why)
    if record in theirs.rejected:
        return own.reject([record])
    corrected = [d for d in theirs.corrected.get(record, {}).values() if d.act is Act.CORRECT]
    if record not in theirs.accepted and not corrected:
        raise LedgerError(f"{coded.coder} said nothing of {record} in round {coded.round}.")
    anchor = anchor_of(one, reading)  # type: ignore[arg-type]  # it was decided on: it is a claim, an event or a report
    made = own.accept([record]) if record in theirs.accepted else []
    return made + [
        Decision("", "", own.by, Act.CORRECT, (anchor,), field=d.field, value=d.value, reason=why) for d in corrected
    ]


def _who(book: Ledger, name: str, record: str) -> str:
    """The coder who said most of a record: where all agree, whoever did not only correct."""
    made = in_force(book.decisions.in_round(name), name)
    mine = [d for d in made if any(a.id == record for a in d.about)]
    settling = [d.by for d in mine if d.act in (Act.ACCEPT, Act.REJECT)]
    return (settling or [d.by for d in mine])[0]


def _closing(name: str, made: Sequence[Decision], book: Ledger) -> Decision:
    if not made:
        raise LedgerError(f"There is no coding round {name!r}.")
    if name not in book.decisions.closed_rounds():
        raise LedgerError(
            f"Round {name} is not closed, and its coders are not to see each other's work before. Close it first."
        )
    return next(d for d in reversed(made) if closes(d))


def _disputes(codings: Iterable[Coding], moved: Set[tuple[str, str | None]]) -> list[Dispute]:
    """Fields with two values or more, by report and record; whether a figure is given, and which, is one question.

    Words are one only where somebody `moved` them: with another value the words of a cell are others anyway.
    """
    units: dict[tuple[str, str, int, str], dict[str, Coding]] = {}
    torn: dict[tuple[str, str, int, str], set[tuple[str, Any]]] = {}
    for one in codings:
        field = one.field.removesuffix(GIVEN)
        key = (one.report, one.record, ORDER.index(field), field)
        units.setdefault(key, {})[one.coder] = one
        torn.setdefault(key, set())
    for one in codings:
        field = one.field.removesuffix(GIVEN)
        key = (one.report, one.record, ORDER.index(field), field)
        torn[key].add((one.field, one.value))
    out = []
    for key in sorted(units):
        fields = {name for name, _ in torn[key]}
        if len(torn[key]) > len(fields) and (key[3] not in WORDS or (key[1], key[3]) in moved):
            said = tuple(Said(c.coder, c.shown, c.quotation, c.reason) for _, c in sorted(units[key].items()))
            out.append(Dispute(key[1], key[0], key[3], said))
    return out


class _Taken:
    """What was decided outside of the round since it was closed."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.whole: dict[str, Decision] = {}
        self.fields: dict[tuple[str, str], Decision] = {}
        for d in decisions:
            for anchor in d.about:
                if d.act in (Act.ACCEPT, Act.REJECT):
                    self.whole[anchor.id] = d
                elif d.act is Act.CORRECT and d.field:
                    self.fields[anchor.id, d.field] = d

    def any(self, record: str) -> bool:
        return record in self.whole or any(id_ == record for id_, _ in self.fields)

    def of(self, one: Dispute) -> Taken | None:
        whole = self.whole.get(one.record)
        field = self.fields.get((one.record, one.field))
        if one.field == KEPT or (field is None and whole is not None and whole.act is Act.REJECT):
            return _taken(whole, "rejected" if whole and whole.act is Act.REJECT else "kept")
        return _taken(field, shown(one.field, field.value) if field else "")


def _taken(d: Decision | None, value: str) -> Taken | None:
    return Taken(d.by, d.at, value, d.reason, d.id) if d else None


def _reading(book: Ledger, report: str) -> Reading | None:
    try:
        return book.reading(report)
    except LedgerError:  # replayed from another ledger
        return None
