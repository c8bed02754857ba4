"""The heads layer: gives an attack the people, things and weapons that the rules left out, and says how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
        told = _by_sentence(draft)
        draft.events = [self._weighed(draft, event, told, self.heads) for event in draft.events]
        given = self._given(draft, self.heads)
        draft.events = [
            replace(self._completed(draft, e, given[e.id]), made_by=made_by(self)) if e.id in given else e
            for e in draft.events
        ]

    def _given(self, draft: Draft, heads: Heads) -> dict[str, list[Filler]]:
        """By event, the fillers whose words have no part yet."""
        found, told, taken = incidents(draft, heads), _by_sentence(draft), _taken(draft)
        given: dict[str, list[Filler]] = {}
        for filler in found.fillers if found is not None else ():
            if filler.score < SURE or not taken.isdisjoint(range(filler.first, filler.last + 1)):
                continue
            event = _nearest(draft, filler, told.get(draft.parse.sentence[filler.first], ()))
            if event is not None:
                given.setdefault(event.id, []).append(filler)
        return given

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

    def _weighed(self, draft: Draft, event: Event, told: Mapping[int, Sequence[Event]], heads: Heads) -> Event:
        """Less sure, where the head for relations sees something else between its two sides."""
        if not event.actors or not event.recipients:
            return event
        actors, recipients = ([p.span for p in side] for side in (event.actors, event.recipients))
        numbers = {draft.parse.sentence[i] for span in (*actors, *recipients) for i in draft.parse.tokens(span)}
        beside = [one for number in sorted(numbers) for one in told.get(number, ())]
        between = relation(draft, actors, recipients, heads, events=beside)
        likely = max(between.get(folded(event.type, s), 0.0) for s in (event.status, Status.HAPPENED))
        return replace(event, confidence=round(event.confidence * (0.5 + 0.5 * likely / max(between.values())), 2))


def _by_sentence(draft: Draft) -> dict[int, list[Event]]:
    """The events by the sentence of their trigger."""
    out: dict[int, list[Event]] = {}
    for event in draft.events:
        frame = draft.frames.get(event.id)
        if frame is not None:
            out.setdefault(draft.parse.sentence[frame.head], []).append(event)
    return out


def _taken(draft: Draft) -> set[int]:
    """The tokens that have a part in some event already."""
    spans = [p.span for e in draft.events for p in (*e.actors, *e.recipients)]
    spans += [e.instrument.span for e in draft.events if e.instrument is not None]
    return {i for span in spans for i in draft.parse.tokens(span)}


def _nearest(draft: Draft, filler: Filler, told: Iterable[Event]) -> Event | None:
    """Of a sentence's events the attack whose trigger is the nearest and that lacks such a part."""
    lacking = [e for e in told if e.type is EventType.ASSAULT and _lacks(e, filler)]
    return min(lacking, key=lambda e: abs(draft.frames[e.id].head - filler.first), default=None)


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
