"""The calibration: how often findings with such scores are right, on a split that the network never saw."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.bench.attribution.score import hits
from dateline.bench.common import prf
from dateline.reader import Reader
from dateline.reader.attribution import AttributionLayer
from dateline.reader.attribution.choose import outermost
from dateline.reader.attribution.learned.clues import clues
from dateline.reader.attribution.learned.confidence import FEATURES, Proposals, features
from dateline.reader.attribution.learned.decode import Found
from dateline.reader.attribution.learned.tagger import Tagger
from dateline.reader.attribution.page import Page
from dateline.reader.draft import Draft
from dateline.reader.parse import Parse
from dateline.records import report_of

FOLDS = 10
BINS = 10
RIDGE = 1.0
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """The findings of one split: article, features (in FEATURES' order), whether right; how many there were to find."""

    article: npt.NDArray[np.int64]
    values: Matrix
    hit: npt.NDArray[np.bool_]
    gold: int


def sample(rows: Sequence[dict[str, Any]], folder: Path) -> Sample:
    """What the exported network finds in each article, read as the whole reader reads it."""
    reader = Reader(layers={"attribution": "rules"})
    rules = next(layer for layer in reader.layers if isinstance(layer, AttributionLayer)).rules
    before = reader.layers[: [layer.name for layer in reader.layers].index("attribution")]
    tagger = Tagger(folder)
    article, values, hit = [], [], []
    for n, row in enumerate(rows):
        draft = Draft(report_of(row["text"]), Parse(row["text"]))
        for layer in before:
            layer(draft)
        parse, page = draft.parse, Page.of(draft.parse)
        proposals = rules.proposals(page)
        told = clues(page, proposals, outermost(proposals))
        paragraph = [parse.paragraph[s] for s in parse.sentence]
        found = [f for f in tagger.find(parse.words, parse.sentence, paragraph, told) if f.content]
        known = Proposals.of(proposals)
        right = hits(row["attributions"], [_record(parse, f) for f in found], row["text"])
        for i, f in enumerate(found):
            article.append(n)
            values.append([features(f, known)[name] for name in FEATURES])
            hit.append(i in right)
    gold = sum(len(row["attributions"]) for row in rows)
    return Sample(np.array(article), np.array(values), np.array(hit), gold)


def _record(parse: Parse, found: Found) -> dict[str, Any]:
    return {
        "cue": [parse.span(*found.cue)],
        "source": [parse.span(*found.source)] if found.source is not None else [],
        "content": [parse.span(*part) for part in found.content],
    }


def fit(values: Matrix, hit: npt.NDArray[np.bool_]) -> tuple[Matrix, float]:
    """Weights and base of a logistic regression (Newton's method, a little ridge)."""
    x = np.hstack([values, np.ones((len(values), 1))])
    keep = np.diag([RIDGE] * values.shape[1] + [0.0])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - hit) + keep @ weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + keep, gradient)
    return weights[:-1], float(weights[-1])


def held_out(found: Sample) -> Matrix:
    """Each finding's confidence by weights that were fitted on the other articles."""
    out = np.zeros(len(found.hit))
    for k in range(FOLDS):
        own = found.article % FOLDS == k
        weights, base = fit(found.values[~own], found.hit[~own])
        out[own] = 1 / (1 + np.exp(-(found.values[own] @ weights + base)))
    return out


def best_least(confidence: Matrix, found: Sample) -> float:
    """The highest threshold within 0.1 points of the best F1: of two tables as good, the one with fewer wrong rows."""
    steps = np.arange(0.2, 0.7, 0.01)
    f1 = [prf(int(found.hit[confidence >= s].sum()), int((confidence >= s).sum()), found.gold)[2] for s in steps]
    return round(max(float(s) for s, f in zip(steps, f1, strict=True) if f >= max(f1) - 0.1), 2)


def reliability(confidence: Matrix, hit: npt.NDArray[np.bool_]) -> list[dict[str, float]]:
    """By tenths of confidence: how many, what was said on average, what was right."""
    band = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return [
        {
            "findings": int((band == b).sum()),
            "said": round(float(confidence[band == b].mean()), 4),
            "right": round(float(hit[band == b].mean()), 4),
        }
        for b in range(BINS)
        if (band == b).any()
    ]


def calibrate(rows: Sequence[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Fit on `rows` and write `confidence.json` beside the weights; returns what it holds."""
    found = sample(rows, folder)
    weights, base = fit(found.values, found.hit)
    confidence = held_out(found)
    curve = reliability(confidence, found.hit)
    error = sum(b["findings"] * abs(b["said"] - b["right"]) for b in curve) / len(found.hit)
    out = {
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
        "base": round(base, 4),
        "least": best_least(confidence, found),
        "findings": len(found.hit),
        "expected_error": round(error, 4),
        "reliability": curve,
    }
    (folder / "confidence.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    return out
