"""Pair words: the lemmas around a source and a target, and those on the way between them, hashed into a vector."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dateline.reader.draft import Draft
from dateline.reader.events.relation import between
from dateline.reader.hashed import hashed
from dateline.records import Span

MOST = 2_000  # tokens of the sentences that are looked at


def words(draft: Draft, source: Sequence[Span], target: Sequence[Span]) -> npt.NDArray[np.float32]:
    """A vector of length 1 over BUCKETS: every lemma of the pair's sentences once, and once more for the way between.

    The source's and the target's own words are left out: who they are is not what they do. Zeros for no words.
    """
    parse = draft.parse
    own = {i for span in (*source, *target) for i in parse.tokens(span)}
    numbers = {parse.sentence[i] for i in own}
    around = [i for n in sorted(numbers) for i in range(*parse.sentences[n])][:MOST]
    lemmas = {parse.lemma[i] for i in around if i not in own}
    way = {f"way {parse.lemma[i]}" for i in between(draft, source, target)}
    return hashed(lemmas | way)
