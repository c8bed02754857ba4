"""Reality: how real an event is by what has been read so far, from its trigger outwards."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Status

DENIED, EXCLUDED, DOUBTED, OPEN = "denied", "excluded", "doubted", "open"
HAPPENED, HAPPENING, THROUGH, DONE = "happened", "happening", "through", "done"
FUTURE, PLANNED, POSSIBLE, ATTEMPTED, THREATENED = "future", "planned", "possible", "attempted", "threatened"
AHEAD = (FUTURE, PLANNED, POSSIBLE, THREATENED)


@dataclass(slots=True)
class Reality:
    """What has been read so far on the way up: how real, and whether it is turned round."""

    status: str = ""
    positive: bool = True
    excluded: bool = False  # "ruled out": not that, turned round, is only possible

    def over(self, effect: str) -> None:
        """A word that stands over all that was read so far."""
        if effect in (DENIED, EXCLUDED):
            self.positive = not self.positive
            self.excluded = self.excluded or effect == EXCLUDED
            if self.excluded and self.positive:
                self.status = POSSIBLE
        elif effect == HAPPENING:
            if self.status not in (POSSIBLE, THREATENED):
                self.status = effect
        elif effect == HAPPENED:
            self.status = self.status or effect
        elif effect == DONE:
            self.status = HAPPENED
        elif effect == OPEN and not self.positive:
            self.status, self.positive = POSSIBLE, True  # "if they do not withdraw": either way
        elif effect in (POSSIBLE, OPEN, DOUBTED):
            self.status = self.status if self.status in (PLANNED, THREATENED) else POSSIBLE
        elif effect == FUTURE:
            self.status = self.status if self.status in (POSSIBLE, PLANNED) else FUTURE
        elif effect in (PLANNED, THREATENED, ATTEMPTED):
            self.status = effect

    def result(self) -> Status:
        if not self.positive:
            return Status.DENIED
        if self.status == FUTURE:
            return Status.PLANNED
        return Status(self.status or HAPPENED)
