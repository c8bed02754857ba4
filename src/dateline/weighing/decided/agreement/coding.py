"""What coders said in a round: for each record and field, the value that each of them gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.ledger import sentence_of
from dateline.records import Claim, Decision, Event, Reading, Report, Span
from dateline.weighing.decided.agreement.alpha import Scale
from dateline.weighing.decided.apply import Applied, apply
from dateline.weighing.decided.fields import COUNTS, FIELDS, OF_WORDS, WORDS, Record, kind_of, value_of
from dateline.weighing.decided.undone import in_force
from dateline.weighing.decided.values import shown
from dateline.weighing.decided.wording import spans_of

KEPT = "kept"  # the field that says whether a coder holds a record to be one at all
GIVEN = " given"  # behind the name of a count: whether a coder gives one


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's value of one field of one record: as it is compared, as it is shown, and the words it stands on."""

    record: str
    report: str
    field: str
    coder: str
    value: Any
    shown: str
    quotation: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """What was coded in a round. `lost` are decisions whose words no record has any more: they are in no unit."""

    name: str
    coders: tuple[str, ...]
    codings: tuple[Coding, ...]
    lost: tuple[Decision, ...] = ()


def round_of(name: str, decisions: Iterable[Decision], read: Callable[[str], Reading | None]) -> Round:
    """The codings of a round; `read` gives the current reading of a report.

    Who accepts a record gives it all values that the reader gave it, but for those that the same coder corrected; who
    only corrects gives those fields alone; who rejects it gives none.
    """
    mine = [d for d in in_force(decisions, name) if d.about]
    coders = tuple(sorted({d.by for d in mine}))
    codings: list[Coding] = []
    lost: list[Decision] = []
    for report in sorted({anchor.report for d in mine for anchor in d.about}):
        reading = read(report)
        if reading is None:
            lost += [d for d in mine if any(a.report == report for a in d.about)]
            continue
        for coder in coders:
            applied = apply(reading, mine, round_=name, by=coder)
            lost += applied.lost
            codings += _codings(applied, coder)
    return Round(name, coders, tuple(codings), tuple(lost))


def scale_of(field: str) -> Scale:
    """Counts are compared by proportion, days by how far they lie apart, all else by whether it is the same."""
    if field in COUNTS:
        return Scale.RATIO
    return Scale.INTERVAL if field in ("when", "published") else Scale.NOMINAL


def comparable(field: str, value: Any) -> Any:
    """A value as it is compared; None where there is nothing to compare: no figure, no day."""
    if field in COUNTS:
        return _figure(value[0]) if value else None
    if field == "when":
        return _day(value["first_imprecise"] or value["first_precise"]) if value else None
    if field == "published":
        return _day(value)
    if field == "place" and value:
        return value["gazetteer_id"] or (value["lat"], value["lon"], value["name"].casefold())
    if field in WORDS:
        return spans_of(value) or None  # the same words, or not
    if field == "chain":
        return tuple(name.casefold() for name in value)
    if isinstance(value, list):
        return tuple(sorted(name.casefold() for name in value))
    return value.casefold() if isinstance(value, str) else value or "none"


def _codings(applied: Applied, coder: str) -> Iterable[Coding]:
    reading = applied.reading
    records: tuple[Record, ...] = (reading.report, *reading.events, *reading.claims)
    for record in records:
        if record.id not in applied.by:
            continue
        corrected = applied.corrected.get(record.id, {})
        said = applied.accepted | frozenset([record.id] if corrected else [])
        reason = "; ".join(dict.fromkeys(d.reason for d in applied.by[record.id] if d.reason))

        def coding(
            field: str, value: Any, words: str, *, of: Record = record, why: str = reason, at: str | None = None
        ) -> Coding:
            quoted = _quotation(of, at or field, reading)
            return Coding(of.id, reading.report.id, field, coder, value, words, quoted, why)

        if record.id in applied.rejected:
            yield coding(KEPT, False, "rejected")
            continue
        if record.id in said:
            yield coding(KEPT, True, "kept")
        for field in FIELDS[kind_of(record)]:
            if record.id not in applied.accepted and field not in corrected:
                continue
            value = value_of(record, field, reading)
            if field in COUNTS:
                yield coding(field + GIVEN, bool(value), shown(field, value), at=field)
            if (compared := comparable(field, value)) is not None:
                yield coding(field, compared, shown(field, value))


def _quotation(record: Record, field: str, reading: Reading) -> str:
    """The sentence of the words that a field's value stands on, or of the record."""
    spans = _spans(record, field, reading)
    if not spans:
        return reading.report.title or ""
    return " ".join(sentence_of(reading.report, spans[0]).of(reading.report.text).split())


def _spans(record: Record, field: str, reading: Reading) -> list[Span]:
    if isinstance(record, Report):
        return []
    if isinstance(record, Claim):
        return [*record.content[:1], *record.cue[:1]]
    return [span for span in (_cell(record, field), record.trigger) if span is not None]


def _cell(event: Event, field: str) -> Span | None:
    found: Mapping[str, Span | None] = {
        "place": event.place.span if event.place else None,
        "when": event.when.span if event.when else None,
        "actors": event.actors[0].span if event.actors else None,
        "recipients": event.recipients[0].span if event.recipients else None,
        "instrument": event.instrument.span if event.instrument else None,
        **{count.what: count.span for count in reversed(event.counts)},
    }
    return found.get(field.removesuffix(OF_WORDS))


def _figure(value: Mapping[str, int | None]) -> float | None:
    """A figure as one number: the best, else the middle of its bounds, else the one it has."""
    if value["best"] is not None:
        return float(value["best"])
    bounds = [n for n in (value["low"], value["high"]) if n is not None]
    return sum(bounds) / len(bounds) if bounds else None


def _day(words: str | None) -> int | None:
    try:
        return date.fromisoformat((words or "")[:10]).toordinal()
    except ValueError:
        return None
