"""What one voice says: its claims, the latest first, each with the incident it tells of and the voice's place there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from dateline.ledger import ClaimRow, Filter, Ledger, LedgerError
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.filters import Day
from dateline.ledger.heard import TOLD
from dateline.ledger.parts import within
from dateline.ledger.weighed import Store
from dateline.weighing.decided.book import Decided
from dateline.weighing.weigher.asking import settled_by
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.panorama import Panorama, opened
from dateline.weighing.weigher.voice import named, spoken

MANY = 200  # claims that are looked at together
# How a voice stands in an incident, by which its claims are chosen; and claims that tell of none.
PARTS = ("alone", "borne_out", "denies", "disputed")
NONE = "none"
_DID = ("alone", "apart", "denies", "disputed")


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A claim that a voice speaks: its words, where they stand, by whom they came, and what they tell of.

    `voice` is the name as the report has it, `chain` the names by which it came, outermost first. `incident` is one
    that it tells of (of several the first in which the voice is heard, and stands as was asked for), and the flags are
    the voice's there: nobody else says so (`alone`), another that does not rest on it bears it out (`borne_out`), it
    denies (`denies`), and the incident is in dispute (`disputed`). `passed_on_by` is the voice that passes it on, where
    one does. `decided` is what persons did to the claim.
    """

    claim: str
    report: str
    published: str | None
    outlet: str | None
    voice: str
    chain: tuple[str, ...]
    stance: str
    cue: str
    content: str
    start: int
    end: int
    incident: str | None
    title: str | None
    standing: str | None
    alone: bool
    borne_out: bool
    denies: bool
    disputed: bool
    passed_on_by: str | None
    recorded: str
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class At:
    """An incident, and the place of one voice in it."""

    incident: str
    title: str
    standing: str
    did: Mapping[str, Any]


Told = dict[int, list[At]]


def said(store: Store, panorama: Panorama, key: str, wanted: Filter, part: str | None) -> Iterator[SaidRow]:
    """The claims of a voice that the filter chooses; `part`: only those of incidents in which it stands so."""
    if part not in (None, NONE, *PARTS):
        raise LedgerError(f"Claims stand {', '.join(PARTS)}, or {NONE} where they tell of no incident; not {part!r}.")
    clock = Clock.of(wanted)
    extra = [_stands(key, part)] if part and clock.now else []
    query = spoken(store, key, wanted, extra)
    if clock.now or not part:  # else it is only known what is left out when it is seen
        query = query.limit(wanted.limit).offset(wanted.offset or None)
    keys = iter([row.claim for row in store.connection.execute(query)])
    found = _rows_of(store, panorama, key, keys, clock, part)
    if clock.now or not part:
        yield from found
        return
    chosen = (row for row in found if (row.incident is None if part == NONE else getattr(row, part)))
    yield from islice(chosen, wanted.offset, None if wanted.limit is None else wanted.offset + wanted.limit)


def marked(book: Ledger, rows: Iterable[SaidRow], recorded_by: Day = None) -> Iterator[SaidRow]:
    """The rows with what persons decided on each claim."""
    decided = Decided(book, recorded_by)
    rest = iter(rows)
    while some := list(islice(rest, MANY)):
        if not decided.any:
            yield from some
            continue
        plain = [
            ClaimRow(
                row.claim, row.report, row.published, row.outlet, row.voice, "", False, row.chain, row.stance, "", "",
                row.cue, row.content, 0.0, "", row.recorded,
            )
            for row in some
        ]  # fmt: skip
        for row, claim in zip(some, decided.claims(plain), strict=True):
            yield replace(row, chain=claim.chain, stance=claim.stance, decided=claim.decided)


def _rows_of(
    store: Store, panorama: Panorama, key: str, keys: Iterator[int], clock: Clock, part: str | None
) -> Iterator[SaidRow]:
    while some := list(islice(keys, MANY)):
        yield from _rows(store, panorama, key, some, clock, part)


def _stands(key: str, part: str) -> ColumnElement[bool]:
    """The condition that a claim tells of an incident in which the voice stands so."""
    of, i, v = t.claim_events.c, w.incident_events.c, w.witnesses.c
    tells = exists().where(of.claim == w.said.c.claim, i.event == of.event)
    if part == NONE:
        return ~tells
    flag = v[_column(part)]
    return tells.where(v.incident == i.incident, v.voice == key, flag.is_(True))


def _column(part: str) -> str:
    return "apart" if part == "borne_out" else part


