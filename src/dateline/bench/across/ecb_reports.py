"""Which reports tell of one happening, by their words alone: a Bayesian agglomerative clustering of a set of texts.

Two groups of reports are one happening if their words are likelier under one set of rates than under two (after Heller
and Ghahramani 2005): a word that all of one and none of the other have speaks against it, as a name or a number that
differs does; a rare word that both have speaks for it. How rare a word is, is told by the set and by the news
(`likeness/frequencies.tsv`), the set having the more to say the larger it is. Names count more than other words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.bench.across.agglomerate import average_linkage, numbered
from dateline.weighing.likeness import Terms, terms
from dateline.weighing.likeness.rarity import UNKNOWN, table

Array = npt.NDArray[np.floating[Any]]

# Chosen by draws of eight of the train split's topics.
NAME, OTHER = 2.0, 0.7  # what the word of a name counts, and any other; a number counts 1
FIRMNESS = 3.0  # of the prior: how many reports one's word rates are held to resemble the set's
NEWS = 400  # reports of the set that tell as much of how rare a word is as the table of the news does
ALIKE = 0.3  # cosine from which on reports are put together without more ado
LEAST = -6.0  # log-odds from which on two groups are one happening
_SMOOTH = 20  # reports that are held to lack a word beside those of the set


def vectors(found: Sequence[Terms]) -> tuple[list[str], Array]:
    """The words of a set, and for each report which of them it has: reports x words, 0 or 1."""
    vocabulary = {stem: i for i, stem in enumerate(sorted({stem for each in found for stem in each}))}
    has = np.zeros((len(found), len(vocabulary)), dtype=np.float32)
    for row, each in zip(has, found, strict=True):
        row[[vocabulary[stem] for stem in each]] = 1
    return list(vocabulary), has


def cosines(has: Array) -> Array:
    """How alike each two reports are: words weighted by how few reports of the set have them."""
    weighted = has * np.log((len(has) + 1) / np.maximum(has.sum(axis=0), 1))
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    weighted = (weighted / np.maximum(length, 1e-9)).astype(np.float32)
    out: Array = weighted @ weighted.T
    return out


def rates(words: Sequence[str], has: Array) -> Array:
    """How probable it is that a report has each word, whatever it tells of."""
    counts, passages = table()
    news = np.array([counts.get(word, UNKNOWN) / passages for word in words])
    own = (has.sum(axis=0) + 0.5) / (len(has) + _SMOOTH)
    trust = len(has) / (len(has) + NEWS)
    out: Array = trust * own + (1 - trust) * news
    return out


class Evidence:
    """The weighted log-probability of the words of a group of reports under one set of rates (beta-binomial)."""

    def __init__(self, found: Sequence[Terms]) -> None:
        words, has = vectors(found)
        named = Counter(stem for each in found for stem in each.names)
        several = has.sum(axis=0) >= 2  # a word that stands once tells nothing of which belong together
        self.words = [word for word, kept in zip(words, several, strict=True) if kept]
        self.has = has[:, several]
        self.rates = rates(words, has)[several]
        count = self.has.sum(axis=0)
        name = np.array([named[word] for word in self.words]) >= np.maximum(count, 1) / 2
        number = np.array([word.startswith("#") for word in self.words], dtype=bool)
        weight = np.where(name, NAME, np.where(number, 1.0, OTHER))
        steps = np.arange(len(found))
        yes, no = FIRMNESS * self.rates[:, None], FIRMNESS * (1 - self.rates[:, None])
        self._with = _sums(np.log(yes + steps) * weight[:, None])
        self._without = _sums(np.log(no + steps) * weight[:, None])
        self._all = np.concatenate([[0.0], np.cumsum(np.log(FIRMNESS + steps))]) * weight.sum()
        self._columns = np.arange(len(self.words))

    def of(self, counts: Array, sizes: Array) -> Array:
        """For each row, a group of so many reports, of which so many have each word."""
        having = counts.astype(np.intp)
        lacking = sizes[:, None].astype(np.intp) - having
        told = self._with[self._columns, having] + self._without[self._columns, lacking]
        out: Array = told.sum(axis=1) - self._all[sizes.astype(np.intp)]
        return out


def _sums(steps: Array) -> Array:
    """Sums of the first 0, 1, 2 ... columns."""
    return np.concatenate([np.zeros((len(steps), 1)), np.cumsum(steps, axis=1)], axis=1)


def happenings(texts: Sequence[str]) -> list[int]:
    """The number of the happening that each text tells of, in order of their first texts."""
    if not texts:
        return []
    found = [terms(text) for text in texts]
    has = vectors(found)[1]
    first = np.array(average_linkage(cosines(has), ALIKE))
    evidence = Evidence(found)
    groups = int(first.max()) + 1
    counts = np.stack([evidence.has[first == g].sum(axis=0) for g in range(groups)])
    sizes = np.bincount(first, minlength=groups).astype(np.float64)
    joined = _joined(evidence, counts, sizes)
    return [joined[group] for group in first.tolist()]


def _joined(evidence: Evidence, counts: Array, sizes: Array) -> list[int]:
    """Groups joined two by two, the most probable first; for each group the one that it ended in."""
    groups = len(sizes)
    alone = evidence.of(counts, sizes)
    gain = np.full((groups, groups), -np.inf)
    everyone = np.arange(groups)

    def gains(of: int, others: npt.NDArray[np.intp]) -> Array:
        together = evidence.of(counts[others] + counts[of], sizes[others] + sizes[of])
        common = counts[others] @ counts[of] > 0  # two texts of few words are not alike for having little to say
        out: Array = np.where(common, together - alone[others] - alone[of], -np.inf)
        return out

    for i in range(1, groups):
        gain[i, :i] = gains(i, everyone[:i])
    left = np.ones(groups, dtype=bool)
    joined = list(range(groups))
    while groups > 1:
        drop, keep = (int(at) for at in np.unravel_index(gain.argmax(), gain.shape))  # the later into the earlier
        if gain[drop, keep] < LEAST:
            break
        joined[drop] = keep
        counts[keep] += counts[drop]
        sizes[keep] += sizes[drop]
        alone[keep] = evidence.of(counts[[keep]], sizes[[keep]])[0]
        left[drop] = False
        gain[drop, :] = gain[:, drop] = -np.inf
        others = everyone[left & (everyone != keep)]
        gain[np.maximum(others, keep), np.minimum(others, keep)] = gains(keep, others)
    return numbered(joined)
