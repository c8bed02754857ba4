"""Word pieces: a token's numbers in the encoder's vocabulary, cut as the uncased BERT models cut them.

The library that does this brings 45 MB with it, for what is a table and sixty lines.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path

MOST = 6  # pieces of one token that are read: a longer one is an address or noise
KEPT = 50_000  # words remembered at once
LONGEST = 100  # characters of a word that are looked at
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class Pieces:
    """Cuts words into the pieces of a WordPiece vocabulary (`tokenizer.json`), and remembers them."""

    def __init__(self, path: Path) -> None:
        model = json.loads(path.read_text(encoding="utf-8"))["model"]
        self._vocabulary: dict[str, int] = model["vocab"]
        self._more: str = model["continuing_subword_prefix"]
        self._known: dict[str, list[int]] = {}
        self.opens, self.closes = (self._number(mark) for mark in ("[CLS]", "[SEP]"))
        self._unknown = self._number("[UNK]")

    def _number(self, mark: str) -> int:
        number = self._vocabulary.get(mark)
        if number is None:
            raise ValueError(f"The tokenizer has no {mark}.")
        return number

    def of(self, word: str) -> list[int]:
        """At least one number, at most `MOST`."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            ids = [number for part in parts(word[:LONGEST]) for number in self._cut(part)]
            known = self._known[word] = ids[:MOST] or [self._unknown]
        return known

    def _cut(self, part: str) -> list[int]:
        """The longest pieces from the left; unknown as a whole where any is missing."""
        if len(part) > LONGEST:
            return [self._unknown]
        ids, start = [], 0
        while start < len(part):
            prefix = self._more if start else ""
            for end in range(len(part), start, -1):
                number = self._vocabulary.get(prefix + part[start:end])
                if number is not None:
                    break
            else:
                return [self._unknown]
            ids.append(number)
            start = end
        return ids


def parts(word: str) -> list[str]:
    """A word in small letters without accents, parted at white space, punctuation and Chinese characters."""
    if word.isascii() and word.isalnum():
        return [word.lower()]
    spaced = "".join(f" {c} " if _is_chinese(c) else _cleaned(c) for c in word)
    plain = "".join(c.lower() for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn")
    return "".join(f" {c} " if _is_punctuation(c) else c for c in plain).split()


def _cleaned(c: str) -> str:
    if c in "\t\n\r" or c.isspace():
        return " "
    return "" if c == "\ufffd" or unicodedata.category(c).startswith("C") else c


@lru_cache(maxsize=4096)
def _is_punctuation(c: str) -> bool:
    return (c.isascii() and c.isprintable() and not c.isalnum() and c != " ") or unicodedata.category(c).startswith("P")


def _is_chinese(c: str) -> bool:
    return c >= "\u3400" and any(first <= ord(c) <= last for first, last in _CJK)
