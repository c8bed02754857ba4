"""Grounds: the reasons for and against two accounts being one happening, gathered one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.records import CountOf
from dateline.weighing.account import Account

LEAST = 0.05  # log-odds: a reason that weighs less is not kept
MOST = 12  # reasons kept of a tie
LONGEST = 160  # characters of a reason's words


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the field it is about, what it weighs (log-odds, below 0 against), and both accounts' words."""

    field: str
    weight: float
    first: str = ""
    second: str = ""


@dataclass(slots=True)
class Grounds:
    """Reasons as they are found. `a` has the smaller event id; `copied`: both tell it in the same sentence."""

    weights: Mapping[str, float]
    a: Account
    b: Account
    copied: bool = False
    odds: float = 0.0
    barred: bool = False
    found: list[Reason] = field(default_factory=list)

    def add(self, reason: str, share: float, about: str, first: str = "", second: str = "") -> None:
        """A reason that holds to `share`."""
        weight = self.weights[reason] * share
        self.odds += weight
        if reason != "base" and abs(weight) >= LEAST:
            self.found.append(Reason(about, round(weight, 2), first[:LONGEST], second[:LONGEST]))

    def bar(self, about: str, first: str = "", second: str = "") -> None:
        """What makes one happening impossible."""
        self.barred = True
        self.found.append(Reason(about, -9.0, first[:LONGEST], second[:LONGEST]))

    def figures(self, what: CountOf) -> tuple[str, str]:
        """Both accounts' words of a count."""
        one, other = (", ".join(t.words for t in x.tallies if t.what == what) for x in (self.a, self.b))
        return one, other

    def reasons(self) -> tuple[Reason, ...]:
        """The reasons, what weighs most first."""
        return tuple(sorted(self.found, key=lambda r: (-abs(r.weight), r.field, r.first, r.second))[:MOST])
