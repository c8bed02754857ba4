"""Clauses: what a verb's auxiliaries, negation and adverbs say of it, and the words before an event noun."""

from __future__ import annotations

from dateline.reader.draft import Frame
from dateline.reader.events import syntax
from dateline.reader.parse import Parse
from dateline.reader.status.reality import DENIED, HAPPENED, THROUGH, Reality


def has_to(parse: Parse, i: int) -> bool:
    """Whether a verb is a "to" infinitive."""
    return any(parse.tag[k] == "TO" for k in parse.kids[i])


_SAME_IN_PAST = frozenset("let put cut hit shut set hurt beat".split())


class ClauseReader:
    """Reads one clause, by the cues of status_cues.tsv (part of speech -> word -> effect)."""

    def __init__(self, cues: dict[str, dict[str, str]]) -> None:
        self.cues = cues

    def bare(self, parse: Parse, frame: Frame, reality: Reality) -> None:
        """Forms that assert nothing: an infinitive, a command, a question."""
        verb = frame.head if parse.pos[frame.head] == "VERB" else frame.carrier
        if verb is None or reality.status:
            return
        if (
            parse.tag[verb] == "VB"
            and parse.lower[verb] not in _SAME_IN_PAST
            and not any(parse.lower[k] in ("do", "does", "did") for k in parse.kids[verb])
        ):
            if has_to(parse, verb):
                reality.over("planned")
            elif parse.head[verb] == verb or parse.dep[verb] in ("ccomp", "conj"):
                reality.over("possible")
        elif parse.head[verb] == verb and parse.lower[parse.sentences[parse.sentence[verb]][1] - 1] == "?":
            reality.over("possible")

    def noun_itself(self, parse: Parse, i: int, reality: Reality) -> None:
        """Words before an event noun: "no direct participation", "the planned offensive"."""
        adjectives = self.cues["adj"]
        for k in parse.kids[i]:
            if parse.dep[k] == "det" and parse.lower[k] in ("no", "neither"):
                reality.over(DENIED)
            elif parse.dep[k] in ("amod", "compound") and (effect := adjectives.get(parse.lower[k])):
                reality.over(effect)
            elif parse.dep[k] == "amod" and parse.lower[k] == "never":
                reality.over(DENIED)

    def clause(self, parse: Parse, v: int, reality: Reality) -> None:
        """A verb's own auxiliaries, negation, adverbs and opening word; its form where it has none."""
        kids = parse.kids[v]
        modal = ""
        negated = False
        be = have = being = False
        for k in kids:
            dep, low = parse.dep[k], parse.lower[k]
            if dep in ("aux", "auxpass"):
                if low in self.cues["modal"]:
                    modal = self.cues["modal"][low]
                be = be or (parse.lemma[k] == "be" and dep == "aux" and parse.tag[k] in ("VBZ", "VBP"))
                have = have or parse.lemma[k] == "have"
                being = being or low == "being"
            elif dep == "neg" or (dep in ("advmod", "preconj", "cc") and self.cues["adv"].get(low) == DENIED):
                negated = negated or not self._not_only(parse, k)
            elif dep == "advmod" and (effect := self.cues["adv"].get(low)):
                reality.over(effect)
            elif dep == "mark" and (effect := self.cues["mark"].get(low)):
                modal = modal or effect
            elif (dep == "det" and low == "no") or (dep in ("nsubj", "nsubjpass") and self._nobody(parse, k)):
                negated = True
        if parse.dep[v] == "conj" and not modal and self._shares(parse, v):
            modal, negated = self._shared(parse, parse.head[v], modal, negated)
        if parse.dep[v] == "pcomp" and parse.lower[parse.head[v]] == "without":
            negated = not negated
        if modal == "planned" and have and parse.tag[v] == "VBN":
            modal = "possible"  # would have: it did not come to it, or it is not known
        if modal:
            reality.over(modal)
        elif (parse.tag[v] == "VBG" and be) or (parse.tag[v] == "VBN" and being):
            reality.over("happening")
        if negated:
            reality.over(DENIED)

    def _shares(self, parse: Parse, v: int) -> bool:
        """Whether a coordinated verb shares the first one's auxiliaries: "did not attack or kidnap"."""
        if parse.tag[v] == "VB":
            return not has_to(parse, v)
        return parse.tag[v] in ("VBN", "VBG") and not any(
            parse.dep[k] in ("aux", "auxpass", "nsubj") for k in parse.kids[v]
        )

    def _not_only(self, parse: Parse, k: int) -> bool:
        return parse.lower[k + 1 : k + 2] in (["only"], ["just"], ["merely"])

    def _nobody(self, parse: Parse, k: int) -> bool:
        """A subject that empties its clause: "no troops were sent", "nobody attacked", "none of them"."""
        if parse.lower[k] in ("nobody", "none", "nothing"):
            return True
        return any(parse.dep[m] == "det" and parse.lower[m] in ("no", "neither") for m in parse.kids[k])

    def _shared(self, parse: Parse, head: int, modal: str, negated: bool) -> tuple[str, bool]:
        """A bare verb that is coordinated shares the first one's modal and negation: "did not attack or kidnap"."""
        for k in parse.kids[head]:
            low = parse.lower[k]
            if parse.dep[k] == "aux" and low in self.cues["modal"]:
                modal = self.cues["modal"][low]
            elif parse.dep[k] == "neg" and any(parse.lower[m] in ("or", "nor") for m in parse.kids[head]):
                negated = True
        return modal, negated

    def clause_over(self, parse: Parse, v: int, reality: Reality, effect: str) -> None:
        """The clause of a verb that stands over the event; that a plan is being made leaves it a plan."""
        before = reality.status
        self.clause(parse, v, reality)
        if effect and effect not in (THROUGH, DENIED, HAPPENED) and reality.status == "happening":
            reality.status = before
        if effect == "happening" and reality.status in ("planned",):
            reality.status = "happening"  # "will continue": it goes on

    def negation(self, parse: Parse, v: int, reality: Reality) -> None:
        if any(parse.dep[k] == "neg" for k in parse.kids[v]):
            reality.over(DENIED)

    def term(self, parse: Parse, v: int) -> str:
        part = syntax.particle(parse, v)
        term = f"{parse.lemma[v]} {part}"
        return term if part and term in self.cues["verb"] else parse.lemma[v]
