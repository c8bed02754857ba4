"""The climb: from an event's trigger up through what stands over it, word by word, as far as anything bears on it."""

from __future__ import annotations

from dateline.reader.draft import Frame
from dateline.reader.events import syntax
from dateline.reader.events.nominal import CONTAINERS
from dateline.reader.parse import Parse
from dateline.reader.status.clause import ClauseReader, has_to
from dateline.reader.status.reality import DENIED, EXCLUDED, HAPPENED, THROUGH, Reality

_SPEECH = frozenset(
    "say tell add state declare report note claim insist maintain explain announce reveal confirm acknowledge admit "
    "believe think know argue stress recall testify write quote assert allege blame accuse charge suspect see hear "
    "condemn denounce criticize criticise investigate describe mention show mean remember regret deplore".split()
)
_OCCUR = frozenset(
    "occur happen begin start erupt break take continue resume follow come go rage intensify ensue unfold be "
    "plan expect schedule propose cancel postpone avert foil thwart abort call prevent threaten fail loom".split()
)

_AHEAD = frozenset(("strike", "protest", "rally", "march", "boycott", "offensive", "operation", "visit", "blockade"))
_TALKS = frozenset(("talk", "negotiation", "discussion"))
_ABOUT = frozenset(("for", "from", "against", "of", "on", "to", "about"))
_DOING = frozenset(("of", "in", "on", "at", "about", "to", "against", "with"))
_WHILE = frozenset(("by", "after", "while", "without", "before", "since", "through"))
# Verbs that say how real a deed under them is ("stopped shelling"), but not a noun that is their object: it was.
_OF_DOING = frozenset("stop ban block oppose reject disrupt allow discuss warn deter suspect".split())


