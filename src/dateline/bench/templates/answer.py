"""A template as it is compared: its slots with their strings made comparable, ours and the key's alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.bench.common import BenchError
from dateline.bench.templates.notation import Dates, alternatives, answered_dates, category, comparable, location
from dateline.bench.templates.toll import EFFECTS

FILLERS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
SLOTS = ("type", *FILLERS)

Entity = frozenset[str]  # the names of one thing, each comparable
Bounds = tuple[float | None, float | None, float | None]  # low, best, high


@dataclass(slots=True)
class Answer:
    """One template. `fillers` are the entities of each slot; `confidences` go with those of PerpOrg.

    `full` holds the key's complete templates that are alike in the six slots (none for an answer of ours).
    """

    types: frozenset[str]
    fillers: dict[str, list[Entity]]
    confidences: list[str | None]
    stage: str
    when: Dates | None
    countries: list[str]
    settlements: frozenset[str]
    tolls: dict[str, Bounds | None]
    as_written: str
    full: list[Mapping[str, Any]] = field(default_factory=list)
    times: int = 1

    def size(self, slot: str) -> int:
        return 1 if slot == "type" else len(self.fillers[slot])

    def total(self) -> int:
        return sum(self.size(slot) for slot in SLOTS)


def answer(raw: Mapping[str, Any]) -> Answer:
    """A template in the form of the corpus or of `--predictions`. Raises BenchError where it has another."""
    if not isinstance(raw, Mapping):
        raise BenchError("A template must be an object.")
    for key in ("type", "stage", "date", "location"):
        if not isinstance(raw.get(key), str | None):
            raise BenchError(f"{key!r} of a template must be a string.")
    read = {slot: _fillers(raw, slot) for slot in FILLERS}
    countries, settlements = location(raw.get("location"))
    return Answer(
        types=frozenset(category(a) for a in alternatives(raw.get("type"))),
        fillers={slot: [frozenset(map(comparable, names)) for names, _ in read[slot]] for slot in FILLERS},
        confidences=[confidence and category(confidence) for _, confidence in read["PerpOrg"]],
        stage=category(raw.get("stage") or ""),
        when=answered_dates(raw.get("date")),
        countries=countries,
        settlements=settlements,
        tolls={key: _bounds(raw, key) for key in EFFECTS},
        as_written=repr((raw.get("type"), [[names for names, _ in read[slot]] for slot in FILLERS])),
    )


def answers(row: Mapping[str, Any]) -> list[Answer]:
    """The templates of one line of predictions."""
    raw = row.get("templates") or []
    if not isinstance(raw, list):
        raise BenchError(f"'templates' of document {row.get('doc')!r} must be a list.")
    return [answer(one) for one in raw]


def key(row: Mapping[str, Any]) -> list[Answer]:
    """The templates of one line of the corpus; those that are alike in the six slots are one."""
    full: Sequence[Mapping[str, Any]] = row.get("full_templates") or []
    found = answers(row)
    if full and len(full) != len(found):
        raise BenchError(f"'templates' and 'full_templates' of document {row.get('doc')!r} are not in step.")
    distinct: dict[str, Answer] = {}
    for i, each in enumerate(found):
        one = distinct.setdefault(each.as_written, each)
        one.full.extend(full[i : i + 1])
        one.times += one is not each
    return list(distinct.values())


def _fillers(raw: Mapping[str, Any], slot: str) -> list[tuple[list[str], str | None]]:
    """(names, confidence) of each filler: a string, a list of strings, or {"name": either, "confidence"}."""
    value = raw.get(slot) or []
    if not isinstance(value, list):
        raise BenchError(f"{slot!r} of a template must be a list.")
    found = []
    for filler in value:
        name, confidence = filler, None
        if isinstance(filler, dict):
            name, confidence = filler.get("name"), filler.get("confidence")
        names = [name] if isinstance(name, str) else name or []
        if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
            raise BenchError(f"A filler of {slot!r} must be a string, a list of strings or an object with a 'name'.")
        if not isinstance(confidence, str | None):
            raise BenchError(f"The confidence of a filler of {slot!r} must be a string.")
        if kept := [n for n in names if n.strip()]:
            found.append((kept, confidence))
    return found


def _bounds(raw: Mapping[str, Any], key: str) -> Bounds | None:
    value = raw.get(key)
    if value is None:
        return None
    bounds = value if isinstance(value, dict) else {"best": value}
    best = bounds.get("best")
    found = (bounds.get("low", best), best, bounds.get("high", best))
    if not all(isinstance(v, int | float | None) for v in found):
        raise BenchError(f"{key!r} of a template must hold numbers.")
    return found
