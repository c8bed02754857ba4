"""The sentence around some words, found by punctuation alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from dateline.records import Report, Span

_ENDS = r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|[。！？؟۔]"
_STOP = {False: re.compile(rf"{_ENDS}|\n\s*\n"), True: re.compile(rf"{_ENDS}|\n")}
# A full stop after one of these, or after a single capital, ends no sentence.
_SHORT = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Capt|Cpl|Sgt|Brig|Adm|Cmdr|Gov|Sen|Rep|Prof|Rev|Hon|Insp|Supt|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs)\.\s+$"
)
# How far a passage reaches beyond its words, in characters.
REACH = 400


def sentence_of(report: Report, span: Span) -> Span:
    """The passage of a report in which `span` stands, without the dateline that opens it."""
    return Sentences(report).around(span)


def passage(text: str, span: Span, *, after: int = 0, lines: bool = False) -> Span:
    """The sentence or so in which `span` stands, at most `REACH` characters more on either side.

    It begins at `after` or later. With `lines`, every line is a paragraph, as in a text that was taken out of a page.
    """
    low, high = max(0, span.start - REACH - 1), span.end + REACH + 1
    return _around(text, span, after, _stops(text, low, high, lines=lines))


def around(text: str, span: Span) -> Span:
    """The same for who has only a text: its lines are taken for paragraphs where no blank line parts them."""
    return passage(text, span, lines="\n\n" not in text)


class Sentences:
    """The passages of one report, for whoever asks for many: where its sentences end is looked up once."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._opening = report.dateline.span
        self._stops = _stops(report.text, 0, len(report.text), lines=report.provenance.format == "html")

    def around(self, span: Span) -> Span:
        opening = self._opening
        after = opening.end if opening and opening.end <= span.start else 0
        return _around(self._text, span, after, self._stops)


Stops = tuple[list[int], list[int]]  # where they begin, and where the blanks after them end


def _around(text: str, span: Span, after: int, stops: Stops) -> Span:
    begins, ends = stops
    low, high = max(after, span.start - REACH), min(len(text), span.end + REACH)
    before = bisect_right(ends, span.start) - 1
    start = max(low, ends[before]) if before >= 0 else low
    # The stop may begin with the words' last character.
    behind = bisect_left(begins, max(span.start, span.end - 1))
    end = min(high, ends[behind]) if behind < len(begins) else high
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _stops(text: str, low: int, high: int, *, lines: bool) -> Stops:
    """The ends of sentences between two places."""
    begins, ends = [], []
    for stop in _STOP[lines].finditer(text, low, high):
        if (lines and "\n" in stop[0]) or not _SHORT.search(text, max(0, stop.start() - 6), stop.end()):
            begins.append(stop.start())
            ends.append(stop.end())
    return begins, ends
