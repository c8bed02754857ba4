"""Beside: the time and the place that an event's sentence names, where the reader gave the event none.

Weak evidence: it helps to find which accounts are one happening, and is never told as the event's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from dateline.records import Event, Place, Reading, Span, Time

T = TypeVar("T")
_BEFORE = 2.0  # words before the trigger count as so many times as far from it as words after it
_AT = re.compile(r"\b(?:in|at|near|outside|around|of|on|from|inside|across)\s+(?:[\w-]+\s+){0,5}$", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|says|told|reported|announced|added|confirmed|wrote)\b[^,.;:]{0,24}$", re.IGNORECASE)
_ORDER = re.compile(r"\b(?:after|before|since|ahead of|following)\b", re.IGNORECASE)
_REACH = 40  # characters before a place in which a word says that something was there


class Beside:
    """The times and places of a reading, by where they stand."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.report.text
        times = ((time.span, time) for time in reading.times if time.when is not None and time.type in ("DATE", "TIME"))
        self.times: list[tuple[Span, Time]] = sorted(times, key=lambda pair: (pair[0], pair[1].id))
        mentions = ((span, place) for place in reading.places if place.gazetteer_id for span in place.mentions)
        self.places: list[tuple[Span, Place]] = sorted(mentions, key=lambda pair: (pair[0], pair[1].id))
        self.claimed: dict[str, list[Span]] = {}
        for event in reading.events:
            if event.when is not None and event.when.time is not None:
                self.claimed.setdefault(event.when.time, []).append(event.trigger)
        named = sorted(span for actor in reading.actors for span in actor.mentions)
        self._acting = frozenset(span.start for span in named)

    def time(self, event: Event, sentence: Span) -> tuple[Span, Time] | None:
        """The time of the sentence that is nearest to the trigger, of those that no event of the sentence has."""
        within = [
            (span, time)
            for span, time in _within(self.times, sentence)
            if not self._is_told(event.trigger, span) and not self._is_claimed(time, sentence)
        ]
        return min(within, key=lambda pair: (_far(event.trigger, pair[0]), pair[0]), default=None)

    def _is_claimed(self, time: Time, sentence: Span) -> bool:
        return any(sentence.contains(trigger) for trigger in self.claimed.get(time.id, ()))

    def place(self, event: Event, sentence: Span) -> tuple[Span, Place] | None:
        """The place of the sentence that is nearest to the trigger, where its words say that something was there."""
        within = [
            (span, place)
            for span, place in _within(self.places, sentence)
            if span.start not in self._acting
            and _AT.search(self.text[max(sentence.start, span.start - _REACH) : span.start])
        ]
        return min(within, key=lambda pair: (_far(event.trigger, pair[0]), pair[0]), default=None)

    def _is_told(self, trigger: Span, span: Span) -> bool:
        """Whether a time is of the telling ("said on Monday"), or of what the event came before or after."""
        between = self.text[min(trigger.end, span.end) : max(trigger.start, span.start)]
        return _ORDER.search(between) is not None or (span.start > trigger.end and _SAID.search(between) is not None)

    def _is_at(self, sentence: Span, span: Span) -> bool:
        return _AT.search(self.text[max(sentence.start, span.start - _REACH) : span.start]) is not None


def _far(trigger: Span, span: Span) -> float:
    """How far words stand from a trigger, in characters."""
    after = span.start - trigger.end
    return float(after) if after >= 0 else _BEFORE * max(0, trigger.start - span.end)


def _within(spans: Sequence[tuple[Span, T]], outer: Span) -> Sequence[tuple[Span, T]]:
    """Those of sorted spans that begin in `outer`."""
    first = bisect_left(spans, outer.start, key=lambda pair: pair[0].start)
    return spans[first : bisect_right(spans, outer.end - 1, key=lambda pair: pair[0].start)]
