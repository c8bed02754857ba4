"""Overlap: how much of each of two reports stands in the other, in which parts, and in the same order or not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dateline.weighing.stories.prints import Look, Prints, look

_SAME = 0.55  # of the longer sentence: the same sentence, lightly rewritten
_WITHIN = 0.8  # of the shorter: one stands in the other
_FEWEST = 4  # words that two sentences share at least
_QUOTED = 0.3  # what a sentence weighs that is mostly a quotation: two reporters heard it
_LEAD = 3  # sentences


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two reports share. All shares 0 to 1, by the words' weight.

    `first` and `second`: of each in the other; `first_lead` and `second_lead` the same of its lead's sentences
    alone. `words` is how many words they share; `verbatim` how much of that stands there in the very same sentences;
    `clashing` how much stands in sentences where a name or a number takes another's place. `pairs` are the
    positions of the matched sentences.
    """

    first: float
    second: float
    first_lead: float
    second_lead: float
    words: int
    verbatim: float
    clashing: float
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Match:
    at: int
    words: int
    same: bool
    clash: bool


def overlap(a: Prints, b: Prints) -> Overlap:
    """What the two share; linear in their words but for sentences that are alike."""
    one, other = look(a), look(b)
    forth, back = _matches(one, other), _matches(other, one)
    shared = sum(match.words for match in forth.values())
    same = sum(match.words for match in forth.values() if match.same)
    clash = sum(match.words for match in forth.values() if match.clash)
    return Overlap(
        first=_whole(one, other, forth),
        second=_whole(other, one, back),
        first_lead=_share(one, forth, _LEAD),
        second_lead=_share(other, back, _LEAD),
        words=shared,
        verbatim=same / shared if shared else 0.0,
        clashing=clash / shared if shared else 0.0,
        pairs=tuple((n, match.at) for n, match in forth.items() if match.at >= 0),
    )


def _matches(one: Look, other: Look) -> dict[int, _Match]:
    """For each sentence of one, the sentence of the other that has most of its words in the same order."""
    where: dict[int, list[int]] = {}
    for n, codes in enumerate(other.sentences):
        for code in set(codes):
            where.setdefault(code, []).append(n)
    hashed = {value: n for n, value in reversed(list(enumerate(other.hashes)))}
    out: dict[int, _Match] = {}
    for n, codes in enumerate(one.sentences):
        if (at := hashed.get(one.hashes[n])) is not None:
            out[n] = _Match(at, len(codes), same=True, clash=False)
            continue
        if one.hashes[n] in other.tail:
            out[n] = _Match(-1, len(codes), same=True, clash=False)
            continue
        found = Counter(at for code in set(codes) for at in where.get(code, ()))
        best: _Match | None = None
        for at, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:3]:
            if count < _FEWEST:
                break
            length = common(codes, other.sentences[at])
            longer, shorter = max(len(codes), len(other.sentences[at])), min(len(codes), len(other.sentences[at]))
            if length >= _FEWEST and (length >= _SAME * longer or length >= _WITHIN * shorter):
                mine, yours = one.sharp[n] - other.sharp[at], other.sharp[at] - one.sharp[n]
                clash = bool(mine - set(other.sentences[at])) and bool(yours - set(codes))
                if best is None or length > best.words:
                    best = _Match(at, length, same=False, clash=clash)
        if best:
            out[n] = best
    return out


def _whole(of: Look, other: Look, matches: dict[int, _Match]) -> float:
    """The share of all its words: those kept in order, and by their hashes the sentences after them."""
    share = _share(of, matches, len(of.sentences))
    if of.kept == 1.0 or not of.tail:
        return share
    below = min(of.tail_below, other.tail_below)
    known = {value for value in of.tail if value <= below}
    found = len(known & (other.tail | set(other.hashes))) / len(known) if known else 0.0
    return of.kept * share + (1 - of.kept) * found


def _share(of: Look, matches: dict[int, _Match], first: int) -> float:
    """The share of the first sentences' words that stand in the other report."""
    whole = part = 0.0
    for n, codes in enumerate(of.sentences[:first]):
        weight = _QUOTED if of.quoted[n] else 1.0
        whole += weight * len(codes)
        if n in matches:
            part += weight * matches[n].words * (0.5 if matches[n].clash else 1.0)
    return part / whole if whole else 0.0


def common(first: tuple[int, ...], second: tuple[int, ...]) -> int:
    """How many words the two have in the same order: the longest common subsequence, a row of it at a time in bits."""
    places: dict[int, int] = {}
    for n, code in enumerate(first):
        places[code] = places.get(code, 0) | 1 << n
    full = (1 << len(first)) - 1
    row = full
    for code in second:
        hits = row & places.get(code, 0)
        row = ((row + hits) | (row - hits)) & full
    return len(first) - row.bit_count()
