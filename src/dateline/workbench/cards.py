"""Cards: the claims and events of a report, every field a cell with the words that it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.records import Claim, Count, Decision, Event, Span
from dateline.weighing.decided import Applied, shown
from dateline.weighing.decided.fields import COUNTS, FIELDS, OF_WORDS, days_shown, figures
from dateline.weighing.decided.marks import mark, marks
from dateline.workbench import words as w

NOT_SAID = "not said"  # of cells that the report leaves open: they stand together in a row
LONGEST = 260  # characters of the words of a cell that are shown on its card


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a record and the words it stands on.

    `field` is what a person corrects it as, `of_words` what its words are moved as (empty: neither), `place` which of
    that field's stretches its first one is. `by` corrected it, from `before`.
    """

    name: str
    key: str
    value: str
    spans: tuple[Span, ...] = ()
    field: str = ""
    of_words: str = ""
    place: int = 0
    note: str = ""
    quoted: bool = False
    by: str = ""
    before: str = ""
    to: str = ""  # the record that it names
    head: bool = False  # it stands in the head of the card


@dataclass(frozen=True, slots=True)
class Hop:
    """One voice of a chain. `key` is that of its cell."""

    voice: str
    name: str
    kind: str
    named: bool
    key: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A decision on a record, in words; `holds` until a later one took its place."""

    id: str
    at: str
    words: str
    value: str
    reason: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A claim or an event. `state` is accepted, rejected, corrected, or nothing where only a machine has spoken."""

    id: str
    kind: str
    span: Span
    head: tuple[Cell, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]  # cells of one name stand in one row
    hops: tuple[Hop, ...]
    made_by: str
    confidence: float
    state: str
    marks: tuple[str, ...]
    made: tuple[Made, ...]
    tensions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """All cards of a reading, made when they are asked for. `before` has what the reader said where a person says
    something else: by record and field, as it is written."""

    applied: Applied
    before: Mapping[str, Mapping[str, str]]

    @property
    def order(self) -> list[str]:
        """The ids of all records, in the order of the text; an event before the claim that tells it."""
        reading = self.applied.reading
        starts = [(e.trigger.start, 1, e.id) for e in reading.events]
        starts += [(span_of(c).start, 0, c.id) for c in reading.claims]
        return list(dict.fromkeys(id_ for *_, id_ in sorted(starts)))

    def cards(self, ids: Sequence[str]) -> tuple[Card, ...]:
        reading = self.applied.reading
        claims = {c.id: c for c in reversed(reading.claims)}
        events = {e.id: e for e in reversed(reading.events)}
        makes = _Maker(self, claims, events)
        return tuple(makes.claim(claims[i]) if i in claims else makes.event(events[i]) for i in ids)


def span_of(claim: Claim) -> Span:
    """Where a claim begins and ends."""
    spans = claim.content or claim.cue or (Span(0, 0),)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


