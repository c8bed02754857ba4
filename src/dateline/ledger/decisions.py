"""The decisions in a ledger: added one behind the other, never changed, and given back in their order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, func, or_, select

from dateline.ledger import tables as t
from dateline.ledger.chain import START, Break, clean, first_break, hash_of, sealed, well_formed
from dateline.ledger.errors import LedgerError
from dateline.ledger.filters import Day, moment, stamp
from dateline.ledger.parts import parts, within
from dateline.records import Act, Decision, from_plain, to_json, to_plain

Page = tuple[str | None, ...]  # what is the same of all reports of one page
Pages = dict[Page, set[str]]
BYTES = "bytes"
Opener = Callable[[], AbstractContextManager[Connection]]
ROUND = "round"  # the field that a decision about a round itself has
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Kin:
    """Another report of the same page: the same bytes (`raw`), or another day's bytes at the same address."""

    report: str
    same_bytes: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the chain by its place (`number`), without what it is about."""

    number: int
    id: str
    at: str
    by: str
    act: Act
    round: str | None
    undoes: str | None


class Decisions:
    """What persons decided. `asking` and `writing` open a connection; the latter waits for its turn to write."""

    def __init__(self, asking: Opener, writing: Opener) -> None:
        self._asking, self._writing = asking, writing

    def there(self) -> bool:
        """Is there any?"""
        with self._asking() as connection:
            return connection.execute(select(t.decisions.c.number).limit(1)).first() is not None

    def add(self, draft: Decision, at: datetime | None = None) -> Decision:
        """Adds a decision behind the last one, with its id, time and hash. Two programs at once wait for each other.

        Raises LedgerError for a round that is closed, and for undoing what is not there or was decided elsewhere.
        """
        return self.add_many([draft], at)[0]

    def add_many(self, drafts: Iterable[Decision], at: datetime | None = None) -> tuple[Decision, ...]:
        """Adds decisions one behind the other: all of them, or none."""
        now = stamp(at or datetime.now(UTC))
        with self._writing() as connection:
            return tuple(_append(connection, replace(draft, at=draft.at or now), now) for draft in drafts)

    def replay(self, decisions: Iterable[Decision], at: datetime | None = None) -> tuple[Decision, ...]:
        """Adds decisions of another ledger with their ids, names and times; those that are here already are left out.

        Where they follow what is here, they stay as they are, hash and all; else they are linked anew behind the last.
        """
        now = stamp(at or datetime.now(UTC))
        with self._writing() as connection:
            known = set(connection.execute(select(t.decisions.c.id)).scalars())
            added = []
            for decision in decisions:
                if not well_formed(decision):
                    raise LedgerError(
                        f"Decision {decision.id!r} is none that a ledger can have made. Nothing was added."
                    )
                if hash_of(decision) != decision.hash:
                    raise LedgerError(
                        f"Decision {decision.id} was changed since it was made: its hash is not that of what it says. "
                        "Nothing was added."
                    )
                if decision.id not in known:
                    known.add(decision.id)
                    added.append(_append(connection, decision, now, checked=False))
            return tuple(added)

    def all(self, recorded_by: Day = None) -> tuple[Decision, ...]:
        """All decisions, in the order of their chain; with `recorded_by`, those in the ledger by then."""
        return self._read(select(t.decisions.c.packed), recorded_by)

    def entries(self, recorded_by: Day = None) -> list[Entry]:
        """All decisions in the order of their chain, without what they are about."""
        d = t.decisions.c
        with self._asking() as connection:
            query = _by(select(d.number, d.id, d.at, d.by, d.act, d.round, d.undoes), recorded_by)
            rows = connection.execute(query.order_by(d.number))
            return [Entry(r.number, r.id, r.at, r.by, Act(r.act), r.round, r.undoes) for r in rows]

    def numbered(self, numbers: Iterable[int]) -> dict[int, Decision]:
        """The decisions with these numbers."""
        d = t.decisions.c
        with self._asking() as connection:
            rows = within(connection, select(d.number, d.packed), d.number, numbers)
        return {number: _unpack(packed) for number, packed in rows}

    def numbers_of(self, report: str) -> set[int]:
        """The numbers of the decisions about reports whose id begins so, undos of them included."""
        of = t.decision_reports.c
        with self._asking() as connection:
            query = select(of.decision).where(of.report >= report, of.report < report + "~")
            return set(connection.execute(query).scalars())

    def of(self, reports: Iterable[str], recorded_by: Day = None) -> tuple[Decision, ...]:
        """The decisions about any of these reports (ids), undos of them included, in the order of their chain."""
        d, of = t.decisions.c, t.decision_reports.c
        found: dict[int, Decision] = {}
        with self._asking() as connection:
            for part in parts(dict.fromkeys(reports)):
                about = select(of.decision).where(of.report.in_(part))
                query = _by(select(d.number, d.packed).where(d.number.in_(about)), recorded_by)
                found |= {number: _unpack(packed) for number, packed in connection.execute(query)}
        return tuple(found[number] for number in sorted(found))

    def in_round(self, name: str) -> tuple[Decision, ...]:
        """The decisions of a coding round, in the order of their chain."""
        return self._read(select(t.decisions.c.packed).where(t.decisions.c.round == name), None)

    def rounds(self) -> dict[str, tuple[Decision, ...]]:
        """The coding rounds, the first begun first: of each its first decision, and what was said of the round."""
        d = t.decisions.c
        first = select(d.round, func.min(d.number).label("number")).where(d.round.is_not(None)).group_by(d.round)
        about = or_(d.act == str(Act.UNDO), d.number.not_in(select(t.decision_reports.c.decision)))
        found: dict[str, tuple[Decision, ...]] = {}
        with self._asking() as connection:
            for name, number in sorted(map(tuple, connection.execute(first)), key=lambda one: one[1]):
                query = select(d.packed).where(d.round == name, or_(about, d.number == number)).order_by(d.number)
                found[name] = tuple(map(_unpack, connection.execute(query).scalars()))
        return found

    def last(self, by: str, limit: int, round_: str | None = None) -> tuple[Decision, ...]:
        """The last decisions of one person, in a round or outside of all, the latest first."""
        d = t.decisions.c
        query = select(d.packed).where(d.by == by, d.round == round_ if round_ else d.round.is_(None))
        with self._asking() as connection:
            return tuple(map(_unpack, connection.execute(query.order_by(d.number.desc()).limit(limit)).scalars()))

    def reports(self) -> frozenset[str]:
        """The ids of all reports that something was decided about."""
        with self._asking() as connection:
            return frozenset(connection.execute(select(t.decision_reports.c.report).distinct()).scalars())

    def pages(self) -> Pages:
        """The pages of all reports that something was decided about."""
        r = t.reports.c
        decided = select(t.decision_reports.c.report)
        pages: Pages = {}
        with self._asking() as connection:
            for row in connection.execute(select(*_of_pages(), r.id).where(r.id.in_(decided))):
                for page in _pages(*row[:4]):
                    pages.setdefault(page, set()).add(row.id)
        return pages

    def kin(self, reports: Iterable[str], pages: Pages | None = None) -> dict[str, tuple[Kin, ...]]:
        """For each of these reports, the others of the same page that something was decided about.

        `pages` are those of the reports decided about, where they are at hand: few, and so the list to compare with.
        """
        pages = self.pages() if pages is None else pages
        r = t.reports.c
        out: dict[str, tuple[Kin, ...]] = {}
        with self._asking() as connection:
            for part in parts(dict.fromkeys(reports)) if pages else ():
                for row in connection.execute(select(*_of_pages(), r.id).where(r.id.in_(part))):
                    found: dict[str, Kin] = {}
                    for page in _pages(*row[:4]):
                        for id_ in sorted(pages.get(page, set()) - {row.id}):
                            found.setdefault(id_, Kin(id_, page[0] == BYTES))
                    if found:
                        out[row.id] = tuple(found.values())
        return out

    def same_page(self, report: str) -> tuple[Kin, ...]:
        """The other reports of the page of this one, whether decided about or not."""
        r = t.reports.c
        with self._asking() as connection:
            own = connection.execute(select(*_of_pages()).where(r.id == report)).first()
            if own is None:
                return ()
            mine = list(_pages(*own))
            same = or_(r.raw == own.raw, r.url == own.url) if own.url else r.raw == own.raw
            query = select(*_of_pages(), r.id).where(same, r.id != report).order_by(r.number)
            shared = {row.id: [p[0] for p in _pages(*row[:4]) if p in mine] for row in connection.execute(query)}
        return tuple(Kin(id_, how[0] == BYTES) for id_, how in shared.items() if how)

    def find(self, prefix: str) -> Decision:
        """The decision whose id this is, or begins with this."""
        d = t.decisions.c
        with self._asking() as connection:
            query = select(d.packed).where(d.id >= prefix, d.id < prefix + "~").order_by(d.number).limit(2)
            found = connection.execute(query).scalars().all()
        if len(found) != 1:
            raise LedgerError(
                f"{'No' if not found else 'More than one'} decision has an id that begins with {prefix!r}."
            )
        return _unpack(found[0])

    def head(self) -> str:
        """The hash of the last decision: whoever keeps it elsewhere can tell later that nothing was cut off."""
        with self._asking() as connection:
            return _last(connection)[1]

    def first_break(self) -> Break | None:
        """Where the chain does not hold; None where it does. Also what stands beside each link is looked at."""
        d = t.decisions.c
        columns = (d.id, d.at, d.by, d.act, d.round, d.undoes, d.previous, d.hash)
        with self._asking() as connection:
            rows = connection.execute(select(d.packed, *columns).order_by(d.number)).all()
        chain = [_unpack(packed) for packed, *_ in rows]
        if found := first_break(chain):
            return found
        for place, (link, (_, *cells)) in enumerate(zip(chain, rows, strict=True), 1):
            said = [link.id, link.at, link.by, str(link.act), link.round, link.undoes, link.previous, link.hash]
            if cells != said:
                return Break(place, link.id, "the row that it stands in says something else than it")
        return None

    def closed_rounds(self) -> frozenset[str]:
        """The names of the coding rounds that were closed."""
        return closed_rounds(self.all())

    def _read(self, query: Select[Any], recorded_by: Day) -> tuple[Decision, ...]:
        with self._asking() as connection:
            ordered = _by(query, recorded_by).order_by(t.decisions.c.number)
            return tuple(map(_unpack, connection.execute(ordered).scalars()))


def closed_rounds(decisions: Iterable[Decision]) -> frozenset[str]:
    """The rounds that these decisions close, and that no later one opened again by undoing it."""
    decisions = tuple(decisions)
    gone = undone(decisions)
    return frozenset(d.round for d in decisions if d.round and closes(d) and d.id not in gone)


def undone(decisions: Iterable[Decision | Entry]) -> frozenset[str]:
    """The ids of what these decisions, given in their order, undo; an undo that is undone itself undoes nothing."""
    gone: set[str] = set()
    for one in reversed(tuple(decisions)):
        if one.act is Act.UNDO and one.id not in gone:
            gone.add(one.undoes or "")
    return frozenset(gone)


def opens(decision: Decision) -> bool:
    """Is it the beginning of a round, with the list of what is coded in it?"""
    return decision.act is Act.NOTE and decision.field == ROUND and isinstance(decision.value, dict)


def closes(decision: Decision) -> bool:
    """Is it the closing of a round?"""
    return decision.act is Act.NOTE and decision.field == ROUND and decision.value == CLOSED


def _of_pages() -> tuple[Column[Any], ...]:
    r = t.reports.c
    return r.raw, r.item, r.url, r.outlet


def _pages(raw: str, item: str | None, url: str | None, outlet: str | None) -> Iterator[Page]:
    """What tells that two reports are of one page: their bytes, or their address."""
    yield BYTES, raw, item
    if url:
        yield "address", url, outlet


def _append(connection: Connection, draft: Decision, now: str, *, checked: bool = True) -> Decision:
    number, head = _last(connection)
    draft = from_plain(Decision, clean(to_plain(draft)))
    undone = _undone(connection, draft, must=checked)
    if checked:
        _check_round(connection, draft, undone)
    link = sealed(draft, head)
    connection.execute(
        t.decisions.insert(),
        {
            "number": number + 1,
            "id": link.id,
            "at": link.at,
            "by": link.by,
            "act": str(link.act),
            "round": link.round,
            "undoes": link.undoes,
            "previous": link.previous,
            "hash": link.hash,
            "packed": to_json(link),
            "recorded": now,
        },
    )
    # An undo is about what it undoes: whoever asks for the decisions about a report must get both.
    anchors = (*link.about, *link.apart, *(undone.about if undone else ()), *(undone.apart if undone else ()))
    rows = [{"decision": number + 1, "report": id_, "recorded": now} for id_ in sorted({a.report for a in anchors})]
    if rows:
        connection.execute(t.decision_reports.insert(), rows)
    return link


def _undone(connection: Connection, draft: Decision, *, must: bool) -> Decision | None:
    """What an undo undoes."""
    if draft.act is not Act.UNDO:
        return None
    packed = connection.execute(
        select(t.decisions.c.packed).where(t.decisions.c.id == draft.undoes)
    ).scalar_one_or_none()
    if packed is None and must:
        raise LedgerError(f"There is no decision {draft.undoes} to undo.")
    return _unpack(packed) if packed else None


def _check_round(connection: Connection, draft: Decision, undone: Decision | None) -> None:
    """A decision of a round counts only in it: what is closed stays as it is, and nobody undoes another's there."""
    if undone and (undone.round != draft.round or (draft.round and undone.by != draft.by and not closes(undone))):
        where = f"in round {undone.round} by {undone.by}" if undone.round else "outside of any round"
        raise LedgerError(f"Decision {undone.id} was made {where}, and can only be undone there.")
    if draft.round and not (undone and closes(undone)):
        d = t.decisions.c
        query = select(d.packed).where(or_(d.round == draft.round, d.act == str(Act.UNDO))).order_by(d.number)
        if draft.round in closed_rounds(map(_unpack, connection.execute(query).scalars())):
            raise LedgerError(f"Round {draft.round} is closed. What is decided now is decided outside of it.")


def _last(connection: Connection) -> tuple[int, str]:
    """The number and the hash of the last decision."""
    d = t.decisions.c
    row = connection.execute(select(d.number, d.hash).order_by(d.number.desc()).limit(1)).first()
    return (int(row[0]), str(row[1])) if row else (0, START)


def _by(query: Select[Any], recorded_by: Day) -> Select[Any]:
    by = moment(recorded_by)
    return query if by is None else query.where(t.decisions.c.recorded <= by)


def _unpack(packed: str) -> Decision:
    return from_plain(Decision, json.loads(packed))
