"""Clauses: which tokens stand for a candidate, which clauses share its place and time, and which stand over it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.events.scene import Candidate
from dateline.reader.events.surroundings import Surroundings

NEAR = 8  # steps up the tree at most
SPEECH = frozenset(
    "say tell report add state claim announce declare note warn insist deny confirm quote accord".split()
)
_WITHIN = frozenset(("in", "during", "by", "through", "at"))  # "killed in an attack": one place and one time
_STRIKES = frozenset(
    "hit strike rock shake target kill wound injure destroy damage happen occur come begin start erupt break last "
    "continue take leave".split()
)
_TOGETHER = frozenset(("when", "as", "while"))  # "died when gunmen opened fire"


def goals_of(candidate: Candidate) -> set[int]:
    """The tokens that stand for the candidate: its trigger, its carrier and what is merged into it."""
    goals = {candidate.token, *candidate.parts}
    return goals | {candidate.carrier} if candidate.carrier is not None else goals


class Mates:
    """How a candidate's clause stands to the others of its sentence."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.scene = around.scene
        self.parse = around.scene.parse

    def is_other(self, i: int, candidate: Candidate) -> bool:
        """Whether a token tells of another event."""
        other = self.scene.told_at(i)
        return other is not None and other is not candidate and i not in goals_of(candidate)

    def sharing(self, candidate: Candidate) -> Iterator[int]:
        """Verbs whose place and time are the candidate's too: "killed in the attack", "shot two men and burned ..."."""
        parse, i = self.parse, candidate.token
        for goal in sorted(goals_of(candidate)):
            if parse.dep[goal] == "pobj" and parse.lower[parse.head[goal]] in _WITHIN:
                over = parse.head[parse.head[goal]]
                if parse.pos[over] == "VERB" and parse.lemma[over] not in SPEECH:
                    yield over
                    i = over if candidate.noun else i
        if candidate.noun and parse.dep[i] in ("nsubj", "nsubjpass") and self.is_hit(parse.head[i], candidate):
            yield parse.head[i]
        if parse.dep[i] == "conj" and not self._has_subject(i) and parse.pos[parse.head[i]] == "VERB":
            yield parse.head[i]
        for k in parse.kids[i]:
            with_it = parse.dep[k] == "conj" and parse.pos[k] == "VERB" and not self._has_subject(k)
            if with_it or (parse.dep[k] == "advcl" and self._is_together(k)):
                yield k
        for head, _ in self.around.times_of(i):  # "on Monday, when gunmen opened fire": the clause hangs on the day
            if parse.dep[head] in ("pobj", "npadvmod") and i in (parse.head[head], parse.head[parse.head[head]]):
                yield from (k for k in parse.kids[head] if parse.dep[k] == "relcl" and self._is_together(k))
        if parse.dep[i] == "advcl" and self._is_together(i):
            yield parse.head[i]

    def is_hit(self, verb: int, candidate: Candidate) -> bool:
        """Whether a verb only says that the candidate came about, and what it struck: "the blast rocked X"."""
        return self.parse.lemma[verb] in _STRIKES and not self.is_other(verb, candidate)

    def _has_subject(self, verb: int) -> bool:
        return self.parse.kid(verb, "nsubj", "nsubjpass", "expl") is not None

    def _is_together(self, verb: int) -> bool:
        parse = self.parse
        return any(parse.lower[k] in _TOGETHER and parse.dep[k] in ("advmod", "mark") for k in parse.kids[verb])

    def antecedent(self, candidate: Candidate, word: str) -> int | None:
        """The noun before "where" or "when", if the candidate is told of in that clause."""
        parse, i = self.parse, candidate.token
        for _ in range(4):
            if parse.dep[i] in ("relcl", "advcl") and any(parse.lower[k] == word for k in parse.kids[i]):
                return parse.head[i]
            if parse.head[i] == i or parse.dep[i] not in ("conj", "dobj", "pobj", "prep", "nsubj", "nsubjpass"):
                return None
            i = parse.head[i]
        return None

    def main(self, candidate: Candidate) -> bool:
        """Whether the candidate is the sentence's main happening, or near enough under it."""
        parse = self.parse
        i = candidate.token
        for _ in range(4):
            if parse.head[i] == i:
                return True
            if parse.dep[i] in ("ccomp", "nsubj", "dobj", "pobj", "prep", "advcl", "conj", "nsubjpass", "attr"):
                i = parse.head[i]
            else:
                return False
        return False

    def over(self, head: int, candidate: Candidate) -> bool:
        """Whether the verb that a place or time hangs on stands over the candidate: it is not another clause's."""
        parse = self.parse
        verb = head
        for _ in range(NEAR):
            verb = parse.head[verb]
            if parse.pos[verb] in ("VERB", "AUX"):
                break
        i = candidate.token
        for _ in range(NEAR):
            if i == verb:
                return True
            if parse.head[i] == i or parse.dep[i] in ("relcl", "conj"):
                return False
            i = parse.head[i]
        return False
