"""A candidate: words that may be a cue, with the source and the content that its construction gives it."""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[int, int]  # tokens, both inclusive


@dataclass(slots=True)
class Candidate:
    """One possible attribution, in tokens. `head` is the word that makes the cue; `key` names its construction."""

    key: str
    lemma: str
    head: int
    cue: Range
    source: Range | None
    source_head: int | None
    content: list[Range]
    rate: float = 0.0
    formed: bool = False  # whether its form alone shows it, whatever its rate
    speech: bool = False  # whether its cue is listed as speech or attitude

    @property
    def start(self) -> int:
        return min([self.cue[0], *(first for first, _ in self.content)])

    def holds(self, i: int) -> bool:
        """Whether token `i` is in the content."""
        return any(first <= i <= last for first, last in self.content)
