"""Coding rounds: a list of things that each coder goes through in the same order, without the others' work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.ledger import Ledger, LedgerError, asked
from dateline.ledger.decisions import ROUND, closed_rounds, undone
from dateline.records import Act, Decision
from dateline.weighing.decided.draft import Drafter

LONGEST = 100  # characters of a round's name
MOST = 2000  # things of a round


@dataclass(frozen=True, slots=True)
class CoderProgress:
    """How many of a round's things a coder has accepted or rejected. What they said is not told."""

    name: str
    done: int


@dataclass(frozen=True, slots=True)
class CodingRound:
    """A round. `things` are ids of claims and events, in the order in which they are coded; none where it was not
    started with a list. `chosen` says in words what they were chosen by."""

    name: str
    by: str
    at: str
    chosen: str
    things: tuple[str, ...]
    coders: tuple[CoderProgress, ...]
    closed: bool
    closed_by: str = ""

    def left(self, done: Collection[str]) -> tuple[str, ...]:
        return tuple(one for one in self.things if one not in done)


def rounds(book: Ledger) -> list[CodingRound]:
    """All rounds, the last begun first."""
    return [_round(book, name, made) for name, made in reversed(book.decisions.rounds().items())]


def find(book: Ledger, name: str) -> CodingRound:
    """The round of a name. Raises LedgerError where there is none."""
    made = book.decisions.rounds().get(name)
    if made is None:
        raise LedgerError(
            f"There is no coding round {name!r} yet: start it first, with the things that are to be coded."
        )
    return _round(book, name, made)


def start(drafter: Drafter, name: str, things: Sequence[str], chosen: str) -> list[Decision]:
    """The beginning of a round: its list is kept with it, for every coder the same."""
    name = " ".join(name.split())
    if not name:
        raise LedgerError("Give the round a name: its coders join it by that.")
    if len(name) > LONGEST:
        raise LedgerError(f"The name of a round has at most {LONGEST} characters.")
    if name in drafter.book.decisions.rounds():
        raise LedgerError(f"There is a round {name!r} already: join it, or give yours another name.")
    if not things:
        raise LedgerError("There is nothing to code: no undecided claim or event is chosen.")
    value = {"things": list(things[:MOST]), "chosen": chosen}
    note = Decision("", "", drafter.by, Act.NOTE, (), reason=drafter.reason)
    return [replace(note, round=name, field=ROUND, value=value)]


def things_of(value: Any) -> tuple[str, ...]:
    """The things in the value of a round's beginning; none in any other value."""
    things = value.get("things") if isinstance(value, dict) else None
    return tuple(str(one) for one in things) if isinstance(things, list | tuple) else ()


def done_by(book: Ledger, name: str, coder: str) -> frozenset[str]:
    """What a coder has accepted or rejected in a round."""
    with book.asking() as connection:
        return asked.settled_in(connection, name, coder).get(coder, frozenset())


def _round(book: Ledger, name: str, made: Iterable[Decision]) -> CodingRound:
    made = tuple(made)
    gone = undone(made)
    notes = [d for d in made if d.act is Act.NOTE and d.field == ROUND and d.id not in gone]
    begun = next((d for d in notes if things_of(d.value)), None)
    things = things_of(begun.value) if begun else ()
    closed = name in closed_rounds(made)
    with book.asking() as connection:
        done = asked.settled_in(connection, name)
    first = begun or made[0]
    coders = {by: all_.intersection(things) if things else all_ for by, all_ in sorted(done.items())}
    return CodingRound(
        name, first.by, first.at, str(_said(begun).get("chosen", "")), things,
        tuple(CoderProgress(by, len(all_)) for by, all_ in coders.items()),
        closed, next((d.by for d in reversed(notes) if closed and not things_of(d.value)), ""),
    )  # fmt: skip


def _said(begun: Decision | None) -> Mapping[str, Any]:
    return begun.value if begun and isinstance(begun.value, dict) else {}
