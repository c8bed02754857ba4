"""The queue: the most doubtful first, what is decided leaves, rounds are blind and adjudicated; in both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from databases import postgresql
from dateline.ledger import Filter, Ledger, LedgerError
from dateline.ledger.asked import Choice, Place
from dateline.records import Reading
from dateline.weighing.decided.agreement.coding import KEPT
from dateline.weighing.decided.draft import Coded, Drafter
from dateline.weighing.decided.queue import disputes, rounds
from dateline.weighing.decided.queue.doubt import COPY, KILLED, STANDING, TENSION, Doubt
from dateline.weighing.decided.queue.progress import progress
from dateline.weighing.decided.queue.queue import Queue, Together, beside, doubt_of, find, of_report
from dateline.weighing.weigher import Weigher

QUERY = "SELECT open, by_doubt, key, kind, report, type, status, country, published, recorded, carried FROM doubts"


@pytest.fixture(params=["sqlite", "postgresql"])
def book(request: Any, demo_ledger: Path, tmp_path: Path, reader: Any) -> Iterator[Ledger]:
    """Fifteen of the demo's reports, weighed."""
    where: Any = postgresql() if request.param == "postgresql" else tmp_path / "queue.db"
    with Ledger.open(demo_ledger) as demo, Ledger.open(where) as mine:
        readings = sorted((reading for reading, _ in demo.readings()), key=lambda one: -len(one.events))[:15]
        mine.add_many((one, demo.raw(one.report.provenance.raw or "")) for one in readings)
        Weigher(mine).weigh()
        yield mine


def _decide(book: Ledger, drafts: Any) -> Any:
    made = book.decisions.add_many(drafts)
    Weigher(book).weigh()
    return made


def chosen_by(name: str, value: Any) -> Filter:
    return replace(Filter(), **{name: value})


def _rows(book: Ledger) -> list[Any]:
    with book.asking() as connection:
        return sorted(tuple(row) for row in connection.exec_driver_sql(QUERY))


def test_the_most_doubtful_first_and_everything_once(book: Ledger) -> None:
    rows = list(Queue(book).rows())
    readings = [reading for reading, _ in book.readings()]
    ids = {one.id for reading in readings for one in reading.events}
    ids |= {one.id for reading in readings for one in reading.claims}
    assert {row.id for row in rows} == ids
    assert len(rows) == len(ids) == Queue(book).count()
    assert [row.place for row in rows] == list(range(1, len(rows) + 1))
    points = [row.points for row in rows]
    assert points == sorted(points, reverse=True)
    first = Queue(book).next(3)
    assert [one.id for one in first] == [row.id for row in rows[:3]]
    assert doubt_of(book, first[0]).points == first[0].points
    assert doubt_of(book, first[0]).why == rows[0].why
    assert Queue(book).next(2, behind=first[0].place) == first[1:]
    assert Queue(book).next(1, without=[first[0].id, first[1].id]) == [first[2]]
    assert Place.read(str(first[0].place)) == first[0].place


def test_doubt_is_the_sum_of_what_is_said_of_it() -> None:
    sure = Doubt(0.95)
    assert (sure.points, sure.why) == (5, ("the reader is 95% sure of it",))
    grave = Doubt(0.6, next(iter(STANDING)), killed=True, tense=True)
    assert grave.points == 40 + 60 + KILLED + TENSION
    assert grave.why[0] == "the incident is disputed"
    assert replace(grave, copy=True).points == grave.points + COPY


