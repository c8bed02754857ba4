"""A ledger at a glance: how much there is, and the newest, as of any two clocks."""

from __future__ import annotations

from dateline.ledger import Filter, Ledger
from dateline.ledger.overview import Overview, overview
from exported import JUNE
from invented import raw_of, reading


def seen(ledger: Ledger, as_of: Filter = Filter(), newest: int = 8) -> Overview:  # noqa: B008 - frozen
    with ledger.asking() as connection:
        return overview(connection, as_of, newest)


def test_what_there_is(ledger: Ledger) -> None:
    found = seen(ledger)
    rows = {row.id: row for row in ledger.reports()}
    assert (found.reports, found.undated) == (3, 1)
    assert found.outlets == len({row.outlet for row in rows.values()})
    days = sorted(row.published for row in rows.values() if row.published)
    assert (found.first, found.last) == (days[0], days[-1])
    assert [rows[id_].published for id_ in found.newest] == days[::-1]
    assert seen(ledger, newest=1).newest == found.newest[:1]


def test_as_of_the_two_clocks_it_is_what_the_reports_are(ledger: Ledger) -> None:
    ledger.add(reading(4, published="2011-04-30"), raw_of(reading(4)), JUNE.replace(month=7))
    clocks = [Filter(known_by=day) for day in ("2008-01-01", "2011-05-01", "2011-05-31", "2030-01-01")]
    clocks += [
        Filter(recorded_by=JUNE.replace(day=1)),
        Filter(recorded_by=JUNE),
        Filter(known_by="2011-05", recorded_by=JUNE),
    ]
    for as_of in clocks:
        rows = list(ledger.reports(as_of))
        found = seen(ledger, as_of)
        with ledger.asking() as connection:
            assert overview(connection, as_of, reports=len(rows)) == found
        assert found.reports == len(rows), as_of
        assert set(found.newest) == {row.id for row in rows if row.published}
        assert found.undated == sum(1 for row in rows if not row.published)
        assert found.outlets is None


def test_of_nothing_it_says_so(ledger: Ledger) -> None:
    assert seen(ledger, Filter(known_by="1900-01-01")) == Overview(0, 0, None, None, None, ())
