"""From what a person asks for to the decisions that say it: each with the anchors of the records it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.ledger import Ledger, LedgerError
from dateline.ledger.decisions import CLOSED, ROUND
from dateline.records import Act, Anchor, Claim, Decision, Event, Reading, Report
from dateline.weighing.decided.anchors import anchor_of
from dateline.weighing.decided.apply import apply
from dateline.weighing.decided.fields import FIELDS, Record, kind_of, value_of, values_of
from dateline.weighing.decided.values import Resolve, value_for

Members = Callable[[str], Sequence[str]]  # an incident's id -> the ids of its events; a story's -> its origin's


def no_members(id_: str) -> Sequence[str]:
    raise LedgerError(f"{id_} stands for others: give a function that says for which, as the commands do.")


def in_gazetteer(words: str) -> dict[str, Any]:
    """The place of these words: the gazetteer is loaded where one is asked for."""
    from dateline.weighing.decided.places import Places

    return Places()(words)


@dataclass(frozen=True, slots=True)
class Coded:
    """Whose value an adjudication takes: a coder's in a round."""

    round: str
    coder: str


@dataclass(frozen=True, slots=True)
class Drafter:
    """Makes the decisions of one person: `by` whom, why, and in which coding round, if in any.

    Every method raises LedgerError, whose message says what was wrong with what the person asked for.
    """

    book: Ledger
    by: str
    reason: str = ""
    round: str | None = None

    def accept(self, ids: Sequence[str], members: Members = no_members) -> list[Decision]:
        """Each record as it is read now: what it says then holds, whatever a later reader says."""
        return [
            self._made(Act.ACCEPT, (anchor_of(record, reading),), value=values_of(record, reading))
            for record, reading in self._records(ids, members)
        ]

    def reject(self, ids: Sequence[str], members: Members = no_members) -> list[Decision]:
        return [self._made(Act.REJECT, (anchor_of(*one),)) for one in self._records(ids, members)]

    def note(self, ids: Sequence[str], words: str, members: Members = no_members) -> list[Decision]:
        if not words.strip():
            raise LedgerError("A note has words: write them after the ids, or with --reason.")
        drafter = replace(self, reason=words)
        return [drafter._made(Act.NOTE, (anchor_of(*one),)) for one in drafter._records(ids, members)]

    def correct(
        self, id_: str, field: str, words: str, members: Members = no_members, resolve: Resolve = in_gazetteer
    ) -> list[Decision]:
        """One field of one record; the value as a person writes it."""
        record, reading = self._one(id_, members)
        value = value_for(record, field, words, resolve, reading.report.text)
        return [self._made(Act.CORRECT, (anchor_of(record, reading),), field=field, value=value)]

    def adjudicate(self, id_: str, field: str, coded: Coded, members: Members = no_members) -> list[Decision]:
        """One field of one record, with the value that a coder gave it in a round that is closed."""
        if coded.round not in self.book.decisions.closed_rounds():
            raise LedgerError(f"Round {coded.round} is not closed: close it first, with --close-round {coded.round}.")
        record, reading = self._one(id_, members)
        if field not in FIELDS[kind_of(record)]:
            value_for(record, field, "", lambda _: {})  # says which fields there are
        theirs = apply(reading, self.book.decisions.of([reading.report.id]), round_=coded.round, by=coded.coder)
        if record.id not in theirs.accepted and field not in theirs.corrected.get(record.id, {}):
            raise LedgerError(f"{coded.coder} gave {record.id} no {field} in round {coded.round}.")
        value = value_of(_again(record, theirs.reading), field, theirs.reading)
        why = f"as {coded.coder} in round {coded.round}" + (f": {self.reason}" if self.reason else "")
        drafter = replace(self, reason=why)
        return [drafter._made(Act.CORRECT, (anchor_of(record, reading),), field=field, value=value)]

    def merge(self, ids: Sequence[str], members: Members = no_members) -> list[Decision]:
        """All these events, and those of these incidents, are one happening."""
        anchors = self._events(ids, members)
        if len(anchors) < 2:
            raise LedgerError("A merge is of two events or incidents or more: give their ids.")
        return [self._made(Act.MERGE, anchors)]

    def split(self, ids: Sequence[str], members: Members = no_members) -> list[Decision]:
        """The events after the first id are not the happening that the first, an incident or an event, is."""
        if len(ids) < 2:
            raise LedgerError("A split names an incident (or an event), then the events that are none of it.")
        about = self._events(ids[1:], members)
        gone = {anchor.id for anchor in about}
        apart = tuple(anchor for anchor in self._events(ids[:1], members) if anchor.id not in gone)
        if not apart:
            raise LedgerError(f"Nothing of {ids[0]} is left when these events are taken out of it.")
        return [self._made(Act.SPLIT, about, apart=apart)]

    def undo(self, ids: Sequence[str]) -> list[Decision]:
        """Each in the round that it was made in."""
        if not ids:
            raise LedgerError("Which decision is to be undone? Give its id: `dateline decisions` lists them.")
        found = [self.book.decisions.find(id_) for id_ in ids]
        return [replace(self._made(Act.UNDO, ()), undoes=one.id, round=one.round) for one in found]

    def close(self, name: str) -> list[Decision]:
        """The end of a round: from then on its coders see each other's decisions, and nothing more is coded in it."""
        if not any(d.round == name for d in self.book.decisions.all()):
            raise LedgerError(f"Nothing was decided in a round {name!r}: there is nothing to close.")
        return [replace(self._made(Act.NOTE, ()), round=name, field=ROUND, value=CLOSED)]

    def _made(self, act: Act, about: tuple[Anchor, ...], **more: Any) -> Decision:
        return Decision("", "", self.by, act, about, reason=self.reason, round=self.round, **more)

    def _one(self, id_: str, members: Members) -> tuple[Record, Reading]:
        found = list(self._records([id_], members))
        if len(found) > 1:
            some = ", ".join(record.id for record, _ in found[:5])
            raise LedgerError(
                f"{id_} has {len(found)} events, and what it says is what they say: correct those ({some} ...)."
            )
        return found[0]

    def _events(self, ids: Sequence[str], members: Members) -> tuple[Anchor, ...]:
        anchors = {}
        for record, reading in self._records(ids, members):
            if not isinstance(record, Event):
                raise LedgerError(f"{record.id} is no event: only events and incidents are merged and split.")
            anchors[record.id] = anchor_of(record, reading)
        return tuple(anchors.values())

    def _record(self, id_: str, at_hand: dict[str, Reading]) -> tuple[Any, Reading]:
        """The record of an id and its reading, which is kept at hand."""
        found = self.book.find(id_)
        reading = at_hand.get(found.report)
        held = _held(found.id, reading)
        if held is not None and reading is not None:
            return held, reading
        record, own = self.book.record(found.id)
        at_hand.setdefault(found.report, own)
        return record, own

    def _records(self, ids: Sequence[str], members: Members) -> Iterator[tuple[Record, Reading]]:
        """The records that ids name, with their readings; an incident's are its events."""
        if not ids:
            raise LedgerError("What is decided on? Give the id of an event, a claim, a report or an incident.")
        at_hand: dict[str, Reading] = {}  # many records are of one report
        for given in ids:
            inner = members(given) if given.startswith(("i_", "s_")) else (given,)
            for id_ in inner:
                record, reading = self._record(id_, at_hand)
                if not isinstance(record, Event | Claim | Report):
                    raise LedgerError(
                        f"{record.id} cannot be decided on: give an event, a claim, a report or an incident."
                    )
                yield record, reading


def _held(id_: str, reading: Reading | None) -> Record | None:
    """The record of an id in a reading."""
    everything: tuple[Record, ...] = (*reading.events, *reading.claims) if reading else ()
    return next((one for one in everything if one.id == id_), None)


def _again(record: Record, reading: Reading) -> Record:
    """The same record in a corrected reading."""
    everything: tuple[Record, ...] = (*reading.events, *reading.claims, reading.report)
    return next(one for one in everything if one.id == record.id)
