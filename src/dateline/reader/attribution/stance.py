"""Stance, certainty and manner of a claim, from the words of its cue, their negation, and what is called false."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.carriers import HOLDING_BACK, LIGHT, OPENING, QUANTITIES
from dateline.reader.attribution.hedges import Hedge, Hedges, hedges_in, weaker
from dateline.reader.attribution.negation import is_negated
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.senses import REACH, CueWords, Found, Sense
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Certainty, Manner, Stance

__all__ = ["Hedge", "Senses", "hedges_in", "manner_of", "weaker"]

_CALLING = frozenset("call term brand label describe dub characterise characterize dismiss denounce slam".split())
_SAYING = frozenset(
    "say tell state mention comment disclose reveal identify name specify elaborate explain answer respond speculate "
    "predict describe".split()
)
_UNTRUE = frozenset(
    "baseless false untrue lie fabrication unfounded groundless propaganda nonsense fiction fake disinformation "
    "misinformation fabricated slander libel hoax invention myth".split()
)
_SAID = frozenset("report claim allegation accusation charge story rumour rumor it this that statement account".split())
_BEARING = ("dobj", "attr", "acomp", "oprd")
_STEPS = 6


@dataclass(frozen=True, slots=True)
class Senses:
    """The senses of cues by their words, and the hedges by theirs."""

    cues: CueWords
    hedging: Hedges

    @classmethod
    def load(cls, lexicons: Lexicons) -> Senses:
        return cls(CueWords.load(lexicons), Hedges.load(lexicons))

    def of(self, lemma: str) -> Sense | None:
        """The sense of a word that is listed as speech or attitude, with its particle or without."""
        words = self.cues.words
        return (words.get(lemma) or words.get(lemma.partition("_")[0])) if self.cues.speaks(lemma) else None

    def hedges(self, parse: Parse) -> list[Hedge]:
        """The hedges of a page, in order."""
        return self.hedging.of(parse)

    def stance(self, parse: Parse, c: Candidate) -> tuple[Stance, Certainty | None]:
        """The stance of a candidate, and what its cue says of certainty."""
        found, path = self._of(parse, c)
        if found is None:
            sense = Sense(Stance.ASSERTS, Stance.DOUBTS, None, Certainty.UNKNOWN)
            taken: range = range(0)
        else:
            sense, taken = found.sense, range(path[-1] + 1, found.last + 1)
        if is_negated(parse, path, c.cue, taken):
            return sense.negated, sense.negated_certainty
        if _called_untrue(parse, c, path[-1]) or (sense.neutral and _said_untrue(parse, c)):
            return Stance.DENIES, sense.certainty
        if sense.stance is Stance.ASSERTS and _is_question(parse, c):
            return Stance.ASKS, Certainty.UNKNOWN
        return sense.stance, sense.certainty

    def _of(self, parse: Parse, c: Candidate) -> tuple[Found | None, list[int]]:
        """The sense of a cue, and the words from its head to the one that bears it."""
        path = [_top(parse, c)]
        neutral: tuple[Found, list[int]] | None = None
        end = min(max(c.cue[1], c.head) + REACH, parse.sentences[parse.sentence[c.head]][1] - 1)
        over = _over(parse, path[0])
        if over is not None and (found := self.cues.at(parse, over, end)) is not None and found.last >= path[0]:
            return found, [over]
        for _ in range(_STEPS):
            i = path[-1]
            found = self.cues.at(parse, i, end)
            inner = self._inner(parse, c, i, found, end)
            if inner is not None:
                if found is not None and found.sense.neutral and neutral is None:
                    neutral = found, list(path)
                path.append(inner)
                continue
            if found is not None:
                return found, path
            break
        if neutral is not None:
            return neutral
        for i in range(c.cue[0], c.cue[1] + 1):  # words of the cue that the parse does not bind to its head
            if parse.pos[i] in ("VERB", "NOUN", "ADJ") and (found := self.cues.at(parse, i, end)) is not None:
                return found, [c.head, i] if i != c.head else [i]
        return None, [c.head]

    def _inner(self, parse: Parse, c: Candidate, i: int, found: Found | None, end: int) -> int | None:
        """The word that token `i` leaves it to, if it does."""
        lemma, inside = parse.lemma[i], range(c.cue[0], c.cue[1] + 1)
        if found is not None and found.last > i and not found.sense.neutral:
            return None
        if lemma in HOLDING_BACK and (verb := _opened(parse, i)) is not None and self._tells(parse, verb, end):
            return verb
        if lemma in LIGHT:
            for k in _borne(parse, i, inside):
                if self.cues.at(parse, k, end) is not None or parse.lemma[k] in QUANTITIES | HOLDING_BACK:
                    return k
        if lemma in QUANTITIES and (of := _object_of(parse, i, "of")) is not None:
            return of
        if lemma in OPENING or found is None or found.sense.neutral:
            for k in _opens(parse, i):
                by = parse.head[k] == c.cue[1] and parse.lower[c.cue[1]] == "by"  # "began by", and what by
                text = i != c.head and parse.head[k] == i and parse.dep[k] == "acl"  # "a statement condemning"
                if k not in inside and not by and not text:
                    continue
                if lemma not in OPENING and parse.tag[k] != "VBG":
                    continue  # "wrote a letter asking", but not "said on Meet the Press"
                beneath = self.cues.at(parse, k, end)
                if beneath is not None and (lemma in OPENING or not beneath.sense.neutral):
                    return k
                if beneath is None and parse.lemma[k] in LIGHT | OPENING | HOLDING_BACK:
                    return k
        return None

    def _tells(self, parse: Parse, verb: int, end: int) -> bool:
        """Whether it is words that are held back ("refused to confirm"), not a deed ("refused to leave")."""
        found = self.cues.at(parse, verb, end)
        return found is not None and (found.sense.stance is not Stance.ASSERTS or parse.lemma[verb] in _SAYING)


def _top(parse: Parse, c: Candidate) -> int:
    """The word of a cue that the others hang on; of "neither confirm nor deny" the first."""
    i = c.head
    for _ in range(_STEPS):
        up = parse.head[i]
        nor = parse.dep[i] == "conj" and any(parse.lower[k] == "nor" for k in parse.kids[up])
        if up == i or not (c.cue[0] <= up <= c.cue[1] or nor):
            break
        i = up
    return i


def _over(parse: Parse, noun: int) -> int | None:
    """The verb that a noun is the object of: "gave" over "word" in "gave his word"."""
    i = parse.head[noun] if parse.dep[noun] == "pobj" else noun
    if parse.dep[i] == "prep":
        i = parse.head[i]  # "a note of caution"
    return parse.head[i] if parse.dep[i] in _BEARING and parse.pos[i] == "NOUN" else None


def _borne(parse: Parse, i: int, inside: range) -> list[int]:
    """What a light verb may leave it to: its object or predicate, then, in the cue, the object of its preposition."""
    out = [k for k in parse.kids[i] if k > i and parse.dep[k] in _BEARING]
    for p in parse.kids_of(i, "prep"):
        out.extend(k for k in parse.kids[p] if p > i and parse.dep[k] == "pobj" and k in inside)
    return out


def _object_of(parse: Parse, i: int, preposition: str) -> int | None:
    for p in parse.kids_of(i, "prep"):
        if parse.lower[p] == preposition:
            return parse.kid(p, "pobj")
    return None


def _opened(parse: Parse, i: int) -> int | None:
    """The verb that is held back: "confirm" in "refused to confirm", "saying" in "stopped short of saying"."""
    level = [i]
    for _ in range(3):
        for at in level:
            verb = parse.kid(at, "xcomp", "acl", "pcomp")
            if verb is not None and verb > i:
                return verb
        level = [k for at in level for k in parse.kids_of(at, "prep", "advmod", "acomp", "prt") if k > i]
    return None


def _opens(parse: Parse, i: int) -> list[int]:
    """The verbs that a word opens: its infinitive or participle, "by saying", "a statement saying"."""
    out = [k for k in parse.kids[i] if k > i and parse.dep[k] in ("xcomp", "acl", "advcl", "ccomp", "acomp")]
    for p in parse.kids_of(i, "prep", "dobj"):
        out.extend(k for k in parse.kids[p] if p > i and parse.dep[k] in ("pcomp", "acl"))
    return out


def _called_untrue(parse: Parse, c: Candidate, bearer: int) -> bool:
    """Whether something is called a lie: "termed the reports baseless", "described the claims as propaganda"."""
    if parse.lemma[bearer] not in _CALLING:
        return False
    first, last = c.content[-1]
    return any(parse.lemma[i] in _UNTRUE for i in range(max(first + 1, last - 5), last + 1))


def _said_untrue(parse: Parse, c: Candidate) -> bool:
    """Whether what is said is that something said is false: "said the report was untrue", “That is a lie,”."""
    first, last = c.content[0]
    for i in range(first, min(last, first + 40) + 1):
        if (parse.lemma[i] == "be" and not c.holds(parse.head[i])) or parse.head[i] == i:
            subject, what = parse.kid(i, "nsubj"), parse.kid(i, "acomp", "attr")
            if what is not None and parse.lemma[what] == "truth":
                return any(parse.lower[k] in ("no", "little") for k in parse.kids[what])
            if subject is None or what is None or parse.lemma[subject] not in _SAID:
                return False
            negative = any(parse.dep[k] == "neg" or parse.lower[k] == "no" for k in parse.kids[i])
            return (parse.lemma[what] in _UNTRUE) != (negative and parse.lemma[what] in _UNTRUE | {"true"})
    return False


def _is_question(parse: Parse, c: Candidate) -> bool:
    """Whether all that is said is one question."""
    first, last = c.content[0]
    if len(c.content) > 1 or parse.sentence[first] != parse.sentence[last]:
        return False
    return any(parse.words[i] == "?" for i in range(max(first, last - 1), min(last + 1, len(parse) - 1) + 1))


def manner_of(page: Page, c: Candidate) -> Manner:
    """Direct: all its words stand between quotation marks; mixed: some; indirect: none. Marks around the cue too, as
    where somebody is quoted telling what another said, count for nothing."""
    quotes, parse = page.quotes, page.parse
    around = quotes.of[c.head]
    words = [i for part in c.content for i in _words(parse, part)]
    quoted = sum(quotes.of[i] >= 0 and quotes.of[i] != around for i in words)
    if quoted == len(words) and words:
        return Manner.DIRECT
    return Manner.MIXED if quoted else Manner.INDIRECT


def _words(parse: Parse, part: Range) -> list[int]:
    return [i for i in range(part[0], part[1] + 1) if any(letter.isalnum() for letter in parse.words[i])]
