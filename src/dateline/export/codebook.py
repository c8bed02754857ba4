"""The codebook: PLOVER's sixteen types with their modes, in our own words, with examples and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.export.derive import AcledRule, UcdpRule, acled_rules, ucdp_rules
from dateline.export.lists import rows_of
from dateline.records import Context, EventType

MANUAL = "PLOVER manual 1.3 (5 February 2022)"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class Mode:
    """One mode of a type: how it is done, or what is threatened, asked or refused."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of ours, and the mode that it is an example of (None: of the type alone)."""

    sentence: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class ContextEntry:
    """One of PLOVER's contexts, which an event of any type can have. `reference` is the section of its manual."""

    context: Context
    definition: str
    reference: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One type. `quad` and `score` are PLOVER's; `reference` is the section of its manual."""

    type: EventType
    definition: str
    borders: str
    quad: int
    score: float
    reference: str
    modes: tuple[Mode, ...]
    examples: tuple[Example, ...]
    acled: tuple[AcledRule, ...]
    ucdp: tuple[UcdpRule, ...]

    @property
    def quad_name(self) -> str:
        return QUADS[self.quad]


def entry_of(type_: EventType) -> Entry:
    return codebook()[type_]


@cache
def codebook() -> dict[EventType, Entry]:
    """All types, in the order of the manual."""
    entries = (_entry(row) for row in rows_of("event_types"))
    return {entry.type: entry for entry in entries}


@cache
def contexts() -> tuple[ContextEntry, ...]:
    """All contexts, in the order of the manual."""
    return tuple(
        ContextEntry(Context(row["context"]), row["definition"], f"{MANUAL}, section {row['section']}")
        for row in rows_of("contexts")
    )


def _entry(row: dict[str, str]) -> Entry:
    type_ = row["type"]
    return Entry(
        EventType(type_),
        row["definition"],
        row["borders"],
        int(row["quad"]),
        float(row["score"]),
        f"{MANUAL}, section {row['section']}",
        tuple(Mode(m["mode"], m["definition"]) for m in rows_of("modes") if m["type"] == type_),
        tuple(Example(e["example"], e["mode"] or None) for e in rows_of("examples") if e["type"] == type_),
        tuple(rule for rule in acled_rules() if rule.type == type_),
        tuple(rule for rule in ucdp_rules() if rule.type == type_),
    )
