"""Times: whether the days and hours of two accounts may be one happening's."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dateline.records import Status
from dateline.weighing.account import Account

_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b|\b(?P<h24>[01]\d|2[0-3]):[0-5]\d\b",
    re.IGNORECASE,
)
_PARTS = {  # first and last hour; what follows midnight counts on
    "dawn": (4, 8),
    "daybreak": (4, 8),
    "sunrise": (4, 8),
    "morning": (4, 12),
    "midday": (11, 14),
    "noon": (11, 14),
    "lunchtime": (11, 14),
    "afternoon": (12, 18),
    "evening": (17, 23),
    "dusk": (17, 21),
    "sunset": (17, 21),
    "nightfall": (17, 21),
    "night": (18, 30),
    "midnight": (23, 25),
}
_PART = re.compile(r"\b(" + "|".join(_PARTS) + r")\b", re.IGNORECASE)
_NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)}
_UNITS = {"day": (1, 0), "week": (7, 3), "month": (30, 8), "year": (365, 10)}  # days, and how far off that may be
_BACK = re.compile(
    r"\b(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?P<unit>day|week|month|year)s?"
    r"(?: to the \w+)? (?:since|after|ago|on)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?P<unit>day|week|month|year)s? "
    r"(?P<way>after|before)\b[^,;.:]*$",
    re.IGNORECASE,
)
_DAYS = tuple("mon tues wednes thurs fri satur sun".split())
BEFORE = 7  # days before a report in which what it tells without a day was
_TOLD_ON = re.compile(rf"\b(?:said|told|reported|announced)\b.{{0,30}}?\bon (?P<day>{'|'.join(_DAYS)})day\b", re.I)
# Words that mean another day when they are printed again on another day.
FLOATS = re.compile(r"\b(?:overnight|today|tonight|yesterday|this (?:morning|afternoon|evening)|last night)\b", re.I)
_REACH = 90  # characters around the trigger
_DONE = (Status.HAPPENED, Status.HAPPENING)
_DAY = re.compile(
    r"\d|day\b|\b(?:overnight|tonight|tomorrow|this|last|next|same|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.I,
)
_AHEAD = (Status.PLANNED, Status.THREATENED)
_WILL = re.compile(r"\b(?:will|would|due|plans?|next)\b")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
LONG = 20  # days: an interval that says little of the day


class Time(NamedTuple):
    """Days as ordinals; `own`: the account's words say so; `sure`: it is the account's own time, not one beside it.

    `hours`: of the day, where told. `told`: day of publication.
    """

    first: int | None
    last: int | None
    own: bool
    sure: bool
    hours: tuple[int, int] | None
    told: int | None

    @property
    def is_day(self) -> bool:
        return self.own and self.first is not None and self.first == self.last

    @property
    def length(self) -> int | None:
        return None if self.first is None or self.last is None else self.last - self.first + 1


def time_of(account: Account) -> Time:
    """The time of an account: its own, or else one beside it, or one counted back from the day of publication."""
    told, days = ordinal(account.published), account.days
    if (refers := _told_before(account)) is not None:
        told = refers  # a correction tells of what the earlier report told, as of that day
        if days is None or not days.own:
            return Time(told - BEFORE, told, False, False, None, told)
    sure = days is not None and days.own and not _is_hour(days.words)
    if not sure and account.near_days is not None:
        days = account.near_days
    if days is None or not days.own or _is_hour(days.words):
        if account.status in _DONE and told is not None and (back := _counted_back(account, told)):
            return Time(*back, True, False, None, told)
        return Time(ordinal(days.first), ordinal(days.last), False, False, None, told) if days else _unknown(told)
    first, last = ordinal(days.first), ordinal(days.last)
    if account.status in _DONE and first and last and told and told < first <= told + 7 and _WEEKDAY.search(days.words):
        first, last = first - 7, last - 7  # "on Monday" of what was done: the last one, not the next
    ahead = account.status in _AHEAD or (account.status == Status.POSSIBLE and _WILL.search(account.said))
    if ahead and first and last and told and told - 7 <= last < told and _WEEKDAY.search(days.words):
        first, last = first + 7, last + 7  # "on Wednesday" of what is to come
    if told and first and last and FLOATS.search(days.words) and (said := _TOLD_ON.search(account.said)):
        late = (date.fromordinal(told).weekday() - _DAYS.index(said["day"].lower())) % 7
        first, last = first - late, last - late  # "overnight, the army said on Saturday", in a report of Tuesday
    if first and last and (moved := _moved(account, days.words)):
        away, slack = moved
        return Time(first + away - slack, last + away + slack, True, False, None, told)
    return Time(first, last, True, sure, hours_of(days.words), told)


def _told_before(account: Account) -> int | None:
    """The day of the earlier report that an outlet's notice takes back or puts right; None where it says no day."""
    return min((day for notice in account.notices if (day := ordinal(notice.refers)) is not None), default=None)


