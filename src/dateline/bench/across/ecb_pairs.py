"""Whether two event mentions are one event: the evidence, and its weights (logistic regression; `ecb_weights.json`)."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations, islice

import numpy as np
import numpy.typing as npt

from dateline.bench.across.ecb_mentions import LIGHT, Mention
from dateline.weighing.likeness.related import Relation, relation

SAYING = frozenset(
    "add announce ask claim comment confirm describe explain note quote report say state statement tell".split()
)
# The names of the evidence, in the order of a pair's row.
NAMES = (
    "same lemma",
    "same stem",
    "same words",
    "kind of the other",
    "one sense",
    "derived",
    "words: kind of the other",
    "words: one sense",
    "words: derived",
    "words: one the same",
    "share of words",
    "both nouns",
    "both verbs",
    "noun and verb",
    "sayings",
    "light verbs",
    "one report",
    "one sentence",
    "sentences",
    "words near",
    "doers",
    "objects",
    "others",
    "parties",
    "doer is object",
    "doers differ",
    "objects differ",
    "numbers differ",
    "days differ",
    "governor",
    "names",
    "days",
    "reports",
    "reports with the word, more",
    "reports with the word, fewer",
    "positions apart",
    "depth, less",
    "depth, more",
    "size of the cluster",
    "first sentence of the two",
    "same stem, parties",
    "same stem, sayings",
    "same stem, reports",
    "same stem, sentences",
    "same stem, reports with the word",
    "same stem, one report",
    "related, parties",
    "related, sentences",
    "related, one report",
    "related, reports with the word",
    "one report, parties",
    "both words in many reports",
)

BLOCK = 20_000  # pairs at a time

Row = list[float]
Matrix = npt.NDArray[np.float32]
Pairs = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Matrix]  # first mention, second mention, a row of evidence


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the evidence, and the mean probability from which on two clusters of mentions are one."""

    of: npt.NDArray[np.float64]
    own: float
    least: float

    def chances(self, rows: Matrix) -> Matrix:
        """The probability of each row that its two mentions are one event."""
        odds = np.clip(rows @ self.of + self.own, -30, 30)
        return (1 / (1 + np.exp(-odds))).astype(np.float32)


@cache
def settings() -> Mapping[str, float | dict[str, float]]:
    """What `tools/fit_across.py` fitted on the train split: weights, and the thresholds of the baselines."""
    text = (resources.files(__package__) / "ecb_weights.json").read_text(encoding="utf-8")
    found: dict[str, float | dict[str, float]] = json.loads(text)
    return found


@cache
def shipped() -> Weights:
    """The weights that come with the program."""
    found = settings()
    of, own, least = found["weights"], found["own"], found["least"]
    assert isinstance(of, dict) and isinstance(own, float) and isinstance(least, float)
    return Weights(np.array([of[name] for name in NAMES]), own, least)


def pairs(
    mentions: Sequence[Mention], within: Sequence[int], likeness: Matrix, rarity: Mapping[str, float]
) -> Iterator[Pairs]:
    """The evidence on each two mentions whose reports are in one cluster, some at a time.

    `within` is the cluster of each report, `likeness` how alike each two reports are, `rarity` how much a word tells.
    """
    members: dict[int, list[int]] = {}
    for i, mention in enumerate(mentions):
        members.setdefault(within[mention.report], []).append(i)
    sizes = Counter(within)
    for cluster, some in members.items():
        spread = Counter(word for _, word in {(mentions[i].report, mentions[i].stem) for i in some})
        both = combinations(some, 2)
        while block := list(islice(both, BLOCK)):
            rows = []
            for i, j in block:
                a, b = mentions[i], mentions[j]
                rows.append(evidence(a, b, sizes[cluster], spread, float(likeness[a.report, b.report]), rarity))
            at = np.array(block, dtype=np.intp)
            yield at[:, 0], at[:, 1], np.array(rows, dtype=np.float32)


def evidence(
    a: Mention, b: Mention, size: int, spread: Mapping[str, int], reports: float, rarity: Mapping[str, float]
) -> Row:
    """The evidence that two mentions are one event, in the order of NAMES. Symmetric.

    `size` is the number of reports in the cluster, `spread` how many of them have a mention with each stem.
    """

    def common(one: Set[str], other: Set[str]) -> float:
        """The share of the smaller set that is in the other, rare words counting more."""
        both = one & other
        if not both:
            return 0.0
        smaller = min(_sum(one, rarity), _sum(other, rarity))
        return _sum(both, rarity) / smaller if smaller else 0.0

    same = float(a.stem == b.stem)
    near = relation(a.key, b.key)
    nearest = max((relation(x, y) for x in a.telling for y in b.telling), default=Relation.NONE)
    nearest = max(near, nearest)
    related = float(nearest >= Relation.SENSE)
    one_report = float(a.report == b.report)
    parties, around = common(a.parties, b.parties), common(a.around, b.around)
    more, fewer = (f(spread.get(a.stem, 0), spread.get(b.stem, 0)) / size for f in (max, min))
    sayings = float((a.lemma in SAYING) + (b.lemma in SAYING))
    return [
        float(a.lemma == b.lemma),
        same,
        float(a.words == b.words),
        float(near is Relation.KIND),
        float(near is Relation.SENSE),
        float(near is Relation.DERIVED),
        float(nearest is Relation.KIND),
        float(nearest is Relation.SENSE),
        float(nearest is Relation.DERIVED),
        float(nearest is Relation.SAME),
        len({*a.telling} & {*b.telling}) / min(len(a.telling), len(b.telling)),
        float(a.kind == b.kind == "noun"),
        float(a.kind == b.kind == "verb"),
        float(a.kind != b.kind),
        sayings,
        float((a.lemma in LIGHT) + (b.lemma in LIGHT)),
        one_report,
        float(a.report == b.report and a.sentence == b.sentence),
        around,
        common(a.near, b.near),
        common(a.doers, b.doers),
        common(a.objects, b.objects),
        common(a.others, b.others),
        parties,
        common(a.doers, b.objects) + common(a.objects, b.doers),
        _differ(a.doers, b.doers),
        _differ(a.objects, b.objects),
        _differ(a.numbers, b.numbers),
        _differ(a.days, b.days),
        float(a.governor == b.governor != ""),
        common(a.names, b.names),
        common(a.days, b.days),
        reports,
        more,
        fewer,
        abs(a.position - b.position),
        float(min(a.depth, b.depth)),
        float(max(a.depth, b.depth)),
        math.log(size),
        float(min(a.sentence, b.sentence) + 1),
        same * parties,
        same * sayings,
        same * reports,
        same * around,
        same * fewer,
        same * one_report,
        related * parties,
        related * around,
        related * one_report,
        related * (1 - same) * fewer,
        one_report * parties,
        more * fewer,
    ]


def _sum(words: Set[str], rarity: Mapping[str, float]) -> float:
    return math.fsum(rarity.get(word, 1.0) for word in words)


def _differ(one: Set[str], other: Set[str]) -> float:
    """1 where both say something and nothing of it is the same."""
    return float(bool(one and other and not one & other))
