"""The tensions layer: two records of one report that cannot both hold, and why, in the report's own words."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from dateline.reader.charges import denied_charges
from dateline.reader.draft import Draft
from dateline.reader.events.claims import holding
from dateline.reader.lexicon import Lexicons
from dateline.reader.rebuttals import rebuttals
from dateline.records import ActorKind, Count, Event, Participant, Status, Tension

MOST = 3  # tensions of one denied event: the nearest say enough
NEAREST = 12  # told events compared with each denied one, in either direction
WORDS = 5  # words that a reason quotes on either side of a trigger
_TOLD = frozenset((Status.HAPPENED, Status.HAPPENING, Status.POSSIBLE, Status.PLANNED, Status.ATTEMPTED))
_OWNED = frozenset((ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.GROUP))


@dataclass(frozen=True, slots=True)
class _Sides:
    """What an event's participants may be known by: ids, countries, names and, with a ~, common nouns.

    `named` are those of the actors' that tell one actor from another: "the army" may be "troops", but is no Front.
    """

    actors: frozenset[str]
    recipients: frozenset[str]
    named: frozenset[str]


class TensionsLayer:
    """A denied event against one told of the same kind and people; counts of one event from two voices that differ."""

    name = "tensions"
    version = "2"

    def __init__(self, lexicons: Lexicons) -> None:
        self.families = {row["term"]: row["family"] for row in lexicons.table("nominalisations")}

    def __call__(self, draft: Draft) -> None:
        seen: set[tuple[str, str]] = set()
        for tension in [*self._denials(draft), *denied_charges(draft), *rebuttals(draft), *self._counts(draft)]:
            if tension.between not in seen and tension.between[0] != tension.between[1]:
                seen.add(tension.between)
                draft.tensions.append(tension)

    def _denials(self, draft: Draft) -> list[Tension]:
        """Each denied event against the told ones of its lemma family that stand nearest to it."""
        denied: list[Event] = []
        told: dict[str, list[Event]] = {}
        for event in sorted(draft.events, key=lambda e: e.trigger):
            if event.status == Status.DENIED:
                denied.append(event)
            elif event.status in _TOLD:
                told.setdefault(self._family(draft, event), []).append(event)
        if not denied or not told:
            return []
        names = _Names(draft)
        out = []
        for event in denied:
            others = told.get(self._family(draft, event), [])
            at = bisect_left(others, event.trigger, key=lambda e: e.trigger)
            near = sorted(
                others[max(at - NEAREST, 0) : at + NEAREST], key=lambda e: abs(e.trigger.start - event.trigger.start)
            )
            found = 0
            for other in near:
                if found < MOST and _apart(event, other) and _compatible(names.sides(event), names.sides(other)):
                    found += 1
                    one, two = sorted((event, other), key=lambda e: e.trigger)
                    why = f"{_quote(draft, one)} against {_quote(draft, two)}"
                    out.append(Tension((_record(one), _record(two)), why))
        return out

    def _family(self, draft: Draft, event: Event) -> str:
        frame = draft.frames.get(event.id)
        lemma = frame.lemma if frame is not None else event.trigger.of(draft.report.text).lower()
        return f"{event.type} {self.families.get(lemma, lemma)}"

    def _counts(self, draft: Draft) -> list[Tension]:
        """Counts of one event, of one thing, from two voices, whose bounds do not meet."""
        out = []
        text = draft.report.text
        several = [event for event in draft.events if len(event.counts) > 1]
        spans = [(f"{event.id} {n}", count.span) for event in several for n, count in enumerate(event.counts)]
        inner = holding(draft, spans) if spans else {}
        for event in several:
            counts = event.counts[:NEAREST]
            for n, count in enumerate(counts):
                for m in range(n + 1, len(counts)):
                    other = counts[m]
                    if _risen(draft, max(count, other, key=lambda c: c.low or 0)):
                        continue
                    if any(c.part_of is not None or c.replaced_by is not None for c in (count, other)):
                        continue  # a part is no other total, nor is what has been corrected
                    if not self._same_people(draft, count, other):
                        continue
                    if count.what == other.what and count.voice != other.voice and _differ(count, other):
                        first, second = (inner.get(f"{event.id} {k}", (event.id,))[0] for k in (n, m))
                        words, others = (_cut(c.span.of(text)) for c in (count, other))
                        out.append(Tension((first, second), f"{count.what}: “{words}” against “{others}”"))
        return out

    def _same_people(self, draft: Draft, one: Count, other: Count) -> bool:
        """Whether two counts may be of the same people: soldiers and rebels are not; a bare number may be anyone."""
        nouns = [self._noun(draft, count) for count in (one, other)]
        if None in nouns:
            return not any(_left_over(draft, count) for count in (one, other))
        return nouns[0] == nouns[1] or any(noun in _ANYONE for noun in nouns)

    def _noun(self, draft: Draft, count: Count) -> str | None:
        parse = draft.parse
        return next(
            (parse.lemma[i] for i in reversed(parse.tokens(count.span)) if parse.pos[i] in ("NOUN", "PROPN")), None
        )


_ANYONE = frozenset("people person man woman other dead dozen hundred score thousand civilian".split())


def _left_over(draft: Draft, count: Count) -> bool:
    """Whether a bare number only tells who was left dead on one side ("they fled, leaving 12 dead")."""
    first = draft.parse.tokens(count.span).start
    return "leave" in draft.parse.lemma[max(first - 2, 0) : first]


class _Names:
    """What participants may be known by; worked out once an event."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.actors = {actor.id: actor for actor in draft.actors}
        self.toponyms = {i: t for t in draft.toponyms for i in range(t.first, t.last + 1)}
        # Who is sent belongs to the sender: the sender's names by the words of what was sent.
        self.senders: dict[int, tuple[Participant, ...]] = {}
        for event in draft.events:
            if event.actors:
                for count in event.counts:
                    if count.what == "deployed":
                        self.senders[count.span.end] = event.actors
        self.known: dict[str, _Sides] = {}

    def sides(self, event: Event) -> _Sides:
        if event.id not in self.known:
            actors = self._keys(event.actors)
            named = frozenset(key for key in actors if key[0] != "~" and self._is_name(key))
            self.known[event.id] = _Sides(actors, self._keys(event.recipients), named)
        return self.known[event.id]

    def _is_name(self, key: str) -> bool:
        return key not in self.actors or self.actors[key].named

    def _keys(self, participants: tuple[Participant, ...], deep: bool = True) -> frozenset[str]:
        keys: set[str] = set()
        parse = self.draft.parse
        for participant in participants:
            if participant.actor is not None:
                keys.add(participant.actor)
                actor = self.actors.get(participant.actor)
                if actor is not None and actor.country and actor.kind in _OWNED:
                    keys.add(actor.country)
            for i in parse.tokens(participant.span):
                if i in self.draft.cast:  # "its fighters": whose they are
                    keys.add(self.draft.cast[i].actor)
                if i in self.toponyms and (country := self.toponyms[i].country):
                    keys.add(country)
                elif parse.pos[i] == "PROPN":
                    keys.add(parse.lower[i])
                elif parse.pos[i] == "NOUN":
                    keys.add(f"~{parse.lemma[i]}")
            if deep and (sender := self.senders.get(participant.span.end)) is not None:
                keys |= self._keys(sender, deep=False)
        return frozenset(keys)


