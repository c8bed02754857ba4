"""Lists of the API that no page shows as they are: claims, events, and a whole reading."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.ledger.rows import ClaimRow, EventRow
from dateline.records import Reading
from dateline.workbench.ask import Ask
from dateline.workbench.page import Page
from dateline.workbench.problems import found

OF_ALL = ("report", "outlet", "published_since", "published_until", "since", "until", "text", "voice", "named",
          "stance", "type", "mode", "status", "country", "place", "actor", "made_by", "sure_from",
          "sure_to")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """Claims, by report and in the order of its text; `more` says whether there are claims behind."""

    rows: tuple[ClaimRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class EventsView:
    """Events, by report and in the order of its text; `more` says whether there are events behind."""

    rows: tuple[EventRow, ...]
    more: bool


def claims(ask: Ask) -> ClaimsView:
    """Claims: words that reports put in a voice's mouth. Claims can be chosen by their events, too."""
    wanted = ask.filter(OF_ALL, limit=ask.limit + 1, offset=ask.offset)
    rows = tuple(ask.desk.decided(wanted.recorded_by).claims(ask.desk.book.claims(wanted)))
    return ClaimsView(rows[: ask.limit], len(rows) > ask.limit)


def events(ask: Ask) -> EventsView:
    """Events: each one report's account of one happening. Events can be chosen by their claims, too."""
    wanted = ask.filter(OF_ALL, limit=ask.limit + 1, offset=ask.offset)
    rows = tuple(ask.desk.decided(wanted.recorded_by).events(ask.desk.book.events(wanted)))
    return EventsView(rows[: ask.limit], len(rows) > ask.limit)


def reading(ask: Ask) -> Reading:
    """The whole current reading of a report, as `dateline read` prints it: text, spans, voices, claims, events."""
    with found():
        return ask.desk.book.reading(ask.path["id"])


# Pages without a page: these have no template, and are served by the API only.
PAGES = (
    Page("/claims", "", claims, asks=OF_ALL),
    Page("/events", "", events, asks=OF_ALL),
    Page("/reports/{id}/reading", "", reading),
)
