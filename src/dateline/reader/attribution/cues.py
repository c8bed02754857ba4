"""The cue lexicon: how often a word, in a construction, is the cue of an attribution."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.attribution.candidate import Candidate
from dateline.reader.lexicon import Lexicons

ANY = "*"
UNKNOWN = 0.6  # a word never seen is this much less likely a cue than its construction's average word
SURE = 0.97
# Constructions too rare in the counted articles to have a record: "put the toll at 12", "Two killed in blast: police",
# "“We lost everything.” — Mara Velling".
UNCOUNTED = {"figure": 0.8, "colon:source": 0.8, "dash:quote": 0.8}
LEAST_RATE = 0.08  # a word this seldom a cue is one in no context


@dataclass(frozen=True, slots=True)
class Cues:
    """Rates by (lemma, construction), with fall-backs for what was never counted."""

    rates: dict[tuple[str, str], float]

    @classmethod
    def load(cls, lexicons: Lexicons) -> Cues:
        return cls({(row["lemma"], row["construction"]): float(row["rate"]) for row in lexicons.table("cues")})

    def rate(self, candidate: Candidate) -> float:
        """The share of such candidates that readers marked as attributions, 0..1."""
        lemma = candidate.lemma
        if candidate.key in UNCOUNTED:
            return UNCOUNTED[candidate.key]
        if (lemma, ANY) not in self.rates:
            lemma = american(lemma)
        known = self.rates.get((lemma, candidate.key))
        if known is not None:
            return known
        usual = self.rates.get((ANY, candidate.key), 0.05)
        return min(SURE, usual * self.rates.get((lemma, ANY), UNKNOWN))


def american(lemma: str) -> str:
    """The spelling that the list counts: criticise is criticize there, favour favor."""
    word, _, particle = lemma.partition("_")
    if word.endswith("ise"):
        word = word[:-3] + "ize"
    return f"{word}_{particle}" if particle else word.replace("our", "or")
