"""The sentence around some words, found by punctuation alone."""

from __future__ import annotations

import re

from dateline.records import Span

_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n\s*\n|[。！？؟۔]")
# How far a passage reaches beyond its words, in characters.
REACH = 400


def passage(text: str, span: Span) -> Span:
    """The sentence or so in which `span` stands, at most `REACH` characters more on either side."""
    low = max(0, span.start - REACH)
    start = low
    for stop in _STOP.finditer(text, low, span.start):
        start = stop.end()
    high = min(len(text), span.end + REACH)
    # The stop may begin with the words' last character.
    after = _STOP.search(text, max(span.start, span.end - 1), high)
    end = after.end() if after else high
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
