"""The scene: one report's parse with its entities, toponyms and cast at hand by token."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reader.draft import CastMention, Draft, Toponym
from dateline.reader.events.lexicon import EventLexicon, Trigger
from dateline.reader.parse import Parse
from dateline.records import Role

_ENTITY_CLASSES = {
    "people": frozenset(("PERSON", "NORP")),
    "who": frozenset(("PERSON", "NORP", "ORG", "GPE")),
    "leader": frozenset(("PERSON",)),
    "armed": frozenset(("ORG", "NORP")),
    "place": frozenset(("GPE", "LOC", "FAC")),
    "country": frozenset(("GPE",)),
    "org": frozenset(("ORG", "NORP")),
}
_PERSONAL = frozenset(
    ("him", "her", "them", "us", "me", "he", "she", "they", "we", "i", "you", "himself", "themselves")
)
_COUNTED = frozenset(("people", "who"))
_ARMED = frozenset((Role.MIL, Role.REB, Role.UAF, Role.PRM))


@dataclass(slots=True)
class Candidate:
    """A trigger in the text that may be an event: its head token, its row, and what is merged into it."""

    token: int
    row: Trigger
    type: str
    carrier: int | None = None  # the support verb of a noun
    carried: str = ""  # its kind: light, aspect, plan, hold, occurs
    parts: list[int] = field(default_factory=list)
    echoes: list[int] = field(default_factory=list)  # nouns of later sentences that only take it up again
    borrowed: int | None = None  # the noun whose participants this one takes over
    noun: bool = False
    evidence: int = 0


class Scene:
    """What the events layer asks of a draft, each answer a look-up."""

    def __init__(self, draft: Draft, lexicon: EventLexicon) -> None:
        self.draft = draft
        self.parse: Parse = draft.parse
        self.lexicon = lexicon
        self.cast: dict[int, CastMention] = draft.cast
        self.bearing_arms = frozenset(actor.id for actor in draft.actors if _ARMED.intersection(actor.roles))
        self.labels: dict[int, str] = {}
        for entity in self.parse.entities:
            for i in range(entity.first, entity.last + 1):
                self.labels[i] = entity.label
        self.toponyms: dict[int, Toponym] = {}
        for toponym in draft.toponyms:
            for i in range(toponym.first, toponym.last + 1):
                self.toponyms[i] = toponym
        self.candidates: dict[int, Candidate] = {}
        self.first_told: dict[int, Trigger] = {}  # the row of each candidate, as found, before any was merged
        self.play = False  # a report about trade or sport, whose wars are figures
        self.last_assault: Candidate | None = None
        self.merged: dict[int, Candidate] = {}  # token of a merged trigger -> the candidate it went into

    def told_at(self, i: int) -> Candidate | None:
        """The candidate whose trigger, or a part of it, is token `i`."""
        return self.candidates.get(i) or self.merged.get(i)

    def lemmas(self, i: int) -> tuple[str, ...]:
        """A token's lemma, and its word without a plural's s where the lemmatiser may have gone astray."""
        lemma, low = self.parse.lemma[i], self.parse.lower[i]
        if i > 1 and self.parse.lower[i - 1] == "-":  # "cease-fire": three tokens
            return (lemma, low, f"{self.parse.lower[i - 2]}-{lemma}")
        return (lemma, low) if low[-1:] != "s" else (lemma, low, low[:-1])

    def holds(self, name: str, i: int) -> bool:
        """Whether token `i` is in a class of words, by its lemma or, for classes that names fill, its entity."""
        members = self.lexicon.classes.get(name)
        if members is None:
            return False
        if any(lemma in members for lemma in self.lemmas(i)):
            return True
        if name == "people" and i in self.toponyms:
            return False  # "seized Goma": a town, whatever the recogniser takes it for
        label = self.labels.get(i)
        if label is not None and label in _ENTITY_CLASSES.get(name, ()):
            return True
        if name == "armed" and self.parse.pos[i] == "PROPN" and i in self.cast:
            return self.cast[i].actor in self.bearing_arms  # a name: of what common nouns are, their words tell
        if name in _COUNTED:
            if self.parse.lower[i] in _PERSONAL or (self.parse.tag[i] == "CD" and self.parse.lower[i] != "one"):
                return True
            return i in self.cast
        if name in ("place", "country"):
            return i in self.toponyms
        return False

    def is_any(self, names: tuple[str, ...], i: int) -> bool:
        """Whether token `i` is one of the words or in one of the @classes."""
        lemmas = self.lemmas(i)
        return any(self.holds(name[1:], i) if name[0] == "@" else name in lemmas for name in names)


def absorb(scene: Scene, into: Candidate, other: Candidate) -> None:
    """Make `other` a part of `into`: both tell of one happening."""
    for part in (other.token, *other.parts):
        into.parts.append(part)
        scene.merged[part] = into
    scene.candidates.pop(other.token, None)
