"""Heads: what stands before the dash or colon that opens a report, taken apart by its form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.records import Span

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun)\.?"
DATE = (
    rf"(?:{WEEKDAY},?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?:,?\s+(?:\d{{4}}|'?\d{{2}}(?!\d)))?"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}(?:\.\d{1,2}\.|/\d{1,2}/)\d{4}(?!\d))"
)
LONGEST = 140  # characters that a dateline has at most
# The mark after it; a hyphen needs spaces around it, or a second.
# \x96 and \x97 are dashes of windows-1252 that some conversion left as they were.
_MARK = re.compile(
    r"\s*(?:—\s*-|-{2,4}|[–—―]|(?<=\s)[-_|](?=\s)|(?<=[)\]])-(?=\s)|:(?=\s)|(?<=\)):|(?<=/)\.(?=\s)|[\ufffd\x96\x97])"
    r"\s*(?:\[[^\]\n]{1,60}\]\s*)*"
)
_AGENCY = re.compile(r"(?:\(([^()\n]{2,50})\)|(?<=\s)/([^/\n]{2,30})/)\s*$")
_DATE_END = re.compile(rf"(?:^|[\s,])({DATE}|(?<=, ){WEEKDAY})[,.]?\s*$", re.I)
_DATE_FIRST = re.compile(rf"({DATE})\s*,\s*(?=[^\W\d_])", re.I)
# What may stand between two marks of one head: "Velmora – 4 March 2019 –", "VELMORA -- (Agency) --".
_BETWEEN = re.compile(rf"\s*(?:{DATE}|\([^()\n]{{2,50}}\))\s*", re.I)
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,90})[)\]](?=\s)")
_SET = re.compile(r"[*_•►▪]{1,3}")  # bold and bullets of plain text
# Letters, with points only in abbreviations: "St. Paul", "W.Va."; a longer word's point ends a sentence.
_PLACE = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’&/-]|\.(?=\S|$)|(?<=\b[^\W\d_]{2})\.|(?<=\b[^\W\d_])\.)*")
_SEVERAL = re.compile(r"\s*/\s*|\s+(?:&|and)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of a head, and where the report's first own word begins. `mark` is `-`, `:`, `|` or nothing.

    `loose`: a form that other openings have too, so that the place must be known: in brackets, or after its date.
    """

    start: int
    end: int
    place: Span | None
    regions: tuple[str, ...]
    date: Span | None
    agency: Span | None
    mark: str
    loose: bool = False


def heads(text: str, start: int, stop: int) -> list[Head]:
    """The heads that may open the words from `start` on, the longest last; each ends at a mark or at brackets."""
    window = text[start : min(stop, start + LONGEST)]
    if window[:3].lower() == "by " and (rest := window[3:].lstrip()) and rest[:3].isupper():
        start += len(window) - len(rest)  # "By NAIROBI, Kenya, Apr 5 -": a page's own slip
        window = rest
    if bold := _SET.match(window):
        window = window[bold.end() :]
        return [replace(head, start=start) for head in _heads(window, start + bold.end())]
    return _heads(window, start)


def _heads(window: str, start: int) -> list[Head]:
    out = _bracketed(window, start)
    at = 0
    for n, mark in enumerate(_MARK.finditer(window)):
        if n and _BETWEEN.fullmatch(window, at, mark.start()) and out:
            out.pop()
        at = mark.end()
        kind = "|" if "|" in mark.group() else ":" if ":" in mark.group() else "-"
        out += _head(window[: mark.start()], start, start + mark.end(), kind)
        if len(out) > 3:
            break
    bracket = re.match(r"[^()\n]{2,90}\([^()\n]{2,50}\)\s+", window)
    if bracket:
        out += _head(window[: bracket.end()].rstrip(), start, start + bracket.end(), "")
    return sorted(out, key=lambda head: head.place is None)  # "4 March 2019 – Velmora –"


def _bracketed(window: str, start: int) -> list[Head]:
    """ "(Velmora, March 4, 2019) –", "[Velmora, 4 March]": all in one pair of brackets."""
    found = _BRACKETS.match(window)
    if found is None:
        return []
    mark = _MARK.match(window, found.end())
    end = mark.end() if mark else found.end() + 1
    # A colon before the date is a comma.
    words = " " + re.sub(r":(?=\s)", ",", found[1])
    return [replace(head, loose=True) for head in _head(words, start, start + end, "-" if mark else "") if head.place]


def _head(words: str, start: int, end: int, mark: str) -> list[Head]:
    """The head that the words are, or none; two where brackets after a date may hold the place or the agency."""
    words = _comma(words.rstrip(" \t*_"))
    agency = date = place = None
    loose = False
    regions: tuple[str, ...] = ()
    if found := _AGENCY.search(words):
        agency, date = _in_brackets(words, found, start)
        words = words[: found.start()]
    if date is None and (found := _DATE_END.search(words)):
        date = Span(start + found.start(1), start + found.end(1))
        words = words[: found.start(1)]
    words = words.rstrip(" ,\t*_")
    if date is None and (found := _DATE_FIRST.match(words)):
        date, loose = Span(start, start + found.end(1)), True
        words = " " * found.end() + words[found.end() :]
    if "," not in words and words[-1:] == "." and words[-5:-1].isupper():
        words = words[:-1]  # "VELMORA. March 4"
    if words.strip():
        parts = [part.strip() for part in words.split(",")]
        if len(parts) > 4 or not all(_PLACE.fullmatch(part) and len(part) <= 40 for part in parts if part):
            return []
        first = _SEVERAL.split(parts[0], maxsplit=1)[0]
        if not first or len(first.split()) > 5:
            return []
        at = start + words.index(first)
        place = Span(at, at + len(first))
        regions = tuple(part for part in parts[1:] if part)
    if place is None and date is None and agency is None:
        return []
    out = [Head(start, end, place, regions, date, agency, mark, loose)]
    if place is None and date and agency:  # "March 4, 2019 (VELMORA) –"
        out.insert(0, Head(start, end, agency, (), date, None, mark, loose=True))
    return out


def _comma(words: str) -> str:
    """The words with dashes and bars between their parts as commas, character for character."""
    return re.sub(r"(\s)(?:[-–—|]|--)(?=\s)", lambda m: m[1] + ",".ljust(len(m[0]) - 1), words)


def _in_brackets(words: str, found: re.Match[str], start: int) -> tuple[Span | None, Span | None]:
    """(agency, date): brackets hold the agency, the day ("VELMORA (4 March 2019) –"), or both."""
    group = 1 if found[1] else 2
    low, high = found.span(group)
    inner = found[group]
    if day := re.fullmatch(DATE, inner, re.I):
        return None, Span(start + low, start + high)
    if day := re.search(rf",\s+({DATE})$", inner, re.I):
        return Span(start + low, start + low + day.start()), Span(start + low + day.start(1), start + high)
    if day := re.match(rf"({DATE}),\s+(?=[^\W\d_])", inner, re.I):
        return Span(start + low + day.end(), start + high), Span(start + low, start + low + day.end(1))
    return Span(start + low, start + high), None
