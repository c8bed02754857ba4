"""The judged roles: who to whom in invented sentences, and what a reading has otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.records import Basis, Event, Participant, Reading

TABLE = Path(__file__).with_name("judged_roles.tsv")


@dataclass(frozen=True)
class Part:
    """One participant that a reader sees: a word of it, its basis, and its country or role where they are judged."""

    word: str
    basis: Basis
    signs: frozenset[str]

    def fits(self, reading: Reading, participant: Participant) -> bool:
        words = participant.span.of(reading.report.text)
        actor = next((a for a in reading.actors if a.id == participant.actor), None)
        signs = {actor.country or "", *map(str, actor.roles)} if actor else set()
        return self.word in words and participant.basis is self.basis and self.signs <= signs


@dataclass(frozen=True)
class Case:
    """One row of the table."""

    text: str
    trigger: str
    actors: tuple[Part, ...]
    recipients: tuple[Part, ...]
    instrument: str


def cases() -> list[Case]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"][1:]
    rows = [(line.split("\t") + [""] * 4)[:5] for line in lines]
    return [Case(text, trigger, parts(a), parts(r), tool) for text, trigger, a, r, tool in rows]


def parts(cell: str) -> tuple[Part, ...]:
    return tuple(map(part, filter(None, cell.split(";"))))


def part(cell: str) -> Part:
    words, _, signs = cell.partition("@")
    word, _, basis = words.partition("/")
    return Part(word, Basis(basis or "stated"), frozenset(filter(None, signs.split("."))))


def faults(reading: Reading, case: Case) -> list[str]:
    """What is otherwise than judged in the event of the case."""
    event = told(reading, case.trigger)
    if event is None:
        return ["no event; there are: " + ", ".join(e.trigger.of(case.text) for e in reading.events)]
    out = [
        f"{side}: {seen(reading, found)}"
        for side, wanted, found in (
            ("actors", case.actors, event.actors),
            ("recipients", case.recipients, event.recipients),
        )
        if not alike(reading, wanted, found)
    ]
    tool = event.instrument.text if event.instrument else ""
    if case.instrument not in tool or bool(tool) != bool(case.instrument):
        out.append(f"instrument: {tool!r}")
    return out


def told(reading: Reading, trigger: str) -> Event | None:
    """The event whose trigger, or another mention of it, has the word."""
    spans = [(event, span) for event in reading.events for span in (event.trigger, *event.mentions)]
    return next((event for event, span in spans if trigger in span.of(reading.report.text)), None)


def alike(reading: Reading, wanted: tuple[Part, ...], found: tuple[Participant, ...]) -> bool:
    return len(wanted) == len(found) and all(any(w.fits(reading, p) for p in found) for w in wanted)


def seen(reading: Reading, found: tuple[Participant, ...]) -> str:
    actors = {a.id: a for a in reading.actors}
    out = []
    for p in found:
        a = actors.get(p.actor or "")
        out.append(f"{p.span.of(reading.report.text)}/{p.basis}" + (f"@{a.country}.{'.'.join(a.roles)}" if a else ""))
    return "; ".join(out) or "nobody"
