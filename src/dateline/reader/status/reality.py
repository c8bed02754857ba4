"""Reality: how real an event is by what has been read so far, from its trigger outwards."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Status

DENIED, HAPPENED, THROUGH = "denied", "happened", "through"


@dataclass(slots=True)
class Reality:
    """What has been read so far on the way up: how real, and whether it is turned round."""

    status: str = ""
    positive: bool = True

    def over(self, effect: str) -> None:
        """A word that stands over all that was read so far."""
        if effect == DENIED:
            self.positive = not self.positive
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
