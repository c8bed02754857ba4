"""What goes into a pack, and every quotation of it put back into its sentence and its report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from dateline.ledger import sentence_of
from dateline.records import Decision, Incident, Quotation, Reading, Report, Span, Story, Witness

UNKNOWN = "~"  # sorts behind all days


class Reason(Protocol):
    """Why two events are taken for one: a field, what it weighs, and the words of both."""

    @property
    def field(self) -> str: ...
    @property
    def weight(self) -> float: ...
    @property
    def first(self) -> str: ...
    @property
    def second(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Tied:
    """Two events that are taken for one happening: their ids, how sure, and why."""

    first: str
    second: str
    score: float
    reasons: Sequence[Reason] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation in its sentence: the words before, its own, those after; `number` is its report's in the pack."""

    number: int | None
    before: str
    words: str
    after: str
    span: Span
    report: Report | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report of the pack under its number, with the places where it tells of the incident."""

    number: int
    report: Report
    reader: str
    recorded: str | None
    told: tuple[Cited, ...]
    about: bool  # False: it only takes another's words back


def named(key: str) -> str:
    """What to call a voice of which no more is known than its key."""
    return key.partition(":")[2] or key


@dataclass(frozen=True)
class Pack:
    """An incident with all that it rests on.

    `readings` are those of its reports, and of the reports that take words of it back, by the report's id; `recorded`
    says when the ledger took each in. `versions` are names and versions for the foot of the page; `known_by` and
    `recorded_by` what was asked for, None where everything was.
    """

    incident: Incident
    readings: Mapping[str, Reading]
    stories: Sequence[Story] = ()
    ties: Sequence[Tied] = ()
    decisions: Sequence[Decision] = ()
    recorded: Mapping[str, str] = field(default_factory=dict)
    known_by: str | None = None
    recorded_by: str | None = None
    versions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The reports' numbers in the pack: in the order of their days, those of the incident first."""
        own = set(self.incident.reports)
        ids = {*own, *(w.report for w in self.incident.withdrawals)} & set(self.readings)

        first = {s.origin for s in self.stories}  # of the copies of one day, that of which they are copies

        def order(id_: str) -> tuple[bool, str, bool, str]:
            return id_ not in own, self.readings[id_].report.published or UNKNOWN, id_ not in first, id_

        return {id_: number for number, id_ in enumerate(sorted(ids, key=order), 1)}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(self._sheet(id_, number) for id_, number in self.numbers.items())

    @cached_property
    def names(self) -> dict[str, str]:
        """The voices' names by their keys; an outlet that speaks for itself has that of its outlet."""
        found = {w.key: w.name for w in self.incident.witnesses}
        for figure in (f for t in self.incident.tolls for f in t.figures):
            found.setdefault(figure.witness, figure.outlet or named(figure.witness))
        for key in (k for f in self.incident.fields for v in f.values for k in v.witnesses):
            found.setdefault(key, named(key))
        return found

    @cached_property
    def event_reports(self) -> dict[str, str]:
        """The report of each event of the incident."""
        own = set(self.incident.events)
        return {e.id: id_ for id_, r in self.readings.items() for e in r.events if e.id in own}

    @cached_property
    def joining(self) -> tuple[Tied, ...]:
        """The strongest ties that join its events into one: one fewer than there are events, where all are joined."""
        head: dict[str, str] = {}

        def of(event: str) -> str:
            while (above := head.get(event, event)) != event:
                head[event] = head.get(above, above)
                event = above
            return event

        kept = []
        for tie in sorted(self.ties, key=lambda t: (-t.score, t.first, t.second)):
            one, other = of(tie.first), of(tie.second)
            if one != other:
                head[one] = other
                kept.append(tie)
        return tuple(kept)

    def cite(self, quotation: Quotation) -> Cited:
        """The quotation in its sentence; alone where its report is not in the pack, or has other words there."""
        reading = self.readings.get(quotation.report)
        if reading is None or quotation.span.of(reading.report.text) != quotation.words:
            report = reading.report if reading else None
            return Cited(self.numbers.get(quotation.report), "", quotation.words, "", quotation.span, report)
        return self._cited(reading.report, quotation.span)

    def event(self, id_: str) -> Cited | None:
        """Where a report tells of an event of the incident."""
        reading = self.readings.get(self.event_reports.get(id_, ""))
        event = next((e for e in reading.events if e.id == id_), None) if reading else None
        return self._cited(reading.report, event.trigger) if reading and event else None

    def words_of(self, witness: Witness) -> tuple[Cited, ...]:
        """What a voice is quoted with, each passage once: what it claims, what is said of a field, its figures.

        Where there is none of them, the places where its events are told.
        """
        found: dict[tuple[str, Span], Cited] = {}
        for q in self._quotations(witness):
            found.setdefault((q.report, q.span), self.cite(q))
        if not found:
            return tuple(cited for id_ in witness.events if (cited := self.event(id_)))
        return tuple(found.values())

    def _quotations(self, witness: Witness) -> Iterator[Quotation]:
        key, own = witness.key, set(witness.events)
        for reading in (self.readings[id_] for id_ in witness.reports if id_ in self.readings):
            names = {v.id: v.name for v in reading.voices}
            for claim in reading.claims:
                speaks = names.get(claim.chain[-1].voice) if claim.chain else None
                if speaks == witness.chain[-1] and own.intersection(claim.events):
                    text, id_ = reading.report.text, reading.report.id
                    yield from (Quotation(id_, span, span.of(text)) for span in claim.content)
        values = [v for f in self.incident.fields for v in f.values]
        yield from (q for v in values if v.witnesses == (key,) for q in v.quotations)
        yield from (f.quotation for t in self.incident.tolls for f in t.figures if f.witness == key)

    def _sheet(self, id_: str, number: int) -> Sheet:
        reading = self.readings[id_]
        own = set(self.incident.events)
        spans = sorted({e.trigger for e in reading.events if e.id in own})
        told = tuple(self._cited(reading.report, span) for span in spans)
        return Sheet(
            number, reading.report, reading.reader.version, self.recorded.get(id_), told,
            id_ in self.incident.reports,
        )  # fmt: skip

    def _cited(self, report: Report, span: Span) -> Cited:
        sentence = sentence_of(report, span)
        text = report.text
        return Cited(
            self.numbers.get(report.id),
            text[sentence.start : span.start],
            span.of(text),
            text[span.end : sentence.end],
            span,
            report,
        )
