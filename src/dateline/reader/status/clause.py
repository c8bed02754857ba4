"""Clauses: what a verb's auxiliaries, negation and adverbs say of it, and the words before an event noun."""

from __future__ import annotations

from dateline.reader.draft import Frame
from dateline.reader.events import syntax
from dateline.reader.parse import Parse
from dateline.reader.status.reality import (
    DENIED,
    FUTURE,
    HAPPENED,
    HAPPENING,
    OPEN,
    PLANNED,
    POSSIBLE,
    THROUGH,
    Reality,
)

_SAME_IN_PAST = frozenset("let put cut hit shut set hurt beat".split())
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_TIMES_OF_NONE = frozenset("point time way stage circumstance account case means moment".split())
_ABILITY = frozenset(("can", "could", "ca", "cannot"))
_CONDITIONS = frozenset(("if", "unless", "provided", "providing"))
_PRESENT = frozenset(("VBZ", "VBP"))
_ENDS = frozenset(".!?…\"”’'")


def has_to(parse: Parse, i: int) -> bool:
    """Whether a verb is a "to" infinitive."""
    return any(parse.tag[k] == "TO" for k in parse.kids[i])


def opener(parse: Parse, v: int) -> str:
    """The word that opens a subordinate clause: "if", "when", "rather than"."""
    for k in parse.kids[v]:
        low = parse.lower[k]
        if parse.dep[k] == "mark" or (parse.dep[k] == "advmod" and parse.tag[k] == "WRB"):
            before = parse.lower[k - 1] if k else ""
            return f"{before} {low}" if f"{before} {low}" in ("even if", "rather than", "as if") else low
    return ""


def is_headline(parse: Parse, i: int) -> bool:
    """Whether a verb stands, after its subject, in a line that ends without a full stop."""
    first, end = parse.sentences[parse.sentence[i]]
    return parse.lower[end - 1][-1] not in _ENDS and any(
        parse.pos[k] in ("NOUN", "PROPN") for k in range(first, min(i, first + 8))
    )


