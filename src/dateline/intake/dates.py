"""Dates as intake accepts them: ISO from people, a few more unambiguous forms from pages. Nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

FORM = "an ISO date such as 2008-03-03 or 2008-03-03T14:30:00Z (2008-03 or 2008 where no more is known)"
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept"
        "|october oct|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})\b")
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d{2})([/-])(\d{1,2})\2(\d{1,2})(?!\d)")


class DateFormError(ValueError):
    """A publication date in no form that can be used; the message names the value and the form wanted."""

    def __init__(self, value: str) -> None:
        super().__init__(f"{value[:60]!r} is not a publication date. Write {FORM}.")


def iso_published(value: str) -> str:
    """The value as an ISO date, date-time, month or year. Raises DateFormError for anything else."""
    value = value.strip()
    match = _ISO.fullmatch(value) if len(value) <= 40 and value.isascii() else None
    if not match:
        raise DateFormError(value)
    year, month, day, time, zone = match.group("year", "month", "day", "time", "zone")
    try:
        date(int(year), int(month or 1), int(day or 1))
        if time:
            stamp = f"{year}-{month}-{day}T{time.replace(',', '.')}{zone or ''}"
            return datetime.fromisoformat(stamp).isoformat().replace("+00:00", "Z")
    except ValueError:
        raise DateFormError(value) from None
    return "-".join(part for part in (year, month, day) if part)


def page_date(value: str) -> str | None:
    """A date that a page marks up as one: ISO, RFC 2822, or with the month's name. None where it is none of these."""
    value = " ".join(value[:80].split())
    try:
        found = iso_published(value.replace("/", "-") if re.match(r"\d{4}/", value) else value)
        return found if len(found) >= 10 else None
    except DateFormError:
        pass
    if re.fullmatch(r"\d{8}", value):
        return _day(value[:4], int(value[4:6]), value[6:])
    if re.match(r"[A-Z][a-z]{2}, \d", value):
        try:
            return parsedate_to_datetime(value).isoformat().replace("+00:00", "Z")
        except (ValueError, IndexError, OverflowError):
            pass
    if match := _MONTH_FIRST.search(value):
        month, day, year = match.groups()
    elif match := _DAY_FIRST.search(value):
        day, month, year = match.groups()
    else:
        return None
    return _day(year, _MONTHS.get(month.lower(), 0), day)


def same_instant(one: str, other: str) -> bool:
    """Whether two ISO date-times with their zones are the same moment."""
    try:
        a, b = datetime.fromisoformat(one), datetime.fromisoformat(other)
    except ValueError:
        return False
    return a.tzinfo is not None and b.tzinfo is not None and a == b


def url_date(url: str) -> str | None:
    """The day in an address such as /2008/03/02/; None where it has none or more than one."""
    days = {_day(year, int(month), day) for year, _, month, day in _IN_URL.findall(url[:2000])}
    return days.pop() if len(days) == 1 else None


def _day(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
