"""Answerable: responsibility that is claimed, denied, put on somebody; "behind it", "the work of"; and hedges."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.events.footing import Footing, Named
from dateline.reader.events.scene import Scene
from dateline.records import Basis

_TAKE = frozenset("claim take accept assume admit acknowledge own declare".split())
_REFUSE = frozenset("deny reject disclaim decline dismiss repudiate disavow".split())
_PUT = frozenset("put lay place pin assign attribute lie rest fall give".split())
_BEAR = frozenset("bear have share carry".split())


def answerable(scene: Scene, noun: int) -> list[Named]:
    """ "Responsibility for it": claimed, denied, put on somebody, borne."""
    parse = scene.parse
    dep, verb = parse.dep[noun], parse.head[noun]
    if dep == "conj":
        dep, verb = parse.dep[verb], parse.head[verb]
    lemma = parse.lemma[verb]
    if dep in ("dobj", "nsubjpass", "nsubj") and parse.pos[verb] == "VERB":
        if lemma in _TAKE:
            return _one(syntax.subject(parse, verb), Basis.CLAIMED, verb)
        if lemma in _REFUSE:
            return _one(syntax.subject(parse, verb), None, verb)
        if lemma in _PUT:
            on = next((o for word, o in syntax.preps(parse, verb) if word in ("on", "upon", "to", "with")), None)
            found = _one(on, Basis.ACCUSED, verb)
            who = syntax.subject(parse, verb)
            return [Named(n.head, n.footing, who) for n in found]
        if lemma in _BEAR:
            return _one(syntax.subject(parse, verb), Basis.ACCUSED, verb)
    return []


def behind(scene: Scene, verb: int) -> list[Named]:
    """ "X is behind the attack"; "the men behind the attack" is stated by the noun's own place."""
    return _one(syntax.understood(scene.parse, verb, 0), Basis.STATED, verb)


def _one(head: int | None, basis: Basis | None, cue: int) -> list[Named]:
    return [] if head is None else [Named(head, Footing(basis, cue))]


def work_of(scene: Scene, i: int, verb: int) -> list[Named]:
    """ "The bombing was the work of X", "bears the hallmarks of X"."""
    parse = scene.parse
    what = parse.kid(verb, "attr", "dobj")
    if what is None or parse.lemma[what] not in ("work", "handiwork", "hallmark", "doing", "signature", "mark"):
        return []
    of = [o for word, o in syntax.preps(parse, what) if word == "of"]
    if not of:
        return []
    hedges = hedged(scene, verb)
    doubtful = bool(hedges) or parse.lemma[verb] != "be" or _modal(scene, verb)
    return _one(of[0], Basis.SUSPECTED if doubtful else Basis.STATED, what)


def _modal(scene: Scene, verb: int) -> bool:
    parse = scene.parse
    return any(parse.lower[k] in ("may", "might", "could") for k in parse.kids_of(verb, "aux"))


def hedged(scene: Scene, verb: int) -> list[Named]:
    """ "Allegedly", "probably", "may have" at a verb: whoever acts in it is only suspected."""
    parse, cues = scene.parse, scene.lexicon.blame
    for k in parse.kids_of(verb, "advmod", "acomp"):
        for row in cues.get(parse.lower[k], ()):
            if row.pos == "r":
                return [Named(None, Footing(row.basis, k))]
    if _modal(scene, verb) and any(parse.lower[k] == "have" for k in parse.kids_of(verb, "aux")):
        return [Named(None, Footing(Basis.SUSPECTED, next(iter(parse.kids_of(verb, "aux")))))]
    return []
