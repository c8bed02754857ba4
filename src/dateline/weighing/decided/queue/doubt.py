"""How doubtful a record is and how much hangs on it, in points: what is asked first, and why."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Level

# Points for how the incident stands that a record tells of. What is disputed must be looked at by a person; what two
# voices that do not rest on each other say, least.
STANDING = {Level.DISPUTED: 60, Level.SINGLE: 25, Level.REPEATED: 15, Level.CORROBORATED: 0}
KILLED = 40  # somebody was killed
TENSION = 30  # another record of the same report says otherwise
COPY = -100  # the report prints what another said: that one is asked about first


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a record is asked about. `confidence` is the reader's, 0 to 1; `standing` the incident's it tells of."""

    confidence: float
    standing: Level | None = None
    killed: bool = False
    tense: bool = False
    copy: bool = False

    @property
    def unsure(self) -> int:
        """Points for what the reader itself doubts: 0 where it is sure, 100 where it is not at all."""
        return int(100 * (1 - self.confidence) + 0.5)

    @property
    def points(self) -> int:
        """The more, the sooner it is asked about."""
        return self.unsure + gravity(self.standing, self.killed) + TENSION * self.tense + COPY * self.copy

    @property
    def why(self) -> tuple[str, ...]:
        """The same in words, what weighs most first."""
        found = [(self.unsure, f"the reader is {100 - self.unsure}% sure of it")]
        if self.standing is not None and STANDING[self.standing]:
            found.append((STANDING[self.standing], _STANDS[self.standing]))
        if self.killed:
            found.append((KILLED, "it says that people were killed"))
        if self.tense:
            found.append((TENSION, "another record of this report says otherwise"))
        if self.copy:
            found.append((COPY, "its report prints what another report said"))
        return tuple(words for _, words in sorted(found, key=lambda one: -one[0]))


_STANDS = {
    Level.DISPUTED: "the incident is disputed",
    Level.SINGLE: "a single voice tells of the incident",
    Level.REPEATED: "many reports, but no second voice of its own",
    Level.CORROBORATED: "",
}


def gravity(standing: Level | str | None, killed: bool) -> int:
    """Points for what hangs on a record."""
    return (STANDING[Level(standing)] if standing else 0) + KILLED * killed
