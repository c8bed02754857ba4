"""An incident as MUC-4's form asks for it: what a researcher would enter from one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.bench.templates.answer import Bounds


@dataclass(frozen=True, slots=True)
class Filler:
    """A name in a slot and how likely it is right; `confidence` (of PerpOrg only) is one of the key's categories."""

    name: str
    score: float
    confidence: str | None = None


@dataclass(slots=True)
class Incident:
    """One incident. `when` is an ISO day or a range of two, `where` is written `country: town (city)`."""

    type: str
    score: float
    stage: str = "accomplished"
    when: str | None = None
    where: str | None = None
    fillers: dict[str, list[Filler]] = field(default_factory=dict)
    killed: Bounds | None = None
    injured: Bounds | None = None

    def template(self) -> dict[str, Any]:
        """The form of `--predictions`; empty slots are left out."""
        made: dict[str, Any] = {"type": self.type, "stage": self.stage, "date": self.when, "location": self.where}
        for slot, fillers in self.fillers.items():
            if slot == "PerpOrg":
                made[slot] = [{"name": f.name, "confidence": f.confidence} for f in fillers]
            else:
                made[slot] = [f.name for f in fillers]
        made["killed"], made["injured"] = _bounds(self.killed), _bounds(self.injured)
        return {key: value for key, value in made.items() if value}


def _bounds(bounds: Bounds | None) -> Mapping[str, float | None] | None:
    return None if bounds is None else dict(zip(("low", "best", "high"), bounds, strict=True))
