"""One run of the benchmark: the reports are read, their incidents filled in and compared with the key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dateline.bench.common import Record, Result, load, progress, write_jsonl
from dateline.bench.relations.judge import has_heads
from dateline.bench.templates.answer import answers, key
from dateline.bench.templates.fill import fill
from dateline.bench.templates.score import score
from dateline.bench.templates.table import result
from dateline.reader import Reader
from dateline.reader.draft import Draft
from dateline.reader.heads.heads import shipped
from dateline.records import report_of


def run(data: Path, *, predictions: Path | None = None, layers: Mapping[str, str] | None = None) -> Result:
    """Read every report and score the incidents that were filled in; `predictions` takes them in the scorers' form."""
    records = load(data, "doc", "text", "templates")
    gold = {record["doc"]: key(record) for record in records}
    heads = shipped() if has_heads(layers) else None
    made: list[Record] = []
    for record, draft in drafts(records, layers):
        made.append({"doc": record["doc"], "templates": [each.template() for each in fill(draft, heads)]})
    if predictions is not None:
        write_jsonl(predictions, made)
    return result(score(gold, {row["doc"]: answers(row) for row in made}))


def drafts(records: Iterable[Record], layers: Mapping[str, str] | None = None) -> Iterator[tuple[Record, Draft]]:
    """Each report with the draft that the reader makes of it, but for what the heads add to its events.

    The heads are asked apart: the weights are fitted on reports that the heads have seen with their answers.
    """
    reader = Reader(layers=layers)
    for record in progress(list(records), "reading"):
        report = report_of(record["text"], published=record.get("published"))
        yield record, reader.draft(report, without=("heads",))
