"""What a voice did in incidents: where it was alone, who bore it out, who contradicted it, in both sides' words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, func, select

from dateline.ledger import Filter, LedgerError
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.heard import TOLD
from dateline.ledger.parts import within
from dateline.ledger.tables import BEFORE, BEHIND
from dateline.ledger.weighed import Store
from dateline.records import Figure, Incident, Quotation, Witness, from_plain
from dateline.weighing.weigher.asking import settled_by
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.panorama import Heard, Panorama, Past, opened
from dateline.weighing.weigher.rows import told
from dateline.weighing.weigher.sides import Word, Words
from dateline.weighing.weigher.state import Held, State

# Ways in which a voice stands in an incident, by which its incidents are chosen.
PARTS = ("alone", "borne_out", "denies", "disputed", "replaced")
_FLAGS = {"borne_out": "apart"}
_DID = tuple(name for name in TOLD if name != "reports")  # in the order of `PARTS`
FEW = 2000  # claims, and knots
OTHERS = 8  # other voices that are given of one incident


@dataclass(frozen=True, slots=True)
class Did:
    """In how many incidents a voice is heard, alone, borne out by another that does not rest on it, denying, in
    dispute; and in how many a figure of its own was replaced or withdrawn later."""

    incidents: int = 0
    alone: int = 0
    borne_out: int = 0
    denies: int = 0
    disputed: int = 0
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot hold beside its word: the field, its own words, and another's."""

    field: str
    why: str
    own: Quotation
    other_voice: str
    other: Quotation


@dataclass(frozen=True, slots=True)
class Bearing:
    """An incident that rests on a voice's word: its own words, the others', and what contradicts it.

    `others` are first those that bear it out (where `borne_out`), then all others. `figures` are its own that were
    replaced or withdrawn later, and `given` those that stand.
    """

    incident: str
    title: str
    standing: str
    published: str | None
    first: str | None
    last: str | None
    alone: bool
    borne_out: bool
    denies: bool
    disputed: bool
    own: Word
    others: tuple[Word, ...]
    more: int
    contradictions: tuple[Contradiction, ...]
    figures: tuple[Figure, ...]
    given: tuple[Figure, ...]


def did(store: Store, panorama: Panorama, key: str, clock: Clock) -> Did:
    """What a voice did over all incidents."""
    v, h = w.witnesses.c, w.heard.c
    if clock.now:
        row = store.connection.execute(select(h.incidents, *(h[name] for name in _DID)).where(h.voice == key)).first()
        return Did(*row) if row else Did()
    sums = [cast(func.coalesce(func.sum(cast(v[name], Integer)), 0), Integer) for name in _DID]
    query = select(func.count(), *sums).where(v.voice == key, *settled_by(w.witnesses, clock))
    numbers = [int(n) for n in store.connection.execute(query).one()]
    for _, heard in _opened(store, panorama, key, clock):
        numbers = [n + one for n, one in zip(numbers, (1, *_flags(heard)), strict=True)]
    return Did(*numbers)


def bearings(
    store: Store, state: State, panorama: Panorama, key: str, wanted: Filter, part: str | None = None
) -> Iterator[Bearing]:
    """The incidents that rest on a voice's word, the latest first; `part`: those in which it stands so."""
    if part is not None and part not in PARTS:
        raise LedgerError(f"Incidents of a voice are chosen by {', '.join(PARTS)}; not by {part!r}.")
    wanted.refuse("incidents of a voice", [n for n in Filter.__slots__ if n not in _ASKED])
    clock = Clock.of(wanted)
    if clock.now:
        found = _unpacked(store, [id_ for _, id_ in _settled(store, key, part, clock, wanted.limit, wanted.offset)])
    else:
        most = None if wanted.limit is None else wanted.offset + wanted.limit
        then = {_latest(past): past.knot for past, one in _opened(store, panorama, key, clock) if _stands(one, part)}
        settled = _settled(store, key, part, clock, most, 0)
        both = merge(settled, sorted(then, reverse=True), reverse=True)
        shown = list(islice(both, wanted.offset, most))
        # Only what is shown is unpacked, or weighed anew.
        made = {one.id: one for one in _unpacked(store, [one[1] for one in shown if one not in then])}
        made |= {
            one.incident.id: one.incident for one in _anew(store, state, {then[o] for o in shown if o in then}, clock)
        }
        found = iter([made[id_] for _, id_ in shown])
    yield from _bearings(store, key, list(found))


_ASKED = ("known_by", "recorded_by", "limit", "offset")


def _latest(past: Past) -> tuple[str, str]:
    return (BEFORE if past.published == BEHIND else past.published, past.id)


