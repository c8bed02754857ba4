"""All that is clustered of one split: its reports and its mentions, by Dateline and by the baselines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dateline.bench.across.agglomerate import Matrix, average_linkage
from dateline.bench.across.ecb_baselines import lead_lemma, sentence_words, tfidf, words
from dateline.bench.across.ecb_corpus import Doc
from dateline.bench.across.ecb_mentions import Mention, head_of, mention_of
from dateline.bench.across.ecb_pairs import Pairs, Weights, pairs
from dateline.bench.across.ecb_reports import cosines, happenings, rates, vectors
from dateline.bench.common import progress
from dateline.reader import Reader
from dateline.reader.parse import Parse
from dateline.records import report_of
from dateline.weighing.likeness import terms


def parsed(docs: Sequence[Doc]) -> list[Parse]:
    """The parse of each report, by the reader's own sentences layer."""
    reader = Reader()
    left_out = ("furniture", "dateline")  # a sentence or two by themselves are no page
    whole = progress(docs, "reading")
    return [reader.draft(report_of(doc.text), without=left_out, last="sentences").parse for doc in whole]


@dataclass
class Split:
    """Reports, their parses, and what is found in them. The corpus' answers are not looked at."""

    docs: Sequence[Doc]
    parses: Sequence[Parse]

    @cached_property
    def mentions(self) -> list[Mention]:
        both = zip(self.docs, self.parses, strict=True)
        return [mention_of(i, parse, m.span) for i, (doc, parse) in enumerate(both) for m in doc.mentions]

    @cached_property
    def reports(self) -> list[int]:
        """The happening that each report tells of."""
        return happenings([doc.text for doc in self.docs])

    def evidence(self) -> Iterator[Pairs]:
        """The evidence on the pairs of mentions whose reports tell of one happening, some at a time."""
        stems, has = vectors([terms(doc.text) for doc in self.docs])
        rarity = dict(zip(stems, (-np.log(rates(stems, has))).tolist(), strict=True))
        return pairs(self.mentions, self.reports, cosines(has), rarity)

    def chances(self, weights: Weights, evidence: Iterable[Pairs]) -> Matrix:
        """The probability of each two mentions that they tell of one event; 0 where the happening is another."""
        n = len(self.mentions)
        chances = np.zeros((n, n), dtype=np.float32)
        for left, right, rows in evidence:
            chances[left, right] = chances[right, left] = weights.chances(rows)
        return chances

    def events(self, weights: Weights) -> list[int]:
        """The event that each mention tells of."""
        return average_linkage(self.chances(weights, self.evidence()), weights.least)

    def lead_lemmas(self) -> list[str]:
        """The baseline for reports: the same head of the first sentence."""
        return [lead_lemma(parse) for parse in self.parses]

    def head_lemmas(self) -> list[str]:
        """The baseline for mentions: the same head lemma."""
        return [mention.lemma for mention in self.mentions]

    @cached_property
    def report_tfidf(self) -> Matrix:
        return tfidf([words(doc.text) for doc in self.docs])

    def mention_tfidf(self, times: int) -> Matrix:
        """Of each mention in its sentence, its own words counted so many times more."""
        found = []
        for doc, parse in zip(self.docs, self.parses, strict=True):
            found += [sentence_words(parse, head_of(parse, m.span), m.span, times) for m in doc.mentions]
        return tfidf(found)