class Climber(ClauseReader):
    """Reads what stands over an event: verbs, nouns, adjectives and prepositions that say how real it is."""

    def step(self, parse: Parse, i: int, frame: Frame, reality: Reality) -> int | None:
        """Read what stands over token `i` and climb there; None where nothing above bears on the event."""
        dep, up = parse.dep[i], parse.head[i]
        if up == i:
            return None
        if parse.pos[i] in ("NOUN", "PROPN", "ADJ", "NUM", "PRON"):
            return self._from_noun(parse, i, frame, reality, dep, up)
        if dep == "relcl" and parse.lemma[up] in syntax.TELLINGS:
            effect = self.cues["noun"].get(parse.lemma[up], THROUGH)
            reality.over(effect)
            return up
        if dep in ("xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "prep", "csubj", "acomp", "oprd"):
            return self._from_clause(parse, i, frame, reality, dep, up)
        return None

    def _from_noun(self, parse: Parse, i: int, frame: Frame, reality: Reality, dep: str, up: int) -> int | None:
        if i == frame.head and frame.carrier is not None and parse.head[frame.carrier] == i:
            self._carrier(parse, frame.carrier, reality)  # "an attack carried out by", "an offensive planned for"
        if dep == "conj":
            return up
        if dep == "pobj":
            return self._under_preposition(parse, i, frame, reality, up)
        if dep in ("dobj", "nsubjpass", "attr", "nsubj"):
            return self._under_verb(parse, i, frame, reality, dep, up)
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
        if parse.pos[over] == "NOUN":
            return self._under_noun(parse, over, word, reality)
        if parse.pos[over] == "VERB":
            effect = self.cues["verb"].get(parse.lemma[over], "")
            spared = word == "for" and parse.lemma[over] in ("ban", "block", "stop")
            if word in _ABOUT and effect in ("possible", "planned", DENIED) and not spared:
                reality.over(effect)
                self.clause(parse, over, reality)
                return over
            if word == "for":  # "will fly to Geneva for talks"
                self.clause(parse, over, reality)
                return over
        if word == "without":
            reality.over(DENIED)
        return None

    def _under_noun(self, parse: Parse, over: int, word: str, reality: Reality) -> int | None:
        """An event noun under a noun that says how real it is: "rumours of", "plans for", "the risk of"."""
        if parse.lemma[over] in _TALKS and word in ("on", "about", "over", "for"):
            reality.over("possible")  # "talks on a truce": no truce yet
            return None
        effect = self.cues["noun"].get(parse.lemma[over])
        if effect is None or word not in _ABOUT or (word not in ("of", "for", "about") and effect != "planned"):
            return None
        reality.over("possible" if effect == DENIED and word != "of" else effect)
        return over

    def _under_verb(self, parse: Parse, i: int, frame: Frame, reality: Reality, dep: str, v: int) -> int | None:
        """An event noun that is a verb's object or subject."""
        passive = dep == "nsubjpass"
        if parse.lemma[v] == "announce" and (passive or dep == "dobj") and frame.lemma in _AHEAD:
            reality.over("planned")  # who announces a strike has yet to hold it
            self.clause_over(parse, v, reality, "planned")
            return v
        if v == frame.carrier:
            if dep == "nsubj" and parse.lemma[v] not in _OCCUR:
                return None
            self._carrier(parse, v, reality)
            return v
        term = self.term(parse, v)
        effect = self.cues["verb"].get(term)
        if dep == "nsubj":
            if parse.lemma[v] == "be":
                return self._copula(parse, v, reality)
            if parse.lemma[v] in _OCCUR and term not in ("fail",):
                self.clause(parse, v, reality)
                return v
            return None
        if effect not in (None, HAPPENED) and (dep == "dobj" or passive) and parse.lemma[v] not in _OF_DOING:
            reality.over(effect or "")
            self.clause_over(parse, v, reality, effect or "")
            return v
        if parse.lemma[v] in ("be", "see", "witness", "have"):
            self.clause(parse, v, reality)
            return v
        return None

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
                    reality.over("planned")  # "is to be launched"
                elif parse.lower[k] in ("underway", "way"):
                    reality.over("happening")
        if any(parse.lower[k] == "under" for k in parse.kids[v]):
            reality.over("happening")
        return None

    def _from_clause(self, parse: Parse, i: int, frame: Frame, reality: Reality, dep: str, up: int) -> int | None:
        if dep == "conj":
            return (
                up
                if parse.tag[i] in ("VB", "VBG", "VBN")
                and parse.tag[up] == parse.tag[i]
                and not syntax.has_subject(parse, i)
                else None
            )
        if dep == "prep":
            return None
        if parse.pos[up] in ("VERB", "AUX") and dep in ("xcomp", "ccomp", "advcl"):
            return self._verb_over(parse, i, frame, reality, dep, up)
        if dep == "pcomp":
            return self._over_preposition(parse, i, reality, up)
        if dep in ("acl", "ccomp") and parse.pos[up] == "NOUN":
            if dep == "acl" and not has_to(parse, i) and parse.kid(i, "mark") is None:
                return None  # "talks mediated by", "an attack blamed on"
            effect = self.cues["noun"].get(parse.lemma[up])
            if effect:
                reality.over(effect)
                self.noun_itself(parse, up, reality)
                return up
            denied = self.cues["verb"].get(parse.lemma[parse.head[up]]) == DENIED and parse.dep[up] == "dobj"
            if any(parse.lower[k] == "no" for k in parse.kids[up]) or (denied and parse.lemma[up] in syntax.TELLINGS):
                reality.over(DENIED)  # "no evidence that", "denied reports that"
            elif dep == "acl" and has_to(parse, i):
                reality.over("planned")
            return None
        if dep in ("xcomp", "ccomp", "acl", "advcl") and parse.pos[up] == "ADJ":
            effect = self.cues["adj"].get(parse.lower[up])
            if effect:
                reality.over(effect)
            if parse.pos[parse.head[up]] in ("AUX", "VERB"):
                self.clause_over(parse, parse.head[up], reality, effect or "")
            return None
        return None

    def _verb_over(self, parse: Parse, i: int, frame: Frame, reality: Reality, dep: str, up: int) -> int | None:
        if dep == "advcl":
            if has_to(parse, i) and parse.tag[i] == "VB":
                reality.over("planned")  # in order to
                return None
            if any(parse.lower[k] in self.cues["mark"] for k in parse.kids[i] if parse.dep[k] == "mark"):
                return None
            return None
        if parse.lemma[up] == "go" and has_to(parse, i) and parse.tag[up] == "VBG":
            reality.over("planned")
            self.negation(parse, up, reality)
            return up
        if parse.lemma[up] == "be" and has_to(parse, i):
            reality.over("planned")  # "is to be launched", "the aim is to attack"
            self.negation(parse, up, reality)
            adjective = parse.kid(up, "acomp")
            if adjective is not None and (effect := self.cues["adj"].get(parse.lower[adjective])):
                reality.over(effect)
            return None
        effect = self.cues["verb"].get(self.term(parse, up))
        that = dep == "ccomp" and not has_to(parse, i)
        if effect is None:
            if parse.lemma[up] in _SPEECH and has_to(parse, i):  # "is not known to have attacked"
                reality.over(HAPPENED)
                self.clause_over(parse, up, reality, HAPPENED)
                return up
            if parse.lemma[up] in _SPEECH or that:
                return None
            if has_to(parse, i) and parse.tag[i] == "VB":
                if parse.lemma[up] in ("force", "compel", "cause", "lead", "help", "make", "let", "have", "use"):
                    reality.over(HAPPENED)  # "was forced to resign"
                    self.clause(parse, up, reality)
                    return up
                reality.over("planned")
            return None
        if that and effect not in (DENIED, EXCLUDED, "possible"):
            return None
        if that and parse.lemma[up] in ("fail", "refuse", "decline", "stop"):
            return None
        reality.over(effect)
        self.clause_over(parse, up, reality, effect)
        return up

    def _over_preposition(self, parse: Parse, i: int, reality: Reality, prep: int) -> int | None:
        over, word = parse.head[prep], parse.lower[prep]
        if parse.pos[over] == "VERB":
            effect = self.cues["verb"].get(parse.lemma[over])
            if effect is None or parse.lemma[over] in _SPEECH:
                return None
            if word in _DOING or (word == "from" and effect == DENIED):
                reality.over(effect)
                self.clause_over(parse, over, reality, effect)
                return over
            return None
        if word in _WHILE:
            return None
        if parse.pos[over] == "NOUN":
            effect = self.cues["noun"].get(parse.lemma[over])
            if effect:
                reality.over(effect)
                self.noun_itself(parse, over, reality)
                return over
        if parse.pos[over] == "ADJ":
            effect = self.cues["adj"].get(parse.lower[over])
            if effect:
                reality.over(effect)
        return None