def _compatible(one: _Sides, other: _Sides) -> bool:
    """Whether two events may be the same: they share who acts or who is acted upon, and neither side shows two."""
    actors, recipients = one.actors & other.actors, one.recipients & other.recipients
    if not actors and ((one.named and other.named) or (one.actors and other.actors and not recipients)):
        return False
    if one.recipients and other.recipients and not recipients:
        return False
    return bool(actors or recipients)


def _apart(one: Event, other: Event) -> bool:
    """Whether two events are told by two claims, or one of them by no claim; and not of two places or times."""
    if one.claims[:1] == other.claims[:1] and one.claims:
        return False
    if one.place and other.place and one.place.place != other.place.place:
        return False
    return not (one.when and other.when and one.when.time and other.when.time and one.when.when != other.when.when)


def _record(event: Event) -> str:
    return event.claims[0] if event.claims else event.id


def _quote(draft: Draft, event: Event) -> str:
    """A few words around the trigger, within its sentence."""
    parse = draft.parse
    frame = draft.frames.get(event.id)
    if frame is None:
        return f"\u201c{event.trigger.of(draft.report.text)}\u201d"
    begin, end = parse.sentences[parse.sentence[frame.head]]
    first, last = max(frame.head - WORDS, begin), min(frame.head + WORDS - 1, end - 1)
    while first < frame.head and parse.pos[first] in ("PUNCT", "CCONJ"):
        first += 1
    while last > frame.head and parse.pos[last] in ("PUNCT", "ADP", "DET", "CCONJ"):
        last -= 1
    return f"\u201c{parse.words_of(first, last)}\u201d"


_RISING = frozenset("rise raise climb bring increase grow jump reach go mount revise".split())


def _risen(draft: Draft, count: Count) -> bool:
    """Whether the words say that a toll has gone up ("raising the toll to 14"): later news, no contradiction."""
    parse = draft.parse
    first = parse.tokens(count.span).start
    return any(parse.lemma[i] in _RISING for i in range(max(first - 7, 0), min(first, len(parse))))


def _cut(words: str) -> str:
    return words if len(words) <= 60 else words[:57].rstrip() + "..."


def _differ(one: Count, other: Count) -> bool:
    """Whether two counts cannot both be true: the least of one is above the most of the other."""
    return _above(one, other) or _above(other, one)


def _above(one: Count, other: Count) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high
