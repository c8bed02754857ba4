"""Joining: one event of two that tell of one happening, with the participants, place and time of both."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.draft import Draft, Frame
from dateline.reader.happenings.likeness import ALIKE, Telling, days_of, noun_of
from dateline.records import Event, EventPlace, EventTime, Participant, Span

MOST = 24  # participants on one side, and mentions, of one event


def join(draft: Draft, one: Telling, other: Telling) -> Telling:
    """The earlier telling, with what the later one adds."""
    a, b = one.event, other.event
    event = replace(
        a,
        mode=a.mode or b.mode,
        actors=_together(draft, a.actors, b.actors),
        recipients=_together(draft, a.recipients, b.recipients, a.actors),
        place=_nearer(draft, a, b),
        when=_closer(a, b),
        instrument=a.instrument or b.instrument,
        claims=tuple(dict.fromkeys((*a.claims, *b.claims))),
        confidence=max(a.confidence, b.confidence),
    )
    f, g = one.frame, other.frame
    carriers = () if g.carrier is None else (g.carrier,)
    parts = tuple(dict.fromkeys((*f.parts, g.head, *g.parts)))
    frame = replace(f, parts=parts, echoes=(*f.echoes, *(k for k in g.echoes if k not in carriers)))
    draft.frames[event.id] = frame
    draft.frames.pop(b.id, None)
    return Telling(event, frame, (*one.counts, *other.counts))


def _nearer(draft: Draft, a: Event, b: Event) -> EventPlace | None:
    """The more exact place; of two as exact, the earlier telling's: "Kenya" of a headline gives way to the town."""
    if a.place is None or b.place is None:
        return a.place or b.place
    exact = {place.id: place.precision for place in draft.places}
    first, second = (exact.get(event.place.place) for event in (a, b) if event.place is not None)
    return b.place if second is not None and (first is None or second < first) else a.place


def _closer(a: Event, b: Event) -> EventTime | None:
    """The time that is fixed; of two, the one that fewer days hold; of equals, the earlier telling's."""
    if a.when is None or (a.when.time is None and b.when is not None):
        return b.when or a.when
    first, second = (days_of(event.when.when) if event.when and event.when.when else None for event in (a, b))
    if first is None or second is None:
        return a.when if second is None or a.when.when is not None else b.when
    within = first != second and first[0] <= second[0] and second[1] <= first[1]
    return b.when if within else a.when


def _together(
    draft: Draft,
    first: tuple[Participant, ...],
    second: tuple[Participant, ...],
    others: tuple[Participant, ...] = (),
) -> tuple[Participant, ...]:
    """Both sides' participants, each once: by actor, else by the noun; a pronoun adds nobody."""
    told = {noun_of(draft, p) for p in second} - {None}
    bare = [p for p in first if noun_of(draft, p) is None and p.actor is None] if told else []
    out = [p for p in first if p not in bare]  # "seven" of a headline: the lead says whom
    ids = {p.actor for p in (*first, *others) if p.actor is not None}
    nouns = {_body(draft, p) for p in (*first, *others)}
    for participant in second:
        noun = _body(draft, participant)
        if noun is None and participant.actor is not None and not out:
            out.append(participant)  # "it" of a lead, where the headline says nobody
            continue
        if participant.actor in ids or noun in nouns or noun is None or len(out) >= MOST:
            continue
        nouns.add(noun)
        out.append(participant)
    return tuple(out)


def _body(draft: Draft, participant: Participant) -> str | None:
    """The noun that a participant is known by; one for "soldiers" and "the army"."""
    noun = noun_of(draft, participant)
    return ALIKE.get(noun, noun) if noun is not None else None


def with_mentions(draft: Draft, event: Event) -> Event:
    """The event with the other words that tell of it or take it up."""
    frame = draft.frames.get(event.id)
    if frame is None:
        return event
    spans = {_span(draft, k) for k in _telling_tokens(frame)}
    mentions = sorted(span for span in spans if not span.overlaps(event.trigger))
    return replace(event, mentions=tuple(mentions[:MOST])) if mentions else event


def _telling_tokens(frame: Frame) -> list[int]:
    return [k for k in (*frame.parts, *frame.echoes) if k not in (frame.head, frame.carrier)]


def _span(draft: Draft, k: int) -> Span:
    return draft.parse.span(k, k)
