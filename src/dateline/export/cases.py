"""Cases: what rows of incidents are made from; one incident, and out of the ledger what is asked of its reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from dateline.export.columns import HAPPENED, Source
from dateline.ledger import Filter, Ledger, ReportRow
from dateline.records import Decision, Incident, Status, Story
from dateline.weighing.decided.book import Decided
from dateline.weighing.decided.listing import seen

if TYPE_CHECKING:
    from dateline.weighing.weigher import Weigher

KEPT = 300  # readings that are kept at hand: incidents come by date, and so do their reports
ASKED = 24  # accounts of one incident that are looked at for the one that tells most


class Desk:
    """A ledger and its weigher, as of the clocks of a filter: gives cases one by one, and little is kept of them."""

    def __init__(self, book: Ledger, weigher: Weigher, wanted: Filter, statuses: frozenset[Status] = HAPPENED) -> None:
        self.book, self.weigher, self.wanted, self.statuses = book, weigher, wanted, statuses
        self.as_of = Filter(known_by=wanted.known_by, recorded_by=wanted.recorded_by)
        self.written: set[str] | None = None  # ids of the reports that are in this export; None: all are
        self.source = lru_cache(maxsize=KEPT)(self._source)
        self._decided = Decided(book, wanted.recorded_by)

    def cases(self) -> Iterator[Case]:
        """The incidents with an event that the filter chooses, by the day of their first report."""
        for incident in self.weigher.incidents(self.wanted):
            yield Case(incident, self)

    def stories(self) -> Iterator[Story]:
        return self.weigher.stories(self.wanted)

    def here(self, report: str | None) -> str | None:
        """The report's id, where the report is in this export."""
        return report if report and (self.written is None or report in self.written) else None

    def about(self, reports: tuple[str, ...]) -> dict[str, ReportRow]:
        return self.book.about(reports, self.as_of)

    def decisions(self) -> tuple[Decision, ...]:
        """What persons decided, but for what is coded in a round that is open: its coders do not see it either."""
        return seen(self.book, self.as_of.recorded_by) if self._decided.any else ()

    def _source(self, report: str) -> Source | None:
        """The reading of a report as persons corrected it."""
        for reading, recorded in self.book.readings(replace(self.as_of, report=report)):
            return Source(self._decided.of(reading).reading, recorded, self.statuses)
        return None


@dataclass(frozen=True)
class Case:
    """An incident, and the desk that has its reports."""

    incident: Incident
    desk: Desk

    @property
    def statuses(self) -> frozenset[Status]:
        return self.desk.statuses

    @property
    def published(self) -> str | None:
        return self.incident.published[0]

    @cached_property
    def reports(self) -> tuple[ReportRow, ...]:
        """What is known of its reports, the first published first."""
        place = {id_: n for n, id_ in enumerate(self.incident.reports)}
        found = self.desk.about(self.incident.reports).values()
        return tuple(sorted(found, key=lambda r: (r.published or "~", place[r.id])))

    @property
    def recorded(self) -> str:
        return max(r.recorded for r in self.reports)

    @cached_property
    def report_of(self) -> dict[str, str]:
        """The report of each of its events."""
        return self.desk.book.reports_of_events(self.incident.events)

    def source_of(self, event: str) -> Source | None:
        """The reading that an event of it is in."""
        report = self.report_of.get(event)
        return self.desk.source(report) if report else None

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.outlet for r in self.reports if r.outlet))

    @property
    def chains(self) -> tuple[tuple[str, ...], ...]:
        """The chain of each voice that it rests on, outermost first."""
        return tuple(dict.fromkeys(w.chain for w in self.incident.witnesses))
