"""Parts: the head tokens found for each role of an event, before they are records."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reader.events.footing import Footing
from dateline.records import Basis


@dataclass(slots=True)
class Cast:
    """The head tokens found for each role."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    instruments: list[int] = field(default_factory=list)
    footings: dict[int, Footing] = field(default_factory=dict)  # of actors whom the words do not state

    def put(self, role: str, i: int | None) -> None:
        if i is None or role == "-":
            return
        into = {"a": self.actors, "r": self.recipients, "p": self.places, "i": self.instruments}[role]
        if i not in into:
            into.append(i)

    def stand(self, i: int, footing: Footing) -> None:
        """The nearest words tell, but that somebody is behind it may itself be only believed."""
        known = self.footings.get(i)
        if known is None or known.basis is Basis.STATED:
            self.footings[i] = footing
