"""Headers: the lines between a headline and the report: bylines, dates, the agency's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.reader.dateline.head import DATE
from dateline.reader.dateline.judge import Judge
from dateline.records import Span

_NAME = r"(?:[^\W\da-z_][\w.'’-]*|de|da|del|der|van|von|bin|al|el|la|ter|ten|di|y)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{0,4}}(?:(?:,\s+|\s+and\s+|,\s+and\s+|\s*&\s*){_NAME}(?:\s+{_NAME}){{1,4}}){{0,4}}"
BYLINE = re.compile(
    rf"(?:[Bb]y|BY|From|FROM|[Bb]yline:|BYLINE:)\s+(?P<names>{_NAMES})"
    rf"(?:\s*,?\s+(?:in|IN)\s+(?P<place>{_NAME}(?:\s+{_NAME}){{0,3}})(?:,\s+{_NAME}(?:\s+{_NAME}){{0,2}})?)?(?P<rest>[^\n]*)"
)
_DATE = re.compile(DATE, re.I)
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+|\b(?:published|posted)\b(?:\s+on)?:?", re.I)
_CLOCK = re.compile(r"(?:at\s+)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?|\d{1,2}\s*[ap]\.?m\.?", re.I)
_POST = re.compile(r"\b(?:staff|writer|correspondent|reporter|editor|contributor|columnist)\b", re.I)
_OFFICE = re.compile(
    r"\b(?:staff|writer|correspondent|reporter|editor|contributor|columnist|news|times|post|press|courier|herald|tribune"
    r"|gazette|journal|star|mail|telegraph|guardian|chronicle|observer|standard|agency|service|bureau|radio|tv|television)\b",
    re.IGNORECASE,
)
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Header:
    """What one header line says."""

    span: Span
    byline: str | None = None
    place: Span | None = None
    date: Span | None = None
    agency: Span | None = None


def header(text: str, span: Span, judge: Judge) -> Header | None:
    """The line as a header; None where it is no byline, no date and no agency."""
    words = span.of(text)
    if len(words) > _LONGEST:
        return None
    if judge.is_agency(words.strip("() ")):
        return Header(span, agency=span)
    byline = place = office = None
    rest, at = words, span.start
    if match := BYLINE.fullmatch(words):
        names, comma, last = match["names"].rpartition(", ")
        if comma and _OFFICE.search(last):  # "By Jane Roe, Staff Writer", "By Jane Roe, Velmora Courier"
            where = span.start + match.end("names") - len(last)
            office = Span(where, where + len(last)) if not _POST.search(last) else None
        else:
            names, office = match["names"], None
        byline = _tidy(names)
        if not match["place"] and (len(byline.split()) < 2 or words[:4].lower() == "from"):
            return None
        if match["place"]:
            place = Span(span.start + match.start("place"), span.start + match.end("place"))
        rest, at = match["rest"], span.start + match.start("rest")
    found = _rest(text, rest, at, judge, signed=byline is not None)
    if found is None:
        return None
    date, agency = found
    if byline is None and date is None:
        return None
    return Header(span, byline, place, date, agency or office)


def _rest(text: str, rest: str, at: int, judge: Judge, *, signed: bool) -> tuple[Span | None, Span | None] | None:
    """(date, agency) of what follows the names; None where other words are among it."""
    date = agency = None
    if match := _DATE.search(rest) or _ISO.search(rest):
        date = Span(at + match.start(), at + match.end())
        rest = rest[: match.start()] + " | " + rest[match.end() :]
    for raw in _PARTS.split(rest):
        part = raw.strip(" ,;.|()@")
        if not part or _CLOCK.fullmatch(part):
            continue
        if len(part) > 60 or not part[0].isupper() or re.search(r"[.!?:;](?:\s|$)|\d{5}|\bupdate", part, re.I):
            return None
        if not signed and not judge.is_agency(part) and not all(word[0].isupper() for word in part.split()[:6]):
            return None
        if judge.is_agency(part) or agency is None:
            where = text.find(part, at, at + _LONGEST)
            agency = Span(where, where + len(part)) if where >= 0 else agency
    return date, agency


def _tidy(names: str) -> str:
    shouted = names.isupper()
    words = [name.capitalize() if shouted or (name.isupper() and len(name) > 3) else name for name in names.split()]
    if len(words[-1]) > 4:
        words[-1] = words[-1].rstrip(".")
    return " ".join(words)
