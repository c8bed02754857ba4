"""Which fields of a record are the least sure, and why: what other reports say of the same, what stands far off."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import select

from dateline.ledger import Ledger
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.asked import Asked
from dateline.records import (
    Basis,
    Certainty,
    Claim,
    Event,
    EventType,
    Found,
    Incident,
    Level,
    Reading,
    Status,
    from_plain,
)

FAR = {Found.PARAGRAPH: "its words stand in another sentence", Found.REPORT: "its words stand far off in the report"}
COARSE = 4  # of `precision`: a province or more
ACTS = (EventType.ASSAULT, EventType.COERCE, EventType.PROTEST)  # that are somewhere, by somebody
# How doubtful a reason makes a field; what persons must look at comes first.
DISPUTED, MISSING, DISTANT, VAGUE = 4, 3, 2, 1


def unsure(record: Event | Claim, reading: Reading, incident: Incident | None) -> dict[str, tuple[str, ...]]:
    """Fields with reasons to doubt them, the least sure first."""
    found: dict[str, list[tuple[int, str]]] = {}
    reasons = _of_event(record, reading, incident) if isinstance(record, Event) else _of_claim(record, reading)
    for field, weight, why in reasons:
        found.setdefault(field, []).append((weight, why))
    order = sorted(found.items(), key=lambda one: -sum(weight for weight, _ in one[1]))
    return {field: tuple(why for _, why in sorted(all_, key=lambda one: -one[0])) for field, all_ in order}


def incident_of(book: Ledger, one: Asked) -> Incident | None:
    """The incident of an event as it stands now, or the gravest of those of the events that a claim tells of."""
    i, of = w.incidents.c, w.incident_events.c
    query = select(i.packed).join(w.incident_events, of.incident == i.id)
    if one.kind == "event":
        query = query.where(of.event == one.place.key)
    else:
        told = t.claim_events.c
        query = query.where(of.event.in_(select(told.event).where(told.claim == one.place.key)))
    with book.asking() as connection:
        packed = connection.execute(query.order_by(i.by_doubt).limit(1)).scalar_one_or_none()
    return from_plain(Incident, json.loads(packed)) if packed else None


def _of_event(event: Event, reading: Reading, incident: Incident | None) -> Iterator[tuple[str, int, str]]:
    yield from _disputed(event, incident)
    happens = event.type in ACTS and event.status in (Status.HAPPENED, Status.HAPPENING)
    place = next((p for p in reading.places if event.place and p.id == event.place.place), None)
    if event.place is None:
        if happens:
            yield "place", MISSING, "no place was found"
    else:
        if why := FAR.get(event.place.found):
            yield "place", DISTANT, why
        if place is not None and place.precision is None:
            yield "place", DISTANT, "no gazetteer has it"
        elif place is not None and place.precision and place.precision >= COARSE:
            yield "place", VAGUE, "no nearer than a province"
    if event.when is None or event.when.when is None:
        if happens:
            yield "when", MISSING, "no day was found"
    elif why := FAR.get(event.when.found):
        yield "when", DISTANT, why
    if happens and not event.actors:
        yield "actors", MISSING if event.type is EventType.COERCE else VAGUE, "nobody is named who did it"
    for one in event.actors:
        if one.basis is not Basis.STATED:
            yield "actors", DISTANT, f"only {one.basis}"
    for count in event.counts:
        if count.low is None or count.high is None:
            yield str(count.what), VAGUE, "an open figure"


def _disputed(event: Event, incident: Incident | None) -> Iterator[tuple[str, int, str]]:
    """What other reports of the incident say otherwise."""
    for field in incident.fields if incident else ():
        if field.level is not Level.DISPUTED:
            continue
        mine = [value for value in field.values if event.id in value.events]
        others = [value.value for value in field.values if event.id not in value.events]
        if mine and others:
            name = "type" if field.name == "what" else field.name
            yield name, DISPUTED, f"others say {', '.join(others[:3])}{' …' if len(others) > 3 else ''}"


def _of_claim(claim: Claim, reading: Reading) -> Iterator[tuple[str, int, str]]:
    voice = next((v for v in reading.voices if claim.chain and v.id == claim.chain[-1].voice), None)
    if voice is None:
        yield "voice", MISSING, "nobody is known to say it"
    elif claim.chain[-1].span is None:
        yield "voice", DISTANT, "the report leaves the speaker out here"
    elif not voice.named:
        yield "voice", VAGUE, "the speaker is not named"
    if not claim.cue:
        yield "stance", DISTANT, "no word says that it is said"
    if claim.certainty is Certainty.UNKNOWN:
        yield "certainty", VAGUE, "how certain they are is not clear"
