"""Expressions: what the words of a temporal expression say, before anything is known of the report's own day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# The report's own day, the time last spoken of where it still holds, or that however long ago it was spoken of.
Base = Literal["ref", "anchor", "same"]
Mod = Literal["", "START", "MID", "END"]


@dataclass(frozen=True, slots=True)
class Point:
    """A calendar time, as far as the words (later: the report) fix it. `year` is negative before Christ.

    `season` is SP SU FA WI; `part` of day MO AF EV NI DT MI; `clock` HH:MM; `zone` Z or an offset; `half`, `quarter`
    of the year; `week` is the ISO week; `weekday` is 1 (Monday) to 7.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None
    weekend: bool = False
    season: str = ""
    quarter: int | None = None
    half: int | None = None
    part: str = ""
    clock: str = ""
    zone: str = ""
    mod: Mod = ""
    decade: int | None = None  # 199 for the 1990s
    century: int | None = None  # 19 for the 1900s, that is the 20th century
    # How the words lead from a reference to the part that they leave out:
    step: int | None = None  # -1 "last March", +1 "next Friday", 0 "this summer"; None where they say nothing
    base: Base = "ref"
    two_digits: bool = False  # '82, 3 JAN 90
    cited: bool = False  # a lone year in brackets, which says when a book was printed, not when things happened


@dataclass(frozen=True, slots=True)
class Shift:
    """`n` units (TIMEX3 letter) from a base: "last month", "three days ago", "two years later", "this week" (0).

    `n` is None for "a few", "days"; `of` is the part of that unit meant ("the spring of next year").
    """

    unit: str
    n: float | None
    sign: int
    base: Base
    part: str = ""
    mod: Mod = ""
    of: Point | None = None
    whole: bool = False  # the unit itself ("last month"), not a day that far away ("a month ago")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length; `n` None is X ("several years"). `sign` hangs it before or after `base` ("the past three days")."""

    unit: str
    n: float | None
    sign: int = 0
    base: Base = "ref"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set of times: "daily", "every Monday"; `timex` is complete."""

    timex: str


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    timex: str


@dataclass(frozen=True, slots=True)
class Feast:
    """A holiday by its rule (data/holidays.tsv), of a year where the words name it."""

    rule: str
    year: int | None = None
    step: int | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Slashed:
    """3/4/2008: which is the month, the words do not say."""

    first: int
    second: int
    year: int
    two_digits: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """The `which`-th (-1: last) `n` units of a longer time: "the first two months of 1939", "the last week of May"."""

    unit: str
    n: float | None
    which: int
    of: Point | None = None


Expression = Point | Shift | Duration | Repeat | Vague | Feast | Slashed | Piece


@dataclass(frozen=True, slots=True)
class Found:
    """An expression and the lexemes it stands on, `first` to `last` inclusive."""

    first: int
    last: int
    what: Expression
