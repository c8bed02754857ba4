"""As of when: published by a day, recorded in the ledger by a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from dateline.ledger import Filter
from dateline.ledger.filters import last_day, moment
from dateline.ledger.tables import BEHIND
from dateline.ledger.weighed import known_on


@dataclass(frozen=True, slots=True)
class Clock:
    """`known_by` is a day, `recorded_by` a moment (ISO, as the ledger writes them); None: up to now."""

    known_by: str | None = None
    recorded_by: str | None = None

    @classmethod
    def of(cls, wanted: Filter) -> Self:
        return cls(last_day("known_by", wanted.known_by), moment(wanted.recorded_by))

    @property
    def now(self) -> bool:
        return self.known_by is None and self.recorded_by is None

    def knows(self, published: str | None) -> bool:
        """Was it published by then? What is dated by its month or year alone is known when that is over."""
        return self.known_by is None or known_on(published or BEHIND) <= self.known_by

    def recorded(self, at: str) -> bool:
        return self.recorded_by is None or at <= self.recorded_by


NOW = Clock()
