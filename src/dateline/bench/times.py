"""Temporal expressions: spans, types and TIMEX3 values against gold, counted as the field's scorer counts them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.bench.common import Record, Result, load, percent, prf, progress, write_jsonl
from dateline.reader import Reader
from dateline.reader.times import TimesLayer
from dateline.records import report_of

# MEANTIME's articles stand one sentence a line: the headline, the date, the text. Its annotators worked on the first
# five sentences of each (Minard et al. 2016); what is said further down has no answers, so it is not scored.
DATE_LINE = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")
ANNOTATED_LINES = 6


@dataclass(slots=True)
class Tally:
    """Matches of one corpus: `relaxed` overlap, `strict` have the same span; `type` and `value` of the relaxed ones."""

    gold: int = 0
    made: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0

    def f1(self, what: str) -> float:
        return percent(2 * getattr(self, what), self.gold + self.made)


def run(data: Path, *, predictions: Path | None = None, layers: Mapping[str, str] | None = None) -> Result:
    """Read every text with its `dct` as the day it was published, and score what was found."""
    records = load(data, "doc", "text")
    reader = Reader(layers=layers)
    partly = is_partly_annotated(records)
    whole, scored = Tally(), Tally()
    answers: list[Record] = []
    for record in progress(records, "reading"):
        found = timexes(reader, record)
        judged = within(found, annotated(record["text"])) if partly else found
        count(whole, record.get("timexes") or [], found)
        count(scored, record.get("timexes") or [], judged)
        answers.append({"doc": record["doc"], "timexes": judged})
    if predictions:
        write_jsonl(predictions, answers)
    return _result(len(records), scored, whole if partly else None)


def timexes(reader: Reader, record: Record) -> list[Record]:
    """The temporal expressions of one text, by the layers of the whole reader up to times; later ones change none."""
    report = report_of(record["text"], published=record.get("dct"), url=record.get("url"))
    draft = reader.draft(report, last=TimesLayer.name)
    return [
        {"start": t.span.start, "end": t.span.end, "type": t.type.value, "value": t.timex}
        for t in sorted(draft.times, key=lambda t: t.span)
    ]


def is_partly_annotated(records: Sequence[Record]) -> bool:
    """Whether the corpus has MEANTIME's form, in which only the first lines of a text have answers."""
    lines = [record["text"].split("\n", 2) for record in records]
    dated = sum(len(line) == 3 and DATE_LINE.fullmatch(line[1]) is not None for line in lines)
    return dated > 0.9 * len(lines)


def annotated(text: str) -> int:
    """The characters that MEANTIME's annotators read."""
    return sum(len(line) for line in text.splitlines(keepends=True)[:ANNOTATED_LINES])


def within(found: Iterable[Record], end: int) -> list[Record]:
    return [t for t in found if t["start"] < end]


def count(tally: Tally, gold: Sequence[Record], made: Sequence[Record]) -> None:
    """Match one to one in the order of the gold, the same span before one that only overlaps."""
    tally.gold += len(gold)
    tally.made += len(made)
    used: set[int] = set()
    for g in gold:
        near = [i for i, p in enumerate(made) if i not in used and p["start"] < g["end"] and g["start"] < p["end"]]
        if not near:
            continue
        same = [i for i in near if (made[i]["start"], made[i]["end"]) == (g["start"], g["end"])]
        i = (same or near)[0]
        used.add(i)
        tally.relaxed += 1
        tally.strict += bool(same)
        tally.type += made[i]["type"] == g["type"]
        tally.value += (made[i]["value"] or "") == (g["value"] or "")


def _result(texts: int, scored: Tally, whole: Tally | None) -> Result:
    rows = [["", "texts", "gold", "made", "strict F1", "relaxed F1", "type F1", "value F1"]]
    notes = []
    rows.append(_row("annotated part" if whole else "whole text", texts, scored))
    if whole:
        rows.append(_row("whole text", texts, whole))
        notes.append(
            f"Only the first {ANNOTATED_LINES} lines of these texts are annotated (MEANTIME's form): figures and "
            "predictions are of those; the second row counts all that is said further down as wrong."
        )
    p, r, _ = prf(scored.value, scored.made, scored.gold)
    notes.append(f"value: P {p:.1f}, R {r:.1f}")
    figures = {f"{what}_f1": round(scored.f1(what), 1) for what in ("strict", "relaxed", "type", "value")}
    if whole:
        figures["value_f1_whole_text"] = round(whole.f1("value"), 1)
    return Result("Temporal expressions (TIMEX3)", rows, figures, notes)


def _row(name: str, texts: int, tally: Tally) -> list[str]:
    scores = [f"{tally.f1(what):.1f}" for what in ("strict", "relaxed", "type", "value")]
    return [name, str(texts), str(tally.gold), str(tally.made), *scores]
