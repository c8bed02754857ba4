"""Denials: which claims of a report deny which of its events, beyond those that the reader has joined to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dateline.records import Claim, Event, EventType, Reading, Span, Stance, Status
from dateline.weighing.standing.disclaimers import about, denies_part, disclaiming, unsaid

BACK = 8  # claims back in which the charge is looked for that a denial answers
REACH = 1500  # characters back to what a denied part was in
SENTENCE = 160  # characters to what "it" means
_END = re.compile(r"[.!?]['”’\"]?\s|\n\n")
_PRONOUNS = frozenset({"it", "this", "that", "which"})
_DONE = frozenset({Status.HAPPENED, Status.HAPPENING, Status.ATTEMPTED})
_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE})


def denials_of(reading: Reading) -> dict[str, tuple[str, ...]]:
    """For events of the reading, the claims that deny them or a part in them, in the order of the text.

    A claim denies what its own words name; where they name only "the accusation", what the claim before it says;
    where they deny "involvement", or say "had nothing to do with it", the deed that was told of last.
    """
    finder = _Finder(reading)
    out: dict[str, list[str]] = {}
    for n, claim in enumerate(finder.claims):
        if not claim.content:
            continue
        for event in finder.denied(n, claim):
            if claim.id not in event.claims:
                out.setdefault(event.id, []).append(claim.id)
    return {event: tuple(claims) for event, claims in out.items()}


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.text = reading.report.text
        self.claims = sorted((c for c in reading.claims if c.content), key=lambda c: (c.content[0], c.id))
        self.events = {event.id: event for event in reading.events}
        self.places = sorted(
            ((span, event) for event in reading.events for span in (event.trigger, *event.mentions)),
            key=lambda place: (place[0], place[1].id),
        )
        self.starts = [span.start for span, _ in self.places]
        self.named = {actor.id for actor in reading.actors if actor.named}
        self.answers: dict[str, list[Event]] = {}
        by_id = {claim.id: claim for claim in self.claims}
        for tension in reading.tensions:
            for one, other in (tension.between, tension.between[::-1]):
                claim = by_id.get(one)
                if claim is not None and claim.stance is Stance.DENIES:
                    told = by_id[other].events if other in by_id else (other,)
                    self.answers.setdefault(one, []).extend(self.events[e] for e in told if e in self.events)

    def denied(self, n: int, claim: Claim) -> list[Event]:
        """The events that a claim denies."""
        said = " ".join(span.of(self.text) for span in claim.content)
        if claim.stance is not Stance.DENIES:
            return (self._in(claim) or self._last_deed(claim)) if disclaiming(said) else []
        if claim.events:
            return self._beside(claim)
        means = unsaid(said)
        if means == "charge":
            back = self._last_deed(claim, SENTENCE) if said.strip().casefold() in _PRONOUNS else []
            return back or self._charged(n, claim) or self.answers.get(claim.id, [])
        found = self._in(claim) if means == "part" or denies_part(said) else self._in(claim, alone=True)
        if found or means is None:
            return found or self.answers.get(claim.id, [])
        return self._last_deed(claim)

    def _beside(self, claim: Claim) -> list[Event]:
        """The deed that was told of where a claim denies another that is no more than a side of it: "denied that any
        civilian had been hit", after an air strike. What has a day of its own is none."""
        denied = [self.events[e] for e in claim.events if e in self.events]
        if not denied or any(e.status is not Status.DENIED or e.type not in _DEEDS for e in denied):
            return []
        for deeds in (self._next_deed(claim), self._last_deed(claim)):
            fits = [d for d in deeds if not any(_other_day(d, e) or self._other_people(d, e) for e in denied)]
            if fits:
                return fits
        return []

    def _other_people(self, deed: Event, denied: Event) -> bool:
        """Whether what is denied was done to somebody with a name, and the deed not to them."""
        named = {p.actor for p in denied.recipients if p.actor in self.named}
        return bool(named) and named.isdisjoint(p.actor for p in deed.recipients)

    def _in(self, claim: Claim, *, alone: bool = False) -> list[Event]:
        """Deeds that the claim's own words name, as what has been: "had nothing to do with the blast".

        `alone`: none that is only what the denied thing is about: "that the church had been warned of the attack".
        """
        out: list[Event] = []
        for part in claim.content:
            for span, event in self._from(part.start):
                if span.start >= part.end:
                    break
                if not _is_deed(event) or event in out:
                    continue
                if not alone or not about(self.text[max(part.start, span.start - 60) : span.start]):
                    out.append(event)
        return out

    def _from(self, start: int) -> Iterator[tuple[Span, Event]]:
        for i in range(bisect_left(self.starts, start), len(self.places)):
            yield self.places[i]

    def _last_deed(self, claim: Claim, reach: int = REACH) -> list[Event]:
        """The deed told of last before the claim."""
        start = min(span.start for span in (claim.content[0], *claim.cue))
        for i in range(bisect_left(self.starts, start) - 1, -1, -1):
            span, event = self.places[i]
            if span.start < start - reach:
                break
            if _is_deed(event):
                return [event]
        return []

    def _next_deed(self, claim: Claim) -> list[Event]:
        """The deed told of right after the claim: "denied that it had killed the councillor, who was shot"."""
        for span, event in self._from(claim.content[-1].end):
            end = claim.content[-1].end
            if span.start > end + SENTENCE or _END.search(self.text, end, span.start):
                break
            if _is_deed(event):
                return [event]
        return []

    def _charged(self, n: int, claim: Claim) -> list[Event]:
        """What the last claim of another voice said had been: "the army denied nearly all of it"."""
        own = claim.chain[-1].voice if claim.chain else None
        for other in reversed(self.claims[max(0, n - BACK) : n]):
            if other.chain and other.chain[-1].voice == own:
                continue
            told = [self.events[e] for e in other.events if e in self.events]
            if done := [event for event in told if _is_deed(event)]:
                return done
        return []


def _is_deed(event: Event) -> bool:
    """Whether it is told as something done to somebody."""
    return event.status in _DONE and event.type in _DEEDS


def _other_day(a: Event, b: Event) -> bool:
    """Whether two events are each given days of their own, and these do not meet."""
    one, two = (event.when.when if event.when else None for event in (a, b))
    if one is None or two is None:
        return False
    first, second = (w.first_imprecise or w.first_precise or "" for w in (one, two))
    last, end = (w.last_imprecise or w.last_precise or "9999" for w in (one, two))
    return first > end or second > last
