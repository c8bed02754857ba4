"""The evaluation of a network on a split: what it alone finds, against the gold attributions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import numpy as np
import torch

from dateline.bench.attribution.score import Tally, compare
from dateline.bench.common import prf
from dateline.reader.attribution.learned.decode import Found, Links, cue_odds, find_cues, find_roles, moved
from training.batches import batched, distance_of, examples_of
from training.corpus import VARIANTS, Article, load, rows_of
from training.network import Tagger
from training.train import restore, vectors_of

ALONE = -0.5  # least log-odds of a cue, where only the network is asked


def found_in(
    tagger: Tagger, articles: Sequence[Article], marks: tuple[int, int], batch: int = 8192
) -> list[list[Found]]:
    """What the network finds in each article, tokens of the article."""
    tagger.eval()
    examples = [(n, e) for n, article in enumerate(articles) for e in examples_of(article, *marks)]
    of = {id(e): n for n, e in examples}
    out: list[list[Found]] = [[] for _ in articles]
    with torch.inference_mode():
        for group in batched([e for _, e in examples], batch):
            for example, vectors in zip(group.examples, vectors_of(tagger, group), strict=True):
                scores = tagger.cues(vectors).numpy()
                w = example.window
                cues = [c for c in find_cues(scores) if w.own_first <= c[0] + w.first < w.own_end]
                pairs = np.array(cues, dtype=np.int64).reshape(-1, 2)
                asked = replace(example, cues=pairs)
                links = tagger.links(
                    vectors, torch.from_numpy(pairs[:, 0]), torch.from_numpy(pairs[:, 1]), distance_of(asked)
                ).numpy()
                near = np.asarray(example.article.paragraph[w.first : w.end], dtype=np.int64)
                for one in find_roles([Links(cues, links, near)])[0]:
                    out[of[id(example)]].append(moved(one, w.first, cue_odds(scores, one.cue)))
    return out


def score(
    articles: Sequence[Article],
    rows: Sequence[dict[str, Any]],
    found: Sequence[Sequence[Found]],
    stands: Callable[[Found], bool],
) -> Tally:
    tally = Tally()
    for article, own in zip(articles, found, strict=True):
        row = rows[int(article.number[0])]
        predicted = list(records(article, [f for f in own if f.content and stands(f)]))
        compare(tally, row["attributions"], predicted, row["text"])
    return tally


def records(article: Article, found: Sequence[Found]) -> Iterator[dict[str, Any]]:
    """In the scorers' form."""

    def spans(ranges: Sequence[tuple[int, int]]) -> list[list[int]]:
        return [[int(article.start[a]), int(article.end[b])] for a, b in ranges]

    for f in found:
        yield {
            "cue": spans([f.cue]),
            "source": spans([f.source] if f.source is not None else []),
            "content": spans(f.content),
        }


def report(corpus: Path, work: Path, marks: tuple[int, int]) -> None:
    """Print, and keep in `work`, what each network alone gets right on dev, in every variant; mean and spread."""
    rows, articles = rows_of(corpus, "dev"), load(work / "dev.npz", Article)
    out: dict[str, dict[str, float]] = {}
    for path in sorted(work.glob("*.pt")):
        tagger = Tagger()
        restore(path, tagger)
        for variant, name in enumerate(VARIANTS):
            own = [a for a in articles if int(a.number[1]) == variant]
            tally = score(own, rows, found_in(tagger, own, marks), lambda f: f.cue_score > ALONE)
            p, r, f1 = prf(tally.right, tally.predicted, tally.gold)
            figures = {"precision": p, "recall": r, "f1": f1}
            figures |= {f"recall_{m}": 100 * hit / max(1, n) for m, (hit, n) in tally.manners.items()}
            out[f"{path.stem}, {name}"] = {k: round(v, 2) for k, v in figures.items()}
            print(f"{path.stem}, {name}: " + ", ".join(f"{k} {v:.2f}" for k, v in figures.items()))
    for name in VARIANTS:
        seeds = [f["f1"] for key, f in out.items() if key.startswith("seed") and key.endswith(name)]
        if len(seeds) > 1:
            print(f"{name}: F1 of {len(seeds)} seeds {mean(seeds):.2f}, standard deviation {stdev(seeds):.2f}")
            out[f"seeds, {name}"] = {"mean": round(mean(seeds), 2), "deviation": round(stdev(seeds), 2)}
    (work / "evaluation.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
