"""The choice: which candidates stand, and which stand within which."""

from __future__ import annotations

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


def choose(candidates: list[Candidate], size: int) -> list[Chosen]:
    """Those of some likely candidates that stand, in text order. `size` is the number of tokens of the page."""
    best: dict[int, Candidate] = {}
    for c in candidates:
        if c.head not in best or c.rate > best[c.head].rate:
            best[c.head] = c
    standing = [Chosen(c) for c in one_cue_each(list(best.values()))]
    nest(standing, size)
    weak = _outdone(standing)
    if weak:
        standing = [Chosen(k.candidate) for k in standing if id(k) not in weak]
        nest(standing, size)
    kept = [k for k in standing if k.within is None or _stands_within(k)]
    for k in kept:  # what stood within a dropped one stands within what held that
        while k.within is not None and k.within.within is not None and not _stands_within(k.within):
            k.within = k.within.within
    return sorted(_not_too_deep(kept), key=lambda k: (k.candidate.start, k.candidate.head))


def choose_within(outer: list[Chosen], inner: list[Candidate], size: int) -> list[Chosen]:
    """What stands, and those of `inner` that stand within it; no word that makes a cue makes a second one."""
    taken = {i for k in outer for i in range(k.candidate.cue[0], k.candidate.cue[1] + 1)}
    best: dict[int, Candidate] = {}
    for c in inner:
        if c.head not in taken and (c.head not in best or c.rate > best[c.head].rate):
            best[c.head] = c
    added = [Chosen(c) for c in one_cue_each(list(best.values()))]
    own = {id(k) for k in added}
    for _ in range(DEEPEST):  # what stands within a dropped one may stand within what held that
        standing = [*outer, *added]
        nest(standing, size)
        kept = [k for k in added if k.within is not None and k.within is not k and _stands_within(k)]
        if len(kept) == len(added):
            break
        added = kept
    held = [k for k in (*outer, *added) if id(k) not in own or k.within is not None]
    return sorted(_not_too_deep(held), key=lambda k: (k.candidate.start, k.candidate.head))


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


def nest(standing: list[Chosen], size: int) -> None:
    """Find each one's holder: the smallest content that has its cue in it."""
    holder: list[Chosen | None] = [None] * size
    for k in sorted(standing, key=lambda k: (-_length(k.candidate), k.candidate.head)):
        k.within = holder[k.candidate.head]
        for first, last in k.candidate.content:
            holder[first : last + 1] = [k] * (last + 1 - first)


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
