"""Windows: a page cut into stretches that the encoder reads at once, along its paragraphs and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 158  # word pieces a window, the two that mark its ends not counted
AROUND = 48  # word pieces of context on each side, where a paragraph is cut


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `first` up to `end`; cues are looked for from `own_first` up to `own_end`, the rest is context."""

    first: int
    end: int
    own_first: int
    own_end: int


def pack(sizes: Sequence[int], sentence: Sequence[int], paragraph: Sequence[int]) -> list[Window]:
    """Windows that own every token once.

    `sizes`, `sentence`, `paragraph`: a token's word pieces (at most `LONGEST`), its sentence's and its paragraph's
    number. Attributions hardly ever cross paragraphs, so whole paragraphs share a window and need no context; only a
    paragraph that is too long is cut, at sentences, and given context. Linear in the number of tokens.
    """
    out: list[Window] = []
    start, room = 0, LONGEST
    for first, end in _runs(paragraph, 0, len(sizes)):
        size = sum(sizes[first:end])
        if size > room and first > start:
            out.append(Window(start, first, start, first))
            start, room = first, LONGEST
        if size > LONGEST:
            out.extend(_cut(sizes, sentence, first, end))
            start, room = end, LONGEST
        else:
            room -= size
    if start < len(sizes):
        out.append(Window(start, len(sizes), start, len(sizes)))
    return out


def _cut(sizes: Sequence[int], sentence: Sequence[int], first: int, end: int) -> Iterator[Window]:
    """The windows of one long paragraph: as many whole sentences each as leave room for context."""
    most = LONGEST - 2 * AROUND
    at = first
    for stop in _stops(sizes, sentence, first, end, most):
        left = _reach(sizes, at, first, -1, AROUND)
        right = _reach(sizes, stop - 1, end - 1, 1, AROUND) + 1
        yield Window(left, right, at, stop)
        at = stop


def _stops(sizes: Sequence[int], sentence: Sequence[int], first: int, end: int, most: int) -> Iterator[int]:
    """Where the cuts are: after sentences where they fit, within one where it is too long."""
    at, size = first, 0
    for begin, stop in _runs(sentence, first, end):
        length = sum(sizes[begin:stop])
        if size and size + length > most:
            yield begin
            at, size = begin, 0
        if length > most:
            for i in range(begin, stop):
                if size + sizes[i] > most and i > at:
                    yield i
                    at, size = i, 0
                size += sizes[i]
        else:
            size += length
    yield end


def _reach(sizes: Sequence[int], i: int, limit: int, step: int, most: int) -> int:
    """How far context reaches from token `i` towards `limit` (both inclusive) with at most `most` pieces."""
    room = most
    while i != limit and sizes[i + step] <= room:
        i += step
        room -= sizes[i]
    return i


def _runs(numbers: Sequence[int], first: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of equal numbers."""
    at = first
    for i in range(first + 1, end + 1):
        if i == end or numbers[i] != numbers[at]:
            yield at, i
            at = i
