"""Scores of attributions against gold ones, on PolNeAR's form.

One is right when its content overlaps a gold content by half or more (intersection over union of characters,
white space not counted) and its source touches the gold source, or neither has one; pairs are one to one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.bench.common import Record
from dateline.bench.pairing import largest

Spans = tuple[tuple[int, int], ...]
Test = Callable[["Attribution", "Attribution"], bool]

HALF = 0.5  # least overlap of two contents
MANNERS = ("direct", "mixed", "indirect")
_QUOTES = '"“”'
_AFTER_QUOTE = " .,;:!?"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Cleaned spans, and the characters they cover."""

    content: Spans
    content_at: frozenset[int]
    source_at: frozenset[int]


@dataclass(slots=True)
class Tally:
    """Sums over documents."""

    gold: int = 0
    predicted: int = 0
    content: int = 0  # pairs with the right content
    content_source: int = 0  # of those, with the right source too, as matched for content
    right: int = 0  # pairs with the right content and source: the headline
    manners: dict[str, list[int]] = field(default_factory=lambda: {m: [0, 0] for m in MANNERS})  # right, gold
    documents: list[tuple[int, int, int]] = field(default_factory=list)  # right, predicted, gold of each


def compare(tally: Tally, gold: Sequence[Record], predicted: Sequence[Record], text: str) -> None:
    """Add one document."""
    wanted = [_attribution(a, text) for a in gold]
    found = [_attribution(a, text) for a in predicted]
    pairs = match(wanted, found, _content_right)
    tally.content += len(pairs)
    tally.content_source += sum(_source_right(wanted[i], found[j]) for i, j in pairs.items())
    right = match(wanted, found, lambda g, p: _content_right(g, p) and _source_right(g, p))
    tally.gold += len(wanted)
    tally.predicted += len(found)
    tally.right += len(right)
    tally.documents.append((len(right), len(found), len(wanted)))
    for i, one in enumerate(wanted):
        if one.content:
            counts = tally.manners[manner(one.content, text)]
            counts[0] += i in right
            counts[1] += 1


def hits(gold: Sequence[Record], predicted: Sequence[Record], text: str) -> set[int]:
    """Which of the predicted ones are right, one to one, by content and source."""
    wanted, found = [_attribution(a, text) for a in gold], [_attribution(a, text) for a in predicted]
    return set(match(wanted, found, lambda g, p: _content_right(g, p) and _source_right(g, p)).values())


def _attribution(record: Record, text: str) -> Attribution:
    content = clean(record.get("content"), text)
    return Attribution(content, _characters(content, text), _characters(clean(record.get("source"), text), text))


def clean(spans: Iterable[Any] | None, text: str) -> Spans:
    """White space trimmed, spans that only white space parts joined, empty ones dropped, in order."""
    out: list[tuple[int, int]] = []
    for s, e in sorted((max(0, int(s)), min(len(text), int(e))) for s, e in spans or []):
        words = text[s:e]
        start, end = e - len(words.lstrip()), s + len(words.rstrip())
        if start >= end:
            continue
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def _characters(spans: Spans, text: str) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end) if not text[i].isspace())


def manner(content: Spans, text: str) -> str:
    """Direct: quotation marks around all of it; mixed: around some; indirect: none."""
    said = " ".join(text[start:end] for start, end in content)
    if not any(mark in said for mark in _QUOTES):
        return "indirect"
    whole = said[0] in _QUOTES and said.rstrip(_AFTER_QUOTE)[-1:] in _QUOTES
    return "direct" if whole else "mixed"


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def _content_right(gold: Attribution, predicted: Attribution) -> bool:
    return overlap(gold.content_at, predicted.content_at) >= HALF


def _source_right(gold: Attribution, predicted: Attribution) -> bool:
    if not gold.source_at and not predicted.source_at:
        return True
    return bool(gold.source_at & predicted.source_at)


def match(gold: Sequence[Attribution], predicted: Sequence[Attribution], right: Test) -> dict[int, int]:
    """As many pairs as possible, the best overlaps and right sources tried first: gold -> predicted."""
    edges: list[list[int]] = []
    for g in gold:
        near = [(_weight(g, p), j) for j, p in enumerate(predicted) if right(g, p)]
        edges.append([j for _, j in sorted(near, key=lambda pair: (-pair[0], pair[1]))])
    return largest(edges)


def _weight(gold: Attribution, predicted: Attribution) -> float:
    return overlap(gold.content_at, predicted.content_at) + _source_right(gold, predicted)
