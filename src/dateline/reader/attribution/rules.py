"""The rules: the candidates of a page that its constructions give, each with the rate at which its like is one."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.attribution.answers import corrected
from dateline.reader.attribution.candidate import Candidate
from dateline.reader.attribution.candidates import find_candidates
from dateline.reader.attribution.content import has_words
from dateline.reader.attribution.context import Contexts
from dateline.reader.attribution.cues import LEAST_RATE, Cues
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.stance import Senses
from dateline.reader.lexicon import Lexicons


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides without a learned tagger, and what the tagger is shown."""

    cues: Cues
    contexts: Contexts
    senses: Senses

    @classmethod
    def load(cls, lexicons: Lexicons, senses: Senses) -> Rules:
        return cls(Cues.load(lexicons), Contexts.load(lexicons), senses)

    def proposals(self, page: Page) -> list[Candidate]:
        """All candidates that are not hopeless, each with the share of its like that readers marked as attributions."""
        out: list[Candidate] = []
        for candidate in find_candidates(page):
            candidate.rate = self.cues.rate(candidate)
            if candidate.rate >= LEAST_RATE and has_words(page.parse, candidate.content):
                candidate.rate = self.contexts.weigh(page, candidate)
                candidate.rate = corrected(page, candidate)
                candidate.speech = self.senses.cues.speaks(candidate.lemma)
                out.append(candidate)
        return out
