"""A reading of a report, filled into MUC-4's templates: judged, grouped, described."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.bench.templates.account import account
from dateline.bench.templates.circumstances import describe
from dateline.bench.templates.grouping import group
from dateline.bench.templates.incident import Filler, Incident
from dateline.bench.templates.judge import judge
from dateline.bench.templates.learned import told_by
from dateline.bench.templates.perpetrators import confidence
from dateline.bench.templates.weights import Weights
from dateline.reader.draft import Draft
from dateline.reader.heads.heads import Heads


def fill(draft: Draft, heads: Heads | None = None, weights: Weights | None = None) -> list[Incident]:
    """The incidents of a draft that has been through the reader's layers; `heads` add what they say of it."""
    told = account(draft)
    judgement = told_by(draft, judge(told, weights), heads)
    incidents = group(told, judgement)
    named = {judged.entity.name(): judged.entity for judged in judgement.entities}
    for incident in incidents:
        for slot in set(incident.fillers) - {"Weapon"}:  # a bomb may well be another than the car bomb
            incident.fillers[slot] = _whole(incident.fillers[slot])
        describe(told, incident)
        incident.fillers["PerpOrg"] = [
            Filler(f.name, f.score, confidence(told, named[f.name], incident.type))
            for f in incident.fillers.get("PerpOrg", [])
        ]
    return incidents


def _whole(fillers: Sequence[Filler]) -> list[Filler]:
    """Without the names that are a part of another: "carlos" beside "carlos tandeka" is nobody else."""
    words = [set(f.name.split()) for f in fillers]
    return [f for f, own in zip(fillers, words, strict=True) if not any(own < other for other in words)]
