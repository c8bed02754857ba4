"""The sentences benchmark: every article is read, and what the police did in each sentence held against the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.bench.classes import figures, scores, table, tally
from dateline.bench.common import Record, Result, progress, write_jsonl
from dateline.bench.sentences.corpus import Article, Row, articles, rows
from dateline.bench.sentences.judge import judge_of
from dateline.reader import Reader
from dateline.reader.draft import Draft
from dateline.reader.events.police import LABELS

# Layers left out: these sentences are no page, and the heads are asked here, not told what they made of it.
_LEFT_OUT = ("furniture", "dateline", "heads")


def run(data: Path, *, predictions: Path | None = None, layers: Mapping[str, str] | None = None) -> Result:
    """Judge every row in the report it stands in."""
    table_of = rows(data)
    judge = judge_of(layers)
    reader = Reader(layers=layers)
    made: list[frozenset[str]] = []
    units: list[int] = []
    items: list[Record] = [{"article": article} for article in articles(table_of)]
    for number, item in enumerate(progress(items, "reading")):
        article: Article = item["article"]
        made.extend(judge.labels(draft_of(reader, article), article))
        units.extend([number] * len(article.rows))
    if predictions:
        answers = zip(table_of, made, strict=True)
        write_jsonl(predictions, ({"row": r.line, "labels": [x for x in LABELS if x in told]} for r, told in answers))
    return _result(table_of, made, units, judge.told())


def draft_of(reader: Reader, article: Article) -> Draft:
    """The reading of an article, all of whose rows are known to be its body."""
    return reader.draft(article.report, without=_LEFT_OUT)


def _result(table_of: Sequence[Row], made: Sequence[frozenset[str]], units: Sequence[int], who: str) -> Result:
    judged = [
        (row.labels, told, u) for row, told, u in zip(table_of, made, units, strict=True) if row.labels is not None
    ]
    gold, ours, unit = ([x[i] for x in judged] for i in range(3))
    result = scores(LABELS, tally(LABELS, gold, ours, unit))  # type: ignore[arg-type]
    notes = [f"{len(judged)} sentences with answers; the interval draws whole articles ({len(set(unit))}).", who]
    if not judged:
        notes = ["No row has answers: there is nothing to measure, only predictions to write."]
    return Result("What the police did, sentence by sentence", table(result), figures(result), notes)
