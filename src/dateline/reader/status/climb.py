"""The climb: from an event's trigger up through what stands over it, word by word, as far as anything bears on it."""

from __future__ import annotations

from dateline.reader.draft import Frame
from dateline.reader.events import syntax
from dateline.reader.parse import Parse
from dateline.reader.status.clause import has_to, opener
from dateline.reader.status.nouns import NounClimber
from dateline.reader.status.reality import (
    AHEAD,
    DENIED,
    DOUBTED,
    EXCLUDED,
    FUTURE,
    HAPPENED,
    HAPPENING,
    OPEN,
    PLANNED,
    POSSIBLE,
    THREATENED,
    THROUGH,
    Reality,
)
from dateline.reader.status.tellings import is_denied

_SPEECH = frozenset(
    "say tell add state declare report note claim insist maintain explain announce reveal confirm acknowledge admit "
    "believe think know argue stress recall testify write quote assert allege blame accuse charge suspect see hear "
    "condemn denounce criticize criticise investigate describe mention show mean remember regret deplore".split()
)
_BROUGHT_ABOUT = frozenset(
    "force compel oblige cause lead help make let get use see hear watch feel persuade convince induce prompt provoke "
    "drive".split()
)
_DOING = frozenset(("of", "in", "on", "at", "about", "to", "against", "with", "for"))
_WHILE = frozenset(("by", "after", "while", "before", "since", "through", "in", "on", "upon"))
_UNDOING = frozenset((DENIED, EXCLUDED))
_SHOWING = frozenset("protest demonstrate demand mourn condemn denounce commemorate".split())  # done by another deed
_KEPT_FROM = frozenset("keep save bar protect restrain dissuade hinder exclude".split())
_TIMELESS = frozenset(("it", "they", "he", "she", "we", "i"))
STEPS = 10  # up the tree at most
ASIDES = 2  # main clauses that a participle takes its reality from, one in another


