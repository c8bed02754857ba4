"""Folds: which fifth of a corpus a sentence belongs to, by its words alone, for training and for judging alike."""

from __future__ import annotations

import hashlib

FOLDS = 5


def fold_of(sentence: str) -> int:
    """The fold of a sentence, 0 to 4: from the SHA-256 of its words in lower case, one space between them.

    The order of the file, the case and the spacing do not matter, so that two rows of one sentence are never parted.
    """
    words = " ".join(sentence.lower().split())
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") % FOLDS
