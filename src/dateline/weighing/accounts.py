"""From a reading to its accounts: each event with its words, parties, figures, days and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from dateline.ledger.passages import sentence_of
from dateline.records import (
    Actor,
    Claim,
    Count,
    Event,
    Granularity,
    Notice,
    Participant,
    Place,
    Reading,
    Span,
    Stance,
    VoiceKind,
    When,
)
from dateline.weighing.account import Account, Days, Party, Speaker, Spot, Tally, Word
from dateline.weighing.beside import Beside
from dateline.weighing.speaking import Speaking
from dateline.weighing.standing.before import said_before
from dateline.weighing.standing.denials import denials_of
from dateline.weighing.standing.rejoinders import Rejoinder, rejoinders_of

# What is told without a time in the news was, as a rule, in the days before.
NEWS = timedelta(days=7)
# Characters of the title and the first sentences: what the whole report is about.
LEAD = 500
# A notice is about what is told within so many characters of it.
NEAR = 300
FINE = (Granularity.DAY, Granularity.TIME)


def accounts_of(
    reading: Reading, notices: Sequence[Notice] = (), *, without: Set[str] = frozenset()
) -> tuple[Account, ...]:
    """An account for each event of the reading, in its order; the reading may have been corrected by persons.

    `without` are ids of claims that persons rejected: nothing stands on their word.
    """
    teller = _Teller(reading, notices, without)
    return tuple(map(teller.account, reading.events))


class _Teller:
    def __init__(self, reading: Reading, notices: Sequence[Notice], without: Set[str]) -> None:
        self.reading = reading
        self.report = reading.report
        self.text = reading.report.text
        self.actors = {a.id: a for a in reversed(reading.actors)}
        self.places = {p.id: p for p in reversed(reading.places)}
        self.claims = {c.id: c for c in reversed(reading.claims) if c.id not in without}
        self.speaking = Speaking(reading)
        self.denials = denials_of(reading)
        self.rejoinders = rejoinders_of(reading)
        self.lead = _lead(reading)
        self.stand_in = self._first_place()
        self.beside = Beside(reading)
        self.notices = _about(notices, reading.events)

    def account(self, event: Event) -> Account:
        sentence = sentence_of(self.report, event.trigger)
        denies = dict(self.denials.get(event.id, ()))
        claims = dict.fromkeys(id_ for id_ in (*event.claims, *denies) if id_ in self.claims)
        words = [replace(self._word(self.claims[id_]), denies=denies.get(id_)) for id_ in claims]
        words += [self._rejoined(one) for one in self.rejoinders if one.event == event.id]
        tallies = [self._tally(count, words) for count in event.counts]
        return Account(
            event=event.id,
            report=self.report.id,
            outlet=self.report.outlet,
            published=self.report.published,
            type=event.type,
            mode=event.mode,
            status=event.status,
            trigger=event.trigger,
            did=self._of(event.trigger),
            sentence=sentence,
            said=self._of(sentence),
            lead=self.lead,
            position=round(event.trigger.start / max(1, len(self.text)), 3),
            days=self._days(event),
            spot=self._spot(event),
            parties=(*self._parties("actor", event.actors), *self._parties("recipient", event.recipients)),
            tallies=tuple(tallies),
            words=tuple(words),
            instrument=self._of(event.instrument.span) if event.instrument else None,
            contexts=tuple(c.context for c in event.contexts),
            mentions=event.mentions,
            notices=tuple(self.notices.get(event.id, ())),
            noticed=tuple(self._of(notice.span) for notice in self.notices.get(event.id, ())),
            confidence=event.confidence,
            near_days=self._near_days(event, sentence),
            near_spot=self._near_spot(event, sentence),
        )

    def _of(self, span: Span) -> str:
        return " ".join(span.of(self.text).split())

    # On whose word

    def _word(self, claim: Claim) -> Word:
        content = Span(claim.content[0].start, claim.content[-1].end) if claim.content else None
        said = " … ".join(self._of(span) for span in claim.content)
        return Word(self.speaking.chain(claim), claim.stance, claim.certainty, claim.id, content, said)

    def _rejoined(self, one: Rejoinder) -> Word:
        """The word of who denies it in the same breath."""
        actor, said = one.actor, self._of(one.span)
        kind = VoiceKind(actor.kind)
        speaker = Speaker(actor.name, kind, actor.named, actor.name, actor.kind, actor.country, actor.roles, actor.name)
        return Word((speaker,), Stance.DENIES, content=one.span, said=said, denies="deed")

    def _tally(self, count: Count, words: list[Word]) -> Tally:
        return Tally(
            what=count.what,
            low=count.low,
            best=count.best,
            high=count.high,
            span=count.span,
            words=self._of(count.span),
            word=self._whose(count, words),
            part=count.part_of is not None,
            replaced=count.replaced_by is not None,
            earlier=said_before(self.text, count.span, self.report.published),
        )

    def _whose(self, count: Count, words: list[Word]) -> int | None:
        """The position of the word on which a figure stands; a voice that speaks no claim of the event is added."""
        voice = self.speaking.voices.get(count.voice or "")
        if voice is None:
            return None
        for i, word in enumerate(words):
            if word.content and word.content.contains(count.span) and word.chain:
                return i
        speaker = self.speaking.speaker(voice)
        for i, word in enumerate(words):
            if word.chain and word.chain[-1] == speaker:
                return i
        words.append(Word((speaker,)))
        return len(words) - 1

    # Who

    def _parties(self, role: str, participants: Iterable[Participant]) -> Iterable[Party]:
        for participant in participants:
            words = self._of(participant.span)
            actor: Actor | None = self.actors.get(participant.actor or "")
            if actor is None:
                yield Party(role, words, words, participant.span, basis=participant.basis)
            else:
                yield Party(
                    role, actor.name, words, participant.span, actor.kind, actor.named, actor.country, actor.roles,
                    participant.basis,
                )  # fmt: skip

    # When and where

    def _days(self, event: Event) -> Days | None:
        when = event.when.when if event.when else None
        if when is not None and event.when is not None and (days := _days_of(when, event.when.span)):
            return days
        published = _day(self.report.published)
        if published is None:
            return None
        return Days((published - NEWS).isoformat(), published.isoformat(), False, "", None, own=False)

    def _spot(self, event: Event) -> Spot | None:
        if event.place and (place := self.places.get(event.place.place)):
            return self._spot_of(place, event.place.span)
        return self.stand_in

    def _near_days(self, event: Event, sentence: Span) -> Days | None:
        if event.when is not None and event.when.when is not None:
            return None
        found = self.beside.time(event, sentence)
        return _days_of(found[1].when, found[0]) if found and found[1].when else None

    def _near_spot(self, event: Event, sentence: Span) -> Spot | None:
        if event.place is not None:
            return None
        found = self.beside.place(event, sentence)
        return self._spot_of(found[1], found[0]) if found else None

    def _spot_of(self, place: Place, span: Span | None, *, own: bool = True) -> Spot:
        return Spot(
            place.name, place.gazetteer_id, place.lat, place.lon, place.country, place.admin1, place.admin2,
            place.precision, self._of(span) if span else "", span, own,
        )  # fmt: skip

    def _first_place(self) -> Spot | None:
        """The dateline's place, or the first that the report's body names: a stand-in for those that name none."""
        line = self.report.dateline.place
        if line and line.id in self.places:
            return self._spot_of(self.places[line.id], line.span, own=False)
        known = [p for p in self.reading.places if p.gazetteer_id and p.mentions]
        first = min(known, key=lambda p: (p.mentions[0], p.id), default=None)
        return self._spot_of(first, first.mentions[0], own=False) if first else None


def _lead(reading: Reading) -> str:
    """The title and the first words of the body."""
    report = reading.report
    parts = [report.title or ""]
    for span in report.body:
        parts.append(report.text[span.start : min(span.end, span.start + LEAD)])
        if sum(map(len, parts)) >= LEAD:
            break
    return " ".join(" ".join(parts).split())[:LEAD]


def _days_of(when: When, span: Span | None) -> Days | None:
    first = min(filter(None, (when.first_precise, when.first_imprecise)), default=None)
    last = max(filter(None, (when.last_precise, when.last_imprecise)), default=None)
    if first is None and last is None:
        return None
    return Days(first, last, when.first_precise is not None or when.granularity in FINE, when.words, span)


def _day(published: str | None) -> date | None:
    """The day of publication; None where only a month or a year is known."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _about(notices: Sequence[Notice], events: Sequence[Event]) -> dict[str, list[Notice]]:
    """Which notices are about which events: those told near by, or else the nearest; one of the whole report, all."""
    found: dict[str, list[Notice]] = {}
    for notice in notices:
        distance = {e.id: min(_apart(notice.span, span) for span in (e.trigger, *e.mentions)) for e in events}
        reach = max(NEAR, min(distance.values(), default=0))
        for event in events:
            if notice.whole or distance[event.id] <= reach:
                found.setdefault(event.id, []).append(notice)
    return found


def _apart(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)
