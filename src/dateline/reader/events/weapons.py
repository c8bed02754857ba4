"""Weapons: what an act was done with, from where the words stand."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.events.scene import Candidate, Scene
from dateline.reader.events.spans import phrase
from dateline.records import Mention

_MEANS = frozenset(("with", "using", "by", "from", "of", "through", "via"))
_WIELDING = frozenset("arm wield carry brandish use fire throw hurl lob launch drop detonate explode swing".split())
_LAUNCHED = frozenset(
    "fire throw hurl lob launch drop plant place detonate explode use lay toss fling set shoot rain unleash hide leave "
    "install".split()
)
_RAMMED = frozenset("drive ram crash blow detonate explode slam plough plow".split())
_PORTIONS = frozenset("stick charge round fire volley barrage salvo cartridge burst hail pound kilo load".split())
_LADEN = frozenset("laden packed loaded filled rigged booby".split())
_STRUCK_WITH = frozenset("run mow ram attack hit kill crush target strike".split())
_FORCE = frozenset(("ASSAULT", "MOBILIZE", "PROTEST", "COERCE"))
FARTHEST = 10  # tokens between coordinated weapons at most


def kind(scene: Scene, i: int) -> str:
    """arm, aircraft, vehicle or thing; nothing for what is no weapon. "A car bomb" is an arm, "a bomber" none."""
    weapons, parse = scene.lexicon.weapons, scene.parse
    if parse.tag[i] == "NNP" and scene.labels.get(i) in ("ORG", "PERSON", "GPE"):
        return ""  # the company called Shell
    found = next((weapons[lemma] for lemma in scene.lemmas(i) if lemma in weapons), "")
    if found in ("", "thing") and (found or parse.lemma[i] in _PORTIONS):  # "dynamite sticks", "mortar rounds"
        within = [k for k in parse.kids[i] if parse.dep[k] in ("compound", "nmod")]
        within += [o for word, o in syntax.preps(parse, i) if word == "of"]
        if any(weapons.get(parse.lemma[k]) == "arm" for k in within):
            return "arm"
    return found


def is_weapon(scene: Scene, i: int, *, means: bool = False) -> bool:
    """Whether a noun is a weapon by itself; with `means`, in a phrase that says with what something was done."""
    found = kind(scene, i)
    if found == "vehicle":
        return _laden(scene, i)
    return found == "arm" or (means and found in ("thing", "aircraft"))


def launched(scene: Scene, v: int, obj: int) -> bool:
    """Whether a verb's object is what it is done with: "fired mortar shells", "planted a bomb"."""
    lemma = scene.parse.lemma[v]
    if lemma in _RAMMED and kind(scene, obj) == "vehicle":
        return any(word == "into" for word, _ in syntax.preps(scene.parse, v))  # "rammed their car into a shop"
    return lemma in _LAUNCHED and is_weapon(scene, obj)


def user(scene: Scene, noun: int) -> int | None:
    """Who "used machetes for the killings"."""
    parse = scene.parse
    prep = parse.head[noun]
    verb = parse.head[prep]
    if parse.dep[noun] != "pobj" or parse.lower[prep] not in ("for", "in") or parse.lemma[verb] != "use":
        return None
    return syntax.subject(parse, verb) if parse.pos[verb] == "VERB" else None


def launcher(scene: Scene, i: int) -> int | None:
    """Who fired, threw or planted a weapon: "a missile fired by the rebels"."""
    parse = scene.parse
    for v in parse.kids_of(i, "acl", "relcl"):
        if parse.lemma[v] in _LAUNCHED:
            return syntax.subject(parse, v)
    return None


def _laden(scene: Scene, i: int) -> bool:
    """ "An explosives-laden truck", "a car packed with dynamite"."""
    parse = scene.parse
    if any(parse.lower[k].rpartition("-")[2] in _LADEN for k in parse.kids[i]):
        return True
    return any(
        parse.lemma[m].rpartition("-")[2] in _LADEN or parse.lower[m] == "bomb"
        for m in range(parse.left[i], i)
        if parse.head[m] == i or parse.head[parse.head[m]] == i
    )


def find(scene: Scene, candidate: Candidate, actors: list[int]) -> list[int]:
    """Head tokens of the weapons that the words give an act of force, the nearest to its trigger first."""
    if candidate.type not in _FORCE:
        return []
    parse = scene.parse
    verbs = [i for i in (candidate.token, candidate.carrier, *candidate.parts) if i is not None]
    out: list[int] = []
    for v in verbs:
        out += _of_phrases(scene, v)
        out += _of_modifiers(scene, v) if parse.pos[v] != "VERB" else []
        out += _of_clauses(scene, v)
        out += _of_head(scene, v)
        if parse.pos[v] == "VERB" and (obj := syntax.object_of(parse, v)) is not None:
            out += _of_object(scene, obj)
    for who in actors[:3]:
        for v in parse.kids_of(who, "acl", "relcl", "advcl"):
            if parse.lemma[v] in _WIELDING:
                out += _of_phrases(scene, v) + _object(scene, v)
    return list(dict.fromkeys(out))


