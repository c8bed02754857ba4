"""Harm: killing and wounding belong to the attack that did it, where syntax says which."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.events.nominal import CONTAINERS
from dateline.reader.events.scene import Candidate, Scene, absorb

_COUNTS = frozenset(("killed", "injured"))
_VERBS = frozenset(("kill", "wound", "injure", "hurt", "maim"))
_IN = frozenset(("in", "during", "after", "from", "by", "amid", "when", "following"))


def harms(candidate: Candidate) -> bool:
    """Whether a trigger tells of the harm that an attack does."""
    return candidate.row.count in _COUNTS or candidate.row.lemma in _VERBS


def harm(scene: Scene, harm: Candidate) -> None:
    """Killing and wounding belong to the attack that did it, where the sentence says which."""
    if not harms(harm):
        target = _by_participle(scene, harm)
        if target is not None and target is not harm:
            absorb(scene, target, harm)
        return
    target = (
        _by_subject(scene, harm)
        or _by_relative(scene, harm)
        or _by_participle(scene, harm)
        or _by_coordination(scene, harm)
        or _by_preposition(scene, harm)
        or _by_clause(scene, harm)
    )
    if target is not None and target is not harm:
        absorb(scene, target, harm)


def _assault(scene: Scene, i: int) -> Candidate | None:
    """The ASSAULT told at token `i`, or by a noun inside the container at `i` ("a series of attacks")."""
    candidate = scene.told_at(i)
    if candidate is not None and candidate.type == "ASSAULT":
        return candidate
    parse = scene.parse
    for _ in range(2):
        if parse.lemma[i] not in CONTAINERS:
            return None
        inner = next((o for word, o in syntax.preps(parse, i) if word in ("of", "in")), None)
        if inner is None:
            return None
        i = inner
        candidate = scene.told_at(i)
        if candidate is not None:
            return candidate if candidate.type == "ASSAULT" else None
    return None


def assault_of_verb(scene: Scene, v: int) -> Candidate | None:
    """The ASSAULT that a verb tells of or carries: "attacked", "carried out attacks"."""
    parse = scene.parse
    own = _assault(scene, v)
    if own is not None:
        return own
    for k in parse.kids_of(v, "dobj", "nsubjpass", "nsubj"):
        candidate = _assault(scene, k)
        if candidate is not None and candidate.noun and candidate.carrier == v:
            return candidate
    for word, o in syntax.preps(parse, v):
        if word in ("in", "with") and (candidate := _assault(scene, o)) is not None and candidate.carrier == v:
            return candidate
    return None


def _by_subject(scene: Scene, harm: Candidate) -> Candidate | None:
    """ "The attack killed 12", "the blast that wounded 30"."""
    parse, i = scene.parse, harm.token
    who = parse.kid(i, "nsubj")
    if who is not None and parse.dep[i] in ("relcl", "acl") and parse.lower[who] in syntax.RELATIVES:
        who = syntax.antecedent(parse, i)
    elif who is None and parse.dep[i] == "acl" and parse.tag[i] == "VBG":
        who = parse.head[i]
    elif who is None and parse.dep[i] == "conj":
        who = parse.kid(parse.head[i], "nsubj")
    if who is None:
        return None
    told = _assault(scene, who)
    return told if told is not None and told.noun else None


def _by_relative(scene: Scene, harm: Candidate) -> Candidate | None:
    """ "The attack in which 12 people were killed"."""
    parse, i = scene.parse, harm.token
    if parse.dep[i] != "relcl":
        return None
    for word, o in syntax.preps(parse, i):
        if word in ("in", "during") and parse.lower[o] == "which":
            told = _assault(scene, parse.head[i])
            return told if told is not None and told.noun else None
    return None


def _by_participle(scene: Scene, harm: Candidate) -> Candidate | None:
    """ "attacked a base, killing 12", "carried out attacks, killing 12"."""
    parse, i = scene.parse, harm.token
    if parse.tag[i] != "VBG" or parse.dep[i] not in ("advcl", "xcomp", "acl", "dep", "pcomp"):
        return None
    if parse.dep[i] == "pcomp":
        return None
    return assault_of_verb(scene, parse.head[i])


def _by_coordination(scene: Scene, harm: Candidate) -> Candidate | None:
    """ "attacked a base and killed 12", "12 were killed and 30 wounded"."""
    parse, i = scene.parse, harm.token
    if parse.dep[i] not in ("conj", "ccomp", "parataxis"):
        return None
    first = assault_of_verb(scene, parse.head[i])
    if first is None or first is harm:
        return None
    if parse.kid(i, "nsubj") is None and (not syntax.is_passive(parse, i) or syntax.agent(parse, i) is None):
        own = parse.kid(i, "nsubjpass")
        if own is None or harms(first) or any(scene.parse.lemma[p] in ("kill", "wound", "injure") for p in first.parts):
            return first
    return None


def _by_preposition(scene: Scene, harm: Candidate) -> Candidate | None:
    """ "12 people were killed in a suicide attack"."""
    verbs = [harm.token, *scene.parse.kids_of(harm.token, "conj")]
    for word, o in [pair for v in verbs for pair in syntax.preps(scene.parse, v)]:
        if word in _IN:
            told = _assault(scene, o) or assault_of_verb(scene, o)
            if told is not None and told is not harm and (told.noun or not harms(told)):
                return told
    return None


def _by_clause(scene: Scene, harm: Candidate) -> Candidate | None:
    """ "12 people were killed when gunmen opened fire"."""
    parse = scene.parse
    verbs = [harm.token, *parse.kids_of(harm.token, "conj")]
    for k in [k for v in verbs for k in parse.kids_of(v, "advcl")]:
        if any(parse.lower[m] in ("when", "as", "after") for m in parse.kids[k]):
            told = assault_of_verb(scene, k)
            if told is not None and told is not harm:
                return told
    return None
