"""The relations benchmark: every marked sentence is read and judged, and the types are held against the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.bench.classes import figures, scores, table, tally
from dateline.bench.common import Record, Result, Titled, percent, progress, write_jsonl
from dateline.bench.relations.corpus import Row, rows
from dateline.bench.relations.judge import judge_of
from dateline.reader import Reader
from dateline.reader.draft import Draft
from dateline.reader.events.relation import TYPES
from dateline.records import report_of

# Layers left out: a sentence by itself is no page, and the heads are asked here, not told what they made of it.
_LEFT_OUT = ("furniture", "dateline", "heads")


def run(
    data: Path,
    *,
    predictions: Path | None = None,
    confusion: bool = False,
    layers: Mapping[str, str] | None = None,
) -> Result:
    """Judge every row; with `confusion`, a second table says what was taken for what."""
    table_of = rows(data)
    judge = judge_of(layers)
    reader = Reader(layers=layers)
    made: list[str] = []
    drafts: dict[str, Draft] = {}
    items: list[Record] = [{"row": row} for row in table_of]
    for item in progress(items, "reading"):
        row: Row = item["row"]
        if row.text not in drafts:
            drafts = {row.text: draft_of(reader, row.text)}  # the rows of one sentence follow one another
        made.append(judge.root(drafts[row.text], row))
    if predictions:
        answers = zip(table_of, made, strict=True)
        write_jsonl(predictions, ({"uid": row.uid, "line": row.line, "root": root} for row, root in answers))
    return _result(table_of, made, judge.told(), confusion=confusion)


def draft_of(reader: Reader, text: str) -> Draft:
    """The reading of one sentence, which is known to be no page."""
    return reader.draft(report_of(text), without=_LEFT_OUT)


def _result(table_of: Sequence[Row], made: Sequence[str], who: str, *, confusion: bool) -> Result:
    judged = [(row, root) for row, root in zip(table_of, made, strict=True) if row.gold is not None]
    gold = [{row.gold} for row, _ in judged if row.gold is not None]
    result = scores(TYPES, tally(TYPES, gold, [{root} for _, root in judged]))
    right = sum(row.gold == root for row, root in judged)
    accuracy = percent(right, len(judged))
    notes = [f"{len(judged)} rows of {len(table_of)} have an answer; accuracy {accuracy:.1f}.", who]
    if not judged:
        notes.append("No row has a gold_root: there is nothing to measure, only predictions to write.")
    more = [_confusion(judged)] if confusion and judged else []
    told = figures(result) | {"accuracy": round(accuracy, 1)}
    return Result("What a source does to a target (PLOVER)", table(result), told, notes, more)


def _confusion(judged: Sequence[tuple[Row, str]]) -> Titled:
    """The gold types down, what was made of them across."""
    counts = Counter((row.gold, root) for row, root in judged)
    head = ["gold \\ made", *(t[:5] for t in TYPES)]
    return "Confusion", [head, *([g, *(str(counts[g, m] or "") for m in TYPES)] for g in TYPES)]
