"""What is kept of each voice over the whole ledger: its claims, and sums over the incidents that rest on its word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, ScalarSelect, Select, and_, delete, func, select, update

from dateline.ledger import bulk
from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.engine import insert as put_or
from dateline.ledger.parts import parts, within

# What is told of a voice in one incident (each a column of `witnesses`), and summed over all.
TOLD = ("reports", "alone", "apart", "denies", "disputed", "replaced")
NAMES = ("name", "kind", "named")
AMONG = 20  # claims among which the name that a voice goes by is looked for
Sums = dict[str, Counter[str]]


def hear(connection: Connection, before: Iterable[Any], now: Iterable[Mapping[str, Any]]) -> set[str]:
    """Keeps the sums over all incidents in step with rows of witnesses that go and that come; gives their voices."""
    sums: Sums = defaultdict(Counter)
    for sign, rows in ((-1, (row._mapping for row in before)), (1, now)):
        for row in rows:
            one = sums[row["voice"]]
            one["incidents"] += sign
            for name in TOLD:
                one[name] += sign * int(row[name])
    _add(connection, sums)
    return set(sums)


def name(connection: Connection, voices: Iterable[str]) -> None:
    """Names voices: as they are called where they first speak, better by a name of their own than by a description, the
    shorter the better; one that speaks no claim by its first name in an incident."""
    h, v, s = w.heard.c, w.witnesses.c, w.said.c

    def first(column: Column[Any], own: ColumnElement[bool], *order: Column[Any]) -> ScalarSelect[Any]:
        return select(column).where(own).order_by(*order).limit(1).correlate(w.heard).scalar_subquery()

    for part in parts(sorted(voices)):
        named = called(s.voice == h.voice).correlate(w.heard)
        names = {
            name: func.coalesce(
                named.with_only_columns(named.selected_columns[name]).scalar_subquery(),
                first(v[name], and_(v.voice == h.voice, v.named.is_(True)), v.name, v.kind),
                first(v[name], and_(v.voice == h.voice, v.named.is_(False)), v.name, v.kind),
                h[name],
            )
            for name in NAMES
        }
        connection.execute(update(w.heard).where(h.voice.in_(part)).values(names))


def called(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The name, the kind and whether it is named, of the voice whose rows of `said` these are."""
    s = w.said.c
    speaks = select(s.name, s.kind, s.named).where(*conditions, s.speaks.is_(True)).correlate(w.heard)
    among = speaks.order_by(s.published, s.name, s.kind, s.named).limit(AMONG).subquery().c
    order = (among.named.desc(), func.length(among.name), among.name, among.kind)
    return select(among.name, among.kind, among.named).order_by(*order).limit(1)


def put_said(connection: Connection, readings: Iterable[int], rows: Sequence[Mapping[str, Any]]) -> None:
    """Puts what voices say in these readings in the place of what they were taken to say there before.

    Rows of `said` come without `recorded` and `until`: a reading stands until the next of its report is recorded.
    """
    numbers = sorted(set(readings))
    sums: Sums = defaultdict(Counter)
    for voice in _forget(connection, numbers):
        sums[voice]["claims"] -= 1
    clocks = _clocks(connection, numbers)
    made = [{**row, **clocks[row["claim"] >> t.POSITION_BITS]} for row in rows]
    bulk.insert(connection, w.said, made)
    for voice in (row["voice"] for row in made if row["speaks"] and row["until"] == t.BEHIND):
        sums[voice]["claims"] += 1
    for voice in _end_former(connection, numbers):
        sums[voice]["claims"] -= 1
    _add(connection, sums)
    name(connection, sums)
    for part in parts(numbers):
        connection.execute(update(w.weighed).where(w.weighed.c.reading.in_(part)).values(voiced=True))


def voiceless(connection: Connection, limit: int) -> list[int]:
    """Readings that were weighed before there was `said`."""
    r = w.weighed.c
    query = select(r.reading).where(r.voiced.is_(False)).order_by(r.reading).limit(limit)
    return list(connection.execute(query).scalars())


def count_voiceless(connection: Connection) -> int:
    query = select(func.count()).select_from(w.weighed).where(w.weighed.c.voiced.is_(False))
    return int(connection.execute(query).scalar_one())


def _forget(connection: Connection, readings: Iterable[int]) -> list[str]:
    """Takes the rows of these readings out; gives the voice of each that counted."""
    s, r = w.said.c, w.weighed.c
    gone: list[str] = []
    there = within(connection, select(r.reading).where(r.voiced.is_(True)), r.reading, readings)
    for (reading,) in there:
        mine = s.claim.between(reading << t.POSITION_BITS, ((reading + 1) << t.POSITION_BITS) - 1)
        counted = select(s.voice).where(mine, s.speaks.is_(True), s.until == t.BEHIND)
        gone += connection.execute(counted).scalars()
        connection.execute(delete(w.said).where(mine))
    return gone


def _clocks(connection: Connection, readings: Sequence[int]) -> dict[int, dict[str, str]]:
    """When each reading was recorded, and until when it stood."""
    r, later = t.readings.c, t.readings.alias("later").c
    until = select(func.min(later.recorded)).where(later.report == r.report, later.number > r.number)
    query = select(r.number, r.recorded, func.coalesce(until.correlate(t.readings).scalar_subquery(), t.BEHIND))
    return {
        number: {"recorded": recorded, "until": ended}
        for number, recorded, ended in within(connection, query, r.number, readings)
    }


def _end_former(connection: Connection, readings: Sequence[int]) -> list[str]:
    """Ends what these readings took the place of; gives the voice of each row that counted until now."""
    r, former, s = t.readings.c, t.readings.alias("former").c, w.said.c
    query = select(former.number, func.min(r.recorded).label("at")).where(
        former.report == r.report, former.number < r.number
    )
    ended: list[str] = []
    for number, at in within(connection, query.group_by(former.number), r.number, readings):
        mine = s.claim.between(number << t.POSITION_BITS, ((number + 1) << t.POSITION_BITS) - 1)
        standing = (mine, s.until == t.BEHIND)
        ended += connection.execute(select(s.voice).where(*standing, s.speaks.is_(True))).scalars()
        connection.execute(update(w.said).where(*standing).values(until=at))
    return ended


def _add(connection: Connection, sums: Mapping[str, Counter[str]]) -> None:
    names = ("claims", "incidents", *TOLD)
    unnamed = {"name": "", "kind": "", "named": False}
    rows = [
        {"voice": voice, **unnamed, **{name: n[name] for name in names}} for voice, n in sums.items() if any(n.values())
    ]
    if rows:
        put = put_or(connection, w.heard)
        add = {name: w.heard.c[name] + put.excluded[name] for name in names}
        connection.execute(put.on_conflict_do_update(index_elements=["voice"], set_=add), rows)
