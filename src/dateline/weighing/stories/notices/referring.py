"""Referring: the day of the report that a notice takes back or puts right."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.records import Reading, Span

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_PIECE = (
    r"(?:article|story|report|post|item|dispatch|despatch|column|piece|page|bulletin|edition|version"
    r"|paper|issue|headline|account|interview|editorial)"
)
_DAY = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(_MONTHS)}|[a-z]{{3}}\.?)"
    rf"(?:,?\s+\d{{4}})?|(?:{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov"
    rf"|dec)\.?)\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|(?:last\s+)?(?:{'|'.join(_DAYS)})|yesterday)"
)
_REFERS = re.compile(
    rf"\b{_PIECE}s?\b(?:(?!\b(?:that|saying|which|said|stated|wrote)\b)[^.;!?]){{0,80}}?\b(?:of|from|on"
    rf"|for|dated|published|headlined[^,]*,|,)\s+(?:(?:{'|'.join(_DAYS)}),?\s+)?(?P<after>{_DAY})\b"
    rf"|\b(?P<before>{_DAY})(?:['’]s)?\s+(?:[\w-]+\s+)?{_PIECE}\b"
    rf"|\b{_PIECE}\s+(?P<bare>{_DAY})\b"
    rf"|\b(?:on\s+)?(?P<on>{_DAY}),?\s+(?:we|the\s+[A-Z]\w+)\s+(?:\w+\s+)?(?:reported|wrote|published|said)\b"
    rf"|\b(?:reported|wrote|published|printed|ran|appeared)\s+(?:\w+\s+){{0,3}}?(?:on\s+)?(?:"
    rf"(?:{'|'.join(_DAYS)}),?\s+)?(?P<wrote>{_DAY})\b",
    re.IGNORECASE,
)


def referred(reading: Reading, span: Span) -> str | None:
    """The day, ISO, of the earlier report, where a time in the words of the notice says it."""
    words = span.of(reading.report.text)
    for found in _REFERS.finditer(words):
        group = found.lastgroup or "after"
        where = Span(span.start + found.start(group), span.start + found.end(group))
        for time in reading.times:
            day = time.when.first_precise if time.span.overlaps(where) and time.when else None
            if day and time.when and day == time.when.last_precise and not _ahead(day, reading):
                return day
        if told := _day(found[group], reading.report.published):
            return told
    return None


def _ahead(day: str, reading: Reading) -> bool:
    published = (reading.report.published or "")[:10]
    return len(published) == 10 and day > published


def _day(words: str, published: str | None) -> str | None:
    """A day in words that the reader left aside (a notice at the page's end): the latest up to the publication."""
    low = words.casefold().replace(",", " ").replace(".", " ")
    try:
        today = date.fromisoformat((published or "")[:10])
    except ValueError:
        today = None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
            return date.fromisoformat(words).isoformat()
        parts = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", low).split()
        month = next(
            (
                n
                for n, name in enumerate(_MONTHS, 1)
                for part in parts
                if len(part) > 2 and name.startswith(part[:4]) and part.isalpha()
            ),
            None,
        )
        numbers = [int(part) for part in parts if part.isdigit()]
        if month and numbers:
            day = next((number for number in numbers if number <= 31), None)
            year = next((number for number in numbers if number > 31), None)
            if day is None or (year is None and today is None):
                return None
            if year is not None:
                return date(year, month, day).isoformat()
            assert today is not None
            this = date(today.year, month, day)
            return (this if this <= today else date(today.year - 1, month, day)).isoformat()
        if today is None:
            return None
        if low == "yesterday":
            return (today - timedelta(days=1)).isoformat()
        for n, name in enumerate(_DAYS):
            if name in low:
                return (today - timedelta(days=(today.weekday() - n) % 7 or 7)).isoformat()
    except ValueError:
        return None
    return None
