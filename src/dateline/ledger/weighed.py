"""The store of what weighing says: accounts, prints, ties, knots, stories and incidents, put in and taken out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import nullcontext
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, delete, func, select, update

from dateline.ledger import bulk, heard
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.adding import report_numbers
from dateline.ledger.decisions import Decisions, Kin
from dateline.ledger.packing import unpack
from dateline.ledger.parts import parts, within
from dateline.records import Reading

Rows = list[Any]


class Store:
    """Everything under one connection; the caller begins and ends the transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    # What is still to be weighed

    def stale(self, weigher: str) -> bool:
        """Was anything weighed by another version?"""
        other = select(w.weighed.c.reading).where(w.weighed.c.weigher != weigher).limit(1)
        return self.connection.execute(other).first() is not None

    def everything(self) -> int:
        """How many readings and decisions there are."""
        return self._number(t.readings) + self._number(t.decisions)

    def count_pending(self) -> int:
        """How many readings and decisions are not weighed yet."""
        done = self.connection.execute(select(func.coalesce(func.max(w.weighed.c.reading), 0))).scalar_one()
        newer = select(func.count()).select_from(t.readings).where(t.readings.c.number > done)
        left = self._number(t.decisions) - self._number(w.decisions_weighed)
        return int(self.connection.execute(newer).scalar_one()) + left + heard.count_voiceless(self.connection)

    def forget(self) -> None:
        """Removes all that weighing said."""
        for table in reversed(w.WEIGHED):
            self.connection.execute(delete(table))

    def pending_readings(self, limit: int | None = None) -> list[tuple[int, int, str]]:
        """Readings not yet weighed, in the order in which they came: number, report's number, when recorded."""
        r = t.readings.c
        # They are weighed in turn and a batch is weighed whole or not at all: nothing is left out below the highest.
        done = select(func.coalesce(func.max(w.weighed.c.reading), 0)).scalar_subquery()
        query = select(r.number, r.report, r.recorded).where(r.number > done).order_by(r.number).limit(limit)
        return [(n, report, at) for n, report, at in self.connection.execute(query)]

    def pending_decisions(self) -> list[tuple[int, str, str]]:
        """Decisions not yet weighed: number, packed, when recorded."""
        d = t.decisions.c
        query = (
            select(d.number, d.packed, d.recorded)
            .where(d.number.not_in(select(w.decisions_weighed.c.decision)))
            .order_by(d.number)
        )
        return [(n, packed, at) for n, packed, at in self.connection.execute(query)]

    def mark_readings(self, numbers: Iterable[int], weigher: str) -> None:
        self._insert(w.weighed, [{"reading": n, "weigher": weigher, "voiced": False} for n in numbers])

    def mark_decisions(self, numbers: Iterable[int]) -> None:
        self._insert(w.decisions_weighed, [{"decision": n} for n in numbers])

    def readings_of(self, reports: Iterable[str]) -> dict[int, str]:
        """The latest reading of each of these reports (by id), and the report."""
        numbers = self.report_numbers(reports)
        id_of = {number: id_ for id_, number in numbers.items()}
        r = t.readings.c
        query = select(r.report, func.max(r.number).label("reading")).group_by(r.report)
        return {row.reading: id_of[row.report] for row in self._in(query, r.report, numbers.values())}

    def reading(self, number: int) -> Reading:
        return unpack(self.connection, number)

    def decisions(self, reports: Iterable[str], by: str | None) -> list[tuple[str, str]]:
        """Decisions about any of these reports (by id), in their order: packed, when recorded."""
        d, of = t.decisions.c, t.decision_reports.c
        found: dict[int, tuple[str, str]] = {}
        for part in parts(reports):
            query = select(d.number, d.packed, d.recorded).where(
                d.number.in_(select(of.decision).where(of.report.in_(part)))
            )
            if by is not None:
                query = query.where(d.recorded <= by)
            found |= {n: (packed, at) for n, packed, at in self.connection.execute(query)}
        return [found[n] for n in sorted(found)]

    def reports_undone(self, decisions: Iterable[str]) -> set[str]:
        """Ids of the reports that these decisions (by id) are about."""
        d, of = t.decisions.c, t.decision_reports.c
        query = select(of.report).join(t.decisions, d.number == of.decision)
        return {row.report for row in self._in(query, d.id, decisions)}

    def kin(self, report: str) -> tuple[Kin, ...]:
        """The reports of the same page as this one (by id) that persons decided about."""
        decisions = Decisions(lambda: nullcontext(self.connection), lambda: nullcontext(self.connection))
        return decisions.kin([report]).get(report, ())

    def with_pages_of(self, reports: Set[str]) -> set[str]:
        """These reports (by id), and those of the same pages: of the same bytes, or the same address."""
        r = t.reports.c
        rows = self._in(select(r.raw, r.url), r.id, reports)
        found = {row.id for row in self._in(select(r.id), r.raw, {row.raw for row in rows})}
        found |= {row.id for row in self._in(select(r.id), r.url, {row.url for row in rows if row.url})}
        return found | reports

    def any_decision(self) -> bool:
        return self.connection.execute(select(t.decisions.c.number).limit(1)).first() is not None

    # Accounts, prints, and what ties them

    def next_account(self) -> int:
        return 1 + int(self.connection.execute(select(func.coalesce(func.max(w.accounts.c.number), 0))).scalar_one())

    def add_accounts(self, rows: Sequence[Mapping[str, Any]], keys: Iterable[tuple[int, int]]) -> None:
        """Rows of accounts, and pairs of key and account."""
        self._insert(w.accounts, rows)
        self._insert(w.account_keys, [{"key": key, "account": account} for key, account in keys])

    def add_prints(self, rows: Sequence[Mapping[str, Any]], keys: Iterable[tuple[int, int]]) -> None:
        self._insert(w.prints, rows)
        self._insert(w.print_keys, [{"key": key, "reading": reading} for key, reading in keys])

    def replace_print(self, reading: int, packed: str, published: str | None) -> None:
        self.connection.execute(
            update(w.prints).where(w.prints.c.reading == reading).values(packed=packed, published=published)
        )

    def with_account_keys(self, keys: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Pairs of key and account, for each account that has one of the keys."""
        return self._pairs(w.account_keys.c.key, w.account_keys.c.account, keys)

    def with_print_keys(self, keys: Iterable[int]) -> Iterator[tuple[int, int]]:
        return self._pairs(w.print_keys.c.key, w.print_keys.c.reading, keys)

    def accounts(self, numbers: Iterable[int]) -> Rows:
        return self._in(select(w.accounts), w.accounts.c.number, numbers)

    def prints(self, readings: Iterable[int]) -> Rows:
        return self._in(select(w.prints), w.prints.c.reading, readings)

    def accounts_of(self, reports: Iterable[int]) -> Rows:
        return self._in(select(w.accounts), w.accounts.c.report, reports)

    def prints_of(self, reports: Iterable[int]) -> Rows:
        return self._in(select(w.prints), w.prints.c.report, reports)

    def accounts_of_reading(self, reading: int) -> Rows:
        """The accounts of one reading in all their versions, in the order of these."""
        a = w.accounts.c
        mine = select(t.readings.c.report).where(t.readings.c.number == reading).scalar_subquery()
        query = select(w.accounts).where(a.report == mine, a.reading == reading).order_by(a.number)
        return list(self.connection.execute(query))

    def clocks_of(self, reading: int) -> tuple[int, str]:
        """The number of a reading's report, and when the reading was recorded."""
        r = t.readings.c
        report, recorded = self.connection.execute(select(r.report, r.recorded).where(r.number == reading)).one()
        return int(report), str(recorded)

    def accounts_with(self, events: Iterable[str]) -> Rows:
        """The accounts of events (by id), in all their versions: number and event_id."""
        a = w.accounts.c
        return self._in(select(a.number, a.event_id), a.event_id, events)

    def knots_of_events(self, ids: Iterable[str]) -> dict[str, int]:
        a = w.accounts.c
        return {row.event_id: row.knot for row in self._in(select(a.event_id, a.knot), a.event_id, ids)}

    def add_ties(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._insert(w.ties, rows)

    def add_copies(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._insert(w.copies, rows)

    def ties(self, accounts: Iterable[int]) -> Rows:
        """Ties whose first is one of these."""
        return self._in(select(w.ties), w.ties.c.first, accounts)

    def copies(self, readings: Iterable[int]) -> Rows:
        return self._in(select(w.copies), w.copies.c.first, readings)

    def move_knots(self, table: Table, moves: Mapping[int, int]) -> None:
        """Gives everything in the knots that are keys the knot that is their value."""
        for old, new in moves.items():
            self.connection.execute(update(table).where(table.c.knot == old).values(knot=new))

    # What is current, as of two clocks

    def latest_readings(self, reports: Iterable[int], by: str | None) -> set[int]:
        """The latest reading of each of these reports, recorded by a moment."""
        r = t.readings.c
        query = select(func.max(r.number)).group_by(r.report)
        if by is not None:
            query = query.where(r.recorded <= by)
        return {row[0] for row in self._in(query, r.report, reports)}

    def report_numbers(self, ids: Iterable[str]) -> dict[str, int]:
        return report_numbers(self.connection, ids)

    def stream(self, query: Select[Any]) -> Iterator[Any]:
        """The first column of rows, some at a time."""
        yield from self.connection.execution_options(yield_per=200).execute(query).scalars()

    def among(self, query: Select[Any], column: Any, values: Iterable[Any]) -> set[Any]:
        """Which of these values a query gives in a column."""
        return set(self.connection.execute(query.where(column.in_(list(values)))).scalars())

    # Stories and incidents

    def story_ids(self, reports: Iterable[int]) -> dict[int, str]:
        s = w.story_reports.c
        return {row.report: row.story for row in self._in(select(s.report, s.story), s.report, reports)}

    def replace_stories(self, knots: Iterable[int], rows: Sequence[Mapping[str, Any]], of: Mapping[int, str]) -> None:
        """Puts the stories of these knots in the place of those that were there; `of` gives each report's story."""
        old = [row.id for row in self._in(select(w.stories.c.id), w.stories.c.knot, knots)]
        self._delete(w.story_reports.c.story, old)
        self._delete(w.story_reports.c.report, of)
        self._delete(w.stories.c.id, {*old, *(row["id"] for row in rows)})
        self._insert(w.stories, rows)
        self._insert(w.story_reports, [{"report": report, "story": story} for report, story in of.items()])

    def replace_incidents(self, knots: Iterable[int], rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Puts the incidents of these knots, and what hangs on them, in the place of those that were there."""
        old = {row.id for row in self._in(select(w.incidents.c.id), w.incidents.c.knot, knots)}
        old |= {row["id"] for row in rows["incidents"]}
        before = self._in(select(w.witnesses), w.witnesses.c.incident, old)
        voices = heard.hear(self.connection, before, rows["witnesses"])
        for table in (w.witnesses, w.strains, w.incident_events, w.incident_facets):
            self._delete(table.c.incident, old)
        self._delete(w.incident_events.c.event, [row["event"] for row in rows["incident_events"]])
        self._delete(w.incidents.c.id, old)
        for table in (w.incidents, w.incident_facets, w.incident_events, w.witnesses, w.strains):
            self._insert(table, rows[table.name])
        heard.name(self.connection, voices)

    # Who says what

    def put_said(self, readings: Iterable[int], rows: Sequence[Mapping[str, Any]]) -> None:
        """Puts what voices say in these readings in the place of what they were taken to say there before."""
        heard.put_said(self.connection, readings, rows)

    def voiceless(self, limit: int) -> list[int]:
        """Readings that were weighed before it was kept who says what, and of which it is still to be."""
        return heard.voiceless(self.connection, limit)

    # Knots

    def replace_open_knots(self, knots: Iterable[int], rows: Sequence[Mapping[str, Any]], *, of_stories: bool) -> None:
        o = w.open_knots.c
        for part in parts(knots):
            self.connection.execute(delete(w.open_knots).where(o.of_stories == of_stories, o.knot.in_(part)))
        self._insert(w.open_knots, rows)

    # The clocks of what a knot holds and rests on

    def account_clocks(self, knots: Iterable[int]) -> Rows:
        a = w.accounts.c
        return self._in(select(a.knot, a.report, a.published, a.recorded), a.knot, knots)

    def print_clocks(self, knots: Iterable[int]) -> Rows:
        p = w.prints.c
        published = func.coalesce(p.published, t.BEHIND).label("published")
        return self._in(select(p.knot, p.report, published, p.recorded), p.knot, knots)

    def last_read(self, reports: Iterable[int]) -> list[tuple[int, str]]:
        """When the latest reading of each of these reports was recorded."""
        r = t.readings.c
        query = select(r.report, func.max(r.recorded).label("at")).group_by(r.report)
        return [(row.report, row.at) for row in self._in(query, r.report, reports)]

    def decided(self, reports: Iterable[int]) -> list[tuple[int, str]]:
        """When something was last decided about each of these reports."""
        r, of = t.reports.c, t.decision_reports.c
        query = select(r.number, func.max(of.recorded).label("at")).join(t.reports, r.id == of.report)
        return [(row.number, row.at) for row in self._in(query.group_by(r.number), r.number, reports)]

    # How it is done

    def _number(self, table: Table) -> int:
        return int(self.connection.execute(select(func.count()).select_from(table)).scalar_one())

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        bulk.insert(self.connection, table, rows)

    def _delete(self, column: Column[Any], values: Iterable[Any]) -> None:
        for part in parts(values):
            self.connection.execute(delete(column.table).where(column.in_(part)))

    def _in(self, query: Select[Any], column: Any, values: Iterable[Any]) -> list[Row[Any]]:
        return within(self.connection, query, column, values)

    def _pairs(self, key: Any, other: Any, keys: Iterable[int]) -> Iterator[tuple[int, int]]:
        for part in parts(keys):
            yield from ((one, two) for one, two in self.connection.execute(select(key, other).where(key.in_(part))))


def known_on(published: str) -> str:
    """The day on which what is dated so is known for certain: a month's and a year's last day; behind all, never."""
    if published == t.BEHIND or len(published) >= len("2008-03-02"):
        return published[: len("2008-03-02")]
    year, _, month = published.partition("-")
    return f"{year}-{month or '12'}-{monthrange(int(year), int(month or 12))[1]:02}"
