"""Reality: how real an event is by what has been read so far, from its trigger outwards."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Status

DENIED, EXCLUDED, HAPPENED, THROUGH = "denied", "excluded", "happened", "through"


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
                self.status = "possible"
        elif effect == "happening":
            self.status = (
                effect
                if self.status in ("", HAPPENED, "attempted", "happening") or self.status == "planned"
                else self.status
            )
        elif effect == HAPPENED:
            self.status = self.status or effect
        elif effect == "possible":
            self.status = self.status if self.status in ("planned", "threatened") else effect
        elif effect in ("planned", "threatened", "attempted"):
            self.status = effect

    def result(self) -> Status:
        if not self.positive:
            return Status.DENIED
        return Status(self.status or HAPPENED)
