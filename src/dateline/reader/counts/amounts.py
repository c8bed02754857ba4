"""Amounts: how many a noun phrase speaks of, as low, best and high."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dateline.reader.counts.figures import Figure, Figures
from dateline.reader.parse import Parse
from dateline.records import Span

WIDEST = 8  # tokens between a number and the noun that it counts, and as many of the words that are kept
_MORE_OF_THEM = (["more"], ["others"], ["other"], ["further"], ["additional"])
_COUNTED = frozenset("dead victim wounded injured casualty fatality body captive hostage detainee killed".split())
_NOBODY = frozenset(("nobody", "none", "no-one"))
_POINTED = frozenset(("the", "those", "these", "its", "his", "her", "their"))
_SHARES = frozenset(
    ("third", "quarter", "fifth", "half", "majority", "rest", "part", "most", "number", "toll", "total", "figure")
)
_BETWEEN = frozenset(("ADJ", "NOUN", "PROPN", "NUM", "ADV"))


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds in persons, None where open, the words that say them, and what they are the sum of, where they are."""

    low: int | None
    best: int | None
    high: int | None
    span: Span
    parts: tuple[Amount, ...] = ()

    @property
    def bounds(self) -> tuple[int | None, int | None, int | None]:
        return self.low, self.best, self.high


class Amounts:
    """How many the noun phrases of one report speak of.

    `names` are the tokens that name one person each, `crowds` the singular nouns that stand for many, `groups` the
    nouns that are told by whom they are of ("a family of five"), with how many they are by themselves.
    """

    def __init__(
        self, parse: Parse, figures: Figures, names: frozenset[int], crowds: frozenset[str], groups: Mapping[str, int]
    ) -> None:
        self.parse, self.figures, self.names, self.crowds, self.groups = parse, figures, names, crowds, groups

    def of(self, i: int) -> Amount | None:
        """How many token `i`, the head of a noun phrase, speaks of; None where the words do not say."""
        parse = self.parse
        low = parse.lower[i]
        if low in _NOBODY or (low == "one" and i and parse.lower[i - 1] == "no"):
            inner = self.inner(i)
            return Amount(0, 0, 0, parse.span(i - (low == "one"), i if inner is None else inner))
        if low == "another":
            return Amount(1, 1, 1, parse.span(i, i))  # "another was wounded"
        own = self.figures.at.get(i)
        if own is not None:
            return self._figured(own, i)
        before = self.before(i)
        if before is not None:
            return self._figured(before, i)
        if any(parse.dep[k] == "det" and parse.lower[k] == "no" for k in parse.kids[i] if k < i):
            return Amount(0, 0, 0, parse.span(i - 1 if i else i, i))
        if (group := self.groups.get(parse.lemma[i], self.groups.get(low))) is not None:
            inner = self.inner(i)
            within = self.of(inner) if inner is not None and inner > i and parse.tag[inner] != "NNP" else None
            if within is not None and within.bounds != (1, 1, 1):
                return replace(within, span=Span(parse.start[_first(parse, i)], within.span.end))
            if group:
                return Amount(group, group, group, parse.span(_first(parse, i), i))
        if i in self.names or self._is_one(i):
            return Amount(1, 1, 1, parse.span(_first(parse, i), i))
        return None

    def inner(self, i: int) -> int | None:
        """The object of an "of" that hangs on token `i`."""
        parse = self.parse
        of = next((k for k in parse.kids_of(i, "prep") if parse.lower[k] == "of"), None)
        return parse.kid(of, "pobj") if of is not None else None

    def before(self, i: int) -> Figure | None:
        """The figure that stands before a noun with nothing but its own modifiers between."""
        parse, at = self.parse, self.figures.at
        first = parse.sentences[parse.sentence[i]][0]
        for k in range(i - 1, max(i - WIDEST, first) - 1, -1):
            if k in at:
                return at[k]
            if parse.pos[k] in _BETWEEN or parse.tag[k] in ("VBN", "VBG") or parse.lower[k] == "-":
                continue
            if parse.lower[k] == "of" and k - 1 in at and at[k - 1].vague is False and i == k + 1:
                continue  # "a couple of herders"
            if parse.lower[k] == "of" and k and parse.lower[k - 1] in ("couple", "dozen", "pair", "handful"):
                continue
            return None
        return None

    def _figured(self, figure: Figure, head: int) -> Amount:
        parse = self.parse
        high = figure.high
        last = figure.last
        after = parse.lower[last + 1 : last + 2]
        before = parse.lower[figure.first - 1 : figure.first]
        if high is not None and (self._is_part(figure, head) or after in _MORE_OF_THEM or before == ["another"]):
            high = None  # "two of the wounded": some of a whole, which may be more
        end = max(last, head)
        if head <= last and (inner := self.inner(last)) is not None and figure.vague:
            end = inner  # "dozens of villagers"
        return Amount(figure.low, figure.best, high, parse.span(figure.first, end if end - last <= WIDEST else last))

    def _is_part(self, figure: Figure, head: int) -> bool:
        """ "two of them": a number alone; "two members of the army" is two."""
        parse = self.parse
        if not figure.number <= head <= figure.last:
            return False
        inner = self.inner(head)
        if inner is None:
            return False
        if parse.lower[inner] in ("them", "us", "whom", "those", "these"):
            return True
        pointed = any(parse.lower[k] in _POINTED for k in parse.kids[inner])
        return pointed and (parse.lemma[inner] in _COUNTED or parse.tag[inner] in ("JJ", "VBN", "CD"))

    def _is_one(self, i: int) -> bool:
        """ "a soldier", "the mayor", "his wife": one person; "the army" is more."""
        parse = self.parse
        if parse.tag[i] not in ("NN", "NNP") or parse.lemma[i] in self.crowds or parse.lemma[i] in _SHARES:
            return False
        return any(
            k < i and (parse.dep[k] == "poss" or parse.lower[k] in ("a", "an", "the", "another")) for k in parse.kids[i]
        )


def _first(parse: Parse, i: int) -> int:
    """Where a noun phrase begins, near enough."""
    kids = [
        k for k in parse.kids[i] if k < i and i - k <= 8 and parse.dep[k] in ("det", "compound", "amod", "nmod", "poss")
    ]
    return min((max(parse.left[k], i - 8) for k in kids), default=i)


def total(amounts: list[Amount]) -> Amount | None:
    """The sum of what is coordinated ("12 soldiers and three civilians"): exact only where every part is."""
    if not amounts:
        return None
    if len(amounts) == 1:
        return amounts[0]
    span = Span(min(a.span.start for a in amounts), max(a.span.end for a in amounts))
    lows = [a.low for a in amounts if a.low is not None]
    bests = [a.best for a in amounts if a.best is not None]
    highs = [a.high for a in amounts if a.high is not None]
    return Amount(
        sum(lows) if lows else None,
        sum(bests) if len(bests) == len(amounts) else None,
        sum(highs) if len(highs) == len(amounts) else None,
        span,
        tuple(a for a in amounts if a.bounds != (0, 0, 0)),
    )
