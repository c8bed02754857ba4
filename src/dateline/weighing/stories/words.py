"""Words as copies are compared by: folded, so that quotes, dashes, accents, case and transcoding do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from dateline.records import Span

LONGEST = 2_000  # characters of a sentence: a text without an end mark is cut there
_MOST = 120  # words of a sentence: a longer one counts as several
_STEM = 6  # letters of a word that are compared: a light stem for any language

_END = re.compile(
    r"""[.!?…]+["”’»'“)\]]*\s+(?=["“‘«'„(\[—–-]*[^\W_a-zà-öø-ÿ])"""  # an end mark before a capital or a number
    r"""|[。！？।؟۔]+["”’」』]*"""
    r"""|\n\s*\n\s*|(?<=[^\s.!?…,;:])[ \t]*\n\s*(?=["“‘«'(\[]*[^\W_a-z][^\n]*)"""
)
_END_SMALL = re.compile(rf"[.!?…]+[\"”’»'“)\]]*\s+|{_END.pattern}")  # in a text that is all in small letters
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“‘'])(?:[^\W\d_]|[A-Za-z](?:\.[A-Za-z])+|Mr|Mrs|Ms|Dr|Prof|Gen|Maj|Col|Lt|Capt|Sgt|Sen|Rep|Gov|Rev|St|No"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s+$"
)
_QUOTED = re.compile(
    r"[“„«「][^“”„«»「」]{0,1500}[”»“」]|(?<!\w)\"[^\"]{0,1500}\"|(?<!\w)[‘'](?=\w)[^‘’'\n]{12,1000}[’'](?!\w)"
)
_MARKS = re.compile(r"[“„«「\"‘']")
# Scripts written without spaces go letter by letter.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_JOINED = re.compile(r"(?<=\w)(?:['’‘ʼ`´]|-\s?\n?|\u2010|\u2011)(?=\w)|(?<=\d)[,\u202f\u2009](?=\d{3}(?!\d))")

_STOP = frozenset(
    "a about after again all also am an and any are as at be because been before being but by can could did do does "
    "had has have he her hers him his how i if in into is it its me my no nor not of off on once only or our out over "
    "she so some such than that the their them then there these they this those to too under until up upon very was "
    "we were what when where which while who whom whose will with would you your".split()
)
# The days and months by which one outlet replaces another's "Tuesday" tell no two reports apart.
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday".split()
)
_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}


class Sentence(NamedTuple):
    """A sentence's words as codes (15 bits of hash, then whether it is a name or a number), and its first words."""

    codes: tuple[int, ...]
    quoted: bool  # most of it stands between quotation marks
    opening: str

    @property
    def hash(self) -> int:
        """32 bits of its words, whatever is a name."""
        plain = b"".join((code >> 1).to_bytes(2, "big") for code in self.codes)
        return int.from_bytes(blake2b(plain, digest_size=4).digest(), "big")


class _Fold(dict[int, str | None]):
    """What becomes of a character beyond ASCII: marks and invisible ones go."""

    def __missing__(self, char: int) -> str | None:
        out = None if unicodedata.category(chr(char)) in ("Mn", "Mc", "Me", "Cf") else chr(char)
        self[char] = out
        return out


_FOLD = _Fold()


def fold(text: str) -> str:
    """The text without accents, ligatures and invisible characters, its hyphened words joined. Keeps case."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_FOLD)
    return _JOINED.sub("", text)


def bare(text: str) -> str:
    """The words of a line in small letters with one space between: what a headline or a name is compared by."""
    return " ".join(_WORD.findall(fold(text).casefold()))


@lru_cache(maxsize=1 << 16)
def marked(word: str) -> int:
    """The word's code with the mark of a name or number."""
    code = code_of(word)
    return code | _is_sharp(word) if code else 0


def code_of(word: str) -> int:
    """The word's 15 bits, shifted for the mark of a name; 0 for a word that says nothing of its own."""
    low = word.casefold()
    if low in _STOP:
        return 0
    low = _NUMBERS.get(low, low)
    if len(low) > 3 and low[-1] == "s" and low[-2] != "s":
        low = low[:-1]
    stem = low if low[0].isdigit() else low[:_STEM]
    hashed = int.from_bytes(blake2b(stem.encode("utf-8", "replace"), digest_size=2).digest(), "big") >> 1
    return (hashed or 1) << 1


def _is_sharp(word: str) -> bool:
    """Whether the word is a number or, by its capital, a name: what no two reports share by chance."""
    low = word.casefold()
    return word[0].isdigit() or low in _NUMBERS or (word[0].isupper() and low not in _CALENDAR)


def sentences(text: str, spans: Iterable[Span]) -> Iterator[Sentence]:
    """The sentences of the parts of a text that have words of their own to say."""
    for span in spans:
        for stretch in stretches(text, span):
            if sentence := _sentence(stretch.of(text)):
                for at in range(0, len(sentence.codes), _MOST):
                    yield sentence._replace(codes=sentence.codes[at : at + _MOST])


def without(spans: Iterable[Span], hole: Span | None) -> Iterator[Span]:
    """The spans without what `hole` covers of them."""
    for span in spans:
        if hole is None or not span.overlaps(hole):
            yield span
            continue
        if span.start < hole.start:
            yield Span(span.start, hole.start)
        if hole.end < span.end:
            yield Span(hole.end, span.end)


def stretches(text: str, span: Span) -> Iterator[Span]:
    """Where the sentences of a part of a text stand, by its marks and lines alone."""
    at = span.start
    pattern = _END if any(map(str.isupper, text[at : min(span.end, at + LONGEST)])) else _END_SMALL
    while at < span.end:
        end, after = _end(pattern, text, at, min(span.end, at + LONGEST))
        yield Span(at, end)
        at = after


def _end(pattern: re.Pattern[str], text: str, at: int, stop: int) -> tuple[int, int]:
    """Where the sentence that begins at `at` ends, and where the next begins."""
    start = at
    while found := pattern.search(text, start, stop):
        if text[found.start()] == "." and _ABBREVIATED.search(text[max(at, found.start() - 12) : found.end()]):
            start = found.end()
            continue
        if "\n" in found[0] and not found[0].strip() and found[0].count("\n") == 1 and _is_wrapped(text, found.start()):
            start = found.end()
            continue
        return found.start() + 1, max(found.end(), at + 1)
    return stop, stop


def _opening(words: str) -> str:
    """The first words as they stand."""
    opening = " ".join(words[:400].split()[:12])
    return opening if len(opening) <= 72 else opening[:72].rpartition(" ")[0]


def _is_wrapped(text: str, end: int) -> bool:
    """Whether the line that ends here is of the length at which mail and wires break theirs."""
    return 50 <= end - text.rfind("\n", max(0, end - 200), end) <= 95


def _sentence(words: str) -> Sentence | None:
    tokens = _WORD.findall(fold(words))
    codes = [code for code in map(marked, tokens) if code]
    if len(codes) < 3:
        return None
    if code_of(tokens[0]) and not tokens[0][0].isdigit():
        codes[0] &= -2  # its capital is the sentence's
    quoted = 0
    if _MARKS.search(words):
        quoted = sum(found.end() - found.start() for found in _QUOTED.finditer(words))
    return Sentence(tuple(codes), quoted > 0.5 * len(words), _opening(words))
