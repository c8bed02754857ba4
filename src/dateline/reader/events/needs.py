"""What makes an event noun an event: the `needs` of its row, from "an argument" to "a strike with weapons"."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.events.nominal import acts, has_argument
from dateline.reader.events.nonevents import words_on
from dateline.reader.events.scene import Candidate, Scene

_CLOSED = frozenset("the this that these those its his her their our my your".split())


def is_event(scene: Scene, candidate: Candidate) -> bool:
    """Whether a noun tells of a happening here, as its row's `needs` asks."""
    needs = candidate.row.needs
    parse, i = scene.parse, candidate.token
    if parse.dep[i] == "pobj" and parse.lower[parse.head[i]] == "at" and candidate.type == "REQUEST":
        return False  # "at the hospital's request"
    carried = candidate.carried in ("light", "aspect", "plan")
    if candidate.type == "=in":
        return True
    if needs == "light":
        return carried
    if needs == "arg":
        return has_argument(scene, candidate)
    if needs == "place":
        return has_argument(scene, candidate) or _located(scene, candidate.token)
    if needs == "content":
        return _content(scene, i)
    if needs == "talks":
        told = _with(scene, i) or _scheduled(scene, i) or _days_of(scene, i)
        return carried or told or candidate.carried in ("occurs", "exists")
    if needs == "operation":
        return _operation(scene, candidate)
    if needs == "armed":
        return _armed(scene, candidate)
    if needs == "forces":  # "an encounter with militants", as Indian papers call a gunfight
        with_whom = [o for word, o in syntax.preps(parse, i) if word in ("with", "between")]
        return any(scene.holds("military", o) or scene.is_any(("@armed",), o) for o in with_whom)
    if needs == "visitor":
        return carried or (any(word == "to" for word, _ in syntax.preps(parse, i)) and has_argument(scene, candidate))
    if needs == "ordered":
        return _content(scene, i) and has_argument(scene, candidate)
    if needs == "words":
        return words_on(scene, candidate)
    if needs == "dissent":
        return _dissent(scene, candidate)
    if needs == "labour":
        return not _armed(scene, candidate) and (
            _labour(scene, candidate) or (carried and not _plural(scene, candidate.token))
        )
    return _happens(scene, candidate)


def _content(scene: Scene, i: int) -> bool:
    """Whether a demand or call says what for, or from whom: "calls for a truce", "an appeal to the rebels to"."""
    if any(word in ("for", "on", "to") for word, _ in syntax.preps(scene.parse, i)):
        return True
    return any(scene.parse.dep[k] in ("acl", "ccomp") for k in scene.parse.kids[i])


def _plural(scene: Scene, i: int) -> bool:
    return scene.parse.tag[i] == "NNS"


def _with(scene: Scene, i: int) -> bool:
    return any(word in ("with", "between") for word, _ in syntax.preps(scene.parse, i))


def _scheduled(scene: Scene, i: int) -> bool:
    """Whether it is told when it opens, or that it did: "talks due to open on Monday", "talks, which began ..."."""
    parse = scene.parse
    return any(
        (parse.lower[k] in ("due", "scheduled", "set") and parse.dep[k] in ("acl", "amod", "relcl"))
        or (parse.dep[k] == "relcl" and parse.lemma[k] in _OPENS)
        for k in parse.kids[i]
    )


def _days_of(scene: Scene, i: int) -> bool:
    """ "Five days of talks in the capital": how long they took."""
    parse = scene.parse
    of = parse.head[i]
    return parse.dep[i] == "pobj" and parse.lower[of] == "of" and parse.lemma[parse.head[of]] in _LENGTHS


_LENGTHS = frozenset("hour day week month round year".split())
_OPENS = frozenset("open begin start resume end close collapse continue last".split())


def _located(scene: Scene, i: int) -> bool:
    for word, o in syntax.preps(scene.parse, i):
        if word in ("in", "at", "near", "on", "across", "inside", "outside", "around", "along", "of"):
            if o in scene.toponyms or scene.labels.get(o) in ("GPE", "LOC", "FAC", "DATE") or scene.holds("place", o):
                return True
            if scene.parse.lower[o] in (
                "country",
                "region",
                "province",
                "area",
                "city",
                "north",
                "south",
                "east",
                "west",
            ):
                return True
    return False


def _happens(scene: Scene, candidate: Candidate) -> bool:
    """Whether anything says that this noun is one happening, or some that can be told: "attacks" alone cannot."""
    parse, i = scene.parse, candidate.token
    if candidate.carrier is not None and candidate.carried != "hold":
        return True
    if parse.dep[i] in ("compound", "amod", "nmod", "npadvmod"):
        return False
    if has_argument(scene, candidate) or _located(scene, i):
        return True
    for k in parse.kids[i]:
        dep = parse.dep[k]
        if dep == "nummod" or (dep == "amod" and parse.lower[k] in _TELLING):
            return True
        if dep in ("nmod", "npadvmod", "compound", "poss", "tmod") and scene.labels.get(k) in ("DATE", "TIME"):
            return True
        if dep == "prep" and (o := parse.kid(k, "pobj")) is not None and scene.labels.get(o) in ("DATE", "TIME"):
            return True
        if (
            dep == "det"
            and parse.lower[k] in ("a", "an", "the", "this", "that", "those", "these", "no")
            and not _plural(scene, i)
        ):
            return True
    return _plural(scene, i) and any(parse.lower[k] in _CLOSED for k in parse.kids[i])