def _rows(
    store: Store, panorama: Panorama, key: str, keys: Sequence[int], clock: Clock, part: str | None
) -> Iterator[SaidRow]:
    s, c, r = w.said.c, t.claims.c, t.reports.c
    query = select(
        c.key, c.id, r.id.label("report"), s.published, r.outlet, s.name, c.chain, s.stance, c.cue, c.content,
        c.content_spans, c.cue_spans, s.relay, s.recorded,
    ).where(s.claim == c.key, s.voice == key, r.number == s.report)  # fmt: skip
    found = {row.key: row for row in within(store.connection, query, s.claim, keys)}
    told_of = incidents_of(store, panorama, key, keys, clock)
    wish = _column(part) if part not in (None, NONE) else ""
    relays = named(store, (row.relay for row in found.values() if row.relay))
    for number in keys:
        row = found[number]
        spans = [*(row.content_spans or row.cue_spans), [0, 0]]
        at = max(told_of.get(number, ()), key=lambda one: (bool(one.did.get(wish)), bool(one.did)), default=None)
        did: Mapping[str, Any] = at.did if at else {}
        yield SaidRow(
            claim=row.id,
            report=row.report,
            published=row.published or None,
            outlet=row.outlet,
            voice=row.name,
            chain=tuple(row.chain),
            stance=row.stance,
            cue=row.cue,
            content=row.content,
            start=spans[0][0],
            end=max(end for _, end in spans),
            incident=at.incident if at else None,
            title=at.title if at else None,
            standing=at.standing if at else None,
            alone=bool(did.get("alone")),
            borne_out=bool(did.get("apart")),
            denies=bool(did.get("denies")),
            disputed=bool(did.get("disputed")),
            passed_on_by=(relays.get(row.relay) or row.relay) if row.relay else None,
            recorded=row.recorded,
        )


def incidents_of(store: Store, panorama: Panorama, key: str, claims: Sequence[int], clock: Clock) -> Told:
    """The incidents that each of these claims (by key) tells of, and the place of a voice in them."""
    return _now(store, key, claims) if clock.now else _then(store, panorama, key, claims, clock)


def _now(store: Store, key: str, claims: Sequence[int]) -> Told:
    of, ie, i, v = t.claim_events.c, w.incident_events.c, w.incidents.c, w.witnesses.c
    query = (
        select(of.claim, i.id, i.title, i.standing, v.voice, v.alone, v.apart, v.denies, v.disputed)
        .join(w.incident_events, ie.event == of.event)
        .join(w.incidents, i.id == ie.incident)
        .outerjoin(w.witnesses, (v.incident == i.id) & (v.voice == key))
        .order_by(of.claim, of.event)
    )
    out: Told = defaultdict(list)
    for row in within(store.connection, query, of.claim, claims):
        did = {name: getattr(row, name) for name in _DID} if row.voice else {}
        out[row.claim].append(At(row.id, row.title, row.standing, did))
    return out


def _then(store: Store, panorama: Panorama, key: str, claims: Sequence[int], clock: Clock) -> Told:
    """As of another day: what stood then as it does now, and what was weighed as it was."""
    of, a, ie, i, v = t.claim_events.c, w.accounts.c, w.incident_events.c, w.incidents.c, w.witnesses.c
    query = select(of.claim, of.event, a.knot).join(w.accounts, a.event == of.event).distinct()
    rows = within(store.connection, query.order_by(of.claim, of.event), of.claim, claims)
    settled = (
        select(ie.event, i.id, i.title, i.standing, v.voice, *(v[name] for name in _DID))
        .join(w.incidents, i.id == ie.incident)
        .outerjoin(w.witnesses, (v.incident == i.id) & (v.voice == key))
        .where(*settled_by(w.incidents, clock))
    )
    at: dict[int, At] = {}
    for event, id_, title, standing, voice, *did in within(
        store.connection, settled, ie.event, {row.event for row in rows}
    ):
        at[event] = At(id_, title, standing, dict(zip(_DID, did, strict=True)) if voice else {})
    for past in opened(store, panorama, panorama.seen(store), clock, {row.knot for row in rows}):
        mine = next((dict(zip(TOLD, one.did, strict=True)) for one in past.voices if one.voice == key), {})
        at |= dict.fromkeys(past.events, At(past.id, past.title, past.standing, mine))
    out: Told = defaultdict(list)
    for row in rows:
        if row.event in at:
            out[row.claim].append(at[row.event])
    return out
