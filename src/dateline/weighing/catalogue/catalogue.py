"""The catalogue of a ledger: kept in step with it, and asked by several at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, ref

import numpy as np
from sqlalchemy import Connection, func, select

from dateline.ledger import Filter, Ledger, ReportRow
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.filters import choices, last_day, moment
from dateline.ledger.parts import parts, within
from dateline.ledger.queries import Questions
from dateline.ledger.search import having, ranks
from dateline.ledger.weighed import Store
from dateline.weighing.account import Account
from dateline.weighing.catalogue import facets as f
from dateline.weighing.catalogue import masks
from dateline.weighing.catalogue.beside import Levels, decisions_about, levels_kept, levels_of
from dateline.weighing.catalogue.choice import Choice
from dateline.weighing.catalogue.columns import (
    Countries,
    Events,
    Ints,
    Mask,
    Readings,
    fetch,
    read_countries,
    read_events,
    read_readings,
)
from dateline.weighing.catalogue.facets import Facets, Value
from dateline.weighing.catalogue.listing import Found, Group, Order, listing
from dateline.weighing.catalogue.weighed import (
    LEVELS,
    UNDOUBTED,
    Standings,
    Stories,
    read_standings,
    read_stories,
)
from dateline.weighing.stories import Prints
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.panorama import panorama
from dateline.weighing.weigher.state import State
from dateline.weighing.weigher.unpacked import Unpacked

T = TypeVar("T")
Key = tuple[Any, ...]  # a name, the last reading there is, and what more it depends on
WEIGHED = ("stories", "standings")
KEPT = 64  # answers of the database that are kept

__all__ = ["Catalogue", "Facets", "Found", "Group", "Order", "Value", "catalogue_of"]


class Catalogue:
    """One for each ledger that is open: `catalogue_of`. Every method raises LedgerError for what cannot be asked."""

    def __init__(self, book: Ledger) -> None:
        self._book = ref(book)
        self._kept: OrderedDict[Key, Any] = OrderedDict()
        self._making: dict[Key, Lock] = {}
        self._lock = Lock()

    @property
    def book(self) -> Ledger:
        book = self._book()
        assert book is not None, "the ledger of this catalogue is gone"
        return book

    # Asking

    def find(self, choice: Choice, order: Order = Order.NEWEST, limit: int | None = None, offset: int = 0) -> Found:
        """The stories that have a report of the choice, and these reports."""
        with self.book.asking() as connection:
            look = _Look(self, connection, choice)
            window = slice(offset, None if limit is None else offset + limit)
            return listing(
                look.readings, look.stories, look.current(), look.chosen(), look.values(order), order, window
            )

    def facets(self, choice: Choice) -> Facets:
        """How many reports have each value of each facet."""
        with self.book.asking() as connection:
            return _Look(self, connection, choice).facets()

    def readings(self, choice: Choice) -> tuple[int, ...]:
        """Numbers of the readings of the reports of the choice, in the order in which they were recorded."""
        with self.book.asking() as connection:
            look = _Look(self, connection, choice)
            return tuple(look.readings.numbers[look.chosen()].tolist())

    def rows(self, numbers: Sequence[int]) -> Iterator[ReportRow]:
        """What there is to say of the reports of these readings, in their order."""
        for part in parts(numbers):
            with self.book.asking() as connection:
                query = Questions(connection, Filter()).reports_of_readings(part)
                row_of = {row[0]: ReportRow(*row[1:]) for row in connection.execute(query)}
            yield from (row_of[number] for number in part if number in row_of)

    def reports_of(self, readings: Sequence[int]) -> dict[int, int]:
        """The number of the report of each of these readings."""
        r = t.readings.c
        with self.book.asking() as connection:
            return {
                row.number: row.report for row in within(connection, select(r.number, r.report), r.number, readings)
            }

    def levels(self, readings: Sequence[int], as_of: Filter) -> Levels:
        """The incidents that these readings tell of, by how they stand."""
        clock_only = Filter(known_by=as_of.known_by, recorded_by=as_of.recorded_by)
        with self.book.asking() as connection:
            look = _Look(self, connection, Choice(filter=clock_only))
            if self.has(look.standings_key):
                return levels_kept(look.events, look.standings, look.readings, readings)
            return levels_of(Store(connection), panorama(self.book), readings, look.clock)

    def decisions(self, reports: Sequence[str], as_of: Filter) -> dict[str, int]:
        """How many decisions there are about each of these reports, by its id."""
        with self.book.asking() as connection:
            return decisions_about(Store(connection), reports, Clock.of(as_of))

    # Keeping in step

    def warm(self) -> None:
        """Reads all that is kept of the ledger, so that nobody waits for it; what goes wrong will be told who asks."""
        with suppress(Exception):
            self.find(Choice())
            self.facets(Choice())

    def kept(self, key: Key, make: Callable[[], T]) -> T:
        """What is kept under a key, made where it is not there, by one at a time; the oldest go."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
            making = self._making.setdefault(key, Lock())
        with making:
            if key in self._kept:
                return self.kept(key, make)
            try:
                made = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return made

    def has(self, key: Key) -> bool:
        with self._lock:
            return key in self._kept

    def let_go(self, read: int, weighed: Hashable) -> None:
        """Lets go of what was so before the ledger came to this state."""
        with self._lock:
            for key in [k for k in self._kept if k[1] != read or (k[0] in WEIGHED and k[2] != weighed)]:
                del self._kept[key]


