"""A span: where words stand in a report's text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in code points of the report's text. JSON: `[start, end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    @property
    def length(self) -> int:
        return self.end - self.start


def trim(span: Span, text: str, unwanted: str = " \t\r\n\u00a0") -> Span:
    """The span without `unwanted` characters at either end; empty at its start when nothing else is in it."""
    start, end = span
    while start < end and text[start] in unwanted:
        start += 1
    while end > start and text[end - 1] in unwanted:
        end -= 1
    return Span(start, end)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans that do not touch each other, covering the same characters."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(Span(*span))
    return out


def complement(spans: Iterable[Span], length: int) -> list[Span]:
    """The parts of `[0, length)` that no span covers."""
    out: list[Span] = []
    at = 0
    for start, end in merge(spans):
        if start > at:
            out.append(Span(at, start))
        at = max(at, end)
    if at < length:
        out.append(Span(at, length))
    return out
