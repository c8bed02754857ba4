"""Builders of weekdays, parts of the day and times of the clock."""

from __future__ import annotations

import re

from dateline.reader.times.expressions import Found, Point, Shift, Vague
from dateline.reader.times.shared import clock_or_part, mod_of, steps
from dateline.reader.times.view import View

_POINTED = re.compile(r"([01]?\d)\.([0-5]\d)")
_NEWSPAPERS = frozenset("times telegraph mirror express herald tribune post mail".split())


def part(v: View, i: int, j: int) -> list[Found]:
    """the morning, at night, dawn"""
    at = v.at(i, j, "P")
    if v.pos(at) not in ("NOUN", "PROPN", "") and v.value(at) != "DT" and v.letter(at + 1) != "_":
        return []
    if v.is_capital(at) and not v.opens_sentence(at):
        return []  # a newspaper, an operation
    if v.word(i - 1) == "good" or (v.glued(i) and v.letter(i - 1) == "-"):
        return []  # a greeting; "election-night"
    clock, name = clock_or_part(v.value(at))
    if name and (v.pick(i, at, "a") is not None or (j == at and _of_event(v, at))):
        return [Found(i, j, Vague(f"XXXX-XX-XXT{name}"))]  # "a night of shelling", "the night of the bombing"
    which = v.pick(i, at, "d")
    if which is not None:
        return [Found(i, j, Shift("D", 0, 0, "ref", part=v.value(at)))]
    definite = v.pick(i, at, "tDs") is not None
    return [
        Found(i, j, Point(part=name, clock=clock, step=0 if definite else None, base="anchor", mod=mod_of(v, i, at)))
    ]


def clock(v: View, i: int, j: int) -> list[Found]:
    """10:30, 11 a.m., 0800 UTC, 1500 on 9 May"""
    at = v.at(i, j, "@104NC")
    word = v.word(at)
    if (letter := v.letter(at)) == "C" and not (v.value(at).isdecimal() and 0 < v.number(at) < 13):
        return []
    if letter == "N":  # 5.40 a.m.
        if (shown := _POINTED.fullmatch(word)) is None or v.letter(i - 1) in "$£€":
            return []
        hour, minute = int(shown[1]), int(shown[2])
    elif letter == "C":
        hour, minute = v.number(at), 0
    elif ":" in word:
        hour, minute = (int(x) for x in word.split(":")[:2])
        told = v.pick(at, j, "zZU") is not None
        if not told and v.letter(i - 1) not in "IFTB-(&~":
            return []
    elif len(word) == 4:
        hour, minute = int(word[:2]), int(word[2:])
        if v.letter(at + 1) == "U" and v.word(at + 1) not in ("hours", "hrs"):
            return []
        if j == at and not hundred_hours(v, at):
            return []
    else:
        hour, minute = int(word), 0
    if (z := v.pick(at, j, "z")) is not None:
        if hour > 12:
            return []
        hour = hour % 12 + (12 if v.value(z) == "pm" else 0)
    if (p := v.pick(at, j, "P")) is not None and v.value(p) in ("AF", "EV", "NI") and hour < 12:
        hour += 12
    if (u := v.pick(at, j, "U")) is not None and v.word(u) not in ("hours", "hrs"):
        j = u - 1
    while v.letter(j) == ",":
        j -= 1
    if hour > 24 or minute > 59:
        return []
    zone_at = v.pick(at, j, "Z")
    return [Found(at, j, Point(clock=f"{hour:02}:{minute:02}", zone=v.value(zone_at) if zone_at is not None else ""))]


def _of_event(v: View, at: int) -> bool:
    """Whether what follows tells the part of the day by what happened in it, not by its date."""
    if v.letter(at + 1) != "i" or v.word(at + 1) != "of":
        return False
    after = at + 2 + (v.letter(at + 2) == "t")
    return v.letter(after) in " PC" and v.pos(after) in ("NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "VERB")


def hundred_hours(v: View, at: int) -> bool:
    """Whether four digits alone are a time of the clock: "at 1500 on 9 May", "around 0800"."""
    number = v.number(at)
    if number % 100 > 59 or number % 5 or number >= 2400 or v.word(at - 1) not in ("at", "around", "about", "since"):
        return False
    if v.counts_things(at):
        return False
    return number < 1000 or (v.letter(at + 1) in "XWIZ(" and (number < 1700 or v.letter(at + 1) in "X("))


def weekday(v: View, i: int, j: int) -> list[Found]:
    """Sunday, Tuesday night, early on Friday, Sat."""
    at = v.at(i, j, "Wj")
    if v.letter(at) == "j":  # the Sun, Mr Mon: an abbreviated day has its full stop, or "on" before it
        stands = v.is_capital(at) and v.pos(at) == "PROPN" and not v.is_person(at) and v.letter(i) != "t"
        if not stands or (v.letter(at + 1) != "." and v.letter(i - 1) != "I"):
            return []
    if v.word(j + 1) in _NEWSPAPERS and v.is_capital(j + 1):
        return []
    clock, part = clock_or_part(v.told(at, j, "P"))
    first = at if v.letter(i) == "t" else i
    return [Found(first, j, Point(weekday=v.number(at), clock=clock, part=part, mod=mod_of(v, i, at)))]


def named(v: View, i: int, j: int) -> list[Found]:
    """last March, next Friday, this morning, that night, the following morning"""
    which, at = v.at(i, j, "lndDs"), v.at(i, j, "MmWjP")
    step, base = steps(v, which)
    letter = v.letter(at)
    if letter in "mj" and not (v.is_capital(at) and v.pos(at) == "PROPN"):
        return []
    if letter in "Mm":
        return [Found(i, j, Point(month=v.number(at), step=step, base=base))]
    clock, part = clock_or_part(v.told(at, j, "P"))
    if letter in "Wj":
        return [Found(i, j, Point(weekday=v.number(at), step=step, base=base, clock=clock, part=part))]
    if v.letter(which) == "l" and base == "ref":  # "last night", but no "last morning"
        return [Found(i, j, Shift("D", 1, -1, "ref", part=part))] if part in ("NI", "EV") else []
    if v.letter(which) in "ln":
        return [Found(i, j, Shift("D", 1, step, "anchor", part=part or clock))]
    return [Found(i, j, Shift("D", 0, 0, base, part=part or clock))]
