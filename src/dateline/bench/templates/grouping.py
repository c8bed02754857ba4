"""The grouping of a report's entities into incidents: which types it tells of, and to which of them each filler goes.

An item, be it an incident or a filler, is put down where it is likelier right than half the F1 that can be hoped for:
adding it then raises the expected F1. The limits are fractions, set on MUC-4's train split and looked at on dev.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.bench.templates.account import ARSON, BOMBING, TYPES, Account
from dateline.bench.templates.answer import FILLERS
from dateline.bench.templates.incident import Filler, Incident
from dateline.bench.templates.judge import Judged, Judgement
from dateline.bench.templates.weights import ANY

TOLD = 0.22  # an incident of a type
ANY_TOLD = 0.35  # some incident, of the likeliest type
FILLED = 0.22  # a filler, given all that is known
NEAR = 5.0  # how much a type gains on the others when it is told in a sentence that names the entity
APART = 0.7  # what is left of a perpetrator's chance where its sentences tell of none of a type's events
SHARED = ("PerpInd", "PerpOrg")  # slots whose fillers may stand in several incidents of a report
# Weapons tell their type: a bomb is not what an attack or a kidnapping is done with, and a rifle none of a bombing.
WEAPON_GAIN = 3.0


def group(account: Account, judgement: Judgement) -> list[Incident]:
    """The incidents of a report, one for each type that it likely tells of; none where no event uses force."""
    types = told_types(judgement) if any(told.is_incident for told in account.told) else []
    incidents = {kind: Incident(kind, judgement.types[kind]) for kind in types}
    for slot in FILLERS if types else ():
        for judged in chosen(judgement.entities, slot):
            shares = _shares(account, judgement, judged, slot, types)
            for kind in types:
                if (score := shares[kind] * judged.chances[slot]) > FILLED:
                    fillers = incidents[kind].fillers.setdefault(slot, [])
                    fillers.append(Filler(judged.entity.name(), score))
    return list(incidents.values())


def told_types(judgement: Judgement) -> list[str]:
    """The types of which a report likely tells an incident."""
    known = [kind for kind in TYPES if kind in judgement.types]
    types = [kind for kind in known if judgement.types[kind] > TOLD]
    if not types and known and judgement.types.get(ANY, 0.0) > ANY_TOLD:
        types = [max(known, key=lambda kind: judgement.types[kind])]
    return types


def chosen(entities: Sequence[Judged], slot: str) -> list[Judged]:
    """The likely fillers of a slot, the likeliest first; of phrases that share their noun the likeliest is taken."""
    found: list[Judged] = []
    taken: set[int] = set()
    for judged in sorted(entities, key=lambda each: -each.chances[slot]):
        if judged.chances[slot] <= FILLED:
            break
        heads = {phrase.head for phrase in judged.entity.phrases}
        if not heads & taken:
            taken |= heads
            found.append(judged)
    return found


def _shares(
    account: Account, judgement: Judgement, judged: Judged, slot: str, types: Sequence[str]
) -> dict[str, float]:
    """How likely a filler of the report is one of each type's incident."""
    sentences = [account.parse.sentence[phrase.head] for phrase in judged.entity.phrases]
    told = Counter(kind for sentence in sentences for kind in account.types.get(sentence, ()))
    weight = {kind: p * (1 + NEAR * (told[kind] > 0)) for kind, p in judgement.types.items() if kind in TYPES}
    if slot in SHARED:
        whole = max(judgement.types.get(ANY, 0.0), *(judgement.types[kind] for kind in types))
        apart = {kind: 1.0 if told[kind] or len(types) == 1 else APART for kind in types}
        return {kind: min(1.0, judgement.types[kind] / whole * apart[kind]) for kind in types}
    if slot == "Weapon":
        for kind in (BOMBING, ARSON):
            weight[kind] = weight.get(kind, 0.0) * WEAPON_GAIN
    whole = sum(weight.values())
    return {kind: weight[kind] / whole if whole else 0.0 for kind in types}
