"""Lexemes: the words of the body as the time grammar sees them, one letter a word, so that rules are regexes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.reader.lexicon import LexiconError, Lexicons, Row
from dateline.records import Span

# Kind of word -> its letter. Numbers get theirs from `number_letter`; every other word is a blank.
LETTERS = {
    "month": "M",
    "weak_month": "m",
    "weekday": "W",
    "weak_weekday": "j",
    "unit": "u",
    "units": "U",
    "second": "x",
    "quarter": "Q",
    "half": "g",
    "season": "S",
    "part": "P",
    "holiday": "H",
    "the": "t",
    "this": "d",
    "that": "D",
    "same": "s",
    "back": "l",
    "forward": "n",
    "mod": "e",
    "piece": "R",
    "shift": "r",
    "ago": "A",
    "before": "b",
    "after": "c",
    "day": "X",
    "vague": "V",
    "of": "i",
    "and": "&",
    "or": "|",
    "to": "T",
    "from": "F",
    "between": "B",
    "in": "I",
    "meridiem": "z",
    "zone": "Z",
    "oclock": "k",
    "era": "E",
    "every": "v",
    "per": "p",
    "often_a": "w",
    "often": "Y",
    "filler": "L",
    "long": "J",
    "old": "K",
    "few": "f",
    "about": "~",
    "decade": "y",
    "ordinal": "O",
    "number": "C",
    "one": "a",
}  # and "'" for a genitive's 's
NUMBERED = frozenset("month weak_month weekday weak_weekday shift ago before after era decade ordinal".split())
BREAK = "\n"  # the letter between pieces of the body: no expression crosses it
_LEXEME = re.compile(
    r"[ABabPp]\.[CMDcmd]\.?(?![A-Za-z])"  # a.m., B.C.
    r"|\d{1,2}(?:st|nd|rd|th)\b|\d{1,3}0['’]?s\b"  # 17th, 1990s
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])"  # 10:30, 3/4/2008
    r"|['’]\d{2}(?:s\b|(?!\d))"  # '82, '90s
    r"|\d+(?:,\d{3})*(?:\.\d+)?(?!\d)|\d+"
    r"|['’]s\b|[oO]['’]clock|[^\W\d_]+"
    r"|[^\s\w]|_"
)
_PUNCTUATION = {
    "-": "-",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    ",": ",",
    ".": ".",
    "/": "-",
    "(": "(",
    ")": ")",
    "'s": "'",
    "’s": "'",
}


@dataclass(slots=True)
class Lexemes:
    """Parallel lists, one entry a word; `letters` is the string that the rules match."""

    letters: str = ""
    words: list[str] = field(default_factory=list)  # lower-cased
    values: list[str] = field(default_factory=list)  # the word list's value, or the digits of a number
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)

    def span(self, first: int, last: int) -> Span:
        return Span(self.start[first], self.end[last])

    def apart(self, i: int) -> bool:
        """Whether white space stands before word `i`."""
        return i == 0 or self.start[i] > self.end[i - 1]


class Phrase(NamedTuple):
    """Words that together are one: a holiday, "the time being"."""

    words: tuple[str, ...]
    letter: str
    value: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word -> (letter, value); and what takes several words, by the first of them, longest first."""

    words: dict[str, tuple[str, str]]
    phrases: dict[str, list[Phrase]]

    @classmethod
    def of(cls, lexicons: Lexicons) -> Vocabulary:
        words = {}
        phrases: dict[str, list[Phrase]] = {}
        for row in lexicons.table("number_words"):
            if row["kind"] != "suffix":
                words[row["term"]] = ("a" if row["kind"] == "one" else "C", row["value"])
        for row in lexicons.table("time_words"):
            _check(row)
            parts, letter = tuple(_LEXEME.findall(row["term"].lower())), LETTERS[row["kind"]]
            if len(parts) == 1:
                words[parts[0]] = (letter, row["value"])
            else:
                phrases.setdefault(parts[0], []).append(Phrase(parts, letter, row["value"]))
        for row in lexicons.table("holidays"):
            parts = tuple(_LEXEME.findall(row["term"].lower()))
            phrases.setdefault(parts[0], []).append(Phrase(parts, "H", row["rule"]))
        for named in phrases.values():
            named.sort(key=lambda phrase: -len(phrase.words))
        return cls(words, phrases)


def _check(row: Row) -> None:
    """Raises LexiconError for a row of time_words that the grammar could not use."""
    if row["kind"] not in LETTERS:
        kinds = ", ".join(LETTERS)
        raise LexiconError(f"time_words: {row['term']!r} has the kind {row['kind']!r}. Use one of {kinds}.")
    if row["kind"] in NUMBERED and not row["value"].lstrip("-").isdecimal():
        raise LexiconError(f"time_words: {row['term']!r} is a {row['kind']}. Give its value as a number.")


def lexemes(text: str, pieces: Iterable[Span], vocabulary: Vocabulary) -> Lexemes:
    """The words of the pieces. Linear in their length."""
    out = Lexemes()
    letters: list[str] = []
    begins: list[int] = []  # words that may begin a phrase
    known, phrases = vocabulary.words, vocabulary.phrases
    for piece in pieces:
        for match in _LEXEME.finditer(text, piece.start, piece.end):
            word = match.group().lower()
            letter, value = known.get(word) or _letter(word)
            if word in phrases:
                begins.append(len(letters))
            letters.append(letter)
            out.words.append(word)
            out.values.append(value)
            out.start.append(match.start())
            out.end.append(match.end())
        if letters:
            letters.append(BREAK)
            out.words.append("")
            out.values.append("")
            out.start.append(piece.end)
            out.end.append(piece.end)
    for i in begins:
        _phrase(out, letters, i, phrases[out.words[i]])
    out.letters = "".join(letters)
    return out


def _phrase(out: Lexemes, letters: list[str], i: int, phrases: list[Phrase]) -> None:
    """Mark the phrase that begins at `i`: its first word gets its letter and value, the others `_`."""
    for phrase in phrases:
        length = len(phrase.words)
        if letters[i] != "_" and tuple(w.replace("’", "'") for w in out.words[i : i + length]) == phrase.words:
            letters[i : i + length] = [phrase.letter] + ["_"] * (length - 1)
            out.values[i] = phrase.value
            return


def _letter(word: str) -> tuple[str, str]:
    first = word[0]
    if first.isdigit() or (first in "'’" and len(word) > 2):
        return number_letter(word)
    return _PUNCTUATION.get(word, " "), ""


def number_letter(word: str) -> tuple[str, str]:
    """1: may be a day. 2: other two digits. 3: three digits. 4: may be a year. 0: 0800. N: any other number.
    o: 17th. y: 1990s. @: 10:30. #: 3/4/2008. q: '82."""
    if word[0] in "'’":
        return ("y", word[1:3]) if word.endswith("s") else ("q", word[1:])
    if not word.isascii():
        return "N", ""
    if word.endswith("s") and not word.endswith("ths"):
        return "y", word.rstrip("'’s")
    if ":" in word:
        return "@", word
    if "/" in word:
        return "#", word
    if word[-1].isalpha():
        return ("o" if int(word[:-2]) <= 31 else "O"), word[:-2]
    if not word.isdigit():
        return "N", word
    if len(word) <= 2:
        return ("1" if 1 <= int(word) <= 31 else "2"), word
    if len(word) == 3:
        return "3", word
    if len(word) == 4:
        return ("0" if word[0] == "0" else "4" if word[0] in "12" else "N"), word
    return "N", word if len(word) < 16 else ""