class ClauseReader:
    """Reads one clause, by the cues of status_cues.tsv (part of speech -> word -> effect)."""

    def __init__(self, cues: dict[str, dict[str, str]]) -> None:
        self.cues = cues

    def bare(self, parse: Parse, frame: Frame, reality: Reality) -> None:
        """Forms that assert nothing: a question, an infinitive, a command."""
        verb = frame.head if parse.pos[frame.head] in ("VERB", "AUX") else frame.carrier
        if verb is None:
            return
        if self._asked(parse, verb):
            reality.over(OPEN)
        elif reality.status:
            return
        elif (
            parse.tag[verb] == "VB"
            and parse.lower[verb] not in _SAME_IN_PAST
            and not any(parse.lower[k] in ("do", "does", "did") for k in parse.kids[verb])
        ):
            if has_to(parse, verb):
                reality.over(PLANNED)
            elif (parse.head[verb] == verb or parse.dep[verb] in ("ccomp", "conj")) and not is_headline(parse, verb):
                reality.over(POSSIBLE)

    def _asked(self, parse: Parse, verb: int) -> bool:
        """Whether a verb is what a question asks; "who attacked the mill?" takes the attack for granted."""
        first, end = parse.sentences[parse.sentence[verb]]
        if parse.head[verb] != verb or parse.lower[end - 1] != "?":
            return False
        return not (parse.tag[first] in ("WP", "WRB", "WDT") and parse.tag[verb] in ("VBD", "VBN"))

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
        modal = word = ""
        negated = be = have = being = still = False
        kids = parse.kids[v]
        for k in kids:
            dep, low = parse.dep[k], parse.lower[k]
            if dep in ("aux", "auxpass"):
                if low in self.cues["modal"]:
                    modal, word = self.cues["modal"][low], low
                be = be or (parse.lemma[k] == "be" and dep == "aux" and parse.tag[k] in _PRESENT)
                have = have or parse.lemma[k] == "have"
                being = being or low == "being"
            elif dep == "neg" or (dep in ("advmod", "preconj", "cc") and self._denies(parse, v, k)):
                negated = negated or not self._not_only(parse, k)
            elif dep == "advmod" and (effect := self.cues["adv"].get(low)) and effect != DENIED:
                reality.over(effect)
            elif dep == "advmod" and low == "still":
                still = any(parse.lemma[m] == "be" for m in kids)
            elif dep == "mark" and (effect := self.cues["mark"].get(low)) and opener(parse, v) != "even if":
                modal = modal or effect
            elif (
                (dep == "det" and low == "no")
                or (dep in (*_SUBJECTS, "dobj") and self._nobody(parse, k))
                or (dep == "prep" and self._at_no_point(parse, k))
            ):
                negated = True
        if parse.dep[v] == "conj" and self._shares(parse, v):
            modal, negated = self._shared(parse, parse.head[v], modal, negated)
        elif parse.dep[v] == "conj" and any(parse.lower[k] == "nor" for k in parse.kids_of(parse.head[v], "cc")):
            negated = True  # "neither attacked nor burned"
        modal = self._conditional(parse, v, modal, have)
        if modal == DENIED:
            modal, negated = "", not negated
        if negated and word in _ABILITY:
            modal = ""  # "could not": it was not done
        if modal in (POSSIBLE, OPEN) and negated:
            reality.over(DENIED)
            negated = False
            modal = OPEN if modal == OPEN or word in ("may", "might") else POSSIBLE
        if modal:
            reality.over(modal)
        elif being if parse.tag[v] == "VBN" else parse.tag[v] == "VBG" and (be or still):
            reality.over(HAPPENING)
        if negated:
            reality.over(DENIED)

    def _denies(self, parse: Parse, v: int, k: int) -> bool:
        """Whether an adverb or "nor" turns its verb round; that of "attacked, nor did they" stands before the other."""
        return self.cues["adv"].get(parse.lower[k]) == DENIED and not (parse.dep[k] == "cc" and k > v)

    def _at_no_point(self, parse: Parse, prep: int) -> bool:
        """ "at no point", "under no circumstances"."""
        noun = parse.kid(prep, "pobj")
        if noun is None or parse.lemma[noun] not in _TIMES_OF_NONE:
            return False
        return any(parse.lower[k] == "no" for k in parse.kids[noun])

    def _conditional(self, parse: Parse, v: int, modal: str, have: bool) -> str:
        """What a condition makes of a clause: of "if", of what hangs on it, of "had they attacked"."""
        past = parse.tag[v] in ("VBN", "VBD")
        if parse.dep[v] == "advcl":
            over = parse.head[v]
            main = {parse.lower[k] for k in parse.kids_of(over, "aux")}
            unreal = bool(main & {"would", "could", "might", "'d", "’d"}) and bool(main & {"have", "'ve", "of"})
            had = any(parse.lower[k] in ("had", "'d", "’d") for k in parse.kids_of(v, "aux"))
            inverted = self._inverted(parse, v)
            if unreal and past and had and (inverted or opener(parse, v) == "if"):
                return DENIED
            if inverted:
                return OPEN
            if not modal and opener(parse, v) in ("when", "once", "until", "before", "after") and main:
                coming = main & self.cues["modal"].keys()
                if coming and parse.tag[v] in _PRESENT:
                    return FUTURE
        if modal != FUTURE:
            return modal
        conditions = [
            k for k in parse.kids_of(v, "advcl") if opener(parse, k) in _CONDITIONS or self._inverted(parse, k)
        ]
        if have and past and any(parse.lower[k] in ("would", "'d", "’d") for k in parse.kids[v]):
            return DENIED if conditions else POSSIBLE  # it did not come to it, or it is not known
        return POSSIBLE if conditions else modal

    def _inverted(self, parse: Parse, v: int) -> bool:
        """ "Had the army attacked", "should they attack", "were it to attack"."""
        subject = parse.kid(v, *_SUBJECTS)
        if subject is None or parse.dep[v] != "advcl":
            return False
        return any(
            k < parse.left[subject] and parse.lower[k] in ("had", "should", "were") for k in parse.kids_of(v, "aux")
        ) or (parse.lower[v] == "were" and v < subject)

    def _shares(self, parse: Parse, v: int) -> bool:
        """Whether a coordinated verb shares the first one's auxiliaries: "did not attack or kidnap"."""
        if parse.tag[v] == "VB":
            return not has_to(parse, v) and not syntax.has_subject(parse, v)
        return parse.tag[v] in ("VBN", "VBG") and not any(
            parse.dep[k] in ("aux", "auxpass", "nsubj") for k in parse.kids[v]
        )

    def _not_only(self, parse: Parse, k: int) -> bool:
        return parse.lower[k + 1 : k + 2] in (["only"], ["just"], ["merely"], ["simply"])

    def _nobody(self, parse: Parse, k: int) -> bool:
        """A subject or object that empties its clause: "no troops were sent", "nobody attacked", "not one house"."""
        if parse.lower[k] in ("nobody", "none", "nothing"):
            return parse.dep[k] != "dobj"
        if parse.dep[k] == "dobj":
            return False
        first = parse.left[k]
        if parse.lower[first] == "not":
            return parse.lower[first + 1] in ("a", "one")
        return any(parse.lower[m] in ("no", "neither") for m in parse.kids[k])

    def _shared(self, parse: Parse, head: int, modal: str, negated: bool) -> tuple[str, bool]:
        """A bare verb that is coordinated shares the first one's modal and negation: "did not attack or kidnap"."""
        for k in parse.kids[head]:
            low = parse.lower[k]
            if parse.dep[k] == "aux" and low in self.cues["modal"]:
                modal = modal or self.cues["modal"][low]
            elif parse.dep[k] == "neg" and any(parse.lower[m] in ("or", "nor") for m in parse.kids[head]):
                negated = True
        return modal, negated

    def clause_over(self, parse: Parse, v: int, reality: Reality, effect: str) -> None:
        """The clause of a verb that stands over the event; that a plan is being made leaves it a plan."""
        before = reality.status
        self.clause(parse, v, reality)
        if effect and effect not in (THROUGH, DENIED, HAPPENED) and reality.status == HAPPENING:
            reality.status = before
        if effect == HAPPENING and reality.status == FUTURE:
            reality.status = HAPPENING  # "will continue": it goes on

    def negation(self, parse: Parse, v: int, reality: Reality) -> None:
        if any(parse.dep[k] == "neg" for k in parse.kids[v]):
            reality.over(DENIED)

    def term(self, parse: Parse, v: int) -> str:
        part = syntax.particle(parse, v)
        term = f"{parse.lemma[v]} {part}"
        return term if part and term in self.cues["verb"] else parse.lemma[v]
