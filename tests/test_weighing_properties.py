"""Weighing, in whatever order reports are added: the same stories, incidents and standing, and on any day its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from databases import postgresql
from dateline.bench.ledger import Generated
from dateline.ledger import Filter, Ledger
from dateline.weighing.weigher import Weigher
from dateline.weighing.weigher.changes import Diff
from dateline.weighing.weigher.hearing import VoiceRow
from told import found, put, told

POOL = 60
LATER = "2099-12-31"
few = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
sets = st.sets(st.integers(0, POOL - 1), min_size=2, max_size=16).map(sorted)


@cache
def empty() -> Path:
    """A ledger without a report: to copy one is faster than to make one."""
    path = Path(tempfile.mkdtemp(prefix="dateline-weighing-")) / "empty.db"
    Ledger.open(path).close()
    return path


@contextmanager
def weighed(*batches: list[Generated]) -> Iterator[Weigher]:
    """A ledger of its own to which reports were added batch by batch, each weighed before the next."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty(), folder))
        with Ledger.open(path) as book:
            weigher = Weigher(book)
            for batch in batches:
                put(book, batch)
                weigher.weigh()
            yield weigher


def chosen(numbers: list[int]) -> list[Generated]:
    return [told(POOL)[n] for n in numbers]


@st.composite
def orders(draw: st.DrawFn) -> tuple[list[int], list[list[int]]]:
    """Some reports, and the same in another order, in batches of any size."""
    numbers = draw(sets)
    shuffled = draw(st.permutations(numbers))
    cuts = sorted(draw(st.sets(st.integers(1, len(numbers) - 1), max_size=4)))
    batches = [shuffled[a:b] for a, b in zip([0, *cuts], [*cuts, len(numbers)], strict=True)]
    return numbers, batches


def test_the_reports_have_what_weighing_is_about() -> None:
    with weighed(chosen(list(range(POOL)))) as weigher:
        stories, incidents, voices = found(weigher)
        assert any(len(story.reports) > 2 for story in stories)
        assert any(len(incident.reports) > 2 for incident in incidents)
        assert len({incident.standing for incident in incidents}) > 2
        assert any(voice.borne_out for voice in voices)


def _nameless(voice: VoiceRow) -> VoiceRow:
    return replace(voice, name="", kind="", named=False)


@few
@given(orders())
def test_the_order_of_adding_changes_nothing(order: tuple[list[int], list[list[int]]]) -> None:
    numbers, batches = order
    with weighed(chosen(numbers)) as one, weighed(*map(chosen, batches)) as other:
        assert found(one) == found(other)
        other.weigh(again=True)
        assert found(one) == found(other)


@pytest.mark.parametrize("backwards", [False, True])
def test_knots_that_grow_together_leave_nothing_behind(backwards: bool) -> None:
    reports = chosen(list(range(32)))
    with weighed(reports) as one, weighed(*([each] for each in reports[:: -1 if backwards else 1])) as other:
        assert found(one) == found(other)


@few
@given(sets, st.data())
def test_on_a_day_it_stands_as_if_nothing_had_come_since(numbers: list[int], data: st.DataObject) -> None:
    reports = chosen(numbers)
    day = data.draw(st.sampled_from(sorted({str(one.reading.report.published) for one in reports})))
    then = [one for one in reports if str(one.reading.report.published) <= day]
    with weighed(reports) as whole, weighed(then) as part:
        (stories, incidents, voices), now = found(whole, known_by=day), found(part)
        assert (stories, incidents) == now[:2]
        # A voice goes by one of its names in the whole ledger on any day: its name alone says nothing of what it said.
        assert [_nameless(one) for one in voices] == [_nameless(one) for one in now[2]]


@few
@given(sets)
def test_as_of_the_end_it_is_as_it_is(numbers: list[int]) -> None:
    with weighed(chosen(numbers)) as weigher:
        now = found(weigher)
        assert found(weigher, known_by=LATER) == now
        assert found(weigher, recorded_by=LATER) == now
        assert found(weigher, known_by=LATER, recorded_by=LATER) == now
        for incident in now[1][:5]:
            assert weigher.incident(incident.id, Filter(known_by=LATER)) == incident


@few
@given(sets, st.data())
def test_differences_add_up(numbers: list[int], data: st.DataObject) -> None:
    reports = chosen(numbers)
    days = sorted({"2009-01-01", LATER, *(str(one.reading.report.published) for one in reports)})
    first, second, third = sorted(data.draw(st.lists(st.sampled_from(days), min_size=3, max_size=3)))
    with weighed(reports) as weigher:
        one, other = weigher.diff(first, second), weigher.diff(second, third)
        whole, added = weigher.diff(first, third), one.then(other)
        assert (added.came, added.went) == (whole.came, whole.went)
        assert weigher.diff(second, second) == Diff(frozenset(), frozenset())


def test_on_both_databases_it_is_the_same(tmp_path: Path) -> None:
    reports = chosen(list(range(POOL)))
    with weighed(reports) as weigher:
        expected = found(weigher)
    with Ledger.open(postgresql()) as book:
        there = Weigher(book)
        for first in range(0, POOL, 7):
            assert all(put(book, reports[first : first + 7]))
            there.weigh()
        assert found(there) == expected
        assert found(there, known_by=LATER) == expected
        assert book.check() == []


@pytest.mark.parametrize("again", [False, True])
def test_what_is_read_anew_takes_the_place_of_what_was(again: bool) -> None:
    reports = chosen(list(range(24)))
    newer = [
        replace(one, reading=replace(one.reading, reader=replace(one.reading.reader, version="newer")))
        for one in reports
    ]
    with weighed(reports) as before, weighed(reports, newer[::-1]) as after:
        if again:
            after.weigh(again=True)
        assert found(after) == found(before)
