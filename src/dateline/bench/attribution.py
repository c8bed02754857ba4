"""Attribution on PolNeAR's form: claims whose chain has one voice against gold attributions, the outermost ones.

A claim is right when its content overlaps a gold content by half or more (intersection over union of characters,
white space not counted) and its source touches the gold source, or neither has one; pairs are one to one.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.bench.common import Record, Result, load, percent, prf, progress, write_jsonl
from dateline.reader import Reader
from dateline.records import Reading, report_of

Spans = tuple[tuple[int, int], ...]
Test = Callable[["Attribution", "Attribution"], bool]

HALF = 0.5  # least overlap of two contents
SAMPLES = 1000  # of documents, for the interval
SEED = 20240501
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


def run(data: Path, gold: Path | None = None, *, predictions: Path | None = None) -> Result:
    """Read every text of `data` and compare with `gold` (or the answers in `data` itself, where it has them)."""
    texts = load(data, "doc", "text")
    answers = {row["doc"]: row.get("attributions") for row in (load(gold, "doc") if gold else texts)}
    reader = Reader()
    predicted: dict[str, list[Record]] = {}
    start = time.process_time()
    for row in progress(texts, "reading"):
        predicted[row["doc"]] = attributions(reader.read(report_of(row["text"])))
    spent = time.process_time() - start
    if predictions is not None:
        write_jsonl(predictions, ({"doc": doc, "attributions": found} for doc, found in predicted.items()))
    tally = Tally()
    for row in sorted(texts, key=lambda row: str(row["doc"])):
        if row["doc"] in answers:
            compare(tally, answers[row["doc"]] or [], predicted[row["doc"]], row["text"])
    return _result(tally, len(texts), spent)


def attributions(reading: Reading) -> list[Record]:
    """The reading's outermost claims in the scorers' form."""
    return [
        {
            "source": [list(claim.chain[0].span)] if claim.chain[0].span else [],
            "cue": [list(span) for span in claim.cue],
            "content": [list(span) for span in claim.content],
        }
        for claim in reading.claims
        if len(claim.chain) == 1
    ]


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
    """As many pairs as possible (Kuhn), the best overlaps and right sources tried first: gold -> predicted."""
    edges: list[list[int]] = []
    for g in gold:
        near = [(_weight(g, p), j) for j, p in enumerate(predicted) if right(g, p)]
        edges.append([j for _, j in sorted(near, key=lambda pair: (-pair[0], pair[1]))])
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in owner or place(owner[j], seen):
                owner[j] = i
                return True
        return False

    for i in range(len(gold)):
        place(i, set())
    return {i: j for j, i in owner.items()}


def _weight(gold: Attribution, predicted: Attribution) -> float:
    return overlap(gold.content_at, predicted.content_at) + _source_right(gold, predicted)


def interval(documents: Sequence[tuple[int, int, int]]) -> tuple[float, float]:
    """The middle 95% of F1 over samples of as many documents, drawn with replacement."""
    if not documents:
        return 0.0, 0.0
    rng = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    drawn: list[float] = []
    for _ in range(SAMPLES):
        picked = [rng.choice(documents) for _ in documents]
        drawn.append(prf(*(sum(column) for column in zip(*picked, strict=True)))[2])
    drawn.sort()
    return drawn[int(0.025 * SAMPLES)], drawn[int(0.975 * SAMPLES) - 1]


def _result(tally: Tally, texts: int, spent: float) -> Result:
    headline = prf(tally.right, tally.predicted, tally.gold)
    content = prf(tally.content, tally.predicted, tally.gold)
    source = percent(tally.content_source, tally.content)
    low, high = interval(tally.documents)
    recall = {m: percent(right, of) for m, (right, of) in tally.manners.items()}
    rows = [
        ["", "P", "R", "F1"],
        ["content and source", *(f"{x:.2f}" for x in headline)],
        ["content only", *(f"{x:.2f}" for x in content)],
        *(
            [f"recall, {m}", "", f"{recall[m]:.2f}", f"({tally.manners[m][0]} of {tally.manners[m][1]})"]
            for m in MANNERS
        ),
    ]
    per_second = texts / spent if spent else 0.0
    notes = [
        f"{texts} reports, {tally.gold} gold attributions, {tally.predicted} claims of one voice, {tally.right} right",
        f"source right in {source:.2f}% of the pairs with the right content",
        f"F1 95% interval over documents: {low:.2f} to {high:.2f}",
        f"{per_second:.1f} reports per CPU-second, the whole reader",
    ]
    figures = {
        "precision": headline[0],
        "recall": headline[1],
        "f1": headline[2],
        "f1_low": low,
        "f1_high": high,
        "content_f1": content[2],
        "source_accuracy": source,
        **{f"recall_{m}": recall[m] for m in MANNERS},
        "reports_per_cpu_second": per_second,
    }
    return Result("Attribution: who said what", rows, figures, notes)
