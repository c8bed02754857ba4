"""Values as a person writes them: "9-12", "2011-05-03", "Lumbala, Moxico"; read into what a field can hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from dateline.ledger import LedgerError
from dateline.ledger.decisions import ROUND
from dateline.records import Certainty, EventType, Granularity, Manner, Report, Stance, Status
from dateline.weighing.decided import wording
from dateline.weighing.decided.fields import COUNTS, FIELDS, OF_WORDS, WORDS, Record, days_shown, kind_of, words_of

NONE = ("none", "-", "")
Resolve = Callable[[str], dict[str, Any]]  # a place's id or name, or "lat,lon" -> its value

_CHOICES: dict[str, type[StrEnum]] = {
    "type": EventType,
    "status": Status,
    "stance": Stance,
    "manner": Manner,
    "certainty": Certainty,
}
_FIGURE = re.compile(
    r"(?P<low>\d{1,15})\s*(?:-|to)\s*(?P<high>\d{1,15})|(?P<least>\d{1,15})\s*\+|"
    r"(?:up to|<=)\s*(?P<most>\d{1,15})|(?P<exact>\d{1,15})",
    re.I,
)
_POINT = re.compile(
    r"(?P<lat>-?\d{1,3}(?:\.\d+)?)°?(?P<ns>[NS])?\s*,\s*(?P<lon>-?\d{1,3}(?:\.\d+)?)°?(?P<ew>[EW])?(?:[\s,]+(?P<name>.*))?",
    re.I,
)
_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_REST = {4: "-01-01", 7: "-01", 10: ""}  # what a year, a month and a day lack of their first day
_RANGE = re.compile(rf"({_DAY})\s*(?:\.\.|/|to)\s*({_DAY})")


def choices(field: str) -> tuple[str, ...]:
    """The values that a field of fixed values can have; none for other fields."""
    return tuple(map(str, _CHOICES[field])) if field in _CHOICES else ()


def value_for(record: Record, field: str, words: str, resolve: Resolve, text: str = "") -> Any:
    """The value that the words give a field of a record. Raises LedgerError, which says what can be written.

    `text` is the report's, in which a field of words has them.
    """
    kind = kind_of(record)
    if field not in FIELDS[kind]:
        raise LedgerError(f"{_a(kind)} has no field {field!r}. It has: {_listed(kind)}.")
    words = " ".join(words.split())
    if field in WORDS:
        return _words_for(record, field, words, text)
    if field in _CHOICES:
        return _word(field, words)
    if field in COUNTS:
        return [] if words.lower() in NONE else [figure(field, words)]
    if field in ("actors", "recipients"):
        return [] if words.lower() in NONE else _names(field, words)
    if words.lower() in NONE:
        if field in ("chain", "voice"):
            raise LedgerError("A claim has a voice: write its name. If nobody says it, reject the claim.")
        return None
    if field == "chain":
        return _hops(words)
    if field == "place":
        return resolve(words)
    if field == "when":
        return when(words)
    if field == "published":
        return published(words)
    return words.lower() if field == "mode" else words


def _words_for(record: Record, field: str, words: str, text: str) -> list[wording.Piece]:
    """The stretches of a field of words: of cells that stand in one place each, one for each."""
    assert not isinstance(record, Report)
    now = words_of(record, field)
    if words.lower() in NONE:
        if field == "cue":
            return []
        raise LedgerError(
            f"{field} are words of the report: write which. To say that there is no such cell, correct it."
        )
    if not now and field not in ("content", "cue"):
        cell = field.removesuffix(OF_WORDS)
        raise LedgerError(f"There is no {cell} whose words could be moved: correct {cell} first.")
    near = next((span.start for span in now if span), None)
    if near is None:
        near = next((s.start for s in _all_words(record) if s), 0)
    each = None if field in ("content", "cue") else len(now)
    return wording.read(field, words, text, near, each=each)


def _all_words(record: Record) -> list[Any]:
    return [s for f in FIELDS[kind_of(record)] if f in WORDS for s in words_of(record, f)]  # type: ignore[arg-type]


def _listed(kind: str) -> str:
    """The fields of a record, those of words at the end and not each."""
    named = [name for name in FIELDS[kind] if not name.endswith(OF_WORDS)]
    of_words = [name.removesuffix(OF_WORDS) for name in FIELDS[kind] if name.endswith(OF_WORDS)]
    more = f"; and where their words stand: {of_words[0]}{OF_WORDS}" if of_words else ""
    return ", ".join(named) + more + (f", and so on for {', '.join(of_words[1:5])} ..." if of_words[1:] else "")


def figure(field: str, words: str) -> dict[str, int | None]:
    """ "9", "9-12", "9+" (at least), "up to 12" as low, best and high."""
    match = _FIGURE.fullmatch(words.replace(",", ""))
    if match is None:
        raise LedgerError(f"{field} is a number: 9, 9-12, 9+ (at least), up to 12, or none; not {words!r}.")
    said = {name: int(digits) for name, digits in match.groupdict().items() if digits is not None}
    if "exact" in said:
        return {"low": said["exact"], "best": said["exact"], "high": said["exact"]}
    if "least" in said:
        return {"low": said["least"], "best": said["least"], "high": None}
    if "most" in said:
        return {"low": None, "best": said["most"], "high": said["most"]}
    if said["low"] > said["high"]:
        raise LedgerError(
            f"{field} is from {said['low']:,} to {said['high']:,}, which is no range: write the lower first."
        )
    return {"low": said["low"], "best": None, "high": said["high"]}


def when(words: str) -> dict[str, str | None]:
    """A day, month or year, or a range of them, as four days: a range or a month is some day of it."""
    match = _RANGE.fullmatch(words)
    if match is None:
        first, last = days("when", words)
        precise = first == last
        granularity = {4: Granularity.YEAR, 7: Granularity.MONTH}.get(len(words), Granularity.DAY)
    else:
        first, last = days("when", match[1])[0], days("when", match[2])[1]
        precise, granularity = False, Granularity.RANGE
        if first > last:
            raise LedgerError(f"when is from {first} to {last}, which is no span of days: write the earlier first.")
    return {
        "first_precise": first if precise else None,
        "last_precise": last if precise else None,
        "first_imprecise": first,
        "last_imprecise": last,
        "granularity": str(granularity),
    }


def published(words: str) -> str:
    """A day of publication, or a month or year where no more is known."""
    days("published", words)
    return words


def days(field: str, words: str) -> tuple[str, str]:
    """The first and last day of a day, month or year."""
    try:
        if not re.fullmatch(_DAY, words):
            raise ValueError
        first = date.fromisoformat(words + _REST[len(words)])
    except ValueError:
        raise LedgerError(
            f"{field} is a day (2008-03-02), a month (2008-03), a year (2008)"
            f"{' or a range (2008-03-02..2008-03-05)' if field == 'when' else ''}, or none; not {words!r}."
        ) from None
    if len(words) == 10:
        last = first
    elif len(words) == 4:
        last = date(first.year, 12, 31)
    else:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if words < "9999-12" else date.max
    return first.isoformat(), last.isoformat()


def point(words: str) -> dict[str, Any] | None:
    """ "12.65S,22.57E" or "-12.65,22.57", and a name behind it if there is one; None for what is no point."""
    match = _POINT.fullmatch(words)
    if match is None:
        return None
    lat, lon = (
        float(match[number]) * (-1 if match[side] and match[side] in "SsWw" else 1)
        for number, side in (("lat", "ns"), ("lon", "ew"))
    )
    if abs(lat) > 90 or abs(lon) > 180:
        raise LedgerError(f"{lat}, {lon} is no point: latitude is from -90 to 90, longitude from -180 to 180.")
    return {
        "name": match["name"] or f"{lat}, {lon}",
        "gazetteer_id": None,
        "lat": lat,
        "lon": lon,
        "country": None,
        "admin1": None,
        "admin2": None,
        "precision": 1,
    }


def shown(field: str, value: Any) -> str:
    """A value as a person reads it, and could write it; one that is of no known form as it is."""
    try:
        return _shown(field, value)
    except (AttributeError, IndexError, KeyError, TypeError):
        return str(value)


def _shown(field: str, value: Any) -> str:
    if value is None or value == []:
        return "none"
    if field == ROUND:
        return f"begun, with {len(value['things']):,} things" if isinstance(value, dict) else str(value)
    if field in WORDS:
        return wording.shown(value)
    if field in COUNTS:
        return ", ".join(map(_figure, value))
    if field == "place":
        parts = [value["name"], *(value[k] for k in ("admin1", "country") if value[k] and value[k] != value["name"])]
        return ", ".join(parts)
    if field == "when":
        return days_shown(value)
    if field == "chain":
        return " > ".join(value)
    return "; ".join(value) if isinstance(value, list) else str(value)


def _figure(value: dict[str, int | None]) -> str:
    low, best, high = value["low"], value["best"], value["high"]
    if low is not None and high is not None:
        return str(low) if low == high else f"{low}-{high}"
    if low is not None:
        return f"{low}+"
    return f"up to {high}" if high is not None else "?" if best is None else str(best)


def _word(field: str, words: str) -> str:
    known = {str(word).lower(): str(word) for word in _CHOICES[field]}
    if words.lower() not in known:
        raise LedgerError(f"There is no {field} {words!r}. Choose from {', '.join(known.values())}.")
    return known[words.lower()]


def _names(field: str, words: str) -> list[str]:
    names = [name.strip() for name in words.split(";") if name.strip()]
    if not names:
        raise LedgerError(f"{field} are names, ';' between them, or none.")
    return list(dict.fromkeys(names))


def _hops(words: str) -> list[str]:
    names = [name.strip() for name in re.split("[>›]", words)]
    if not all(names):
        raise LedgerError("chain is names, outermost first, '>' between them: an officer > ministry sources.")
    return names


def _a(kind: str) -> str:
    return "An event" if kind == "event" else f"A {kind}"
