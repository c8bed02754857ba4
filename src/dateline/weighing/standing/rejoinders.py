"""Rejoinders: denials hung on to the sentence of what they deny: "..., which the police have denied", "..., a charge
it rejects". The reader makes no claim of them, for they say nothing of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from dateline.records import Actor, EventType, Reading, Span, Status

SENTENCE = 500  # characters back to the beginning of the sentence
_ASIDE = re.compile(
    r",\s+(?:which|(?:an?|the|all|both)\s+(?:\w+\s+){0,2}?(?:charge|accusation|allegation|claim|account|version|assertion)s?"
    r"(?:\s+(?:that|which))?|(?:charge|accusation|allegation|claim)s(?:\s+(?:that|which))?)\s+"
)
_DENIED = re.compile(
    r"\s+(?:(?:has|have|had|also|always|repeatedly|consistently|strongly|flatly|since|itself|themselves|strenuously|"
    r"vehemently|categorically)\s+){0,4}(?:denied|denies|deny|rejected|rejects|reject|disputed|disputes|dispute)\b"
)
_STOP = re.compile(r"[.!?]['”’\"]?\s+|\n\s*")
_DONE = frozenset({Status.HAPPENED, Status.HAPPENING, Status.ATTEMPTED})
_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE})


@dataclass(frozen=True, slots=True)
class Rejoinder:
    """Who denies an event, and the words."""

    event: str
    actor: Actor
    span: Span


def rejoinders_of(reading: Reading) -> tuple[Rejoinder, ...]:
    """Each of the reading's, in the order of the text. What is denied is the first deed that its sentence tells of."""
    text = reading.report.text
    asides = list(_ASIDE.finditer(text))
    if not asides:
        return ()
    named = sorted(
        ((span, actor) for actor in reading.actors for span in actor.mentions),
        key=lambda p: (p[0].start, -p[0].end, p[1].id),
    )
    starts = [span.start for span, _ in named]
    deeds = sorted((e.trigger.start, e.id) for e in reading.events if e.status in _DONE and e.type in _DEEDS)
    out: list[Rejoinder] = []
    for aside in asides:
        at = bisect_left(starts, aside.end())
        if at == len(named) or named[at][0].start != aside.end():
            continue
        span, actor = named[at]
        denied = _DENIED.match(text, span.end)
        if denied is None:
            continue
        first = max(0, aside.start() - SENTENCE)
        stops = [stop.end() for stop in _STOP.finditer(text, first, aside.start())]
        begin = stops[-1] if stops else first
        told = [event for start, event in deeds if begin <= start < aside.start()]
        if told:
            out.append(Rejoinder(told[0], actor, Span(aside.start() + 1, denied.end())))
    return tuple(out)
