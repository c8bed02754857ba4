"""A report as told: its events by token and sentence, with the type of incident that MUC-4 would give each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from dateline.reader.draft import Draft
from dateline.reader.parse import Parse
from dateline.records import Actor, Event, EventType, Span

ATTACK, BOMBING, KIDNAPPING = "attack", "bombing", "kidnapping"
ARSON, ROBBERY, STOPPAGE = "arson", "robbery", "forced work stoppage"
TYPES = (ATTACK, BOMBING, KIDNAPPING, ARSON, ROBBERY, STOPPAGE)
# Fighting between armed forces is no incident by itself: the guidelines leave out what soldiers and guerrillas do to
# each other. A report that tells of nothing else has none.
FIGHTING = frozenset("clash skirmish fight fighting battle combat firefight offensive war operation".split())
# Events that are no incident but say who is hunted, threatened or sent: their type stands as it is.
BESIDE = frozenset({EventType.THREATEN, EventType.COERCE, EventType.MOBILIZE})


@dataclass(frozen=True, slots=True)
class Told:
    """One event: where it stands in the parse and what it would be. `type` is one of TYPES or a PLOVER type."""

    event: Event
    token: int
    sentence: int
    type: str
    lemma: str
    parts: tuple[int, ...]

    @property
    def is_incident(self) -> bool:
        fought = self.lemma in FIGHTING or self.event.mode == "sideAB"
        return self.type in TYPES and not fought


@dataclass(slots=True)
class Account:
    """What a report tells, for look-up by token and by sentence."""

    draft: Draft
    told: list[Told]
    at: dict[int, Told] = field(default_factory=dict)  # token of a trigger or of a part -> its event
    types: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))  # sentence -> types told in it
    parts: dict[int, list[tuple[str, Told]]] = field(default_factory=lambda: defaultdict(list))  # token -> its roles
    heads: set[int] = field(default_factory=set)  # tokens that head a participant
    actors: dict[str, Actor] = field(default_factory=dict)

    @property
    def parse(self) -> Parse:
        return self.draft.parse


def account(draft: Draft) -> Account:
    """The look-ups over a draft that has been through every layer."""
    told = []
    parse = draft.parse
    for event in draft.events:
        frame = draft.frames.get(event.id)
        if frame is None or (event.type is not EventType.ASSAULT and event.type not in BESIDE):
            continue
        kind = incident_type(draft, event, frame.lemma) if event.type is EventType.ASSAULT else event.type.value
        told.append(Told(event, frame.head, parse.sentence[frame.head], kind, frame.lemma, frame.parts))
    found = Account(draft, told, actors={actor.id: actor for actor in draft.actors})
    for each in told:
        for token in (each.token, *each.parts):
            found.at.setdefault(token, each)
            found.types[parse.sentence[token]].add(each.type)
        spans = [("actor", p.span) for p in each.event.actors] + [("recipient", p.span) for p in each.event.recipients]
        if each.event.instrument is not None:
            spans.append(("instrument", each.event.instrument.span))
        for role, span in spans:
            _place(found, role, span, each)
    return found


def _place(found: Account, role: str, span: Span, told: Told) -> None:
    parse = found.parse
    tokens = parse.tokens(span)
    for token in tokens:
        found.parts[token].append((role, told))
        if parse.head[token] not in tokens or parse.head[token] == token:
            found.heads.add(token)


@cache
def _rules() -> tuple[tuple[str, str, frozenset[str]], ...]:
    lines = (resources.files(__package__) / "incident_types.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((kind, by, frozenset(terms.split())) for kind, by, terms in rows[1:])


def incident_type(draft: Draft, event: Event, lemma: str) -> str:
    """One of MUC-4's types for an event that uses force (`incident_types.tsv`)."""
    words = draft.report.text[event.trigger.start : event.trigger.end].lower().split()
    weapon = event.instrument.text.lower().split()[-1:] if event.instrument else []
    shown = {"mode": [event.mode or ""], "lemma": [lemma], "word": words, "weapon": weapon}
    for kind, by, terms in _rules():
        if "*" in terms or terms.intersection(shown[by]):
            return kind
    return ATTACK
