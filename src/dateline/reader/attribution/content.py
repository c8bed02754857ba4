"""Content spans: the words that a cue governs, cleaned at their edges and whole where quotation marks are."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.reader.attribution.candidate import Range
from dateline.reader.attribution.quotes import CLOSERS, EITHER, OPENERS, Quotations
from dateline.reader.parse import Parse

MARKS = OPENERS | CLOSERS | EITHER
_RELATIVE = frozenset({"which", "who", "whom", "whose", "where", "when"})
_ARTICLES = frozenset({"a", "an", "the"})
_CLAUSES = frozenset({"relcl", "advcl"})
_LEADING = frozenset({",", ":", ";", "-", "–", "—", "--", "―", ")", ".", "]"})
_TRAILING = frozenset({",", ":", ";", "-", "–", "—", "--", "―", "(", ".", "["})


def clean(parse: Parse, quotes: Quotations, first: int, last: int) -> Range | None:
    """The range without light punctuation at its edges; a quotation it ends or begins within is taken whole."""
    words = parse.words
    while first <= last and words[first] in _LEADING:
        first += 1
    while last >= first and words[last] in _TRAILING and quotes.at(last) is None:
        last -= 1
    if first > last:
        return None
    q = quotes.at(last)
    if q is not None and q.first >= first and last < q.last and parse.sentence[last] == parse.sentence[q.last]:
        last = q.last
    q = quotes.at(first)
    if q is not None and q.first < first <= q.first + 1 and last >= q.last:
        first = q.first
    while last >= first and words[last] in MARKS and quotes.at(last) is None:
        last -= 1
    q = quotes.at(last)  # a lone opening mark at the end, a lone closing one at the start
    while q is not None and q.first == last and last >= first:
        last -= 1
        q = quotes.at(last)
    while last >= first and words[last] in _TRAILING and quotes.at(last) is None:
        last -= 1
    return (first, last) if first <= last else None


def without(ranges: list[Range], hole: Range) -> list[Range]:
    """The ranges without the tokens of `hole`."""
    out: list[Range] = []
    for first, last in ranges:
        if hole[1] < first or hole[0] > last:
            out.append((first, last))
            continue
        if first < hole[0]:
            out.append((first, hole[0] - 1))
        if hole[1] < last:
            out.append((hole[1] + 1, last))
    return out


def cleaned(parse: Parse, quotes: Quotations, ranges: list[Range]) -> list[Range]:
    """Each range cleaned, the empty ones dropped, in order."""
    parts = [clean(parse, quotes, first, last) for first, last in sorted(ranges) if first <= last]
    out: list[Range] = []
    for part in parts:
        if part is None:
            continue
        if out and part[0] <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], part[1]))
        else:
            out.append(part)
    return out


def without_asides(parse: Parse, quotes: Quotations, first: int, last: int) -> int:
    """The last token of a content without an aside at its end, which may be the reporter's: ", which …", ", a …"."""
    for i in range(first + 2, last):
        if parse.words[i] != "," or quotes.of[i] >= 0 or quotes.of[i + 1] >= 0:
            continue
        opening = parse.lower[i + 1]
        head = i + 1
        if opening in _RELATIVE:
            for _ in range(4):
                if parse.dep[head] in _CLAUSES or parse.head[head] == head:
                    break
                head = parse.head[head]
            aside = parse.dep[head] in _CLAUSES
        else:
            head = parse.head[head]
            aside = opening in _ARTICLES and parse.dep[head] == "appos"
        if aside and parse.right[head] >= last - 1:
            return i - 1
    return last


def after_colon(parse: Parse, quotes: Quotations, first: int, last: int) -> int:
    """Where a content begins that follows a clause and a colon: "The union was angry: the plan, she said, ..."."""
    for i in range(last - 1, first, -1):
        if parse.words[i] in (":", ";") and quotes.of[i] < 0 and parse.pos[i - 1] != "NUM":
            told = any(parse.pos[k] in ("VERB", "AUX") for k in range(first, i))
            return i + 1 if told else first
    return first


def has_words(parse: Parse, content: Iterable[Range]) -> bool:
    """Whether there is a word in the content, and not marks alone."""
    return any(parse.words[i][:1].isalnum() for first, last in content for i in range(first, last + 1))
