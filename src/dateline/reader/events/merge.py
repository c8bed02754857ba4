"""One happening, one event: candidates that syntax shows to tell of the same thing are merged into one of them."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.events.nominal import CONTAINERS
from dateline.reader.events.scene import Candidate, Scene

_HARM = frozenset(("killed", "injured"))
_UNDOING = frozenset(("call", "cancel", "postpone", "scrap", "shelve", "suspend"))
_HELD = frozenset(("hold", "conduct", "stage", "launch", "convene", "begin", "start", "open"))
_POINTING = frozenset(("the", "this", "that", "these", "those"))
_CONTENT = frozenset(("REQUEST", "REJECT"))
_IN = frozenset(("in", "during", "after", "from", "by", "amid", "when", "following"))


def merge(scene: Scene) -> None:
    """Merge within `scene.candidates`; a merged token becomes a part of the candidate that stays."""
    found = scene.candidates
    for i in list(found):
        if i in found:
            _borrow(scene, found[i])
    for i in list(found):
        if i in found and not found[i].noun:
            _light(scene, found[i])
    for i in list(found):
        if i in found and found[i].type == "ASSAULT" and not found[i].noun:
            _harm(scene, found[i])
    for i in list(found):
        if i in found and not found[i].noun:
            _same_word(scene, found[i])
    for i in list(found):
        if i in found:
            _content(scene, found[i])
    for i in list(found):
        if i in found and found[i].noun:
            _apposition(scene, found[i])
    for i in [i for i, c in found.items() if c.type.startswith("=")]:
        del found[i]


def _absorb(scene: Scene, into: Candidate, other: Candidate) -> None:
    for part in (other.token, *other.parts):
        into.parts.append(part)
        scene.merged[part] = into
    scene.candidates.pop(other.token, None)


def _borrow(scene: Scene, candidate: Candidate) -> None:
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
                _absorb(scene, candidate, found[target])
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


def _light(scene: Scene, verb: Candidate) -> None:
    """A verb and the noun it carries: one event, told by the noun where both are of one type."""
    found = scene.candidates
    if verb.borrowed is not None:
        return
    for noun in [c for c in _nouns_near(scene, verb.token) if c.carrier == verb.token]:
        if noun.type == verb.type and noun.carried in ("light", "aspect", "plan"):
            _absorb(scene, noun, verb)
            return
        if noun.carried == "light" and not verb.row.harm:
            _absorb(scene, verb, noun)
            return
    for noun in _nouns_near(scene, verb.token):
        prep = scene.parse.head[noun.token]
        if noun.type == verb.type == "PROTEST" and verb.row.preps and scene.parse.lower[prep] in verb.row.preps:
            noun.carrier, noun.carried = verb.token, "light"  # "will go on strike"
            _absorb(scene, noun, verb)
            return
    obj = syntax.object_of(scene.parse, verb.token)
    if verb.row.lemma in _UNDOING:
        return  # "called off the offensive": the offensive is told of too, as what did not come
    if obj in found and found[obj].noun and found[obj].type == verb.type and scene.parse.lemma[verb.token] in _HELD:
        _absorb(scene, found[obj], verb)  # "a meeting planned for May had been held"
        return
    if (
        obj in found
        and found[obj].noun
        and verb.type in ("RETREAT", "CONCEDE", "SANCTION", "ASSAULT")
        and (found[obj].type == verb.type or verb.row.roles.get("obj") == "-")
    ):
        _absorb(scene, verb, found[obj])


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


def _harm(scene: Scene, harm: Candidate) -> None:
    """Killing and wounding belong to the attack that did it, where the sentence says which."""
    if harm.row.count not in _HARM:
        target = _by_participle(scene, harm)
        if target is not None and target is not harm:
            _absorb(scene, target, harm)
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
        _absorb(scene, target, harm)


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


def _assault_of_verb(scene: Scene, v: int) -> Candidate | None:
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


def _same_word(scene: Scene, candidate: Candidate) -> None:
    """ "will hold a protest, protesting ...": a participle that says again what its clause tells."""
    parse, i = scene.parse, candidate.token
    if parse.dep[i] != "advcl" or parse.tag[i] != "VBG":
        return
    over = parse.head[i]
    first = scene.told_at(over) or next(
        (c for k in parse.kids_of(over, "dobj") if (c := scene.told_at(k)) is not None and c.carrier == over), None
    )
    if first is None or first is candidate or first.type != candidate.type:
        return
    if first.row.lemma == candidate.row.lemma:
        _absorb(scene, first, candidate)


def _by_participle(scene: Scene, harm: Candidate) -> Candidate | None:
    """ "attacked a base, killing 12", "carried out attacks, killing 12"."""
    parse, i = scene.parse, harm.token
    if parse.tag[i] != "VBG" or parse.dep[i] not in ("advcl", "xcomp", "acl", "dep", "pcomp"):
        return None
    if parse.dep[i] == "pcomp":
        return None
    return _assault_of_verb(scene, parse.head[i])


def _by_coordination(scene: Scene, harm: Candidate) -> Candidate | None:
    """ "attacked a base and killed 12", "12 were killed and 30 wounded"."""
    parse, i = scene.parse, harm.token
    if parse.dep[i] not in ("conj", "ccomp", "parataxis"):
        return None
    first = _assault_of_verb(scene, parse.head[i])
    if first is None or first is harm:
        return None
    if parse.kid(i, "nsubj") is None and (not syntax.is_passive(parse, i) or syntax.agent(parse, i) is None):
        own = parse.kid(i, "nsubjpass")
        if (
            own is None
            or first.row.count in _HARM
            or any(scene.parse.lemma[p] in ("kill", "wound", "injure") for p in first.parts)
        ):
            return first
    return None


def _by_preposition(scene: Scene, harm: Candidate) -> Candidate | None:
    """ "12 people were killed in a suicide attack"."""
    verbs = [harm.token, *scene.parse.kids_of(harm.token, "conj")]
    for word, o in [pair for v in verbs for pair in syntax.preps(scene.parse, v)]:
        if word in _IN:
            told = _assault(scene, o) or _assault_of_verb(scene, o)
            if told is not None and told is not harm and (told.noun or told.row.count not in _HARM):
                return told
    return None


def _by_clause(scene: Scene, harm: Candidate) -> Candidate | None:
    """ "12 people were killed when gunmen opened fire"."""
    parse = scene.parse
    verbs = [harm.token, *parse.kids_of(harm.token, "conj")]
    for k in [k for v in verbs for k in parse.kids_of(v, "advcl")]:
        if any(parse.lower[m] in ("when", "as", "after") for m in parse.kids[k]):
            told = _assault_of_verb(scene, k)
            if told is not None and told is not harm:
                return told
    return None


def _content(scene: Scene, candidate: Candidate) -> None:
    """What is only asked for or refused is no happening of its own, unless it is violence or an arrest."""
    if candidate.type in ("ASSAULT", "COERCE"):
        return
    parse = scene.parse
    i = candidate.token
    for _ in range(3):
        dep, head = parse.dep[i], parse.head[i]
        if head == i or dep not in ("dobj", "pobj", "prep", "xcomp", "ccomp", "acl", "dative", "conj"):
            return
        over = scene.candidates.get(head)
        if dep == "conj" and parse.pos[i] == "VERB":
            return
        if over is None and dep == "ccomp":
            return
        if dep == "acl" and parse.lemma[head] in syntax.TELLINGS:
            return  # "rejected accusations that it armed them": told by others, whatever becomes of the accusation
        if over is not None and over is not candidate:
            if over.type in _CONTENT:
                _absorb(scene, over, candidate)
            return
        i = head


def _apposition(scene: Scene, candidate: Candidate) -> None:
    """ "the assault, the deadliest attack this year": one event."""
    parse = scene.parse
    if parse.dep[candidate.token] != "appos":
        return
    first = scene.candidates.get(parse.head[candidate.token])
    if first is not None and first.type == candidate.type:
        _absorb(scene, first, candidate)
