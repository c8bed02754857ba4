"""Reports in ECB+'s form: a JSON object a line, with the text, the happening it tells of, and its event mentions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.bench.common import BenchError, Record
from dateline.bench.common import load as load_lines
from dateline.records import Span

MOST_REPORTS, MOST_MENTIONS = 2_000, 8_000  # the memory of a run grows with the square of these


@dataclass(frozen=True, slots=True)
class Given:
    """An event mention that the corpus gives: where it stands. `cluster` is the answer."""

    span: Span
    cluster: str


@dataclass(frozen=True, slots=True)
class Doc:
    """One report. `topic` and `subtopic` are answers, as the mentions' clusters are: only the score asks for them."""

    text: str
    topic: str
    subtopic: str
    mentions: tuple[Given, ...]


def load(path: Path) -> list[Doc]:
    """The reports of a file. Raises BenchError, which names the line."""
    records = load_lines(path, "text", "topic", "subtopic", "mentions")
    lines = [n for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if line.strip()]
    docs = [_doc(record, f"{path}, line {n}") for n, record in zip(lines, records, strict=True)]
    mentions = sum(len(doc.mentions) for doc in docs)
    if not docs:
        raise BenchError(f"{path} has no reports. Give a JSONL file with one report a line.")
    if len(docs) > MOST_REPORTS or mentions > MOST_MENTIONS:
        raise BenchError(
            f"{path} has {len(docs):,} reports and {mentions:,} mentions; this is for up to {MOST_REPORTS:,} and "
            f"{MOST_MENTIONS:,}, since all are compared with all. Give a part of it."
        )
    return docs


def _doc(record: Record, where: str) -> Doc:
    for name in ("text", "topic", "subtopic"):
        if not isinstance(record[name], str):
            raise BenchError(f"{where}: {name!r} is no text.")
    if not isinstance(record["mentions"], list):
        raise BenchError(f"{where}: 'mentions' is no list.")
    text = record["text"]
    given = (_given(mention, text, f"{where}, mention {n}") for n, mention in enumerate(record["mentions"], 1))
    return Doc(text, record["topic"], record["subtopic"], tuple(given))


def _given(mention: Any, text: str, where: str) -> Given:
    if not isinstance(mention, dict) or not {"start", "end", "cluster"} <= mention.keys():
        raise BenchError(f"{where}: needs 'start', 'end' and 'cluster'.")
    start, end = mention["start"], mention["end"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise BenchError(f"{where}: [{start!r}, {end!r}) is no part of the text, which has {len(text)} characters.")
    if not text[start:end].strip():
        raise BenchError(f"{where}: [{start}, {end}) is blank.")
    return Given(Span(start, end), str(mention["cluster"]))
