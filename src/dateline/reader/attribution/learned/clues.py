"""Clues: what the encoder is told of each token beside its word: case, breaks, parse labels, what the rules propose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from dateline.reader.attribution.candidate import Candidate
from dateline.reader.attribution.page import Page

Columns = npt.NDArray[np.int64]

COLUMNS = ("case", "break", "quoted", "tag", "dep", "role", "rate")
# Penn Treebank tags and ClearNLP labels, as spaCy's English models give them; 0 is any other.
TAGS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB "
    "RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``"
).split()
DEPS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative "
    "dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp"
).split()
RATES = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)  # bounds of the bands that a rule's rate is told in
_BANDS = len(RATES) + 1
SIZES = (5, 4, 2, len(TAGS) + 1, len(DEPS) + 1, 1 + 3 * _BANDS, 1 + _BANDS)  # how many values each column has

_TAG = {tag: n for n, tag in enumerate(TAGS, 1)}
_DEP = {dep: n for n, dep in enumerate(DEPS, 1)}
_CUE, _SOURCE, _CONTENT = range(3)


def clues(page: Page, proposals: Iterable[Candidate], standing: Sequence[Candidate]) -> Columns:
    """One row a token, one column each of `COLUMNS`.

    `proposals` are all candidates of the rules (their rates are told at their heads), `standing` the outermost ones
    that the rules would let stand (their cue, source and content are told, with the rate).
    """
    parse = page.parse
    out = np.zeros((len(parse), len(COLUMNS)), dtype=np.int64)
    if not len(parse):
        return out
    out[:, 0] = [case_of(word) for word in parse.words]
    out[:, 1] = breaks(parse.sentence, parse.paragraph)
    out[:, 2] = [number >= 0 for number in page.quotes.of]
    out[:, 3] = [_TAG.get(tag, 0) for tag in parse.tag]
    out[:, 4] = [_DEP.get(dep, 0) for dep in parse.dep]
    out[:, 5], out[:, 6] = told(len(parse), proposals, standing)
    return out


def told(size: int, proposals: Iterable[Candidate], standing: Sequence[Candidate]) -> tuple[Columns, Columns]:
    """The columns `role` and `rate`."""
    role, rate = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for c in proposals:
        rate[c.head] = max(rate[c.head], 1 + _band(c.rate))
    for what in (_CONTENT, _SOURCE, _CUE):  # a cue within content is told as cue
        for c in standing:
            value = 1 + what * _BANDS + _band(c.rate)
            for first, last in _ranges(c, what):
                role[first : last + 1] = value
    return role, rate


def _ranges(c: Candidate, what: int) -> list[tuple[int, int]]:
    if what == _CONTENT:
        return c.content
    if what == _CUE:
        return [c.cue]
    return [c.source] if c.source is not None else []


def _band(rate: float) -> int:
    return sum(rate >= bound for bound in RATES)


def case_of(word: str) -> int:
    """0 lower, 1 first letter a capital, 2 all capitals, 3 mixed, 4 no letters."""
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word.istitle():
        return 1
    return 3 if any(c.isalpha() for c in word) else 4


def breaks(sentence: Sequence[int], paragraph: Sequence[int]) -> list[int]:
    """By token: 0 none before it, 1 a sentence begins, 2 a paragraph begins, 3 the text begins."""
    out = [0] * len(sentence)
    for i, number in enumerate(sentence):
        if i == 0:
            out[i] = 3
        elif number != sentence[i - 1]:
            out[i] = 2 if paragraph[number] != paragraph[sentence[i - 1]] else 1
    return out