def _is_hour(words: str) -> bool:
    """Whether words of time tell the hour alone ("shortly before dawn"): of which day, the report said before."""
    return hours_of(words) is not None and not _DAY.search(_CLOCK.sub(" ", words))


def _unknown(told: int | None) -> Time:
    return Time(None, None, False, False, None, told)


def _moved(account: Account, words: str) -> tuple[int, int] | None:
    """ "On Saturday, four days after a truck bomb killed dozens": how far from the day said, and how sure that is."""
    at = min(max(0, account.trigger.start - account.sentence.start), len(account.said))
    match = _FROM.search(account.said[max(0, at - _REACH) : at])
    said = account.said.find(words)
    if match is None or not words or not 0 <= said < max(0, at - _REACH) + match.start():
        return None
    number = int(match["n"]) if match["n"].isdigit() else _NUMBERS.get(match["n"].lower(), 1)
    days, slack = _UNITS[match["unit"].lower()]
    return number * days * (-1 if match["way"].lower() == "after" else 1), slack


def _counted_back(account: Account, told: int) -> tuple[int, int] | None:
    """ "A year to the minute since a bomb exploded": the days that words of distance lead to, from publication."""
    at = min(max(0, account.trigger.start - account.sentence.start), len(account.said))
    match = _BACK.search(account.said[max(0, at - _REACH) : at + _REACH])
    if match is None:
        return None
    number = int(match["n"]) if match["n"].isdigit() else _NUMBERS.get(match["n"].lower(), 1)
    days, slack = _UNITS[match["unit"].lower()]
    far = min(number, 400) * days
    return told - far - slack, told - far + slack


@lru_cache(maxsize=1 << 12)
def ordinal(day: str | None) -> int | None:
    """An ISO date or date-time as a number of days; None where it is none."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None


def hours_of(words: str) -> tuple[int, int] | None:
    """The hours that words of time tell: "7 a.m.", "on Friday night"; None where they tell none."""
    if match := _CLOCK.search(words):
        if match["h24"]:
            hour = int(match["h24"])
        else:
            hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
        return hour, hour + 1
    parts = [_PARTS[part.lower()] for part in _PART.findall(words)]
    if not parts:
        return None
    return (min(first for first, _ in parts), max(last for _, last in parts))


def hours_apart(a: Time, b: Time) -> int:
    """Hours between two times of one day, 0 where they may be one or are not told."""
    if not (a.is_day and b.is_day and a.first == b.first and a.hours and b.hours):
        return 0
    return max(0, a.hours[0] - b.hours[1], b.hours[0] - a.hours[1])


def gap(a: Time, b: Time) -> int | None:
    """Days between two intervals, 0 where they meet, None where one is open or not known."""
    if (a.first is None and a.last is None) or (b.first is None and b.last is None):
        return None
    behind = b.first - a.last if b.first is not None and a.last is not None else 0
    ahead = a.first - b.last if a.first is not None and b.last is not None else 0
    return max(0, behind, ahead)
