"""Events told before: "the offensive", "this attack" for one that the report has told of already."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.events.roles import Cast
from dateline.reader.events.scene import Candidate, Scene

_DEFINITE = frozenset("the this that these those its their his such".split())
_GENERAL = frozenset(("attack", "assault", "incident", "operation", "action", "violence", "strike"))


def told_before(scene: Scene, candidate: Candidate, cast: Cast, before: dict[str, int]) -> bool:
    """Whether a definite noun only takes up an event told earlier: it adds nobody, no place and no deed of its own.

    Notes in `before` what the report has told of so far, by lemma family and by type.
    """
    parse, i = scene.parse, candidate.token
    if _retold(scene, candidate, cast):
        return True
    if _those(scene, candidate, before):
        return True
    family = scene.lexicon.family(parse.lemma[i])
    if _same_bomb(scene, candidate, cast):
        if scene.last_assault is not None:
            scene.last_assault.echoes.append(i)
        return True
    pointed = any(parse.lower[k] in ("this", "that", "those", "these") for k in parse.kids[i])
    first_told = _first_told(scene, candidate, family, before)
    known = family in before or ((pointed or parse.lemma[i] in _GENERAL) and f"@{candidate.type}" in before)
    known = known or (candidate.row.mode is not None and f"@{candidate.type}/{candidate.row.mode}" in before)
    before.setdefault(family, i)
    before.setdefault(f"@{candidate.type}/{candidate.row.mode}", i)
    before.setdefault(f"@{candidate.type}", i)
    if candidate.type == "ASSAULT" and (scene.last_assault is None or candidate.parts or candidate.row.count):
        scene.last_assault = candidate
    if not known or not candidate.noun or candidate.parts:
        return False
    if candidate.borrowed is not None or candidate.carried in ("light", "plan"):
        return False
    first = next((k for k in parse.kids[i] if parse.dep[k] in ("det", "poss")), None)
    if first is None or parse.lower[first] not in _DEFINITE:
        return False
    if any(parse.lower[k] == "no" for k in parse.kids[i]):
        return False
    if parse.lower[first] in ("this", "that", "these", "those"):
        _echo(first_told, i)
        return True
    own = [word for word, _ in syntax.preps(parse, i) if word in ("by", "against", "on", "between", "in", "at", "near")]
    if own or (cast.actors and candidate.carried == ""):
        return False
    _echo(first_told, i)
    return True


def _first_told(scene: Scene, candidate: Candidate, family: str, before: dict[str, int]) -> Candidate | None:
    """The latest event that the noun may take up: of its word, else of its mode, else of its type."""
    general = scene.parse.lemma[candidate.token] in _GENERAL
    if candidate.type == "ASSAULT" and general and family not in before and scene.last_assault is not None:
        return scene.last_assault
    keys = (family, f"@{candidate.type}/{candidate.row.mode}", f"@{candidate.type}")
    return next((scene.told_at(before[key]) for key in keys if key in before), None)


def _echo(first_told: Candidate | None, i: int) -> None:
    if first_told is not None and first_told.token != i:
        first_told.echoes.append(i)


def _same_bomb(scene: Scene, candidate: Candidate, cast: Cast) -> bool:
    """ "The device went off shortly after 7" of a blast told before: the same bomb, so the same event."""
    parse, i = scene.parse, candidate.token
    last = scene.last_assault
    if last is None or candidate.noun or candidate.row.mode != "explosives" or cast.actors or cast.recipients:
        return False
    if last.row.mode != "explosives" or parse.sentence[i] - parse.sentence[last.token] > 12 or candidate.parts:
        return False
    return len(cast.instruments) == 1 and any(parse.lower[k] == "the" for k in parse.kids[cast.instruments[0]])


def _those(scene: Scene, candidate: Candidate, before: dict[str, int]) -> bool:
    """ "Those arrested were traders": of whom an event told before has spoken."""
    parse, i = scene.parse, candidate.token
    first = scene.told_at(before.get(scene.lexicon.family(parse.lemma[i]), -1))
    if first is None or parse.dep[i] != "acl" or parse.lower[parse.head[i]] != "those" or first.type != candidate.type:
        return False
    _echo(first, i)
    return True


_REACH = 5  # sentences back to the attack that "nine people had been killed" speaks of


def _retold(scene: Scene, candidate: Candidate, cast: Cast) -> bool:
    """Whether "nine people had been killed" only says how many died in the attack told before: then it is merged."""
    parse, i = scene.parse, candidate.token
    last = scene.last_assault
    if last is None or candidate.noun or candidate.row.count not in ("killed", "injured") or candidate.parts:
        return False
    if parse.sentence[i] - parse.sentence[last.token] not in range(1, _REACH + 1):
        return False
    if not (syntax.is_passive(parse, i) or parse.tag[i] == "VBN") or cast.actors or cast.instruments or cast.places:
        return False
    reported = parse.dep[i] in ("xcomp", "oprd") and parse.lemma[parse.head[i]] in ("report", "confirm", "fear", "say")
    v = parse.head[i] if reported else i  # "eight people were initially reported killed"
    if not any(parse.lower[k] in ("had", "have", "were", "was") for k in parse.kids[v]) or parse.dep[i] in (
        "relcl",
        "acl",
    ):
        return False
    if (
        any(word not in ("of", "so") for word, _ in syntax.preps(parse, i))
        or parse.kid(i, "npadvmod", "advcl") is not None
    ):
        return False
    counted = parse.kid(v, "nsubjpass")
    if counted is None or not any(parse.tag[k] == "CD" for k in (counted, *parse.kids[counted])):
        return False
    last.parts.append(i)
    scene.merged[i] = last
    return True
