"""One happening, one event: candidates that syntax shows to tell of the same thing are merged into one of them."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.events.carrying import borrow, light
from dateline.reader.events.harm import harm
from dateline.reader.events.scene import Candidate, Scene, absorb

_CONTENT = frozenset(("REQUEST", "REJECT"))


def merge(scene: Scene) -> None:
    """Merge within `scene.candidates`; a merged token becomes a part of the candidate that stays."""
    found = scene.candidates
    for i in list(found):
        if i in found:
            borrow(scene, found[i])
    for i in list(found):
        if i in found and not found[i].noun:
            light(scene, found[i])
    for i in list(found):
        if i in found and found[i].type == "ASSAULT" and not found[i].noun:
            harm(scene, found[i])
    for i in list(found):
        if i in found and not found[i].noun:
            _same_word(scene, found[i])
    for i in list(found):
        if i in found and found[i].type == "PROTEST" and not found[i].noun:
            _purpose(scene, found[i])
    for i in list(found):
        if i in found:
            _content(scene, found[i])
    for i in list(found):
        if i in found and found[i].noun:
            _apposition(scene, found[i])
    for i in [i for i, c in found.items() if c.type.startswith("=")]:
        del found[i]


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
        absorb(scene, first, candidate)


def _purpose(scene: Scene, candidate: Candidate) -> None:
    """ "Drivers blocked the road to protest against it": by blocking it."""
    parse, i = scene.parse, candidate.token
    if parse.dep[i] not in ("advcl", "xcomp") or parse.tag[i] != "VB":
        return
    first = scene.told_at(parse.head[i])
    if first is not None and first is not candidate and first.type == candidate.type:
        absorb(scene, first, candidate)


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
                absorb(scene, over, candidate)
            return
        i = head


def _apposition(scene: Scene, candidate: Candidate) -> None:
    """ "the assault, the deadliest attack this year": one event."""
    parse = scene.parse
    if parse.dep[candidate.token] != "appos":
        return
    first = scene.candidates.get(parse.head[candidate.token])
    if first is not None and first.type == candidate.type:
        absorb(scene, first, candidate)
