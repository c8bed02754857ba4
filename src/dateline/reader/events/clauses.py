"""Conditions on what hangs below a verb: what is said must be, what somebody is called, who did it together."""

from __future__ import annotations

from dateline.reader.events import nonevents, syntax
from dateline.reader.events.lexicon import Trigger
from dateline.reader.events.scene import Scene
from dateline.reader.events.spans import is_agent

_FIRST = frozenset("i we you one there it this that everyone everybody".split())
_OBLIGING = frozenset(("must", "should", "ought"))
_TOGETHER = frozenset("jointly together mutually bilaterally".split())
_HELD = frozenset("hostage captive abductee kidnapped victim".split())
_FREED_BY = ("@forces", "police", "policeman", "@armed")


def clause(scene: Scene, v: int) -> int | None:
    """The verb of the clause that is told under `v`."""
    return scene.parse.kid(v, "ccomp", "xcomp")


def clause_subject(scene: Scene, v: int) -> int | None:
    """Who the clause under `v` is about: "demanded that the mayor resign"."""
    low = scene.parse.kid(v, "ccomp")
    return scene.parse.kid(low, "nsubj", "nsubjpass") if low is not None else None


def must(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "The union said that the ministry must pay": what somebody else is told to do."""
    parse = scene.parse
    low = parse.kid(v, "ccomp")
    who = clause_subject(scene, v)
    if low is None or who is None or parse.lower[who] in _FIRST or not is_agent(scene, who):
        return False
    over = low
    if parse.lemma[low] in ("need", "have") and parse.kid(low, "xcomp") is not None:
        return any(parse.tag[k] == "TO" for k in parse.kids[parse.kid(low, "xcomp") or low])
    return any(parse.lemma[k] in _OBLIGING for k in parse.kids_of(over, "aux"))


def responsible(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "The police said that the sect was responsible for the blast", "was behind it"."""
    parse = scene.parse
    low, who = parse.kid(v, "ccomp"), clause_subject(scene, v)
    if low is None or who is None or parse.lemma[low] != "be" or not is_agent(scene, who):
        return False
    if parse.lower[who] in _FIRST or any(parse.dep[k] == "neg" for k in parse.kids[low]):
        return False
    return any(
        (parse.lemma[k] in ("responsible", "guilty", "culpable") and parse.dep[k] == "acomp")
        or (parse.lower[k] == "behind" and parse.kid(k, "pobj") is not None)
        for k in parse.kids[low]
    )


def other(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "wants the rebels to disarm": another does it than who wants it."""
    parse = scene.parse
    low = clause(scene, v)
    who = parse.kid(low, "nsubj", "nsubjpass") if low is not None else obj
    if who is None or parse.lower[who] in syntax.RELATIVES or low is None:
        return False
    return is_agent(scene, who) and any(parse.tag[k] == "TO" for k in parse.kids[low])


def not_to(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "warned the miners not to march"."""
    parse = scene.parse
    low = clause(scene, v)
    if low is None:
        return False
    marks = [parse.dep[k] == "neg" for k in parse.kids[low]]
    return any(marks) and any(parse.tag[k] == "TO" for k in parse.kids[low])


def called(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "called the vote a sham", "described him as a liar"."""
    parse = scene.parse
    below = [k for k in parse.kids[v] if parse.dep[k] in ("oprd", "acomp", "attr", "advcl")]
    below += [o for word, o in syntax.preps(parse, v) if word == "as"]
    low = parse.kid(v, "ccomp", "xcomp")
    if low is not None:
        below += [low, *(k for k in parse.kids[low] if parse.dep[k] in ("attr", "acomp", "oprd"))]
    return any(scene.is_any((argument,), k) for k in below)


def together(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "jointly patrolled the strait"."""
    parse = scene.parse
    return any(parse.lower[k] in _TOGETHER and parse.dep[k] == "advmod" for k in parse.kids[v])


def by(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """Who does it is one of the words, whatever is done to whom."""
    who = syntax.subject(scene.parse, v)
    return who is not None and scene.is_any((argument,), who)


def held_person(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "Two men who had been held since Monday": persons are held; talks and elections are not."""
    if obj is None or not syntax.is_passive(scene.parse, v) or syntax.preps(scene.parse, v) == []:
        return False
    if any(scene.parse.dep[k] in ("acomp", "oprd") for k in scene.parse.kids[v]):
        return False  # "held responsible"
    person = scene.labels.get(obj) == "PERSON" or scene.parse.lower[obj] in _PERSONS
    return person or scene.is_any(("@people", "@captive"), obj)


_PERSONS = frozenset("who he she they them him her both".split())


def has_object(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    return obj is not None


def rescued(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "Police freed six hostages": held by others than who frees them."""
    who = syntax.subject(scene.parse, v)
    if obj is None or who is None or not any(lemma in _HELD for lemma in scene.lemmas(obj)):
        return False
    return scene.is_any(_FREED_BY, who) and not scene.is_any(_HOLDERS, who)


_HOLDERS = (
    "rebel",
    "militant",
    "guerrilla",
    "insurgent",
    "kidnapper",
    "gunman",
    "bandit",
    "hijacker",
    "pirate",
    "gang",
)


def left(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "The troops left the town": armed men and a place."""
    who = syntax.subject(scene.parse, v)
    if who is None or obj is None or not scene.holds("place", obj):
        return False
    return scene.is_any(("@forces", "rebel", "militant", "fighter", "insurgent", "guerrilla", "militia"), who)


def between(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "hosted talks between the two": those who meet are others."""
    if obj is None or not scene.holds("talks", obj):
        return False
    return any(word == "between" for i in (v, obj) for word, _ in syntax.preps(scene.parse, i))


def of_words(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "The senator attacked his rival": with words."""
    return nonevents.with_words(scene, v)


def reflexive(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    return obj is not None and scene.parse.lower[obj] in ("himself", "herself", "itself", "themselves")


def discuss(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "called on the minister to discuss the dam": a visit, not an appeal."""
    low = scene.parse.kid(v, "xcomp", "advcl")
    return low is not None and scene.parse.lemma[low] in ("discuss", "exchange", "congratulate", "condole")


def free(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "let the farmers free", "walked free"."""
    parse = scene.parse
    return any(parse.lower[k] == "free" and k > v for k in parse.kids[v])


def ending(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "stopped shelling the town": the force that ends."""
    low = scene.parse.kid(v, "xcomp")
    if low is None or scene.parse.tag[low] != "VBG":
        return False
    return any(below.type == "ASSAULT" for below in scene.lexicon.verbs.get(scene.parse.lemma[low], ()))


def subjunctive(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "demanded that the council resign"."""
    parse = scene.parse
    low, who = parse.kid(v, "ccomp"), clause_subject(scene, v)
    if low is None or who is None or not is_agent(scene, who):
        return False
    if parse.lemma[v] != "insist":
        return True
    return parse.tag[low] == "VB" and all(parse.tag[k] != "MD" and parse.dep[k] != "expl" for k in parse.kids[low])


def clause_of_another(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "alleged that the guards had beaten him"."""
    who = clause_subject(scene, v)
    return who is not None and scene.parse.lower[who] not in _FIRST and is_agent(scene, who)


def criticising(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "passed a resolution condemning the raid"."""
    parse = scene.parse
    heads = (v, obj) if obj is not None else (v,)
    below = [
        k for head in heads for k in parse.kids[head] if parse.tag[k] == "VBG" and parse.dep[k] in ("acl", "advcl")
    ]
    return any(r.type == "ACCUSE" for k in below for r in scene.lexicon.verbs.get(parse.lemma[k], ()))


def says_no(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "said no to the plan"."""
    parse = scene.parse
    return parse.lower[v + 1 : v + 3] == ["no", "to"]


def would_harm(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "warned that it would strike back": what the speaker would do."""
    parse = scene.parse
    low, who = parse.kid(v, "ccomp"), clause_subject(scene, v)
    if low is None or who is None:
        return False
    own_land = scene.labels.get(who) == "GPE" and scene.holds("coercive", low)
    if parse.lower[who] not in ("it", "they", "he", "she", "we", "i") and not own_land:
        return False
    ahead = any(parse.lemma[k] in ("would", "will", "could", "wo", "shall") for k in parse.kids_of(low, "aux"))
    return ahead and (scene.holds("hostile", low) or scene.holds("coercive", low))


def troops_to(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "ordered troops to the border": no deed is named."""
    if obj is None or not scene.holds("forces", obj) or clause(scene, v) is not None:
        return False
    preps = [*syntax.preps(scene.parse, v), *syntax.preps(scene.parse, obj)]
    return any(word in ("to", "into", "onto") and scene.holds("place", o) for word, o in preps)


def sexually(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    parse = scene.parse
    return any(parse.lower[k] in ("sexually", "indecently") for k in parse.kids[v])


def several(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "The two ministers discussed the dam": with each other."""
    who = syntax.subject(scene.parse, v)
    if obj is None or who is None or not (scene.holds("who", who) or scene.holds("leader", who)):
        return False
    counted = any(scene.parse.lower[k] in ("two", "both", "three", "four") for k in scene.parse.kids[who])
    return counted or scene.parse.kid(who, "conj") is not None
