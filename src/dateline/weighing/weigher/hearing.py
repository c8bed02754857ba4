"""Voices over all incidents: what each has said, how often alone, how often borne out, how often disputed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, select

from dateline.ledger import Filter
from dateline.ledger import weighed_tables as w
from dateline.ledger.weighed import Store
from dateline.records import Incident, Level, Stance
from dateline.weighing.weigher.asking import chooses_events, of_events, opened, settled_by, window
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.state import State

Sums = tuple[int, ...]
Name = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """What a voice has said over all incidents: how many, in how many reports, how often alone, how often borne out
    by another that does not rest on it, how often it denied, and how many of its incidents are disputed."""

    key: str
    name: str
    kind: str
    named: bool
    incidents: int
    reports: int
    alone: int
    borne_out: int
    denies: int
    disputed: int


def voices(store: Store, state: State, wanted: Filter) -> Iterator[VoiceRow]:
    """Voices of the incidents that the filter chooses, those of most incidents first."""
    clock = Clock.of(wanted)
    if clock.now and not chooses_events(wanted):
        h = w.heard.c
        query = select(w.heard).where(h.incidents > 0).order_by(h.incidents.desc(), h.voice)
        rows = store.connection.execute(query.limit(wanted.limit).offset(wanted.offset or None))
        yield from _named(store, ((row[0], tuple(map(int, row[1:]))) for row in rows), {}, [])
        return
    sums: dict[str, Sums] = {}
    names: dict[str, Name] = {}
    for row in store.connection.execute(_summed(store, wanted, clock)):
        sums[row[0]] = tuple(map(int, row[1:]))
    for incident in opened(store, state, wanted, clock) if not clock.now else ():
        for voice, name, told in _said(incident):
            sums[voice] = tuple(a + b for a, b in zip(sums.get(voice, (0,) * 6), told, strict=True))
            names[voice] = min(name, names.get(voice, name))
    ranked = sorted(sums.items(), key=lambda item: (-item[1][0], item[0]))
    yield from _named(store, window(iter(ranked), wanted), names, settled_by(w.witnesses, clock))


def _summed(store: Store, wanted: Filter, clock: Clock) -> Select[Any]:
    """Sums by voice over the incidents that stood as of the clock as they do now."""
    v = w.witnesses.c

    def often(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    told = (
        func.count(), cast(func.sum(v.reports), Integer), often(v.alone), often(v.apart),
        often(v.stance == Stance.DENIES), often(v.disputed),
    )  # fmt: skip
    query = select(v.voice, *told).where(*settled_by(w.witnesses, clock)).group_by(v.voice)
    if chooses_events(wanted):
        query = query.where(v.incident.in_(select(w.incidents.c.id).where(*of_events(store, wanted))))
    return query


def _said(incident: Incident) -> Iterator[tuple[str, Name, Sums]]:
    for witness in incident.witnesses:
        told = (
            1, len(witness.reports), int(len(incident.witnesses) == 1), int(witness.apart),
            int(witness.stance == Stance.DENIES), int(incident.standing == Level.DISPUTED),
        )  # fmt: skip
        yield witness.key, (witness.name, witness.kind, witness.named), told


def _named(
    store: Store, rows: Iterable[tuple[str, Sums]], names: Mapping[str, Name], conditions: list[ColumnElement[bool]]
) -> Iterator[VoiceRow]:
    """The rows, each voice under the first of the names it had as of the clock."""
    v = w.witnesses.c
    for voice, sums in rows:
        query = select(v.name, v.kind, v.named).where(v.voice == voice).order_by(v.name, v.kind, v.named).limit(1)
        query = query.where(*conditions)
        found = store.connection.execute(query).first()
        told = [(found.name, found.kind, bool(found.named))] if found else []
        yield VoiceRow(voice, *min([*told, *([names[voice]] if voice in names else [])]), *sums)