class Climber(NounClimber):
    """Reads what stands over an event: verbs, nouns, adjectives and prepositions that say how real it is."""

    def climb(self, parse: Parse, i: int, frame: Frame, reality: Reality, asides: int = ASIDES) -> None:
        """Read everything that stands over token `i`."""
        for _ in range(STEPS):
            up = self.step(parse, i, frame, reality, asides)
            if up is None:
                return
            i = up

    def step(self, parse: Parse, i: int, frame: Frame, reality: Reality, asides: int = ASIDES) -> int | None:
        """Read what stands over token `i` and climb there; None where nothing above bears on the event."""
        dep, up = parse.dep[i], parse.head[i]
        if up == i:
            return None
        gerund = parse.tag[i] == "VBG" and dep in ("nsubj", "nsubjpass", "dobj", "pobj")
        if gerund or parse.pos[i] in ("NOUN", "PROPN", "ADJ", "NUM", "PRON"):
            return self._from_noun(parse, i, frame, reality, dep, up)
        if dep == "relcl" and parse.lemma[up] in syntax.TELLINGS:
            reality.over(self.cues["noun"].get(parse.lemma[up], ""))
            return up
        if dep == "conj":
            same = parse.tag[i] in ("VB", "VBG", "VBN") and parse.tag[up] == parse.tag[i]
            return up if same and not syntax.has_subject(parse, i) and not has_to(parse, i) else None
        if dep == "pcomp":
            return self._over_preposition(parse, i, frame, reality, up, asides)
        if dep == "advcl" and parse.pos[up] in ("VERB", "AUX"):
            return self._beside(parse, i, frame, reality, up, asides)
        if dep in ("xcomp", "ccomp") and parse.pos[up] in ("VERB", "AUX"):
            return self._verb_over(parse, i, reality, dep, up)
        if dep in ("acl", "ccomp", "relcl") and parse.pos[up] == "NOUN":
            return self._noun_over(parse, i, reality, dep, up)
        if dep in ("xcomp", "ccomp", "acl", "advcl") and parse.pos[up] == "ADJ":
            return self._adjective_over(parse, i, reality, up)
        return None

    def _noun_over(self, parse: Parse, i: int, reality: Reality, dep: str, up: int) -> int | None:
        """A clause that hangs on a noun: "plans to attack", "no evidence that", "the right to"."""
        if dep == "relcl" and not has_to(parse, i):
            return None
        were = parse.head[up]
        if parse.dep[up] == "nsubj" and were < up and parse.lower[were] == "were":
            reality.over(OPEN)  # "were the army to attack"
            return None
        if dep == "acl" and not has_to(parse, i) and parse.kid(i, "mark") is None:
            return None  # "talks mediated by", "an attack blamed on"
        if is_denied(parse, up):
            reality.over(DENIED)  # "no plan to", "no evidence that", "denied reports that"
            return None
        effect = self.cues["noun"].get(parse.lemma[up])
        if effect:
            reality.over(effect)
            self.noun_itself(parse, up, reality)
            return up
        if dep in ("acl", "relcl") and has_to(parse, i):
            first = any(parse.lower[k] in ("first", "second", "third", "last", "only") for k in parse.kids[up])
            reality.over(HAPPENED if first else PLANNED)  # "the first town to fall"
        return None

    def _adjective_over(self, parse: Parse, i: int, reality: Reality, up: int) -> int | None:
        """A clause under an adjective: "ready to attack", "it is not true that", "unable to"."""
        effect = self.cues["adj"].get(parse.lower[up], "")
        verb = parse.head[up] if parse.pos[parse.head[up]] in ("AUX", "VERB") else None
        if parse.lower[up] == "able" and verb is not None and parse.tag[verb] == "VBD":
            effect = HAPPENED  # "were able to seize": they did
        if not effect:
            return None
        reality.over(effect)
        if verb is not None:
            self.clause_over(parse, verb, reality, effect)
        return verb

    def _beside(self, parse: Parse, i: int, frame: Frame, reality: Reality, up: int, asides: int) -> int | None:
        """A clause beside another: purposes, "rather than attack", participles that share the main clause's reality."""
        if opener(parse, i) == "rather than":
            reality.over(DENIED)
            return None
        if has_to(parse, i) and parse.tag[i] == "VB":
            noun = self._noun_before(parse, i, up)
            if noun is not None:  # "foiled a plot to bomb"
                return self._noun_over(parse, i, reality, "acl", noun)
            effect = self.cues["verb"].get(self.term(parse, up))
            if effect in _UNDOING and parse.kid(up, "dobj") is not None:
                effect = None  # "blocked the road to protest": its purpose, not what was blocked
            if effect or parse.lemma[up] == "go":
                return self._verb_over(parse, i, reality, "xcomp", up)
            if parse.lemma[i] in _SHOWING:
                self._share(parse, up, frame, reality, asides)
                reality.over("" if reality.status else HAPPENED)  # "marched to protest": by marching
                return None
            reality.over(PLANNED)  # in order to
            return None
        if parse.tag[i] == "VBG" and not syntax.has_subject(parse, i):
            self._share(parse, up, frame, reality, asides)
        return None

    def _noun_before(self, parse: Parse, i: int, up: int) -> int | None:
        """The object just before a "to" that the parser hung on the verb, where it is one that has such clauses."""
        to = next((k for k in parse.kids[i] if parse.tag[k] == "TO"), i)
        noun = to - 1
        told = noun >= 0 and parse.dep[noun] == "dobj" and parse.head[noun] == up
        return noun if told and parse.lemma[noun] in self.cues["noun"] else None

    def _share(self, parse: Parse, up: int, frame: Frame, reality: Reality, asides: int) -> None:
        """ "Rebels may attack the town, killing hundreds": what hangs on something unreal is as unreal."""
        if asides <= 0 or reality.status:
            return
        main = Reality()
        self.clause(parse, up, main)
        self.climb(parse, up, frame, main, asides - 1)
        if main.positive and main.status in AHEAD:
            reality.over(main.status)

    def _verb_over(self, parse: Parse, i: int, reality: Reality, dep: str, up: int) -> int | None:
        """A clause that is a verb's complement: "tried to", "denied that", "is to be", "began to"."""
        to = has_to(parse, i)
        lemma = parse.lemma[up]
        if lemma == "go" and to:
            part = syntax.particle(parse, up)
            reality.over(HAPPENED if part == "on" else PLANNED)
            self.negation(parse, up, reality)
            return up
        if lemma == "be":
            return self._be_over(parse, i, reality, to, up)
        if lemma == "have" and to:
            if any(parse.lower[k] == "yet" for k in parse.kids[up]):
                reality.over(DENIED)
                return None
            reality.over(HAPPENED if parse.tag[up] in ("VBD", "VBN") else POSSIBLE)  # "had to withdraw"; "has to"
            self.clause(parse, up, reality)
            return up
        effect = self.cues["verb"].get(self.term(parse, up))
        that = dep == "ccomp" and not to
        if effect is None:
            return self._no_cue_over(parse, i, reality, that, to, up)
        if effect == DOUBTED:
            doubt = Reality()
            self.clause(parse, up, doubt)
            reality.over("" if not doubt.positive else POSSIBLE)  # "no one doubts that": so it is
            return None if not doubt.positive else up
        if that and effect in (THREATENED, POSSIBLE, OPEN) and reality.status in (FUTURE, POSSIBLE):
            subject = parse.kid(i, "nsubj")
            own = subject is not None and parse.lower[subject] in _TIMELESS
            if effect == THREATENED or (lemma == "warn" and own and reality.status == FUTURE):
                reality.over(THREATENED)  # "threatened that it would bomb"
                return up
        if that and effect not in (DENIED, EXCLUDED, POSSIBLE, OPEN):
            return None
        if that and lemma in ("fail", "refuse", "decline", "stop"):
            return None
        if effect == HAPPENING and to is False and dep == "ccomp":
            return None
        if effect == THROUGH and to:
            reality.over(HAPPENED)  # "began to attack"
        reality.over(effect)
        self.clause_over(parse, up, reality, effect)
        return up

    def _be_over(self, parse: Parse, i: int, reality: Reality, to: bool, up: int) -> int | None:
        """ "Is to be launched", "the aim is to attack", "it is possible that", "it is not true that"."""
        adjective = parse.kid(up, "acomp")
        effect = self.cues["adj"].get(parse.lower[adjective], "") if adjective is not None else ""
        if adjective is not None and not effect and not to:
            return None  # "it is sad that"
        if to:
            reality.over(PLANNED)
        if effect:
            reality.over(effect)
            self.clause_over(parse, up, reality, effect)
            return up
        if to:
            self.negation(parse, up, reality)
        return None

    def _no_cue_over(self, parse: Parse, i: int, reality: Reality, that: bool, to: bool, up: int) -> int | None:
        """A complement of a verb that is no cue: of speech, of bringing about, of anything else."""
        lemma = parse.lemma[up]
        if lemma in _SPEECH and to and i < up and syntax.has_subject(parse, i):
            reality.over(PLANNED)  # a headline: "Army to attack camps, officers say"
            return None
        if lemma in _SPEECH and to:  # "is not known to have attacked"
            reality.over(HAPPENED)
            self.clause_over(parse, up, reality, HAPPENED)
            return up
        if lemma in _BROUGHT_ABOUT and parse.tag[i] == "VB":
            reality.over(HAPPENED)  # "was forced to resign", "helped them escape"
            self.clause(parse, up, reality)
            return up
        if lemma in _SPEECH or that:
            return None
        if to and parse.tag[i] == "VB":
            reality.over(PLANNED)
        return None

    def _over_preposition(
        self, parse: Parse, i: int, frame: Frame, reality: Reality, prep: int, asides: int
    ) -> int | None:
        """A gerund after a preposition: "without burning", "accused of bombing", "capable of attacking"."""
        over, word = parse.head[prep], parse.lower[prep]
        effect = self.before(parse, prep)
        if effect is not None:
            reality.over(effect)
            return None
        if parse.pos[over] in ("VERB", "AUX"):
            lemma = parse.lemma[over]
            effect = DENIED if word == "from" and lemma in _KEPT_FROM else self.cues["verb"].get(lemma)
            if (
                effect is not None
                and lemma not in _SPEECH
                and (word in _DOING or (word == "from" and effect == DENIED))
            ):
                reality.over(effect)
                self.clause_over(parse, over, reality, effect)
                return over
            if word in _WHILE:
                self._share(parse, over, frame, reality, asides)
            return None
        if parse.pos[over] == "NOUN" and (effect := self.cues["noun"].get(parse.lemma[over])):
            reality.over(effect)
            self.noun_itself(parse, over, reality)
            return over
        if parse.pos[over] == "ADJ" and (effect := self.cues["adj"].get(parse.lower[over])):
            reality.over(effect)
            if parse.pos[parse.head[over]] in ("AUX", "VERB"):
                self.clause_over(parse, parse.head[over], reality, effect)
        return None
