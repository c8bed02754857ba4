"""Factuality: how real the reader takes a predicate to be, from -3 to 3, against what people answered (UDS-IH2)."""

from __future__ import annotations

import math
import statistics
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.bench.common import BenchError, Result, percent, progress, sha256, write_jsonl
from dateline.reader.draft import Draft, Frame
from dateline.reader.events.lexicon import EventLexicon
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.sentences import SentencesLayer
from dateline.reader.status import StatusLayer
from dateline.reader.status.clues import clues
from dateline.reader.status.factuality import MAIN, Factuality, shipped
from dateline.records import Report, Span

COLUMNS = (
    12  # number, word, score, score as first given, lemma, tags, features, gold parse, -, notes on the space after
)
GLUED = "SpaceAfter=No"
# What each status is worth where nothing but the status is looked at.
BY_RULE = {
    "happened": 2.5, "happening": 2.5, "attempted": -0.5, "threatened": -2.0, "planned": -1.5, "possible": -1.5,
    "denied": -2.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """One sentence of the file: its number from 1, its text, and each word's number, span and score."""

    row: int
    text: str
    words: tuple[tuple[int, Span, float | None], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A predicate: where it stands in the file, what people answered, what the reader says."""

    row: int
    token: int
    gold: float | None
    status: str
    clues: tuple[str, ...]
    score: float = 0.0


def run(data: Path, *, predictions: Path | None = None) -> Result:
    """Score every annotated predicate; in a file without scores, every verb and event noun that the reader sees."""
    blocks = list(read_blocks(data))
    table, own = shipped(), sha256(data)
    found = list(predicates(blocks))
    seen = own == table.fitted_on
    judged = [
        replace(p, score=table.score(p.clues, held_out(table, p.row, len(blocks)) if seen else MAIN)) for p in found
    ]
    if predictions:
        write_jsonl(predictions, ({"row": p.row, "token": p.token, "score": p.score} for p in judged))
    return _result(len(blocks), judged, table if seen else None)


def read_blocks(path: Path) -> Iterator[Block]:
    """The sentences of a file: blocks of lines, a word a line, parted by empty ones."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchError(f"{path} cannot be read ({error}). Give a file of UDS-IH2's form in UTF-8.") from error
    lines: list[tuple[int, list[str]]] = []
    row = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            if not line.startswith("# "):
                lines.append((number, line.rstrip("\r").split("\t")))
        elif lines:
            row += 1
            yield _block(path, row, lines)
            lines = []


def _block(path: Path, row: int, lines: Sequence[tuple[int, list[str]]]) -> Block:
    """One sentence, its text put together again from the words and the spaces between them."""
    words: list[tuple[int, Span, float | None]] = []
    text = ""
    for number, fields in lines:
        if len(fields) < 3:
            raise BenchError(f"{path}, line {number}: {len(fields)} columns. A number, a word and a score are needed.")
        try:
            token = int(fields[0])
            score = None if fields[2] in ("_", "") else float(fields[2])
        except ValueError as error:
            raise BenchError(
                f"{path}, line {number}: no number ({error}). Columns 1 and 3 hold numbers, or _."
            ) from error
        if score is not None and not -3 <= score <= 3:
            raise BenchError(f"{path}, line {number}: the score {score:g} is not between -3 and 3.")
        words.append((token, Span(len(text), len(text) + len(fields[1])), score))
        text += fields[1] + ("" if GLUED in fields[-1] else " ")
    return Block(row, text.rstrip(" "), tuple(words))


def predicates(blocks: Sequence[Block]) -> Iterator[Judged]:
    """The predicates of a file with their clues, by our own parse of each sentence; its gold parse is not looked at."""
    sentences, status = SentencesLayer(), StatusLayer(Lexicons())
    nouns = EventLexicon(Lexicons()).nouns
    blind = not any(score is not None for block in blocks for _, _, score in block.words)
    for block in progress(blocks, "reading"):
        asked = [word for word in block.words if word[2] is not None]
        if not asked and not blind:
            continue
        draft = Draft(Report("r_bench", block.text, body=(Span(0, len(block.text)),)), Parse(block.text))
        sentences(draft)
        parse = draft.parse
        for token, span, gold in block.words if blind else asked:
            i = parse.at(span.start)
            if blind and (i is None or not _is_predicate(parse, i, nouns)):
                continue
            if i is None:
                yield Judged(block.row, token, gold, "happened", ())
                continue
            told = str(status.status(parse, Frame("", i, None, (), parse.lemma[i])))
            yield Judged(block.row, token, gold, told, tuple(clues(parse, i, told, status.climber.cues)))


def _is_predicate(parse: Parse, i: int, nouns: Container[str]) -> bool:
    """Whether a word is one that the reader would ask about: a verb, or a noun that can tell of an event."""
    return parse.pos[i] == "VERB" or (parse.pos[i] in ("NOUN", "PROPN") and parse.lemma[i] in nouns)


def held_out(table: Factuality, row: int, rows: int) -> int:
    """The table that was fitted without the predicates of this row: the file is parted into as many runs of rows."""
    return 1 + (row - 1) * table.folds // rows


def sign_right(gold: Sequence[float], said: Sequence[float]) -> float:
    """Share of predicates, in percent, that are on the right side of 0; a gold score of 0 is on neither."""
    return percent(sum(g * s > 0 or g == s == 0 for g, s in zip(gold, said, strict=True)), len(gold))


def error(gold: Sequence[float], said: Sequence[float]) -> float:
    """Mean absolute error."""
    return statistics.fmean(abs(g - s) for g, s in zip(gold, said, strict=True)) if gold else math.nan


def correlation(gold: Sequence[float], said: Sequence[float]) -> float:
    """Pearson's r; nan where one side is always the same."""
    try:
        return statistics.correlation(gold, said)
    except statistics.StatisticsError:
        return math.nan


def _result(blocks: int, judged: Sequence[Judged], held: Factuality | None) -> Result:
    known = [p for p in judged if p.gold is not None]
    gold = [p.gold for p in known if p.gold is not None]
    if not gold:
        notes = [f"{blocks} sentences, no scores: {len(judged)} predicates scored, nothing to compare them with"]
        return Result(
            "Factuality", [["predicates", "scored"], ["", str(len(judged))]], {"predicates": len(judged)}, notes
        )
    said = [p.score for p in known]
    middle = statistics.median(gold)
    ways = {
        "the reader": said,
        "its rules alone": [BY_RULE[p.status] for p in known],
        "always happened": [3.0] * len(gold),
        "always the median": [middle] * len(gold),
    }
    rows = [["", "sign, %", "MAE", "r"]]
    rows += [[name, f"{sign_right(gold, s):.1f}", f"{error(gold, s):.3f}", _r(gold, s)] for name, s in ways.items()]
    signed = [(g, s) for g, s in zip(gold, said, strict=True) if g]
    figures = {
        "predicates": float(len(gold)),
        "sign_accuracy": sign_right(gold, said),
        "sign_accuracy_without_zeros": sign_right([g for g, _ in signed], [s for _, s in signed]),
        "mae": error(gold, said),
        "gain_over_median": error(gold, ways["always the median"]) - error(gold, said),
        "r": correlation(gold, said),
        "happened_sign_accuracy": sign_right(gold, ways["always happened"]),
        "happened_mae": error(gold, ways["always happened"]),
        "median_mae": error(gold, ways["always the median"]),
    }
    notes = [
        f"{len(gold)} predicates of {blocks} sentences; {len(gold) - len(signed)} have a score of 0, which no other"
        f" sign matches (without them: {figures['sign_accuracy_without_zeros']:.1f}%)"
    ]
    if held is not None:
        notes.append(
            f"These predicates fitted the table: each run of a {_nth(held.folds)} of the sentences is scored by a table"
            f" that was fitted on the others"
        )
    return Result("Factuality", rows, figures, notes, [("By status", _by_status(known))])


def _by_status(known: Sequence[Judged]) -> list[list[str]]:
    """What the rules call a predicate, and what people answered."""
    rows = [["status", "predicates", "gold mean", "above 0, %", "sign, %", "MAE"]]
    for status in BY_RULE:
        own = [p for p in known if p.status == status]
        gold = [p.gold for p in own if p.gold is not None]
        if gold:
            said = [p.score for p in own]
            real = percent(sum(g > 0 for g in gold), len(gold))
            cells = (statistics.fmean(gold), real, sign_right(gold, said), error(gold, said))
            rows.append(
                [status, str(len(own)), *(f"{cell:.{n}f}" for cell, n in zip(cells, (2, 1, 1, 3), strict=True))]
            )
    return rows


def _r(gold: Sequence[float], said: Sequence[float]) -> str:
    r = correlation(gold, said)
    return "" if math.isnan(r) else f"{r:.3f}"


def _nth(n: int) -> str:
    return {5: "fifth", 10: "tenth"}.get(n, f"{n}th")
