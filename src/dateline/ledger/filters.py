"""What to ask for: one filter for all tables, checked before anything is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from dateline.ledger.errors import LedgerError
from dateline.records import EventType, Stance, Status

Choice = str | tuple[str, ...] | None
Day = str | date | None
UNDATED = "none"  # what `published` calls reports of no known date


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Everything that rows can be chosen by; what is None chooses nothing away.

    A tuple means any of its values. Days are ISO ("2008-03-02"; "2008-03" and "2008" mean their first or last day).

    voice: a name (or words of it) anywhere in a claim's chain.  named: is the speaking voice named?
    place: words of a place's name or province.  actor: words of the name of an actor or recipient.
    country: ISO 3166 alpha-3, of the event's place or of one of its actors.
    since, until: when it happened, for events; when it was published, for reports and claims.
    published: its date begins so: a day, a month or a year; "none" where no date is known.
    known_by: published on or before that day.  recorded_by: recorded in the ledger by then (a day or a UTC moment).
    sure_from, sure_to: bounds of the confidence, 0 to 1: what to trust, and what to review.
    text: full text search.  made_by: a layer ("events") or a layer's version ("events@1").
    Claims can be chosen by their events (type, status, place ...) and events by their claims (voice, stance ...).
    Reports are chosen by their places (place, country), and by one event that is all of type, mode, status and actor.
    """

    report: str | None = None
    outlet: Choice = None
    published: Choice = None
    published_since: Day = None
    published_until: Day = None
    since: Day = None
    until: Day = None
    known_by: Day = None
    recorded_by: Day = None
    text: str | None = None
    voice: str | None = None
    named: bool | None = None
    stance: Choice = None
    type: Choice = None
    mode: Choice = None
    status: Choice = None
    country: Choice = None
    place: str | None = None
    actor: str | None = None
    made_by: str | None = None
    sure_from: float | None = None
    sure_to: float | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        _one_of("stance", self.stance, Stance)
        _one_of("status", self.status, Status)
        _one_of("type", self.type, EventType)
        for day in choices(self.published):
            if day != UNDATED:
                first_day("published", day)
        for country in choices(self.country):
            if not re.fullmatch("[A-Za-z]{3}", country):
                raise LedgerError(f"country is three letters of ISO 3166 such as PAK or SDN, not {country!r}.")
        if (self.limit is not None and self.limit < 0) or self.offset < 0:
            raise LedgerError("limit and offset are numbers from 0.")
        for name in ("sure_from", "sure_to"):
            if (bound := getattr(self, name)) is not None and not 0 <= bound <= 1:
                raise LedgerError(f"{name} is a confidence from 0 to 1, not {bound}.")
        for name in ("published_since", "published_until", "since", "until", "known_by"):
            first_day(name, getattr(self, name))
        moment(self.recorded_by)
        self._in_order("since", "until")
        self._in_order("published_since", "published_until")

    def _in_order(self, since: str, until: str) -> None:
        first, last = getattr(self, since), getattr(self, until)
        begins, ends = first_day(since, first), last_day(until, last)
        if begins and ends and begins > ends:
            raise LedgerError(f"{since} is after {until} ({first}, {last}): no day lies between them.")

    def refuse(self, table: str, names: Iterable[str]) -> None:
        """Raises LedgerError where one of the filters that do not apply to `table` is set."""
        wrong = [name for name in names if getattr(self, name) is not None]
        if wrong:
            raise LedgerError(f"{table} cannot be chosen by {' or '.join(wrong)}.")


NAMES = tuple(f.name for f in fields(Filter))


def choices(choice: Choice) -> tuple[str, ...]:
    """The values of a choice; none where nothing is chosen away."""
    if choice is None:
        return ()
    return (choice,) if isinstance(choice, str) else tuple(choice)


def first_day(name: str, day: Day) -> str | None:
    """The first ISO day of a day, month or year."""
    return _days(name, day)[0]


def last_day(name: str, day: Day) -> str | None:
    """The last ISO day of a day, month or year."""
    return _days(name, day)[1]


def after(day: str) -> str:
    """The day after an ISO day."""
    that = date.fromisoformat(day)
    # The last day that dates know has no day after it: a sign that sorts behind all digits.
    return ":" if that == date.max else (that + timedelta(days=1)).isoformat()


def moment(value: Day) -> str | None:
    """The last second (UTC, as the ledger writes it) of a day, or the moment itself."""
    if value is None:
        return None
    if isinstance(value, str) and re.search(r"[T ]\d", value):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise LedgerError(f"recorded_by is a day or a moment such as 2008-03-02T14:30:00, not {value!r}.") from None
    if isinstance(value, datetime):
        return stamp(value)
    return f"{last_day('recorded_by', value)}T23:59:59Z"


def stamp(at: datetime) -> str:
    """A moment as the ledger writes it: UTC, to the second. A moment without a zone is taken as UTC."""
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _days(name: str, day: Day) -> tuple[str | None, str | None]:
    if day is None:
        return None, None
    if isinstance(day, date):
        iso = day.isoformat()[:10]
        return iso, iso
    try:
        if re.fullmatch(r"\d{4}", day):
            date(int(day), 1, 1)
            return f"{day}-01-01", f"{day}-12-31"
        if re.fullmatch(r"\d{4}-\d{2}", day):
            first = date.fromisoformat(f"{day}-01")
            next_month = (first.replace(day=28) + timedelta(days=4)).replace(day=1) if day < "9999-12" else None
            last = next_month - timedelta(days=1) if next_month else date.max
            return first.isoformat(), last.isoformat()
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            date.fromisoformat(day)
            return day, day
    except ValueError:
        pass
    raise LedgerError(f"{name} is a day such as 2008-03-02, a month (2008-03) or a year (2008), not {day!r}.")


def _one_of(name: str, choice: Choice, words: type[StrEnum]) -> None:
    known = [str(word) for word in words]
    for value in choices(choice):
        if value.lower() not in (word.lower() for word in known):
            raise LedgerError(f"There is no {name} {value!r}. Choose from {', '.join(known)}.")
