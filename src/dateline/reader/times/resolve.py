"""Resolution: from what the words say to a calendar time, by the report's own day and the times spoken of before."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from dateline.reader.times import news
from dateline.reader.times.answer import FINER_THAN_DAYS, Answer, Around, unknown
from dateline.reader.times.expressions import Duration, Expression, Feast, Piece, Point, Repeat, Shift, Slashed, Vague
from dateline.reader.times.holidays import falls_on, month_and_day, nearest
from dateline.reader.times.memory import Basis, Memory
from dateline.reader.times.moving import day_of, moved, within
from dateline.reader.times.narrative import stepped_year
from dateline.reader.times.reference import FAR, Reference
from dateline.reader.times.shared import clock_or_part, period
from dateline.reader.times.timex import day, days, granularity, point_of, render, timex_type, week_of
from dateline.records import Granularity, TimexType

NEAR_DAYS = 62  # 3/4/2008 is read as the one of its two days that is within so many of the report


class Resolver:
    """Resolves a report's expressions in the order of its text; it remembers the times spoken of."""

    def __init__(self, reference: Reference, *, narrative: bool) -> None:
        self.reference = reference
        self.narrative = narrative
        self.memory = Memory(reference, narrative=narrative)

    def resolve(self, what: Expression, words: str, around: Around) -> Answer | None:
        """None for words that turn out to say no time."""
        self.memory.sentence = around.sentence
        match what:
            case Repeat(timex):
                return Answer(timex, TimexType.SET, 0.9)
            case Vague(timex):
                return Answer(timex, TimexType.TIME if timex.startswith("XXXX") else TimexType.DATE, 0.8)
            case Duration():
                return self._duration(what, words, around)
            case Slashed():
                return self._slashed(what, words)
            case Feast():
                return self._feast(what, words, around)
            case Shift():
                return self._shift(what, words, around)
            case Piece():
                return self._piece(what, words, around)
            case Point():
                return self._point(what, words, around)

    def _told(self, p: Point, words: str, against: str, confidence: float) -> Answer:
        """The answer for a point as resolved as it will be; it becomes the time last spoken of."""
        if not p.cited:
            self.memory.keep(p, words)
        fixed = p.year is not None or p.decade is not None or p.century is not None
        return Answer(render(p), timex_type(p), confidence, days(p), granularity(p), against if fixed else "", p)

    # ---- points

    def _point(self, p: Point, words: str, around: Around) -> Answer | None:
        if p.month and p.day and p.day > monthrange(2000, p.month)[1]:
            return None
        if p.year is not None and p.two_digits and 100 <= p.year < 1000:  # "in 264", in a text about antiquity
            if self.memory.last is None or (self.memory.last.year or 1) > 0:
                return None
            p = replace(p, year=-p.year, two_digits=False)
        if p.year is not None or p.century is not None or p.decade is not None:
            return self._told(p, words, "text", 0.9 if p.two_digits else 0.97)
        if p.weekday and not p.month:
            return self._weekday(p, words, around)
        if p.weekend:
            return self._weekend(p, words, around)
        if p.month or p.season:
            return self._without_year(p, words, around)
        if p.quarter or p.half:
            return self._part_of_year(p, words, around)
        if p.day:
            return self._day_of_month(p, words, around)
        return self._hour(p, words, around)

    def _without_year(self, p: Point, words: str, around: Around) -> Answer:
        """A month, a day of a month, or a season, whose year the words leave out."""
        last, ref = self.memory.last, self.reference.day
        if self.narrative:
            if around.year is not None:
                return self._told(replace(p, year=around.year), words, self.memory.words, 0.75)
            if last is None:
                return self._told(p, words, "", 0.5)
            return self._told(replace(p, year=stepped_year(p, last)), words, self.memory.words, 0.7)
        if ref is None:
            return self._told(p, words, "", 0.5)
        if last is not None and p.step is None and self.memory.same_sentence and (last.year or 0) <= ref.year - FAR:
            # "In 1997 the market fell; in October ...": history within the news
            return self._told(replace(p, year=last.year), words, self.memory.words, 0.6)
        basis = self.memory.basis("ref")
        known = replace(p, year=news.year_of(p, ref, around.tense))
        return self._told(basis.told(known), words, basis.against, 0.9)

    def _part_of_year(self, p: Point, words: str, around: Around) -> Answer:
        """The third quarter, the first half."""
        basis = self.memory.basis("ref")
        if basis.point is None or basis.point.year is None:
            return self._told(p, words, "", 0.4)
        year, month = basis.point.year, basis.point.month
        if month and not self.narrative and around.tense != "future":
            begins = 3 * p.quarter - 2 if p.quarter else 6 * (p.half or 1) - 5
            year -= begins > month
        return self._told(basis.told(replace(p, year=year)), words, basis.against, 0.7)

    def _weekday(self, p: Point, words: str, around: Around) -> Answer:
        basis = self.memory.basis(p.base if p.step is not None else "ref")
        ref = day_of(basis.point)
        from_report = not self.narrative
        if ref is None and self.narrative:
            basis, ref, from_report = Basis(None, self.reference.against), self.reference.day, True
        if ref is None or not basis.year_known:
            return self._told(p, words, "", 0.5)
        tense = around.tense
        if around.range_end is not None and p.step is None and tense != "future":
            ref -= timedelta((ref.isoweekday() - around.range_end) % 7)  # "from Monday to Thursday": both gone by
        found = news.weekday_from(ref, p.weekday or 1, p.step, tense if from_report else "future")
        known = replace(p, year=found.year, month=found.month, day=found.day)
        return self._told(known, words, basis.against, 0.85)

    def _weekend(self, p: Point, words: str, around: Around) -> Answer:
        """Over the weekend: the one that is, else the last; with a verb that looks ahead, the next."""
        basis = self.memory.basis("ref")
        ref = day_of(basis.point)
        if ref is None or not basis.year_known:
            return Answer("XXXX-WXX-WE", TimexType.DATE, 0.4)
        ahead = self.narrative or around.tense == "future" or ref.isoweekday() >= 6
        week = week_of(ref if ahead else ref - timedelta(7))
        return self._told(replace(week, weekend=True), words, basis.against, 0.8)

    def _day_of_month(self, p: Point, words: str, around: Around) -> Answer:
        """The 17th: of the month last spoken of, else of the report's own."""
        if self.memory.month is not None:
            basis = Basis(self.memory.month, self.memory.words)
        else:
            basis = self.memory.basis("ref")
            at = day_of(basis.point)
            if at is not None and around.tense == "past" and (p.day or 0) > at.day + 1:  # told on the 5th
                basis = replace(basis, point=point_of(at.replace(day=1) - timedelta(1)))
        if basis.point is None:
            return self._told(p, words, "", 0.4)
        known = replace(p, year=basis.point.year, month=basis.point.month)
        return self._told(basis.told(known), words, basis.against, 0.75)

    def _hour(self, p: Point, words: str, around: Around) -> Answer:
        """A time of day alone: of the day last spoken of, else of the report's."""
        if self.memory.day is not None and self.memory.near and not self._to_come(self.memory.day, around):
            basis = Basis(self.memory.day, self.memory.words)
        else:
            basis = self.memory.basis("ref")
        base = basis.point
        general = p.step is None and not p.clock  # "at night"
        if base is None or base.day is None or (general and (self.narrative or _any_night(words, self.memory))):
            return Answer(render(p), TimexType.TIME, 0.5)
        known = basis.told(replace(p, year=base.year, month=base.month, day=base.day, mod=""))
        return Answer(render(known), TimexType.TIME, 0.7, days(known), Granularity.TIME, basis.against, known)

    # ---- what counts from another time

    def _to_come(self, p: Point, around: Around) -> bool:
        """Whether a day is after the report's own, while the verb speaks of what is over."""
        ref, at = self.reference.day, day_of(p)
        return around.tense == "past" and not self.narrative and ref is not None and at is not None and at > ref

    def _shift(self, s: Shift, words: str, around: Around) -> Answer:
        if self.narrative and s.base == "ref" and s.unit == "D" and s.n == 0:  # "today", in a text about the past
            if not s.part:
                return Answer("PRESENT_REF", TimexType.DATE, 0.6)
            if self.memory.day is not None:
                return self._part_of(self.memory.day, s.part, words, self.memory.words, 0.5)
        if s.n is None:
            return Answer("FUTURE_REF" if s.sign > 0 else "PAST_REF", TimexType.DATE, 0.6)
        basis = self.memory.basis_for(s.unit, s.base)
        base = basis.point
        point = moved(base, s) if base is not None and base.year is not None else None
        if base is None or point is None or (s.base == "anchor" and self._to_come(point, around)):
            return unknown(s, base if basis.year_known else None)
        if s.of is not None:
            point = within(s.of, point)
        elif s.mod:
            point = replace(point, mod=s.mod)
        point = basis.told(point)
        if s.part:
            return self._part_of(point, s.part, words, basis.against, 0.85)
        if s.unit in FINER_THAN_DAYS:
            value = render(replace(point, clock="", part="")) + "TXX"
            return Answer(value, TimexType.TIME, 0.6, days(point), Granularity.DAY, basis.against, point)
        return self._told(point, words, basis.against, 0.9 if s.base == "ref" else 0.75)

    def _part_of(self, p: Point, part: str, words: str, against: str, confidence: float) -> Answer:
        """A part of the day, or a time of the clock with its zone, of a day already found."""
        clock, zone = (part[:5], part[5:]) if part[:1].isdigit() else ("", "")
        return self._told(replace(p, part="" if clock else part, clock=clock, zone=zone), words, against, confidence)

    # ---- the rest

    def _duration(self, d: Duration, words: str, around: Around) -> Answer:
        """A length; one that hangs on the report's day covers days. "In three days they will" is a date."""
        if around.tense == "future" and d.n is not None and not d.sign and d.unit in ("D", "W", "M", "Y", "F"):
            return self._shift(Shift(d.unit, d.n, 1, "ref"), words, around)
        covered, against = None, ""
        ref = self.reference.day
        if d.sign and d.n and d.base == "ref" and ref is not None and self.reference.year_known and not self.narrative:
            other = day_of(moved(point_of(ref), Shift(d.unit, d.n, d.sign, "ref"), to_day=True))
            if other is not None:
                covered, against = (min(other, ref), max(other, ref)), self.reference.against
        return Answer(period(d.unit, d.n), TimexType.DURATION, 0.9, covered, Granularity.RANGE, against)

    def _piece(self, s: Piece, words: str, around: Around) -> Answer:
        """A week or a day within a month has its own value; any other piece is a length."""
        whole = self._point(s.of, words, around) if s.of is not None else None
        covered = whole.days if whole is not None else None
        against = whole.against if whole is not None else ""
        if covered is not None and s.n == 1 and s.unit in ("W", "D", "WE"):
            first, last = covered
            at = last if s.which == -1 else first + (s.which - 1) * timedelta(1 if s.unit == "D" else 7)
            if first <= at <= last:
                p = point_of(at) if s.unit == "D" else replace(week_of(at), weekend=s.unit == "WE")
                return Answer(render(p), TimexType.DATE, 0.7, days(p), granularity(p), against, p)
        return Answer(period(s.unit, s.n), TimexType.DURATION, 0.7, covered, Granularity.RANGE, against)

    def _slashed(self, s: Slashed, words: str) -> Answer:
        """Month first or day first: as the calendar allows, else whichever is near to the report and not to come."""
        orders = {(s.first, s.second), (s.second, s.first)}
        both = sorted(d for month, number in orders if month <= 12 and (d := day(s.year, month, number)))
        if not both:
            return Answer(f"{s.year:04}", TimexType.DATE, 0.3, days(Point(s.year)), Granularity.YEAR)
        if len(both) == 1:
            return self._told(point_of(both[0]), words, "text", 0.9)
        ref = self.reference.day
        if ref is not None and self.reference.year_known:
            near = [d for d in both if abs((d - ref).days) <= NEAR_DAYS]
            chosen = near if len(near) == 1 else [d for d in near if d <= ref]
            if len(chosen) == 1:
                return self._told(point_of(chosen[0]), words, self.reference.against, 0.6)
        return Answer(f"{s.year:04}-XX-XX", TimexType.DATE, 0.3, (both[0], both[1]), Granularity.DAY)

    def _feast(self, f: Feast, words: str, around: Around) -> Answer:
        clock, part = clock_or_part(f.part)
        if f.year is not None:
            found = falls_on(f.rule, f.year)
            p = point_of(found) if found else Point(f.year)
            return self._told(replace(p, part=part, clock=clock), words, "text", 0.9)
        if (fixed := month_and_day(f.rule)) is not None:
            return self._without_year(Point(None, *fixed, step=f.step, part=part, clock=clock), words, around)
        basis = self.memory.basis("ref")
        base = basis.point
        if base is None or base.year is None or not basis.year_known:
            return Answer("XXXX-XX-XX", TimexType.DATE, 0.3)
        at = day_of(base) or date(max(base.year, 1), base.month or 6, 15)
        chosen = nearest(f.rule, at, f.step or {"past": -1, "future": 1}.get(around.tense, 0))
        if chosen is None:
            return Answer("XXXX-XX-XX", TimexType.DATE, 0.3)
        return self._told(replace(point_of(chosen), part=part, clock=clock), words, basis.against, 0.7)


def _any_night(words: str, memory: Memory) -> bool:
    """Whether "at night" and the like tell no night in particular: no day is named in the sentence."""
    return words.lower() == "night" and not memory.same_sentence
