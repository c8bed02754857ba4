"""Hedges: words in a content that leave what it says less sure, and how sure they leave its main clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Certainty

Hedge = tuple[int, int, Certainty]  # first and last token, and how sure it leaves what it stands in

_LONGEST = 6  # words of a hedge
_MODALS = frozenset({"may", "might", "could"})
_SEEMING = frozenset({"appear", "seem", "look"})
_SENSED = frozenset("see hear feel smell make find get tell afford reach walk read speak remember understand".split())
_NO = frozenset({"not", "n't", "n’t"})


@dataclass(frozen=True, slots=True)
class Hedges:
    """The hedges by their words, one to six of them."""

    sure: dict[str, Certainty]

    @classmethod
    def load(cls, lexicons: Lexicons) -> Hedges:
        return cls({row["term"]: Certainty(row["certainty"]) for row in lexicons.table("hedges")})

    def of(self, parse: Parse) -> list[Hedge]:
        """The hedges of a page, in order, the longest where several begin at one word."""
        lower = parse.lower
        found: list[Hedge] = []
        i = 0
        while i < len(lower):
            for size in range(min(_LONGEST, len(lower) - i), 0, -1):
                sure = self.sure.get(lower[i] if size == 1 else " ".join(lower[i : i + size]))
                if sure is not None and (size > 1 or _weakens(parse, i)):
                    found.append((i, i + size - 1, sure))
                    i += size - 1
                    break
            i += 1
        return found


def _weakens(parse: Parse, i: int) -> bool:
    """Whether a single word is a hedge where it stands: not the month, not what one was able to see."""
    if parse.pos[i] == "PROPN":
        return False
    word = parse.lower[i]
    if word in _MODALS:
        if parse.tag[i] != "MD" or (word == "may" and _is_month(parse, i)):
            return False
        verb = parse.lemma[parse.head[i]]
        return word != "could" or not (parse.lower[i + 1 : i + 2] and (parse.lower[i + 1] in _NO or verb in _SENSED))
    if parse.lemma[i] in _SEEMING:
        return parse.kid(i, "xcomp", "ccomp", "oprd", "acomp") is not None
    return True


def _is_month(parse: Parse, i: int) -> bool:
    """ "on 3 may", "may 3", where no letter is large."""
    near = [k for k in (i - 1, i + 1) if 0 <= k < len(parse)]
    follows = parse.pos[i + 1] if i + 1 < len(parse) else ""
    return any(parse.lower[k].isdigit() for k in near) and follows not in ("VERB", "AUX", "ADV", "PART")


def hedges_in(parse: Parse, hedges: list[Hedge], c: Candidate) -> tuple[list[Range], Certainty]:
    """The hedges of a content, and how sure they leave its main clause."""
    inside: list[Range] = []
    certainty = Certainty.CERTAIN
    for first, last in c.content:
        for i, j, sure in hedges[bisect_left(hedges, (first,)) : bisect_right(hedges, (last, len(parse)))]:
            if j <= last:
                inside.append((i, j))
                if _governs(parse, c, i, j):
                    certainty = weaker(certainty, sure)
    return inside, certainty


_ORDER = [Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN]


def weaker(a: Certainty, b: Certainty) -> Certainty:
    """The less sure of two."""
    return max(a, b, key=_ORDER.index)


def _governs(parse: Parse, c: Candidate, first: int, last: int) -> bool:
    """Whether a hedge weakens what the content mainly says: it is, or hangs on, what the content rests on."""
    at = min(range(first, last + 1), key=lambda i: _depth(parse, c, i))
    if parse.dep[at] in ("amod", "acl"):
        return False  # "the alleged leak"
    return _depth(parse, c, at) <= 1 or (_depth(parse, c, at) == 2 and parse.dep[parse.head[at]] not in _ASIDE)


_ASIDE = frozenset({"relcl", "acl", "advcl", "appos"})


def _depth(parse: Parse, c: Candidate, i: int) -> int:
    """How many words of the content stand over one, up to three."""
    depth = 0
    while depth < 3 and (up := parse.head[i]) != i and c.holds(up):
        depth, i = depth + 1, up
    return depth
