"""Fits what `bench across --data` needs on the train split in ECB+'s form, and writes it beside the program.

    pip install scikit-learn
    python tools/fit_across.py ../shared/corpora/ecb/train.jsonl

Logistic regression over the evidence on pairs of mentions, and the thresholds: each the one that does best, on average,
over nine draws of a third of the topics, so that it is right for a split of that size. For Dateline's the weights are
fitted without the topics drawn. What it prints is that test; what it writes is fitted on all topics.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import mean

import numpy as np
from sklearn.linear_model import LogisticRegression

from dateline.bench.across.agglomerate import Matrix, average_linkage
from dateline.bench.across.bcubed import bcubed
from dateline.bench.across.ecb_clusters import Split, parsed
from dateline.bench.across.ecb_corpus import load
from dateline.bench.across.ecb_pairs import NAMES, Pairs, Weights
from dateline.bench.common import sha256

OUT = Path(__file__).parents[1] / "src/dateline/bench/across/ecb_weights.json"
SEEDS = (0, 1, 2)
FREEDOM = 0.1  # how freely weights may grow (the inverse of the penalty)
TIMES = (1, 2, 4, 8, 16)  # how often the TF-IDF baseline counts a mention's own words
STEPS = [round(0.02 * n, 2) for n in range(1, 50)]

Gold = dict[int, Hashable]


def gold_reports(split: Split) -> Gold:
    return {i: doc.subtopic for i, doc in enumerate(split.docs)}


def gold_events(split: Split) -> Gold:
    return dict(enumerate(mention.cluster for doc in split.docs for mention in doc.mentions))


def f1(gold: Gold, got: Sequence[Hashable]) -> float:
    return bcubed(gold, dict(enumerate(got)))[2]


def draws(topics: Sequence[str]) -> Iterator[set[str]]:
    """The topics three times in thirds."""
    for seed in SEEDS:
        drawn = sorted(topics)
        random.Random(seed).shuffle(drawn)  # noqa: S311 - a fixed seed is the point
        third = len(drawn) // 3
        yield from ({*drawn[:third]}, {*drawn[third : 2 * third]}, {*drawn[2 * third :]})


def part(split: Split, topics: set[str], *, within: bool) -> Split:
    """The reports of some topics, or of the others."""
    both = zip(split.docs, split.parses, strict=True)
    kept = [(doc, parse) for doc, parse in both if (doc.topic in topics) == within]
    return Split([doc for doc, _ in kept], [parse for _, parse in kept])


def fitted(split: Split, evidence: Sequence[Pairs]) -> Weights:
    """Weights fitted on all pairs of a split; the threshold is still to be found."""
    gold = gold_events(split)
    rows = np.concatenate([rows for _, _, rows in evidence]).astype(np.float64)
    same = [gold[int(i)] == gold[int(j)] for left, right, _ in evidence for i, j in zip(left, right, strict=True)]
    middle, spread = rows.mean(axis=0), rows.std(axis=0).clip(1e-6)
    model = LogisticRegression(C=FREEDOM, max_iter=500).fit((rows - middle) / spread, same)
    of = model.coef_[0] / spread
    return Weights(of, float(model.intercept_[0] - of @ middle), 0.5)


def best(likeness: Sequence[Matrix], golds: Sequence[Gold]) -> tuple[float, float]:
    """The threshold with the highest mean F1 over several splits, and that F1."""
    both = list(zip(likeness, golds, strict=True))
    return max((mean(f1(gold, average_linkage(each, least)) for each, gold in both), least) for least in STEPS)[::-1]


def told(name: str, scores: Sequence[float]) -> None:
    print(f"{name}: mean F1 {mean(scores):.1f}, least {min(scores):.1f}, most {max(scores):.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path, help="the train split")
    train = parser.parse_args().train
    docs = load(train)
    whole = Split(docs, parsed(docs))
    parts = [(topics, part(whole, topics, within=True)) for topics in draws(sorted({doc.topic for doc in docs}))]
    splits = [split for _, split in parts]
    reports, events = [gold_reports(s) for s in splits], [gold_events(s) for s in splits]

    told("reports", [f1(gold, split.reports) for gold, split in zip(reports, splits, strict=True)])
    report_least, score = best([split.report_tfidf for split in splits], reports)
    print(f"reports, TF-IDF from {report_least}: mean F1 {score:.1f}")
    found = {times: best([split.mention_tfidf(times) for split in splits], events) for times in TIMES}
    times = max(found, key=lambda each: found[each][1])
    print(f"mentions, TF-IDF, own words {times} times more, from {found[times][0]}: mean F1 {found[times][1]:.1f}")
    told("mentions, head lemma", [f1(g, s.head_lemmas()) for g, s in zip(events, splits, strict=True)])

    chances = []
    for topics, split in parts:
        others = part(whole, topics, within=False)
        weights = fitted(others, list(others.evidence()))
        chances.append(split.chances(weights, split.evidence()))
    least, score = best(chances, events)
    both = zip(chances, events, strict=True)
    told(f"mentions, from {least}", [f1(gold, average_linkage(each, least)) for each, gold in both])

    weights = fitted(whole, list(whole.evidence()))
    settings: Mapping[str, object] = {
        "made": f"tools/fit_across.py, {date.today()}, {train.name}, SHA-256 {sha256(train)}",
        "weights": {name: round(float(weight), 4) for name, weight in zip(NAMES, weights.of, strict=True)},
        "own": round(weights.own, 4),
        "least": least,
        "tfidf_reports": report_least,
        "tfidf_mentions": found[times][0],
        "tfidf_times": times,
    }
    OUT.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
