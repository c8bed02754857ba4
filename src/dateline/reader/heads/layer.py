"""The heads layer: gives an attack the people, things and weapons that the rules left out, and says how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from dateline.reader.draft import Draft, made_by
from dateline.reader.events.folding import folded
from dateline.reader.heads.heads import Heads, shipped
from dateline.reader.heads.incidents import Filler, incidents
from dateline.reader.heads.relations import relation
from dateline.records import Event, EventType, Mention, Participant, Status

How = Literal["learned", "rules"]
SURE = 0.6  # how likely a filler must be to be given a part
ACTS, SUFFERS, SERVES = ("PerpInd", "PerpOrg"), ("Victim", "VictimDesc", "Target"), ("Weapon",)


class HeadsLayer:
    """Completes the events of the rules; adds none, and takes nothing away.

    Does nothing where the attribution layer has no encoder (`attribution=rules`), or by choice (`heads=rules`).
    """

    name = "heads"

    def __init__(self, how: How = "learned") -> None:
        self.heads: Heads | None = shipped() if how == "learned" else None
        self.version = f"1+{self.heads.version}" if self.heads is not None else "rules-1"

    def __call__(self, draft: Draft) -> None:
        if self.heads is None or draft.vectors is None or not draft.events:
            return
        heads = self.heads
        draft.events = [self._weighed(draft, event, heads) for event in draft.events]
        found = incidents(draft, heads)
        fillers = [f for f in found.fillers if f.score >= SURE] if found is not None else []
        free = [f for f in fillers if not _taken(f, draft.events)]
        given: dict[str, list[Filler]] = {}
        for filler in free:
            event = _nearest(draft, filler)
            if event is not None:
                given.setdefault(event.id, []).append(filler)
        draft.events = [
            replace(self._completed(draft, e, given[e.id]), made_by=made_by(self)) if e.id in given else e
            for e in draft.events
        ]

    def _completed(self, draft: Draft, event: Event, fillers: Sequence[Filler]) -> Event:
        """With the fillers in the roles that are empty."""
        if not event.actors:
            event = replace(event, actors=tuple(_participants(draft, fillers, ACTS)))
        if not event.recipients:
            event = replace(event, recipients=tuple(_participants(draft, fillers, SUFFERS)))
        weapon = next((f for f in fillers if f.slot in SERVES), None)
        if event.instrument is None and weapon is not None:
            event = replace(event, instrument=Mention(weapon.span, weapon.span.of(draft.report.text)))
        return event

    def _weighed(self, draft: Draft, event: Event, heads: Heads) -> Event:
        """Less sure, where the head for relations sees something else between its two sides."""
        if not event.actors or not event.recipients:
            return event
        between = relation(draft, [p.span for p in event.actors], [p.span for p in event.recipients], heads)
        told = max(between.get(folded(event.type, s), 0.0) for s in (event.status, Status.HAPPENED))
        return replace(event, confidence=round(event.confidence * (0.5 + 0.5 * told / max(between.values())), 2))


def _taken(filler: Filler, events: Iterable[Event]) -> bool:
    """Whether its words have a part already."""
    spans = [p.span for e in events for p in (*e.actors, *e.recipients)]
    spans += [e.instrument.span for e in events if e.instrument is not None]
    return any(s.start < filler.span.end and filler.span.start < s.end for s in spans)


def _nearest(draft: Draft, filler: Filler) -> Event | None:
    """The attack of the filler's own sentence whose trigger is the nearest and that lacks such a part."""
    parse, best = draft.parse, None
    for event in draft.events:
        frame = draft.frames.get(event.id)
        if frame is None or event.type is not EventType.ASSAULT or not _lacks(event, filler):
            continue
        if parse.sentence[frame.head] == parse.sentence[filler.first]:
            far = abs(frame.head - filler.first)
            if best is None or far < best[0]:
                best = far, event
    return best[1] if best is not None else None


def _lacks(event: Event, filler: Filler) -> bool:
    if filler.slot in SERVES:
        return event.instrument is None
    return not (event.actors if filler.slot in ACTS else event.recipients)


def _participants(draft: Draft, fillers: Sequence[Filler], slots: tuple[str, ...]) -> Iterable[Participant]:
    for filler in fillers:
        if filler.slot in slots:
            heads = (i for i in range(filler.first, filler.last + 1) if i in draft.cast)
            head = next(heads, None)
            yield Participant(draft.cast[head].actor if head is not None else None, filler.span)
