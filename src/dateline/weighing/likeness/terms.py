"""Terms: the words of a text weighted by how rare they are, and how alike two texts are by them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from dateline.weighing.likeness.rarity import rarity
from dateline.weighing.likeness.words import words

NAME = 1.3  # a name tells more than another word as rare
REPEATED = 0.5  # what each further mention of a word adds, times the logarithm of their number

_rarity = lru_cache(maxsize=1 << 16)(rarity)


class Terms(dict[str, float]):
    """Stem -> weight, of length 1 in all; a number's stem begins with `#`.

    `said` is each stem as the text has it first, `names` are the stems that the text writes as a name is written.
    """

    __slots__ = ("names", "said")

    def __init__(self, weights: Mapping[str, float], said: Mapping[str, str], names: frozenset[str]) -> None:
        super().__init__(weights)
        self.said = said
        self.names = names


def terms(text: str) -> Terms:
    """The terms of a text. Words that most texts have are left out."""
    counts: dict[str, int] = {}
    said: dict[str, str] = {}
    names: set[str] = set()
    for word in words(text):
        counts[word.stem] = counts.get(word.stem, 0) + 1
        said.setdefault(word.stem, word.said)
        if word.name:
            names.add(word.stem)
    weights = {}
    for stem, count in counts.items():
        weight = _rarity(stem) * (1 + REPEATED * math.log(count))
        if weight > 0:
            weights[stem] = weight * NAME if stem in names else weight
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return Terms({stem: weight / length for stem, weight in weights.items()}, said, frozenset(names & weights.keys()))


def likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """How alike two texts are by their terms, 0 (no word in common) to 1 (the same). Symmetric to the last bit."""
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    return min(1.0, math.fsum(weight * more[stem] for stem, weight in fewer.items() if stem in more))


def shared(a: Mapping[str, float], b: Mapping[str, float]) -> tuple[str, ...]:
    """The words that make two texts alike, most telling first, as the first of them has them."""
    both = sorted(a.keys() & b.keys(), key=lambda stem: (-a[stem] * b[stem], stem))
    return tuple(a.said.get(stem, stem) if isinstance(a, Terms) else stem for stem in both)
