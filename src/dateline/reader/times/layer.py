"""The times layer: temporal expressions of the body and the dateline, and what they resolve to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.reader.draft import Draft, made_by
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.sentences import body_pieces, without
from dateline.reader.times.answer import Answer, Around
from dateline.reader.times.expressions import Duration, Feast, Found, Piece, Point, Shift
from dateline.reader.times.joins import join
from dateline.reader.times.lexemes import BREAK, Vocabulary, lexemes
from dateline.reader.times.narrative import years_left_out
from dateline.reader.times.reference import Reference, is_narrative
from dateline.reader.times.resolve import Resolver
from dateline.reader.times.rules import find
from dateline.reader.times.tense import Tense, tense
from dateline.reader.times.timex import day
from dateline.reader.times.view import View
from dateline.reader.times.when import range_of, when_of
from dateline.records import Span, Time, When, make_id

STAND_IN = 2000  # a leap year that stands for an unknown one while months and days are counted; never told
HEAD = 60  # words; a date line stands within so many of the top
AHEAD = frozenset({"until", "till", "til"})  # "closed until Friday" looks ahead; "by Friday" as its verb does
PLAUSIBLE = range(1000, 9000)  # years whose neighbours the calendar still has
FRESH = 14  # a dateline that is older than this many days before publication is not the report's own day


class TimesLayer:
    """Finds temporal expressions by rules and resolves them against the report's own day (see docs/times.md)."""

    name = "times"
    version = "1"

    def __init__(self, lexicons: Lexicons) -> None:
        self.vocabulary = Vocabulary.of(lexicons)
        self.stamp = made_by(self)

    def __call__(self, draft: Draft) -> None:
        report = draft.report
        pieces = [piece for piece, _ in body_pieces(report.text, without(report.body, report.dateline.span))]
        words = lexemes(report.text, pieces, self.vocabulary)
        view = View(words, draft.parse)
        joined = join(find(words, draft.parse), view)
        reference = self._dateline(draft)
        if reference.day is None:
            reference = own_line(joined.found, view) or reference
        narrative = report.dateline.span is None and is_narrative(joined.found, draft.published)
        resolver = Resolver(reference, narrative=narrative)
        years = years_left_out(joined.found) if narrative else {}
        if narrative:  # what stands before the first year rests on it
            dated = (f for f in joined.found if isinstance(f.what, Point) and f.what.year is not None)
            resolver.memory.words = _words(next(dated), view)
        answers = []
        for n, item in enumerate(joined.found):
            end = _weekday_after(joined.found, n) if n in joined.ranges else None
            around = Around(*_verb(item, view), years.get(n), end)
            answers.append(resolver.resolve(item.what, _words(item, view), around))
        today = reference.day if reference.year_known else None
        for n, (item, answer) in enumerate(zip(joined.found, answers, strict=True)):
            if answer is None:
                continue
            span = words.span(item.first, item.last)
            when = when_of(answer, _before(item, view), span.of(report.text), today)
            for first in (n, n - 1):
                when = self._range(first, joined.ranges, joined.found, answers, view) or when
            draft.times.append(self._time(report.id, span, answer, when))
        draft.times.sort(key=lambda time: time.span)

    @staticmethod
    def _range(
        first: int, ranges: frozenset[int], found: list[Found], answers: list[Answer | None], view: View
    ) -> When | None:
        """The whole range, for an expression that begins or ends one."""
        if first not in ranges:
            return None
        a, b = answers[first], answers[first + 1]
        if a is None or b is None:
            return None
        words = view.lexemes.span(found[first].first, found[first + 1].last).of(view.parse.text)
        return range_of(a, b, view.word(found[first].first - 1), words)

    def _time(self, report: str, span: Span, answer: Answer, when: When | None) -> Time:
        id_ = make_id("time", report, span.start, span.end, answer.timex)
        return Time(id_, span, answer.timex, answer.type, when, self.stamp, answer.confidence)

    # ---- the report's own day

    def _dateline(self, draft: Draft) -> Reference:
        """The report's own day: the dateline's date where it has one, else the day it was published."""
        published = draft.published if draft.published and draft.published.year in PLAUSIBLE else None
        own = Reference(published, against="published") if published else Reference()
        mention = draft.report.dateline.date
        if mention is None:
            return own
        text = draft.report.text
        words = lexemes(text, [mention.span], self.vocabulary)
        found = join(find(words, Parse(text)), View(words, Parse(text))).found
        if not found:
            return own
        item = next((f for f in found if isinstance(f.what, Point) and f.what.month and f.what.day), found[0])
        # A dateline looks back: its day is the publication's or one shortly before, never a year ahead.
        answer = Resolver(own, narrative=False).resolve(item.what, mention.text, Around(tense="past"))
        if answer is None:
            return own
        when = when_of(answer, "", mention.text, None)
        time = self._time(draft.report.id, mention.span, answer, when)
        draft.times.append(time)
        dateline = replace(draft.report.dateline, date=replace(mention, id=time.id))
        draft.report = replace(draft.report, dateline=dateline)
        return _reference(answer, own, published)


