"""The parse: the body's tokens, sentences, dependencies and entities as plain lists, free of the parser that made them.

Tokens are numbered through the whole body; white space makes no token. All lists have one entry a token.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.records import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity of the statistical recogniser: tokens `first` to `last` inclusive, spaCy's OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class Parse:
    """Tokens of the body. `head[i] == i` marks a root; `kids[i]` are sorted; `left`/`right` are the subtree's edges."""

    text: str
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)  # Universal POS
    tag: list[str] = field(default_factory=list)  # Penn Treebank
    dep: list[str] = field(default_factory=list)  # ClearNLP labels, as spaCy's English models give them
    head: list[int] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)  # first token of the subtree
    right: list[int] = field(default_factory=list)  # last token of the subtree, inclusive
    start: list[int] = field(default_factory=list)  # code points of the report's text
    end: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)  # number of the sentence a token is in
    sentences: list[tuple[int, int]] = field(default_factory=list)  # token ranges, end exclusive
    paragraph: list[int] = field(default_factory=list)  # number of the paragraph a *sentence* is in
    entities: list[Entity] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens `first` to `last` inclusive."""
        return Span(self.start[first], self.end[last])

    def words_of(self, first: int, last: int) -> str:
        return self.text[self.start[first] : self.end[last]]

    def at(self, offset: int) -> int | None:
        """The token that covers a character, or None between tokens and outside the body."""
        i = bisect_right(self.start, offset) - 1
        return i if i >= 0 and offset < self.end[i] else None

    def tokens(self, span: Span) -> range:
        """The tokens that lie, at least in part, within the span."""
        first = bisect_right(self.end, span.start)
        last = bisect_right(self.start, span.end - 1)
        return range(first, max(first, last))

    def kid(self, i: int, *deps: str) -> int | None:
        """The first child of `i` whose label is one of `deps`."""
        dep = self.dep
        return next((k for k in self.kids[i] if dep[k] in deps), None)

    def kids_of(self, i: int, *deps: str) -> list[int]:
        dep = self.dep
        return [k for k in self.kids[i] if dep[k] in deps]

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads from the nearest to the root, `i` left out."""
        while self.head[i] != i:
            i = self.head[i]
            yield i