def _flags(heard: Heard) -> tuple[int, ...]:
    """As `Did` counts them, without the incident itself."""
    one = dict(zip(TOLD, heard.did, strict=True))
    return tuple(one[name] for name in _DID)


def _stands(heard: Heard, part: str | None) -> bool:
    return part is None or bool(_flags(heard)[PARTS.index(part)])


def _gone(incident: Incident, key: str) -> list[Figure]:
    return [f for toll in incident.tolls for f in toll.figures if f.witness == key and (f.replaced or f.withdrawn)]


def _settled(
    store: Store, key: str, part: str | None, clock: Clock, limit: int | None, offset: int
) -> list[tuple[str, str]]:
    """The incidents of a voice that stood as of the clock as they do now: when first published, and their ids."""
    v = w.witnesses.c
    query = select(v.published, v.incident).where(v.voice == key, *settled_by(w.witnesses, clock))
    if part is not None:
        flag: ColumnElement[Any] = v[_FLAGS.get(part, part)]
        query = query.where(flag.is_(True))
    query = query.order_by(v.published.desc(), v.incident.desc()).limit(limit).offset(offset or None)
    return [(published, id_) for published, id_ in store.connection.execute(query)]


def _anew(store: Store, state: State, knots: set[int], clock: Clock) -> list[Held]:
    return state.incidents(store, knots, clock) if knots else []


def _unpacked(store: Store, ids: Sequence[str]) -> Iterator[Incident]:
    i = w.incidents.c
    rows = within(store.connection, select(i.id, i.packed), i.id, ids)
    packed = {row.id: row.packed for row in rows}
    return (from_plain(Incident, json.loads(packed[id_])) for id_ in ids)


def _opened(store: Store, panorama: Panorama, key: str, clock: Clock) -> Iterator[tuple[Past, Heard]]:
    """The incidents of a voice in knots that held less as of the clock than they do now."""
    if clock.now:
        return
    seen = panorama.seen(store)
    then = seen.open_knots.then(clock)
    v, i = w.witnesses.c, w.incidents.c
    heard_in = select(i.knot).join(w.witnesses, v.incident == i.id).where(v.voice == key)
    s, of, a = w.said.c, t.claim_events.c, w.accounts.c
    told_by = select(a.knot).join(t.claim_events, of.event == a.event).join(w.said, s.claim == of.claim)
    queries = [(heard_in.distinct(), i.knot)]
    if _few(store, key):
        queries.append((told_by.where(s.voice == key).distinct(), a.knot))
    knots: set[int] = set()
    for query, knot in queries:
        if len(then) <= FEW:
            knots.update(row.knot for row in within(store.connection, query, knot, then))
        else:
            knots.update(store.connection.execute(query).scalars())
    for past in opened(store, panorama, seen, clock, knots):
        yield from ((past, heard) for heard in past.voices if heard.voice == key)


def _few(store: Store, key: str) -> bool:
    """Whether a voice speaks so little that all its claims can be looked through for incidents in which it was heard
    once, and now another is: the fuller name of the same person."""
    s = w.said.c
    return len(store.connection.execute(select(s.claim).where(s.voice == key).limit(FEW + 1)).all()) <= FEW


# Both sides' words


def _bearings(store: Store, key: str, incidents: Sequence[Incident]) -> Iterator[Bearing]:
    words = Words(store, incidents)
    for one in incidents:
        witness = next((each for each in one.witnesses if each.key == key), None)
        if witness is None:
            continue
        flags = told(one, witness)
        rest = sorted((each for each in one.witnesses if each.key != key), key=lambda each: not each.apart)
        figures = [f for toll in one.tolls for f in toll.figures if f.witness == key]
        yield Bearing(
            incident=one.id,
            title=one.title,
            standing=one.standing,
            published=one.published[0],
            first=one.first,
            last=one.last,
            alone=bool(flags["alone"]),
            borne_out=bool(flags["apart"]),
            denies=bool(flags["denies"]),
            disputed=bool(flags["disputed"]),
            own=words.of(one, witness),
            others=tuple(words.of(one, each) for each in rest[:OTHERS]),
            more=max(0, len(rest) - OTHERS),
            contradictions=tuple(_contradictions(one, witness, words)),
            figures=tuple(_gone(one, key)),
            given=tuple(f for f in figures if not (f.replaced or f.withdrawn)),
        )


def _contradictions(incident: Incident, witness: Witness, words: Words) -> Iterator[Contradiction]:
    for strain in incident.strains:
        sides = [side for side in (0, 1) if words.is_of(strain, side, witness)]
        if len(sides) == 1:
            own, other = sides[0], 1 - sides[0]
            yield Contradiction(
                strain.field, strain.why, strain.quotations[own], strain.voices[other], strain.quotations[other]
            )