def test_an_older_ledger_is_brought_along_as_if_it_were_weighed_now(book: Ledger) -> None:
    before = _rows(book)
    from dateline.ledger.migrations.versions import s0006_workbench as step

    with book.writing() as connection:
        for table in ("doubts", "doubt_sums", "verdicts"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("DROP INDEX ix_decisions_round")
        from alembic.migration import MigrationContext
        from alembic.operations import Operations

        with Operations.context(MigrationContext.configure(connection)):
            step._doubts()
            step._verdicts()
    assert _rows(book) == before
    Weigher(book).weigh(again=True)
    assert _rows(book) == before


def test_what_is_decided_leaves_and_comes_back_when_undone(book: Ledger) -> None:
    queue, ana = Queue(book), Drafter(book, "Ana")
    one, two, three = queue.next(3)
    taken = _decide(book, ana.accept([one.id]))
    _decide(book, ana.reject([two.id]))
    noted = _decide(book, ana.note([three.id], "look at this again"))
    assert queue.next(1) == [three]  # who notes has not decided
    assert find(book, one.id) is not None
    assert not find(book, one.id).open  # type: ignore[union-attr]
    _decide(book, ana.undo([taken[0].id]))
    assert queue.next(1) == [one]
    _decide(book, ana.undo([noted[0].id]))
    assert [row.id for row in queue.rows()][:2] == [one.id, three.id]


def test_a_corrected_record_stays_until_it_is_accepted(book: Ledger) -> None:
    queue, ana = Queue(book, Choice(kind="event")), Drafter(book, "Ana")
    event = queue.next(1)[0]
    _decide(book, ana.correct(event.id, "killed", "7"))
    assert queue.next(1)[0].id == event.id
    told = {(one.kind, one.field): one for one in progress(book).fields}
    assert told["event", "killed"].corrected == 1
    assert told["event", "killed"].left == told["event", "type"].left - 1
    _decide(book, ana.accept([event.id]))
    assert queue.next(1)[0].id != event.id
    told = {(one.kind, one.field): one for one in progress(book).fields}
    assert (told["event", "killed"].accepted, told["event", "killed"].corrected) == (0, 1)
    assert (told["event", "type"].accepted, told["event", "whole"].accepted) == (1, 1)
    assert [(p.by, p.accepted, p.corrected, p.rejected) for p in progress(book).persons] == [("Ana", 1, 1, 0)]


def test_filters_choose_what_their_columns_say(book: Ledger) -> None:
    everything = list(Queue(book).rows())
    for name in ("type", "status", "country"):
        value = next(getattr(row, name) for row in everything if getattr(row, name))
        chosen = [row.id for row in Queue(book, Choice(filter=chosen_by(name, value))).rows()]
        assert chosen == [row.id for row in everything if getattr(row, name) == value]
    claims = [row.id for row in Queue(book, Choice(kind="claim")).rows()]
    assert claims == [row.id for row in everything if row.kind == "claim"]
    report = everything[0].report
    assert {row.report for row in Queue(book, Choice(filter=Filter(report=report))).rows()} == {report}
    day = sorted(row.published for row in everything if row.published)[len(everything) // 2][:10]
    for name in ("published_until", "known_by"):
        chosen = [row.id for row in Queue(book, Choice(filter=chosen_by(name, day))).rows()]
        assert chosen == [row.id for row in everything if row.published and row.published[:10] <= day]
    incident = next(iter(Weigher(book).incidents(Filter(), by="reports")))
    about = {row.id for row in Queue(book, Choice(events=tuple(incident.events))).rows()}
    assert set(incident.events) <= about
    assert Queue(book, Choice(filter=Filter(text="nosuchwordanywhere"))).count() == 0
    assert list(Queue(book, Choice(filter=Filter(outlet="No Such Paper"))).rows()) == []
    with pytest.raises(LedgerError, match="cannot be chosen by actor"):
        Choice(filter=Filter(actor="army"))
    with pytest.raises(LedgerError, match="no kind"):
        Choice(kind="thing")
    with pytest.raises(LedgerError, match="no place in the queue"):
        Place.read("12.x.event")


def _biggest(book: Ledger) -> Reading:
    return max((reading for reading, _ in book.readings()), key=lambda one: len(one.events))


def test_a_report_is_gone_through_events_first_with_their_claims(book: Ledger) -> None:
    reading, ana = _biggest(book), Drafter(book, "Ana")
    todo = of_report(book, reading, Choice())
    assert todo.of == len(todo.left) == len(reading.events) + len(reading.claims)
    kinds = [one.kind for one in todo.things]
    assert kinds == sorted(kinds, key=lambda kind: kind != "event")
    assert {one.id for one in todo.things if one.kind == "event"} == {e.id for e in reading.events}
    event = next(e for e in reading.events if e.claims)
    assert set(beside(reading, event.id, set(todo.left))) == set(event.claims)
    assert set(event.claims) <= set(Together(reading, set(todo.left)).of(event.id))
    steps = 0
    while (todo := of_report(book, reading, Choice())).things:
        one = todo.things[0].id
        _decide(book, ana.accept([one, *Together(reading, set(todo.left)).of(one)]))
        steps += 1
    assert steps == len(kinds)
    assert todo.left == ()
    assert reading.report.id not in {row.report for row in Queue(book).rows()}


def test_a_round_is_blind_the_same_for_all_and_adjudicated(book: Ledger) -> None:
    ana, ben = Drafter(book, "Ana", round="first"), Drafter(book, "Ben", round="first")
    things = [one.id for one in Queue(book).next(4)]
    with pytest.raises(LedgerError, match="no coding round"):
        rounds.find(book, "first")
    _decide(book, rounds.start(Drafter(book, "Cleo"), "first", things, "the most doubtful"))
    with pytest.raises(LedgerError, match="already"):
        rounds.start(Drafter(book, "Cleo"), "first", things, "")
    assert rounds.find(book, "first").things == tuple(things)
    _decide(book, ana.accept([things[0]]))
    _decide(book, ana.accept([things[1]]))
    _decide(book, ana.reject([things[2]]))
    _decide(book, ben.accept([things[0]]))
    _decide(book, ben.reject([things[1]]))
    found = rounds.find(book, "first")
    assert found.left(rounds.done_by(book, "first", "Ana")) == (things[3],)
    assert found.left(rounds.done_by(book, "first", "Ben")) == tuple(things[2:])
    assert [(one.name, one.done) for one in found.coders] == [("Ana", 3), ("Ben", 2)]
    assert [one.id for one in Queue(book).next(4)] == things  # what is coded in a round counts there alone
    with pytest.raises(LedgerError, match="not closed"):
        disputes.adjudication(book, "first")
    _decide(book, ana.close("first"))
    assert rounds.find(book, "first").closed
    told = disputes.adjudication(book, "first")
    assert [(one.record, one.field) for one in told.disputes] == [(things[1], KEPT)]
    assert [(one.coder, one.value) for one in told.disputes[0].said] == [("Ana", "kept"), ("Ben", "rejected")]
    assert told.agreed == (things[0],)
    assert {one.field for one in told.agreement} >= {KEPT}
    cleo = Drafter(book, "Cleo", "clearly said")
    _decide(book, disputes.take(cleo, things[1], KEPT, Coded("first", "Ben")))
    told = disputes.adjudication(book, "first")
    taken = told.disputes[0].taken
    assert taken is not None
    assert (taken.by, taken.value, taken.reason) == ("Cleo", "rejected", "as Ben in round first: clearly said")
    assert told.left == ()
    _decide(book, disputes.take_agreed(cleo, "first"))
    assert [one.id for one in Queue(book).next(2)] == things[2:]
    with pytest.raises(LedgerError, match="nothing left"):
        disputes.take_agreed(cleo, "first")


def test_who_takes_a_coder_takes_what_that_coder_corrected(book: Ledger) -> None:
    ana, ben = Drafter(book, "Ana", round="second"), Drafter(book, "Ben", round="second")
    event = Queue(book, Choice(kind="event")).next(1)[0].id
    _decide(book, [*ana.correct(event, "killed", "31"), *ana.accept([event])])
    _decide(book, ben.reject([event]))
    _decide(book, ben.close("second"))
    made = _decide(book, disputes.take(Drafter(book, "Cleo"), event, KEPT, Coded("second", "Ana")))
    assert [(str(d.act), d.field) for d in made] == [("accept", None), ("correct", "killed")]
    record = next(row for row in Weigher(book).incident(event).tolls if row.what == "killed")
    assert record.figures
