"""The sentence around some words, found by punctuation alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    opening = report.dateline.span
    after = opening.end if opening and opening.end <= span.start else 0
    return passage(report.text, span, after=after, lines=report.provenance.format == "html")


def passage(text: str, span: Span, *, after: int = 0, lines: bool = False) -> Span:
    """The sentence or so in which `span` stands, at most `REACH` characters more on either side.

    It begins at `after` or later. With `lines`, every line is a paragraph, as in a text that was taken out of a page.
    """
    low = max(after, span.start - REACH)
    start = low
    for stop in _stops(text, low, span.start, lines=lines):
        start = stop
    high = min(len(text), span.end + REACH)
    # The stop may begin with the words' last character.
    end = next(_stops(text, max(span.start, span.end - 1), high, lines=lines), high)
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _stops(text: str, low: int, high: int, *, lines: bool) -> Iterator[int]:
    """Where sentences end between two places, the blanks after them included."""
    for stop in _STOP[lines].finditer(text, low, high):
        if (lines and "\n" in stop[0]) or not _SHORT.search(text, max(0, stop.start() - 6), stop.end()):
            yield stop.end()
