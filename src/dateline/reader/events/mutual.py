"""Each other: what two do to one another in words is told of once each, A of B and B of A."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.events import syntax
from dateline.reader.events.scene import Candidate, Scene
from dateline.records import Event, EventType, make_id

# Two who attack each other are in one fight, two who meet in one meeting; two who accuse each other accuse twice.
TURNED = frozenset(
    (EventType.ACCUSE, EventType.THREATEN, EventType.REQUEST, EventType.REJECT, EventType.SANCTION, EventType.SUPPORT)
)


def each_way(scene: Scene, candidate: Candidate, event: Event) -> list[Event]:
    """The event, or one for each of the two whom it lets do it to each other."""
    parse = scene.parse
    if event.type not in TURNED or len(event.actors) != 2 or candidate.noun:
        return [event]
    told = [syntax.object_of(parse, candidate.token), *(o for _, o in syntax.preps(parse, candidate.token))]
    if not any(o is not None and syntax.is_mutual(parse, o) for o in told):
        return [event]
    one, other = event.actors
    id_ = make_id("event", scene.draft.report.id, event.trigger.start, event.trigger.end, event.type, "back")
    return [
        replace(event, actors=(one,), recipients=(other,)),
        replace(event, id=id_, actors=(other,), recipients=(one,)),
    ]
