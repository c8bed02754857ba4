"""How a person writes the value of a field: the key it is chosen by, what can be chosen, what can be completed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.records import Reading
from dateline.weighing.decided.fields import CLAIM, COUNTS, EVENT, OF_WORDS, WORDS
from dateline.weighing.decided.values import choices

# Each field of a record by one letter, the same on every record: hands learn them.
KEYS: Mapping[str, Mapping[str, str]] = {
    "event": {
        "type": "t", "mode": "m", "status": "s", "place": "p", "when": "w", "actors": "a", "recipients": "r",
        "instrument": "i", "killed": "k", "injured": "j", "hospitalised": "h", "missing": "x", "abducted": "b",
        "detained": "d", "sentenced": "n", "released": "l", "rescued": "u", "surrendered": "y", "displaced": "o",
        "evacuated": "e", "deported": "q", "deployed": "f", "attacking": "c", "protesting": "g", "destroyed": "z",
        "trigger": "v",
    },
    "claim": {
        "voice": "v", "chain": "c", "stance": "s", "manner": "m", "certainty": "t", "content": "w", "cue": "u",
    },
}  # fmt: skip
HINTS = {
    "mode": "one word, or none",
    "place": "a name, a gazetteer's id, or lat,lon; or none",
    "when": "2008-03-02, 2008-03, 2008, or 2008-03-02..2008-03-05; or none",
    "actors": "names, ; between them; or none",
    "recipients": "names, ; between them; or none",
    "instrument": "the words, or none",
    "voice": "a name",
    "chain": "names, outermost first, > between them",
    "trigger": "the words as they stand in the report",
    "content": "the words as they stand in the report",
    "cue": "the words as they stand in the report",
}
A_FIGURE = "9, 9-12, 9+ (at least), up to 12, or none"
COMPLETED = 60  # names offered to complete


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a field can have, and the key that chooses it."""

    value: str
    key: str


def fields_for(kind: str) -> tuple[str, ...]:
    """The fields that a person can write, in the order in which they are shown."""
    order = EVENT if kind == "event" else ("voice", *(f for f in CLAIM if f != "voice"))
    shown = [field for field in order if not field.endswith(OF_WORDS)]
    return tuple(sorted(shown, key=lambda field: field in WORDS))


def choices_for(field: str) -> tuple[Choice, ...]:
    """The values of a field of fixed values, each with a letter of its own, its first where that is free."""
    taken: set[str] = set()
    found = []
    for value in choices(field):
        letters = [c for c in value.lower() if c.isalpha()]
        key = next((c for c in [*letters, *"abcdefghijklmnopqrstuvwxyz"] if c not in taken), "")
        taken.add(key)
        found.append(Choice(value, key))
    return tuple(found)


def hint_for(field: str) -> str:
    """What can be written."""
    return A_FIGURE if field in COUNTS else HINTS.get(field, "")


def completed_by(field: str, reading: Reading) -> tuple[str, ...]:
    """What the report itself has that the field could be."""
    names: Iterable[str] = ()
    match field:
        case "place":
            names = (p.name for p in reading.places)
        case "actors" | "recipients":
            names = (a.name for a in reading.actors)
        case "voice" | "chain":
            names = (v.name for v in reading.voices)
        case "when":
            days = (time.when for time in reading.times if time.when)
            names = (w.first_precise or w.first_imprecise or "" for w in days)
    return tuple(dict.fromkeys(name for name in names if name and len(name) < 200))[:COMPLETED]
