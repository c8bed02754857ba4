"""PLOVER's folding: the type that an event has in tables which have no status, with CONCEDE and RETREAT as YIELD."""

from __future__ import annotations

from collections.abc import Set

from dateline.records import EventType, Status

YIELD = "YIELD"
_YIELDING = frozenset((EventType.CONCEDE, EventType.RETREAT))
_HELPFUL = _YIELDING | {EventType.AID, EventType.COOPERATE, EventType.CONSULT, EventType.SUPPORT, EventType.AGREE}
_HOSTILE = frozenset(
    (EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.MOBILIZE, EventType.REJECT)
)
_WILLING = frozenset("willing ready prepared offer readiness willingness".split())
_DECISIONS = frozenset("decide order authorize authorise approve rule decree".split())


def folded(type_: str, status: Status, over: Set[str] = frozenset(), *, noun: bool = False) -> str:
    """The type of an event of that status; `over` are the lemmas above its trigger, `noun` says that a noun tells it.

    Help, talks, deals and concessions that are to come, or that somebody is willing to make, are AGREE ("intent to
    cooperate"); those denied are REJECT. A concession that is decided or ordered is made, and support that is pledged
    is given: only what will be signed or ratified is still to come. Force that is threatened, or announced for a day
    to come, is THREATEN.
    """
    if type_ in _HELPFUL:
        if status is Status.DENIED:
            return EventType.REJECT
        given = noun if type_ == EventType.SUPPORT else type_ in _YIELDING and not _DECISIONS.isdisjoint(over)
        if status is Status.PLANNED and not given:
            return EventType.AGREE
        if status is Status.POSSIBLE and not _WILLING.isdisjoint(over):
            return EventType.AGREE
        return YIELD if type_ in _YIELDING else type_
    if status is Status.THREATENED or (status is Status.PLANNED and type_ in _HOSTILE):
        return EventType.THREATEN
    return type_
