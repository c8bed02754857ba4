"""Event nouns in the climb: the verb, noun or preposition they stand under, and what it says of them."""

from __future__ import annotations

from dateline.reader.draft import Frame
from dateline.reader.events.nominal import CONTAINERS
from dateline.reader.parse import Parse
from dateline.reader.status.clause import ClauseReader, has_to
from dateline.reader.status.reality import (
    ATTEMPTED,
    DENIED,
    DONE,
    HAPPENED,
    HAPPENING,
    OPEN,
    PLANNED,
    POSSIBLE,
    Reality,
)
from dateline.reader.status.tellings import is_denied

_OCCUR = frozenset(
    "occur happen begin start erupt break take continue resume follow come go rage intensify ensue unfold be "
    "plan expect schedule propose cancel postpone avert foil thwart abort call prevent threaten fail loom".split()
)
_AHEAD = frozenset(("strike", "protest", "rally", "march", "boycott", "offensive", "operation", "visit", "blockade"))
_TALKS = frozenset(("talk", "negotiation", "discussion"))
_MEETINGS = _TALKS | {"meeting", "summit", "conference", "mediation"}
_ORDER = frozenset(("order", "direct", "command", "mastermind", "commission"))
_BREAKING = frozenset(("fail", "collapse", "break", "end", "stall", "founder"))
_ABOUT = frozenset(("for", "from", "against", "of", "on", "to", "about"))
_UNREAL = (POSSIBLE, OPEN, PLANNED, DENIED)
# Verbs that say how real a deed under them is ("stopped shelling"), but not a noun that is their object: it was.
_OF_DOING = frozenset(
    "stop ban block oppose reject disrupt allow discuss warn deter suspect abandon suspend halt drop end quit cease "
    "doubt want remember regret".split()
)
_CARRY_OUT = frozenset(("carry", "execute", "fulfil", "fulfill", "implement", "honour", "honor", "keep", "realise"))


