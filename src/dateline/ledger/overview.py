"""A ledger at a glance: how many reports, of how many outlets, from when to when, and the newest of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from dateline.ledger import tables as t
from dateline.ledger.filters import Filter, after, last_day, moment


@dataclass(frozen=True, slots=True)
class Overview:
    """How many reports there are, of how many outlets; the first and last day of publication, as far as known.

    As of another moment the outlets are not counted. `newest` are ids, the last published first; of those of one day
    the last recorded.
    """

    reports: int
    undated: int
    outlets: int | None
    first: str | None
    last: str | None
    newest: tuple[str, ...]


def overview(connection: Connection, as_of: Filter, newest: int = 8, reports: int | None = None) -> Overview:
    """What was there as of the filter's two clocks; nothing else of it counts.

    `reports` is how many there are, where the caller knows: as of both clocks at once no index tells.
    """
    r = t.reports.c
    known = _known(as_of)

    def one(value: Any, *more: ColumnElement[bool]) -> Any:
        return connection.execute(select(value).select_from(t.reports).where(*known, *more)).scalar_one()

    # Each is read off an index, most of them off its end.
    reports = one(func.count()) if reports is None else reports
    if not reports:
        return Overview(0, 0, None if known else 0, None, None, ())
    query = select(r.id).where(*known, r.published.is_not(None)).order_by(r.published.desc(), r.number.desc())
    return Overview(
        reports=reports,
        undated=0 if as_of.known_by is not None else one(func.count(), r.published.is_(None)),
        outlets=None if known else one(func.count(r.outlet.distinct())),
        first=one(func.min(r.published)),
        last=one(func.max(r.published)),
        newest=tuple(connection.execute(query.limit(newest)).scalars()),
    )


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
