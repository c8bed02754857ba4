"""Heads: what stands before the dash or colon that opens a report, taken apart by its form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.records import Span

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun)\.?"
DATE = (
    rf"(?:{WEEKDAY},?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?:,?\s+(?:\d{{4}}|'?\d{{2}}(?!\d)))?"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{{4}})?)"
)
LONGEST = 140  # characters that a dateline has at most
# The mark after it; a hyphen needs spaces around it, or a second.
# \x96 and \x97 are dashes of windows-1252 that some conversion left as they were.
_MARK = re.compile(
    r"\s*(?:—\s*-|-{2,4}|[–—―]|(?<=\s)[-_](?=\s)|(?<=\))-(?=\s)|:(?=\s)|(?<=\)):|[\ufffd\x96\x97])\s*(?:\[[^\]\n]{1,60}\]\s*)*"
)
_AGENCY = re.compile(r"\(([^()\n]{2,50})\)\s*$")
_DATE_END = re.compile(rf"(?:^|[\s,])({DATE}|(?<=, ){WEEKDAY}),?\s*$", re.I)
# Letters, with points only in abbreviations: "St. Paul", "W.Va."; a longer word's point ends a sentence.
_PLACE = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’&/-]|\.(?=\S|$)|(?<=\b[^\W\d_]{2})\.|(?<=\b[^\W\d_])\.)*")
_SEVERAL = re.compile(r"\s*/\s*|\s+(?:&|and)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of a head, and where the report's first own word begins. `mark` is `-`, `:` or nothing."""

    start: int
    end: int
    place: Span | None
    regions: tuple[str, ...]
    date: Span | None
    agency: Span | None
    mark: str


def heads(text: str, start: int, stop: int) -> list[Head]:
    """The heads that may open the words from `start` on, the longest last; each ends at a mark or at brackets."""
    window = text[start : min(stop, start + LONGEST)]
    if window[:3].lower() == "by " and (rest := window[3:].lstrip()) and rest[:3].isupper():
        start += len(window) - len(rest)  # "By NAIROBI, Kenya, Apr 5 -": a page's own slip
        window = rest
    out = []
    for mark in _MARK.finditer(window):
        kind = ":" if ":" in mark.group() else "-"
        if head := _head(window[: mark.start()], start, start + mark.end(), kind):
            out.append(head)
        if len(out) > 3:
            break
    bracket = re.match(r"[^()\n]{2,90}\([^()\n]{2,50}\)\s+", window)
    if bracket and (head := _head(window[: bracket.end()].rstrip(), start, start + bracket.end(), "")):
        out.append(head)
    return out


def _head(words: str, start: int, end: int, mark: str) -> Head | None:
    agency = date = place = None
    regions: tuple[str, ...] = ()
    if found := _AGENCY.search(words):
        agency = Span(start + found.start(1), start + found.end(1))
        words = words[: found.start()]
    if found := _DATE_END.search(words):
        date = Span(start + found.start(1), start + found.end(1))
        words = words[: found.start(1)]
    words = words.rstrip(" ,\t")
    if words:
        parts = [part.strip() for part in words.split(",")]
        if len(parts) > 4 or not all(_PLACE.fullmatch(part) and len(part) <= 40 for part in parts if part):
            return None
        first = _SEVERAL.split(parts[0], maxsplit=1)[0]
        if not first or len(first.split()) > 5:
            return None
        at = start + words.index(first)
        place = Span(at, at + len(first))
        regions = tuple(part for part in parts[1:] if part)
    if place is None and date is None and agency is None:
        return None
    return Head(start, end, place, regions, date, agency, mark)
