"""Located: every event's place and time, and what a sentence adds that takes the event up or goes on from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.reader.events.roles import Cast
from dateline.reader.events.scene import Candidate, Scene
from dateline.reader.events.surroundings import Surroundings
from dateline.reader.events.when import Dating
from dateline.reader.events.where import Placing
from dateline.records import EventPlace, EventTime, Found

Told = Sequence[tuple[Candidate, Cast]]
At = tuple[EventPlace | None, EventTime | None]
_REACH = 5  # sentences on in which "the attack" adds the place or the day of one told before
_THEY = frozenset(("they", "he", "she"))
_NEAR = (Found.CLAUSE, Found.SENTENCE)
_DEEDS = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST"))


def located(scene: Scene, told: Told, again: Told) -> dict[int, At]:
    """The place and time of each candidate told, by its token; `again` are those that only take up one of them."""
    around = Surroundings(scene)
    placing, dating = Placing(around), Dating(around)
    at = {c.token: (placing.place(c, cast), dating.when(c)) for c, cast in told}
    for c, cast in again:
        first = _first(scene, c, told)
        if first is not None:
            at[first.token] = _filled(scene, at[first.token], (placing.place(c, cast), dating.when(c)), first, c)
    before: Candidate | None = None
    for c, _ in sorted(told, key=lambda one: one[0].token):
        if before is not None and at[c.token] == (None, None) and _goes_on(scene, around, before, c):
            at[c.token] = _lent(at[before.token])
        before = c
    return at


def _first(scene: Scene, again: Candidate, told: Told) -> Candidate | None:
    """The event that words take up: the last before them of the same word, else of the same type."""
    parse, lexicon = scene.parse, scene.lexicon
    family = lexicon.family(parse.lemma[again.token])
    near = [
        c for c, _ in told if c.token < again.token and parse.sentence[again.token] - parse.sentence[c.token] <= _REACH
    ]
    same = [c for c in near if any(lexicon.family(parse.lemma[i]) == family for i in (c.token, *c.parts))]
    alike = same or [c for c in near if c.type == again.type]
    return max(alike, key=lambda c: c.token, default=None)


def _filled(scene: Scene, at: At, more: At, first: Candidate, again: Candidate) -> At:
    """What was told first, and from where it is taken up what it lacks."""
    number = scene.parse.sentence
    same = scene.parse.paragraph[number[first.token]] == scene.parse.paragraph[number[again.token]]
    found = Found.PARAGRAPH if same else Found.REPORT
    place, when = at
    if place is None and more[0] is not None:
        place = replace(more[0], found=found)
    if (when is None or when.when is None) and more[1] is not None and more[1].when is not None:
        when = replace(more[1], found=found)
    return place, when


def _goes_on(scene: Scene, around: Surroundings, before: Candidate, c: Candidate) -> bool:
    """ "Rebels attacked a village on Monday. They abducted ...": the same people's next deed, with nothing between."""
    parse, i, j = scene.parse, before.token, c.token
    number = parse.sentence
    if number[j] != number[i] + 1 or parse.paragraph[number[i]] != parse.paragraph[number[j]]:
        return False
    if around.spots_of(j) or around.times_of(j) or not {before.type, c.type} <= _DEEDS:
        return False
    if parse.tag[j] != "VBD" or parse.head[j] != j or parse.kid(j, "aux", "auxpass", "neg") is not None:
        return False
    who = parse.kid(j, "nsubj")
    if who is None or parse.lower[who] not in _THEY or parse.tag[i] not in ("VBD", "NN", "NNS"):
        return False
    doers = [k for k in (parse.kid(i, "nsubj"),) if k is not None]
    same = scene.cast[who].actor if who in scene.cast else None
    return not doers or same is None or any(k in scene.cast and scene.cast[k].actor == same for k in doers)


def _lent(at: At) -> At:
    place, when = at
    return (
        replace(place, found=Found.PARAGRAPH) if place is not None and place.found in _NEAR else None,
        replace(when, found=Found.PARAGRAPH) if when is not None and when.found in _NEAR and when.when else None,
    )
