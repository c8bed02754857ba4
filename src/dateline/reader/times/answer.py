"""Answers: what an expression resolves to, what stands around it, and X for what a report does not fix."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.reader.times.expressions import Point, Shift
from dateline.reader.times.tense import Tense
from dateline.reader.times.timex import Days, render, timex_type
from dateline.records import Granularity, TimexType

FINER_THAN_DAYS = frozenset({"TH", "TM", "TS"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an expression resolves to. `days` are the days it covers, where known; `against` as in records.When."""

    timex: str
    type: TimexType
    confidence: float
    days: Days | None = None
    granularity: Granularity = Granularity.DAY
    against: str = "text"
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an expression: its sentence's number and its verb's tense; and, where they are known, the
    year that a narrative leaves out and the weekday that ends the range which the expression begins."""

    sentence: int = 0
    tense: Tense = ""
    year: int | None = None
    range_end: int | None = None


def unknown(s: Shift, base: Point | None) -> Answer:
    """X for what the report does not fix."""
    if s.of is not None:
        return Answer(render(replace(s.of, year=None)), timex_type(s.of), 0.4)
    year = render(Point(base.year if base is not None else None))
    value = {
        "Y": "XXXX",
        "M": f"{year}-XX",
        "W": f"{year}-WXX",
        "WE": f"{year}-WXX-WE",
        "Q": f"{year}-QX",
        "DE": "XXX",
        "CE": "XX",
    }.get(s.unit, f"{year}-XX-XX")
    if s.part and s.unit == "D":
        return Answer(f"{value}T{s.part}", TimexType.TIME, 0.4)
    return Answer(value, TimexType.TIME if s.unit in FINER_THAN_DAYS else TimexType.DATE, 0.4)
