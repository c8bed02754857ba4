"""The catalogue: it chooses what the database chooses, counts what it would choose, and folds copies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from databases import postgresql
from dateline.ledger import Filter, Ledger, LedgerError
from dateline.records import Level
from dateline.weighing.catalogue import FACETS, Catalogue, Choice, Order, catalogue_of
from dateline.weighing.decided.draft import Drafter
from dateline.weighing.weigher import Weigher
from exported import JUNE
from invented import raw_of, reading

ASKED: list[dict[str, Any]] = [
    {},
    {"outlet": "the daily lantern"},
    {"outlet": ("Savanna One", "The Mamoré Post")},
    {"published": "2025-03"},
    {"published": ("2025-03-04", "2025-04")},
    {"since": "2025-03-05", "until": "2025-03"},
    {"published_since": "2025-04"},
    {"country": "ZMB"},
    {"country": ("zmb", "BOL"), "outlet": "Halyard News Agency"},
    {"type": "ASSAULT", "status": "denied"},
    {"type": ("assault", "coerce"), "status": ("planned", "threatened")},
    {"type": "COERCE", "mode": "arrest"},
    {"actor": "police", "status": "denied"},
    {"text": "market"},
    {"text": '"market bombing" or surveyors', "type": "ASSAULT"},
    {"text": "bomb -zambia", "country": "LBN"},
    {"place": "Mufumbwe", "published": "2025-03"},
    {"known_by": "2025-03-05"},
    {"known_by": "2025-03", "type": "PROTEST"},
    {"recorded_by": "2011-06"},
    {"recorded_by": "2011-06-01T12:00:00", "text": "market"},
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def book(request: Any, demo_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The demo's ledger, on both databases; a third of it recorded long ago, and one report without a date."""
    where = str(tmp_path_factory.mktemp("book") / "own.db") if request.param == "sqlite" else postgresql()
    with Ledger.open(demo_ledger) as demo, Ledger.open(where) as opened:
        read = [one for one, _ in demo.readings()]
        raw = [demo.raw(one.report.provenance.raw) for one in read]
        opened.add_many(zip(read[:25], raw[:25], strict=True), JUNE)
        opened.add_many(zip(read[25:], raw[25:], strict=True))
        undated = reading(1, published=None)
        opened.add(undated, raw_of(undated))
        Weigher(opened).weigh()
        yield opened


def ids(catalogue: Catalogue, choice: Choice) -> list[str]:
    return [row.id for row in catalogue.rows(catalogue.readings(choice))]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_it_chooses_what_the_ledger_chooses(book: Ledger, asked: dict[str, Any]) -> None:
    wanted = Filter(**asked)
    assert ids(catalogue_of(book), Choice(filter=wanted)) == [row.id for row in book.reports(wanted)]


def test_a_report_is_chosen_by_the_beginning_of_its_id(book: Ledger) -> None:
    one = next(book.report_ids())
    assert ids(catalogue_of(book), Choice(filter=Filter(report=one[:10]))) == [one]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("clock", [{}, {"known_by": "2025-03-14"}, {"recorded_by": "2011-06"}], ids=str)
def test_reports_of_a_standing_are_those_of_the_events_of_such_incidents(
    book: Ledger, level: Level, clock: dict[str, Any]
) -> None:
    wanted = Filter(**clock)
    events = {e for one in Weigher(book).incidents(wanted) if one.standing is level for e in one.events}
    denied = {row.report for row in book.events(replace(wanted, status="denied")) if row.id in events}
    of = set(book.reports_of_events(events).values())
    catalogue = catalogue_of(book)
    assert set(ids(catalogue, Choice(filter=wanted, standing=(level,)))) == of
    assert set(ids(catalogue, Choice(filter=replace(wanted, status="denied"), standing=(level,)))) == denied


