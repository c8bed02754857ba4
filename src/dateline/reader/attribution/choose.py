"""The choice: which candidates stand, and which stand within which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.reader.attribution.candidate import Candidate, Range

SPEECH = 0.3  # least rate of an attribution whose cue is listed as speech or attitude (stances.tsv)
OTHER = 0.46  # and of any other: the pair where F1 over folds of PolNeAR's train split peaks
INNER_SPEECH, INNER_OTHER = 0.4, 0.5  # the same within another's words, where no rate was measured
DEEPEST = 6  # voices in a chain

_WISHES = frozenset("want wish need plan intend try seek aim like love prefer".split())


@dataclass(slots=True)
class Chosen:
    """A candidate that stands, and the one in whose content its cue is, if any."""

    candidate: Candidate
    within: Chosen | None = None


def choose(candidates: list[Candidate]) -> list[Chosen]:
    """Those of some likely candidates that stand, in text order."""
    best: dict[int, Candidate] = {}
    for c in candidates:
        if c.head not in best or c.rate > best[c.head].rate:
            best[c.head] = c
    standing = [Chosen(c) for c in one_cue_each(list(best.values()))]
    nest(standing)
    weak = _outdone(standing)
    if weak:
        standing = [Chosen(k.candidate) for k in standing if id(k) not in weak]
        nest(standing)
    kept = [k for k in standing if k.within is None or _stands_within(k)]
    for k in kept:  # what stood within a dropped one stands within what held that
        while k.within is not None and k.within.within is not None and not _stands_within(k.within):
            k.within = k.within.within
    return sorted(_not_too_deep(kept), key=lambda k: (k.candidate.start, k.candidate.head))


def outermost(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that are likely enough, stand, and stand within no other."""
    return [one.candidate for one in choose([c for c in candidates if stands(c)]) if one.within is None]


def choose_within(outer: list[Chosen], inner: list[Candidate]) -> list[Chosen]:
    """What stands, and those of `inner` that stand within it; no word that makes a cue makes a second one.

    What is outermost stays so, and what stood within another stands within something still.
    """
    taken = {i for k in outer for i in _cue(k.candidate)}
    free: list[Candidate] = []
    for c in sorted(inner, key=lambda c: -c.rate):
        if taken.isdisjoint(_cue(c)):
            taken.update(_cue(c))
            free.append(c)
    added = [Chosen(c) for c in one_cue_each(free)]
    before = [k.within for k in outer]
    nest([*outer, *added])
    dropped: set[int] = set()
    for k in sorted(added, key=_longest_first):  # who holds one comes before it
        _hold(k, dropped)
        if k.within is None or not _stands_within(k):
            dropped.add(id(k))
    for k, was in zip(outer, before, strict=True):
        _hold(k, dropped)
        k.within = (k.within or was) if was is not None else None
    held = [k for k in (*outer, *added) if id(k) not in dropped]
    return sorted(_not_too_deep(held), key=lambda k: (k.candidate.start, k.candidate.head))


def _hold(k: Chosen, dropped: set[int]) -> None:
    """What stands within a dropped one stands within what held that, where its cue is in there."""
    while k.within is not None and (id(k.within) in dropped or not k.within.candidate.holds(k.candidate.head)):
        k.within = k.within.within


def _not_too_deep(kept: list[Chosen]) -> list[Chosen]:
    """Without what stands within more voices than anyone writes."""
    out: list[Chosen] = []
    for k in kept:
        at, depth = k, 1
        while at.within is not None and depth <= DEEPEST:
            at, depth = at.within, depth + 1
        if depth <= DEEPEST:
            out.append(k)
    return out


def one_cue_each(candidates: list[Candidate]) -> list[Candidate]:
    """No words have two cues: a stretch that two candidates claim alike goes to the likelier one."""
    owner: dict[Range, Candidate] = {}
    for c in candidates:
        for part in c.content:
            if part not in owner or c.rate > owner[part].rate:
                owner[part] = c
    out: list[Candidate] = []
    for c in candidates:
        own = [part for part in c.content if owner[part] is c]
        if own:
            out.append(c if len(own) == len(c.content) else replace(c, content=own))
    return out


def _outdone(standing: list[Chosen]) -> set[int]:
    """Those whose content holds a likelier attribution than they are: only one of the two is the outermost."""
    inner: dict[int, float] = {}
    for k in standing:
        if k.within is not None:
            inner[id(k.within)] = inner.get(id(k.within), 0.0) + k.candidate.rate
    outermost = (k for k in standing if k.within is None)
    return {id(k) for k in outermost if (1 - k.candidate.rate) * inner.get(id(k), 0.0) > k.candidate.rate}


def nest(standing: list[Chosen]) -> None:
    """Find each one's holder: the smallest content that has its cue in it."""
    holder: dict[int, Chosen] = {}
    for k in sorted(standing, key=_longest_first):
        k.within = holder.get(k.candidate.head)
        for first, last in k.candidate.content:
            holder.update(dict.fromkeys(range(first, last + 1), k))


def _longest_first(k: Chosen) -> tuple[int, int]:
    return -_length(k.candidate), k.candidate.head


def _cue(c: Candidate) -> list[int]:
    return [c.head, *range(c.cue[0], c.cue[1] + 1)]


def _length(c: Candidate) -> int:
    return sum(last + 1 - first for first, last in c.content)


def _stands_within(k: Chosen) -> bool:
    """An inner one needs more, and a speaker of its own: "wants to say" is one attribution, not two."""
    assert k.within is not None
    own, outer = k.candidate, k.within.candidate
    if own.lemma in _WISHES:
        return False  # "they want to talk", in another's words, is that other's word
    same = own.source_head is not None and own.source_head == outer.source_head
    return own.rate >= (INNER_SPEECH if own.speech else INNER_OTHER) and not same


def stands(c: Candidate) -> bool:
    """Whether a candidate is likely enough to be an attribution at all."""
    return c.rate >= (SPEECH if c.speech else OTHER)