class _Look:
    """One look at the catalogue, as of the state in which the ledger is."""

    def __init__(self, catalogue: Catalogue, connection: Connection, choice: Choice) -> None:
        self.catalogue, self.connection, self.choice = catalogue, connection, choice
        self.wanted = replace(choice.filter, limit=None, offset=0)
        self.clock = Clock.of(self.wanted)
        self.read = _last(connection, t.readings.c.number)
        self.weighed = (
            _last(connection, w.weighed.c.reading),
            _last(connection, w.decisions_weighed.c.decision),
            connection.execute(select(func.max(w.weighed.c.weigher))).scalar(),
        )
        catalogue.let_go(self.read, self.weighed)

    def kept(self, name: str, make: Callable[[], T], *more: Hashable) -> T:
        return self.catalogue.kept((name, self.read, *more), make)

    # Columns

    @property
    def readings(self) -> Readings:
        return self.kept("readings", lambda: read_readings(self.connection))

    @property
    def events(self) -> Events:
        return self.kept("events", lambda: read_events(self.connection, self.readings))

    @property
    def countries(self) -> Countries:
        return self.kept("countries", lambda: read_countries(self.connection, self.readings))

    @property
    def stories(self) -> Stories:
        return self.kept(
            "stories",
            lambda: read_stories(Store(self.connection), _state(), self.readings, self.clock),
            self.weighed, self.clock,
        )  # fmt: skip

    @property
    def standings_key(self) -> Key:
        return ("standings", self.read, self.weighed, self.clock)

    @property
    def standings(self) -> Standings:
        return self.catalogue.kept(
            self.standings_key,
            lambda: read_standings(Store(self.connection), panorama(self.catalogue.book), self.events, self.clock),
        )

    # Choosing

    def chosen(self) -> Mask:
        """The readings of the whole choice."""
        found = self.visible()
        for mask in self.of_reports().values():
            found = found & mask
        return found & self.of_events() if self.asks_events else found

    def current(self) -> Mask:
        """The latest reading of each report as of the clock."""
        found = self.readings.latest
        if (by := moment(self.wanted.recorded_by)) is not None:
            found = self.kept("recorded", lambda: self._numbers(Filter(recorded_by=by)), by)
        if (day := last_day("known_by", self.wanted.known_by)) is not None:
            found = found & masks.known_by(self.readings.published, day)
        return found

    def visible(self) -> Mask:
        """Current readings, and what the choice says that is of no facet."""
        wanted, readings = self.wanted, self.readings
        found = self.current()
        for since, until in ((wanted.since, wanted.until), (wanted.published_since, wanted.published_until)):
            if since is not None or until is not None:
                found = found & masks.of_span(readings.published, since, until)
        if wanted.report is not None:
            found = found & self._numbers(Filter(report=wanted.report, recorded_by=wanted.recorded_by))
        if (words := wanted.text) is not None:
            found = found & self.kept("text", lambda: self._having(words), words)
        if (place := wanted.place) is not None:
            found = found & self.kept("place", lambda: self._naming(place), place)
        return found

    def of_reports(self) -> dict[str, Mask]:
        """What the facets that are of reports let through, of those of which something is chosen."""
        wanted, readings = self.wanted, self.readings
        found: dict[str, Mask] = {}
        if wanted.outlet is not None:
            found["outlet"] = masks.of_outlets(readings.outlets, wanted)
        if wanted.published is not None:
            found["published"] = masks.of_days(readings.published, wanted)
        if wanted.country is not None:
            found["country"] = masks.of_countries(self.countries, len(readings.numbers), choices(wanted.country))
        return found

    @property
    def asks_events(self) -> bool:
        f = self.wanted
        return bool(self.choice.standing) or any(v is not None for v in (f.type, f.status, f.mode, f.actor))

    def of_events(self, without: str = "") -> Mask:
        """The readings with an event of the choice."""
        found = np.zeros(len(self.readings.numbers), np.bool_)
        found[self.events.readings[self.events_chosen(without)]] = True
        return found

    def events_chosen(self, without: str = "") -> Mask:
        """The events of the choice; one facet may be left out."""
        wanted, events = self.wanted, self.events
        found = np.ones(len(events.keys), np.bool_)
        if wanted.type is not None and without != "type":
            found &= np.isin(events.types, masks.types_of(wanted))
        if wanted.status is not None and without != "status":
            found &= np.isin(events.statuses, masks.statuses_of(wanted))
        if self.choice.standing and without != "standing":
            found &= np.isin(self.standings.levels, masks.codes_of(self.choice.standing, LEVELS))
        if wanted.mode is not None or wanted.actor is not None:
            asked = Filter(mode=wanted.mode, actor=wanted.actor)
            found &= self.kept("acted", lambda: self._acted(asked), asked)
        return found

    # Counting and putting in order

    def facets(self) -> Facets:
        readings, by_report = self.readings, self.of_reports()
        visible, told = self.visible(), self.of_events() if self.asks_events else None

        def among(without: str) -> Mask:
            found = visible if told is None else visible & told
            for name, mask in by_report.items():
                found = found if name == without else found & mask
            return found

        chosen = among("")
        reports = visible
        for mask in by_report.values():
            reports = reports & mask
        return Facets(
            reports=int(chosen.sum()),
            stories=len(np.unique(self.stories.of[chosen])),
            outlet=f.by_code(readings.outlets, among("outlet")),
            published=f.by_day(readings.published, among("published"), choices(self.wanted.published)),
            country=f.by_country(self.countries, among("country")),
            **f.by_event(self.events, self.standings, reports, self.events_chosen),
        )

    def values(self, order: Order) -> Ints | None:
        """What readings are put in order by, the least first."""
        size = len(self.readings.numbers)
        if order is Order.EVENTS:
            return -np.bincount(self.events.readings, minlength=size)
        if order is Order.DOUBT:
            found = np.full(size, UNDOUBTED, np.int64)
            np.minimum.at(found, self.events.readings, self.standings.doubts)
            return found
        if order is Order.BEST:
            words = self.wanted.text or ""
            return self.kept("ranks", lambda: self._ranks(words), words) if words else np.zeros(size, np.int64)
        return None

    # What the database is asked

    def _numbers(self, wanted: Filter) -> Mask:
        query = Questions(self.connection, wanted).readings().order_by(None)
        return self.readings.mask(row[0] for row in fetch(self.connection, query))

    def _having(self, words: str) -> Mask:
        """Readings of reports that have the words."""
        reports = np.array(having(self.connection, words), np.int64)
        found: Mask = np.isin(self.readings.reports, reports)
        return found

    def _naming(self, place: str) -> Mask:
        query = Questions(self.connection, Filter(place=place)).readings_naming()
        return self.readings.mask(row[0] for row in fetch(self.connection, query))

    def _acted(self, wanted: Filter) -> Mask:
        query = Questions(self.connection, wanted).events_acting()
        keys = np.fromiter((row[0] for row in fetch(self.connection, query)), np.int64)
        found: Mask = np.isin(self.events.keys, keys)
        return found

    def _ranks(self, words: str) -> Ints:
        """The place of each reading among those found, the best first."""
        reports = self.readings.reports
        found_in = self.kept("text", lambda: self._having(words), words)
        newest = reports[found_in][np.argsort(-self.readings.published.codes[found_in], kind="stable")]
        score = ranks(self.connection, words, newest.tolist())
        found = np.full(len(reports), UNDOUBTED, np.int64)
        for i in np.flatnonzero(found_in).tolist():
            found[i] = score.get(int(reports[i]), UNDOUBTED)
        return found


_CATALOGUES: WeakKeyDictionary[Ledger, Catalogue] = WeakKeyDictionary()
_MAKING = Lock()


def catalogue_of(book: Ledger) -> Catalogue:
    """The catalogue of a ledger that is open; it goes when the ledger goes."""
    with _MAKING:
        if book not in _CATALOGUES:
            _CATALOGUES[book] = Catalogue(book)
        return _CATALOGUES[book]


def _state() -> State:
    """What unpacks accounts and prints: one for each question, since several are asked at a time."""
    return State(Unpacked(Account), Unpacked(Prints))


def _last(connection: Connection, column: Any) -> int:
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one())
