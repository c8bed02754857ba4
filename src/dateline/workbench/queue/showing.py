"""A thing of the queue as it is shown: found, with its reading and its incident, as of the clocks of the address."""

from __future__ import annotations

from dateline.ledger import LedgerError
from dateline.ledger.asked import Asked, Choice
from dateline.records import Incident, Reading
from dateline.weighing.decided import Applied, apply
from dateline.weighing.decided.queue.queue import Together, beside, doubt_of, find, of_report
from dateline.weighing.decided.queue.unsure import incident_of
from dateline.workbench.ask import Ask, MissingError
from dateline.workbench.problems import found
from dateline.workbench.thing import ThingView, thing

FILTERS = ("type", "status", "country", "outlet", "published_since", "published_until", "text")


def choice_of(ask: Ask) -> Choice:
    """What the address chooses."""
    events: tuple[str, ...] | None = None
    if incident := ask.one("incident"):
        with found():
            events = tuple(ask.desk.weigher().incident(incident, ask.filter(())).events)
    return Choice(filter=ask.filter(FILTERS), kind=ask.one("kind"), events=events)


def at(ask: Ask) -> Asked | None:
    """The thing that is asked for by its id."""
    return find_thing(ask, ask.one("at")) if ask.one("at") else None


def find_thing(ask: Ask, id_: str) -> Asked | None:
    with found():
        one = find(ask.desk.book, id_)
    if one is None:
        raise MissingError(f"{id_} is in no current reading, or not weighed yet: `dateline weigh` does that.")
    return one


def reading_of(ask: Ask, report: str) -> Reading:
    if not ask.clocks:
        with found():
            return ask.desk.book.reading(report)
    wanted = ask.filter((), report=report)
    reading = next((reading for reading, _ in ask.desk.book.readings(wanted)), None)
    if reading is None:
        raise MissingError("This report was not known yet on the day you look from. Go back to now to see it.")
    return reading


def shown(ask: Ask, one: Asked, reading: Reading | None = None, *, round_: str | None = None) -> ThingView | None:
    """A thing with what was decided on it; in a round only what this coder did there."""
    book = ask.desk.book
    reading = reading or reading_of(ask, one.report)
    if round_ is None:
        applied = ask.desk.decided(ask.one("recorded_by") or None).of(reading)
        open_ = frozenset(of_report(book, reading, Choice()).left)
        whole = ask.one("report") or ask.one("by") == "report"
        claims = Together(reading, open_).of(one.id) if whole else beside(reading, one.id, open_)
    else:
        # Blind: what the reader said, and what this coder did in the round.
        mine = book.decisions.of([one.report]) if ask.by else ()
        applied = apply(reading, mine, round_=round_, by=ask.by) if ask.by else Applied(reading=reading)
        claims = ()
    return thing(one, reading, applied, doubt_of(book, one), _incident(ask, one), claims, ask.words)


def _incident(ask: Ask, one: Asked) -> Incident | None:
    if not ask.clocks:
        return incident_of(ask.desk.book, one)
    if one.kind != "event":
        return None
    try:
        return ask.desk.weigher().incident(one.id, ask.filter(()))
    except LedgerError:  # rejected, or not known then
        return None
