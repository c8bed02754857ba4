"""The corpus, read once: each article's pieces, clues and attributions, kept in one file of flat arrays."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from dateline.reader.attribution.choose import outermost
from dateline.reader.attribution.learned.clues import clues
from dateline.reader.attribution.learned.pieces import Pieces
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.rules import Rules
from dateline.reader.attribution.stance import Senses
from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.sentences import SentencesLayer
from dateline.records import Report, Span
from training.cues import FOLDS, Sighting, Tally, sightings

VARIANTS = ("as written", "lower case", "capitals")
ROLES = ("source", "cue", "content")
Array = npt.NDArray[Any]
Row = dict[str, Any]
A = TypeVar("A", bound="Article")


@dataclass(frozen=True)
class Article:
    """One article in one variant. `marks` rows are (attribution, role, first, last), tokens, both inclusive."""

    number: Array  # of the article in its split, and of the variant
    pieces: Array  # word pieces of all tokens, one after the other
    sizes: Array  # how many of them each token has
    clues: Array  # tokens x columns
    sentence: Array  # by token
    paragraph: Array  # by token
    start: Array  # characters, by token
    end: Array
    proposals: Array  # (first, last) of the cues that the rules propose
    marks: Array


def build(corpus: Path, tokenizer: Path, split: str, out: Path, workers: int) -> None:
    """Read one split in all variants. Train's articles meet rules whose cues were counted on the other folds."""
    rows = rows_of(corpus, split)
    with ProcessPoolExecutor(workers) as pool:
        tables: list[dict[tuple[str, str], float] | None] = [None] * FOLDS
        if split == "train":
            seen = [s for found in pool.map(_sightings, enumerate(rows), chunksize=8) for s in found]
            tables = [dict(Tally.of(s for s in seen if s.article % FOLDS != k).cues().rates) for k in range(FOLDS)]
        jobs = [
            (n, row, variant, tokenizer, tables[n % FOLDS])
            for variant in range(len(VARIANTS))
            for n, row in enumerate(rows)
        ]
        save(list(pool.map(_article, jobs, chunksize=8)), out)


def build_unmarked(texts: Path, tokenizer: Path, out: Path, most: int, workers: int) -> None:
    """Read the first `most` texts of a JSONL file that marks no attributions: a teacher will."""
    with texts.open(encoding="utf-8") as lines:
        rows = [
            {"text": json.loads(line)["text"], "attributions": []} for line, _ in zip(lines, range(most), strict=False)
        ]
    with ProcessPoolExecutor(workers) as pool:
        save(list(pool.map(_article, [(n, row, 0, tokenizer, None) for n, row in enumerate(rows)], chunksize=8)), out)


def rows_of(corpus: Path, split: str) -> list[Row]:
    """Texts with their gold attributions."""
    with (corpus / f"{split}.gold.jsonl").open(encoding="utf-8") as lines:
        gold = {row["doc"]: row["attributions"] for row in map(json.loads, lines)}
    with (corpus / f"{split}.text.jsonl").open(encoding="utf-8") as lines:
        return [{**row, "attributions": gold[row["doc"]]} for row in map(json.loads, lines)]


def in_case(text: str, variant: int) -> str:
    """The text in a variant, character for character, so that offsets hold."""
    if variant == 0:
        return text
    change = str.lower if variant == 1 else str.upper
    return "".join(change(c) if len(change(c)) == 1 else c for c in text)


@cache
def _sentences() -> SentencesLayer:
    return SentencesLayer()


@cache
def _pieces(path: Path) -> Pieces:
    return Pieces(path)


@cache
def _rules() -> Rules:
    return Rules.load(Lexicons(), Senses.load(Lexicons()))


def parse_of(text: str) -> Parse:
    """The words of a text, in sentences, with their labels."""
    draft = Draft(Report("", text, body=(Span(0, len(text)),)), Parse(text))
    _sentences()(draft)
    return draft.parse


def _sightings(job: tuple[int, Row]) -> list[Sighting]:
    n, row = job
    return list(sightings(n, parse_of(row["text"]), row["text"], row["attributions"]))


def _article(job: tuple[int, Row, int, Path, dict[tuple[str, str], float] | None]) -> Article:
    n, row, variant, tokenizer, rates = job
    parse = parse_of(in_case(row["text"], variant))
    article = article_of(n, parse, tokenizer, variant, rates)
    return replace(article, marks=np.array(list(_marks(parse, row["attributions"])), dtype=np.int32).reshape(-1, 4))


def article_of(
    n: int, parse: Parse, tokenizer: Path, variant: int = 0, rates: dict[tuple[str, str], float] | None = None
) -> Article:
    """A text as the network is shown it, with no marks; `rates` are the rules' own where none are given."""
    rules = _rules()
    if rates is not None:
        rules = replace(rules, cues=replace(rules.cues, rates=rates))
    page = Page.of(parse)
    proposals = rules.proposals(page)
    told = clues(page, proposals, outermost(proposals))
    cut = [_pieces(tokenizer).of(word) for word in parse.words]
    return Article(
        np.array([n, variant], dtype=np.int32),
        np.array([piece for word in cut for piece in word], dtype=np.int32),
        np.array([len(word) for word in cut], dtype=np.int16),
        told.astype(np.int8),
        np.array(parse.sentence, dtype=np.int32),
        np.array([parse.paragraph[s] for s in parse.sentence], dtype=np.int32),
        np.array(parse.start, dtype=np.int32),
        np.array(parse.end, dtype=np.int32),
        np.array([c.cue for c in proposals], dtype=np.int32).reshape(-1, 2),
        np.zeros((0, 4), dtype=np.int32),
    )


def _marks(parse: Parse, gold: Sequence[Row]) -> Iterator[tuple[int, int, int, int]]:
    for n, attribution in enumerate(gold):
        for r, role in enumerate(ROLES):
            for start, end in attribution[role]:
                tokens = parse.tokens(Span(start, end))
                if tokens:
                    yield n, r, tokens[0], tokens[-1]


def save(articles: Sequence[Article], path: Path) -> None:
    """All arrays end to end, with the lengths of each; written beside and moved into place."""
    arrays: dict[str, Array] = {}
    for field in fields(articles[0]):
        parts = [getattr(article, field.name) for article in articles]
        arrays[field.name] = np.concatenate(parts)
        arrays[f"{field.name}.lengths"] = np.array([len(part) for part in parts])
    part = path.with_name(path.name + ".part")
    with part.open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **arrays)
    part.replace(path)


def load(path: Path, kind: type[A]) -> list[A]:
    """What `save` kept: articles, or a kind of them that knows more."""
    with np.load(path) as arrays:
        columns = [np.split(arrays[f.name], np.cumsum(arrays[f"{f.name}.lengths"])[:-1]) for f in fields(kind)]
    return [kind(*parts) for parts in zip(*columns, strict=True)]
