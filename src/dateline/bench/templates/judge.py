"""The judgement of one report: how likely it tells of an incident of each type, and each entity fills each slot."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.bench.templates.account import TYPES, Account
from dateline.bench.templates.answer import FILLERS
from dateline.bench.templates.evidence import Entity, entities, of_report
from dateline.bench.templates.weights import ANY, Weights, chance, odds_of, shipped


@dataclass(frozen=True, slots=True)
class Judged:
    """An entity with how likely it fills each slot."""

    entity: Entity
    chances: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`types` has TYPES and "any"; `entities` are in the order of the text."""

    types: Mapping[str, float]
    entities: tuple[Judged, ...]


def judge(account: Account, weights: Weights | None = None) -> Judgement:
    """By the evidence alone."""
    weights = weights or shipped()
    features = report_features(account)
    types = {kind: chance(weights.odds(kind, features)) for kind in (*TYPES, ANY) if kind in weights.of}
    judged = []
    for entity in entities(account):
        evidence = entity_features(entity, types)
        judged.append(Judged(entity, {slot: chance(weights.odds(slot, evidence)) for slot in FILLERS}))
    return Judgement(types, tuple(judged))


def report_features(account: Account) -> dict[str, float]:
    """The evidence of a report as numbers: what is counted by its logarithm, what is there by one."""
    found = of_report(account)
    return {f: 1.0 if f.startswith(("~", "length")) else math.log1p(count) for f, count in found.items()}


def entity_features(entity: Entity, types: Mapping[str, float]) -> dict[str, float]:
    """The evidence of an entity as numbers, with what is thought of the report it stands in."""
    found = dict.fromkeys(entity.features, 1.0)
    found.update({f"report:{kind}": odds_of(p) / 2 for kind, p in types.items()})
    return found
