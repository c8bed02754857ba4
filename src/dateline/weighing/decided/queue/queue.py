"""The queue of a ledger: what a person is asked about next, one thing at a time, the most doubtful first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from sqlalchemy import Connection

from dateline.ledger import Ledger
from dateline.ledger import asked as a
from dateline.ledger.adding import report_numbers
from dateline.ledger.asked import Asked, Choice, Next, Place
from dateline.ledger.doubts import Facts
from dateline.ledger.passages import Sentences
from dateline.records import Reading, Span
from dateline.weighing.decided.queue.doubt import Doubt
from dateline.weighing.decided.queue.measure import Measured, measured

COUNTED = 10_000  # things that are counted before "more than" is said


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A thing in the queue: `place` counts from 1. `points` say how doubtful it is, `why` what makes it so."""

    place: int
    id: str
    kind: str
    report: str
    points: int
    confidence: float
    why: tuple[str, ...]
    type: str | None
    status: str | None
    country: str | None
    published: str | None


class Queue:
    """The queue of one ledger. Every method raises LedgerError, whose message is for a person."""

    def __init__(self, book: Ledger, choice: Choice = Choice()) -> None:  # noqa: B008 - frozen
        self.book = book
        self.choice = choice

    def next(self, limit: int = 1, behind: Place | None = None, without: Collection[str] = ()) -> list[Asked]:
        """The next things that nobody has decided, `without` these (ids), from behind a place on."""
        with self.book.asking() as connection:
            return Next(connection, self.choice).things(limit, behind, without)

    def sample(self, limit: int, seed: str) -> list[Asked]:
        """So many undecided things by chance; from the same words as seed the same."""
        with self.book.asking() as connection:
            return Next(connection, self.choice).sample(limit, crc32(seed.encode()))

    def count(self, most: int = COUNTED + 1) -> int:
        """How many are left; counted no further than `most`."""
        with self.book.asking() as connection:
            return Next(connection, self.choice).count(most)

    def next_report(self, without: Collection[str] = ()) -> str | None:
        """The report of the most doubtful thing that is left, other than these."""
        with self.book.asking() as connection:
            found = Next(connection, self.choice).reports(1 + len(without))
        return next((report for report in found if report not in without), None)

    def rows(self, all_: bool = False) -> Iterator[QueueRow]:
        """The whole queue, in its order."""
        behind: Place | None = None
        place = 0
        while True:
            with self.book.asking() as connection:
                things = Next(connection, self.choice).things(200, behind, all_=all_)
                doubts = _measured(connection, {one.report for one in things}) if things else {}
            for one in things:
                place += 1
                told = doubts[one.kind, one.place.key]
                of = told.of
                yield QueueRow(
                    place, one.id, one.kind, one.report, one.points, told.row.confidence, told.doubt.why,
                    getattr(of, "type", None), getattr(of, "status", None), getattr(of, "country", None),
                    told.row.published,
                )  # fmt: skip
            if not things:
                return
            behind = things[-1].place


def doubt_of(book: Ledger, one: Asked) -> Doubt:
    """What makes a thing doubtful."""
    with book.asking() as connection:
        return _measured(connection, {one.report})[one.kind, one.place.key].doubt


def find(book: Ledger, id_: str) -> Asked | None:
    """A thing by its whole id, decided or not; None where no current reading has it, or it is not weighed yet."""
    found = book.find(id_)
    with book.asking() as connection:
        return next((one for one in a.of_report(connection, found.report) if one.id == found.id), None)


@dataclass(frozen=True, slots=True)
class ReportQueue:
    """What is to be decided of one report. `things` are asked about next, in the order of doubt: events, each with the
    claims that it stands on and those of its sentence (`Together`), then the claims that are left, by sentence. `left`
    are the ids of all that is not decided, `of` how many things the report has."""

    report: str
    things: tuple[Asked, ...]
    left: tuple[str, ...]
    of: int


def of_report(book: Ledger, reading: Reading, choice: Choice, without: Collection[str] = ()) -> ReportQueue:
    """What is left to decide of a report; claims go with the events of their words, which are asked about first."""
    id_ = reading.report.id
    with book.asking() as connection:
        all_ = [one for one in a.of_report(connection, id_) if choice.kind in ("", one.kind)]
    left = [one for one in all_ if one.open and one.id not in without]
    with_ = Together(reading, {one.id for one in left})
    things: list[Asked] = []
    taken: set[str] = set()
    for one in sorted(left, key=lambda one: (one.kind != "event", one.place)):
        if one.id not in taken:
            things.append(one)
            taken.update(with_.of(one.id))
    return ReportQueue(id_, tuple(things), tuple(one.id for one in left), len(all_))


class Together:
    """Which undecided claims (`open_`: ids) of a report are looked at together with an event or another claim.

    An event's are those that it stands on and those of its sentence; a claim's, those of its sentence. What another
    undecided event stands on goes with that.
    """

    def __init__(self, reading: Reading, open_: Collection[str]) -> None:
        self.open = open_
        self.events = {e.id: e for e in reading.events}
        self.sentences = Sentences(reading.report)
        self.carried = {c for e in reading.events if e.id in open_ for c in e.claims}
        self.starts = {c.id: (c.content or c.cue)[0].start for c in reading.claims if c.content or c.cue}

    def of(self, id_: str) -> tuple[str, ...]:
        event = self.events.get(id_)
        if event is None and id_ not in self.starts:
            return ()
        at = event.trigger if event else Span(self.starts[id_], self.starts[id_] + 1)
        around = self.sentences.around(at)
        near = (c for c, at in self.starts.items() if around.start <= at < around.end and c not in self.carried)
        own = event.claims if event else ()
        return tuple(c for c in dict.fromkeys((*own, *near)) if c in self.open and c != id_)


def beside(reading: Reading, id_: str, open_: Collection[str]) -> tuple[str, ...]:
    """The undecided claims that an event stands on: who accepts it as it is told accepts them, too."""
    event = next((e for e in reading.events if e.id == id_), None)
    return tuple(claim for claim in event.claims if claim in open_) if event else ()


def _measured(connection: Connection, reports: Collection[str]) -> Mapping[tuple[str, int], Measured]:
    numbers = report_numbers(connection, reports)
    return {(one.kind, one.row.key): one for one in measured(Facts(connection, numbers.values()))}
