"""The log of decisions, a part at a time: long logs are chosen and counted by their entries, and few are unpacked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from dateline.ledger import Ledger
from dateline.ledger.decisions import Entry, closes, undone
from dateline.ledger.filters import first_day, last_day
from dateline.records import Act, Decision
from dateline.weighing.decided.listing import Wanted

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Log:
    """A part of the log. `total` says how many decisions are chosen, `hidden` how many more belong to others in rounds
    that are not closed yet. `by`, `acts` and `rounds` count all that may be seen; `undone` are ids that do not hold.
    `open` are rounds that are not closed; `taken_back` are what the undos of this part undo, by their ids.
    """

    decisions: tuple[Decision, ...]
    total: int
    hidden: int
    by: Counts
    acts: Counts
    rounds: Counts
    open: frozenset[str]
    undone: frozenset[str]
    taken_back: Mapping[str, Decision]


def log(book: Ledger, wanted: Wanted, me: str | None = None, *, limit: int | None = None, offset: int = 0) -> Log:
    """The decisions that are wanted, the latest first; those of an open round are seen by who made them alone."""
    entries = book.decisions.entries(wanted.recorded_by)
    rounds = {entry.round for entry in entries if entry.round}
    closing = _closing(book, entries)
    about = book.decisions.numbers_of(wanted.report) if wanted.report else None
    chooses = _chooser(replace(wanted, report=None))
    gone = undone(entries)
    closed = {note.round for note in closing.values() if note.id not in gone}
    chosen = [e for e in entries if chooses(e) and (about is None or e.number in about)]

    def may_be_seen(entry: Entry) -> bool:
        return entry.round is None or entry.round in closed or entry.by == me or entry.number in closing

    seen = [e for e in chosen if may_be_seen(e)]
    every = [e for e in entries if may_be_seen(e)]
    last = None if limit is None else offset + limit
    shown = [e.number for e in reversed(seen)][offset:last]
    unpacked = book.decisions.numbered(shown)
    taken = {one.undoes for one in unpacked.values() if one.undoes}
    undoes = [entry.number for entry in every if entry.id in taken]
    return Log(
        decisions=tuple(unpacked[number] for number in shown),
        total=len(seen),
        hidden=len(chosen) - len(seen),
        by=_counted(e.by for e in every),
        acts=_counted(str(e.act) for e in every),
        rounds=_counted(e.round for e in every if e.round),
        open=frozenset(rounds - closed),
        undone=gone,
        taken_back={one.id: one for one in book.decisions.numbered(undoes).values()},
    )


def _counted(values: Iterator[str]) -> Counts:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _closing(book: Ledger, entries: list[Entry]) -> dict[int, Decision]:
    """The notes that close rounds, by their place."""
    notes = book.decisions.numbered(e.number for e in entries if e.act is Act.NOTE and e.round)
    return {number: note for number, note in notes.items() if closes(note)}


def _chooser(wanted: Wanted) -> Callable[[Entry], bool]:
    first, last = first_day("since", wanted.since), last_day("until", wanted.until)

    def chooses(one: Entry) -> bool:
        return (
            (wanted.by is None or one.by.casefold() == wanted.by.casefold())
            and wanted.act in (None, one.act)
            and wanted.round in (None, one.round)
            and (first is None or one.at[:10] >= first)
            and (last is None or one.at[:10] <= last)
        )

    return chooses
