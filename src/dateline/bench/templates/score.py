"""MUC-4's templates scored: micro-F1 over the type and five filler slots with the best alignment, and further rows.

The measure is that of Du, Rush and Cardie (NAACL 2021) and of those who report MUC-4 since: strings are equal after
lower-casing and without punctuation and articles, and templates that are left over count all they hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.bench.templates.agreement import ROWS, Confusion, Judged, details
from dateline.bench.templates.align import Alignment, align
from dateline.bench.templates.answer import SLOTS, Answer

Counts = tuple[int, int, int, int]  # right, predicted, found, gold
NOTHING: Counts = (0, 0, 0, 0)


def added(counts: Sequence[Counts]) -> Counts:
    right, predicted, found, gold = (sum(column) for column in zip(NOTHING, *counts, strict=True))
    return right, predicted, found, gold


def micro(counts: Counts) -> tuple[float, float, float]:
    """Precision, recall and F1, in percent, where what is right and what is found may differ."""
    right, predicted, found, gold = counts
    p, r = 100 * right / predicted if predicted else 0.0, 100 * found / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Score:
    """What a corpus came to, document by document, so that documents can be drawn again."""

    slots: dict[str, list[Counts]] = field(default_factory=lambda: {slot: [] for slot in SLOTS})
    once: list[Counts] = field(default_factory=list)  # every filler counted once, with an alignment of its own
    incidents: list[Counts] = field(default_factory=list)  # whether a document has any template
    rows: dict[str, list[Judged]] = field(default_factory=lambda: {row: [] for row in ROWS})
    confusions: Counter[Confusion] = field(default_factory=Counter)
    gold: int = 0
    predicted: int = 0
    aligned: int = 0
    unproved: list[str] = field(default_factory=list)

    def documents(self) -> list[Counts]:
        """All slots of each document."""
        return [added(each) for each in zip(*self.slots.values(), strict=True)]


def score(gold: Mapping[str, Sequence[Answer]], ours: Mapping[str, Sequence[Answer]]) -> Score:
    """Our templates of each document of the key against the key's; a document that we have not has none."""
    total = Score()
    for doc, theirs in gold.items():
        mine = ours.get(doc, [])
        best = align(mine, theirs, one_to_one=False)
        once = align(mine, theirs, one_to_one=True)
        counts = _by_slot(mine, theirs, best)
        for slot in SLOTS:
            total.slots[slot].append(counts[slot])
        total.once.append(added(list(_by_slot(mine, theirs, once).values())))
        both = int(bool(mine and theirs))
        total.incidents.append((both, int(bool(mine)), both, int(bool(theirs))))
        total.gold += sum(each.times for each in theirs)
        total.predicted += len(mine)
        total.aligned += len(best.pairs)
        if not (best.is_proved and once.is_proved):
            total.unproved.append(doc)
        for i, j in best.pairs:
            found = details(mine[i], theirs[j])
            for row, judged in found.rows.items():
                total.rows[row].append(judged)
            total.rows["confidence"].extend(found.confidences)
            total.confusions.update(found.confusions)
    return total


def _by_slot(ours: Sequence[Answer], theirs: Sequence[Answer], alignment: Alignment) -> dict[str, Counts]:
    found = {}
    for slot in SLOTS:
        right = sum(cell[slot][0] for cell in alignment.pairs.values())
        caught = sum(cell[slot][1] for cell in alignment.pairs.values())
        found[slot] = right, sum(a.size(slot) for a in ours), caught, sum(a.size(slot) for a in theirs)
    return found
