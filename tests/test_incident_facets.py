"""Choosing among many incidents: what facets count is what the list gives, in every order, on any day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.ledger import Filter, Ledger
from dateline.weighing.weigher import Weigher
from dateline.weighing.weigher.choosing import ORDERS, OWN, More

DAYS = (None, "2025-03-08", "2025-05")


@pytest.fixture(scope="module")
def weigher(demo_ledger: Path) -> Iterator[Weigher]:
    with Ledger.open(demo_ledger) as book:
        yield Weigher(book)


@pytest.mark.parametrize("known_by", DAYS)
def test_facets_count_what_the_list_gives(weigher: Weigher, known_by: str | None) -> None:
    everything = list(weigher.incidents(Filter(known_by=known_by)))
    chosen = More(standing=("disputed", "corroborated"), type=("ASSAULT",), since="2025-03")
    found = weigher.facets(Filter(known_by=known_by), standing=chosen.standing, type=chosen.type, since=chosen.since)
    assert found.total == sum(map(chosen.chooses, everything)) > 1
    listed = list(
        weigher.incidents(Filter(known_by=known_by), standing=chosen.standing, type=chosen.type, since=chosen.since)
    )
    assert listed == [one for one in everything if chosen.chooses(one)]
    # A facet leaves its own choice aside: what it counts is there once it is chosen instead.
    for name in OWN:
        for facet in getattr(found, name):
            others = {other: getattr(chosen, other) for other in ("standing", "type") if other != name}
            more = More(**{**others, name: (facet.value,)}, since=chosen.since)
            assert facet.count == sum(map(more.chooses, everything)), (name, facet)
    assert sum(month.count for month in found.month) == found.total


@pytest.mark.parametrize("known_by", DAYS)
@pytest.mark.parametrize("by", ORDERS)
def test_every_order_holds_on_any_day_and_in_windows(weigher: Weigher, by: str, known_by: str | None) -> None:
    whole = list(weigher.incidents(Filter(known_by=known_by), by=by))
    order = ORDERS[by]
    assert whole == sorted(whole, key=order.key, reverse=order.backward)
    assert {one.id for one in whole} == {one.id for one in weigher.incidents(Filter(known_by=known_by))}
    part = list(weigher.incidents(Filter(known_by=known_by, limit=7, offset=5), by=by))
    assert part == whole[5:12]


@pytest.mark.parametrize("by", ["date", "latest"])
@pytest.mark.parametrize("chosen", [{"min_reports": 2}, {"since": "2025-03", "until": "2025-04"}, {"until": "2024"}])
def test_what_is_rare_is_picked_as_it_would_be_walked_to(weigher: Weigher, by: str, chosen: dict[str, Any]) -> None:
    whole = list(weigher.incidents(by=by, **chosen))
    assert whole
    for offset in range(0, len(whole) + 9, 9):
        assert list(weigher.incidents(Filter(limit=9, offset=offset), by=by, **chosen)) == whole[offset : offset + 9]


def test_a_search_chooses_incidents_by_the_words_of_their_events(weigher: Weigher) -> None:
    found = list(weigher.incidents(Filter(text="warehouse or clinic or market")))
    assert 0 < len(found) < weigher.facets().total
    assert weigher.facets(Filter(text="warehouse or clinic or market")).total == len(found)
