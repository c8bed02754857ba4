"""When: the time of an event's own clause, of one that shares it, else the only one of its sentence."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.events.mates import NEAR, SPEECH, Mates, goals_of
from dateline.reader.events.scene import Candidate
from dateline.records import EventTime, Found, Granularity, Span, Time, TimexType, When

_VAGUE = frozenset("recently lately earlier previously".split())
_ASIDE = frozenset("over for about after following with against of before since".split())
_REMEMBERING = frozenset("mark commemorate remember recall mourn honour honor celebrate".split())
_RANKED = frozenset("first second third fourth fifth last latest only".split())


class Dating(Mates):
    """Which time of a sentence is a candidate's."""

    def when(self, candidate: Candidate) -> EventTime | None:
        """The time of the clause, else the sentence's only one; words that fix no time where there is none better."""
        own = self._clause_time(candidate, goals_of(candidate)) or self._antecedent_time(candidate)
        if own is not None:
            return own
        vague = self._vague(candidate)
        if vague is not None:
            return EventTime(None, vague, Found.CLAUSE, None)
        for verb in self.sharing(candidate):
            shared = self._clause_time(candidate, {verb})
            if shared is not None:
                return replace(shared, found=Found.SENTENCE)
        times = self._times_of(candidate)
        free = [time for head, time in times if self._is_free(head, candidate)]
        if len(free) != 1 or self._is_aside(candidate):
            return None
        if free[0].type is not TimexType.DURATION and self.main(candidate):
            return _event_time(free[0], Found.SENTENCE)
        return None

    def _times_of(self, candidate: Candidate) -> list[tuple[int, Time]]:
        return self.around.times_of(candidate.token)

    def _is_free(self, head: int, candidate: Candidate) -> bool:
        """Whether a time is neither that of the saying, nor another clause's, nor that of another event's noun."""
        if self._of_speech(head) or not self.over(head, candidate):
            return False
        parse, i = self.parse, head
        for _ in range(NEAR):
            i = parse.head[i]
            if parse.pos[i] in ("VERB", "AUX"):
                return True
            if self.is_other(i, candidate):
                return False  # "sentenced for a murder in 2016"
        return True

    def _is_aside(self, candidate: Candidate) -> bool:
        """ "Last month police arrested a man over the bombing": told of by the way, the day is not its own."""
        parse, i, first = self.parse, candidate.token, ""
        for _ in range(NEAR):
            if parse.dep[i] == "pobj":
                first = first or parse.lower[parse.head[i]]
            elif parse.dep[i] not in ("prep", "dobj", "poss", "compound"):
                return False
            i = parse.head[i]
            if parse.pos[i] == "VERB":
                return parse.lemma[i] in _REMEMBERING or (first in _ASIDE and self.is_other(i, candidate))
        return False

    def _clause_time(self, candidate: Candidate, goals: set[int]) -> EventTime | None:
        best: tuple[tuple[int, int], int, Time] | None = None
        times = self._times_of(candidate)
        for head, time in times:
            steps = self._time_steps(head, candidate, goals)
            rank = (steps or 0, min(abs(head - goal) for goal in goals))
            if steps is not None and (best is None or rank < best[0]):
                best = rank, head, time
        if best is None:
            return None
        _, head, time = best
        other = next((t for h, t in times if self.parse.dep[h] == "conj" and self._conjunct(h) == head), None)
        return _event_time(time, Found.CLAUSE, other)

    def _conjunct(self, head: int) -> int | None:
        """What a time stands in a row with: "on Sunday and Monday"."""
        return self.around.of_time.get(self.parse.head[head])

    def _time_steps(self, head: int, candidate: Candidate, goals: set[int]) -> int | None:
        parse = self.parse
        i = head
        for steps in range(NEAR):
            if i in goals:
                return steps
            up = parse.head[i]
            if up == i or (parse.pos[up] == "VERB" and up not in goals) or self.is_other(i, candidate):
                return None
            if parse.dep[i] in ("relcl", "ccomp", "acl", "nsubj", "nsubjpass"):
                return None
            if parse.lower[i] == "since" and self._is_ranked(up):
                return None  # "the worst since 2015"
            i = up
        return None

    def _is_ranked(self, noun: int) -> bool:
        parse = self.parse
        return any(parse.tag[k] in ("JJS", "RBS") or parse.lower[k] in _RANKED for k in parse.kids[noun])

    def _antecedent_time(self, candidate: Candidate) -> EventTime | None:
        """ "in 1994, when rebels killed ..."."""
        noun = self.antecedent(candidate, "when")
        if noun is None:
            return None
        head = self.around.of_time.get(noun)
        if head is None:  # "heavy fighting in 1994, when ...": the parse hangs the clause on what the year hangs on
            clause = candidate.token
            while self.parse.head[clause] != noun and self.parse.head[clause] != clause:
                clause = self.parse.head[clause]
            before = [h for h, _ in self._times_of(candidate) if 0 < self.parse.left[clause] - h <= 2]
            head = before[-1] if before else None
        return next((_event_time(t, Found.CLAUSE) for h, t in self._times_of(candidate) if h == head), None)

    def _of_speech(self, head: int) -> bool:
        """Whether a time is that of the saying ("said on Sunday")."""
        parse = self.parse
        i = head
        for _ in range(4):
            i = parse.head[i]
            if parse.pos[i] == "VERB":
                return parse.lemma[i] in SPEECH
        return False

    def _vague(self, candidate: Candidate) -> Span | None:
        parse = self.parse
        for goal in (candidate.token, candidate.carrier):
            if goal is not None:
                for k in parse.kids[goal][:40]:
                    if parse.lower[k] in _VAGUE and parse.dep[k] == "advmod":
                        return parse.span(k, k)
        return None


def _event_time(time: Time, found: Found, other: Time | None = None) -> EventTime:
    """The event's time; over both where two stand in a row ("on Sunday and Monday")."""
    a, b = time.when, other.when if other else None
    if other is None or a is None or b is None or not a.first_imprecise or not b.last_imprecise:
        return EventTime(time.id, time.span, found, a)
    if b.last_imprecise < a.first_imprecise:
        return EventTime(time.id, time.span, found, a)
    span = Span(time.span.start, max(time.span.end, other.span.end))
    both = When(None, None, a.first_imprecise, b.last_imprecise, Granularity.RANGE, f"{a.words}, {b.words}", a.against)
    return EventTime(time.id, span, found, both)
