"""Memory: the times that a text has spoken of so far, and what a relative expression counts from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.reader.times.expressions import Base, Point
from dateline.reader.times.reference import Reference
from dateline.reader.times.timex import point_of

NEAR = 1  # sentences back that news looks for the time last spoken of; a narrative looks back to its beginning


@dataclass(frozen=True, slots=True)
class Basis:
    """What a relative expression counts from; `year_known` is False where no year may be told from it."""

    point: Point | None
    against: str
    year_known: bool = True

    def told(self, p: Point) -> Point:
        """A point found from this basis, without the year where the basis knows none."""
        return p if self.year_known else replace(p, year=None, week=None, decade=None, century=None)


class Memory:
    """The times last spoken of: of any kind, with a month, with a day."""

    def __init__(self, reference: Reference, *, narrative: bool) -> None:
        self.reference = reference
        self.narrative = narrative
        self.sentence = 0  # of the expression at hand
        self.last: Point | None = None
        self.month: Point | None = None
        self.day: Point | None = None
        self.words = ""
        self._at = -NEAR - 1

    def keep(self, p: Point, words: str) -> None:
        """A resolved point becomes the time last spoken of."""
        if p.year is None or p.century is not None or p.decade is not None:
            return
        self.last, self.words, self._at = p, words, self.sentence
        if p.month:
            self.month = p
            if p.day:
                self.day = p

    @property
    def near(self) -> bool:
        """Whether the time last spoken of still holds."""
        return self.last is not None and (self.narrative or self.sentence - self._at <= NEAR)

    @property
    def same_sentence(self) -> bool:
        return self.sentence == self._at

    def basis(self, base: Base) -> Basis:
        if base == "same" and self.day is not None and self.last is not None and not self.narrative:
            return Basis(self.last if self.near else self.day, self.words)
        if self.narrative or (base != "ref" and self.near):
            return Basis(self.last, self.words)
        ref = self.reference
        return Basis(point_of(ref.day) if ref.day else None, ref.against, ref.year_known)

    def basis_for(self, unit: str, base: Base) -> Basis:
        """What so many units are counted from: in a narrative, the last time that is fine enough for them."""
        found = self.basis(base)
        if not self.narrative or found.point is None:
            return found
        if unit in ("D", "W", "WE", "TH"):
            return replace(found, point=self.day or found.point)
        if unit == "M" and found.point.month is None and self.month and self.month.year == found.point.year:
            return replace(found, point=self.month)
        return found
