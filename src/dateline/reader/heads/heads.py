"""The heads: small networks that read incidents and their slots in the encoder's vectors, and the weights of all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from dateline.reader.vectors import Matrix, Vectors, summed_up

FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Heads:
    """The weights of one folder, by name."""

    version: str
    weights: Mapping[str, Matrix]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Heads:
        """The heads of a folder; their version is the first figures of the hash of what is in it."""
        version = json.loads((folder / "weights.json").read_text(encoding="utf-8"))["version"]
        with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
            return cls(version, {name: arrays[name].astype(np.float32) for name in arrays.files})

    def tags(self, vectors: Vectors) -> Matrix:
        """Tokens x TAGS: how likely each tag is."""
        scores = vectors.astype(np.float32) @ self.weights["tags.weight"].T + self.weights["tags.bias"]
        odds = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
        out: Matrix = odds / odds.sum(axis=1, keepdims=True)
        return out

    def incidents(self, vectors: Vectors, sentences: Sequence[range]) -> Matrix:
        """Sentences x INCIDENTS: how likely a sentence tells of an incident of each type."""
        w = self.weights
        inside = np.maximum(summed_up(vectors, sentences) @ w["incidents.1.weight"].T + w["incidents.1.bias"], 0)
        return chances(inside @ w["incidents.4.weight"].T + w["incidents.4.bias"])


def chances(odds: Matrix) -> Matrix:
    """Log-odds as probabilities."""
    out: Matrix = (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)
    return out


@lru_cache(maxsize=1)
def shipped() -> Heads:
    """The heads that come with the program."""
    return Heads.load()