def _words(item: Found, view: View) -> str:
    return view.lexemes.span(item.first, item.last).of(view.parse.text)


def _verb(item: Found, view: View) -> tuple[int, Tense]:
    """The sentence of an expression and the tense of the verb that it hangs on."""
    token = view.token(item.last)
    sentence = 0 if token is None else view.parse.sentence[token]
    before = _before(item, view)
    if isinstance(item.what, Shift) and token is not None:
        return sentence, tense(view.parse, token) if item.what.base == "anchor" else ""
    if isinstance(item.what, Point | Feast | Piece):
        speaks = "future" if before in AHEAD else tense(view.parse, token)
        return sentence, speaks or ("future" if before == "by" else "")
    if isinstance(item.what, Duration) and before == "in" and token is not None and _of_verb(view.parse, token):
        return sentence, tense(view.parse, token)
    return sentence, ""


def _before(item: Found, view: View) -> str:
    """The word before an expression; none where it is "by" and names who did it: "killed by Tuesday's bomb"."""
    before = view.word(item.first - 1)
    token = view.token(item.last)
    if before != "by" or token is None:
        return before
    parse = view.parse
    above = parse.head[token]
    noun = parse.dep[token] in ("poss", "compound", "nmod", "npadvmod", "nummod") and parse.pos[above] in (
        "NOUN",
        "PROPN",
    )
    return "" if noun and parse.lower[parse.head[above]] == "by" and parse.dep[parse.head[above]] == "agent" else before


def _of_verb(parse: Parse, token: int) -> bool:
    """Whether "in three days" hangs on a verb: not so in "the second time in three days"."""
    above = parse.head[parse.head[token]]
    return parse.pos[above] in ("VERB", "AUX")


def _weekday_after(found: list[Found], n: int) -> int | None:
    """The weekday that ends a range of weekdays, for the expression that begins it."""
    a, b = found[n].what, found[n + 1].what
    both = isinstance(a, Point) and isinstance(b, Point) and a.weekday and not a.month and not b.month
    return b.weekday if both and isinstance(b, Point) else None


def own_line(found: list[Found], view: View) -> Reference | None:
    """The day that stands on a line of its own near the top, above a report whose publication date is not known."""
    for item in found[:5]:
        p = item.what
        alone = view.letter(item.first - 1) == BREAK and view.letter(item.last + 1) == BREAK
        if alone and item.first < HEAD and isinstance(p, Point) and p.year and p.month and p.day and not p.two_digits:
            at = day(p.year, p.month, p.day)
            return Reference(at, against=_words(item, view)) if at else None
    return None


def _reference(answer: Answer, own: Reference, published: date | None) -> Reference:
    if answer.days is not None and answer.days[0] == answer.days[1]:
        at = answer.days[0]
        stale = published is not None and not -2 <= (published - at).days <= FRESH
        return own if stale else Reference(at, against="dateline")
    p = answer.point
    if published is None and p is not None and p.month and p.day and p.year is None:
        return Reference(date(STAND_IN, p.month, min(p.day, 28 if p.month == 2 else p.day)), False, "dateline")
    return own
