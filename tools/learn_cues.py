"""Count on PolNeAR's train split how often each word is a cue in each construction, and write the word list.

    python tools/learn_cues.py ../shared/corpora/polnear > src/dateline/reader/data/cues.tsv

A candidate hits when its content overlaps a gold content by half (intersection over union of characters) and its
source touches the gold source. Candidates within a gold content are left out unless they hit: PolNeAR marks
outermost attributions only. Rates are shrunk towards what construction and word alone would give.
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

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.candidates import find_candidates
from dateline.reader.attribution.cues import ANY, SURE
from dateline.reader.attribution.page import Page
from dateline.reader.draft import Draft
from dateline.reader.parse import Parse
from dateline.reader.sentences import SentencesLayer
from dateline.records import Report, Span

WORD_WEIGHT = 2.0  # how many average sightings a word's own record is mixed with
PAIR_WEIGHT = 4.0  # and a word's record in one construction
LEAST = 3  # pairs seen less often are listed only when they hit

Characters = frozenset[int]


@dataclass
class Tally:
    """Sightings and hits by (lemma, construction); each word's alone; each construction's alone."""

    tries: Counter[tuple[str, str]] = field(default_factory=Counter)
    hits: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, candidate: Candidate, hit: bool) -> None:
        for pair in ((candidate.lemma, candidate.key), (candidate.lemma, ANY), (ANY, candidate.key), (ANY, ANY)):
            self.tries[pair] += 1
            self.hits[pair] += hit

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
            yield lemma, key, rate, self.hits[lemma, key], n


def characters(spans: Iterable[tuple[int, int]], text: str) -> Characters:
    return frozenset(i for s, e in spans for i in range(s, e) if not text[i].isspace())


def count(tally: Tally, parse: Parse, text: str, gold: list[dict[str, Any]]) -> None:
    """Add one document."""
    marked = [(characters(a["content"], text), characters(a["source"], text)) for a in gold]
    by_character: dict[int, set[int]] = defaultdict(set)
    for n, (content, _) in enumerate(marked):
        for i in content:
            by_character[i].add(n)
    for candidate in find_candidates(Page.of(parse)):
        content = characters(_spans(parse, candidate.content), text)
        source = characters(_spans(parse, [candidate.source] if candidate.source else []), text)
        near = {n for i in content for n in by_character.get(i, ())}
        hit = any(
            2 * len(content & marked[n][0]) >= len(content | marked[n][0]) and _same(source, marked[n][1]) for n in near
        )
        if hit or parse.start[candidate.head] not in by_character:
            tally.add(candidate, hit)


def _same(a: Characters, b: Characters) -> bool:
    return bool(a & b) if a and b else not a and not b


def _spans(parse: Parse, ranges: Iterable[Range]) -> list[Span]:
    return [parse.span(first, last) for first, last in ranges]


def _read(path: Path) -> dict[str, dict[str, Any]]:
    return {row["doc"]: row for row in map(json.loads, path.open(encoding="utf-8"))}


def main(folder: Path) -> None:
    texts, gold = _read(folder / "train.text.jsonl"), _read(folder / "train.gold.jsonl")
    sentences = SentencesLayer()
    tally = Tally()
    for doc, row in texts.items():
        text = row["text"]
        draft = Draft(Report(doc, text, body=(Span(0, len(text)),)), Parse(text))
        sentences(draft)
        count(tally, draft.parse, text, gold[doc]["attributions"])
    print(
        "# How often a word, in a construction, is the cue of an attribution (rate, 0..1): counts over the 840 articles"
    )
    print(f"# of PolNeAR's train split (Newell et al., LREC 2018), made by tools/learn_cues.py on {date.today()}.")
    print(
        "# Lemma *: the construction's average word. Construction *: how much likelier than average the word is in any."
    )
    print("lemma\tconstruction\trate\thits\ttries")
    for lemma, key, rate, hits, tries in tally.rows():
        print(f"{lemma}\t{key}\t{rate:.3f}\t{hits}\t{tries}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
