"""Denials: which claims of a report deny which of its events, beyond those that the reader has joined to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dateline.records import Claim, Event, EventType, Reading, Span, Stance, Status
from dateline.weighing.standing.disclaimers import about, denies_part, disclaiming, governs, unsaid

BACK = 8  # claims back in which the charge is looked for that a denial answers
REACH = 1500  # characters back to what a denied part was in
DETAIL = 800  # characters back to the deed of which a detail is in dispute
BESIDE = 400  # and to the one of which a detail is denied, which nobody holds to
SENTENCE = 160  # characters to what "it" means
_END = re.compile(r"[.!?]['”’\"]?\s|\n\n")
_ELLIPSIS = re.compile(r"(?:that )?(?:it|he|she|they|we|there) (?:had|did|was|were|has|have|is|are)[.,]?$")
_PRONOUNS = frozenset({"it", "this", "that", "which"})
_DONE = frozenset({Status.HAPPENED, Status.HAPPENING, Status.ATTEMPTED})
_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE})


def denials_of(reading: Reading) -> dict[str, tuple[tuple[str, str], ...]]:
    """For events of the reading, the claims that deny them, in the order of the text, each with what of them it denies.

    A claim denies what its own words name; where they name only "the accusation", what the claim before it says;
    where they deny "involvement", or say "had nothing to do with it", a part in the deed that was told of last. What
    else is denied right after a deed is a detail of it.
    """
    finder = _Finder(reading)
    out: dict[str, list[tuple[str, str]]] = {}
    for n, claim in enumerate(finder.claims):
        for of, events in finder.denied(n, claim).items():
            for event in events:
                if claim.id not in event.claims or of == "part":
                    out.setdefault(event.id, []).append((claim.id, of))
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
                if claim is not None and (claim.stance is Stance.DENIES or self._all_denied(claim)):
                    told = by_id[other].events if other in by_id else (other,)
                    done = [self.events[e] for e in told if e in self.events and _is_deed(self.events[e])]
                    self.answers.setdefault(one, []).extend(done)

    def denied(self, n: int, claim: Claim) -> dict[str, list[Event]]:
        """The events that a claim denies, by what of them: deed, part or detail."""
        said = " ".join(span.of(self.text) for span in claim.content)
        if claim.stance is not Stance.DENIES:
            if disclaiming(said):
                return {"part": self._in(claim) or self._last_deed(claim)}
            return {"deed": self.answers.get(claim.id, [])} if self._all_denied(claim) else {}
        cue = " ".join(span.of(self.text) for span in claim.cue)
        means = "part" if "part" in (unsaid(said), governs(cue)) or denies_part(said) else unsaid(said)
        if claim.events:
            joined = [self.events[e] for e in claim.events if e in self.events and _is_deed(self.events[e])]
            return {means: joined or self._beside(claim)} if means == "part" else {"deed": self._beside(claim)}
        if means == "charge":
            back = self._last_deed(claim, SENTENCE) if said.strip().casefold() in _PRONOUNS else []
            return {"deed": back or self._charged(n, claim) or self.answers.get(claim.id, [])}
        if means == "part":
            return {"part": self._in(claim) or self.answers.get(claim.id, []) or self._last_deed(claim)}
        found = self._in(claim, alone=True) or self.answers.get(claim.id, [])
        if not found and self._answered(n, claim):
            return {"deed": self._main_deed(claim, DETAIL)}
        return {"deed": found} if found else {"detail": self._main_deed(claim, BESIDE)}

    def _beside(self, claim: Claim) -> list[Event]:
        """The deed that was told of where a claim denies another that is no more than a side of it: "denied that any
        civilian had been hit", after an air strike. What has a day of its own is none."""
        if not self._all_denied(claim):
            return []
        denied = [self.events[e] for e in claim.events if e in self.events]
        for deeds in (self._next_deed(claim), self._main_deed(claim, REACH)):
            fits = [d for d in deeds if not any(_other_day(d, e) or self._other_people(d, e) for e in denied)]
            if fits:
                return fits
        return []

    def _all_denied(self, claim: Claim) -> bool:
        """Whether all that a claim tells of are deeds that were not: "no post has fallen"."""
        told = [self.events[e] for e in claim.events if e in self.events]
        return bool(told) and all(e.status is Status.DENIED and e.type in _DEEDS for e in told)

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

    def _answered(self, n: int, claim: Claim) -> bool:
        """Whether another voice says right after that what is denied was so: "The union said that they had"."""
        own = claim.chain[-1].voice if claim.chain else None
        for other in self.claims[n + 1 : n + 3]:
            said = " ".join(span.of(self.text) for span in other.content).casefold()
            if other.content[0].start > claim.content[-1].end + SENTENCE:
                break
            if other.chain and other.chain[-1].voice != own and _ELLIPSIS.match(said.strip()):
                return True
        return False

    def _main_deed(self, claim: Claim, reach: int) -> list[Event]:
        """The deed that the report told of most, of those before the claim; of equals the last."""
        start = min(span.start for span in (claim.content[0], *claim.cue))
        found: list[Event] = []
        for i in range(bisect_left(self.starts, start) - 1, -1, -1):
            span, event = self.places[i]
            if span.start < start - reach:
                break
            if _is_deed(event) and event not in found:
                found.append(event)
        return [max(found, key=lambda event: len(event.mentions) + len(event.counts))] if found else []

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
        """What the voice that spoke last before, another one, said had been done, in one claim after the other: "the
        army denied nearly all of it"."""
        own = claim.chain[-1].voice if claim.chain else None
        accuser: str | None = None
        out: list[Event] = []
        for other in reversed(self.claims[max(0, n - BACK) : n]):
            voice = other.chain[-1].voice if other.chain else None
            if voice == own or (accuser is not None and voice != accuser):
                if accuser is not None:
                    break
                continue
            done = [self.events[e] for e in other.events if e in self.events and _is_deed(self.events[e])]
            if done:
                accuser = voice
                out += [event for event in done if event not in out]
        return out


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
