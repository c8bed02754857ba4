"""The questions: from a filter to a select, one for each table that people see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
    union,
)

from dateline.ledger import names
from dateline.ledger import tables as t
from dateline.ledger.errors import LedgerError
from dateline.ledger.filters import UNDATED, Choice, Filter, after, choices, first_day, last_day, moment
from dateline.ledger.search import matches

Condition = ColumnElement[bool]
OF_CLAIMS = ("voice", "named", "stance")
OF_EVENTS = ("type", "mode", "status", "country", "place", "actor")
# By what reports are chosen through their events: places and countries they have of their own.
OF_REPORTS_EVENTS = ("type", "mode", "status", "actor")


class Questions:
    """Builds selects for one connection: some conditions need its dialect, some its lists of outlets and ids."""

    def __init__(self, connection: Connection, wanted: Filter) -> None:
        self.connection = connection
        self.dialect = connection.dialect
        self.wanted = wanted

    def reports(self) -> Select[Any]:
        """Reports with their current reading."""
        f = self.wanted
        f.refuse("reports", (*OF_CLAIMS, "made_by", "sure_from", "sure_to"))
        r, current = t.reports.c, t.readings
        conditions = [
            *self._standing(current, current.c.number),
            *self._published(f.since, f.until),
            *self._of_report(r.number),
        ]
        if f.text is not None:
            conditions.append(matches(self.dialect, t.reports, f.text))
        if f.place is not None or f.country is not None:
            places = select(t.places.c.reading).where(*self._current(t.places))
            if f.place is not None:
                places = places.where(self._named(t.places, f.place, names.of_place))
            if f.country is not None:
                places = places.where(_any(t.places.c.country, f.country, str.upper))
            conditions.append(current.c.number.in_(places))
        if self._asks(OF_REPORTS_EVENTS):
            told = select(reading_of(t.events)).where(*self._acted())
            conditions.append(current.c.number.in_(told))
        columns = [
            r.id, current.c.published, r.published_from, r.outlet, r.title, current.c.byline, current.c.language,
            current.c.dateline_place, current.c.dateline_date, current.c.claims, current.c.events, r.url, r.path,
            current.c.version.label("reader"), current.c.recorded,
        ]  # fmt: skip
        joined = t.reports.join(current, current.c.report == r.number)
        return self._window(select(*columns).select_from(joined).where(*conditions), current.c.number)

    def claims(self) -> Select[Any]:
        """Claims of current readings."""
        f, c = self.wanted, t.claims.c
        conditions = [*self._of_rows(t.claims), *self._published(f.since, f.until), *self._said()]
        if self._asks(OF_EVENTS):
            held = select(t.claim_events.c.claim).join(t.events, t.events.c.key == t.claim_events.c.event)
            conditions.append(c.key.in_(held.where(*self._happened())))
        columns = [
            c.id, t.reports.c.id.label("report"), c.published, t.reports.c.outlet, c.voice, c.voice_kind, c.named,
            c.chain, c.stance, c.manner, c.certainty, c.cue, c.content, c.confidence, c.made_by, c.recorded,
        ]  # fmt: skip
        joined = t.claims.join(t.reports, t.reports.c.number == c.report)
        return self._window(select(*columns).select_from(joined).where(*conditions), c.key)

    def events(self) -> Select[Any]:
        """Events of current readings."""
        f, e = self.wanted, t.events.c
        conditions = [*self._of_rows(t.events), *self._between(f), *self._happened()]
        if self._asks(OF_CLAIMS):
            said = select(t.claim_events.c.event).join(t.claims, t.claims.c.key == t.claim_events.c.claim)
            conditions.append(e.key.in_(said.where(*self._said())))
        columns = [
            e.id, t.reports.c.id.label("report"), e.published, t.reports.c.outlet, e.status, e.type, e.mode, e.actors,
            e.recipients, e.place_name, e.admin1, e.admin2, e.country, e.lat, e.lon, e.precision, e.when_words,
            e.first_precise, e.last_precise, e.first_imprecise, e.last_imprecise, e.granularity, e.counts, e.voices,
            e.instrument, e.trigger, e.sentence, e.confidence, e.made_by, e.recorded,
        ]  # fmt: skip
        joined = t.events.join(t.reports, t.reports.c.number == e.report)
        return self._window(select(*columns).select_from(joined).where(*conditions), e.key)

    def tensions(self) -> Select[Any]:
        """Tensions within reports, of current readings; chosen by the events that either side is or tells of."""
        f, x = self.wanted, t.tensions.c
        f.refuse("tensions", (*OF_CLAIMS[1:], "made_by", "sure_from", "sure_to"))
        conditions = [*self._current(t.tensions), *self._of_report(x.report)]
        if f.text is not None:
            conditions.append(x.report.in_(select(t.reports.c.number).where(matches(self.dialect, t.reports, f.text))))
        if self._asks((*OF_EVENTS, "since", "until")):
            chosen = select(t.events.c.key).where(*self._between(f), *self._happened())
            told = select(t.claims.c.id).join(t.claim_events, t.claim_events.c.claim == t.claims.c.key)
            ids = union(
                select(t.events.c.id).where(t.events.c.key.in_(chosen)),
                told.where(t.claim_events.c.event.in_(chosen)),
            )
            conditions.append(or_(x.first.in_(ids), x.second.in_(ids)))
        if f.voice is not None:
            said = select(t.claims.c.id).where(*self._said())
            conditions.append(or_(x.first.in_(said), x.second.in_(said)))
        sides = []
        joined = t.tensions.join(t.reports, t.reports.c.number == x.report)
        for name, id_ in (("one", x.first), ("other", x.second)):
            claim, event = t.claims.alias(f"{name}_claim"), t.events.alias(f"{name}_event")
            joined = joined.outerjoin(claim, and_(claim.c.id == id_, claim.c.reading == x.reading))
            joined = joined.outerjoin(event, and_(event.c.id == id_, event.c.reading == x.reading))
            sides += [id_, claim.c.voice, func.coalesce(claim.c.content, event.c.sentence)]
        columns = [t.reports.c.id.label("report"), x.published, t.reports.c.outlet, *sides, x.why]
        return self._window(select(*columns).select_from(joined).where(*conditions), x.key)

    def readings(self) -> Select[Any]:
        """Number of each current reading, for reports chosen as in `reports`."""
        return self.reports().with_only_columns(t.readings.c.number)

    def reports_of_readings(self, numbers: Sequence[int]) -> Select[Any]:
        """The reports of these very readings, each with its reading's number before it."""
        query = select(t.readings.c.number, *self.reports().selected_columns)
        joined = t.reports.join(t.readings, t.readings.c.report == t.reports.c.number)
        return query.select_from(joined).where(t.readings.c.number.in_(numbers))

    def readings_naming(self) -> Select[Any]:
        """Numbers of readings, of whatever time, with the place."""
        named = self._named(t.places, self.wanted.place or "", names.of_place)
        return select(reading_of(t.places)).where(named).distinct()

    def events_acting(self) -> Select[Any]:
        """Keys of events, of whatever time, with the type, mode, status and actor."""
        return select(t.events.c.key).where(*self._acted())

    # What every table is asked

    def _of_rows(self, table: Table) -> list[Condition]:
        f = self.wanted
        conditions = [*self._current(table), *self._of_report(table.c.report)]
        if f.made_by is not None:
            made_by = table.c.made_by
            conditions.append(made_by == f.made_by if "@" in f.made_by else made_by.startswith(f"{f.made_by}@"))
        if f.sure_from is not None:
            conditions.append(table.c.confidence >= f.sure_from)
        if f.sure_to is not None:
            conditions.append(table.c.confidence <= f.sure_to)
        if f.text is not None:
            conditions.append(matches(self.dialect, table, f.text))
        return conditions

    def _current(self, table: Table) -> list[Condition]:
        return self._standing(table, table.c.reading)

    def _standing(self, table: Table, reading: ColumnElement[int]) -> list[Condition]:
        """Rows of the latest reading of their report, as of the two clocks."""
        f = self.wanted
        later = t.readings.alias("later")
        newer = [later.c.report == table.c.report, later.c.number > reading]
        conditions: list[Condition] = []
        if (by := moment(f.recorded_by)) is not None:
            newer.append(later.c.recorded <= by)
            conditions.append(table.c.recorded <= by)
        if (day := last_day("known_by", f.known_by)) is not None:
            next_day = after(day)
            conditions.append(table.c.published < next_day)
            # A report dated only by month or year is known only when that is over.
            open_ = [part for part in (day[:7], day[:4]) if next_day.startswith(part)]
            conditions.append(table.c.published.not_in(open_))
        conditions.append(~exists().where(*newer))
        if f.published is not None:
            conditions.append(or_(*(_dated(table.c.published, day) for day in choices(f.published))))
        if f.published_since is not None or f.published_until is not None:
            conditions += _in_days(table.c.published, f.published_since, f.published_until)
        return conditions

    def _of_report(self, number: ColumnElement[int]) -> list[Condition]:
        f = self.wanted
        conditions: list[Condition] = []
        if f.report is not None:
            conditions.append(number == self._report(f.report))
        if f.outlet is not None:
            known = self.connection.execute(select(t.reports.c.outlet).distinct()).scalars()
            asked = {name.casefold() for name in choices(f.outlet)}
            outlets = sorted(name for name in known if name is not None and name.casefold() in asked)
            chosen = select(t.reports.c.number).where(t.reports.c.outlet.in_(outlets))
            conditions.append(number.in_(chosen) if outlets else false())
        return conditions

    def _report(self, prefix: str) -> int:
        r = t.reports.c
        found = self.connection.execute(select(r.number).where(*begins(r.id, prefix)).limit(2)).scalars().all()
        if len(found) != 1:
            raise LedgerError(
                f"{'No report' if not found else 'More than one report'} has an id that begins with {prefix!r}."
            )
        return int(found[0])

    def _published(self, since: Any, until: Any) -> list[Condition]:
        return _in_days(t.reports.c.published, since, until)

    def _window(self, query: Select[Any], key: ColumnElement[int]) -> Select[Any]:
        return query.order_by(key).limit(self.wanted.limit).offset(self.wanted.offset or None)

    def _asks(self, names: tuple[str, ...]) -> bool:
        return any(getattr(self.wanted, name) is not None for name in names)

    def _named(self, table: Table, name: str, others: Callable[[str], tuple[str, ...]]) -> Condition:
        """Rows of `table` with a name, or with another name of the same."""
        return matches(self.dialect, table, name, phrase=True, also=others(name))

    # What claims and events are asked

    def _said(self) -> list[Condition]:
        """Conditions on claims: who says it and what they do with it."""
        f, c = self.wanted, t.claims.c
        conditions: list[Condition] = []
        if f.voice is not None:
            speaks = select(t.claim_voices.c.claim).join(t.voices, t.voices.c.key == t.claim_voices.c.voice)
            conditions.append(c.key.in_(speaks.where(self._named(t.voices, f.voice, names.of_body))))
        if f.named is not None:
            conditions.append(c.named.is_(f.named))
        if f.stance is not None:
            conditions.append(_any(c.stance, f.stance, str.lower))
        return conditions

    def _happened(self) -> list[Condition]:
        """Conditions on events: what, where and who."""
        f, e = self.wanted, t.events.c
        conditions = self._acted()
        if f.country is not None:
            at = t.events.alias("at").c
            there = select(at.key).where(_any(at.country, f.country, str.upper))
            of = select(t.event_actors.c.event).where(_any(t.event_actors.c.country, f.country, str.upper))
            conditions.append(e.key.in_(union(there, of)))
        if f.place is not None:
            places = select(t.places.c.key).where(self._named(t.places, f.place, names.of_place))
            conditions.append(e.place.in_(places))
        return conditions

    def _acted(self) -> list[Condition]:
        """Conditions on events: what and who."""
        f, e = self.wanted, t.events.c
        conditions: list[Condition] = []
        if f.type is not None:
            conditions.append(_any(e.type, f.type, str.upper))
        if f.mode is not None:
            conditions.append(_any(e.mode, f.mode, str.lower))
        if f.status is not None:
            conditions.append(_any(e.status, f.status, str.lower))
        if f.actor is not None:
            acts = select(t.event_actors.c.event).where(self._named(t.event_actors, f.actor, names.of_body))
            conditions.append(e.key.in_(acts))
        return conditions

    def _between(self, f: Filter) -> list[Condition]:
        """Events that can have been on some day of the span; events of no known time are in none."""
        dated = t.events.alias("dated").c
        span: list[Condition] = []
        if (since := first_day("since", f.since)) is not None:
            span.append(dated.latest >= since)
        if (until := last_day("until", f.until)) is not None:
            span.append(dated.earliest < after(until))
        # By itself this is answered from one index.
        return [t.events.c.key.in_(select(dated.key).where(*span))] if span else []


def begins(column: ColumnElement[str], prefix: str) -> list[Condition]:
    """Ids that begin with a prefix, by an index on any database."""
    return [column >= prefix, column < prefix + "~"]


def reading_of(table: Table) -> ColumnElement[int]:
    """The number of the reading that a row is of, from its key: every index has it, and no row is looked at."""
    return type_coerce(table.c.key.op(">>")(literal_column(str(t.POSITION_BITS))), t.NUMBER)


def _any(column: ColumnElement[str], choice: Choice, case: Any) -> Condition:
    return column.in_([case(value) for value in choices(choice)])


def _dated(published: ColumnElement[str], day: str) -> Condition:
    """Its date begins with this year, month or day; or it has none."""
    return published.is_(None) if day == UNDATED else and_(*begins(published, day))


def _in_days(published: ColumnElement[str], since: Any, until: Any) -> list[Condition]:
    """Published on some day from `since` to `until`; a report dated only by its month or year may have been."""
    conditions: list[Condition] = []
    if (first := first_day("since", since)) is not None:
        conditions.append(or_(published >= first, published.in_([first[:7], first[:4]])))
    if (last := last_day("until", until)) is not None:
        conditions.append(published < after(last))
    return conditions
