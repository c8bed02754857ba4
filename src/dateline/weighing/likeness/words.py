"""Words: a text as stems and numbers, each with the word it came from and whether it is written as a name is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

MOST = 20_000  # words of one text that count: a bound on hostile input
_LONGEST = 40  # letters of a word
_WORD = re.compile(
    r"(?P<number>\d{1,15}(?:[.,:/]\d{1,9})*)(?:st|nd|rd|th|s|m|bn|k|km|pm|am)?(?![^\W\d_])"
    r"|(?P<letters>(?:[^\W\d_]\.){2,6})"
    r"|(?P<word>[^\W_]+(?:['’][^\W\d_]{2,})?)"
    r"|(?P<end>[.!?:\n]+)"
)
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_NUMBERS = {word: f"#{n}" for n, word in enumerate(_SMALL) if n != 1} | {"twenty": "#20", "thirty": "#30"}
_STEMMER = snowballstemmer.stemmer("english")


class Word(NamedTuple):
    """A word of a text. `stem` is in lower case, a number's begins with `#`; `name`: its capital is no sentence's."""

    stem: str
    said: str
    name: bool


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word in lower case, without its ending ("bombings" -> "bomb"); a number said in words as its figure."""
    folded = word.casefold().replace("’", "'")
    if not folded.isascii():  # with and without accents alike
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    if folded in _NUMBERS:
        return _NUMBERS[folded]
    return _STEMMER.stemWord(folded[:_LONGEST]) if "'" in folded or len(folded) > 2 else folded


def words(text: str) -> Iterator[Word]:
    """The words of a text in order, at most MOST. A line set in capitals, or with one at every word, names nobody."""
    left = MOST
    for line in text.split("\n"):
        found = list(_line(line[: 20 * left], left))
        titled = sum(word.said[0].isupper() for word in found) > 0.6 * len(found)
        for word in found:
            yield word._replace(name=False) if titled and word.name else word
        left -= len(found)
        if not left:
            return


def _line(line: str, most: int) -> Iterator[Word]:
    first, shouted = True, line.isupper()
    for match in _WORD.finditer(line):
        kind, said = match.lastgroup, match[0]
        if kind == "end":
            first = True
            continue
        if not most:
            return
        if kind == "number":
            yield Word("#" + match["number"].replace(",", ""), said, False)
        elif kind == "letters" or (2 <= len(said) <= 5 and said.isupper() and not shouted):  # U.S., US
            yield Word(said.casefold().replace(".", "") + ".", said, True)
        else:
            yield Word(stem(said), said, said[0].isupper() and not first)
        first = False
        most -= 1
