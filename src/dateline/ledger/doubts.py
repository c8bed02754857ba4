"""The store of what a person may be asked about: what makes a record doubtful, and what persons have said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select

from dateline.ledger import bulk
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.doubt_tables import doubt_sums, doubts, verdicts
from dateline.ledger.engine import insert as put_or
from dateline.ledger.parts import parts, within

ONE_READING = 1 << t.POSITION_BITS
Rows = list[Any]


class Facts:
    """What is known of the claims and events of some reports (by number), as their latest readings have them."""

    def __init__(self, connection: Connection, reports: Iterable[int]) -> None:
        self.connection = connection
        self.reports = sorted(set(reports))
        r = t.readings.c
        latest = select(func.max(r.number).label("reading")).group_by(r.report)
        read = {row.reading for row in within(connection, latest, r.report, self.reports)}
        self.readings = {
            row.reading for row in within(connection, select(w.weighed.c.reading), w.weighed.c.reading, read)
        }

    def events(self) -> Rows:
        """Events, each with the standing of the incident that it is in, if it is in any."""
        e, of, f = t.events.c, w.incident_events.c, w.incident_facets.c
        columns = (e.key, e.id, e.reading, e.report, e.confidence, e.type, e.status, e.country, e.published, e.recorded)
        joined = t.events.outerjoin(w.incident_events, of.event == e.key)
        joined = joined.outerjoin(w.incident_facets, f.incident == of.incident)
        return self._current(select(*columns, f.standing).select_from(joined), e.report)

    def claims(self) -> Rows:
        c = t.claims.c
        return self._current(select(c.key, c.id, c.reading, c.report, c.confidence, c.published, c.recorded), c.report)

    def killed(self, events: Iterable[int]) -> set[int]:
        """Which of these events somebody was killed in."""
        n = t.counts.c
        some = func.coalesce(n.best, n.high, n.low, 1) > 0
        query = select(n.event).where(n.what == "killed", some)
        return {row.event for row in within(self.connection, query, n.event, events)}

    def carries(self, events: Iterable[int]) -> list[tuple[int, int]]:
        """Pairs of claim and event."""
        of = t.claim_events.c
        return [(row.claim, row.event) for row in within(self.connection, select(of.claim, of.event), of.event, events)]

    def tense(self) -> set[tuple[int, str]]:
        """Reading and id of the records in tension with another of their report."""
        x, r = t.tensions.c, t.readings.c
        mine = and_(x.key >= r.number * ONE_READING, x.key < (r.number + 1) * ONE_READING)
        query = select(x.reading, x.first, x.second).select_from(t.readings.join(t.tensions, mine))
        rows = within(self.connection, query, r.number, self.readings)
        return {(row.reading, id_) for row in rows for id_ in (row.first, row.second)}

    def copies(self) -> set[int]:
        """Which of the reports print what another said."""
        of, s = w.story_reports.c, w.stories.c
        query = select(of.report).join(w.stories, s.id == of.story).where(s.origin != of.report)
        return {row.report for row in within(self.connection, query, of.report, self.reports)}

    def settled(self) -> set[tuple[str, int]]:
        """Kind and key of what persons accepted or rejected, outside of rounds."""
        v = verdicts.c
        query = select(v.kind, v.key).where(v.round == "", v.act.in_(("accept", "reject")))
        return {(row.kind, row.key) for row in within(self.connection, query, v.report, self.reports)}

    def _current(self, query: Any, report: Any) -> Rows:
        return [row for row in within(self.connection, query, report, self.reports) if row.reading in self.readings]


def replace_doubts(connection: Connection, reports: Iterable[int], rows: Sequence[Mapping[str, Any]]) -> None:
    """Puts rows of `doubts` in the place of all that these reports (by number) had."""
    sums: Counter[str] = Counter(row["kind"] for row in rows)
    for part in parts(reports):
        for kind in ("event", "claim"):
            gone = delete(doubts).where(doubts.c.report.in_(part), doubts.c.kind == kind)
            sums[kind] -= connection.execute(gone).rowcount
    bulk.insert(connection, doubts, rows)
    changed = [{"kind": kind, "things": n} for kind, n in sums.items() if n]
    if changed:
        put = put_or(connection, doubt_sums)
        more = {"things": doubt_sums.c.things + put.excluded.things}
        connection.execute(put.on_conflict_do_update(index_elements=["kind"], set_=more), changed)


def replace_verdicts(connection: Connection, reports: Iterable[int], rows: Sequence[Mapping[str, Any]]) -> None:
    """Puts rows of `verdicts` in the place of all that these reports (by number) had."""
    for part in parts(reports):
        connection.execute(delete(verdicts).where(verdicts.c.report.in_(part)))
    bulk.insert(connection, verdicts, rows)
