"""PLOVER's folding: the type that an event has in tables which have no status, with CONCEDE and RETREAT as YIELD."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.records import EventType, Status

YIELD = "YIELD"
_YIELDING = frozenset((EventType.CONCEDE, EventType.RETREAT))
_HELPFUL = frozenset((EventType.AID, EventType.COOPERATE, EventType.CONSULT, EventType.SUPPORT, EventType.AGREE))
_HOSTILE = frozenset(
    (EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.MOBILIZE, EventType.REJECT)
)
# Whoever says these of what lies ahead says yes to it; "will" and "announced" say only that it comes.
OFFERS = frozenset(
    "agree accept offer promise pledge vow commit consent undertake propose willing ready prepared able intend "
    "readiness willingness offer promise pledge commitment consider".split()
)


def folded(type_: str, status: Status, over: Iterable[str] = ()) -> str:
    """The type of an event of that status; `over` are the lemmas that stand over its trigger.

    Help, talks and deals that are to come are AGREE, those denied REJECT; concessions offered are AGREE, announced
    ones YIELD, denied ones REJECT; force that is threatened, or announced for a day to come, is THREATEN.
    """
    if type_ in _YIELDING:
        if status is Status.DENIED:
            return EventType.REJECT
        ahead = status in (Status.PLANNED, Status.POSSIBLE)
        return EventType.AGREE if ahead and not OFFERS.isdisjoint(over) else YIELD
    if type_ in _HELPFUL:
        if status is Status.DENIED:
            return EventType.REJECT
        return EventType.AGREE if status is Status.PLANNED else type_
    if status is Status.THREATENED or (status is Status.PLANNED and type_ in _HOSTILE):
        return EventType.THREATEN
    return type_
