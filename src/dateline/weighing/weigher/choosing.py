"""What incidents are chosen by beside their events: standing, kind, days; and the orders in which they are listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement

from dateline.ledger import LedgerError
from dateline.ledger import weighed_tables as w
from dateline.ledger.filters import Day, after, first_day, last_day
from dateline.ledger.tables import BEFORE, BEHIND
from dateline.records import Incident
from dateline.weighing.weigher.rows import doubt

f = w.incident_facets.c


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What incidents are chosen by beside their events; what is empty chooses nothing away.

    type, status, country: the incident's own, not those of an event of it.  since, until: days on one of which it can
    have been.  by: date (first reported first), latest (last begun first), reports (most first) or doubt.
    """

    standing: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    since: Day = None
    until: Day = None
    min_reports: int = 1
    by: str = "date"

    def __post_init__(self) -> None:
        first, last = self.days
        if first and last and first > last:
            raise LedgerError(f"since is after until ({self.since}, {self.until}): no day lies between them.")

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and the last ISO day that are asked for."""
        return first_day("since", self.since), last_day("until", self.until)

    def chooses(self, incident: Incident) -> bool:
        first, last = self.days
        said = {name: getattr(incident, name) or "" for name in OWN}
        return (
            all(said[name] in chosen for name in OWN if (chosen := getattr(self, name)))
            and len(incident.reports) >= self.min_reports
            and (first is None or (incident.last or BEHIND) >= first)
            and (last is None or (incident.first or BEFORE) <= last)
        )

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same of rows of `incident_facets`."""
        first, last = self.days
        found: list[ColumnElement[bool]] = []
        found += [f[name].in_(chosen) for name in OWN if (chosen := getattr(self, name))]
        if self.min_reports > 1:
            found.append(f.reports >= self.min_reports)
        if first is not None:
            found.append(f.latest >= first)
        if last is not None:
            found.append(f.earliest < after(last))
        return found


OWN = ("standing", "type", "status", "country")


@dataclass(frozen=True, slots=True)
class Order:
    """An order: of incidents at hand, and of rows of `incident_facets`."""

    key: Callable[[Incident], Any]
    columns: tuple[ColumnElement[Any], ...]
    backward: bool = False  # the greatest first


ORDERS: Mapping[str, Order] = {
    "date": Order(lambda one: (one.published[0] or BEHIND, one.id), (f.published, f.incident)),
    "latest": Order(
        lambda one: (one.published[0] or BEFORE, one.id), (f.newest.desc(), f.incident.desc()), backward=True
    ),
    "reports": Order(
        lambda one: (-len(one.reports), one.published[0] or BEHIND, one.id), (f.by_reports, f.published, f.incident)
    ),
    "doubt": Order(lambda one: (doubt(one), one.id), (f.by_doubt, f.incident)),
}
