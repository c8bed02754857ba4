"""The baselines: the same head lemma, and TF-IDF with average-linkage clustering, as anybody would try them first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from dateline.bench.across.agglomerate import Matrix
from dateline.reader.parse import Parse
from dateline.records import Span

_WORD = re.compile(r"\b\w\w+\b")
_BLOCK = 2048  # words at a time


def tfidf(texts: Sequence[Sequence[str]]) -> Matrix:
    """Cosines of texts given as words: counts times smoothed inverse document frequency, scaled to length 1."""
    n = len(texts)
    counts = [Counter(text) for text in texts]
    frequency = Counter(word for count in counts for word in count)
    weight = {word: float(np.log((1 + n) / (1 + df)) + 1) for word, df in frequency.items()}
    column = {word: i for i, word in enumerate(sorted(word for word, df in frequency.items() if df > 1))}
    square = [sum((count[w] * weight[w]) ** 2 for w in count) for count in counts]
    length = np.sqrt(np.array(square, dtype=np.float64)).clip(1e-9)
    out = np.zeros((n, n), dtype=np.float32)
    for first in range(0, len(column), _BLOCK):
        part = np.zeros((n, min(_BLOCK, len(column) - first)), dtype=np.float32)
        for i, count in enumerate(counts):
            for word, times in count.items():
                if first <= column.get(word, -1) < first + _BLOCK:
                    part[i, column[word] - first] = times * weight[word] / length[i]
        out += part @ part.T
    return out


def words(text: str) -> list[str]:
    """The words of two letters and more, in lower case."""
    return _WORD.findall(text.lower())


def sentence_words(parse: Parse, head: int | None, span: Span, times: int) -> list[str]:
    """A mention in its sentence: the sentence's words, its own counted so many times more."""
    own = words(span.of(parse.text))
    if head is None:
        return own * (1 + times)
    first, end = parse.sentences[parse.sentence[head]]
    return words(parse.words_of(first, end - 1)) + own * times


def lead_lemma(parse: Parse) -> str:
    """The lemma on which a report's first sentence hangs; empty for a report without words."""
    if not parse.sentences:
        return ""
    first, end = parse.sentences[0]
    return next((parse.lemma[i].lower() for i in range(first, end) if parse.head[i] == i), "")
