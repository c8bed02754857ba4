"""Conditions: whether a row of triggers.tsv fits a verb or a noun where it stands."""

from __future__ import annotations

from collections.abc import Callable

from dateline.reader.events import clauses, syntax
from dateline.reader.events.lexicon import Trigger
from dateline.reader.events.scene import Scene

_ARMED_LABELS = frozenset(("ORG", "GPE", "NORP"))
_MONEYED = frozenset(("MONEY",))


def fits_verb(scene: Scene, v: int, row: Trigger) -> bool:
    """Whether a verb row fits token `v`: its particle or complement, its object, its preposition."""
    parse = scene.parse
    if row.extra and not _has_extra(scene, v, row.extra):
        return False
    if not row.extra and parse.kid(v, "prt") is not None and scene.parse.lower[v] not in ("killing", "killed"):
        return False  # another verb: "took off", "gave up"
    if not row.extra and parse.lower[v + 1 : v + 2] == ["back"]:
        return False  # "shot back", "hit back": rows of their own where they are events
    obj = syntax.object_of(parse, v)
    if row.extra and obj is None:
        obj = _of_preposition(scene, v, row.extra)
    if row.forbid and obj is not None and scene.is_any(row.forbid, obj):
        return False
    if row.preps and not any(word in row.preps for word, _ in syntax.preps(parse, v)):
        through = row.roles.get("obj") == "-" and obj is not None
        if not through or not any(word in row.preps for word, _ in syntax.preps(parse, obj or v)):
            return False
    return not row.object or any(_fits(scene, v, obj, row, condition) for condition in row.object)


def _has_extra(scene: Scene, v: int, extra: str) -> bool:
    """Whether the verb has its particle, preposition or complement ("blow up", "call for", "take hostage")."""
    parse = scene.parse
    first, _, rest = extra.partition(" ")
    if first.endswith("-"):
        before = f"{parse.lower[v - 2]}-" if v > 1 and parse.lower[v - 1] == "-" else ""
        return before == first and (not rest or _has_extra(scene, v, rest))
    if rest:  # "walk away from": the preposition hangs on the verb or on the particle
        along = [k for k in parse.kids[v] if parse.lower[k] == first]
        return any(_words_below(scene, (v, k), rest.split()) for k in along)
    if extra in _PARTICLES:
        return any(
            parse.lower[k] == extra and (parse.dep[k] in ("prt", "advmod") or parse.kid(k, "pobj", "pcomp") is None)
            for k in parse.kids[v]
        )
    return any(
        parse.lower[k] == extra
        and not _is_time(scene, parse.kid(k, "pobj"))
        and parse.dep[k] in ("prt", "advmod", "prep", "oprd", "acomp", "dobj", "agent", "ccomp", "xcomp")
        for k in parse.kids[v]
    )


def _words_below(scene: Scene, heads: tuple[int, ...], words: list[str]) -> bool:
    parse = scene.parse
    below = tuple(k for head in heads for k in parse.kids[head] if parse.lower[k] == words[0])
    return bool(below) and (len(words) == 1 or _words_below(scene, (*heads, *below), words[1:]))


_PARTICLES = frozenset("up down out off over in back away apart aside".split())


def _is_time(scene: Scene, i: int | None) -> bool:
    return i is not None and scene.labels.get(i) in ("DATE", "TIME")


def _of_preposition(scene: Scene, v: int, extra: str) -> int | None:
    last = extra.rsplit(maxsplit=1)[-1]
    found = next((o for word, o in syntax.preps(scene.parse, v) if word == last), None)
    if found is None and " " in extra:
        along = [k for k in scene.parse.kids[v] if scene.parse.lower[k] == extra.split(maxsplit=1)[0]]
        found = next((o for k in along for word, o in syntax.preps(scene.parse, k) if word == last), None)
    return found


def _fits(scene: Scene, v: int, obj: int | None, row: Trigger, condition: str) -> bool:
    if condition[0] != "=":
        if obj is None:
            return False
        if condition == "@money" and scene.labels.get(obj) in _MONEYED:
            return True
        if scene.is_any((condition,), obj):
            return True
        inner = _inside(scene, obj)
        return inner is not None and scene.is_any((condition,), inner)
    name, _, argument = condition[1:].partition(":")
    rule = _RULES.get(name)
    return rule is not None and rule(scene, v, obj, row, argument)


def _inside(scene: Scene, i: int) -> int | None:
    """What a container holds: "a batch of 200 peacekeepers"."""
    if scene.parse.lemma[i] not in _HOLDERS:
        return None
    return next((o for word, o in syntax.preps(scene.parse, i) if word == "of"), None)


_HOLDERS = frozenset(
    "batch group number dozen hundred thousand lot couple handful series shipment load tonne ton pair team cache "
    "score million majority rest half part bulk consignment convoy contingent fleet most some many several all truck "
    "lorry truckload lorryload boatload shipload planeload sack bag".split()
)


