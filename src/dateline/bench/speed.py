"""The cost of a reading: whole readings beside a bare spaCy pass over the same reports, in one run on one core."""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from dateline.bench.common import Result, load, progress
from dateline.reader import Reader
from dateline.reader.sentences import load_model
from dateline.records import report_of

T = TypeVar("T")

BATCH = 10  # reports a turn: the two take turns, so that a noisy machine is noisy for both


def run(data: Path, *, limit: int | None = None, layers: Mapping[str, str] | None = None) -> Result:
    """Reports per CPU-second of both, their ratio and the peak memory of the process (both loaded)."""
    records = load(data, "text")[:limit]
    reader, nlp = Reader(layers=layers), load_model()
    reports = [
        report_of(r["text"], published=r.get("published") or r.get("dct"), outlet=r.get("outlet")) for r in records
    ]
    texts = [report.text for report in reports]
    for report in reports[:3]:  # both warm: caches filled, lists loaded
        reader.read(report)
        list(nlp.pipe([report.text]))
    bare = ours = tokens = 0.0
    turns = [{"at": at} for at in range(0, len(reports), BATCH)]
    for turn in progress(turns, "reading"):
        part = slice(turn["at"], turn["at"] + BATCH)
        spent, lengths = timed(lambda batch: [len(doc) for doc in nlp.pipe(batch)], texts[part])
        bare += spent
        tokens += sum(lengths)
        spent, _ = timed(lambda batch: [len(reader.read(report).claims) for report in batch], reports[part])
        ours += spent
    return _result(len(reports), tokens, bare, ours)


def timed(work: Callable[[Sequence[T]], list[int]], batch: Sequence[T]) -> tuple[float, list[int]]:
    """CPU seconds of the process, and what the work gave. Garbage of the other's turn is collected first."""
    gc.collect()
    start = time.process_time()
    out = work(batch)
    return time.process_time() - start, out


def peak_mb() -> float:
    """The most memory this process has held, in MB (Linux gives kB, macOS bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


def _result(reports: int, tokens: float, bare: float, ours: float) -> Result:
    ratio = ours / bare if bare else 0.0
    rows = [
        ["", "CPU s", "reports/s", "tokens/s"],
        *(
            [name, f"{s:.2f}", f"{reports / s:.1f}" if s else "-", f"{tokens / s:.0f}" if s else "-"]
            for name, s in (("bare spaCy pass", bare), ("whole reading", ours))
        ),
    ]
    notes = [f"{reports} reports, {tokens:.0f} tokens, peak memory {peak_mb():.0f} MB", f"ratio {ratio:.2f}"]
    return Result("Speed, one core", rows, {"ratio": ratio, "peak_mb": peak_mb()}, notes)
