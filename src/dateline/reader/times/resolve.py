"""Resolution: from what the words say to a calendar time, by the report's own day and the times spoken of before."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.reader.times.expressions import Duration, Expression, Feast, Piece, Point, Repeat, Shift, Slashed, Vague
from dateline.reader.times.holidays import falls_on, month_and_day
from dateline.reader.times.narrative import month_of
from dateline.reader.times.reference import Reference
from dateline.reader.times.shared import period
from dateline.reader.times.tense import Tense
from dateline.reader.times.timex import SEASONS, Days, day, days, granularity, point_of, render, timex_type, week_of
from dateline.records import Granularity, TimexType

UNIT_TYPE = {"TH": TimexType.TIME, "TM": TimexType.TIME, "TS": TimexType.TIME}


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


class Resolver:
    """Resolves a report's expressions in the order of its text; it remembers the times spoken of."""

    def __init__(self, reference: Reference, *, narrative: bool) -> None:
        self.reference = reference
        self.narrative = narrative
        self.anchor: Point | None = None  # the time last spoken of
        self.anchor_words = ""
        self.anchor_sentence = -99
        self.last_day: Point | None = None  # the last that names a day
        self.last_month: Point | None = None  # the last that names a month
        self.sentence = 0
        self.range_end: int | None = None  # the weekday that ends the range which the expression at hand begins
        self.year: int | None = None  # that the narrative leaves out, of the expression at hand

    def resolve(
        self, what: Expression, words: str, tense: Tense, sentence: int, year: int | None = None
    ) -> Answer | None:
        """None for words that turn out to say no time. `year` is the one that a narrative leaves out, where known."""
        self.sentence = sentence
        self.year = year
        if isinstance(what, Repeat):
            return Answer(what.timex, TimexType.SET, 0.9)
        if isinstance(what, Vague):
            return Answer(what.timex, TimexType.DATE, 0.8)
        if isinstance(what, Duration):
            if tense == "future" and what.n is not None and not what.sign and what.unit in ("D", "W", "M", "Y", "F"):
                return self._shift(Shift(what.unit, what.n, 1, "ref"), words)  # "in three days they will"
            return self._duration(what)
        if isinstance(what, Slashed):
            return self._slashed(what, words)
        if isinstance(what, Feast):
            return self._feast(what, words, tense)
        if isinstance(what, Shift):
            return self._shift(what, words)
        if isinstance(what, Piece):
            return self._piece(what, words, tense)
        return self._point(what, words, tense)

    # ---- points

    def _point(self, p: Point, words: str, tense: Tense) -> Answer | None:
        if p.century is not None or p.decade is not None:
            return self._told(p, words, "text", 0.95)
        if p.year is not None and p.two_digits and 100 <= p.year < 1000:
            if self.anchor is None or (self.anchor.year or 1) > 0:
                return None
            p = replace(p, year=-p.year, two_digits=False)
        if p.month and p.day and p.day > monthrange(2000, p.month)[1]:
            return None
        if p.year is not None:
            return self._told(p, words, "text", 0.9 if p.two_digits else 0.97, remember=not p.cited)
        if p.weekday and not p.month:
            return self._weekday(p, words, tense)
        if p.month or p.season:
            return self._without_year(p, words, tense)
        if p.quarter or p.half:
            base = self._base("anchor" if self.narrative else "ref")
            year = base.year if base else None
            if year and base and not self.narrative and p.quarter and tense != "future" and base.month:
                year -= p.quarter > (base.month + 2) // 3
            return self._told(replace(p, year=year), words, self._against(), 0.7)
        if p.day:
            return self._day_of_month(p, words, tense)
        return self._hour(p, words)

    def _told(self, p: Point, words: str, against: str, confidence: float, *, remember: bool = True) -> Answer:
        """The answer for a point as resolved as it will be; it becomes the time last spoken of."""
        if remember and p.year is not None:
            self._remember(p, words)
        fixed = p.year is not None or p.decade is not None or p.century is not None
        return Answer(render(p), timex_type(p), confidence, days(p), granularity(p), against if fixed else "", p)

    def _remember(self, p: Point, words: str) -> None:
        if p.century is None and p.decade is None:
            self.anchor, self.anchor_words, self.anchor_sentence = p, words, self.sentence
            if p.month:
                self.last_month = p
            if p.month and p.day:
                self.last_day = p

    def _base(self, base: str) -> Point | None:
        """The point that a relative expression counts from."""
        near = self.anchor is not None and (self.narrative or self.sentence - self.anchor_sentence <= 1)
        if (base == "anchor" and near) or self.narrative:
            return self.anchor
        return point_of(self.reference.day) if self.reference.day else None

    def _against(self, base: str = "") -> str:
        near = self.anchor is not None and (self.narrative or self.sentence - self.anchor_sentence <= 1)
        if self.narrative or (base == "anchor" and near):
            return self.anchor_words
        return self.reference.against

    def _masked(self, p: Point, base: str = "ref") -> Point:
        """The point without the year where the reference has none of its own."""
        if self.reference.year_known or self.narrative or (base == "anchor" and self.anchor is not None):
            return p
        return replace(p, year=None, week=None)

    def _without_year(self, p: Point, words: str, tense: Tense) -> Answer:
        """A month, a day of a month, or a season, whose year the words leave out."""
        if self.narrative:
            if self.year is not None:
                return self._told(replace(p, year=self.year), words, self.anchor_words or "narrative", 0.75)
            if self.anchor is None or self.anchor.year is None:
                return self._told(p, words, "", 0.5)
            year = self._stepped_year(p, self.anchor)
            return self._told(replace(p, year=year), words, self.anchor_words, 0.7)
        ref = self.reference.day
        if ref is None:
            return self._told(p, words, "", 0.5)
        local = self._local_year(p)
        if local is not None:
            return self._told(replace(p, year=local), words, self.anchor_words, 0.6)
        year = self._news_year(p, ref, tense)
        return self._told(self._masked(replace(p, year=year)), words, self.reference.against, 0.9)

    def _local_year(self, p: Point) -> int | None:
        """The year of a time of history in the same sentence ("In 1997 ... in October"), else None."""
        ref, anchor = self.reference.day, self.anchor
        if anchor is None or ref is None or anchor.year is None or self.sentence != self.anchor_sentence:
            return None
        if p.step is not None or abs(anchor.year - ref.year) < 2:
            return None
        return anchor.year

    @staticmethod
    def _stepped_year(p: Point, anchor: Point) -> int:
        """The year of "the previous April", "the next spring", seen from the time last spoken of."""
        assert anchor.year is not None
        at, month = month_of(anchor), month_of(p)
        if not p.step or anchor.year < 0 or at is None or month is None:
            return anchor.year
        there = month > at if p.step > 0 else month < at
        return anchor.year if there else anchor.year + p.step

    @staticmethod
    def _news_year(p: Point, ref: date, tense: Tense) -> int:
        """The year of a month, day or season seen from the report's day."""
        if p.season:
            first = date(ref.year, SEASONS[p.season], 1)
            begun = ref >= first
            if p.step == 0:
                return ref.year
            if p.step == -1:
                over = ref >= first + timedelta(92)
                return ref.year if over else ref.year - 1
            if p.step == 1 or tense == "future":
                return ref.year + (1 if begun and (p.step == 1 or ref >= first + timedelta(92)) else 0)
            return ref.year if begun or tense == "" else ref.year - 1
        month = p.month or 1
        if p.step == 0:
            return ref.year
        if p.day:
            if p.step is None and tense != "future":
                return _nearest(ref, month, p.day, back_only=tense == "past")
            past = (month, p.day) < (ref.month, ref.day)
            if tense == "future" and p.step is None:  # the next such day, unless it was but a short while ago
                this = day(ref.year, month, p.day)
                return ref.year + (1 if past and this is not None and (ref - this).days > 90 else 0)
        else:
            past = month < ref.month or (month == ref.month and p.step == 1)
        if p.step == -1:
            return ref.year if month < ref.month else ref.year - 1
        if p.step == 1 or tense == "future":
            return ref.year + (1 if past else 0)
        return ref.year if month <= ref.month else ref.year - 1

    def _weekday(self, p: Point, words: str, tense: Tense) -> Answer:
        weekday = p.weekday or 1
        base = self._base(p.base) if p.step is not None else self._base("ref")
        ref = day_of(base) or (self.reference.day if self.narrative else None)
        if ref is None:
            return self._told(p, words, "", 0.5)
        if not self.reference.year_known and not self.narrative:
            return self._told(p, words, "", 0.5)
        if self.range_end is not None and p.step is None and tense != "future":
            ref = ref - timedelta((ref.isoweekday() - self.range_end) % 7)  # "from Monday to Thursday": both gone by
        back = (ref.isoweekday() - weekday) % 7
        ahead = (weekday - ref.isoweekday()) % 7
        if self.narrative and ref != self.reference.day:
            offset = ahead
        elif p.step == -1:
            offset = -(back or 7)
        elif p.step == 1:
            offset = ahead or 7
        elif p.step == 0 or tense == "future":
            offset = ahead
        else:
            offset = -back
        found = point_of(ref + timedelta(offset))
        return self._told(replace(p, year=found.year, month=found.month, day=found.day), words, self._against(), 0.85)

    def _day_of_month(self, p: Point, words: str, tense: Tense) -> Answer:
        base = self.last_month if self.narrative or self.anchor is not None else None
        if base is None:
            base = self._base("ref")
            at = day_of(base)
            if at is not None and tense == "past" and (p.day or 0) > at.day + 1:
                base = point_of(at.replace(day=1) - timedelta(1))  # "left on the 17th", told on the 5th
        if base is None:
            return self._told(p, words, "", 0.4)
        known = self._masked(replace(p, year=base.year, month=base.month), "anchor")
        return self._told(known, words, self._against("anchor"), 0.75)

    def _hour(self, p: Point, words: str) -> Answer:
        """A time of day alone: of the day last spoken of, else of the report's."""
        base = self.last_day if self.narrative or self.last_day_near() else self._base("ref")
        general = p.step is None and not p.clock and not p.zone
        if base is None or base.day is None or (general and self.narrative):
            return Answer(render(p), TimexType.TIME, 0.5)
        known = self._masked(replace(p, year=base.year, month=base.month, day=base.day, mod=""))
        against = self._against("anchor") if self.last_day is base else self.reference.against
        return Answer(render(known), TimexType.TIME, 0.7, days(known), Granularity.TIME, against, known)

    def last_day_near(self) -> bool:
        return self.last_day is not None and self.sentence - self.anchor_sentence <= 1

    # ---- shifts

    def _shift(self, s: Shift, words: str) -> Answer:
        if self.narrative and s.base == "ref" and s.unit == "D" and s.n is not None and s.n <= 1:
            if not s.part and s.n == 0:
                return Answer("PRESENT_REF", TimexType.DATE, 0.6)
            if s.part and s.n == 0 and self.last_day is not None:
                return self._part_of(self.last_day, s.part, words, self.anchor_words, 0.5)
        if s.n is None:
            return Answer("FUTURE_REF" if s.sign > 0 else "PAST_REF", TimexType.DATE, 0.6)
        base = self._base(s.base)
        if base is not None and s.unit in ("D", "W", "WE", "TH") and self.narrative:
            base = self.last_day or base
        elif base is not None and s.unit == "M" and self.narrative and base.month is None:
            base = self.last_month if self.last_month and self.last_month.year == base.year else base
        if base is None or base.year is None:
            return self._unknown(s)
        point = moved(base, s)
        against = self._against(s.base)
        if point is None:
            return self._unknown(s, base)
        if s.of is not None:
            point = within(s.of, point, base)
        point = self._masked(point, s.base)
        if s.part:
            return self._part_of(point, s.part, words, against, 0.85)
        if s.unit in UNIT_TYPE:
            return Answer(
                render(replace(point, clock="", part="")) + "TXX", TimexType.TIME, 0.6, days(point), point=point
            )
        if s.mod and s.of is None:
            point = replace(point, mod=s.mod)
        precise = 0.9 if s.base == "ref" else 0.75
        return self._told(point, words, against, precise)

    def _part_of(self, p: Point, part: str, words: str, against: str, confidence: float) -> Answer:
        """A part of the day, or a time of the clock with its zone, of a day already found."""
        clock, zone = (part[:5], part[5:]) if part[:1].isdigit() else ("", "")
        return self._told(replace(p, part="" if clock else part, clock=clock, zone=zone), words, against, confidence)

    def _unknown(self, s: Shift, base: Point | None = None) -> Answer:
        """X for what the report does not fix."""
        year = "XXXX" if base is None or base.year is None else render(Point(base.year))
        if s.of is not None:
            return Answer(render(replace(s.of, year=None)), TimexType.DATE, 0.4)
        value = {"Y": "XXXX", "M": f"{year}-XX", "W": f"{year}-WXX", "WE": f"{year}-WXX-WE", "Q": f"{year}-QX"}.get(
            s.unit
        )
        if value is None:
            value = "XXX" if s.unit == "DE" else "XX" if s.unit == "CE" else f"{year}-XX-XX"
        if s.part and s.unit == "D":
            return Answer(f"{value}T{s.part}", TimexType.TIME, 0.4)
        return Answer(value, UNIT_TYPE.get(s.unit, TimexType.DATE), 0.4)

    # ---- the rest

    def _duration(self, d: Duration) -> Answer:
        covered = None
        against = ""
        ref = self.reference.day
        if d.sign and d.n and d.base == "ref" and ref is not None and self.reference.year_known and not self.narrative:
            other = moved(point_of(ref), Shift(d.unit, d.n, d.sign, "ref"), to_day=True)
            there = day_of(other)
            if there is not None:
                covered = (min(there, ref), max(there, ref))
                against = self.reference.against
        return Answer(period(d.unit, d.n), TimexType.DURATION, 0.9, covered, Granularity.RANGE, against)

    def _piece(self, s: Piece, words: str, tense: Tense) -> Answer:
        """A week or a day within a month has its own value; any other piece is a length."""
        whole = self._point(s.of, words, tense) if s.of is not None else None
        if whole is not None and whole.days is not None and s.n == 1 and s.unit in ("W", "D", "WE"):
            first, last = whole.days
            step = timedelta(1 if s.unit == "D" else 7)
            at = last if s.which == -1 else first + (s.which - 1) * step
            if first <= at <= last:
                p = point_of(at) if s.unit == "D" else replace(week_of(at), weekend=s.unit == "WE")
                return Answer(render(p), TimexType.DATE, 0.7, days(p), granularity(p), whole.against, p)
        covered = whole.days if whole is not None else None
        return Answer(
            period(s.unit, s.n), TimexType.DURATION, 0.7, covered, Granularity.RANGE, whole.against if whole else ""
        )

    def _slashed(self, s: Slashed, words: str) -> Answer:
        """Month first or day first: as the calendar allows, else whichever is within two months of the report."""
        both = [p for m, d in ((s.first, s.second), (s.second, s.first)) if m <= 12 and (p := day(s.year, m, d))]
        ref = self.reference.day
        if len(both) == 2 and both[0] != both[1] and ref is not None and self.reference.year_known:
            near = [p for p in both if abs((p - ref).days) <= 62]
            near = near if len(near) == 1 else [p for p in near if p <= ref]  # a report looks back first
            both = near if len(near) == 1 else both
        if len({*both}) == 1:
            sure = max(s.first, s.second) > 12 or s.first == s.second
            return self._told(
                point_of(both[0]), words, "text" if sure else self.reference.against, 0.9 if sure else 0.6
            )
        if not both:
            return Answer(f"{s.year:04}", TimexType.DATE, 0.3, days(Point(s.year)), Granularity.YEAR)
        covered = (min(both), max(both))
        return Answer(f"{s.year:04}-XX-XX", TimexType.DATE, 0.3, covered, Granularity.DAY)

    def _feast(self, f: Feast, words: str, tense: Tense) -> Answer:
        fixed = month_and_day(f.rule)
        clock, part = (f.part, "") if ":" in f.part else ("", f.part)
        if f.year is not None:
            found = falls_on(f.rule, f.year)
            p = point_of(found) if found else Point(f.year)
            return self._told(replace(p, part=part, clock=clock), words, "text", 0.9)
        if fixed:
            return self._without_year(Point(None, *fixed, step=f.step, part=part, clock=clock), words, tense)
        base = self._base("ref")
        if base is None or base.year is None or not (self.reference.year_known or self.narrative):
            return Answer("XXXX-XX-XX", TimexType.DATE, 0.3)
        candidates = [d for y in (base.year - 1, base.year, base.year + 1) if (d := falls_on(f.rule, y))]
        if not candidates:
            return Answer("XXXX-XX-XX", TimexType.DATE, 0.3)
        at = day_of(base) or date(base.year, base.month or 6, 15)
        if f.step == 1 or tense == "future":
            candidates = [d for d in candidates if d >= at]
        elif f.step == -1 or tense == "past":
            candidates = [d for d in candidates if d <= at]
        chosen = min(candidates, key=lambda d: abs((d - at).days))
        return self._told(replace(point_of(chosen), part=part, clock=clock), words, self._against(), 0.7)


