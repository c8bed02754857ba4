"""Word pieces: a token's numbers in the encoder's vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST = 6  # pieces of one token that are read: a longer one is an address or noise
KEPT = 50_000  # words remembered at once


class Pieces:
    """Cuts words into the pieces of a WordPiece vocabulary (`tokenizer.json`), and remembers them."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, list[int]] = {}
        self.opens, self.closes = (self._number(mark) for mark in ("[CLS]", "[SEP]"))
        self._unknown = self._number("[UNK]")

    def _number(self, mark: str) -> int:
        number = self._tokenizer.token_to_id(mark)
        if number is None:
            raise ValueError(f"The tokenizer has no {mark}.")
        return int(number)

    def of(self, word: str) -> list[int]:
        """At least one number, at most `MOST`."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            ids = self._tokenizer.encode(word[:100], add_special_tokens=False).ids
            known = self._known[word] = ids[:MOST] or [self._unknown]
        return known
