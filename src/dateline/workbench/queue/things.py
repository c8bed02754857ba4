"""The queue outside of rounds: one thing after the other, the most doubtful first, or all of one report."""

from __future__ import annotations

from dataclasses import replace

from dateline.ledger.asked import Asked, Choice, Place
from dateline.weighing.decided.queue.queue import COUNTED, Queue, of_report
from dateline.workbench.ask import Ask
from dateline.workbench.problems import found
from dateline.workbench.queue.showing import at, choice_of, reading_of, shown
from dateline.workbench.queue.view import QueueView, ReportView, view


def by_doubt(ask: Ask) -> QueueView:
    """The most doubtful thing of what the address chooses."""
    choice = choice_of(ask)
    asking = Queue(ask.desk.book, choice)
    after = Place.read(ask.one("after")) if ask.one("after") else None
    one = at(ask) or next(iter(asking.next(1, after, ask.all("without"))), None)
    # With a choice, counting takes a while where there is little: it comes after the page.
    left = asking.count() if choice == Choice() else -1
    return view(
        ask, "things", shown(ask, one) if one else None, min(left, COUNTED), left > COUNTED, after is not None,
        incident=ask.one("incident") or None,
    )  # fmt: skip


def by_report(ask: Ask) -> QueueView:
    """All that is undecided of one report; without its id, of the one that has the most doubtful thing."""
    book, without = ask.desk.book, ask.all("without")
    choice = choice_of(ask)
    id_ = ask.one("report") or Queue(book, choice).next_report()
    if id_ is None:
        return view(ask, "report", None, 0, False, False)
    with found():
        id_ = book.find(id_).report
    reading = reading_of(ask, id_)
    todo = of_report(book, reading, replace(choice, filter=ask.filter(())), without)
    things = [one for one in todo.things if not ask.one("after") or _order(one) > _order(Place.read(ask.one("after")))]
    one = at(ask) or next(iter(things), None)
    following = None
    if one is None and ask.one("by") == "report":
        following = Queue(book, choice).next_report([id_])
    report = ReportView(id_, reading.report.title, reading.report.outlet, todo.left, todo.of, following)
    seen = shown(ask, one, reading) if one else None
    return view(ask, "report", seen, len(todo.left), False, bool(ask.one("after") and todo.left), report=report)


def _order(one: Asked | Place) -> tuple[bool, Place]:
    return (one.kind != "event", one.place if isinstance(one, Asked) else one)
