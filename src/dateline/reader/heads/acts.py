"""Acts: how likely the police kill, arrest, use force, act at all or fail to act in a sentence, as the head sees it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from dateline.reader.draft import Draft
from dateline.reader.events.police import LABELS, features
from dateline.reader.hashed import BUCKETS, hashed
from dateline.reader.heads.heads import Heads
from dateline.reader.vectors import WIDTH, Matrix, summed_up
from dateline.records import Span

MOST = 400  # words of one sentence that are looked at
WORDS = 3.0  # how much the words weigh beside the rules' columns
GREATEST = WIDTH  # the last inputs: of each vector column the greatest in the sentence
RULES = 0.3  # what the rules' own log-odds add to the head's
_LEAST = 0.03  # the rules are never surer than this


def inputs(draft: Draft, sentences: Sequence[Span]) -> Matrix:
    """What the head is told of each sentence of one report: the rules' columns, words in ones and twos, vectors."""
    stretches = [draft.parse.tokens(span) for span in sentences]
    rules = features(draft, sentences)
    words = np.stack([_words(draft, stretch) for stretch in stretches]) if stretches else np.zeros((0, BUCKETS))
    greatest: Matrix = np.zeros((len(stretches), WIDTH), dtype=np.float32)
    if draft.vectors is not None:
        greatest = summed_up(draft.vectors, stretches)[:, WIDTH:]
    return np.concatenate([rules, WORDS * words, greatest], axis=1).astype(np.float32)


def acts(told: Matrix, heads: Heads) -> Matrix:
    """Sentences x LABELS, from their `inputs`: above zero where a label holds."""
    scores = told @ heads.weights["acts.weight"].T + heads.weights["acts.bias"]
    out: Matrix = scores + RULES * odds_by_rules(told) - heads.weights["acts.threshold"]
    return out


def odds_by_rules(told: Matrix) -> Matrix:
    """The rules' own scores, which come first of their columns, as log-odds."""
    by_rules = np.clip(told[:, : len(LABELS)], _LEAST, 1 - _LEAST)
    out: Matrix = np.log(by_rules / (1 - by_rules))
    return out


def _words(draft: Draft, stretch: range) -> Matrix:
    """Every lemma and every two in a row, once."""
    lemmas = [draft.parse.lemma[i] for i in stretch[:MOST]]
    return hashed({*lemmas, *(f"{a} {b}" for a, b in pairwise(lemmas))})