@pytest.mark.parametrize(
    ("asked", "standing"),
    [
        ({}, ()),
        ({"text": "market"}, ()),
        ({"type": "ASSAULT"}, ()),
        ({"type": ("ASSAULT", "COERCE"), "status": "denied", "country": "ZMB"}, ("disputed",)),
        ({"outlet": "Savanna One", "published": "2025-03"}, ("single voice", "repeated")),
        ({"known_by": "2025-03-14", "status": "denied"}, ("disputed",)),
        ({"actor": "police"}, ("corroborated",)),
    ],
    ids=str,
)
def test_a_facet_counts_what_its_values_would_find(
    book: Ledger, asked: dict[str, Any], standing: tuple[str, ...]
) -> None:
    catalogue = catalogue_of(book)
    choice = Choice(filter=Filter(**asked), standing=standing)
    facets = catalogue.facets(choice)
    assert facets.reports == len(catalogue.readings(choice))
    assert facets.stories == catalogue.find(choice).stories
    for name in FACETS:
        for value in getattr(facets, name):
            alone = Choice(
                filter=choice.filter if name == "standing" else replace(choice.filter, **{name: value.value}),
                standing=(value.value,) if name == "standing" else standing,
            )
            assert value.reports == len(catalogue.readings(alone)) > 0, (name, value)


def test_several_values_of_one_facet_are_either(book: Ledger) -> None:
    catalogue = catalogue_of(book)
    march, april, both = (
        set(ids(catalogue, Choice(filter=Filter(published=days))))
        for days in ("2025-03", "2025-04", ("2025-03", "2025-04"))
    )
    assert march and april and march | april == both


def test_days_open_step_by_step_and_add_up(book: Ledger) -> None:
    catalogue = catalogue_of(book)
    months = catalogue.facets(Choice()).published
    assert [v.value for v in months][-1] == "none" and all(v.within is None for v in months)
    opened = catalogue.facets(Choice(filter=Filter(published="2025-03"))).published
    days = [v for v in opened if v.within == "2025-03"]
    march = next(v for v in opened if v.value == "2025-03")
    assert len(days) > 5 and sum(v.reports for v in days) == march.reports
    assert [v.value for v in opened] == [*sorted(v.value for v in opened[:-1]), "none"]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("asked", [{}, {"text": "market"}, {"known_by": "2025-04"}], ids=str)
def test_pages_have_every_report_once(book: Ledger, order: Order, asked: dict[str, Any]) -> None:
    catalogue, choice = catalogue_of(book), Choice(filter=Filter(**asked))
    whole = catalogue.find(choice, order)
    pages = [catalogue.find(choice, order, 7, offset) for offset in range(0, whole.stories + 7, 7)]
    assert [group for page in pages for group in page.groups] == list(whole.groups)
    found = [n for group in whole.groups for n in group.readings]
    assert sorted(found) == list(catalogue.readings(choice)) and len(found) == whole.reports
    assert len(whole.groups) == whole.stories


@pytest.mark.parametrize("clock", [{}, {"known_by": "2025-03-12"}, {"recorded_by": "2011-06"}], ids=str)
def test_copies_stand_under_their_origin(book: Ledger, clock: dict[str, Any]) -> None:
    catalogue = catalogue_of(book)
    id_of = {n: row.id for n in catalogue.readings(Choice(filter=Filter(**clock))) for row in catalogue.rows([n])}
    stories = {story.id: story for story in Weigher(book).stories(Filter(**clock))}
    found = catalogue.find(Choice(filter=Filter(**clock)))
    assert {group.story for group in found.groups} == set(stories)
    for group in found.groups:
        story = stories[group.story]
        assert {id_of[n] for n in group.readings} == set(story.reports)
        assert group.origin == group.readings[0] and id_of[group.readings[0]] == story.origin
        assert group.reports == len(story.reports)


def test_a_copy_found_without_its_origin_says_whose_it_is(book: Ledger) -> None:
    catalogue = catalogue_of(book)
    story = next(one for one in Weigher(book).stories(copies_only=True))
    rows = book.about(story.reports)
    other = next(row.outlet for row in rows.values() if row.outlet != rows[story.origin].outlet)
    found = catalogue.find(Choice(filter=Filter(outlet=other)))
    group = next(one for one in found.groups if one.story == story.id)
    assert group.origin is not None and group.origin not in group.readings
    assert next(iter(catalogue.rows([group.origin]))).id == story.origin
    assert group.reports == len(story.reports) > len(group.readings)