_TELLING = frozenset(
    "recent latest several multiple deadly fatal bloody first second third last new fresh twin simultaneous major "
    "coordinated massive heavy fierce planned proposed alleged attempted failed foiled imminent daily yesterday".split()
)


def _operation(scene: Scene, candidate: Candidate) -> bool:
    """An operation is an act of force when it is against someone, or an army's or the police's."""
    parse, i = scene.parse, candidate.token
    if any(word == "against" for word, _ in syntax.preps(parse, i)):
        return True
    if candidate.carrier is not None and candidate.carried in ("light", "plan", "aspect"):
        if any(word == "against" for word, _ in syntax.preps(parse, candidate.carrier)):
            return True
        who = syntax.subject(parse, candidate.carrier)
        if who is not None and scene.holds("armed", who) and candidate.row.lemma != "campaign":
            return True
    military = any(
        parse.dep[k] in ("amod", "compound", "poss")
        and (parse.lower[k] in ("offensive", "punitive") or scene.holds("armed", k))
        for k in parse.kids[i]
    )
    return military and _happens(scene, candidate)


def _armed(scene: Scene, candidate: Candidate) -> bool:
    """Whether a "strike" or "battle" is one with weapons."""
    parse, i = scene.parse, candidate.token
    if _labour(scene, candidate):
        return False
    by_carrier = syntax.preps(parse, candidate.carrier) if candidate.carrier is not None else []
    for word, o in (*syntax.preps(parse, i), *((w, o) for w, o in by_carrier if w in ("against", "on"))):
        if word == "against" and (scene.holds("military", o) or scene.holds("armed", o)):
            return True
        if word in ("on", "with", "between", "against"):
            if o in scene.toponyms or scene.labels.get(o) in ("GPE", "ORG", "NORP", "FAC"):
                return True
            if (
                scene.holds("military", o)
                or scene.holds("place", o)
                or scene.holds("people", o)
                or scene.holds("armed", o)
            ):
                return True
    if candidate.row.lemma in ("battle", "fight"):
        return any(
            parse.lower[k] in ("gun", "street", "fierce", "bloody", "pitched", "deadly") for k in parse.kids[i]
        ) and (_happens(scene, candidate))
    for k in parse.kids[i]:
        if parse.dep[k] in ("compound", "amod") and parse.lower[k] in _STRIKES:
            return True
        if parse.dep[k] in ("compound", "amod") and acts(scene, k) and _plural(scene, i):
            return True
    return False


_STRIKES = frozenset(
    "missile rocket drone air aerial military retaliatory preemptive pre-emptive artillery precision".split()
)


def _dissent(scene: Scene, candidate: Candidate) -> bool:
    """Whether a rally or march is against something: campaigns and parades are no protests."""
    parse, i = scene.parse, candidate.token
    if any(word in ("against", "over", "outside") for word, _ in syntax.preps(parse, i)):
        return True
    for k in parse.kids[i]:
        word = parse.lower[k]
        if parse.dep[k] in ("compound", "amod") and (word in _DISSENTING or word.startswith("anti")):
            return True
        if parse.dep[k] == "acl" and parse.lemma[k] in ("demand", "call", "protest", "oppose", "denounce"):
            return True
    who = syntax.subject(parse, candidate.carrier) if candidate.carrier is not None else None
    crowd = ("@protester", "@labour", "activist", "resident")
    return candidate.carried == "light" and who is not None and scene.is_any(crowd, who)


_DISSENTING = frozenset(("protest", "opposition", "mass", "angry", "solidarity"))


def _labour(scene: Scene, candidate: Candidate) -> bool:
    parse, i = scene.parse, candidate.token
    if parse.dep[i] == "pobj" and parse.lower[parse.head[i]] == "on" and parse.kid(i, "det", "compound") is None:
        return True
    for k in parse.kids[i]:
        if parse.dep[k] in ("compound", "amod", "poss") and scene.holds("labour", k):
            return True
        if parse.lower[k] in ("for", "over") and (o := parse.kid(k, "pobj")) is not None and scene.holds("labour", o):
            return True
    if _stops_work(scene, i):
        return True
    who = syntax.subject(parse, candidate.carrier) if candidate.carrier is not None else None
    return who is not None and scene.holds("labour", who)


def _stops_work(scene: Scene, i: int) -> bool:
    """Whether a strike shuts what works: "a strike that was to have closed the port", "the strike has shut mines"."""
    parse = scene.parse
    verbs = [parse.head[i]] if parse.dep[i] in ("nsubj", "nsubjpass") else []
    verbs += [k for k in parse.kids[i] if parse.dep[k] == "relcl"]
    verbs += [k for v in verbs for k in parse.kids[v] if parse.dep[k] == "xcomp"]
    return any(parse.lemma[v] in _SHUTS for v in verbs)


_SHUTS = frozenset("shut close halt paralyse paralyze cripple idle ground".split())