def _of_phrases(scene: Scene, v: int) -> list[int]:
    """ "with machetes", "using drones", "by mortar shells", "with a pistol fitted with a silencer"."""
    parse = scene.parse
    out = []
    for word, o in syntax.preps(parse, v):
        if word not in _MEANS or (word == "of" and parse.pos[v] == "VERB"):
            continue
        vehicle = kind(scene, o) == "vehicle" and word in ("with", "using") and parse.lemma[v] in _STRUCK_WITH
        if is_weapon(scene, o, means=word in ("with", "using", "by", "from")) or vehicle:
            out.append(o)
        elif parse.lemma[o] in ("use", "burst", "volley", "barrage", "hail", "explosion", "detonation", "blast"):
            out += [w for inner, w in syntax.preps(parse, o) if inner in ("of", "from") and is_weapon(scene, w)]
            out += _of_modifiers(scene, o)
    return out


def _of_modifiers(scene: Scene, noun: int) -> list[int]:
    """ "a rocket attack", "drone strikes", "mortar fire", "a machete attack"."""
    parse = scene.parse
    return [
        k
        for k in parse.kids[noun]
        if (k < noun and parse.dep[k] in ("compound", "nmod") and kind(scene, k) in ("arm", "aircraft"))
        or (k < noun and parse.dep[k] == "compound" and parse.lower[k] in ("car", "truck") and noun in scene.candidates)
    ]


def _of_clauses(scene: Scene, v: int) -> list[int]:
    """ "attacked the post, firing rockets", "... using machetes"."""
    parse = scene.parse
    out = []
    for k in parse.kids_of(v, "advcl", "xcomp", "acl", "conj"):
        if parse.lemma[k] in _WIELDING and (parse.tag[k] == "VBG" or parse.dep[k] == "conj" or parse.lemma[k] == "arm"):
            out += _object(scene, k) + (_of_phrases(scene, k) if parse.lemma[k] == "arm" else [])
    return out


def _of_object(scene: Scene, obj: int) -> list[int]:
    """ "Struck the depot using drones", "pylons with dynamite": hung on what was struck."""
    parse = scene.parse
    out = [w for word, w in syntax.preps(parse, obj) if word == "with" and kind(scene, w) == "arm"]
    return out + [w for k in parse.kids_of(obj, "acl") if parse.lemma[k] == "use" for w in _object(scene, k)]


def _of_head(scene: Scene, v: int) -> list[int]:
    """What a clause above says that it was done with: "used clubs to beat", "drove a laden truck into ..., killing"."""
    parse = scene.parse
    over = parse.head[v]
    if parse.dep[v] == "pobj" and parse.lower[over] in ("for", "in", "during"):
        over = parse.head[over]  # "used machetes for the killings"
        return _object(scene, over) if parse.lemma[over] in ("use", "employ") else []
    if over == v or parse.pos[over] != "VERB" or parse.dep[v] not in ("xcomp", "advcl", "acl"):
        return []
    if parse.lemma[over] in ("use", "employ") or parse.lemma[over] in _RAMMED:
        return _object(scene, over)
    return []


def _object(scene: Scene, v: int) -> list[int]:
    obj = syntax.object_of(scene.parse, v)
    if obj is None:
        return []
    using = scene.parse.lemma[v] in ("use", "employ", "wield", "swing", "brandish")
    return [obj] if is_weapon(scene, obj, means=using) else []


def mention(scene: Scene, found: list[int]) -> Mention | None:
    """The first weapon as the words name it, with those coordinated with it."""
    if not found:
        return None
    parse, i = scene.parse, found[0]
    first = min(
        [k for k in parse.kids[i] if k < i and parse.dep[k] in ("compound", "amod", "nmod", "nummod", "det")] + [i]
    )
    if parse.dep[i] == "compound":
        span = parse.span(first, i)
    else:
        span = phrase(scene, i)
        last = i
        for _ in range(4):
            k = parse.kid(last, "conj")
            if k is None or k - last > FARTHEST or not is_weapon(scene, k, means=True):
                break
            last = k
            span = type(span)(span.start, max(span.end, parse.end[k]))
    return Mention(span, span.of(parse.text))
