"""A reading laid flat: the rows of every table that it adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import JSON

from dateline.ledger import tables as t
from dateline.ledger.errors import LedgerError
from dateline.ledger.passages import Sentences
from dateline.ledger.tables import metadata
from dateline.records import Claim, Count, Event, Participant, Reading, Span, Time, When

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Values = tuple[Any, ...]


def flatten(reading: Reading, *, reading_number: int, report_number: int, recorded: str) -> Rows:
    """The rows by table name, in the order of the report. References to records that the reading lacks are None."""
    flat = _Flattener(reading, reading_number, report_number, recorded)
    clocks = flat.clocks
    return {
        name: [{"key": flat.first + i, **clocks, **row} for i, row in enumerate(rows)]
        for name, rows in flat.rows().items()
    }


def values(
    reading: Reading, *, reading_number: int, report_number: int, recorded: str
) -> Iterator[tuple[str, tuple[str, ...], list[Values]]]:
    """The same rows for a database: a table's name, its columns, and their values, lists as JSON."""
    flat = _Flattener(reading, reading_number, report_number, recorded)
    clocks = tuple(flat.clocks.values())
    for name, rows in flat.rows().items():
        if not rows:
            continue
        columns = ("key", *flat.clocks, *rows[0])
        lists = _lists(name, columns)
        made = []
        for key, row in enumerate(rows, flat.first):
            cells = [key, *clocks, *row.values()]
            for at in lists:
                cells[at] = list_json(cells[at])
            made.append(tuple(cells))
        yield name, columns, made


@cache
def _lists(name: str, columns: tuple[str, ...]) -> tuple[int, ...]:
    """Where among the columns of a table lists stand."""
    table = metadata.tables[name]
    return tuple(at for at, column in enumerate(columns) if isinstance(table.c[column].type, JSON))


def list_json(values: Sequence[Any]) -> str:
    """A list of words, or of spans, as JSON."""
    if values and isinstance(values[0], str):
        return "[" + ",".join(map(encode_basestring, values)) + "]"
    return "[" + ",".join([f"[{start},{end}]" for start, end in values]) + "]"


