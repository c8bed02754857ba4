"""Weighing of reports written to make it work: what it costs does not grow with the square of their events."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from dateline.ledger import Ledger
from dateline.ledger import weighed_tables as w
from dateline.records import Reading, make_id
from dateline.weighing.weigher import Weigher
from dateline.weighing.weigher.batch import COMPARED
from invented import raw_of, reading

EVENTS = 800


def many_alike(number: int) -> Reading:
    """A report that tells the same event over and over."""
    one = reading(number)
    event = one.events[0]
    again = tuple(replace(event, id=make_id("event", one.report.id, f"again {i}")) for i in range(EVENTS))
    return replace(one, events=(event, *again), tensions=())


def test_thousands_of_like_events_are_not_all_compared(ledger: Ledger) -> None:
    told = [many_alike(number) for number in (11, 12)]
    ledger.add_many((one, raw_of(one)) for one in told)
    weigher = Weigher(ledger)
    weigher.weigh()
    with ledger.asking() as connection:
        ties = connection.execute(select(func.count()).select_from(w.ties)).scalar_one()
    assert ties <= (2 * COMPARED + 10) ** 2
    # None is lost: each is in an incident, the last as well.
    held = {event for incident in weigher.incidents() for event in incident.events}
    assert {event.id for one in told for event in one.events} <= held
