"""The survey of incidents over time and places: it counts what the weigher lists, as of any day, and adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from databases import postgresql
from dateline.ledger import Filter, Ledger, LedgerError
from dateline.records import Act, Decision, Incident
from dateline.weighing.decided import anchor_of
from dateline.weighing.weigher import Weigher
from dateline.weighing.weigher.columns import LEVELS, number_of
from dateline.weighing.weigher.over_time import Unit, unit_of
from dateline.weighing.weigher.survey import Drawn
from invented import raw_of, reading

DAYS = (None, "2025-03-02", "2025-03-05", "2025-03-10", "2025-05-20", "2026-12-31")


@pytest.fixture(scope="module")
def weigher(demo_ledger: Path) -> Iterator[Weigher]:
    with Ledger.open(demo_ledger) as book:
        yield Weigher(book)


def known(weigher: Weigher, day: str | None) -> list[Incident]:
    return list(weigher.incidents(Filter(known_by=day)))


@pytest.mark.parametrize("day", DAYS)
def test_it_counts_what_was_known(weigher: Weigher, day: str | None) -> None:
    found, listed = weigher.survey(Filter(known_by=day)), known(weigher, day)
    assert found.total == len(listed) == len(found.incidents)
    assert {one.id for one in found.incidents} == {one.id for one in listed}
    titles = {one.id: one.title for one in listed}
    assert all(one.title == titles[one.id] for one in found.incidents)
    assert dict(Counter(one.standing for one in listed)) == {f.value: f.count for f in found.facets.standing}
    told = Filter(known_by=day)
    assert (found.facets.type, found.facets.country) == ((f := weigher.facets(told)).type, f.country)
    in_bars = [sum(bar.counts[n] for bar in found.bars) for n in range(len(LEVELS))]
    assert sum(in_bars) + found.undated + found.before + found.behind == found.total
    on_map = sum(point.total for point in found.places.points)
    assert on_map + found.places.unplaced + found.places.elsewhere == found.total
    assert all(bar.total <= found.highest for bar in found.bars)


@pytest.mark.parametrize("day", DAYS[2:5])
def test_it_counts_the_reports_known(weigher: Weigher, day: str) -> None:
    found = weigher.survey(Filter(known_by=day))
    reports = list(weigher.book.reports(Filter(known_by=day)))
    assert found.reports == len(reports)
    assert found.all_reports == weigher.book.stats().reports
    assert max(one.published[:10] for one in reports if one.published) <= day
    assert {stop.day: stop.reports for stop in found.stops if stop.day == day} in ({}, {day: found.reports})


def test_a_bar_holds_those_that_its_days_choose(weigher: Weigher) -> None:
    whole = weigher.survey(drawn=Drawn(unit="week"))
    for bar in whole.bars:
        if bar.total:
            part = weigher.survey(drawn=Drawn(unit="week", since=bar.first, until=bar.last))
            assert part.total == bar.total
            assert part.bars == whole.bars  # those beside it are still to be seen
            assert sum(point.total for point in part.places.points) + part.places.unplaced == bar.total


def test_a_point_holds_those_that_it_chooses(weigher: Weigher) -> None:
    whole = weigher.survey()
    for point in whole.places.points[:5]:
        part = weigher.survey(drawn=Drawn(place=point.id))
        assert part.total == point.total
        assert part.places == whole.places
        assert {one.place for one in part.incidents} == {point.place}
    assert weigher.survey(drawn=Drawn(place="nowhere")).total == 0


def test_a_facet_leaves_its_own_choice_aside(weigher: Weigher) -> None:
    whole = weigher.survey()
    part = weigher.survey(standing=("disputed",))
    assert part.facets.standing == whole.facets.standing
    assert part.total == next(f.count for f in whole.facets.standing if f.value == "disputed")
    assert {one.standing for one in part.incidents} == {"disputed"}


def test_the_window_is_a_part_of_the_list(weigher: Weigher) -> None:
    whole = weigher.survey().incidents
    assert weigher.survey(Filter(limit=7, offset=5)).incidents == whole[5:12]
    dated = [one.first for one in whole if one.first]
    assert dated == sorted(dated, reverse=True)


def test_no_more_places_than_asked_for_and_the_rest_is_said(weigher: Weigher) -> None:
    whole, few = weigher.survey(), weigher.survey(drawn=Drawn(most_places=3))
    assert few.places.points == whole.places.points[:3]
    assert few.places.elsewhere == sum(point.total for point in whole.places.points[3:])


def test_events_choose_incidents_too(weigher: Weigher) -> None:
    for day in (None, "2025-03-10"):
        wanted = Filter(known_by=day, text="market")
        assert {one.id for one in weigher.survey(wanted).incidents} == {one.id for one in weigher.incidents(wanted)}


def test_units(weigher: Weigher) -> None:
    day = number_of
    assert unit_of(None, day("2025-03-01"), day("2025-04-01")) is Unit.DAY
    assert unit_of(None, day("2025-03-01"), day("2026-04-01")) is Unit.WEEK
    assert unit_of(None, day("2010-03-01"), day("2025-04-01")) is Unit.MONTH
    assert unit_of("day", day("1900-01-01"), day("2025-04-01")) is Unit.YEAR  # never more bars than can be drawn
    months = weigher.survey(drawn=Drawn(unit="month")).bars
    assert all(bar.first.endswith("-01") for bar in months)
    assert [bar.first for bar in months[1:]] == [f"{d[:8]}01" for d in (bar.first for bar in months[1:])]
    with pytest.raises(LedgerError, match="a week"):
        Drawn(unit="fortnight")


@pytest.fixture(params=["sqlite", "postgresql"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    where = str(tmp_path / "ledger.db") if request.param == "sqlite" else postgresql()
    with Ledger.open(where) as opened:
        yield opened


def test_what_is_weighed_or_decided_since_is_seen(book: Ledger) -> None:
    weigher = Weigher(book)
    assert weigher.survey().total == 0
    assert weigher.survey(Filter(known_by="2011-05-04")).bars
    readings = [reading(n, outlet=f"Paper {n}", published=f"2011-05-0{n + 3}") for n in (1, 2, 3)]
    book.add_many([(one, raw_of(one)) for one in readings])
    weigher.weigh()
    for day in (None, "2011-05-03", "2011-05-04", "2011-05-05"):
        assert {one.id for one in weigher.survey(Filter(known_by=day)).incidents} == {
            one.id for one in known(weigher, day)
        }
    before = weigher.survey()
    anchors = tuple(anchor_of(event, one) for one in readings for event in one.events[:1])
    book.decisions.add(Decision("", "", "Ana", Act.REJECT, anchors, reason="not what it says"))
    weigher.weigh()
    after = weigher.survey()
    assert after != before
    assert {one.id for one in after.incidents} == {one.id for one in weigher.incidents()}


def test_both_clocks(weigher: Weigher) -> None:
    assert weigher.survey(Filter(recorded_by="2000-01-01")).total == 0
    assert weigher.survey(Filter(recorded_by="2000-01-01")).reports == 0
    assert weigher.survey(Filter(recorded_by="2999-01-01")).total == weigher.survey().total
