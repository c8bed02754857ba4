"""The page: what every construction looks at: the parse, its paragraphs and its quotations."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from dateline.reader.attribution.quotes import Quotations, find_quotations, paragraph_ranges
from dateline.reader.parse import Parse

BREAKS = frozenset({"ccomp", "xcomp", "advcl", "conj", "cc", "parataxis", "punct", "relcl", "acl", "pcomp", "dep"})


@dataclass(slots=True)
class Page:
    """A parse with its paragraphs (token ranges, end exclusive) and quotations."""

    parse: Parse
    paragraphs: list[tuple[int, int]]
    quotes: Quotations
    entity_of: dict[int, str] = field(default_factory=dict)  # token -> label of the entity it is part of

    @classmethod
    def of(cls, parse: Parse) -> Page:
        paragraphs = paragraph_ranges(parse)
        labels = {i: e.label for e in parse.entities for i in range(e.first, e.last + 1)}
        return cls(parse, paragraphs, find_quotations(parse, paragraphs), labels)

    def sentence(self, i: int) -> tuple[int, int]:
        """The sentence of token `i`: first and last token, inclusive."""
        first, end = self.parse.sentences[self.parse.sentence[i]]
        return first, end - 1

    def paragraph(self, i: int) -> int:
        return self.parse.paragraph[self.parse.sentence[i]]

    def quoted(self, i: int) -> bool:
        return self.quotes.of[i] >= 0

    def answers(self, i: int) -> bool:
        """Whether token `i` is in a paragraph of an interview that a letter opens: "Q: ...", "A: ..."."""
        words = self.parse.words
        start = self.paragraphs[bisect_right(self.paragraphs, (i, len(words))) - 1][0]
        return start + 1 < len(words) and len(words[start]) == 1 and words[start].isupper() and words[start + 1] == ":"

    def same_side(self, i: int, j: int) -> bool:
        """Whether both tokens are outside quotations, or in the same one."""
        return self.quotes.of[i] == self.quotes.of[j]

    def unquoted_from(self, first: int, i: int) -> int:
        """The first token of the stretch outside quotations that runs from `first`, or later, up to `i`."""
        at = i
        while at > first and self.quotes.of[at - 1] < 0:
            at -= 1
        return at

    def cluster(self, verb: int) -> tuple[int, int]:
        """First and last token of a cue's own words: subject, auxiliaries, adverbs, addressee, day, manner."""
        parse = self.parse
        side = self.quotes.of[verb]
        first = last = verb
        for k in reversed(parse.kids[verb]):
            if k > verb or self._closes_aside(k, verb):
                continue
            if parse.dep[k] in BREAKS or (side < 0 and self.quotes.of[k] >= 0):
                break
            first = self.unquoted_from(parse.left[k], k) if side < 0 else parse.left[k]
        for k in parse.kids[verb]:
            if k < verb:
                continue
            if parse.dep[k] in BREAKS or self.quotes.of[k] != side:
                break
            last = parse.right[k]
            if side < 0:
                opened = next((i for i in range(k, last + 1) if self.quotes.of[i] >= 0), None)
                if opened is not None:
                    last = opened - 1
                    break
        return min(first, verb), max(last, verb)

    def _closes_aside(self, k: int, verb: int) -> bool:
        """Whether token `k` is the comma between a subject's apposition and its verb: "Velling, a judge, said"."""
        parse = self.parse
        if parse.words[k] != "," or k == 0:
            return False
        subject = next((j for j in parse.kids[verb] if parse.dep[j] == "nsubj" and j < k), None)
        return (
            subject is not None and parse.right[subject] == k - 1 and parse.kid(subject, "appos", "relcl") is not None
        )
