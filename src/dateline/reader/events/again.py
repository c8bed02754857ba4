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
    family = scene.lexicon.family(parse.lemma[i])
    known = family in before or (parse.lemma[i] in _GENERAL and f"@{candidate.type}" in before)
    before.setdefault(family, i)
    before.setdefault(f"@{candidate.type}", i)
    if not known or not candidate.noun or candidate.parts:
        return False
    if candidate.borrowed is not None or candidate.carried in ("light", "plan"):
        return False
    first = next((k for k in parse.kids[i] if parse.dep[k] in ("det", "poss")), None)
    if first is None or parse.lower[first] not in _DEFINITE:
        return False
    if any(parse.lower[k] == "no" for k in parse.kids[i]):
        return False
    own = [word for word, _ in syntax.preps(parse, i) if word in ("by", "against", "on", "between", "in", "at", "near")]
    return (not own and not (cast.actors and candidate.carried == "")) or (
        candidate.carried in ("occurs", "hold") and not own
    )
