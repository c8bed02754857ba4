"""Basis: on whose word somebody is named as the doer, and which of the doers say so themselves."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.draft import Draft
from dateline.reader.events.claims import holding
from dateline.records import Basis, Claim, Event, EventType, Participant, Span, Stance

_OWNING = frozenset((Stance.ASSERTS, Stance.CONFIRMS))
_THOUGHT = frozenset("believe think hope want expect fear suspect consider plan intend".split())
_MODALS = frozenset("will would may might can could should must to".split())


def founded(draft: Draft, events: list[Event]) -> list[Event]:
    """The events with each doer's basis and the claim that gives it."""
    claims = {claim.id: claim for claim in draft.claims}
    speaks = {voice.id: voice.actor for voice in draft.voices}
    cues = sorted({p.cue for event in events for p in event.actors if p.cue is not None})
    around = holding(draft, [(_key(cue), cue) for cue in cues])
    at: dict[int, list[Claim]] = {}
    for claim in draft.claims:
        for cue in claim.cue:
            for part in _tokens(draft, cue):
                at.setdefault(part, []).append(claim)

    def told(event: Event, doer: Participant) -> Participant:
        if doer.cue is None:
            return _own(event, doer)
        own = at.get(draft.parse.tokens(doer.cue)[0], [])
        if doer.basis is Basis.ACCUSED:  # of two who accuse each other, the other's
            own = [claim for claim in own if doer.actor is None or _speaker(claim) != doer.actor] or own
        claim = own[0] if own else claims.get(next(iter(around.get(_key(doer.cue), ())), ""))
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
        if claim.stance not in _OWNING or _to_come(draft, event):
            return doer
        thought = any(draft.parse.lemma[i] in _THOUGHT for i in _tokens(draft, claim.cue[0]))
        if thought or _speaker(claim) != doer.actor:
            return doer
        return replace(doer, basis=Basis.CLAIMED, cue=claim.cue[0], claim=claim.id)

    def _speaker(claim: Claim) -> str | None:
        return speaks.get(claim.chain[-1].voice)

    return [
        replace(event, actors=tuple(told(event, doer) for doer in event.actors)) if event.actors else event
        for event in events
    ]


def _to_come(draft: Draft, event: Event) -> bool:
    """ "Said it would attack": nothing to own up to."""
    parse, at = draft.parse, draft.parse.tokens(event.trigger)
    return any(parse.lower[k] in _MODALS for k in parse.kids_of(at[0], "aux")) if at else False


def _key(cue: Span) -> str:
    return f"{cue.start}:{cue.end}"


def _tokens(draft: Draft, cue: Span) -> range:
    return draft.parse.tokens(cue)
