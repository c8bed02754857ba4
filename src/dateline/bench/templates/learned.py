"""What the learned heads say of a report's incidents, brought together with the evidence of the reading.

The heads tag words with slots and say how likely each type is told; the evidence does so too, from the events. Both are
log-odds, and are added with a weight each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from dateline.bench.templates.answer import FILLERS
from dateline.bench.templates.evidence import Entity
from dateline.bench.templates.judge import Judged, Judgement
from dateline.bench.templates.phrases import Phrase
from dateline.bench.templates.weights import ANY, chance, odds_of
from dateline.reader.draft import Draft
from dateline.reader.heads.heads import Heads
from dateline.reader.heads.incidents import incidents
from dateline.records import Span

TYPE_WEIGHTS = (0.5, 0.5)  # of the evidence and of the heads, for the types of a report
SLOT_WEIGHTS = (0.5, 0.5)  # the same for the slots of an entity
UNSEEN = 0.02  # what a head is taken to say of words that it does not tag
PARTLY = 0.5  # of a head's score, where it tags more or fewer words than the phrase has
ALONE = 0.3  # of a head's score, for words that are no phrase of the parse


class Tagged(Protocol):
    """Words that a head gives a slot: tokens `first` to `last` inclusive."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def span(self) -> Span: ...
    @property
    def slot(self) -> str: ...
    @property
    def score(self) -> float: ...


def told_by(draft: Draft, judgement: Judgement, heads: Heads | None) -> Judgement:
    """The judgement with the heads' opinion in it; as it is without heads, or where the encoder has not read."""
    said = incidents(draft, heads) if heads is not None else None
    return judgement if said is None else merged(judgement, said.document, said.fillers, draft)


def merged(judgement: Judgement, document: Mapping[str, float], fillers: Sequence[Tagged], draft: Draft) -> Judgement:
    """Evidence and heads as one judgement. Words that only the heads found become entities of their own."""
    types = {
        kind: _added(p, document[kind] if kind in document else max(document.values(), default=p), TYPE_WEIGHTS)
        if kind in document or kind == ANY
        else p
        for kind, p in judgement.types.items()
    }
    at: dict[int, list[Tagged]] = defaultdict(list)
    for tagged in fillers:
        for token in range(tagged.first, tagged.last + 1):
            at[token].append(tagged)
    judged = [_with_heads(each, at) for each in judgement.entities]
    known = {(phrase.first, phrase.last) for each in judgement.entities for phrase in each.entity.phrases}
    return Judgement(types, tuple(judged) + tuple(_further(draft, fillers, known)))


def _added(evidence: float, heads: float, weights: tuple[float, float]) -> float:
    return chance(weights[0] * odds_of(evidence) + weights[1] * odds_of(heads))


def _with_heads(judged: Judged, at: Mapping[int, Sequence[Tagged]]) -> Judged:
    scores: dict[str, float] = dict.fromkeys(FILLERS, UNSEEN)
    for phrase in judged.entity.phrases:
        for token in range(phrase.first, phrase.last + 1):
            for tagged in at.get(token, ()):
                if tagged.slot in scores:
                    exact = (tagged.first, tagged.last) == (phrase.first, phrase.last)
                    scores[tagged.slot] = max(scores[tagged.slot], tagged.score * (1.0 if exact else PARTLY))
    chances = {slot: _added(p, scores[slot], SLOT_WEIGHTS) for slot, p in judged.chances.items()}
    return replace(judged, chances=chances)


def _further(draft: Draft, fillers: Sequence[Tagged], known: set[tuple[int, int]]) -> list[Judged]:
    found: dict[str, Judged] = {}
    for tagged in fillers:
        if tagged.slot not in FILLERS or (tagged.first, tagged.last) in known:
            continue
        name = draft.report.text[tagged.span.start : tagged.span.end]
        entity = Entity(Counter({name: 1}), [Phrase(tagged.first, tagged.last, tagged.last, "tagged")])
        chances = dict.fromkeys(FILLERS, 0.0) | {tagged.slot: ALONE * tagged.score}
        there = found.get(name)
        if there is None or there.chances[tagged.slot] < chances[tagged.slot]:
            found[name] = Judged(entity, chances)
    return list(found.values())
