"""Confidence: how often a finding with such scores was right, as counted on articles the network never saw."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.learned.decode import Found

FEATURES = ("cue", "content", "source", "sourceless", "short", "proposed", "agreed")
_SHORT = 4  # tokens of content


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the rules propose, by cue token."""

    at: Mapping[int, Candidate]

    @classmethod
    def of(cls, candidates: Iterable[Candidate]) -> Proposals:
        at: dict[int, Candidate] = {}
        for c in candidates:
            if c.head not in at or c.rate > at[c.head].rate:
                at[c.head] = c
        return cls(at)

    def like(self, found: Found) -> Candidate | None:
        """The likeliest one whose cue is this one's."""
        known = [self.at[i] for i in range(found.cue[0], found.cue[1] + 1) if i in self.at]
        return max(known, key=lambda c: c.rate, default=None)


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic regression with few weights, fitted on a split apart (`training/calibrate.py`)."""

    weights: Mapping[str, float]
    base: float
    least: float  # what is less sure is no claim

    @classmethod
    def load(cls, path: Path) -> Confidence:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(kept["weights"], kept["base"], kept["least"])

    def of(self, found: Found, proposals: Proposals) -> float:
        """0..1."""
        odds = self.base + sum(self.weights[name] * value for name, value in features(found, proposals).items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def features(found: Found, proposals: Proposals) -> dict[str, float]:
    """The scores of one finding: one number for each of `FEATURES`."""
    like = proposals.like(found)
    return {
        "cue": max(-4.0, min(6.0, found.cue_score)),
        "content": max(-3.0, found.content_score),
        "source": max(-3.0, found.source_score),
        "sourceless": float(found.source is None),
        "short": float(sum(b + 1 - a for a, b in found.content) < _SHORT),
        "proposed": like.rate if like is not None else 0.0,
        "agreed": overlap(found.content, like.content) if like is not None else 0.0,
    }


def overlap(a: Iterable[Range], b: Iterable[Range]) -> float:
    """Intersection over union, in tokens."""
    one = {i for first, last in a for i in range(first, last + 1)}
    two = {i for first, last in b for i in range(first, last + 1)}
    return len(one & two) / len(one | two) if one or two else 0.0
