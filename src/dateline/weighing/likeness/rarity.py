"""Rarity: how much it tells that two texts share a word, by how few passages of the news hold it."""

from __future__ import annotations

import math
from functools import cache
from importlib import resources

PASSAGE = 60  # words: the piece of text that the table counts in
COMMON = 0.1  # share of passages from which on a word tells nothing
UNKNOWN = 0.5  # passages that a word which the table lacks is taken to be in


@cache
def table() -> tuple[dict[str, int], int]:
    """Stem -> in how many passages it stands, and how many passages there are."""
    text = (resources.files(__package__) / "frequencies.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    counts = {word: int(count) for word, count in rows}
    return counts, counts.pop("")


def rarity(stem: str) -> float:
    """What sharing this stem tells: 0 for a word that one passage in ten holds, about 9 for one that is not known."""
    counts, passages = table()
    return max(0.0, math.log(COMMON * passages / counts.get(stem, UNKNOWN)))
