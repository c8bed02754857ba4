"""From a key's words to our events, and from its incidents to ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.bench.across.key.folder import Folder, Weighed
from dateline.bench.across.key.key import KeyIncident, Said
from dateline.ledger.passages import sentence_of
from dateline.records import Event, Incident, Reading, Span


@dataclass(frozen=True, slots=True)
class Met:
    """A mention of the key, and the event of ours that tells of it, with its incident; None: it was not read."""

    incident: str  # the key's
    said: Said
    span: Span
    event: str | None
    ours: str | None
    near: bool = False  # the event's words are not among the mention's: it is the nearest of its sentence

    @property
    def cluster(self) -> str:
        """Our cluster that it is in; what was not read is alone."""
        return self.ours or f"not read: {self.said.report} {self.span.start}"


class Matching:
    """Every mention of the key beside what we made of it."""

    def __init__(self, folder: Folder, weighed: Weighed) -> None:
        self.folder, self.weighed = folder, weighed
        self.holds = {event: one.id for one in weighed.incidents for event in one.events}
        self.ours = {one.id: one for one in weighed.incidents}
        self.quoted: dict[str, list[tuple[str, Span]]] = {}
        for incident in folder.key.incidents:
            for said in incident.mentions:
                self.quoted.setdefault(said.report, []).append((incident.id, folder.spans[said]))
        self.met = [self._meet(one, said) for one in folder.key.incidents for said in one.mentions]

    def of(self, incident: str) -> list[Met]:
        return [one for one in self.met if one.incident == incident]

    def aligned(self, incident: str | None) -> Incident | None:
        """Our incident with most of the mentions; of equals, the one told in most reports."""
        found = Counter(one.ours for one in self.met if one.incident == incident and one.ours is not None)
        if not found:
            return None
        best = max(found, key=lambda id_: (found[id_], len(self.ours[id_].reports), id_))
        return self.ours[best]

    def _meet(self, incident: KeyIncident, said: Said) -> Met:
        reading, span = self.weighed.readings[said.report], self.folder.spans[said]
        others = [quoted for id_, quoted in self.quoted[said.report] if id_ != incident.id]
        event, near = event_at(reading, span, incident.type, others)
        if event is None:
            return Met(incident.id, said, span, None, None)
        return Met(incident.id, said, span, event.id, self.holds.get(event.id, event.id), near)


def event_at(
    reading: Reading, span: Span, type_: str | None = None, others: Sequence[Span] = ()
) -> tuple[Event | None, bool]:
    """The event whose trigger lies in these words, or another mention of it; else the nearest of the sentence.

    Of several, one of the key's type, and then the first. The nearest is none that lies in the words of `others`,
    mentions of other incidents. The second answer says that it is only near.
    """

    def first(events: Iterable[Event]) -> Event | None:
        return min(events, key=lambda e: (e.type != type_, e.trigger.start, e.id), default=None)

    inside = first(e for e in reading.events if overlap(e.trigger, span))
    inside = inside or first(e for e in reading.events if any(overlap(m, span) for m in e.mentions))
    if inside is not None:
        return inside, False
    sentence = sentence_of(reading.report, span)
    beside = [e for e in reading.events if overlap(e.trigger, sentence)]
    beside = [e for e in beside if not any(overlap(e.trigger, other) for other in others)]
    return min(beside, key=lambda e: (distance(e.trigger, span), e.id), default=None), True


def overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def distance(first: Span, second: Span) -> int:
    return max(first.start - second.end, second.start - first.end, 0)
