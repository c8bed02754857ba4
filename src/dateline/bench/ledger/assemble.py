"""From a draft to the reading that a reader would make of it: every record with its words, every span true."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from dateline.bench.ledger.happenings import MONTHS, Draft, Happening, Tells
from dateline.bench.ledger.prose import At, Sentence
from dateline.bench.ledger.world import Party, Town
from dateline.records import (
    Actor,
    Certainty,
    Claim,
    Count,
    CountOf,
    Dateline,
    Event,
    EventPlace,
    EventTime,
    EventType,
    Found,
    Furniture,
    FurnitureKind,
    Granularity,
    Link,
    Manner,
    Mention,
    Participant,
    Place,
    Provenance,
    ReaderVersion,
    Reading,
    Report,
    Span,
    Status,
    Time,
    TimexType,
    Voice,
    VoiceKind,
    When,
    make_id,
)

READER = ReaderVersion("generated", {"times": "1", "places": "1", "actors": "1", "attribution": "1", "events": "1"})
TRAILER = "\n\n(Reporting by {0} staff; Editing by the desk)\n"


def assemble(draft: Draft) -> tuple[Reading, bytes, dict[str, int]]:
    """The reading of a draft, the bytes of its report, and the number of the happening that each event tells of."""
    return _Assembly(draft).made()


@dataclass(slots=True)
class _Told:
    """An event as it grows, sentence by sentence."""

    id: str
    happening: Happening
    status: Status
    trigger: Span
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    place: EventPlace | None = None
    when: EventTime | None = None
    counts: list[Count] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)

    def done(self) -> Event:
        return Event(
            self.id, self.trigger, EventType(self.happening.deed[0]), self.happening.deed[1], self.status, self.actors,
            self.recipients, self.place, self.when, tuple(self.counts), None, tuple(self.claims), "events@1", 0.8,
            tuple(self.mentions),
        )  # fmt: skip


class _Assembly:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.published = draft.published.isoformat()
        town, day = draft.about.town.name.upper(), f"{MONTHS[draft.published.month - 1][:3]} {draft.published.day}"
        credit = f" ({draft.agency})" if draft.agency else ""
        head = f"{draft.title}\n\n"
        line = f"{town}, {day}{credit} - "
        start = len(head)
        pieces, at, self.sentences = [head, line], start + len(line), list[tuple[int, Sentence]]()
        for paragraph in draft.paragraphs:
            for sentence in paragraph:
                self.sentences.append((at, sentence))
                pieces.append(sentence.text + " ")
                at += len(sentence.text) + 1
            pieces.append("\n\n")
            at += 2
        pieces.append(TRAILER.format(draft.outlet))
        self.text = "".join(pieces)
        self.id = make_id("report", self.text, draft.outlet, self.published)
        self.raw = self.text.encode()
        self.actors: dict[str, tuple[Party, list[Span]]] = {}
        self.voices: dict[str, tuple[Party, list[Span]]] = {}
        self.places: dict[str, tuple[Town, list[Span]]] = {}
        self.times: list[Time] = []
        self.claims: list[Claim] = []
        self.told: dict[tuple[int, Status], _Told] = {}
        place = Span(start, start + len(town))
        self._place(draft.about.town, place)
        self.dateline = Dateline(
            Span(start, start + len(line)), Mention(place, town, self._of("place", draft.about.town.id)),
            Mention(Span(place.end + 2, place.end + 2 + len(day)), day),
            Mention(Span(place.end + len(day) + 4, start + len(line) - 4), draft.agency) if draft.agency else None,
        )  # fmt: skip
        self.body = (start, at)

    def made(self) -> tuple[Reading, bytes, dict[str, int]]:
        for at, sentence in self.sentences:
            assert isinstance(sentence.key, Tells)
            self._sentence(at, sentence, sentence.key)
        draft, (start, end) = self.draft, self.body
        report = Report(
            self.id, self.text, path=f"generated/{draft.number}.txt", outlet=draft.outlet, title=draft.title,
            language="en", published=self.published, published_from="record", dateline=self.dateline,
            body=(Span(start, end),),
            furniture=(
                Furniture(Span(0, start), FurnitureKind.HEADLINE),
                Furniture(Span(end, len(self.text)), FurnitureKind.TRAILER),
            ),
            provenance=Provenance(hashlib.sha256(self.raw).hexdigest(), "text", "utf-8"),
        )  # fmt: skip
        events = tuple(told.done() for told in self.told.values())
        reading = Reading(
            reader=READER, report=report, voices=self._all_voices(), actors=self._all_actors(),
            places=self._all_places(), times=tuple(self.times), claims=tuple(self.claims), events=events,
        )  # fmt: skip
        return reading, self.raw, {told.id: told.happening.number for told in self.told.values()}

    # One sentence

    def _sentence(self, at: int, sentence: Sentence, tells: Tells) -> None:
        marks = {slot: Span(at + start, at + end) for slot, (start, end) in sentence.marks.items()}
        for group, slot in zip(tells.groups, ("group", "others"), strict=False):
            if slot in marks:
                self._actor(group, marks[slot])
        if tells.day and "day" in marks:
            self._time(tells.day, marks["day"])
        if tells.near and "near" in marks:
            self._place(tells.near, marks["near"])
        voice = self._voice(tells.voice, marks["voice"]) if tells.voice else None
        told = self._event(tells.happening, tells, marks) if tells.happening else None
        if voice and "said" in marks:
            said = tuple(marks[name] for name in ("said", "said2") if name in marks)
            id_ = self._of("claim", said[0].start)
            self.claims.append(
                Claim(
                    id_, (Link(voice, marks["voice"]),), (marks["cue"],), said,
                    Manner.DIRECT if sentence.text.startswith("“") else Manner.INDIRECT, tells.stance,
                    Certainty.CERTAIN, (), (told.id,) if told else (), "attribution@1", 0.9,
                )
            )  # fmt: skip
            if told:
                told.claims.append(id_)
        if told:
            for what, number in ((CountOf.KILLED, tells.killed), (CountOf.INJURED, tells.injured)):
                if number is not None and what.value in marks:
                    told.counts.append(Count(what, number, number, number, marks[what.value], voice))

    def _event(self, happening: Happening, tells: Tells, marks: dict[str, Span]) -> _Told:
        key = happening.number, tells.status
        if key in self.told:
            self.told[key].mentions.append(marks["did"])
            return self.told[key]
        told = _Told(self._of("event", marks["did"].start), happening, tells.status, marks["did"])
        if "actor" in marks:
            told.actors = (Participant(self._actor(happening.actor, marks["actor"]), marks["actor"]),)
        if "whom" in marks:
            told.recipients = (Participant(self._actor(happening.whom, marks["whom"]), marks["whom"]),)
        if "where" in marks:
            told.place = EventPlace(self._place(happening.town, marks["where"]), marks["where"], Found.CLAUSE)
        if "when" in marks:
            time = self._time(happening.day, marks["when"])
            told.when = EventTime(time.id, time.span, Found.CLAUSE, time.when)
        self.told[key] = told
        return told

    def _time(self, day: date, span: Span) -> Time:
        iso = day.isoformat()
        when = When(iso, iso, iso, iso, Granularity.DAY, span.of(self.text), "published")
        time = Time(self._of("time", span.start), span, iso, TimexType.DATE, when, "times@1", 0.9)
        self.times.append(time)
        return time

    # Those who are named again and again

    def _of(self, kind: str, part: object) -> str:
        return make_id(kind, self.id, part)  # type: ignore[arg-type]

    def _actor(self, party: Party, span: Span) -> str:
        self.actors.setdefault(party.name, (party, []))[1].append(span)
        return self._of("actor", party.name)

    def _voice(self, party: Party, span: Span) -> str:
        self._actor(party, span)
        self.voices.setdefault(party.name, (party, []))[1].append(span)
        return self._of("voice", party.name)

    def _place(self, town: Town, span: Span) -> str:
        self.places.setdefault(town.id, (town, []))[1].append(span)
        return self._of("place", town.id)

    def _all_actors(self) -> tuple[Actor, ...]:
        return tuple(
            Actor(
                self._of("actor", name), name, p.kind, p.named, p.country, (p.role,), tuple(spans), "actors@1", 0.8
            )
            for name, (p, spans) in self.actors.items()
        )  # fmt: skip

    def _all_voices(self) -> tuple[Voice, ...]:
        reporter = Voice(
            self._of("voice", ""), self.draft.outlet, VoiceKind.REPORTER, True, (), None, "attribution@1", 1.0
        )
        return (
            reporter,
            *(
                Voice(
                    self._of("voice", name), name, party.voice, party.named, tuple(spans), self._of("actor", name),
                    "attribution@1", 0.9,
                )
                for name, (party, spans) in self.voices.items()
            ),
        )  # fmt: skip

    def _all_places(self) -> tuple[Place, ...]:
        return tuple(
            Place(
                self._of("place", id_), town.name, town.id, town.lat, town.lon, town.country, town.admin1, None, 1,
                tuple(spans), "places@1", 0.9,
            )
            for id_, (town, spans) in self.places.items()
        )  # fmt: skip


__all__ = ["At", "assemble"]
