"""Count on PolNeAR's train split how often each word is a cue in each construction, and write the word lists.

`python -m training cues` writes cues.tsv and cue_contexts.tsv. A candidate hits when its content overlaps a gold one
by half (intersection over union of characters) and its source touches the gold source. Candidates within a gold content
are left out unless they hit: PolNeAR marks outermost attributions only. Rates are shrunk towards what construction and
word alone give. Context weights are those of a logistic regression over rates counted on the other four fifths.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.candidates import find_candidates
from dateline.reader.attribution.context import describe, log_odds
from dateline.reader.attribution.cues import ANY, LEAST_RATE, SURE, Cues
from dateline.reader.attribution.page import Page
from dateline.reader.draft import Draft
from dateline.reader.parse import Parse
from dateline.reader.sentences import SentencesLayer
from dateline.records import Report, Span

WORD_WEIGHT = 2.0  # how many average sightings a word's own record is mixed with
PAIR_WEIGHT = 4.0  # and a word's record in one construction
LEAST = 3  # pairs seen less often are listed only when the word ever hits
FOLDS = 5
SEEN = 30
RIDGE = 6.0
SMALL = 0.05  # weights nearer to zero are left out

Characters = frozenset[int]


@dataclass(frozen=True)
class Sighting:
    """One candidate of one article, what stood around it, and whether a reader marked it."""

    article: int
    candidate: Candidate
    contexts: tuple[str, ...]
    hit: bool


@dataclass
class Tally:
    """Sightings and hits by (lemma, construction); each word's alone; each construction's alone."""

    tries: Counter[tuple[str, str]] = field(default_factory=Counter)
    hits: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, sightings: Iterable[Sighting]) -> Tally:
        tally = cls()
        for s in sightings:
            lemma, key = s.candidate.lemma, s.candidate.key
            for pair in ((lemma, key), (lemma, ANY), (ANY, key), (ANY, ANY)):
                tally.tries[pair] += 1
                tally.hits[pair] += s.hit
        return tally

    def rows(self) -> Iterator[tuple[str, str, float, int, int]]:
        """Rows of the list: lemma, construction, rate, hits, tries."""
        overall = self.hits[ANY, ANY] / self.tries[ANY, ANY]
        usual = {
            key: (self.hits[lemma, key] + 2 * overall) / (n + 2)
            for (lemma, key), n in self.tries.items()
            if lemma == ANY and key != ANY
        }
        expected: dict[str, float] = defaultdict(float)
        for (lemma, key), n in self.tries.items():
            if ANY not in (lemma, key):
                expected[lemma] += n * usual[key]
        factor = {w: (self.hits[w, ANY] + WORD_WEIGHT) / (e + WORD_WEIGHT) for w, e in expected.items()}
        for (lemma, key), n in sorted(self.tries.items()):
            if (lemma, key) == (ANY, ANY) or (lemma != ANY and n < LEAST and not self.hits[lemma, ANY]):
                continue
            if lemma == ANY:
                rate = usual[key]
            elif key == ANY:
                rate = factor[lemma]
            else:
                prior = min(SURE, usual[key] * factor[lemma])
                rate = (self.hits[lemma, key] + PAIR_WEIGHT * prior) / (n + PAIR_WEIGHT)
            yield lemma, key, round(rate, 3), self.hits[lemma, key], n

    def cues(self) -> Cues:
        return Cues({(lemma, key): rate for lemma, key, rate, _, _ in self.rows()})


def sightings(article: int, parse: Parse, text: str, gold: list[dict[str, Any]]) -> Iterator[Sighting]:
    """The candidates of one article that its gold annotation judges."""
    marked = [(characters(a["content"], text), characters(a["source"], text)) for a in gold]
    by_character: dict[int, set[int]] = defaultdict(set)
    for n, (content, _) in enumerate(marked):
        for i in content:
            by_character[i].add(n)
    page = Page.of(parse)
    for candidate in find_candidates(page):
        content = characters(_spans(parse, candidate.content), text)
        source = characters(_spans(parse, [candidate.source] if candidate.source else []), text)
        near = {n for i in content for n in by_character.get(i, ())}
        hit = any(
            2 * len(content & marked[n][0]) >= len(content | marked[n][0]) and _same(source, marked[n][1]) for n in near
        )
        if hit or parse.start[candidate.head] not in by_character:
            yield Sighting(article, candidate, tuple(describe(page, candidate)), hit)


def characters(spans: Iterable[tuple[int, int]], text: str) -> Characters:
    return frozenset(i for s, e in spans for i in range(s, e) if not text[i].isspace())


def _same(a: Characters, b: Characters) -> bool:
    return bool(a & b) if a and b else not a and not b


def _spans(parse: Parse, ranges: Iterable[Range]) -> list[Span]:
    return [parse.span(first, last) for first, last in ranges]


def weights_of(seen: list[Sighting]) -> dict[str, float]:
    """Log-odds of the contexts, given rates that were counted on other articles."""
    folds = [Tally.of(s for s in seen if s.article % FOLDS != k).cues() for k in range(FOLDS)]
    rated = [(s, folds[s.article % FOLDS].rate(s.candidate)) for s in seen]
    rated = [(s, rate) for s, rate in rated if rate >= LEAST_RATE]
    often = Counter(context for s, _ in rated for context in s.contexts)
    column = {context: n for n, context in enumerate(sorted(c for c, n in often.items() if n >= SEEN))}
    known = [[column[c] for c in s.contexts if c in column] for s, _ in rated]
    row = np.repeat(np.arange(len(known)), [len(k) for k in known])
    col = np.concatenate([np.array(k, dtype=int) for k in known])
    hit = np.array([s.hit for s, _ in rated], dtype=float)
    rate = np.array([log_odds(r) for _, r in rated])
    weights, slope, base = np.zeros(len(column)), 1.0, 0.0
    for _ in range(600):
        odds = slope * rate + base + np.bincount(row, weights=weights[col], minlength=len(hit))
        p = 1 / (1 + np.exp(-odds))
        wrong, curve = p - hit, p * (1 - p)
        gradient = np.bincount(col, weights=wrong[row], minlength=len(weights)) + RIDGE * weights
        curvature = np.bincount(col, weights=curve[row], minlength=len(weights)) + RIDGE
        weights -= 0.08 * gradient / curvature  # a short step: contexts stand together
        base -= 0.3 * float(wrong.sum() / curve.sum())
        slope -= 0.3 * float((wrong * rate).sum() / (curve * rate * rate).sum())
    loss = -float((hit * np.log(p) + (1 - hit) * np.log(1 - p)).mean())
    print(f"{len(hit)} candidates, {len(column)} contexts, log loss {loss:.4f}", file=sys.stderr)
    out = {c: round(float(weights[n]), 2) for c, n in column.items() if abs(weights[n]) >= SMALL}
    return {"slope": round(slope, 3), "base": round(base, 3), **out}


def write(seen: list[Sighting], folder: Path) -> None:
    """The two lists."""
    made = f"# on the 840 articles of PolNeAR's train split (LREC 2018) by `python -m training cues`, {date.today()}."
    cues = [
        "# How often a word, in a construction, is the cue of an attribution (rate, 0..1), counted",
        made,
        "# Lemma *: the construction's average word. Construction *: how much likelier than average the word is.",
        "lemma\tconstruction\trate\thits\ttries",
        *("\t".join(map(str, row)) for row in Tally.of(seen).rows()),
    ]
    contexts = [
        "# How much likelier (log-odds) what stands around a cue makes it an attribution, fitted",
        made,
        "# slope and base put the rates of cues.tsv on the same scale.",
        "context\tweight",
        *(f"{context}\t{weight}" for context, weight in weights_of(seen).items()),
    ]
    (folder / "cues.tsv").write_text("\n".join(cues) + "\n", encoding="utf-8")
    (folder / "cue_contexts.tsv").write_text("\n".join(contexts) + "\n", encoding="utf-8")


def _read(path: Path) -> dict[str, dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return {row["doc"]: row for row in map(json.loads, lines)}


def learn(corpus: Path, folder: Path) -> None:
    texts, gold = _read(corpus / "train.text.jsonl"), _read(corpus / "train.gold.jsonl")
    sentences = SentencesLayer()
    seen: list[Sighting] = []
    for article, (doc, row) in enumerate(texts.items()):
        text = row["text"]
        draft = Draft(Report(doc, text, body=(Span(0, len(text)),)), Parse(text))
        sentences(draft)
        seen.extend(sightings(article, draft.parse, text, gold[doc]["attributions"]))
    write(seen, folder)