class _Flattener:
    def __init__(self, reading: Reading, reading_number: int, report_number: int, recorded: str) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.sentences = Sentences(reading.report)
        self.first = reading_number << t.POSITION_BITS
        self.clocks = {
            "reading": reading_number,
            "report": report_number,
            "published": reading.report.published,
            "recorded": recorded,
        }
        self.actors = {a.id: a for a in reading.actors}
        self.places = {p.id: p for p in reading.places}
        self.voices = {v.id: v for v in reading.voices}
        self.claims = {c.id: c for c in reading.claims}
        # Where several records have one id, the first is the one meant.
        kinds: tuple[tuple[Any, ...], ...] = (
            reading.actors,
            reading.places,
            reading.voices,
            reading.times,
            reading.claims,
            reading.events,
        )
        self.keys = {
            record.id: self.first + position
            for records in kinds
            for position, record in reversed(list(enumerate(records)))
        }

    def rows(self) -> Rows:
        """The rows without their key and clocks; those of a table have the same columns in the same order."""
        reading = self.reading
        rows: dict[str, Iterable[Row]] = {
            "furniture": (
                {"kind": str(f.kind), "start": f.span.start, "end": f.span.end} for f in reading.report.furniture
            ),
            "actors": (
                {
                    **_made(a),
                    "name": a.name,
                    "kind": str(a.kind),
                    "named": a.named,
                    "country": a.country,
                    "roles": list(map(str, a.roles)),
                    "mentions": a.mentions,
                }
                for a in reading.actors
            ),
            "voices": (
                {
                    **_made(v),
                    "name": v.name,
                    "kind": str(v.kind),
                    "named": v.named,
                    "actor": self._key(v.actor),
                    "mentions": v.mentions,
                }
                for v in reading.voices
            ),
            "places": (
                {
                    **_made(p),
                    "name": p.name,
                    "gazetteer_id": p.gazetteer_id,
                    "lat": p.lat,
                    "lon": p.lon,
                    "country": p.country,
                    "admin1": p.admin1,
                    "admin2": p.admin2,
                    "precision": p.precision,
                    "mentions": p.mentions,
                }
                for p in reading.places
            ),
            "times": map(self._time, reading.times),
            "claims": map(self._claim, reading.claims),
            "claim_voices": (row for i, c in enumerate(reading.claims) for row in self._chain(i, c)),
            "events": map(self._event, reading.events),
            "event_actors": (row for i, e in enumerate(reading.events) for row in self._participants(i, e)),
            "counts": (row for i, e in enumerate(reading.events) for row in self._counts(i, e)),
            "claim_events": map(self._pair, self._pairs()),
            "tensions": (
                {"first": tension.between[0], "second": tension.between[1], "why": tension.why}
                for tension in reading.tensions
            ),
        }
        return {table.name: self._few(table.name, rows[table.name]) for table in t.FLAT}

    def _few(self, name: str, rows: Iterable[Row]) -> list[Row]:
        out = list(rows)
        if len(out) >> t.POSITION_BITS:
            raise LedgerError(f"A report with {len(out)} {name} is more than a ledger can hold of one report.")
        return out

    def _key(self, id_: str | None) -> int | None:
        return self.keys.get(id_) if id_ is not None else None

    def _words(self, spans: Iterable[Span]) -> str:
        return " … ".join(span.of(self.text) for span in spans)

    def _time(self, time: Time) -> Row:
        return {
            **_made(time),
            "words": time.span.of(self.text),
            "start": time.span.start,
            "end": time.span.end,
            "timex": time.timex,
            "type": str(time.type),
            **_four_dates(time.when),
        }

    def _claim(self, claim: Claim) -> Row:
        names = [self._voice_name(link.voice) for link in claim.chain]
        speaker = self.voices.get(claim.chain[-1].voice) if claim.chain else None
        return {
            **_made(claim),
            "voice": names[-1] if names else "",
            "voice_kind": str(speaker.kind) if speaker else "group",
            "named": bool(speaker and speaker.named),
            "chain": names,
            "stance": str(claim.stance),
            "manner": str(claim.manner),
            "certainty": str(claim.certainty),
            "cue": self._words(claim.cue),
            "content": self._words(claim.content),
            "hedges": self._words(claim.hedges),
            "cue_spans": claim.cue,
            "content_spans": claim.content,
            "hedge_spans": claim.hedges,
        }

    def _chain(self, number: int, claim: Claim) -> Iterable[Row]:
        for position, link in enumerate(claim.chain):
            start, end = link.span or (None, None)
            yield {
                "claim": self.first + number,
                "position": position,
                "voice": self._key(link.voice),
                "start": start,
                "end": end,
            }

    def _event(self, event: Event) -> Row:
        place = self.places.get(event.place.place) if event.place else None
        place_span = event.place.span if event.place else None
        when = event.when.when if event.when else None
        when_span = event.when.span if event.when else None
        tool = event.instrument.span if event.instrument else None
        sentence = self.sentences.around(event.trigger)
        return {
            **_made(event),
            "type": str(event.type),
            "mode": event.mode,
            "status": str(event.status),
            "actors": [self._name(p) for p in event.actors],
            "recipients": [self._name(p) for p in event.recipients],
            "voices": self._speakers(event),
            "counts": [count_in_words(c) for c in event.counts if c.part_of is None and c.replaced_by is None],
            **_at("trigger", event.trigger),
            "trigger": event.trigger.of(self.text),
            "sentence": sentence.of(self.text),
            "place": self._key(event.place.place) if event.place else None,
            "place_name": place.name if place else None,
            "place_words": place_span.of(self.text) if place_span else None,
            **_at("place", place_span),
            "place_found": str(event.place.found) if event.place else None,
            "admin1": place.admin1 if place else None,
            "admin2": place.admin2 if place else None,
            "country": place.country if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "precision": place.precision if place else None,
            "time": self._key(event.when.time) if event.when else None,
            "when_words": when_span.of(self.text) if when_span else (when.words if when else None),
            **_at("when", when_span),
            "when_found": str(event.when.found) if event.when else None,
            **_four_dates(when),
            **_bounds(when),
            "instrument": event.instrument.text if event.instrument else None,
            **_at("instrument", tool),
        }

    def _speakers(self, event: Event) -> list[str]:
        names = (
            self._voice_name(self.claims[id_].chain[-1].voice)
            for id_ in event.claims
            if id_ in self.claims and self.claims[id_].chain
        )
        return list(dict.fromkeys(names))

    def _participants(self, number: int, event: Event) -> Iterable[Row]:
        for role, participants in (("actor", event.actors), ("recipient", event.recipients)):
            for position, participant in enumerate(participants):
                actor = self.actors.get(participant.actor or "")
                yield {
                    "event": self.first + number,
                    "role": role,
                    "position": position,
                    "actor": self._key(participant.actor),
                    "name": self._name(participant),
                    "country": actor.country if actor else None,
                    "words": participant.span.of(self.text),
                    "start": participant.span.start,
                    "end": participant.span.end,
                    "basis": str(participant.basis),
                    "cue": participant.cue.of(self.text) if participant.cue else None,
                    "claim": self._key(participant.claim),
                }

    def _counts(self, number: int, event: Event) -> Iterable[Row]:
        for position, count in enumerate(event.counts):
            yield {
                "event": self.first + number,
                "position": position,
                "what": str(count.what),
                "low": storable(count.low),
                "best": storable(count.best),
                "high": storable(count.high),
                "over": count.over,
                "part_of": count.part_of,
                "replaced_by": count.replaced_by,
                "voice": self._key(count.voice),
                "words": count.span.of(self.text),
                "start": count.span.start,
                "end": count.span.end,
            }

    def _pairs(self) -> Iterable[tuple[str, str]]:
        """Claims and the events in them, from whichever of the two says so."""
        said = [(c.id, event) for c in self.reading.claims for event in c.events]
        said += [(claim, e.id) for e in self.reading.events for claim in e.claims]
        return (pair for pair in dict.fromkeys(said) if pair[0] in self.keys and pair[1] in self.keys)

    def _pair(self, pair: tuple[str, str]) -> Row:
        return {"claim": self.keys[pair[0]], "event": self.keys[pair[1]]}

    def _name(self, participant: Participant) -> str:
        actor = self.actors.get(participant.actor or "")
        return actor.name if actor else participant.span.of(self.text)

    def _voice_name(self, id_: str) -> str:
        return self.voices[id_].name if id_ in self.voices else ""


