"""Excerpts of a report: the few places of its text that say most of what was searched for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dateline.ledger import tables as t
from dateline.ledger.parts import within
from dateline.ledger.passages import passage
from dateline.ledger.search import Marked
from dateline.records import Span

MOST = 3  # excerpts of one report
BEFORE, LONGEST = 90, 260  # characters before the first word that was found, and of one excerpt
WRAPPED, LINES = 120, 20_000  # a text with a longer line than this has a paragraph a line; where that is looked for
LOOKED_AT = 400  # words found in one text that are looked at


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A place of a text: `span` of the report's text, and `parts` of it in their order, those that were found marked.

    `cut`: at its beginning and at its end, does a sentence go on?
    """

    span: Span
    parts: tuple[Part, ...]
    cut: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the words of an excerpt."""

    words: str
    found: bool


def excerpts(found: Marked, title: str = "", most: int = MOST) -> tuple[Excerpt, ...]:
    """The places with the most different words that were found, in the order of the text; not the title once more."""
    text, begins = found.text, _behind(found.text, title)
    lines = any(len(line) > WRAPPED for line in text[:LINES].splitlines())
    windows: list[tuple[Span, list[Span]]] = []
    for span in [one for one in found.spans if one.start >= begins][:LOOKED_AT]:
        if windows and span.end <= windows[-1][0].end:
            windows[-1][1].append(span)
        else:
            after = windows[-1][0].end if windows else begins
            windows.append((_window(text, span, after, lines), [span]))
    best = sorted(windows, key=lambda one: (-len({s.of(text).casefold() for s in one[1]}), one[0].start))[:most]
    return tuple(_excerpt(text, span, marks, lines) for span, marks in sorted(best, key=lambda one: one[0].start))


def openings(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    """The first words of reports, by their ids: what stands for a title where there is none."""
    r = t.reports.c
    query = select(r.id, func.substr(r.text, 1, LONGEST).label("words"))
    found = {row.id: " ".join(row.words.split()) for row in within(connection, query, r.id, reports)}
    return {id_: found[id_] for id_ in reports if id_ in found}


def parts(text: str, span: Span, marks: Sequence[Span]) -> tuple[Part, ...]:
    """The words of a span, those of the marks apart from the others; line ends become blanks."""
    made: list[Part] = []
    at = span.start
    for mark in marks:
        start, end = max(at, mark.start), min(mark.end, span.end)
        if start >= end:
            continue
        if at < start:
            made.append(Part(_line(text[at:start]), False))
        made.append(Part(_line(text[start:end]), True))
        at = end
    if at < span.end:
        made.append(Part(_line(text[at : span.end]), False))
    return tuple(made)


def _behind(text: str, title: str) -> int:
    """Where a text goes on behind its title, where it begins with it."""
    start = len(text) - len(text.lstrip())
    return start + len(title) if title and text.startswith(title, start) else 0


def _excerpt(text: str, span: Span, marks: Sequence[Span], lines: bool) -> Excerpt:
    around = passage(text, span, lines=lines)
    return Excerpt(span, parts(text, span, marks), (around.start < span.start, around.end > span.end))


def _window(text: str, span: Span, after: int, lines: bool) -> Span:
    """The sentence of a word, or as much of it as an excerpt has room for; cut between words."""
    around = passage(text, span, after=min(after, span.start), lines=lines)
    start, end = around.start, around.end
    if end - start > LONGEST:
        start = _blank(text, max(start, span.start - BEFORE), span.start)
        end = max(span.end, _blank_before(text, span.end, min(end, start + LONGEST)))
    return Span(start, end)


def _blank(text: str, low: int, high: int) -> int:
    """Where the first word begins that begins at `low` or later."""
    if low == 0 or text[low - 1].isspace():
        return low
    at = next((i for i in range(low, high) if text[i].isspace()), None)
    return low if at is None else at + 1


def _blank_before(text: str, low: int, high: int) -> int:
    """Where the last word ends that ends at `high` or before."""
    if high >= len(text) or text[high].isspace():
        return high
    return next((i for i in range(high - 1, low, -1) if text[i].isspace()), high)


def _line(words: str) -> str:
    """On one line: as long as it was."""
    return "".join(" " if c in "\n\r\t\v\f\x85\u2028\u2029" else c for c in words)
