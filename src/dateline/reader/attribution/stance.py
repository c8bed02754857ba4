"""Stance, certainty and manner of a claim, from its cue, its negation and the hedges in its content."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Certainty, Manner, Span, Stance

Hedge = tuple[int, int, Certainty]  # first and last token, and how sure it leaves what it stands in

_DOUBLE = '"“”«»„'
_AFTER = " .,;:!?"
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
_HOLDS_BACK = frozenset({"refuse", "decline", "fail", "stop"})  # "refused to confirm", "stopped short of saying"
_LONGEST = 3  # words of a hedge
_CALLING = frozenset("call term brand label describe dub characterise characterize".split())
_UNTRUE = frozenset(
    "baseless false untrue lie fabrication unfounded groundless propaganda nonsense fiction fake disinformation "
    "misinformation fabricated slander libel hoax invention".split()
)
_DEMANDING = ("to+obj", "small", "to", "obj+for", "prep:for")


@dataclass(frozen=True, slots=True)
class CueSense:
    """What a cue does with its content, plain and negated."""

    stance: Stance
    negated: Stance
    certainty: Certainty | None


@dataclass(frozen=True, slots=True)
class Senses:
    """The senses of cues by lemma, and the hedges by their words."""

    cues: dict[str, CueSense]
    hedging: dict[str, Certainty]

    @classmethod
    def load(cls, lexicons: Lexicons) -> Senses:
        cues = {
            row["lemma"]: CueSense(
                Stance(row["stance"]),
                Stance(row["negated"] or row["stance"]),
                Certainty(row["certainty"]) if row["certainty"] else None,
            )
            for row in lexicons.table("stances")
        }
        hedging = {row["term"]: Certainty(row["certainty"]) for row in lexicons.table("hedges")}
        return cls(cues, hedging)

    def of(self, lemma: str) -> CueSense | None:
        """The sense of a cue, with its particle or without."""
        return self.cues.get(lemma) or self.cues.get(lemma.partition("_")[0])

    def stance(self, parse: Parse, c: Candidate) -> tuple[Stance, Certainty | None]:
        """The stance of a candidate, and what its cue says of certainty."""
        withheld = self.of(parse.lemma[inner]) if (inner := _held_back(parse, c)) is not None else None
        if withheld is not None:
            return withheld.negated, Certainty.UNKNOWN
        sense = self._with_preposition(parse, c) or self.of(c.lemma)
        if sense is None:
            return Stance.ASSERTS, None
        if negated(parse, c.head):
            return sense.negated, Certainty.UNKNOWN
        if c.lemma in _CALLING and _is_untrue(parse, c):
            return Stance.DENIES, sense.certainty
        if sense.stance is Stance.ASKS and c.key in _DEMANDING:
            return Stance.DEMANDS, sense.certainty
        return sense.stance, sense.certainty

    def _with_preposition(self, parse: Parse, c: Candidate) -> CueSense | None:
        """The sense of a cue with the preposition that changes it: "called for", "called on X to"."""
        for k in parse.kids[c.head]:
            if k > c.head and parse.dep[k] == "prep" and (found := self.cues.get(f"{c.lemma}_{parse.lower[k]}")):
                return found
        return None

    def hedges(self, parse: Parse) -> list[Hedge]:
        """The hedges of a page, in order, the longest where several begin at one word."""
        lower = parse.lower
        found: list[Hedge] = []
        i = 0
        while i < len(lower):
            for size in range(min(_LONGEST, len(lower) - i), 0, -1):
                sure = self.hedging.get(lower[i] if size == 1 else " ".join(lower[i : i + size]))
                if sure is not None and not (size == 1 and parse.pos[i] == "PROPN"):
                    found.append((i, i + size - 1, sure))
                    i += size - 1
                    break
            i += 1
        return found


def hedges_in(parse: Parse, hedges: list[Hedge], c: Candidate) -> tuple[list[Range], Certainty]:
    """The hedges of a content, and how sure they leave its main clause."""
    inside: list[Range] = []
    certainty = Certainty.CERTAIN
    for first, last in c.content:
        for i, j, sure in hedges[bisect_left(hedges, (first,)) : bisect_right(hedges, (last, len(parse)))]:
            if j <= last:
                inside.append((i, j))
                if _governs(parse, c, i):
                    certainty = weaker(certainty, sure)
    return inside, certainty


_ORDER = [Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN]


def weaker(a: Certainty, b: Certainty) -> Certainty:
    """The less sure of two."""
    return max(a, b, key=_ORDER.index)


def negated(parse: Parse, head: int) -> bool:
    """Whether the cue itself is negated: "did not deny", "has never said", "nobody denies"."""
    for k in parse.kids[head]:
        if parse.dep[k] == "neg" or (k < head and parse.lower[k] in _NOT):
            return True
        if parse.dep[k] == "nsubj" and parse.lower[k] in ("nobody", "none"):
            return True
    return False


def _held_back(parse: Parse, c: Candidate) -> int | None:
    """The cue that is not carried out: "confirm" in "refused to confirm"."""
    if c.lemma not in _HOLDS_BACK:
        return None
    return parse.kid(c.head, "xcomp")


def _is_untrue(parse: Parse, c: Candidate) -> bool:
    """Whether something is called a lie: "termed the reports baseless", "described the claims as propaganda"."""
    first, last = c.content[-1]
    return any(parse.lemma[i] in _UNTRUE for i in range(max(first + 1, last - 5), last + 1))


def _governs(parse: Parse, c: Candidate, i: int) -> bool:
    """Whether a hedge weakens what the content mainly says: it hangs on the content's own root, or is it."""
    at = i
    for _ in range(2):
        up = parse.head[at]
        if up == at or not c.holds(up):
            return True
        at = up
    up = parse.head[at]
    return up == at or not c.holds(up) or parse.dep[at] == "ROOT"


def manner_of(text: str, spans: list[Span]) -> Manner:
    """Direct: quotation marks around all of it; mixed: around some; indirect: none."""
    said = " ".join(span.of(text) for span in spans).replace("''", '"').replace("``", '"')
    if not any(mark in said for mark in _DOUBLE):
        return Manner.INDIRECT
    if said[0] in _DOUBLE and said.rstrip(_AFTER)[-1:] in _DOUBLE:
        return Manner.DIRECT
    return Manner.MIXED
