"""Sentences: what the police did, sentence by sentence."""

from dateline.bench.sentences.measure import run

__all__ = ["run"]
