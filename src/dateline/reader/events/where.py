"""Where: the place of an event's own clause, of one that shares it, else the only one of its sentence."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.events.mates import NEAR, SPEECH, Mates, goals_of
from dateline.reader.events.roles import Cast
from dateline.reader.events.scene import Candidate
from dateline.reader.events.surroundings import SPOT, Spot
from dateline.records import EventPlace, Found

_ELSEWHERE = frozenset("after before since amid despite following like than".split())
_ASIDE = frozenset("over about by as for with to into against".split())  # of these, what is said before is still told
_TO = frozenset(("to", "into", "for"))
_OUT = frozenset(("RETREAT", "COERCE", "MOBILIZE", "SANCTION", "AID", "CONCEDE"))  # withdrew, expelled from
_STRUCK = frozenset(("ASSAULT", "COERCE", "CONSULT", "RETREAT"))  # what they are done to, where it is a place, is where
_TO_TYPES = frozenset(("AID", "MOBILIZE", "CONSULT"))


class Placing(Mates):
    """Which place of a sentence is a candidate's."""

    def place(self, candidate: Candidate, cast: Cast) -> EventPlace | None:
        """The place of the clause, of the antecedent, of a clause that shares it, else the only one of the sentence."""
        own = self._clause_place(candidate, cast, goals_of(candidate)) or self._antecedent_place(candidate)
        if own is not None:
            return own if own.found is not Found.SENTENCE else replace(own, found=Found.CLAUSE)
        for verb in self.sharing(candidate):
            shared = self._clause_place(candidate, None, {verb})
            if shared is not None:
                return shared
        spots = self._spots(candidate)
        loose = [spot.place for spot in spots if self._loose(spot.head) and self.over(spot.head, candidate)]
        if len({place.place for place in loose}) == 1 and self.main(candidate):
            return loose[0]
        return None

    def _spots(self, candidate: Candidate) -> list[Spot]:
        return self.around.spots_of(candidate.token)

    def _clause_place(self, candidate: Candidate, cast: Cast | None, goals: set[int]) -> EventPlace | None:
        """The most exact of the places that hang on the goals, the nearest of equals."""
        best: tuple[tuple[int, int, int], EventPlace] | None = None
        for spot in self._spots(candidate):
            steps = self._steps(spot.head, candidate, cast, goals, told=spot.lying)
            if steps is not None:
                rank = (min(steps, 1), spot.precision, min(abs(spot.head - goal) for goal in goals))
                if best is None or rank < best[0]:
                    best = rank, spot.place
        return best[1] if best else None

    def _steps(self, head: int, candidate: Candidate, cast: Cast | None, goals: set[int], *, told: bool) -> int | None:
        """Steps from a place up to one of the goals; None where it belongs to something else."""
        parse = self.parse
        if cast and (head in cast.places or (head in cast.recipients and candidate.type in _STRUCK)):
            return 0
        i, steps, told = head, 1, told or parse.dep[head] == "advmod"
        while steps < NEAR:
            if i in goals:
                return steps if told else None
            dep, up = parse.dep[i], parse.head[i]
            if up == i or (i != head and self.is_other(i, candidate)):
                return None
            if i in self.around.of_time and dep == "pobj":
                i = up  # "on Monday in Herat": the place hangs on the day only in the parse
                up, dep = parse.head[i], ""
            if dep == "prep":
                word = parse.lower[i]
                goes = word in _TO and candidate.type in _TO_TYPES
                if word in _ELSEWHERE or (word in _ASIDE and not goes and not told and not candidate.noun):
                    return None
                told = told or self._tells(i, word, up, candidate, goals)
            elif (dep == "compound" and up in goals and candidate.noun) or (
                dep == "dobj" and self.is_hit(up, candidate)
            ):
                told = True
            elif dep in ("nsubj", "nsubjpass", "relcl", "ccomp", "advcl", "acl", "agent") and up != candidate.token:
                return None
            if parse.pos[up] == "VERB" and up not in goals:
                return None
            i, steps = up, steps + 1
        return None

    def _tells(self, prep: int, word: str, up: int, candidate: Candidate, goals: set[int]) -> bool:
        """Whether a preposition says where the candidate was."""
        if word in SPOT and word not in ("on", "at"):
            return True
        if word == "from":
            return up in goals and candidate.type in _OUT
        if word in ("on", "at", "upon", "against", "of") and up in goals and candidate.noun:
            return word in ("on", "at") or candidate.type in _STRUCK
        if word in ("on", "at"):
            return True
        return (word in _TO and candidate.type in _TO_TYPES) or (word == "of" and self.scene.holds("place", up))

    def _antecedent_place(self, candidate: Candidate) -> EventPlace | None:
        """ "Herat, where gunmen killed ..."."""
        noun = self.antecedent(candidate, "where")
        if noun is None:
            return None
        return next((spot.place for spot in self._spots(candidate) if self._hangs(spot.head, noun)), None)

    def _hangs(self, head: int, noun: int) -> bool:
        """Whether a place is the noun, or stands beside it: "a base in Diffa, where ..."."""
        parse, i = self.parse, head
        for _ in range(3):
            if i == noun:
                return True
            if parse.head[i] == i or parse.dep[i] not in ("pobj", "prep", "appos", "compound"):
                return False
            i = parse.head[i]
        return False

    def _loose(self, head: int) -> bool:
        """Whether a place is named as a place, and not as where a speaker is or what a participant is of."""
        parse = self.parse
        prep = parse.head[head]
        if parse.dep[head] != "pobj" or parse.lower[prep] not in SPOT:
            return False
        over = parse.head[prep]
        return parse.pos[over] in ("VERB", "AUX") and parse.lemma[over] not in SPEECH
