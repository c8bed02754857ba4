"""What one answer and one template of the key have in common: fillers first, then stage, date, place and toll."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.bench.templates.answer import FILLERS, Answer, Entity
from dateline.bench.templates.notation import Dates, alternatives, category, comparable, dates, location
from dateline.bench.templates.pairing import fits, pairs
from dateline.bench.templates.toll import EFFECTS, toll

# The rows on aligned pairs, and the categories of the two that are told apart in a table of their own.
ROWS = (
    "stage", "confidence", "day", "day, gold exact", "day, gold range", "day, gold on or before", "month",
    "country", "city", "killed", "killed in range", "injured", "injured in range",
)  # fmt: skip
CATEGORIES = {
    "stage": ("accomplished", "attempted", "threatened"),
    "confidence": (
        "reported as fact", "claimed or admitted", "suspected or accused", "possible", "acquitted",
        "suspected or accused by authorities",
    ),
}  # fmt: skip
DECIDING = ("stage", "day", "month", "country", "city")  # what decides between alignments of equal score

Hit = tuple[int, int]  # right among ours, found among the key's
Judged = tuple[bool, bool]  # answered, right
Confusion = tuple[str, str, str]  # row, the key's category, ours


def types_agree(ours: Answer, theirs: Answer) -> bool:
    return bool(ours.types) and ours.types <= theirs.types


def hits(ours: Answer, theirs: Answer, *, one_to_one: bool) -> dict[str, Hit]:
    """By slot, what is right in a pair whose types agree.

    Many to one, every filler of ours that fits some entity is right and every entity that some filler fits is found;
    one to one, each counts once.
    """
    found = {"type": (1, 1)}
    for slot in FILLERS:
        mine, gold = ours.fillers[slot], theirs.fillers[slot]
        found[slot] = (len(pairs(mine, gold)),) * 2 if one_to_one else _many_to_one(mine, gold)
    return found


def _many_to_one(mine: list[Entity], gold: list[Entity]) -> Hit:
    right = sum(any(fits(m, g) for g in gold) for m in mine)
    return right, sum(any(fits(m, g) for m in mine) for g in gold)


@dataclass(slots=True)
class Details:
    """The further rows of a pair. A row is absent where the key asks nothing."""

    rows: dict[str, Judged] = field(default_factory=dict)
    confidences: list[Judged] = field(default_factory=list)
    confusions: list[Confusion] = field(default_factory=list)

    def agreeing(self) -> int:
        return sum(self.rows[name][1] for name in DECIDING if name in self.rows)


def details(ours: Answer, theirs: Answer) -> Details:
    """Against that of the key's templates alike in the six slots with which we agree most, the first of equals."""
    best = Details()
    for i, full in enumerate(theirs.full):
        found = _against(ours, theirs, full)
        if not i or found.agreeing() > best.agreeing():
            best = found
    return best


def _against(ours: Answer, theirs: Answer, full: Mapping[str, Any]) -> Details:
    found = Details()
    _stage(found, ours, full)
    _confidence(found, ours, theirs, full)
    _date(found, ours, full)
    _place(found, ours, full)
    _toll(found, ours, full)
    return found


def _stage(found: Details, ours: Answer, full: Mapping[str, Any]) -> None:
    wanted = [category(a) for a in alternatives(full.get("stage"))]
    if wanted:
        found.rows["stage"] = bool(ours.stage), ours.stage in wanted
        found.confusions.append(_confusion("stage", wanted, ours.stage))


def _confidence(found: Details, ours: Answer, theirs: Answer, full: Mapping[str, Any]) -> None:
    gold = theirs.fillers["PerpOrg"]
    for i, j in pairs(ours.fillers["PerpOrg"], gold):
        wanted = [
            category(a)
            for said in full.get("perp_org_confidence") or []
            if gold[j] & set(map(comparable, said["of"]))
            for a in alternatives(said["value"])
        ]
        if wanted:
            given = ours.confidences[i] or ""
            found.confidences.append((bool(given), given in wanted))
            found.confusions.append(_confusion("confidence", wanted, given))


def _confusion(row: str, wanted: list[str], given: str) -> Confusion:
    known = given if given in CATEGORIES[row] else "other" if given else "none"
    return row, known if given in wanted else wanted[0], known


def _date(found: Details, ours: Answer, full: Mapping[str, Any]) -> None:
    wanted = dates(full.get("date"))
    for name, parts in (("day", 3), ("month", 2)):
        judged = _inside(ours.when, wanted, parts)
        if judged is not None:
            found.rows[name] = judged
    if "day" in found.rows:
        kinds = {each.kind for each in wanted}
        kind = next(k for k in ("exact", "range", "on or before") if k in kinds)
        found.rows[f"day, gold {kind}"] = found.rows["day"]


def _inside(ours: Dates | None, wanted: list[Dates], parts: int) -> Judged | None:
    """Whether our dates lie within one reading of the key's, to the day (3 parts) or the month (2)."""
    fine = [(each.first[:parts], each.last[:parts]) for each in wanted if each.shortest() >= parts]
    if not fine:
        return None
    if ours is None or ours.shortest() < parts:
        return False, False
    return True, any(first <= ours.first[:parts] and ours.last[:parts] <= last for first, last in fine)


def _place(found: Details, ours: Answer, full: Mapping[str, Any]) -> None:
    countries, settlements = location(full.get("location"))
    if countries:
        found.rows["country"] = bool(ours.countries), bool(ours.countries) and ours.countries[0] in countries
    if settlements:
        found.rows["city"] = bool(ours.settlements), bool(ours.settlements & settlements)


def _toll(found: Details, ours: Answer, full: Mapping[str, Any]) -> None:
    for name, effect in EFFECTS.items():
        wanted, given = toll(full, effect), ours.tolls[name]
        low, best, high = given or (None, None, None)
        if wanted is None or not (wanted or best):
            continue
        found.rows[name] = given is not None, best == wanted
        held = low is not None and high is not None and low <= wanted <= high
        found.rows[f"{name} in range"] = given is not None, held
