"""Who answers in the sentences benchmark: the head for acts of the police with the rules, or the rules alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.bench.relations.judge import has_heads
from dateline.bench.sentences.corpus import Article
from dateline.reader.draft import Draft
from dateline.reader.events.police import HOLDS, IMPLIED, LABELS, features
from dateline.reader.heads.acts import acts, inputs
from dateline.reader.heads.heads import Heads, shipped


@dataclass(frozen=True, slots=True)
class Judge:
    """Answers the rows of an article; without heads, by the rules."""

    heads: Heads | None

    def labels(self, draft: Draft, article: Article) -> list[frozenset[str]]:
        """The labels that hold in each row."""
        if self.heads is None or draft.vectors is None:
            holds = features(draft, article.spans)[:, : len(LABELS)] >= HOLDS  # the rules' own come first
        else:
            holds = acts(inputs(draft, article.spans), self.heads) > 0
        for of, implied in IMPLIED:
            holds[:, LABELS.index(implied)] |= holds[:, LABELS.index(of)]
        return [frozenset(n for n, held in zip(LABELS, row, strict=True) if held) for row in holds]

    def told(self) -> str:
        """Who answers."""
        if self.heads is None:
            return "Answered by the rules."
        return "Answered by the head for acts of the police, with the rules."


def judge_of(layers: Mapping[str, str] | None) -> Judge:
    """The heads that come with the program; the rules where the layers are chosen so that there are none to ask."""
    return Judge(shipped() if has_heads(layers) else None)
