"""Footing: on what basis somebody is named as the doer, and what a participant's own words say of it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.events import syntax
from dateline.reader.events.scene import Scene
from dateline.records import Basis

_BELONGING = frozenset("belong member be link tie affiliate".split())
_DOUBTED = frozenset("believe think suspect presume suppose allege assume say report consider".split())


@dataclass(frozen=True, slots=True)
class Footing:
    """On what basis somebody is named, and the token that says so; `basis` None: the words take him out of it."""

    basis: Basis | None
    cue: int


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom words over the happening name as its doer. `head` None: whoever its own words name."""

    head: int | None
    footing: Footing
    accuser: int | None = None


def of_words(scene: Scene, i: int) -> Footing | None:
    """What a participant's own words say: "suspected rebels", "the alleged killer", "men believed to be rebels"."""
    parse, cues = scene.parse, scene.lexicon.blame
    for k in parse.kids[i]:
        if k < i and parse.dep[k] in ("amod", "compound", "nmod", "advmod"):
            row = next((r for r in cues.get(parse.lower[k], ()) if r.pos == "a" and r.doer == "self"), None)
            if row is not None and row.basis is not None:
                return Footing(row.basis, k)
    first = max(parse.left[i], i - 5)
    if first < i and parse.words[first][:1].isupper():  # "Suspected Red Kite Front militants", first in its sentence
        row = next((r for r in cues.get(parse.lower[first], ()) if r.pos == "a" and r.doer == "self"), None)
        if row is not None and row.basis is not None:
            return Footing(row.basis, first)
    for row in cues.get(parse.lemma[i], ()):
        if row.pos == "n" and not row.happening and row.basis is not None:
            return Footing(row.basis, i)
    return None


def belonging(scene: Scene, i: int) -> tuple[int, Footing] | None:
    """Whose men a participant's words take them for: "gunmen believed to belong to the Front"."""
    parse = scene.parse
    over = [parse.head[i]] if parse.dep[i] == "nsubj" else []  # "gunmen believed to ... attacked it", read amiss
    for v in [*parse.kids_of(i, "acl", "relcl"), *over]:
        if parse.lemma[v] not in _DOUBTED:
            continue
        low = parse.kid(v, "xcomp", "ccomp", "oprd", "prep")
        if low is None:
            continue
        if parse.lower[low] in ("of", "as"):
            low = parse.kid(low, "pcomp") or low
        if parse.lemma[low] not in _BELONGING:
            continue
        found = parse.kid(low, "attr") if parse.lemma[low] == "be" else None
        if found is None:
            reached = [o for word, o in syntax.preps(parse, low) if word in ("to", "of", "with", "from")]
            found = reached[0] if reached else None
        if found is not None:
            return found, Footing(Basis.SUSPECTED, v)
    return None
