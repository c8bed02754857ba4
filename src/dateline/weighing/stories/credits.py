"""Credits: the agencies that a report says its words come from, in its dateline, byline, last lines or its name."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.reader.lexicon import Lexicons
from dateline.records import FurnitureKind, Reading
from dateline.weighing.stories.words import bare

_MOST = 4  # agencies that one report credits
_AGENCY_WORDS = re.compile(
    r"\b(?:news ?)?(?:agenc(?:y|ies)|agence|agencia|agenzia|agentur|wires?|wire service|news service|newswire)\b"
)
_EXTRA = re.compile(
    r"\b(?:the|news|agency|agence|agencia|agenzia|agentur|presse agentur|service|services|newswires?|wires?|feed|staff"
    r"|writers?|reporters?|correspondents?|desk|bureau|online|com|ltd|inc|all rights reserved)\b"
)
_WORD = r"[^\W\d_a-z](?:[\w'’&-]|\.(?=\w))*"
_NAME = rf"(?:the\s+)?{_WORD}(?:\s+(?:{_WORD}|of|for|de|di|and|&)){{0,5}}"
_LISTED = rf"{_NAME}(?:\s*(?:,|/|;|\band\b|&)\s*{_NAME}){{0,4}}"
_CREDITS = [
    re.compile(pattern)
    for pattern in (
        # "– Halyard, with Courier reporting by A. B.": who stands first wrote it.
        rf"^[–—-]+\s*(?P<who>{_NAME})\s*(?:,\s+with\b.*|\.?\s*$)",
        rf"(?i:\b(?:with|additional)\s+(?:inputs?|files?|material|(?:additional\s+)?reporting|reports?|copy|information)\s+"
        rf"(?:from|by))\s+(?P<who>{_LISTED})",
        rf"(?P<who>{_LISTED})\s+(?i:(?:also\s+)?contributed\b)",
        rf"(?i:\b(?:sources?|via|courtesy(?:\s+of)?|credits?))\s*:?\s+(?P<who>{_LISTED})",
        rf"(?i:(?:©|\(c\)|\bcopyright\b)(?:\s*(?:©|\(c\)))?\s*(?:\d{{4}}(?:[-–]\d{{2,4}})?,?)?\s*(?:by\s+)?)(?P<who>{_NAME})",
        rf"(?i:\bthis\s+(?:story|article|report|item)\s+(?:was\s+|is\s+|has\s+been\s+)?(?:first\s+|originally\s+)?"
        rf"(?:appeared|published|provided|supplied|produced|written|distributed|taken)\s+(?:by|on|in|from)(?:\s+a\s+feed\s+of)?)"
        rf"\s+(?P<who>{_NAME})",
        rf"^\(?(?P<who>{_NAME})\)?\.?$",
    )
]
_LAST = re.compile(
    r"(?:[.!?…][\"”’')\]]*|^|\n)\s*(?:\(|[–—-]{1,2}\s*)"
    rf"(?P<who>(?:(?:From|By|from|by)\s+(?:our|staff|a|the)\s+[a-z ]{{4,30}}?\s+(?:and|with)\s+)?{_LISTED})\s*[).]*$"
)
_PERSON = re.compile(
    r"^(?:[^\W\d_a-z]\.[\s-]*)+[^\W\d_a-z][\w'’-]+(?:\s+[^\W\d_a-z][\w'’-]+)?$|^[^\W\d_a-z][\w'’-]+(?:\s+[^\W\d_a-z]\.)?(?:\s+[^\W\d_a-z][\w'’-]+){1,2}$"
)
_READ = (FurnitureKind.TRAILER, FurnitureKind.BYLINE, FurnitureKind.NOTICE)


class Credit(NamedTuple):
    """An agency: the key that its names share, and the name as the report has it."""

    key: str
    name: str


def agency_key(name: str) -> str:
    """What an agency's or outlet's names have in common: "The Halyard News Agency" and "Halyard" are one."""
    plain = bare(name)
    return " ".join(_EXTRA.sub(" ", _aliases().get(plain, plain)).split()) or plain


def agency_keys(name: str) -> frozenset[str]:
    """The keys under which others may credit it: its name's, and its initials where it has three words or more."""
    words = [word for word in bare(name).split() if word not in ("the", "of", "and", "for")]
    return frozenset({agency_key(name)} | ({"".join(word[0] for word in words)} if len(words) > 2 else set()))


