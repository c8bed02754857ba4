"""Figures: the numbers of a report with the words that bound them, found by their form: "at least 12", "10 to 15"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.reader.lexicon import Lexicons
from dateline.reader.numbers import digits_value, parse_number
from dateline.reader.parse import Parse

MOST = 10**9  # a larger number counts no persons
LONGEST = 8  # tokens of a number
BOUNDS = 2  # bounds before a number: "at least some 30"
_RANGE = frozenset(("to", "or", "-", "\u2013", "and"))
_HYPHENS = frozenset(("-", "\u2010", "\u2011", "\u2013"))
_STRONG = frozenset(("member", "man", "woman", "strong", "person", "people", "odd", "plus"))
_SHARES = frozenset("% percent per pct third thirds quarter quarters fifth fifths half halves o'clock".split())
_DENOMINATORS = frozenset((3, 4, 5, 6, 8, 10, 20, 100, 1000))
_SPANS_OF_TIME = frozenset("second minute hour day week month year decade".split())
_REVISED = frozenset("toll figure number count tally estimate total".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """Bounds, None where open. `first` to `last` are its tokens, bounding words included; `number` the number's own."""

    low: int | None
    best: int | None
    high: int | None
    first: int
    last: int
    number: int
    vague: bool = False


class Figures:
    """The figures of a report by each of their tokens; found in one pass from left to right."""

    def __init__(
        self, parse: Parse, vague: Mapping[str, int], bounds: Mapping[str, str], others: frozenset[int] = frozenset()
    ) -> None:
        self.parse = parse
        self.vague = vague
        self.bounds: dict[str, list[tuple[list[str], str]]] = {}  # last word -> phrases that end in it, longest first
        for phrase, kind in sorted(bounds.items(), key=lambda pair: -len(pair[0].split())):
            words = phrase.split()
            self.bounds.setdefault(words[-1], []).append((words, kind))
        self.at: dict[int, Figure] = {}
        self._shared = -1  # last token of a share: "one in three" counts nobody
        for first, end in parse.sentences:
            i = first
            while i < end:
                found = None if i in others else self._figure(i, first, end)
                if found is None:
                    i = max(i, self._shared) + 1
                    continue
                for k in range(found.number, found.last + 1):
                    self.at[k] = found
                i = found.last + 1

    def _figure(self, i: int, begin: int, end: int) -> Figure | None:
        """The figure whose number opens at token `i`."""
        number = self._number(i, end)
        if number is None:
            return self._plural(i, begin, end)
        value, last = number
        if self._no_amount(value, i, last, end):
            return None
        range_ = self._range(value, i, last, begin, end)
        if range_ is not None:
            return range_
        low: int | None = value
        best: int | None = value
        high: int | None = value
        first = i
        for _ in range(BOUNDS):
            bound = self._bound(first, begin)
            if bound is None:
                break
            first, (low, best, high) = bound[0], _bounded(bound[1], value)
        tail = self.parse.lower[last + 1 : min(last + 3, end)]
        if tail == ["or", "more"]:
            return Figure(value, value, None, first, last + 2, i)
        if tail in (["or", "so"], ["or", "thereabouts"]):
            return Figure(None, value, None, first, last + 2, i)
        if tail in (["or", "fewer"], ["or", "less"]):
            return Figure(None, None, value, first, last + 2, i)
        if tail[:1] == ["odd"] or tail == ["-", "odd"]:
            return Figure(None, value, None, first, last + len(tail[:1]) + (tail[0] == "-"), i)
        if tail[:1] in (["plus"], ["+"]) or tail == ["-", "plus"]:
            return Figure(value, value, None, first, last + 1 + (tail[0] == "-"), i)
        if tail[:1] == ["-"] and len(tail) > 1 and tail[1] in _STRONG:
            last += 2  # "a 12-member team"
        return Figure(low, best, high, first, last, i)

    def _number(self, i: int, end: int) -> tuple[int, int] | None:
        """Value and last token of the longest number that opens at `i`."""
        parse = self.parse
        word = parse.lower[i]
        opens, inner = _number_words()
        if word not in opens and not any(part in inner for part in word.split("-")) and digits_value(word) is None:
            return None
        for last in range(min(i + LONGEST, end) - 1, i - 1, -1):
            if parse.lower[last] in ("of", "and", "-") or (last == i and word in ("a", "an", "half")):
                continue
            value = parse_number(parse.words[i : last + 1])
            if isinstance(value, int) and 0 <= value <= MOST:
                return value, last
        return None

    def _no_amount(self, value: int, first: int, last: int, end: int) -> bool:
        """Whether a number is a share ("one in three", "40 percent", "two thirds"), an age or part of a word."""
        parse = self.parse
        after = parse.lower[last + 1 : min(last + 4, end)]
        if first and parse.lower[first - 1] in ("aged", "$", "\u20ac", "\u00a3", "#"):
            return True
        if not after:
            return False
        if after[0] in _SHARES or (after[0] in _HYPHENS and after[1:2] and after[1] in _SHARES):
            return True
        if after[0] in _HYPHENS and len(after) > 1 and after[1].isalpha() and after[1] not in (*_STRONG, "to", "or"):
            return self._number(last + 2, end) is None  # "34-year-old"; but "10-15"
        of = last + 3 if after[:2] == ["out", "of"] else last + 2 if after[0] == "in" else None
        if of is None:
            return False
        every = of < end and parse.lower[of] == "every"
        other = self._number(of + every, end) if of + every < end else None
        if other is None:
            return False
        nxt = parse.lemma[other[1] + 1] if other[1] + 1 < end else ""
        share = value == 1 or every or (after[0] == "in" and other[0] in (10, 100) and value < other[0])
        if share and other[0] in _DENOMINATORS and nxt not in _SPANS_OF_TIME:
            self._shared = other[1]
            return True
        return False

    def _bound(self, first: int, begin: int) -> tuple[int, str] | None:
        """First token and kind of the words right before token `first` that bound a number."""
        parse = self.parse
        if first <= begin:
            return None
        for words, kind in self.bounds.get(parse.lower[first - 1], ()):
            at = first - len(words)
            if at >= begin and parse.lower[at:first] == words:
                return at, kind
        return None

    def _range(self, value: int, first: int, last: int, begin: int, end: int) -> Figure | None:
        """ "between 10 and 15", "10 to 15", "10-15", "two or three"; "from nine to 14" of a toll is none."""
        parse = self.parse
        joint = last + 1
        if joint + 1 >= end or parse.lower[joint] not in _RANGE:
            return None
        before = parse.lower[first - 1] if first > begin else ""
        if parse.lower[joint] == "and" and before != "between":
            return None
        if before == "from" and any(parse.lemma[k] in _REVISED for k in range(max(first - 12, begin), first)):
            return None
        other = self._number(joint + 1, end)
        if other is None or other[0] <= value:
            return None
        opened = before in ("between", "from")
        at = first - opened
        bound = None if opened else self._bound(first, begin)
        return Figure(value, None, other[0], at if bound is None else bound[0], other[1], first)

    def _plural(self, i: int, begin: int, end: int) -> Figure | None:
        """ "dozens", "tens of thousands", "several hundred", "a few", "a handful": the least that the words allow."""
        parse = self.parse
        word = parse.lower[i]
        if word in ("several", "few", "handful"):
            if word != "several" and (i == begin or parse.lower[i - 1] not in ("a", "the", "least")):
                return None
            first = i - (word != "several")
            scale = parse.lower[i + 1].rstrip("s") if i + 1 < end else ""
            if scale in self.vague and scale not in ("several", "few", "handful"):
                return Figure(2 * self.vague[scale], None, None, first, i + 1, i, vague=True)
            return Figure(self.vague.get(word, 3), None, None, first, i, i, vague=True)
        if word[-1:] != "s" or word[:-1] not in self.vague or parse.pos[i] == "VERB":
            return None
        low, last = self.vague[word[:-1]], i
        while last + 2 < end and parse.lower[last + 1] == "of" and last - i < 4:
            deeper = parse.lower[last + 2]
            if deeper[-1:] != "s" or deeper[:-1] not in self.vague:
                break
            low, last = low * self.vague[deeper[:-1]], last + 2
        return Figure(min(low, MOST), None, None, i, last, i, vague=True)


def _bounded(kind: str, n: int) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a number that words bound in one of the ways of count_words.tsv."""
    if kind == "least":
        return n, n, None
    if kind == "more":
        return n + 1, None, None
    if kind == "most":
        return None, None, n
    if kind == "fewer":
        return None, None, max(n - 1, 0)
    return (None, n, n) if kind == "nearly" else (None, n, None)


@cache
def _number_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that may open a number, and those whose hyphenated compounds may ("twenty-one")."""
    rows = Lexicons().table("number_words")
    inner = frozenset(row["term"] for row in rows if row["kind"] in ("unit", "ten"))
    return inner | {"a", "an", "one", "half", "dozen", "hundred", "thousand"}, inner
