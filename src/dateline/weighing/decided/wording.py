"""Words that a person marks in a report: as they are written, as they are kept, and where a later text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from dateline.ledger import LedgerError
from dateline.records import Anchor, Report, Span
from dateline.weighing.decided.anchors import AROUND, find, standing

# One stretch of words, as JSON: its span, the words, and what stands before and after them.
Piece = dict[str, Any]

BETWEEN = " … "  # stretches of one cell, as rows have them
_OFFSETS = re.compile(r"(\d{1,9})\s*[-–]\s*(\d{1,9})")
_QUOTED = {'"': '"', "“": "”", "'": "'"}
MANY = 100  # stretches of one cell


def piece(span: Span, text: str) -> Piece:
    """A stretch of words with its surroundings, by which it is found again."""
    return {
        "span": list(span),
        "words": span.of(text),
        "before": text[max(0, span.start - AROUND) : span.start],
        "after": text[span.end : span.end + AROUND],
    }


def pieces(spans: Iterable[Span | None], text: str) -> list[Piece]:
    return [piece(span, text) for span in spans if span is not None]


def places(value: Any, report: Report) -> tuple[Span, ...] | None:
    """Where these stretches stand in a report's text; None where one of them does not, or the value is none of words.

    At the same place, where the same words stand there; else where the words stand in the same surroundings.
    """
    try:
        found = [_place(one, report.text) for one in value]
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    spans = tuple(span for span in found if span is not None)
    return spans if len(spans) == len(found) else None


def spans_of(value: Sequence[Mapping[str, Any]]) -> tuple[Span, ...]:
    """Where the stretches stood when they were marked."""
    return tuple(Span(*one["span"]) for one in value)


def read(field: str, words: str, text: str, near: int, *, each: int | None = None) -> list[Piece]:
    """What a person writes for the words of a cell: their places in code points ("12-40; 52-60"), or the words.

    Of words that stand more than once, those nearest to `near` are meant. `each`: so many stretches there must be, in
    their order; else as many as one likes, in the order of the text. Raises LedgerError.
    """
    spans = _by_places(words, text) or _by_words(words, text, near, each)
    if not spans:
        raise LedgerError(
            f"The report has no words {_short(words)!r}. Copy them as they stand there, or write where they stand, in "
            f"characters of its text: 12-40, or 12-40; 52-60. (The text has {len(text):,}.)"
        )
    if each is not None and len(spans) != each:
        raise LedgerError(
            f"{field} has {each} of them, and these are {len(spans)}: write one for each, ';' between them."
        )
    if each is None:
        spans = sorted(spans)
        if any(a.end > b.start for a, b in pairwise(spans)):
            raise LedgerError(f"{field}: {_short(words)} overlap. Write stretches that lie apart.")
    if len(spans) > MANY:
        raise LedgerError(f"{field} has at most {MANY} stretches of words, not {len(spans)}.")
    return pieces(spans, text)


def shown(value: Sequence[Mapping[str, Any]]) -> str:
    """The words, as rows show them."""
    return BETWEEN.join(" ".join(str(one["words"]).split()) for one in value) or "none"


def _place(one: Mapping[str, Any], text: str) -> Span | None:
    start, end = one["span"]
    span, words = Span(int(start), int(end)), str(one["words"])
    if not words or not 0 <= span.start < span.end:
        return None
    if span.of(text) == words:
        return span
    return find(Anchor("words", "", "", span, words, str(one["before"]), str(one["after"])), text)


def _by_places(words: str, text: str) -> list[Span]:
    """The stretches at these places; none, where these are no places."""
    parts = [part.strip() for part in words.split(";")]
    matches = [_OFFSETS.fullmatch(part) for part in parts]
    spans = [Span(int(m[1]), int(m[2])) for m in matches if m]
    if len(spans) != len(parts):
        return []
    for span in spans:
        if not span.start < span.end <= len(text) or not span.of(text).strip():
            raise LedgerError(
                f"At {span.start}-{span.end} stand no words: the report's text has {len(text):,} characters, counted "
                "from 0, and the end is the one behind the last."
            )
    return spans


def _by_words(words: str, text: str, near: int, each: int | None) -> list[Span]:
    """The whole, if it stands in the text; else its parts."""
    for parts in ([words], re.split(r"\s*(?:…|\.{3})\s*", words), words.split(";")):
        wanted = [part.strip() for part in parts if part.strip()]
        if each is not None and len(wanted) != each and len(parts) == 1:
            continue
        found = [_nearest(part, text, near) for part in wanted]
        if found and None not in found:
            return [span for span in found if span is not None]
    return []


def _nearest(words: str, text: str, near: int) -> Span | None:
    bare = words[1:-1] if len(words) > 2 and _QUOTED.get(words[0]) == words[-1] else words
    for said in dict.fromkeys((words, bare)):
        if spans := standing(said, text):
            return min(spans, key=lambda s: (abs(s.start - near), s.start))
    return None


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