def count_in_words(count: Count) -> str:
    """A count as a cell: "killed 12", "killed 100+", "injured 20-30", "injured up to 30", "displaced"."""
    low, best, high = count.low, count.best, count.high
    if low is not None and high is not None:
        return f"{count.what} {low}" if low == high else f"{count.what} {low}-{high}"
    if low is not None:
        return f"{count.what} {low}+"
    if high is not None:
        return f"{count.what} up to {high}"
    return str(count.what) if best is None else f"{count.what} {best}"


def storable(number: int | None) -> int | None:
    """The number, where 64 bits can hold it: no count of persons is larger, whatever a report says."""
    return number if number is not None and abs(number) < 1 << 63 else None


def _made(record: Any) -> Row:
    return {"id": record.id, "made_by": record.made_by, "confidence": record.confidence}


def _at(name: str, span: Span | None) -> Row:
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def _four_dates(when: When | None) -> Row:
    if when is None:
        return _NO_DATES
    return {
        "first_precise": when.first_precise,
        "last_precise": when.last_precise,
        "first_imprecise": when.first_imprecise,
        "last_imprecise": when.last_imprecise,
        "granularity": str(when.granularity),
        "against": when.against,
    }


_NO_DATES: Row = dict.fromkeys(
    ("first_precise", "last_precise", "first_imprecise", "last_imprecise", "granularity", "against")
)


def _bounds(when: When | None) -> Row:
    """The days on which it can have been; both None where no day is known."""
    first = min(filter(None, (when.first_imprecise, when.first_precise)), default=None) if when else None
    last = max(filter(None, (when.last_imprecise, when.last_precise)), default=None) if when else None
    if first is None and last is None:
        return {"earliest": None, "latest": None}
    return {"earliest": first or t.BEFORE, "latest": last or t.BEHIND}
