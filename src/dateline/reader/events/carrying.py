"""Carrying: a verb and the event noun that it carries, or that it lets somebody take part in, are one event."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.events.nominal import CONTAINERS
from dateline.reader.events.scene import Candidate, Scene, absorb

_UNDOING = frozenset(("call", "cancel", "postpone", "scrap", "shelve", "suspend"))
_HELD = frozenset(("hold", "conduct", "stage", "launch", "convene", "begin", "start", "open"))
_POINTING = frozenset(("the", "this", "that", "these", "those"))


def borrow(scene: Scene, candidate: Candidate) -> None:
    """ "may take part in operations against X" is the operations, told by who takes part in them."""
    if not candidate.type.startswith("="):
        return
    parse, found = scene.parse, scene.candidates
    i = candidate.token
    if candidate.type == "=obj":
        target = syntax.object_of(parse, i)
    else:
        target = next((o for word, o in syntax.preps(parse, i) if word == "in"), None)
        if target is None and not candidate.noun and (obj := parse.kid(i, "dobj")) is not None:  # take part in
            target = next((o for word, o in syntax.preps(parse, obj) if word == "in"), None)
    if target is not None:
        if target in found and found[target].noun:
            candidate.type = found[target].type
            candidate.borrowed = target
            if any(parse.lower[k] in _POINTING or parse.dep[k] == "poss" for k in parse.kids[target]):
                found[target].carrier, found[target].carried = None, ""  # "the attack" was, whoever took part in it
            else:
                absorb(scene, candidate, found[target])
        elif parse.lemma[target] in scene.lexicon.classes["violence"]:
            candidate.type, candidate.borrowed = "ASSAULT", target
        return
    if not candidate.noun:
        return
    first = parse.sentences[parse.sentence[i]][0]
    for k in range(i - 1, first - 1, -1):  # "for this offensive, there will be no US participation"
        if parse.pos[k] == "NOUN" and parse.lemma[k] in scene.lexicon.nouns:
            kind = scene.lexicon.nouns[parse.lemma[k]][0].type
            if kind in ("ASSAULT", "COERCE", "PROTEST", "CONSULT", "MOBILIZE", "COOPERATE"):
                candidate.type = kind
                return
    before = parse.sentences[parse.sentence[i] - 1] if parse.sentence[i] else (0, 0)
    for k in range(before[1] - 1, before[0] - 1, -1):  # "... in the strike. Moscow denied any involvement."
        told = scene.told_at(k)
        if told is not None and told.type in ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE"):
            candidate.type = told.type
            return


def light(scene: Scene, verb: Candidate) -> None:
    """A verb and the noun it carries: one event, told by the noun where both are of one type."""
    found = scene.candidates
    if verb.borrowed is not None:
        return
    for noun in [c for c in _nouns_near(scene, verb.token) if c.carrier == verb.token]:
        if noun.type == verb.type and noun.carried in ("light", "aspect", "plan"):
            absorb(scene, noun, verb)
            return
        if noun.carried == "light" and not verb.row.harm:
            absorb(scene, verb, noun)
            return
    for noun in _nouns_near(scene, verb.token):
        prep = scene.parse.head[noun.token]
        if noun.type == verb.type == "PROTEST" and verb.row.preps and scene.parse.lower[prep] in verb.row.preps:
            noun.carrier, noun.carried = verb.token, "light"  # "will go on strike"
            absorb(scene, noun, verb)
            return
    obj = syntax.object_of(scene.parse, verb.token)
    if verb.row.lemma in _UNDOING:
        return  # "called off the offensive": the offensive is told of too, as what did not come
    if obj in found and found[obj].noun and found[obj].type == verb.type and scene.parse.lemma[verb.token] in _HELD:
        absorb(scene, found[obj], verb)  # "a meeting planned for May had been held"
        return
    if (
        obj in found
        and found[obj].noun
        and verb.type in ("RETREAT", "CONCEDE", "SANCTION", "ASSAULT")
        and (found[obj].type == verb.type or verb.row.roles.get("obj") == "-")
    ):
        absorb(scene, verb, found[obj])


def _nouns_near(scene: Scene, verb: int) -> list[Candidate]:
    parse, found = scene.parse, scene.candidates
    out: list[Candidate] = []
    for k in parse.kids[verb]:
        at = k
        for _ in range(3):
            if at in found and found[at].noun:
                out.append(found[at])
                break
            nxt = parse.kid(at, "pobj", "prep")
            if nxt is None or (parse.pos[at] == "NOUN" and parse.lemma[at] not in CONTAINERS):
                break
            at = nxt
    if parse.dep[verb] in ("acl", "relcl") and parse.head[verb] in found:
        out.append(found[parse.head[verb]])
    return out
