"""The finder: what the learned tagger finds in a page, as candidates, with what is said within what is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.choose import outermost
from dateline.reader.attribution.content import has_words
from dateline.reader.attribution.learned.clues import COLUMNS, Columns, told
from dateline.reader.attribution.learned.confidence import Confidence, Proposals
from dateline.reader.attribution.learned.decode import Found
from dateline.reader.attribution.learned.edges import cleaned, is_cut
from dateline.reader.attribution.learned.speakers import speaks
from dateline.reader.attribution.learned.tagger import FOLDER, Tagger
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.stance import Senses
from dateline.reader.parse import Parse
from dateline.reader.vectors import Vectors

DEPTH = 3  # how often contents are read again for what is said within them
HINT = 0.3  # least rate of a rules' proposal that makes a content worth reading again
KEY = "learned"
_BREAK, _ROLE, _RATE = (COLUMNS.index(name) for name in ("break", "role", "rate"))


@dataclass(frozen=True)
class Finder:
    """The tagger with what weighs its findings."""

    tagger: Tagger
    confidence: Confidence
    senses: Senses

    @classmethod
    def load(cls, senses: Senses, folder: Path = FOLDER) -> Finder:
        return cls(Tagger(folder), Confidence.load(folder / "confidence.json"), senses)

    @property
    def version(self) -> str:
        return self.tagger.version

    def outer(
        self, page: Page, proposals: list[Candidate], told_of: Columns, vectors: Vectors | None = None
    ) -> list[Candidate]:
        """The page's attributions; `told_of` are its clues. `vectors` gets what the encoder makes of its words."""
        parse = page.parse
        paragraph = [parse.paragraph[s] for s in parse.sentence]
        found = self.tagger.find(parse.words, parse.sentence, paragraph, told_of, vectors)
        return self._candidates(parse, found, Proposals.of(proposals))

    def within(
        self, page: Page, holders: Sequence[Candidate], proposals: list[Candidate], told_of: Columns
    ) -> list[Candidate]:
        """What is said within the contents of `holders`, each read as if it were a text, and within that again.

        Contents in which the rules propose nothing are not read again.
        """
        out: list[Candidate] = []
        known = Proposals.of(c for c in proposals if c.rate >= HINT)
        by_head: dict[int, list[Candidate]] = {}
        for c in proposals:
            by_head.setdefault(c.head, []).append(c)
        for _ in range(DEPTH):
            contents = [tokens for c in holders if (tokens := _worth_reading(c, known))]
            if not contents:
                break
            holders = self._candidates(page.parse, self._again(page, contents, by_head, told_of), known)
            out.extend(holders)
        return out

    def _again(
        self, page: Page, contents: list[list[int]], by_head: Mapping[int, list[Candidate]], told_of: Columns
    ) -> Iterator[Found]:
        """Contents as the paragraphs of one text; what is found in one of them, in tokens of the page."""
        parse = page.parse
        at = [i for tokens in contents for i in tokens]
        of = [n for n, tokens in enumerate(contents) for _ in tokens]
        inside = [_inside(by_head, tokens) for tokens in contents]
        standing = [c for own in inside for c in outermost(own)]
        rows = told_of[at]  # a copy
        role, rate = told(len(parse), (c for own in inside for c in own), standing)
        rows[:, _ROLE], rows[:, _RATE] = role[at], rate[at]
        sentence = [n for n, _ in enumerate(at)]
        for n in range(1, len(at)):
            same = of[n] == of[n - 1] and parse.sentence[at[n]] == parse.sentence[at[n - 1]]
            sentence[n] = sentence[n - 1] if same else n
            rows[n, _BREAK] = 0 if same else 1 if of[n] == of[n - 1] else 2
        rows[0, _BREAK] = 3
        for found in self.tagger.find([parse.words[i] for i in at], sentence, of, rows):
            yield from _on_page(found, at, of)

    def _candidates(self, parse: Parse, found: Iterable[Found], proposals: Proposals) -> list[Candidate]:
        out = []
        for one in (cleaned(parse, one) for one in found):
            if has_words(parse, one.content) and (rate := self.confidence.of(one, proposals)) >= self.confidence.least:
                out.append(self._candidate(parse, one, proposals, rate))
        return out

    def _candidate(self, parse: Parse, one: Found, proposals: Proposals, rate: float) -> Candidate:
        like = proposals.like(one)
        head = like.head if like is not None else self._head_of_cue(parse, one.cue)
        source = one.source
        if source is not None and not speaks(parse, self.senses, head_of(parse, source), one.cue):
            source = like.source if like is not None else None
        cut = like is not None and is_cut(parse, one.content[-1][1])
        content = list(like.content if like is not None and cut else one.content)
        return Candidate(
            like.key if like is not None else KEY,
            like.lemma if like is not None else parse.lemma[head],
            head,
            one.cue,
            source,
            head_of(parse, source) if source is not None else None,
            content,
            rate,
            speech=self.senses.of(parse.lemma[head]) is not None,
        )

    def _head_of_cue(self, parse: Parse, cue: Range) -> int:
        """The word that makes the cue: its root, or the first word whose sense is listed."""
        root = head_of(parse, cue)
        listed = (i for i in range(cue[0], cue[1] + 1) if self.senses.of(parse.lemma[i]) is not None)
        return root if self.senses.of(parse.lemma[root]) is not None else next(listed, root)


def head_of(parse: Parse, tokens: Range) -> int:
    """The first token whose head lies outside, punctuation last."""
    first, last = tokens
    roots = [i for i in range(first, last + 1) if not first <= parse.head[i] <= last or parse.head[i] == i]
    return next((i for i in roots if parse.pos[i] != "PUNCT"), roots[0] if roots else first)


def _worth_reading(holder: Candidate, known: Proposals) -> list[int]:
    """The tokens of a content in which the rules propose a cue; else none."""
    tokens = [i for first, last in holder.content for i in range(first, last + 1)]
    return tokens if any(i in known.at for i in tokens) else []


def _inside(by_head: Mapping[int, list[Candidate]], tokens: list[int]) -> list[Candidate]:
    """The proposals whose cue and content lie in some tokens."""
    here = set(tokens)
    return [
        c
        for i in tokens
        for c in by_head.get(i, ())
        if all(first in here and last in here for first, last in c.content)
    ]


def _on_page(found: Found, at: list[int], of: list[int]) -> Iterator[Found]:
    """The finding in tokens of the page, where it keeps to one content; nothing where its cue does not."""
    number = of[found.cue[0]]
    cue = _pieces_of(found.cue, at, of, number)
    if len(cue) != 1:
        return
    source = _pieces_of(found.source, at, of, number) if found.source is not None else []
    content = [piece for part in found.content for piece in _pieces_of(part, at, of, number)]
    yield replace(found, cue=cue[0], source=source[0] if source else None, content=tuple(content))


def _pieces_of(tokens: Range, at: list[int], of: list[int], number: int) -> list[Range]:
    """A stretch of contents as stretches of the page."""
    out: list[Range] = []
    for n in range(tokens[0], tokens[1] + 1):
        if of[n] != number:
            continue
        if out and at[n] == out[-1][1] + 1:
            out[-1] = (out[-1][0], at[n])
        else:
            out.append((at[n], at[n]))
    return out
