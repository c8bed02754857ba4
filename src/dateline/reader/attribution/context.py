"""Contexts: what stands around a candidate and makes it a likelier or a less likely attribution than its cue alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reader.attribution.candidate import Candidate
from dateline.reader.attribution.page import Page
from dateline.reader.lexicon import Lexicons

SHORT = 6  # tokens up to which a content's length counts one by one
_AFTER = frozenset({",", ":", "that", "about", "on", "to", "in"})
_WORDS = frozenset({"i", "we", "you", "he", "she", "it", "they", "who", "which", "that", "this", "some", "many"})


@dataclass(frozen=True, slots=True)
class Contexts:
    """Weights in log-odds by what stands around (`describe`); `slope` and `base` put cue rates on the same scale."""

    weights: dict[str, float]
    slope: float
    base: float

    @classmethod
    def load(cls, lexicons: Lexicons) -> Contexts:
        weights = {row["context"]: float(row["weight"]) for row in lexicons.table("cue_contexts")}
        return cls(weights, weights.pop("slope", 1.0), weights.pop("base", 0.0))

    def weigh(self, page: Page, c: Candidate) -> float:
        """The candidate's rate, corrected for where it stands: 0..1."""
        weights = self.weights
        odds = self.slope * log_odds(c.rate) + self.base
        for context in describe(page, c):
            odds += weights.get(context, 0.0)
        return 1 / (1 + math.exp(-odds))


def log_odds(rate: float) -> float:
    rate = min(max(rate, 0.005), 0.995)
    return math.log(rate / (1 - rate))


def describe(page: Page, c: Candidate) -> Iterator[str]:
    """What stands around a candidate, as `what=value` and `construction|what=value`."""
    parse = page.parse
    head = c.head
    family = c.key.partition(":")[0].partition("+")[0]
    source, name = _source(page, c)
    first, last = c.content[0]
    opening = parse.pos[first]
    dep = parse.dep[head]
    length = sum(b + 1 - a for a, b in c.content)
    long = f"length={length if length < SHORT else min(30, length // 3 * 3)}"
    for what in (
        f"source={source}",
        f"name={name}",
        f"dep={dep}",
        f"opening={opening}",
        long,
        f"tag={parse.tag[head]}",
    ):
        yield what
        yield f"{family}|{what}"
    clause = head
    for _ in range(5):
        if parse.dep[clause] not in ("conj", "xcomp"):
            break
        clause = parse.head[clause]
    yield f"clause={parse.dep[clause]}"
    if c.source_head is not None and parse.pos[c.source_head] == "NOUN":
        yield f"speaker={parse.lemma[c.source_head]}"
    topic = _topic(page, c)
    if topic is not None:
        yield f"topic={topic}"
    if head + 1 < len(parse) and parse.lower[head + 1] in _AFTER:
        yield f"after={parse.lower[head + 1]}"
    for k in parse.kids[head]:
        if parse.dep[k] == "aux":
            yield f"aux={parse.lower[k]}"
        elif parse.dep[k] == "neg":
            yield "negated"
        elif parse.dep[k] == "mark":
            yield f"mark={parse.lower[k]}"
        elif parse.dep[k] == "advmod" and parse.tag[k] == "WRB":
            yield "mark=wh"
    end = page.sentence(head)[1]
    if parse.words[end] == "?":
        yield "question"
    elif parse.pos[end] != "PUNCT":
        yield "headline"
    if page.quoted(head):
        yield "quoted"
    elif any(page.quotes.of[i] >= 0 for i in (first, (first + last) // 2, last)):
        yield "mixed"


def _topic(page: Page, c: Candidate) -> str | None:
    """The head of a nominal content: its lemma, or NAME."""
    parse = page.parse
    for k in parse.kids[c.head]:
        if k > c.head and parse.dep[k] in ("dobj", "prep", "oprd"):
            noun = parse.kid(k, "pobj") if parse.dep[k] == "prep" else k
            if noun is None or not c.holds(noun):
                return None
            if parse.pos[noun] == "PROPN":
                return f"name:{page.entity_of.get(noun, '-')}"
            return parse.lemma[noun]
    return None


def _source(page: Page, c: Candidate) -> tuple[str, str]:
    """The form of the source, and the recogniser's label of its head."""
    i = c.source_head
    if i is None:
        return "none", "none"
    parse = page.parse
    if parse.pos[i] == "PRON":
        word = parse.lower[i]
        return (word if word in _WORDS else "pronoun"), "-"
    number = "s" if parse.tag[i] in ("NNS", "NNPS") else ""
    return parse.pos[i].lower() + number, page.entity_of.get(i, "-")
