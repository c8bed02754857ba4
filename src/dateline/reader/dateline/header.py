"""Headers: the lines between a headline and the report: bylines, dates, the agency's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.reader.dateline.head import DATE
from dateline.reader.dateline.judge import Judge
from dateline.records import Span

_NAME = r"(?:[^\W\da-z_][\w.'’-]*|de|da|del|der|van|von|bin|al|el|la|ter|ten|di|y)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{0,4}}(?:(?:,\s+|\s+and\s+|,\s+and\s+|\s*&\s*){_NAME}(?:\s+{_NAME}){{1,4}}){{0,4}}"
_PLACE = rf"{_NAME}(?:\s+{_NAME}){{0,3}}"
BYLINE = re.compile(
    rf"(?:[Bb]y|BY|From|FROM|[Bb]yline:|BYLINE:)\s+(?P<names>{_NAMES})"
    rf"(?:\s*,?\s+(?:in|IN)\s+(?P<place>{_PLACE})(?:,\s+{_NAME}(?:\s+{_NAME}){{0,2}})?"
    rf"(?P<others>(?:\s*,?\s*(?:and|AND|&|,)\s+{_NAME}(?:\s+{_NAME}){{1,3}}\s+(?:in|IN)\s+{_PLACE}){{0,3}}))?(?P<rest>[^\n]*)"
)
# Who wrote it, by post alone: "From our correspondent in Velmora".
_UNNAMED = re.compile(
    r"(?:by|from)\s+(?P<who>(?:(?:our|a|the|own|staff|special|foreign|chief|local|news|political|diplomatic|war)\s+){1,3}"
    r"(?:correspondent|reporter|writer|staff|team|bureau)s?)(?:\s*,?\s+in\s+|\s*,\s+)(?P<place>[^,.\n|]{2,40})\.?",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"(?P<names>{_NAME}(?:\s+{_NAME}){{1,3}})\s+in\s+(?P<place>{_PLACE})")
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
_TOWN = 10_000  # inhabitants from which a name in a header is a town's


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
    if signed := _by_post(words, span, judge):
        return signed
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
    date, agency, town = found
    if byline is None and date is None and not (town and "," in words.strip(", ")):
        return None
    return Header(span, byline, place or town, date, agency or office)


def _by_post(words: str, span: Span, judge: Judge) -> Header | None:
    """ "From our correspondent in Velmora"; "Ada Quill in Velmora", where the first is a given name."""
    found = _UNNAMED.fullmatch(words) or _SIGNED.fullmatch(words)
    if found is None or not judge.is_town(found["place"].strip()):
        return None
    names = found.groupdict().get("names")
    if names is not None and not judge.is_given(names.split()[0]):
        return None
    place = Span(span.start + found.start("place"), span.start + found.end("place"))
    return Header(span, _tidy(names) if names else found["who"], place)


def _rest(
    text: str, rest: str, at: int, judge: Judge, *, signed: bool
) -> tuple[Span | None, Span | None, Span | None] | None:
    """(date, agency, place) of what follows the names; None where other words are among it."""
    date = agency = place = None
    if match := _DATE.search(rest) or _ISO.search(rest):
        date = Span(at + match.start(), at + match.end())
        rest = rest[: match.start()] + " | " + rest[match.end() :]
    for raw in _PARTS.split(rest):
        part = raw.strip(" ,;.|()@")
        if not part or _CLOCK.fullmatch(part):
            continue
        if len(part) > 60 or not part[0].isupper() or re.search(r"[.!?:;](?:\s|$)|\d{5}|\bupdate", part, re.I):
            return None
        where = text.find(part, at, at + _LONGEST)
        if place is None and where >= 0 and (town := _town(part, judge, signed=signed)):
            place = Span(where, where + len(town))
            continue
        if not signed and not judge.is_agency(part) and not all(word[0].isupper() for word in part.split()[:6]):
            return None
        if judge.is_agency(part) or agency is None:
            agency = Span(where, where + len(part)) if where >= 0 else agency
    return date, agency, place


def _town(part: str, judge: Judge, *, signed: bool) -> str | None:
    """The town that a part of a header is: "Velmora", "Velmora, Ostland", "Velmora correspondent"."""
    first, *lands = ((_POST.sub("", name) if signed else name).strip() for name in part.split(","))
    if not first or judge.is_agency(part) or len(lands) > 2 or not all(judge.is_land(land) for land in lands):
        return None
    return first if part.startswith(first) and judge.is_town(first, _TOWN) else None


def _tidy(names: str) -> str:
    shouted = names.isupper()
    words = [name.capitalize() if shouted or (name.isupper() and len(name) > 3) else name for name in names.split()]
    if len(words[-1]) > 4:
        words[-1] = words[-1].rstrip(".")
    return " ".join(words)
