"""Where and when: the place and the time that stand in an event's own clause, else in its sentence, each said so."""

from __future__ import annotations

from dateline.reader.events.roles import Cast
from dateline.reader.events.scene import Candidate, Scene
from dateline.records import EventPlace, EventTime, Found, Span, Time, TimexType

_NEAR = 8  # steps up the tree at most
_SPOT = frozenset(
    "in at near inside outside across around along off between throughout through on from within into".split()
)
_ELSEWHERE = frozenset("after before since amid despite over following during about like by".split())
_TO = frozenset(("to", "into", "for"))
_STRUCK = frozenset(("ASSAULT", "COERCE", "CONSULT", "RETREAT"))  # what they are done to, where it is a place, is where
_TO_TYPES = frozenset(("AID", "MOBILIZE", "CONSULT"))
_VAGUE = frozenset("recently lately earlier previously".split())
_SPEECH = frozenset(
    "say tell report add state claim announce declare note warn insist deny confirm quote accord".split()
)


class Surroundings:
    """The places and times of each sentence, with the tokens they hang on; made once a report."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        parse = scene.parse
        self.spots: dict[int, list[tuple[int, EventPlace]]] = {}
        for toponym in scene.draft.toponyms:
            if toponym.acts or toponym.place is None:
                continue
            head = self._head(toponym.first, toponym.last)
            if head is not None:
                place = EventPlace(toponym.place, toponym.span, Found.SENTENCE)
                self.spots.setdefault(parse.sentence[head], []).append((head, place))
        self.times: dict[int, list[tuple[int, Time]]] = {}
        for time in scene.draft.times:
            tokens = parse.tokens(time.span)
            if len(tokens) and time.type in (TimexType.DATE, TimexType.TIME):
                head = self._head(tokens[0], tokens[-1])
                if head is not None and parse.dep[head] != "amod":  # "former soldiers" says nothing of when
                    self.times.setdefault(parse.sentence[head], []).append((head, time))

    def _head(self, first: int, last: int) -> int | None:
        """The token of a run whose head lies outside it."""
        parse = self.scene.parse
        if first >= len(parse):
            return None
        return next(
            (i for i in range(first, last + 1) if not first <= parse.head[i] <= last or parse.head[i] == i), first
        )

    def place(self, candidate: Candidate, cast: Cast) -> EventPlace | None:
        """The nearest place of the clause, else the only one of the sentence."""
        parse = self.scene.parse
        spots = self.spots.get(parse.sentence[candidate.token], [])[:20]
        best: tuple[int, int, EventPlace] | None = None
        for head, place in spots:
            steps = self._steps(head, candidate, cast)
            if steps is not None and (best is None or (steps, abs(head - candidate.token)) < best[:2]):
                best = (steps, abs(head - candidate.token), place)
        if best is not None:
            return EventPlace(best[2].place, best[2].span, Found.CLAUSE)
        loose = [(head, place) for head, place in spots if self._loose(head) and self._over(head, candidate)]
        if len({place.place for _, place in loose}) == 1 and self._main(candidate):
            return loose[0][1]
        return None

    def _loose(self, head: int) -> bool:
        """Whether a place is named as a place, and not as where a speaker is or what a participant is of."""
        parse = self.scene.parse
        prep = parse.head[head]
        if parse.dep[head] != "pobj" or parse.lower[prep] not in _SPOT:
            return False
        over = parse.head[prep]
        return parse.pos[over] in ("VERB", "AUX") and parse.lemma[over] not in _SPEECH

    def _steps(self, head: int, candidate: Candidate, cast: Cast) -> int | None:
        """Steps from a place up to the candidate, its carrier or its parts; None where it belongs to something else."""
        parse = self.scene.parse
        goals = {candidate.token, candidate.carrier, *candidate.parts}
        i, steps, told = head, 0, False
        if head in cast.places or (head in cast.recipients and candidate.type in _STRUCK):
            return 0
        while steps < _NEAR:
            if i in goals:
                return steps if told else None
            dep, up = parse.dep[i], parse.head[i]
            if up == i:
                return None
            if dep == "prep":
                word = parse.lower[i]
                if word in _ELSEWHERE:
                    return None
                told = (
                    told
                    or word in _SPOT
                    or (word in _TO and candidate.type in _TO_TYPES)
                    or (word == "of" and (told or self.scene.holds("place", up)))
                )
            elif dep == "compound" and up in goals and candidate.noun:
                told = True
            elif dep in ("nsubj", "relcl", "ccomp", "advcl", "acl", "agent") and up not in (candidate.token,):
                return None
            if parse.pos[up] == "VERB" and up not in goals:
                return None
            i, steps = up, steps + 1
        return None

    def _main(self, candidate: Candidate) -> bool:
        """Whether the candidate is the sentence's main happening, or near enough under it."""
        parse = self.scene.parse
        i = candidate.token
        for _ in range(4):
            if parse.head[i] == i:
                return True
            if parse.dep[i] in ("ccomp", "nsubj", "dobj", "pobj", "prep", "advcl", "conj", "nsubjpass", "attr"):
                i = parse.head[i]
            else:
                return False
        return False

    def when(self, candidate: Candidate, cast: Cast) -> EventTime | None:
        """The time of the clause, else the sentence's only one; words that fix no time where there is none better."""
        parse = self.scene.parse
        times = self.times.get(parse.sentence[candidate.token], [])[:20]
        best: tuple[int, int, Time] | None = None
        for head, time in times:
            steps = self._time_steps(head, candidate)
            if steps is not None and (best is None or (steps, abs(head - candidate.token)) < best[:2]):
                best = (steps, abs(head - candidate.token), time)
        if best is not None:
            return _event_time(best[2], Found.CLAUSE)
        vague = self._vague(candidate)
        if vague is not None:
            return EventTime(None, vague, Found.CLAUSE, None)
        free = [time for head, time in times if not self._of_speech(head) and self._over(head, candidate)]
        if len(free) == 1 and self._main(candidate):
            return _event_time(free[0], Found.SENTENCE)
        return None

    def _time_steps(self, head: int, candidate: Candidate) -> int | None:
        parse = self.scene.parse
        goals = {candidate.token, candidate.carrier, *candidate.parts}
        i = head
        for steps in range(_NEAR):
            if i in goals:
                return steps
            up = parse.head[i]
            if up == i or (parse.pos[up] == "VERB" and up not in goals):
                return None
            if parse.dep[i] in ("relcl", "ccomp", "acl", "nsubj"):
                return None
            i = up
        return None

    def _over(self, head: int, candidate: Candidate) -> bool:
        """Whether the verb that a place or time hangs on stands over the candidate: it is not another clause's."""
        parse = self.scene.parse
        verb = head
        for _ in range(_NEAR):
            verb = parse.head[verb]
            if parse.pos[verb] in ("VERB", "AUX"):
                break
        i = candidate.token
        for _ in range(_NEAR):
            if i == verb:
                return True
            if parse.head[i] == i or parse.dep[i] in ("relcl", "conj"):
                return False
            i = parse.head[i]
        return False

    def _of_speech(self, head: int) -> bool:
        """Whether a time is that of the saying ("said on Sunday")."""
        parse = self.scene.parse
        i = head
        for _ in range(4):
            i = parse.head[i]
            if parse.pos[i] == "VERB":
                return parse.lemma[i] in _SPEECH
        return False

    def _vague(self, candidate: Candidate) -> Span | None:
        parse = self.scene.parse
        for goal in (candidate.token, candidate.carrier):
            if goal is not None:
                for k in parse.kids[goal][:40]:
                    if parse.lower[k] in _VAGUE and parse.dep[k] == "advmod":
                        return parse.span(k, k)
        return None


def _event_time(time: Time, found: Found) -> EventTime:
    return EventTime(time.id, time.span, found, time.when)
