"""Folds: which fifth of a corpus a sentence belongs to, by its words alone, for training and for judging alike.

A head that was fitted on marked sentences is not asked about them: their fold has a head of its own, fitted without it.
Which sentences those are is told by a list of their keys (`SEEN`), from which nobody reads the sentences themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

FOLDS = 5
SEEN = "seen_sentences.tsv"  # beside the weights
_HEADER = "# Keys (first 64 bits of SHA-256) of the sentences that the heads were fitted on: bench/folds.py\nkey\n"


def key_of(sentence: str) -> str:
    """16 hexadecimal digits: from the words in lower case, one space between them.

    Case and spacing do not matter, so that two rows of one sentence are never parted.
    """
    words = " ".join(sentence.lower().split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fold_of(sentence: str) -> int:
    """The fold of a sentence, 0 to 4, whatever the order of the file it stands in."""
    return int(key_of(sentence), 16) % FOLDS


def write_seen(folder: Path, sentences: Iterable[str]) -> None:
    """Keep the keys of the sentences that heads were fitted on, sorted, beside their weights."""
    keys = sorted({key_of(sentence) for sentence in sentences})
    (folder / SEEN).write_text(_HEADER + "".join(f"{key}\n" for key in keys), encoding="utf-8")


def seen(folder: Path) -> frozenset[str]:
    """The keys kept in a folder; none where there is no list."""
    path = folder / SEEN
    if not path.is_file():
        return frozenset()
    return frozenset(path.read_text(encoding="utf-8").split("\n")[2:]) - {""}