def _nearest(ref: date, month: int, number: int, *, back_only: bool) -> int:
    """The year in which a day of the year is nearest to `ref`; a day or two ahead is let through when looking back."""
    best, least = ref.year, 10**6
    for year in (ref.year, ref.year - 1, ref.year + 1):
        found = day(year, month, number)
        if found is None:
            continue
        apart = (found - ref).days
        if back_only and apart > 31:
            continue
        if abs(apart) < least:
            best, least = year, abs(apart)
    return best


def day_of(p: Point | None) -> date | None:
    if p is None or p.year is None or p.month is None or p.day is None or not 1 <= p.year <= 9998:
        return None
    return day(p.year, p.month, p.day)


def moved(base: Point, s: Shift, *, to_day: bool = False) -> Point | None:
    """The point `n` units from `base`, as coarse as the unit; None where the base is not fine enough."""
    assert base.year is not None and s.n is not None
    n = s.n * s.sign
    if abs(n) > 1_000_000:
        return None
    unit = s.unit
    if unit == "F":
        unit, n = "W", 2 * n
    if unit in ("Y", "DE", "CE") and not to_day:
        return _years_on(base.year, unit, n, s)
    if unit in ("Y", "DE", "CE", "M", "Q"):
        months = round(n * {"Y": 12, "DE": 120, "CE": 1200, "M": 1, "Q": 3}[unit])
        month = base.month or (3 * base.quarter if base.quarter else None)
        if month is None:
            return None
        year, index = divmod(base.year * 12 + month - 1 + months, 12)
        if base.year > 0 and not 1 <= year <= 9998:
            return None
        if unit == "Q" and not to_day:
            return Point(year, quarter=index // 3 + 1)
        if to_day and base.day:
            return Point(year, index + 1, min(base.day, monthrange(year, index + 1)[1]))
        return Point(year, index + 1)
    at = day_of(base)
    if at is None:
        return None if n or unit != "D" else _same(base)
    try:
        if unit in ("W", "WE"):
            if to_day:
                return point_of(at + timedelta(weeks=n))
            return replace(week_of(at + timedelta(weeks=n)), weekend=unit == "WE")
        if unit in ("D", "N", "TH", "TM", "TS"):
            in_days = {"TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}.get(unit, 1)
            return point_of(at + timedelta(days=int(n * in_days)))
    except (OverflowError, ValueError):
        return None
    return None


def _same(base: Point) -> Point:
    return replace(base, mod="", part="", clock="", zone="", cited=False)


def _years_on(year: int, unit: str, n: float, s: Shift) -> Point | None:
    there = int(year + n * {"Y": 1, "DE": 10, "CE": 100}[unit])
    if there == 0 or (there > 0) != (year > 0) or abs(there) > 9998:
        return None
    if unit == "Y":
        return Point(there)
    if unit == "DE":
        return Point(decade=there // 10 if there > 0 else -(-there // 10))
    return Point(century=there // 100 if there > 0 else -(-there // 100) - 1)


def within(of: Point, whole: Point, base: Point) -> Point:
    """The part `of` a year, month or week: "the spring of next year", "Friday last week"."""
    if whole.week is not None and whole.year is not None and of.weekday:
        return replace(point_of(date.fromisocalendar(whole.year, whole.week, of.weekday)), part=of.part, clock=of.clock)
    if of.day and not of.month:
        return replace(of, year=whole.year, month=whole.month, step=None)
    return replace(of, year=whole.year, step=None)
