"""Names as the gazetteer compares them: one key for all spellings that differ in case, accents, spaces or points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h", "ə": "a", "ŋ": "ng"}
)
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_LONG = {short: long for long, short in _SHORT.items()}


def key(name: str) -> str:
    """Letters and digits only, case folded, without accents: "Port-au-Prince" and "Port au Prince" are one."""
    if name.isascii():
        name = name.lower()
        return name if name.isalnum() else "".join(filter(str.isalnum, name))
    name = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(c for c in name if c.isalnum())


word_key = lru_cache(maxsize=65_536)(key)  # of one token of a text


def keys(name: str) -> Iterator[str]:
    """The keys that a name is found under: its own, and with its first word long or short ("St." and "Saint")."""
    own = key(name)
    if own:
        yield own
    head, _, rest = name.partition(" ")
    if rest:
        word = key(head)
        other = _SHORT.get(word) or _LONG.get(word)
        if other:
            yield other + key(rest)


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters, accents allowed."""
    return name.isascii() or key(name).isascii()


_MARKS = dict.fromkeys(map(ord, "\u0304\u0323\u0331\u032e"))  # macrons, dots and breves below: of transliteration


def plain(name: str) -> str:
    """A name as English news writes it: "Kandahar" for "Kandahār"; accents of a language's own letters stay."""
    if name.isascii():
        return name
    apart = unicodedata.normalize("NFD", name).translate(_MARKS)
    for letter in "hHdDtTzZ":
        apart = apart.replace(letter + "\u0327", letter)
    return unicodedata.normalize("NFC", apart)


def latin(names: Iterable[str]) -> list[str]:
    """Of a place's other names those that English news may use: Latin letters, a capital first, no airport code."""
    return [
        name
        for name in names
        if 3 <= len(name) <= 40
        and name[0].isupper()
        and not (len(name) <= 4 and name.isupper())
        and name.count(" ") < 5
        and is_latin(name)
    ]


class Filter:
    """A Bloom filter of one hash over keys: says at once, and for the cost of one CRC, which keys no place has.

    A CRC can be continued, so the keys "new", "newyork", "newyorkcity" cost one pass together.
    """

    def __init__(self, bits: bytes | bytearray) -> None:
        self.bits = bits
        self.mask = len(bits) * 8 - 1

    @classmethod
    def of(cls, size: int) -> Filter:
        """An empty filter for about `size` keys."""
        bits = 1 << 16
        while bits < size * 16 and bits < 1 << 32:
            bits <<= 1
        return cls(bytearray(bits // 8))

    def add(self, word: str) -> None:
        at = crc32(word.encode()) & self.mask
        assert isinstance(self.bits, bytearray)
        self.bits[at >> 3] |= 1 << (at & 7)

    def holds(self, crc: int) -> bool:
        """Whether a key of this CRC may be there (1 to 7 in a hundred are not)."""
        at = crc & self.mask
        return bool(self.bits[at >> 3] >> (at & 7) & 1)
