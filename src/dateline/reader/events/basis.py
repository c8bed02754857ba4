"""Basis: on whose word somebody is named as the doer, and which of the doers say so themselves."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.draft import Draft
from dateline.reader.events.claims import holding
from dateline.records import Basis, Claim, Event, EventType, Participant, Span


def founded(draft: Draft, events: list[Event]) -> list[Event]:
    """The events with each doer's basis and the claim that gives it."""
    claims = {claim.id: claim for claim in draft.claims}
    speaks = {voice.id: voice.actor for voice in draft.voices}
    cues = sorted({p.cue for event in events for p in event.actors if p.cue is not None})
    around = holding(draft, [(_key(cue), cue) for cue in cues])
    at = {part: claim.id for claim in reversed(draft.claims) for cue in claim.cue for part in _tokens(draft, cue)}

    def told(event: Event, doer: Participant) -> Participant:
        if doer.cue is None:
            return _own(event, doer)
        own = at.get(draft.parse.tokens(doer.cue)[0])
        claim = claims.get(own or next(iter(around.get(_key(doer.cue), ())), ""))
        if doer.basis is not Basis.STATED:
            return replace(doer, claim=claim.id if claim else None)
        if claim is None:  # "X was behind the attack", in the reporter's own voice
            return replace(doer, cue=None)
        himself = doer.actor is not None and _speaker(claim) == doer.actor
        return replace(doer, basis=Basis.CLAIMED if himself else Basis.ACCUSED, claim=claim.id)

    def _own(event: Event, doer: Participant) -> Participant:
        """ "The rebels said they had shot down a helicopter": their own claim."""
        claim = claims.get(event.claims[0]) if event.claims else None
        if event.type is not EventType.ASSAULT or claim is None or doer.actor is None:
            return doer
        return (
            replace(doer, basis=Basis.CLAIMED, cue=claim.cue[0], claim=claim.id)
            if _speaker(claim) == doer.actor
            else doer
        )

    def _speaker(claim: Claim) -> str | None:
        return speaks.get(claim.chain[-1].voice)

    return [
        replace(event, actors=tuple(told(event, doer) for doer in event.actors)) if event.actors else event
        for event in events
    ]


def _key(cue: Span) -> str:
    return f"{cue.start}:{cue.end}"


def _tokens(draft: Draft, cue: Span) -> range:
    return draft.parse.tokens(cue)
