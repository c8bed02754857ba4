"""Voices over the whole ledger: what each has said, how often alone, how often borne out, how often disputed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, func, or_, select

from dateline.ledger import Filter, LedgerError
from dateline.ledger import weighed_tables as w
from dateline.ledger.heard import TOLD, called
from dateline.ledger.weighed import Store
from dateline.weighing.weigher.asking import chooses_events, of_events, settled_by, window
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.panorama import Panorama, opened, telling
from dateline.weighing.weigher.voice import clocks

Sums = tuple[int, ...]
Name = tuple[str, str, bool]
SUMMED = ("incidents", *TOLD)
# What voices can be ordered by: the most first, except for names.
ORDERS = ("incidents", "claims", "reports", "alone", "borne_out", "denies", "disputed", "name")


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """What a voice has said over all incidents: how many, in how many reports (one counts in each incident that it
    tells of), how often alone, how often borne out by another that does not rest on it, how often it denied, and how
    many of its incidents are disputed, in how many a figure of its own was replaced or withdrawn later; and how many
    claims it speaks in all, None as of another day."""

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
    replaced: int
    claims: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """What voices are chosen and ordered by. `name`: words of a name, or of a key, all of which it has.

    `anywhere`: also those who speak, but of no incident.
    """

    name: str = ""
    kind: tuple[str, ...] = ()
    named: bool | None = None
    by: str = "incidents"
    anywhere: bool = False

    def __post_init__(self) -> None:
        if self.by not in ORDERS:
            raise LedgerError(f"Voices are ordered by {', '.join(ORDERS)}, not by {self.by!r}.")

    @property
    def words(self) -> list[str]:
        return self.name.casefold().split()

    def chooses(self, key: str, name: Name) -> bool:
        given, kind, named = name
        return (
            all(word in given.casefold() or word in key for word in self.words)
            and (not self.kind or kind in self.kind)
            and self.named in (None, named)
        )

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """The same of rows of `heard`."""
        h = w.heard.c
        found: list[ColumnElement[bool]] = [or_(h.incidents > 0, h.claims > 0) if self.anywhere else h.incidents > 0]
        found += [
            or_(h.name.icontains(word, autoescape=True), h.voice.contains(word, autoescape=True)) for word in self.words
        ]
        if self.kind:
            found.append(h.kind.in_(self.kind))
        if self.named is not None:
            found.append(h.named.is_(self.named))
        return found


def voices(store: Store, panorama: Panorama, wanted: Filter, which: Which) -> Iterator[VoiceRow]:
    """Voices of the incidents that the filter chooses, in the order asked for."""
    clock = Clock.of(wanted)
    if clock.now and not chooses_events(wanted):
        yield from _all(store, wanted, which)
        return
    sums: dict[str, Sums] = {}
    names: dict[str, Name] = {}
    for row in store.connection.execute(_summed(store, wanted, which, clock)):
        sums[row[0]] = tuple(map(int, row[1:]))
    then = [] if clock.now else opened(store, panorama, panorama.seen(store), clock)
    for past in telling(store, then, wanted):
        for one in past.voices:
            if which.chooses(one.voice, one.name):
                did = (1, *one.did)
                before = sums.get(one.voice, (0,) * len(did))
                sums[one.voice] = tuple(a + b for a, b in zip(before, did, strict=True))
                names[one.voice] = min(one.name, names.get(one.voice, one.name), key=_first)
    ranked = sorted(sums.items(), key=_ranking(store, which, clock))
    yield from _named(store, window(iter(ranked), wanted), names, wanted)


def kinds(store: Store, which: Which) -> dict[tuple[str, bool], int]:
    """How many voices there are of each kind, named and not: those of incidents, or all that speak."""
    h = w.heard.c
    query = select(h.kind, h.named, func.count()).where(*which.conditions).group_by(h.kind, h.named)
    return {(kind, bool(named)): int(n) for kind, named, n in store.connection.execute(query)}


def _all(store: Store, wanted: Filter, which: Which) -> Iterator[VoiceRow]:
    """Voices as they are now, over all incidents."""
    h = w.heard.c
    order: list[Any] = []
    if which.by == "name":
        order = [func.lower(h.name)]
    elif which.by != "incidents":
        order = [h["apart" if which.by == "borne_out" else which.by].desc()]
    columns = [h.voice, h.name, h.kind, h.named, *(h[name] for name in SUMMED), h.claims]
    query = select(*columns).where(*which.conditions).order_by(*order, h.incidents.desc(), h.voice)
    for row in store.connection.execute(query.limit(wanted.limit).offset(wanted.offset or None)):
        yield VoiceRow(row.voice, row.name, row.kind, bool(row.named), *row[4:])


def _summed(store: Store, wanted: Filter, which: Which, clock: Clock) -> Select[Any]:
    """Sums by voice over the incidents that stood as of the clock as they do now."""
    v = w.witnesses.c
    sums = (func.count(), *(cast(func.sum(cast(v[name], Integer)), Integer) for name in TOLD))
    query = select(v.voice, *sums).where(*settled_by(w.witnesses, clock)).group_by(v.voice)
    if which.words or which.kind or which.named is not None:
        query = query.where(v.voice.in_(select(w.heard.c.voice).where(*which.conditions)))
    if chooses_events(wanted):
        query = query.where(v.incident.in_(select(w.incidents.c.id).where(*of_events(store, wanted))))
    return query


def _ranking(store: Store, which: Which, clock: Clock) -> Callable[[tuple[str, Sums]], Any]:
    if which.by in ("name", "claims"):
        rows = store.connection.execute(select(w.heard.c.voice, w.heard.c.name, w.heard.c.claims))
        known = {voice: (name.casefold(), -claims) for voice, name, claims in rows}
        at = 0 if which.by == "name" else 1
        return lambda item: (known.get(item[0], ("", 0))[at], -item[1][0], item[0])
    place = SUMMED.index("apart" if which.by == "borne_out" else which.by)
    return lambda item: (-item[1][place], -item[1][0], item[0])


def _named(
    store: Store, rows: Iterable[tuple[str, Sums]], names: Mapping[str, Name], wanted: Filter
) -> Iterator[VoiceRow]:
    """The rows, each voice as it was called as of the clock."""
    v, conditions = w.witnesses.c, settled_by(w.witnesses, Clock.of(wanted))
    for voice, sums in rows:
        said = store.connection.execute(called(w.said.c.voice == voice, *clocks(wanted))).first()
        if said is not None:
            yield VoiceRow(voice, said.name, said.kind, bool(said.named), *sums)
            continue
        known = [names[voice]] if voice in names else []
        for is_named in (True, False):
            query = select(v.name, v.kind).where(v.voice == voice, v.named.is_(is_named), *conditions)
            first = store.connection.execute(query.order_by(v.name, v.kind).limit(1)).first()
            known += [(first.name, first.kind, is_named)] if first else []
        yield VoiceRow(voice, *min(known, key=_first), *sums)


def _first(name: Name) -> tuple[bool, str, str]:
    """Names of its own come before descriptions."""
    return (not name[2], name[0], name[1])
