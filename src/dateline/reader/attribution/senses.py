"""Senses: what the words of cues do with their content, as `stances.tsv` lists them, found at a token of the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.reader.attribution.cues import american
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Certainty, Stance

REACH = 9  # tokens that a cue of several words may span
# Words of a cue that only bind: nothing but an adverb or a pronoun may part them from what stands before.
_BINDING = frozenset(
    "about against aside at away back be behind by down for from in into it no not of off on out over short to up upon "
    "with without".split()
)
_LOOSE = frozenset({"ADV", "PART"})
_FILLING = frozenset({"DET", "ADJ", "ADV", "PRON", "NUM", "PROPN", "PART", "NOUN"})
_NOMINAL = ("NOUN", "PROPN")
_ENDINGS = ("ied", "ies", "ing", "ed", "es", "s", "d")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue does with its content, plain and negated, and how sure it says its voice is."""

    stance: Stance
    negated: Stance
    certainty: Certainty | None
    negated_certainty: Certainty

    @property
    def neutral(self) -> bool:
        """Whether it only says so: what stands beneath it in the cue may say more."""
        return self.stance is Stance.ASSERTS and self.certainty is None


@dataclass(frozen=True, slots=True)
class Found:
    """A sense with the last token of the words that have it."""

    sense: Sense
    last: int


@dataclass(frozen=True, slots=True)
class CueWords:
    """The list: single words (`question/n` only as a noun, `want+to` with an infinitive), and those of several."""

    words: dict[str, Sense] = field(default_factory=dict)
    phrases: dict[str, list[tuple[list[str], bool, Sense]]] = field(default_factory=dict)  # rest, noun only, sense
    speech: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, lexicons: Lexicons) -> CueWords:
        out = cls()
        for row in lexicons.table("stances"):
            sense = Sense(
                Stance(row["stance"]),
                Stance(row["negated"] or row["stance"]),
                Certainty(row["certainty"]) if row["certainty"] else None,
                Certainty(row["negated_certainty"] or Certainty.UNKNOWN),
            )
            term = row["lemma"]
            first, *rest = term.removesuffix("/n").split("_")
            if rest:
                out.phrases.setdefault(first, []).append((rest, term.endswith("/n"), sense))
            else:
                out.words[term] = sense
            if row["speech"]:
                out.speech.add(term)
        for several in out.phrases.values():
            several.reverse()  # a later row wins over an earlier one of the same words
            several.sort(key=lambda entry: len(entry[0]), reverse=True)
        return out

    def speaks(self, lemma: str) -> bool:
        """Whether a cue is speech or attitude, with its particle or without."""
        return lemma in self.speech or lemma.partition("_")[0] in self.speech

    def at(self, parse: Parse, i: int, end: int) -> Found | None:
        """What the words from token `i` do, the longest first; `end` is the last token they may reach."""
        nominal = parse.pos[i] in _NOMINAL
        names = list(dict.fromkeys(_names(parse, i)))
        for name in names:
            for rest, noun_only, sense in self.phrases.get(name, ()):
                if noun_only and not nominal:
                    continue
                last = _last_of(parse, i, rest, end)
                if last is not None:
                    return Found(sense, last)
        frame = frame_of(parse, i)
        for name in names:
            if frame and (sense_ := self.words.get(name + frame)) is not None:
                return Found(sense_, i)
            plain, noun = self.words.get(name), self.words.get(name + "/n")
            found = (noun or plain) if nominal else (plain or noun)
            if found is not None:
                return Found(found, i)
        return None


def _names(parse: Parse, i: int) -> Iterator[str]:
    """The forms under which a word may be listed; the parser leaves many as they are where all letters are large."""
    lemma, word = parse.lemma[i].lower(), parse.lower[i]
    if parse.tag[i] == "VBN" and _is_state(parse, i):
        yield word  # "is convinced" does not convince
    yield lemma
    if "i" in lemma or "o" in lemma:
        yield american(lemma)
    yield word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield from (stem + "y",) if ending[:2] == "ie" else (stem, stem + "e")
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]  # "planned"


def _is_state(parse: Parse, i: int) -> bool:
    """Whether a participle tells how somebody is: "he is determined", not "he has determined", "it was determined"."""
    if any(parse.dep[k] == "aux" and parse.lemma[k] == "have" for k in parse.kids[i]):
        return False
    subject = parse.kid(i, "nsubjpass", "nsubj")
    return subject is None or parse.lower[subject] != "it"


def _last_of(parse: Parse, i: int, rest: list[str], end: int) -> int | None:
    """The token of the last of the words `rest` that follow token `i`; None where one is missing."""
    for word in rest:
        binding = word in _BINDING
        particle = next((k for k in parse.kids[i] if k > i and parse.dep[k] == "prt" and parse.lower[k] == word), None)
        if particle is not None and particle <= end:
            i = particle
            continue
        for skipped, k in enumerate(range(i + 1, min(end, i + 6) + 1)):
            if parse.lower[k] == word or (not binding and word in _names(parse, k)):
                i = k
                break
            loose = parse.pos[k] in _LOOSE or parse.tag[k] == "PRP"
            if not (loose and skipped < 2) and (binding or parse.pos[k] not in _FILLING):
                return None
        else:
            return None
    return i


def frame_of(parse: Parse, i: int) -> str:
    """How a clause hangs on a word: "+to" an infinitive of its own, "+obj+to" another's, "+that", "" none of these."""
    for k in parse.kids[i]:
        if k < i or parse.dep[k] not in ("xcomp", "ccomp", "advcl", "acl"):
            continue
        if any(parse.dep[a] == "mark" and parse.lower[a] == "that" for a in parse.kids[k]):
            return "+that"
        to = next((a for a in parse.kids[k] if parse.tag[a] == "TO"), None)
        if to is None or any(parse.tag[a] in ("WRB", "WP") for a in parse.kids[k] if a < to):
            continue
        between = parse.kid(k, "nsubj", "nsubjpass"), parse.kid(i, "dobj", "dative", "nsubjpass")
        return "+to" if between == (None, None) else "+obj+to"
    return ""