class _Maker:
    def __init__(self, deck: Deck, claims: Mapping[str, Claim], events: Mapping[str, Event]) -> None:
        self.applied, self.before = deck.applied, deck.before
        self.reading = deck.applied.reading
        self.text = self.reading.report.text
        self.claims, self.events = claims, events
        self.voices = {v.id: v for v in reversed(self.reading.voices)}
        self.actors = {a.id: a for a in reversed(self.reading.actors)}
        self.places = {p.id: p for p in reversed(self.reading.places)}
        self.tensions: dict[str, list[tuple[str, str]]] = {}
        for one in self.reading.tensions:
            for a, b in (one.between, one.between[::-1]):
                self.tensions.setdefault(a, []).append((b, one.why))

    def claim(self, claim: Claim) -> Card:
        hops = tuple(self._hops(claim))
        cells = [
            Cell("says", "cue", self._quote(claim.cue), claim.cue, "cue", "cue", quoted=True),
            Cell("content", "content", self._quote(claim.content), claim.content, "content", "content", quoted=True),
            Cell("stance", "stance", str(claim.stance), claim.cue, "stance", head=True),
            Cell("as", "manner", str(claim.manner), claim.content, "manner"),
            Cell("as", "certainty", str(claim.certainty), claim.hedges or claim.cue, "certainty"),
        ]
        cells += self._events_of(claim)
        return self._card(claim, "claim", span_of(claim), cells, hops)

    def event(self, event: Event) -> Card:
        at = (event.trigger,)
        cells = [
            Cell("type", "type", str(event.type), at, "type", head=True),
            Cell("mode", "mode", event.mode or "no mode", at, "mode", head=True),
            Cell("status", "status", str(event.status), at, "status", head=True),
            Cell("words", "trigger", self._quote(at), at, "trigger", "trigger", quoted=True),
            *self._parties(event),
            *self._where_and_when(event),
            *self._counts(event),
            *self._rest(event),
        ]
        return self._card(event, "event", event.trigger, cells, ())

    def _card(self, record: Claim | Event, kind: str, span: Span, cells: Sequence[Cell], hops: tuple[Hop, ...]) -> Card:
        id_ = record.id
        corrected = self.applied.corrected.get(id_, {})
        told = [self._told(record, cell, corrected) for cell in cells]
        rows: dict[str, list[Cell]] = {}
        for cell in told:
            if cell.value == NOT_SAID:
                rows.setdefault(NOT_SAID, []).append(replace(cell, value=cell.name))
            elif not cell.head:
                rows.setdefault(cell.name, []).append(cell)
        if left_open := rows.pop(NOT_SAID, None):
            rows[NOT_SAID] = left_open  # last
        return Card(
            id_, kind, span, tuple(c for c in told if c.head), tuple((n, tuple(r)) for n, r in rows.items()), hops,
            record.made_by, record.confidence, self._state(id_), marks(self.applied, id_), tuple(self._made(id_)),
            tuple(self.tensions.get(id_, ())),
        )  # fmt: skip

    def _state(self, id_: str) -> str:
        if id_ in self.applied.rejected:
            return "rejected"
        if id_ in self.applied.accepted:
            return "accepted"
        return "corrected" if self.applied.corrected.get(id_) else ""

    def _made(self, id_: str) -> Iterator[Made]:
        for one in self.applied.by.get(id_, ()):
            holds = mark(one, self.applied, id_)
            value = shown(one.field, one.value) if one.field else ""
            yield Made(one.id, one.at, holds or f"{one.act} by {one.by}", _short(value), one.reason, bool(holds))

    def _told(self, record: Claim | Event, cell: Cell, corrected: Mapping[str, Decision]) -> Cell:
        """The cell, with who corrected it and what the reader had said."""
        for field in (cell.field, cell.of_words):
            if field in corrected:
                before = self.before.get(record.id, {}).get(field, "")
                return replace(cell, by=corrected[field].by, before=_short(before))
        return cell

    def _hops(self, claim: Claim) -> Iterator[Hop]:
        last = len(claim.chain) - 1
        for n, link in enumerate(claim.chain):
            voice = self.voices.get(link.voice)
            if voice:
                spans = (link.span,) if link.span else ()
                key = "voice" if n == last else f"through{n}"
                yield Hop(voice.id, voice.name, str(voice.kind), voice.named, key, spans)

    def _events_of(self, claim: Claim) -> Iterator[Cell]:
        ids = [*claim.events, *(e.id for e in self.reading.events if claim.id in e.claims)]
        for n, id_ in enumerate(dict.fromkeys(ids)):
            if event := self.events.get(id_):
                yield Cell("tells of", f"event{n}", self._quote([event.trigger]), (event.trigger,), quoted=True, to=id_)

    def _parties(self, event: Event) -> Iterator[Cell]:
        for role, participants in (("actors", event.actors), ("recipients", event.recipients)):
            name = "who" if role == "actors" else "to whom"
            for n, one in enumerate(participants):
                actor = self.actors.get(one.actor or "")
                value = actor.name if actor else " ".join(one.span.of(self.text).split())
                about = [actor.country or "", *map(str, actor.roles)] if actor else []
                note = " · ".join(filter(None, [*about, "" if one.basis == "stated" else str(one.basis)]))
                yield Cell(name, f"{role}{n}", value, (one.span,), role, role + OF_WORDS, n, note)
            if not participants:
                yield Cell(name, role, NOT_SAID, (), role)

    def _where_and_when(self, event: Event) -> Iterator[Cell]:
        place = self.places.get(event.place.place) if event.place else None
        if place and event.place:
            of = w.listed([place.name, place.admin1, place.country])
            note = f"precision {place.precision}" if place.precision else "not in the gazetteer"
            yield Cell("where", "place", of, (event.place.span,), "place", "place" + OF_WORDS, note=note)
        else:
            yield Cell("where", "place", NOT_SAID, (), "place")
        when = event.when
        if when is None:
            yield Cell("when", "when", NOT_SAID, (), "when")
            return
        spans = (when.span,) if when.span else ()
        said = when.when
        value = _days(days_shown(_four(said))) if said else "no day fixed"
        note = f"{said.granularity}, from {said.against}" if said else ""
        yield Cell("when", "when", value, spans, "when", "when" + OF_WORDS if spans else "", note=note)

    def _counts(self, event: Event) -> Iterator[Cell]:
        standing = {what: figures(event, what) for what in COUNTS}
        for n, count in enumerate(event.counts):
            voice = self.voices.get(count.voice or "")
            notes = [f"says {voice.name}" if voice else ""]
            notes += ["part of another figure" if count.part_of is not None else ""]
            notes += ["replaced in the report" if count.replaced_by is not None else ""]
            at = next((i for i, c in enumerate(standing[str(count.what)]) if c is count), None)
            field = str(count.what) if at is not None else ""
            yield Cell(
                str(count.what), f"count{n}", _figure(count), (count.span,), field, field and field + OF_WORDS, at or 0,
                "; ".join(filter(None, notes)),
            )  # fmt: skip

    def _rest(self, event: Event) -> Iterator[Cell]:
        if tool := event.instrument:
            yield Cell("by what", "instrument", tool.text, (tool.span,), "instrument", "instrument" + OF_WORDS)
        for n, one in enumerate(event.contexts):
            yield Cell("context", f"context{n}", str(one.context).replace("_", " "), (one.span,))
        for n, id_ in enumerate(event.claims):
            claim = self.claims.get(id_)
            voice = self.voices.get(claim.chain[-1].voice) if claim and claim.chain else None
            if claim and voice:
                yield Cell("on the word of", f"claim{n}", voice.name, claim.cue, to=id_)
        if not event.claims:
            yield Cell("on the word of", "claim", "the reporter", ())
        if event.mentions:
            yield Cell("also told as", "mentions", self._quote(event.mentions), event.mentions, quoted=True)

    def _quote(self, spans: Sequence[Span]) -> str:
        return _short(" … ".join(" ".join(s.of(self.text).split()) for s in spans)) or "none"


def fields_for(kind: str) -> tuple[str, ...]:
    """The fields that a person can correct on a card by writing; words are moved where they stand as well."""
    return tuple(name for name in FIELDS[kind] if not name.endswith(OF_WORDS))


def _four(when: object) -> dict[str, str | None]:
    names = ("first_precise", "last_precise", "first_imprecise", "last_imprecise", "granularity")
    return {name: getattr(when, name) for name in names}


def _days(written: str) -> str:
    first, _, last = written.partition("..")
    if last and not first:
        return f"by {w.day(last)}"
    return w.days(first, last or None)


def _figure(count: Count) -> str:
    value = shown(str(count.what), [{"low": count.low, "best": count.best, "high": count.high}])
    return value + (f" over {count.over}" if count.over else "")


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