def credited_by(reading: Reading) -> tuple[Credit, ...]:
    """The agencies that the report credits, the likeliest first; its own outlet is not among them."""
    report = reading.report
    found: list[str] = []
    if report.dateline.agency:
        found += _names(report.dateline.agency.text)
    if report.byline:
        found += _of_byline(report.byline)
    for piece in report.furniture:
        if piece.kind in _READ and piece.span.length <= 600:
            found += _of_line(piece.span.of(report.text).strip(), signed=piece.kind is FurnitureKind.BYLINE)
    found += _at_the_end(reading)
    own = agency_keys(report.outlet) if report.outlet else frozenset()
    out: dict[str, Credit] = {}
    for name in found:
        tidy = " ".join(name.split()).strip(" .,;()")
        key = agency_key(tidy)
        if key and key not in own and len(key) > 1:
            out.setdefault(key, Credit(key, tidy))
    return tuple(out.values())[:_MOST]


def is_wire(reading: Reading) -> bool:
    """Whether the report is an agency's own: by its outlet's name, or because its dateline names its outlet."""
    report = reading.report
    if not report.outlet:
        return False
    agency = report.dateline.agency
    return is_agency(report.outlet) or (agency is not None and agency_key(agency.text) == agency_key(report.outlet))


def is_agency(name: str) -> bool:
    """Whether a name is an agency's: by the list of media, or because it says so."""
    plain = bare(name)
    return plain in _aliases() or bool(_AGENCY_WORDS.search(plain))


def _of_byline(byline: str) -> list[str]:
    """ "Halyard"; "A. Quill, Halyard"; "A. Quill and agencies": a name that is no person's."""
    parts = [part for part in re.split(r"\s*(?:,|/|\||;|\b(?:and|with|for|of|in)\b|@)\s*", byline) if part]
    if not parts:
        return []
    out = [part for part in parts if is_agency(part)]
    first, *rest = parts
    if not out and not rest and len(first.split()) == 1:
        out.append(first)  # one word is no person's name
    out += [part for part in rest if part not in out and not _PERSON.match(part) and part[0].isupper()]
    return [part for part in out if bare(part) not in ("agencies", "news agencies", "wire services", "staff")]


def _at_the_end(reading: Reading) -> list[str]:
    """ "... she said. (Halvard)", "-- Halvard", "– From our correspondent and Halvard": after the body's last words."""
    report = reading.report
    if not report.body:
        return []
    last = report.body[-1]
    end = _LAST.search(report.text[max(last.start, last.end - 200) : last.end].rstrip())
    names = _names(re.sub(r"^(?:by|from)\s+.*?\s(?:and|with)\s+", "", end["who"], flags=re.I)) if end else []
    return [name for name in names if is_agency(name) or (name[:1].isupper() and not _PERSON.match(name))]


def _of_line(line: str, *, signed: bool) -> list[str]:
    """The agencies that a trailer, a byline or a notice names."""
    if signed:
        plain = re.sub(r"^\s*(?:by|from)\s+", "", line, flags=re.I)
        return _of_byline(plain) if len(plain) <= 120 else []
    out: list[str] = []
    for pattern in _CREDITS:
        for match in pattern.finditer(line):
            out += [name for name in _names(match["who"]) if is_agency(name) or not _PERSON.match(name)]
    return out


def _names(listed: str) -> list[str]:
    return [name.strip() for name in re.split(r"\s*(?:,|/|;|\band\b)\s*", listed) if name.strip()]


@cache
def _aliases() -> dict[str, str]:
    """Every name of a known agency -> its first name."""
    out: dict[str, str] = {}
    for row in Lexicons().table("media"):
        if row.get("form") == "agency":
            first = bare(row["name"])
            for name in (row["name"], *row["aliases"].split("|")):
                if name:
                    out.setdefault(bare(name), first)
    return out
