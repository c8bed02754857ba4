"""Quotation spans: which tokens stand between quotation marks, paired in one pass, whatever marks are missing."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.parse import Parse

OPENERS = frozenset({"“", "«", "„", "``", "‟"})
CLOSERS = frozenset({"”", "»"})
EITHER = frozenset({'"', "''", "＂"})  # '' closes in TeX style but many agencies write it on both sides
SINGLE = frozenset({"‘", "’", "'"})
ENDERS = frozenset({".", "?", "!", "…", "..."})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `first` to `last` inclusive, marks included. `closed` is False where no closing mark was found."""

    first: int
    last: int
    closed: bool
    single: bool = False

    def __len__(self) -> int:
        return self.last - self.first + 1


@dataclass(slots=True)
class Quotations:
    """The quotations of a body, in order and apart from each other, and for each token the number of its own."""

    spans: list[Quotation]
    of: list[int]  # -1 outside

    def at(self, i: int) -> Quotation | None:
        """The quotation that token `i` stands in."""
        return self.spans[n] if 0 <= i < len(self.of) and (n := self.of[i]) >= 0 else None


def paragraph_ranges(parse: Parse) -> list[tuple[int, int]]:
    """Token ranges of the paragraphs, end exclusive."""
    out: list[tuple[int, int]] = []
    last = -1
    for (start, end), number in zip(parse.sentences, parse.paragraph, strict=True):
        if number == last:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
            last = number
    return out


def find_quotations(parse: Parse, paragraphs: list[tuple[int, int]]) -> Quotations:
    """Pair the marks of each paragraph. What never closes ends with its sentence, or with its paragraph where
    the next one opens with a mark again, as long quotations are set."""
    spans: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        runs_on = following is not None and parse.words[following] in OPENERS | EITHER
        spans.extend(_pair(parse, start, end, runs_on))
    of = [-1] * len(parse)
    for n, q in enumerate(spans):
        of[q.first : q.last + 1] = [n] * len(q)
    return Quotations(spans, of)


def _pair(parse: Parse, start: int, end: int, runs_on: bool) -> list[Quotation]:
    words = parse.words
    out: list[Quotation] = []
    opened: int | None = None
    depth = within = 0
    for i in range(start, end):
        word = "``" if _opens_tex(parse, i, end) else words[i]
        if word not in OPENERS and word not in CLOSERS and word not in EITHER:
            continue
        side = "open" if word in OPENERS else _side(parse, i, start, end)
        if opened is None:
            if side != "close":
                opened, depth, within = i, 0, 0
        elif word in CLOSERS or (word in EITHER and words[opened] == word) or (word == "''" and words[opened] in "``"):
            if depth and word in CLOSERS:
                depth -= 1
            elif word in EITHER and side == "open" and i + 1 < end and i > opened + 1:
                out.append(_unclosed(parse, opened, i - 1))  # the mark that should have closed is missing
                opened = i
            else:
                out.append(Quotation(opened, i, True))
                opened = None
        elif word in OPENERS:
            depth += 1
        elif side == "open":
            within += 1  # straight marks within curly ones
        elif within:
            within -= 1
        else:  # opened by a curly mark, closed by a straight one
            out.append(Quotation(opened, i, True))
            opened = None
    if opened is not None:
        whole = runs_on or opened == start
        out.append(Quotation(opened, end - 1, False) if whole else _unclosed(parse, opened, end - 1))
    return _with_single(parse, start, end, out)


def _opens_tex(parse: Parse, i: int, end: int) -> bool:
    """Whether two grave accents, which the tokeniser parts, begin here."""
    words = parse.words
    return words[i] == "`" and i + 1 < end and words[i + 1] == "`" and parse.end[i] == parse.start[i + 1]


def _side(parse: Parse, i: int, start: int, end: int) -> str:
    """Which side a mark stands on, by the white space around it: open, close or either."""
    if parse.words[i] in CLOSERS:  # at a paragraph's start it is a slip of the editor's
        return "open" if i == start and i + 1 < end and parse.end[i] == parse.start[i + 1] else "close"
    before = i > start and parse.end[i - 1] == parse.start[i]
    after = i + 1 < end and parse.end[i] == parse.start[i + 1]
    if before and not after:
        return "close"
    if after and not before:
        return "open"
    return "either"


def _unclosed(parse: Parse, first: int, limit: int) -> Quotation:
    """To the end of the sentence that the opening mark stands in."""
    sentence_end = parse.sentences[parse.sentence[first]][1] - 1
    return Quotation(first, max(first, min(limit, sentence_end)), False)


def _with_single(parse: Parse, start: int, end: int, found: list[Quotation]) -> list[Quotation]:
    """Add what stands between single marks outside the double ones (headlines, British usage)."""
    words, tag = parse.words, parse.tag
    extra: list[Quotation] = []
    opened: int | None = None
    double = iter(found)
    current = next(double, None)
    i = start
    while i < end:
        if current is not None and i >= current.first:
            i, current, opened = current.last + 1, next(double, None), None
            continue
        if words[i] in SINGLE:
            if opened is None:
                if words[i] == "‘" or (tag[i] == "``" and _side(parse, i, start, end) == "open"):
                    opened = i
            elif words[i] in "’'" and tag[i] != "POS":
                extra.append(Quotation(opened, i, True, single=True))
                opened = None
        i += 1
    return sorted([*found, *extra], key=lambda q: q.first) if extra else found
