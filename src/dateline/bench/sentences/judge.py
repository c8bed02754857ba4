"""Who answers in the sentences benchmark: the head for acts of the police with the rules, or the rules alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dateline.bench.relations.judge import has_heads
from dateline.bench.sentences.corpus import Article
from dateline.reader.draft import Draft
from dateline.reader.events.police import HOLDS, IMPLIED, LABELS, features
from dateline.reader.heads.heads import Heads, chances, shipped


@dataclass(frozen=True, slots=True)
class Judge:
    """Answers the rows of an article; without heads, by the rules."""

    heads: Heads | None

    def labels(self, draft: Draft, article: Article) -> list[frozenset[str]]:
        """The labels that hold in each row."""
        scores = features(draft, article.spans)[:, : len(LABELS)]  # the rules' own come first
        if self.heads is not None and draft.vectors is not None:
            stretches = [draft.parse.tokens(span) for span in article.spans]
            scores = (scores + chances(self.heads.acts(draft.vectors, stretches))) / np.float32(2)
        for of, implied in IMPLIED:
            at, whole = LABELS.index(implied), LABELS.index(of)
            scores[:, at] = np.maximum(scores[:, at], scores[:, whole])
        return [frozenset(n for n, score in zip(LABELS, row, strict=True) if score >= HOLDS) for row in scores]

    def told(self) -> str:
        """Who answers."""
        if self.heads is None:
            return "Answered by the rules."
        return "Answered by the head for acts of the police and the rules: the mean of what both give."


def judge_of(layers: Mapping[str, str] | None) -> Judge:
    """The heads that come with the program; the rules where the layers are chosen so that there are none to ask."""
    return Judge(shipped() if has_heads(layers) else None)
