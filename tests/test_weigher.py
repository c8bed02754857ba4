"""The weigher: what is pending, names that last, two clocks, decisions, and differences that add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from databases import postgresql
from dateline.ledger import Filter, Ledger, LedgerError
from dateline.records import Act, Decision, Incident, Quotation, Reading, Span
from dateline.weighing.decided import anchor_of
from dateline.weighing.weigher import Weigher
from dateline.weighing.weigher.changes import Change, Diff, Fact
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.knots import Knots
from invented import NEWER, raw_of, reading

JUNE = datetime(2011, 6, 1, tzinfo=UTC)
JULY = datetime(2011, 7, 1, tzinfo=UTC)
AUGUST = datetime(2011, 8, 1, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    where = str(tmp_path / "ledger.db") if request.param == "sqlite" else postgresql()
    with Ledger.open(where) as ledger:
        yield ledger


def put(book: Ledger, *readings: Reading, at: datetime = JUNE) -> None:
    book.add_many([(one, raw_of(one)) for one in readings], at)


def decide(book: Ledger, act: Act, *about: tuple[str, Reading], at: datetime = JULY, **more: object) -> Decision:
    """A decision by Ana on events, each given with its reading."""
    anchors = tuple(anchor_of(next(e for e in r.events if e.id == id_), r) for id_, r in about)
    draft = Decision("", "", "Ana", act, anchors, reason="read it again")
    return book.decisions.add(replace(draft, **more), at)  # type: ignore[arg-type]


def holding(weigher: Weigher, event: str, **wanted: str) -> Incident | None:
    found = [one for one in weigher.incidents(Filter(**wanted)) if event in one.events]  # type: ignore[arg-type]
    assert len(found) <= 1
    return found[0] if found else None


ONE = reading(1, outlet="The Lantern", published="2011-05-04")
TWO = reading(2, outlet="The Courier", published="2011-05-05")
SHELLED, ALSO = ONE.events[0].id, TWO.events[0].id


def test_what_is_pending_is_weighed_once(book: Ledger) -> None:
    weigher = Weigher(book)
    assert weigher.weigh() == 0
    put(book, ONE, TWO)
    assert weigher.pending() == 2
    seen: list[tuple[int, int]] = []
    assert weigher.weigh(lambda done, of: seen.append((done, of))) == 2
    assert seen == [(2, 2)]
    assert weigher.pending() == 0 == weigher.weigh()
    before = list(weigher.incidents())
    assert weigher.weigh(again=True) == 2
    assert list(weigher.incidents()) == before
    assert book.check() == []


def test_another_version_weighs_everything_anew(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    put(book, ONE, TWO)
    assert Weigher(book).weigh() == 2
    monkeypatch.setattr("dateline.weighing.weigher.weigher.VERSION", "0-other")
    monkeypatch.setattr("dateline.weighing.weigher.batch.VERSION", "0-other")
    assert Weigher(book).pending() == 2 == Weigher(book).weigh()
    assert Weigher(book).pending() == 0


def test_one_shelling_in_two_reports_is_one_incident(book: Ledger) -> None:
    put(book, ONE, TWO)
    weigher = Weigher(book)
    weigher.weigh()
    incident = holding(weigher, SHELLED)
    assert incident is not None
    assert {SHELLED, ALSO} <= set(incident.events)
    assert incident.id == SHELLED.replace("e_", "i_")
    assert weigher.incident(incident.id[:9]) == incident
    reasons = weigher.reasons(incident)
    assert reasons[min(SHELLED, ALSO), max(SHELLED, ALSO)].reasons


def test_a_former_name_leads_to_the_incident(book: Ledger) -> None:
    put(book, TWO)
    weigher = Weigher(book)
    weigher.weigh()
    former = holding(weigher, ALSO)
    assert former is not None
    put(book, ONE)
    weigher.weigh()
    now = holding(weigher, ALSO)
    assert now is not None
    assert now.id != former.id
    assert weigher.incident(former.id) == now == weigher.incident(now.id)
    # But for the name of a town they have the same words.
    story = weigher.story(TWO.report.id.replace("r_", "s_"))
    assert (story.origin, set(story.reports)) == (ONE.report.id, {ONE.report.id, TWO.report.id})


@pytest.mark.parametrize(
    ("id_", "says"), [("i_", "not an id"), ("x_12", "not an id"), ("i_ffffffffffff", "No incident")]
)
def test_an_id_that_leads_nowhere_is_said(book: Ledger, id_: str, says: str) -> None:
    put(book, ONE)
    weigher = Weigher(book)
    weigher.weigh()
    with pytest.raises(LedgerError, match=says):
        weigher.incident(id_)


def test_as_of_a_day_it_stands_as_it_was_known(book: Ledger) -> None:
    put(book, ONE, TWO, reading(3, outlet="Open Granary", published=None))
    weigher = Weigher(book)
    weigher.weigh()
    first, both = holding(weigher, SHELLED, known_by="2011-05-04"), holding(weigher, SHELLED, known_by="2011-05-05")
    assert first is not None
    assert both is not None
    assert first.reports == (ONE.report.id,)
    assert set(both.reports) == {ONE.report.id, TWO.report.id}
    assert list(weigher.incidents(Filter(known_by="2011-05-03"))) == []
    with pytest.raises(LedgerError, match="as of 2011-05-03"):
        weigher.incident(first.id, Filter(known_by="2011-05-03"))


def test_filters_and_the_window_are_those_of_the_present_on_any_day(book: Ledger) -> None:
    many = [reading(n, outlet=f"Outlet {n}", published=f"2011-05-{4 + n:02}") for n in range(8)]
    put(book, *many)
    weigher = Weigher(book)
    weigher.weigh()
    for wanted in (Filter(), Filter(type="ASSAULT", limit=2), Filter(status="denied", limit=3, offset=2)):
        now = [one.id for one in weigher.incidents(wanted)]
        assert now == [one.id for one in weigher.incidents(replace(wanted, known_by="2011-12-31"))]
        assert now == [one.id for one in weigher.incidents(replace(wanted, recorded_by="2011-12-31"))]
        stories = [one.id for one in weigher.stories(replace(wanted, type=None, status=None))]
        as_of = replace(wanted, type=None, status=None, known_by="2011-12-31")
        assert stories == [one.id for one in weigher.stories(as_of)]
    for by in ("date", "reports", "doubt"):
        ids = [one.id for one in weigher.incidents(Filter(), by=by)]
        assert ids == [one.id for one in weigher.incidents(Filter(known_by="2011-12-31"), by=by)]
    voices = [replace(one, claims=None) for one in weigher.voices()]  # claims are counted as they are now
    assert voices == list(weigher.voices(Filter(known_by="2011-12-31")))
    assert list(weigher.strains()) == list(weigher.strains(Filter(known_by="2011-12-31")))


def test_a_rejected_event_is_in_no_incident_but_was_before(book: Ledger) -> None:
    put(book, ONE, TWO)
    weigher = Weigher(book)
    weigher.weigh()
    decide(book, Act.REJECT, (SHELLED, ONE))
    assert weigher.pending() == 1 == weigher.weigh()
    assert holding(weigher, SHELLED) is None
    assert holding(weigher, ALSO) is not None
    assert holding(weigher, SHELLED, recorded_by="2011-06-15") is not None
    assert holding(weigher, SHELLED, recorded_by="2011-07-15") is None
    again = [one.id for one in weigher.incidents()]
    weigher.weigh(again=True)
    assert [one.id for one in weigher.incidents()] == again
    assert holding(weigher, SHELLED, recorded_by="2011-06-15") is not None


def test_what_a_person_parts_and_joins_stays_so(book: Ledger) -> None:
    put(book, ONE, TWO)
    weigher = Weigher(book)
    weigher.weigh()
    parted = decide(book, Act.SPLIT, (ALSO, TWO), apart=(anchor_of(ONE.events[0], ONE),))
    weigher.weigh()
    one = holding(weigher, SHELLED)
    assert one is not None
    assert ALSO not in one.events
    denied = ONE.events[1].id
    decide(book, Act.MERGE, (SHELLED, ONE), (denied, ONE), at=AUGUST)
    weigher.weigh()
    joined = holding(weigher, SHELLED)
    assert joined is not None
    assert denied in joined.events
    assert ALSO not in joined.events
    decide(book, Act.UNDO, at=AUGUST, undoes=parted.id)
    weigher.weigh()
    whole = holding(weigher, SHELLED)
    assert whole is not None
    assert {SHELLED, ALSO, denied} <= set(whole.events)
    then = holding(weigher, SHELLED, recorded_by="2011-06-15")
    assert then is not None
    assert {SHELLED, ALSO} <= set(then.events)
    assert denied not in then.events


def test_a_newer_reading_takes_the_place_of_the_former_and_keeps_what_was_decided(book: Ledger) -> None:
    put(book, ONE, TWO)
    weigher = Weigher(book)
    weigher.weigh()
    decide(book, Act.REJECT, (SHELLED, ONE))
    weigher.weigh()
    newer = reading(1, reader=NEWER, outlet="The Lantern", published="2011-05-04")
    put(book, newer, at=AUGUST)
    weigher.weigh()
    assert holding(weigher, SHELLED) is None
    incident = holding(weigher, ALSO)
    assert incident is not None
    assert incident.reports == (TWO.report.id,)


def test_a_difference_is_what_came_and_what_went(book: Ledger) -> None:
    put(book, ONE, TWO, reading(3, outlet="Open Granary", published="2011-05-07", dead=19))
    weigher = Weigher(book)
    weigher.weigh()
    first, second = weigher.diff("2011-05-03", "2011-05-05"), weigher.diff("2011-05-05", "2011-05-08")
    whole = weigher.diff("2011-05-03", "2011-05-08")
    added = first.then(second)
    assert (added.came, added.went) == (whole.came, whole.went)
    assert first.came
    assert not first.went
    assert Change.CHANGED in {row.change for row in second.rows()}
    assert weigher.diff("2011-05-08", "2011-05-09") == Diff(frozenset(), frozenset())
    with pytest.raises(LedgerError, match="after the second"):
        weigher.diff("2011-05-08", "2011-05-01")


def test_differences_add_up_whatever_they_are() -> None:
    a, b, c = (Fact("i_1", "killed", "", value) for value in ("9", "14", "17"))
    rise, more = Diff(frozenset({b}), frozenset({a})), Diff(frozenset({c}), frozenset({b}))
    assert rise.then(more) == Diff(frozenset({c}), frozenset({a}))
    assert rise.then(Diff(frozenset({a}), frozenset({b}))) == Diff(frozenset(), frozenset())
    assert [(row.change, row.before, row.now) for row in rise.rows()] == [(Change.CHANGED, "9", "14")]
    denied = Fact("i_1", "denial", "v", "the army", Quotation("r_1", Span(0, 4), "no"))
    assert [row.change for row in Diff(frozenset({denied}), frozenset()).rows()] == [Change.DENIED]
    assert [row.change for row in Diff(frozenset(), frozenset({a})).rows()] == [Change.GONE]


def test_an_incident_that_became_one_with_another_is_not_told_as_gone() -> None:
    def known(incident: str, **said: str) -> frozenset[Fact]:
        return frozenset(Fact(incident, field, "", value) for field, value in {"incident": "told of", **said}.items())

    then = known("i_1", killed="9", place="Ost") | known("i_2", killed="14", place="Ost")
    now = known("i_1", killed="14", place="Ost")
    diff = Diff(now - then, then - now, (("i_1", "Attack at Ost"), ("i_2", "Raid at Ost")), (("i_2", "i_1"),))
    assert [(row.change, row.incident, row.field, row.before, row.now) for row in diff.rows()] == [
        (Change.CHANGED, "i_1", "killed", "9", "14"),
        (Change.JOINED, "i_1", "incident", "Raid at Ost (i_2)", ""),
    ]
    # What came and went again on the way is not spoken of; what became one with it then is one with the last.
    later = Diff(frozenset(), frozenset(), (), (("i_1", "i_3"),))
    assert dict(diff.then(later).joined) == {"i_1": "i_3", "i_2": "i_3"}
    assert [row.change for row in Diff(diff.came, frozenset(), (), diff.joined).rows()] == [Change.KNOWN]


def test_becoming_one_is_found_on_the_day_on_which_it_was_known(demo_ledger: Path) -> None:
    with Ledger.open(demo_ledger) as book:
        weigher = Weigher(book)
        rows = weigher.diff("2025-03-08", "2025-03-09").rows()
        joined = [row for row in rows if row.change is Change.JOINED]
        assert joined
        gone = {row.incident for row in rows if row.change is Change.GONE and row.field == "incident"}
        then = {one.id: one for one in weigher.incidents(Filter(known_by="2025-03-08"))}
        now = {one.id: one for one in weigher.incidents(Filter(known_by="2025-03-09"))}
        for row in joined:
            old = row.before.rpartition("(")[2].rstrip(")")
            assert set(then[old].events) & set(now[row.incident].events)
            assert old not in now
            assert old not in gone


@pytest.mark.parametrize(
    ("published", "known"),
    [("2011-05-04", True), ("2011-05-04T23:30:00Z", True), ("2011-05-05", False), ("2011-05", False),
     ("2011-04", True), ("2011", False), ("2010", True), (None, False)],
)  # fmt: skip
def test_what_is_known_by_a_day(published: str | None, known: bool) -> None:
    assert Clock("2011-05-04").knows(published) is known
    assert Clock().knows(published)


def test_what_is_tied_through_others_is_one_knot() -> None:
    knots = Knots()
    for one, other in ((5, 9), (7, 3), (9, 7)):
        knots.join(one, other)
    assert knots.moves() == {5: 3, 7: 3, 9: 3}
    assert knots.roots([9, 4]) == {3, 4}
