"""Numbers in words and digits: "twenty-one", "a dozen", "two hundred and five", "1.5 million", "1,200"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.reader.lexicon import Lexicons

LONGEST = 12  # words; no number of a report is longer, and a bound keeps hostile text cheap
# Thousands apart by commas or thin spaces, or the Indian way (12,34,567), or not at all.
_DIGITS = re.compile(r"(\d{1,3}(?:[,\u202f\u2009]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,15})(\.\d{1,9})?([a-z]{0,2})")
_PARTS = re.compile(r"[-\u2010\u2011\u2013\s]+")


def parse_number(words: Sequence[str]) -> int | float | None:
    """The number that all of the words together say, or None: "a few" and "hundreds" say none.

    Words may be hyphenated or apart ("twenty-one", "twenty", "-", "one"), in any case; "and" and "of" are let through
    where a number has them ("two hundred and five", "a couple of"). Whole values are `int`.
    """
    parts = [part for word in words[: LONGEST + 1] for part in _PARTS.split(word.lower()) if part]
    if len(words) > LONGEST or len(parts) > LONGEST:
        return None
    value = _value(parts)
    if value is None:
        return None
    return int(value) if value == int(value) else value


def _value(parts: list[str]) -> float | None:
    if not parts:
        return None
    for end in (len(parts), len(parts) - 1):  # two and a half; two and a half million
        if parts[end - 3 : end] == ["and", "a", "half"] and end > 3:
            whole, scale = _sum(parts[: end - 3]), _sum(["a", *parts[end:]]) if end < len(parts) else 1.0
            return None if whole is None or scale is None else (whole + 0.5) * scale
    if parts[0] in ("a", "one") and parts[1:2] == ["quarter"] and parts[2:3] == ["of"]:  # a quarter of a million
        whole = _sum(parts[3:])
        return None if whole is None or whole < 1000 else whole / 4
    if parts[0] == "half" and len(parts) > 1:  # half a million, half of a dozen
        rest = parts[2:] if parts[1] == "of" else parts[1:]
        whole = _value(rest)
        return None if whole is None or whole < 2 else whole / 2
    return _sum(parts)


def _sum(parts: list[str]) -> float | None:
    """Adds units and tens, multiplies by scales, as English reads: ((2 * 100) + 5) * 1000 + 3."""
    table = _table()
    total = group = 0.0
    largest = float("inf")  # scales of a thousand and more must fall: "two million three thousand"
    last = ""  # the kind of the word before
    for n, part in enumerate(parts):
        value, kind = table.get(part, (0.0, ""))
        digits = None if kind else digits_value(part)
        if digits is not None:
            value, kind = digits, "digits"
        if kind in ("unit", "digits"):
            if last in ("unit", "digits", "one") or (last == "ten" and (kind == "digits" or not 0 < value < 10)):
                return None
            group += value
        elif kind == "ten":
            if last in ("unit", "digits", "one", "ten"):
                return None
            group += value
        elif kind == "one":
            if n:
                return None
            group = value
        elif kind == "scale":
            if last == "scale" and value < 100:
                return None
            if value < 1000 and group >= 100 and value != 100:
                return None
            group = (group or 1.0) * value
            if value >= 1000:
                if value >= largest:
                    return None
                largest, total, group = value, total + group, 0.0
        elif part == "and" and last == "scale" and n + 1 < len(parts):
            continue
        elif part == "of" and n + 1 == len(parts) and last == "scale":
            continue  # "a couple of", "two dozen of"
        else:
            return None
        last = kind
    return None if last == "one" else total + group


def digits_value(word: str) -> float | None:
    """The value of a word of digits: "1,200", "3.5", "24m", "1.5bn"; None for any other word."""
    if not word or not word[0].isdecimal():
        return None
    match = _DIGITS.fullmatch(word)
    if match is None:
        return None
    whole, fraction, suffix = match.groups()
    value = float("".join(c for c in whole if c.isdecimal()) + (fraction or ""))
    if suffix:
        scale, kind = _table().get(suffix, (0.0, ""))
        return value * scale if kind == "suffix" else None
    return value


@cache
def _table() -> dict[str, tuple[float, str]]:
    return {row["term"]: (float(row["value"]), row["kind"]) for row in Lexicons().table("number_words")}