def test_orders(book: Ledger) -> None:
    catalogue = catalogue_of(book)

    def rows(order: Order, **asked: Any) -> list[Any]:
        groups = catalogue.find(Choice(filter=Filter(**asked)), order).groups
        return list(catalogue.rows([group.readings[0] for group in groups]))

    days = [row.published for row in rows(Order.NEWEST)]
    dated = [day for day in days if day]
    undated = [None] * (len(days) - len(dated))
    assert undated and days == [*sorted(dated, reverse=True), *undated]
    assert [row.published for row in rows(Order.OLDEST)] == [*sorted(dated), *undated]
    sizes = [len(g.readings) for g in catalogue.find(Choice(), Order.COPIES).groups]
    assert sizes[0] > 1 and all(a >= b for a, b in pairwise(sizes))
    most = [
        max(row.events for row in catalogue.rows(g.readings)) for g in catalogue.find(Choice(), Order.EVENTS).groups
    ]
    assert all(a >= b for a, b in pairwise(most))
    first = catalogue.find(Choice(), Order.DOUBT).groups[0]
    doubtful = next(iter(Weigher(book).incidents(by="doubt")))
    assert set(doubtful.reports) & {row.id for row in catalogue.rows(first.readings)}
    titles = [row.title or "" for row in rows(Order.BEST, text="surveyors")]
    assert "surveyors" in titles[0].lower()


def test_levels_beside_reports_are_those_of_their_incidents(book: Ledger) -> None:
    catalogue = catalogue_of(book)
    for clock in (Filter(), Filter(known_by="2025-03-14")):
        numbers = catalogue.readings(Choice(filter=clock))
        levels = catalogue.levels(numbers, clock)
        assert Catalogue(book).levels(numbers, clock) == levels  # what is not in memory is asked of the database
        told: dict[str, set[tuple[str, str]]] = {}
        for one in Weigher(book).incidents(clock):
            for report in book.reports_of_events(one.events).values():
                told.setdefault(report, set()).add((one.standing, one.id))
        for number in numbers:
            row = next(iter(catalogue.rows([number])))
            beside = {(one.level, id_) for one in levels.get(number, ()) for id_ in one.incidents}
            assert beside == told.get(row.id, set())


def test_it_keeps_in_step_with_what_is_added_and_decided(own_ledger: Path) -> None:
    with Ledger.open(own_ledger) as book:
        catalogue = catalogue_of(book)
        before = catalogue.facets(Choice())
        new = reading(1, published="2025-03-04")
        book.add(new, raw_of(new))
        assert catalogue.facets(Choice()).reports == before.reports + 1  # before it is weighed, as one of no story
        Weigher(book).weigh()
        now = catalogue.facets(Choice())
        assert now.reports == before.reports + 1 and now.country != before.country
        assert ids(catalogue, Choice(filter=Filter(text="Lumbala"))) == [new.report.id]
        levels = catalogue.levels(catalogue.readings(Choice(filter=Filter(text="Lumbala"))), Filter())
        assert levels
        drafter = Drafter(book, "Ana", "")
        for event in new.events:
            book.decisions.add_many(drafter.reject([event.id], lambda _: []))
        Weigher(book).weigh()
        assert not catalogue.levels(catalogue.readings(Choice(filter=Filter(text="Lumbala"))), Filter())
        assert sum(v.reports for v in catalogue.facets(Choice()).standing) == sum(v.reports for v in before.standing)


def test_a_catalogue_goes_with_its_ledger(own_ledger: Path, tmp_path: Path) -> None:
    import gc
    import weakref

    book = Ledger.open(shutil.copy(own_ledger, tmp_path / "other.db"))
    kept = weakref.ref(catalogue_of(book))
    assert catalogue_of(book) is kept()
    book.close()
    del book
    gc.collect()
    assert kept() is None


def test_what_reports_are_not_chosen_by_is_refused() -> None:
    with pytest.raises(LedgerError, match="reports cannot be chosen by voice"):
        Choice(filter=Filter(voice="police"))
    with pytest.raises(LedgerError, match="There is no standing 'sure'"):
        Choice(standing=("sure",))


def test_an_empty_ledger_has_nothing_to_choose(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db") as book:
        catalogue = catalogue_of(book)
        assert catalogue.find(Choice()).groups == ()
        assert catalogue.facets(Choice(filter=Filter(type="ASSAULT"), standing=("disputed",))).outlet == ()
        for order in Order:
            assert catalogue.find(Choice(filter=Filter(text="bomb")), order).reports == 0
