"""The status layer: what the words say of each event's reality, read off from the trigger up through its sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.reader.draft import Draft, Frame
from dateline.reader.events import syntax
from dateline.reader.events.nominal import CONTAINERS
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Stance, Status

STEPS = 10  # up the tree at most
_DENIED, _HAPPENED, _THROUGH = "denied", "happened", "through"
_SPEECH = frozenset(
    "say tell add state declare report note claim insist maintain explain announce reveal confirm acknowledge admit "
    "believe think know argue stress recall testify write quote assert allege blame accuse charge suspect see hear "
    "condemn denounce criticize criticise investigate describe mention show mean remember regret deplore".split()
)
_OCCUR = frozenset(
    "occur happen begin start erupt break take continue resume follow come go rage intensify ensue unfold be "
    "plan expect schedule propose cancel postpone avert foil thwart abort call prevent threaten fail loom".split()
)
_STANCES = {Stance.DENIES: Status.DENIED}


@dataclass(slots=True)
class _Reality:
    """What has been read so far on the way up: how real, and whether it is turned round."""

    status: str = ""
    positive: bool = True

    def over(self, effect: str) -> None:
        """A word that stands over all that was read so far."""
        if effect == _DENIED:
            self.positive = not self.positive
        elif effect == "happening":
            self.status = (
                effect
                if self.status in ("", _HAPPENED, "attempted", "happening") or self.status == "planned"
                else self.status
            )
        elif effect == _HAPPENED:
            self.status = self.status or effect
        elif effect == "possible":
            self.status = self.status if self.status in ("planned", "threatened") else effect
        elif effect in ("planned", "threatened", "attempted"):
            self.status = effect

    def result(self) -> Status:
        if not self.positive:
            return Status.DENIED
        return Status(self.status or _HAPPENED)


class StatusLayer:
    """Tense, aspect, modality, negation with its scope, the words that stand over the event, and its claims' stance."""

    name = "status"
    version = "1"

    def __init__(self, lexicons: Lexicons) -> None:
        self.cues: dict[str, dict[str, str]] = {}
        for row in lexicons.table("status_cues"):
            self.cues.setdefault(row["pos"], {})[row["term"]] = row["effect"]

    def __call__(self, draft: Draft) -> None:
        denying = {claim.id for claim in draft.claims if claim.stance in _STANCES}
        for number, event in enumerate(draft.events):
            frame = draft.frames.get(event.id)
            if frame is None:
                continue
            status = self.status(draft.parse, frame)
            inner = event.claims[0] if event.claims else None
            if inner in denying and status in (Status.HAPPENED, Status.HAPPENING, Status.POSSIBLE):
                status = Status.DENIED
            if status != event.status:
                draft.events[number] = replace(event, status=status)

    def status(self, parse: Parse, frame: Frame) -> Status:
        """The status of the event that stands so in the parse."""
        reality = _Reality()
        i = frame.head
        if parse.pos[i] in ("NOUN", "PROPN"):
            self._noun_itself(parse, i, reality)
        else:
            self._clause(parse, i, reality)
        for _ in range(STEPS):
            up = self._step(parse, i, frame, reality)
            if up is None:
                break
            i = up
        self._bare(parse, frame, reality)
        return reality.result()

    def _bare(self, parse: Parse, frame: Frame, reality: _Reality) -> None:
        """Forms that assert nothing: an infinitive, a command, a question."""
        verb = frame.head if parse.pos[frame.head] == "VERB" else frame.carrier
        if verb is None or reality.status:
            return
        if parse.tag[verb] == "VB" and not any(parse.lower[k] in ("do", "does", "did") for k in parse.kids[verb]):
            if self._to(parse, verb):
                reality.over("planned")
            elif parse.head[verb] == verb or parse.dep[verb] in ("ccomp", "conj"):
                reality.over("possible")
        elif parse.head[verb] == verb and parse.lower[parse.sentences[parse.sentence[verb]][1] - 1] == "?":
            reality.over("possible")

    def _noun_itself(self, parse: Parse, i: int, reality: _Reality) -> None:
        """Words before an event noun: "no direct participation", "the planned offensive"."""
        adjectives = self.cues["adj"]
        for k in parse.kids[i]:
            if parse.dep[k] == "det" and parse.lower[k] in ("no", "neither"):
                reality.over(_DENIED)
            elif parse.dep[k] in ("amod", "compound") and (effect := adjectives.get(parse.lower[k])):
                reality.over(effect)
            elif parse.dep[k] == "amod" and parse.lower[k] == "never":
                reality.over(_DENIED)

    def _clause(self, parse: Parse, v: int, reality: _Reality) -> None:
        """A verb's own auxiliaries, negation, adverbs and opening word; its form where it has none."""
        kids = parse.kids[v]
        modal = ""
        negated = False
        be = have = False
        for k in kids:
            dep, low = parse.dep[k], parse.lower[k]
            if dep in ("aux", "auxpass"):
                if low in self.cues["modal"]:
                    modal = self.cues["modal"][low]
                be = be or (parse.lemma[k] == "be" and dep == "aux" and parse.tag[k] in ("VBZ", "VBP"))
                have = have or parse.lemma[k] == "have"
            elif dep == "neg" or (dep in ("advmod", "preconj", "cc") and self.cues["adv"].get(low) == _DENIED):
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
        elif parse.tag[v] == "VBG" and be:
            reality.over("happening")
        if negated:
            reality.over(_DENIED)

    def _shares(self, parse: Parse, v: int) -> bool:
        """Whether a coordinated verb has no auxiliary of its own: "did not attack or kidnap", "may be jailed or shot"."""
        if parse.tag[v] == "VB":
            return not self._to(parse, v)
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

    def _step(self, parse: Parse, i: int, frame: Frame, reality: _Reality) -> int | None:
        """Read what stands over token `i` and climb there; None where nothing above bears on the event."""
        dep, up = parse.dep[i], parse.head[i]
        if up == i:
            return None
        if parse.pos[i] in ("NOUN", "PROPN", "ADJ", "NUM", "PRON") and parse.pos[i] != "VERB":
            return self._from_noun(parse, i, frame, reality, dep, up)
        if dep in ("xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "prep", "csubj", "acomp"):
            return self._from_clause(parse, i, frame, reality, dep, up)
        return None

    def _from_noun(self, parse: Parse, i: int, frame: Frame, reality: _Reality, dep: str, up: int) -> int | None:
        if i == frame.head and frame.carrier is not None and parse.head[frame.carrier] == i:
            self._carrier(parse, frame.carrier, reality)  # "an attack carried out by", "an offensive planned for"
            return None
        if dep == "conj":
            return up
        if dep == "pobj":
            over = parse.head[up]
            word = parse.lower[up]
            if parse.lemma[over] in CONTAINERS and word in ("of", "in"):
                if any(parse.lower[k] == "no" for k in parse.kids[over]):
                    reality.over(_DENIED)
                return over
            if parse.pos[over] == "NOUN" and word in ("of", "for", "about", "on", "to", "against"):
                effect = self.cues["noun"].get(parse.lemma[over])
                if effect and (word in ("of", "for", "about") or effect == "planned"):
                    if parse.lemma[over] == "talk" and parse.tag[over] == "NNS":
                        return None  # "talks on a truce" are talks
                    reality.over("possible" if effect == _DENIED and word != "of" else effect)
                    return over
                return None
            if over == frame.carrier:
                self._carrier(parse, over, reality)
                return over
            if (
                parse.pos[over] == "VERB"
                and (effect := self.cues["verb"].get(f"{parse.lemma[over]}"))
                and word
                in (
                    "for",
                    "from",
                    "against",
                    "of",
                    "on",
                    "to",
                    "about",
                )
            ):
                if effect in ("possible", "planned", "denied") and not (
                    parse.lemma[over] in ("ban", "block", "stop") and word == "for"
                ):
                    reality.over(effect)
                    self._clause(parse, over, reality)
                    return over
            if word == "without":
                reality.over(_DENIED)
            if word == "for" and parse.pos[over] == "VERB":  # "will fly to Geneva for talks"
                self._clause(parse, over, reality)
                return over
            return None
        if dep in ("dobj", "nsubjpass", "attr", "nsubj"):
            return self._under_verb(parse, i, frame, reality, dep, up)
        return None

    def _under_verb(self, parse: Parse, i: int, frame: Frame, reality: _Reality, dep: str, v: int) -> int | None:
        """An event noun that is a verb's object or subject."""
        passive = dep == "nsubjpass"
        if v == frame.carrier:
            if dep == "nsubj" and parse.lemma[v] not in _OCCUR:
                return None
            self._carrier(parse, v, reality)
            return v
        term = self._term(parse, v)
        effect = self.cues["verb"].get(term)
        if dep == "nsubj":
            if parse.lemma[v] == "be":
                return self._copula(parse, v, reality)
            if parse.lemma[v] in _OCCUR and term not in ("fail",):
                self._clause(parse, v, reality)
                return v
            return None
        if effect is not None and (dep == "dobj" or passive):
            if effect in ("planned", "possible", "attempted", "threatened", _DENIED, "happening", _THROUGH):
                if parse.lemma[v] in (
                    "stop",
                    "ban",
                    "block",
                    "oppose",
                    "reject",
                    "disrupt",
                    "allow",
                    "discuss",
                    "warn",
                    "deter",
                    "suspect",
                ):
                    return None
                reality.over(effect)
                self._clause_over(parse, v, reality, effect)
                return v
        if parse.lemma[v] in ("be", "see", "witness", "have"):
            self._clause(parse, v, reality)
            return v
        return None

    def _carrier(self, parse: Parse, v: int, reality: _Reality) -> None:
        effect = self.cues["verb"].get(self._term(parse, v))
        if effect:
            reality.over(effect)
        self._clause_over(parse, v, reality, effect or "")

    def _clause_over(self, parse: Parse, v: int, reality: _Reality, effect: str) -> None:
        """The clause of a verb that stands over the event; that a plan is being made leaves it a plan."""
        before = reality.status
        self._clause(parse, v, reality)
        if effect and effect not in (_THROUGH, _DENIED, _HAPPENED) and reality.status == "happening":
            reality.status = before
        if effect == "happening" and reality.status in ("planned",):
            reality.status = "happening"  # "will continue": it goes on

    def _copula(self, parse: Parse, v: int, reality: _Reality) -> int | None:
        """ "The attack is imminent", "an operation is under way", "strikes are possible"."""
        for k in parse.kids[v]:
            if parse.dep[k] in ("acomp", "attr", "advmod", "xcomp"):
                effect = self.cues["adj"].get(parse.lower[k])
                if effect:
                    reality.over(effect)
                elif parse.dep[k] == "xcomp" and self._to(parse, k):
                    reality.over("planned")  # "is to be launched"
                elif parse.lower[k] in ("underway", "way"):
                    reality.over("happening")
        if any(parse.lower[k] == "under" for k in parse.kids[v]):
            reality.over("happening")
        return None

    def _from_clause(self, parse: Parse, i: int, frame: Frame, reality: _Reality, dep: str, up: int) -> int | None:
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
            effect = self.cues["noun"].get(parse.lemma[up])
            if effect:
                reality.over(effect)
                self._noun_itself(parse, up, reality)
                return up
            if any(parse.lower[k] == "no" for k in parse.kids[up]):
                reality.over(_DENIED)  # "no evidence that"
            elif dep == "acl" and self._to(parse, i):
                reality.over("planned")
            return None
        if dep in ("xcomp", "ccomp", "acl", "advcl") and parse.pos[up] == "ADJ":
            effect = self.cues["adj"].get(parse.lower[up])
            if effect:
                reality.over(effect)
            if parse.pos[parse.head[up]] in ("AUX", "VERB"):
                self._clause_over(parse, parse.head[up], reality, effect or "")
            return None
        return None

    def _verb_over(self, parse: Parse, i: int, frame: Frame, reality: _Reality, dep: str, up: int) -> int | None:
        if dep == "advcl":
            if self._to(parse, i) and parse.tag[i] == "VB":
                reality.over("planned")  # in order to
                return None
            if any(parse.lower[k] in self.cues["mark"] for k in parse.kids[i] if parse.dep[k] == "mark"):
                return None
            return None
        if parse.lemma[up] == "go" and self._to(parse, i) and parse.tag[up] == "VBG":
            reality.over("planned")
            self._negation(parse, up, reality)
            return up
        if parse.lemma[up] == "be" and self._to(parse, i):
            reality.over("planned")  # "is to be launched", "the aim is to attack"
            self._negation(parse, up, reality)
            adjective = parse.kid(up, "acomp")
            if adjective is not None and (effect := self.cues["adj"].get(parse.lower[adjective])):
                reality.over(effect)
            return None
        effect = self.cues["verb"].get(self._term(parse, up))
        that = dep == "ccomp" and not self._to(parse, i)
        if effect is None:
            if parse.lemma[up] in _SPEECH and self._to(parse, i):  # "is not known to have attacked"
                reality.over(_HAPPENED)
                self._clause_over(parse, up, reality, _HAPPENED)
                return up
            if parse.lemma[up] in _SPEECH or that:
                return None
            if self._to(parse, i) and parse.tag[i] == "VB":
                if parse.lemma[up] in ("force", "compel", "cause", "lead", "help", "make", "let", "have", "use"):
                    self._clause(parse, up, reality)
                    return up
                reality.over("planned")
            return None
        if that and effect not in (_DENIED, "possible"):
            return None
        if that and parse.lemma[up] in ("fail", "refuse", "decline", "stop"):
            return None
        reality.over(effect)
        self._clause_over(parse, up, reality, effect)
        return up

    def _over_preposition(self, parse: Parse, i: int, reality: _Reality, prep: int) -> int | None:
        over, word = parse.head[prep], parse.lower[prep]
        if word in ("by", "after", "while", "without", "before", "since", "through"):
            if word == "before":
                return None
            return None
        if parse.pos[over] == "VERB":
            effect = self.cues["verb"].get(parse.lemma[over])
            if effect and parse.lemma[over] not in _SPEECH:
                if (word == "from" and effect == _DENIED) or word in (
                    "of",
                    "in",
                    "on",
                    "at",
                    "about",
                    "to",
                    "against",
                    "with",
                ):
                    reality.over(effect)
                    self._clause_over(parse, over, reality, effect)
                    return over
            return None
        if parse.pos[over] == "NOUN":
            effect = self.cues["noun"].get(parse.lemma[over])
            if effect:
                reality.over(effect)
                self._noun_itself(parse, over, reality)
                return over
        if parse.pos[over] == "ADJ":
            effect = self.cues["adj"].get(parse.lower[over])
            if effect:
                reality.over(effect)
        return None

    def _negation(self, parse: Parse, v: int, reality: _Reality) -> None:
        if any(parse.dep[k] == "neg" for k in parse.kids[v]):
            reality.over(_DENIED)

    def _to(self, parse: Parse, i: int) -> bool:
        return any(parse.tag[k] == "TO" for k in parse.kids[i])

    def _term(self, parse: Parse, v: int) -> str:
        part = syntax.particle(parse, v)
        term = f"{parse.lemma[v]} {part}"
        return term if part and term in self.cues["verb"] else parse.lemma[v]
