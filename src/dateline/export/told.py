"""What a row of another project's table is made from: one report's event, or an incident by all its reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.export import facts
from dateline.export.cases import ASKED, Case
from dateline.export.columns import Source
from dateline.export.facts import Days
from dateline.export.parties import Kind, Party, Sides, parties, sides_of
from dateline.export.toll import Toll, toll, toll_of_incident
from dateline.records import CountOf, Event, Incident, Place


@dataclass(frozen=True, slots=True)
class Article:
    """A report as other projects cite it."""

    outlet: str | None
    day: str | None
    title: str | None


@dataclass(frozen=True)
class Told:
    """An event of a report; with a case, the account of the incident that tells most, and the incident.

    What all reports say together (where, when, how many, on whose word) is then the incident's. Who is on which side
    is this account's; a side that it does not tell is that of the account that does.
    """

    source: Source
    event: Event
    case: Case | None = None
    others: tuple[Told, ...] = ()  # the other accounts of the case, those that tell most first

    @property
    def incident(self) -> Incident | None:
        return self.case.incident if self.case else None

    @property
    def id(self) -> str:
        return self.incident.id if self.incident else self.event.id

    @property
    def asked(self) -> bool:
        """Is it of a status that is asked for?"""
        return self.event.status in self.source.statuses

    @property
    def withdrawn(self) -> bool:
        return self.incident is not None and self.incident.withdrawn

    @cached_property
    def place(self) -> Place | None:
        own = facts.place_of(self.source, self.event)
        one = self.incident
        if one is None or (own and own.gazetteer_id and own.gazetteer_id == one.gazetteer_id):
            return own
        if one.place is None:
            return None
        return Place(
            "p_", one.place, one.gazetteer_id, one.lat, one.lon, one.country, one.admin1, None, one.precision, ()
        )

    @cached_property
    def place_words(self) -> str | None:
        return facts.place_words(self.source, self.event) or (self.place.name if self.place else None)

    @cached_property
    def days(self) -> Days:
        return (
            facts.days_between(self.incident.first, self.incident.last) if self.incident else facts.days_of(self.event)
        )

    @cached_property
    def sides(self) -> Sides:
        own = sides_of(self.source, self.event)
        one = own.one if _persons(own.one) else self._side(lambda o: o.sides.one, own.other) or own.one
        other = own.other if _persons(own.other) else self._side(lambda o: o.sides.other, one) or own.other
        return Sides(one, other)

    @cached_property
    def actors(self) -> tuple[Party, ...]:
        own = parties(self.source, self.event.actors)
        against = parties(self.source, self.event.recipients)
        return own if _persons(own) else self._side(lambda o: o.actors, against) or own

    @cached_property
    def recipients(self) -> tuple[Party, ...]:
        own = parties(self.source, self.event.recipients)
        return own if _persons(own) else self._side(lambda o: o.recipients, self.actors) or own

    def _side(self, side: Callable[[Told], tuple[Party, ...]], against: tuple[Party, ...]) -> tuple[Party, ...]:
        """A side as the first of the other accounts tells it; nobody is on both."""
        names = {party.name.casefold() for party in against}
        for other in self.others:
            if _persons(found := side(other)) and names.isdisjoint(party.name.casefold() for party in found):
                return found
        return ()

    @cached_property
    def deaths(self) -> Toll:
        return self.toll(CountOf.KILLED)

    def toll(self, what: CountOf) -> Toll:
        if self.case is None:
            return toll(self.source, self.event, what)
        return toll_of_incident(self.case.incident, what, self._divided)

    @cached_property
    def chains(self) -> tuple[tuple[str, ...], ...]:
        return self.case.chains if self.case else facts.chains(self.source, self.event)

    @cached_property
    def words(self) -> list[str]:
        """On whose word: "an officer > ministry sources"; the outlets where it is the reporters' own."""
        return [" > ".join(facts.flat(name) for name in chain) for chain in self.chains] or list(self.outlets)

    @property
    def outlets(self) -> tuple[str, ...]:
        outlets = self.case.outlets if self.case else (self.source.reading.report.outlet,)
        return tuple(outlet for outlet in outlets if outlet) or ("the reporter",)

    @property
    def articles(self) -> tuple[Article, ...]:
        if self.case:
            return tuple(Article(r.outlet, (r.published or "")[:10] or None, r.title) for r in self.case.reports)
        report = self.source.reading.report
        return (Article(report.outlet, facts.published_day(self.source), report.title),)

    @property
    def published(self) -> str | None:
        """The day of its first report."""
        return (self.case.published or "")[:10] or None if self.case else facts.published_day(self.source)

    @property
    def recorded(self) -> str:
        return self.case.recorded if self.case else self.source.recorded

    @cached_property
    def sentence(self) -> str:
        return facts.sentence(self.source, self.event)

    def _divided(self, event: str, what: CountOf) -> Toll | None:
        """The toll as one account of the incident divides it."""
        source = self.case.source_of(event) if self.case else None
        found = next((e for e in source.reading.events if e.id == event), None) if source else None
        return toll(source, found, what) if source and found else None


def tellings(given: Source | Case, fits: Callable[[Told], object] = lambda _: True) -> Iterator[Told]:
    """Every event of a reading; of a case one, the account that tells most of those that `fits`, if any does."""
    if isinstance(given, Source):
        yield from (Told(given, event) for event in given.reading.events)
        return
    accounts = sorted(_accounts(given), key=_tells, reverse=True)
    whole = [replace(one, others=tuple(o for o in accounts if o is not one)) for one in accounts]
    if whole:
        yield next((one for one in whole if fits(one)), whole[0])


def _accounts(case: Case) -> Iterator[Told]:
    one = case.incident
    for id_ in one.events[:ASKED]:
        source = case.source_of(id_)
        event = next((e for e in source.reading.events if e.id == id_), None) if source else None
        if source and event:
            mode = event.mode if event.type is one.type and one.mode is None else one.mode
            yield Told(source, replace(event, type=one.type, mode=mode, status=one.status), case)


def _tells(one: Told) -> tuple[object, ...]:
    """How much an account tells of what no other can stand in for; the earlier of two that tell as much."""
    event, incident = one.event, one.incident
    assert incident is not None
    taken = {w.event for w in incident.withdrawals}
    return (
        event.id not in taken,
        _persons(one.sides.one) + _persons(one.sides.other) + bool(event.counts),
        bool(event.place) + bool(event.when),
        -incident.events.index(event.id),
    )


def _persons(side: tuple[Party, ...]) -> bool:
    """Does it say who, and not only what?"""
    return any(party.named or party.kind not in (Kind.THING, Kind.UNKNOWN) for party in side)
