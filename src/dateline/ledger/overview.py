"""A ledger at a glance: how many reports, of how many outlets, from when to when, and the newest of them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from dateline.ledger import tables as t
from dateline.ledger.filters import Filter, after, last_day, moment


@dataclass(frozen=True, slots=True)
class Overview:
    """How many reports there are, of how many outlets; the first and last day of publication, as far as known.

    `newest` are ids, the last published first; of those of one day the last recorded.
    """

    reports: int
    undated: int
    outlets: int
    first: str | None
    last: str | None
    newest: tuple[str, ...]


def overview(connection: Connection, as_of: Filter, newest: int = 8) -> Overview:
    """What was there as of the filter's two clocks; nothing else of it counts."""
    r = t.reports.c
    known = _known(as_of)
    reports = connection.execute(select(func.count()).select_from(t.reports).where(*known)).scalar_one()
    dated = connection.execute(select(func.count(r.published)).where(*known, r.published.is_not(None))).scalar_one()
    # One by one: each is read off the end of an index.
    first = connection.execute(select(func.min(r.published)).where(*known)).scalar_one()
    last = connection.execute(select(func.max(r.published)).where(*known)).scalar_one()
    outlets = connection.execute(select(func.count(r.outlet.distinct())).where(*known)).scalar_one()
    query = select(r.id).where(*known, r.published.is_not(None)).order_by(r.published.desc(), r.number.desc())
    ids = connection.execute(query.limit(newest)).scalars().all()
    return Overview(int(reports), int(reports - dated), int(outlets), first, last, tuple(ids))


def _known(as_of: Filter) -> list[ColumnElement[bool]]:
    r = t.reports.c
    conditions: list[ColumnElement[bool]] = []
    if (day := last_day("known_by", as_of.known_by)) is not None:
        next_day = after(day)
        conditions.append(r.published < next_day)
        # A report dated only by month or year is known only when that is over.
        conditions.append(r.published.not_in([part for part in (day[:7], day[:4]) if next_day.startswith(part)]))
    if (by := moment(as_of.recorded_by)) is not None:
        conditions.append(r.recorded <= by)
    return conditions