class NounClimber(ClauseReader):
    """Reads what stands over an event noun, or over a noun that holds one ("plans for", "reports of")."""

    def before(self, parse: Parse, prep: int) -> str | None:
        """The effect of a preposition, with the word before it, on what it governs: "without", "instead of"."""
        word = parse.lower[prep]
        pair = f"{parse.lower[prep - 1]} {word}" if prep else word
        return self.cues["prep"].get(pair) or self.cues["prep"].get(word)

    def _from_noun(self, parse: Parse, i: int, frame: Frame, reality: Reality, dep: str, up: int) -> int | None:
        if i == frame.head and frame.carrier is not None and parse.head[frame.carrier] == i:
            self._carrier(parse, frame.carrier, reality)  # "an attack carried out by", "an offensive planned for"
        if dep == "conj":
            return up
        if dep == "pobj":
            return self._under_preposition(parse, i, frame, reality, up)
        if dep in ("dobj", "nsubjpass", "attr", "nsubj"):
            before = reality.positive
            over = self._under_verb(parse, i, frame, reality, dep, up)
            if dep in ("nsubj", "nsubjpass") and i == frame.head and self._is_none(parse, i):
                reality.positive = before  # "no attack occurred": the subject's "no" is the verb's, and said once
            return over
        return None

    def _under_preposition(self, parse: Parse, i: int, frame: Frame, reality: Reality, prep: int) -> int | None:
        """An event noun after a preposition: "talk of a truce", "prepared for an attack", "without an agreement"."""
        over, word = parse.head[prep], parse.lower[prep]
        if parse.lemma[over] in CONTAINERS and word in ("of", "in"):
            if any(parse.lower[k] == "no" for k in parse.kids[over]):
                reality.over(DENIED)
            return over
        if over == frame.carrier:
            self._carrier(parse, over, reality)
            return over
        effect = self.before(parse, prep)
        if effect is not None:
            reality.over(effect)
            return None
        if parse.pos[over] == "NOUN":
            return self._under_noun(parse, over, word, reality)
        if parse.pos[over] == "VERB":
            effect = self.cues["verb"].get(parse.lemma[over], "")
            spared = word == "for" and parse.lemma[over] in ("ban", "block", "stop", "want", "deny")
            if word in _ABOUT and effect in _UNREAL and not spared:
                reality.over(effect)
                self.clause(parse, over, reality)
                return over
            if word == "for":  # "will fly to Geneva for talks"
                self.clause(parse, over, reality)
                return over
        return None

    def _under_noun(self, parse: Parse, over: int, word: str, reality: Reality) -> int | None:
        """An event noun under a noun that says how real it is: "rumours of", "plans for", "the risk of"."""
        if parse.lemma[over] in _TALKS and word in ("on", "about", "over", "for"):
            reality.over(POSSIBLE)  # "talks on a truce": no truce yet
            return None
        if word == "of" and is_denied(parse, over):
            reality.over(DENIED)  # "no reports of", "dismissed claims of"
            return None
        effect = self.cues["noun"].get(parse.lemma[over])
        if effect is None or word not in _ABOUT or (word not in ("of", "for", "about") and effect != PLANNED):
            return None
        reality.over(POSSIBLE if effect == DENIED and word != "of" else effect)
        return over

    def _under_verb(self, parse: Parse, i: int, frame: Frame, reality: Reality, dep: str, v: int) -> int | None:
        """An event noun, or a noun that holds the event, that is a verb's object or subject."""
        passive = dep == "nsubjpass"
        lemma = parse.lemma[v]
        holder = i != frame.head  # "plans", "threat": what is done to it is not done to the event
        if lemma == "announce" and (passive or dep == "dobj") and frame.lemma in _AHEAD:
            reality.over(PLANNED)  # who announces a strike has yet to hold it
            self.clause_over(parse, v, reality, PLANNED)
            return v
        if dep == "nsubj" and not holder and lemma in _BREAKING and parse.lemma[i] in _MEETINGS:
            return None  # "the talks failed": they were held
        if lemma in _ORDER and parse.tag[v] == "VBG" and dep == "dobj" and self._is_the(parse, i):
            return None  # "accused of ordering the murder": of one that was done
        if v == frame.carrier and lemma == "claim":
            return None  # "nobody has claimed the attack": it is not the attack that is in doubt
        if v == frame.carrier:
            if dep == "nsubj" and lemma not in _OCCUR:
                return None
            self._carrier(parse, v, reality)
            return v
        if holder and lemma in _CARRY_OUT and (passive or dep == "dobj"):
            reality.over(DONE)
            self.clause(parse, v, reality)
            return v
        term = self.term(parse, v)
        effect = self.cues["verb"].get(term)
        if passive and lemma == "call" and term == "call" and not holder:
            effect = PLANNED  # "a march has been called for Saturday"
        if dep == "nsubj" and not holder and self._is_imagined(parse, i, v):
            reality.over(POSSIBLE)
            return None
        if dep == "nsubj":
            if lemma == "be":
                return self._copula(parse, v, reality)
            if lemma in _OCCUR and term not in ("fail",):
                self.clause(parse, v, reality)
                return v
            if holder and lemma == "fail":
                reality.over(DENIED if reality.status != ATTEMPTED else "")
            return None
        spared = lemma in _OF_DOING and not holder
        if effect not in (None, HAPPENED) and (dep == "dobj" or passive) and not spared:
            reality.over(effect or "")
            self.clause_over(parse, v, reality, effect or "")
            return v
        if lemma in ("be", "see", "witness", "have"):
            self.clause(parse, v, reality)
            return v
        return None

    def _is_imagined(self, parse: Parse, i: int, v: int) -> bool:
        """ "An assault on the city would be a catastrophe": one that nobody has told of."""
        helping = {parse.lower[k] for k in parse.kids_of(v, "aux")}
        modal = not helping.isdisjoint(("would", "could", "might")) and "have" not in helping
        return modal and not self._is_the(parse, i)

    def _is_none(self, parse: Parse, i: int) -> bool:
        return any(parse.lower[k] in ("no", "neither") for k in parse.kids[i] if parse.dep[k] == "det")

    def _is_the(self, parse: Parse, i: int) -> bool:
        return any(parse.lower[k] in ("the", "those") for k in parse.kids[i] if parse.dep[k] == "det")

    def _carrier(self, parse: Parse, v: int, reality: Reality) -> None:
        effect = self.cues["verb"].get(self.term(parse, v))
        if effect:
            reality.over(effect)
        self.clause_over(parse, v, reality, effect or "")

    def _copula(self, parse: Parse, v: int, reality: Reality) -> int | None:
        """ "The attack is imminent", "an operation is under way", "strikes are possible"."""
        for k in parse.kids[v]:
            if parse.dep[k] in ("acomp", "attr", "advmod", "xcomp"):
                effect = self.cues["adj"].get(parse.lower[k])
                if effect:
                    reality.over(effect)
                elif parse.dep[k] == "xcomp" and has_to(parse, k):
                    reality.over(PLANNED)  # "is to be launched"
                elif parse.lower[k] in ("underway", "way"):
                    reality.over(HAPPENING)
        if any(parse.lower[k] == "under" for k in parse.kids[v]):
            reality.over(HAPPENING)
        return None