def _none(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    return syntax.object_of(scene.parse, v) is None and scene.parse.kid(v, "ccomp") is None


def _subject(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    if obj is not None and not syntax.is_passive(scene.parse, v):
        return False
    found = syntax.subject(scene.parse, v)
    if found is None:
        return False
    inner = _inside(scene, found)
    return scene.is_any((argument,), found) or (inner is not None and scene.is_any((argument,), inner))


def _prep(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    words = row.preps or tuple(row.extra.split()[-1:])
    return any(word in words and scene.is_any((argument,), o) for word, o in syntax.preps(scene.parse, v))


def _mod(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    modifier, _, head = argument.partition(":")
    if obj is None or head not in scene.lemmas(obj):
        return False
    parse = scene.parse
    return any(
        modifier in parse.lower[i] for i in range(max(parse.left[obj], obj - 8), min(parse.right[obj], obj + 3) + 1)
    )


def _armed_subject(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    found = syntax.subject(scene.parse, v)
    if found is None:
        return False
    return scene.holds("armed", found) or scene.holds("forces", found) or scene.labels.get(found) in _ARMED_LABELS


def _to_clause(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    parse = scene.parse
    low = parse.kid(v, "xcomp", "ccomp", "advcl")
    return low is not None and any(parse.tag[k] == "TO" for k in parse.kids[low])


def _complement(name: str) -> _Rule:
    def rule(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
        low = scene.parse.kid(v, "xcomp", "ccomp")
        return low is not None and scene.holds(name, low)

    return rule


def _against(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    parse = scene.parse
    for word, o in syntax.preps(parse, v):
        if word == "against" or (
            word == "of" and parse.lemma[o] in ("consequence", "retaliation", "action", "reprisal")
        ):
            return True
    return False


def _office(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    who = syntax.subject(scene.parse, v)
    if who is None or not (scene.holds("people", who) or scene.holds("org", who)):
        return False
    return obj is None or scene.is_any(("post", "job", "office", "position", "government", "cabinet", "party"), obj)


def _agree(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    low = scene.parse.kid(v, "xcomp")
    return low is not None and scene.parse.lemma[low] in ("agree", "reach", "renew")


def _talk(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    for word, o in syntax.preps(scene.parse, v):
        if (
            word in row.preps
            and not scene.holds("speechless", o)
            and (scene.holds("who", o) or scene.holds("leader", o))
        ):
            return word == "with"
    return False


def _visit(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    found = syntax.subject(scene.parse, v)
    if found is None or not (scene.holds("leader", found) or scene.parse.lemma[found] in ("delegation", "mission")):
        return False
    return any(word in ("to", "in") and scene.holds("place", o) for word, o in syntax.preps(scene.parse, v))


def _meeting(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "The two leaders met", "X met with Y": those who meet are people of standing, or several."""
    if obj is not None:
        return False
    who = syntax.subject(scene.parse, v)
    with_ = next((o for word, o in syntax.preps(scene.parse, v) if word == "with"), None)
    if with_ is not None:
        return scene.holds("who", with_) or scene.holds("leader", with_)
    return who is not None and (scene.holds("who", who) or scene.holds("leader", who))


def _consent(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """Agreeing to do, not agreeing that something is so."""
    parse = scene.parse
    with_ = next((o for word, o in syntax.preps(parse, v) if word == "with"), None)
    if with_ is not None and not scene.holds("who", with_) and not scene.holds("leader", with_):
        return False  # "agree with the choice" is an opinion
    low = parse.kid(v, "ccomp")
    return low is None or any(parse.tag[k] == "TO" for k in parse.kids[low])


def _control(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "took control of the town"."""
    if obj is None or scene.parse.lemma[obj] != "control":
        return False
    return any(word == "of" and scene.holds("place", o) for word, o in syntax.preps(scene.parse, obj))


def _phoned(scene: Scene, v: int, obj: int | None, row: Trigger, argument: str) -> bool:
    """ "The president called the king on Friday", not "called him a liar"."""
    parse = scene.parse
    if (
        obj is None
        or parse.kid(v, "oprd", "ccomp", "acomp") is not None
        or scene.labels.get(obj) not in ("PERSON", None)
    ):
        return False
    who = syntax.subject(parse, v)
    return (
        who is not None
        and scene.holds("leader", obj)
        and scene.holds("leader", who)
        and not syntax.is_passive(parse, v)
    )


_Rule = Callable[[Scene, int, int | None, Trigger, str], bool]
_RULES: dict[str, _Rule] = {
    "none": _none,
    "subject": _subject,
    "prep": _prep,
    "mod": _mod,
    "armedsubject": _armed_subject,
    "toclause": _to_clause,
    "coercive": _complement("coercive"),
    "cooperative": _complement("cooperative"),
    "hostile": _complement("hostile"),
    "against": _against,
    "office": _office,
    "agree": _agree,
    "talk": _talk,
    "visit": _visit,
    "meeting": _meeting,
    "consent": _consent,
    "control": _control,
    "phoned": _phoned,
    "must": clauses.must,
    "responsible": clauses.responsible,
    "other": clauses.other,
    "notto": clauses.not_to,
    "called": clauses.called,
    "together": clauses.together,
    "by": clauses.by,
    "object": clauses.has_object,
    "rescued": clauses.rescued,
    "left": clauses.left,
    "between": clauses.between,
    "words": clauses.of_words,
    "reflexive": clauses.reflexive,
    "discuss": clauses.discuss,
    "free": clauses.free,
    "ending": clauses.ending,
    "subjunctive": clauses.subjunctive,
    "clause": clauses.clause_of_another,
    "criticising": clauses.criticising,
    "no": clauses.says_no,
    "wouldharm": clauses.would_harm,
    "troopsto": clauses.troops_to,
    "sexually": clauses.sexually,
    "heldperson": clauses.held_person,
    "several": clauses.several,
}
