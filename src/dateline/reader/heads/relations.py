"""Relations: how likely what a source does to a target is of each type, from the rules' answer, words and vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dateline.reader.draft import Draft
from dateline.reader.events.pair_words import words
from dateline.reader.events.relation import TYPES, between, features
from dateline.reader.heads.heads import Heads
from dateline.reader.vectors import WIDTH, Matrix, mean_of
from dateline.records import Event, Span

MAIN = 0  # the head that is used; those after it never saw one fifth each of the sentences it was fitted on
WORDS = 3.0  # how much the words weigh beside the rules' columns
MEANS = 2 * WIDTH  # the last inputs: the mean vectors of what stands between the two, and of their sentence


def inputs(
    draft: Draft, source: Sequence[Span], target: Sequence[Span], events: Sequence[Event] | None = None
) -> Matrix:
    """What the head is told of a pair: the rules' columns, the words around it, the vectors between and around it.

    `events` is as for the rules' `features`.
    """
    parse, vectors = draft.parse, draft.vectors
    told = [features(draft, source, target, events), WORDS * words(draft, source, target)]
    if vectors is None:
        return np.concatenate([*told, np.zeros(MEANS, dtype=np.float32)])
    numbers = {parse.sentence[i] for span in (*source, *target) for i in parse.tokens(span)}
    way = [parse.span(i, i) for i in between(draft, source, target)]
    around = [parse.span(parse.sentences[n][0], parse.sentences[n][1] - 1) for n in sorted(numbers)]
    return np.concatenate([*told, mean_of(vectors, parse, way), mean_of(vectors, parse, around)])


def relation(
    draft: Draft,
    source: Sequence[Span],
    target: Sequence[Span],
    heads: Heads,
    head: int = MAIN,
    events: Sequence[Event] | None = None,
) -> Mapping[str, float]:
    """By type, how likely it is. The draft must have come through the status layer with its vectors."""
    x = inputs(draft, source, target, events)
    scores = heads.weights["relations.weight"][head] @ x + heads.weights["relations.bias"][head]
    odds = np.exp(scores - scores.max())
    return dict(zip(TYPES, (odds / odds.sum()).tolist(), strict=True))
