"""What is to be asked next: rows of `doubts`, chosen, in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy import (
    case as case_,
)
from sqlalchemy import (
    column as column_,
)

from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.doubt_tables import doubt_sums, doubts, round_key, verdicts
from dateline.ledger.engine import is_sqlite
from dateline.ledger.errors import LedgerError
from dateline.ledger.filters import Filter, after, choices, first_day, last_day, moment
from dateline.ledger.parts import within
from dateline.ledger.queries import Questions
from dateline.ledger.search import INDICES, as_fts5, matches

Condition = ColumnElement[bool]
KINDS = ("event", "claim")
_TABLES = {"event": t.events, "claim": t.claims}
# What nothing can be chosen by here: what is doubted is chosen by what it tells of.
REFUSED = ("since", "until", "voice", "named", "stance", "mode", "place", "actor", "made_by", "sure_from", "sure_to")
SETTLES = ("accept", "reject")
PRIME = 1_000_003
FEW = 5000  # records that have the words of a search, to be listed
MOST = 30_000  # of these the database makes itself a list; more are soon met with wherever one looks
d = doubts.c
# Said so that the order of what is not decided is not gone through from its beginning.
_UNDECIDED = case_((d.open.is_(True), 1), else_=0) == 1


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the order in which things are asked: the least is asked first."""

    by_doubt: int
    key: int
    kind: str

    @classmethod
    def read(cls, words: str) -> Self:
        """Of its words, as an address has them. Raises LedgerError for what is none."""
        parts_ = words.split(".")
        try:
            by_doubt, key, kind = parts_
            if len(words) < 60 and kind in KINDS and words.isascii():
                return cls(int(by_doubt), int(key), kind)
        except ValueError:
            pass
        raise LedgerError(f"{words!r} is no place in the queue: it is points, a key and a kind, as a page gives it.")

    def __str__(self) -> str:
        return f"{self.by_doubt}.{self.key}.{self.kind}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A thing to be asked about: a claim or an event (by its id), and where it stands in the order."""

    id: str
    kind: str
    report: str
    place: Place
    open: bool

    @property
    def points(self) -> int:
        return -self.place.by_doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is asked about. `kind` is event or claim; `filter` may say type, status and country (of the event, or of the
    gravest one that a claim tells of), outlet, report, days of publication, words, and the two clocks.

    `events` are ids: those events, and the claims that they stand on, alone.
    """

    filter: Filter = field(default_factory=Filter)
    kind: str = ""
    events: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if self.kind and self.kind not in KINDS:
            raise LedgerError(f"There is no kind {self.kind!r}. Choose from {', '.join(KINDS)}.")
        self.filter.refuse("the queue", REFUSED)


class Next:
    """Asks one ledger what is next, by a connection."""

    def __init__(self, connection: Connection, choice: Choice) -> None:
        self.connection = connection
        self.choice = choice

    def things(
        self, limit: int | None = 1, behind: Place | None = None, without: Collection[str] = (), *, all_: bool = False
    ) -> list[Asked]:
        """The next things, those `behind` a place; with `all_` also what is decided already, behind the rest."""
        query = select(d.by_doubt, d.key, d.kind, d.report, d.open).where(*self._conditions(all_=all_))
        if behind is not None:
            query = query.where(tuple_(d.by_doubt, d.key, d.kind) > tuple_(behind.by_doubt, behind.key, behind.kind))
        order = (d.by_doubt, d.key, d.kind)
        more = None if limit is None else limit + len(without)
        rows = self.connection.execute(query.order_by(*order).limit(more)).all()
        return [one for one in asked(self.connection, rows) if one.id not in without][:limit]

    def count(self, most: int) -> int:
        """How many are left; no more than `most` are counted."""
        words = self.choice.filter.text
        if words is None or all(keys is not None for keys in self._having(words).values()):
            return self._counted(select(d.key).where(*self._conditions(all_=False)), most)
        # What many have is gone through by what has it: in the order of the queue it may be found rarely.
        conditions = [*self._chosen(), _UNDECIDED]
        many = 0
        for kind, table in self._kinds.items():
            same = and_(d.report == table.c.report, d.key == table.c.key, d.kind == kind)
            query = select(table.c.key).join(doubts, same)
            query = query.where(matches(self.connection.dialect, table, words), *conditions)
            many += self._counted(query, most - many)
        return many

    def _counted(self, query: Select[Any], most: int) -> int:
        return int(self.connection.execute(select(func.count()).select_from(query.limit(most).subquery())).scalar_one())

    def sample(self, limit: int, seed: int) -> list[Asked]:
        """Things by chance: from the same seed the same, as long as nothing is added or decided."""
        chance = ((d.key % PRIME) * (seed % 9973 + 2) + d.key / (1 << t.POSITION_BITS)) % PRIME
        query = select(d.by_doubt, d.key, d.kind, d.report, d.open).where(*self._conditions(all_=False))
        return asked(self.connection, self.connection.execute(query.order_by(chance, d.key, d.kind).limit(limit)))

    def reports(self, limit: int, behind: Place | None = None) -> list[str]:
        """Ids of the reports of the next things, each once."""
        found: dict[str, None] = {}
        while len(found) < limit:
            things = self.things(100, behind)
            if not things:
                break
            found |= dict.fromkeys(one.report for one in things)
            behind = things[-1].place
        return list(found)[:limit]

    @property
    def _kinds(self) -> dict[str, Table]:
        return {kind: table for kind, table in _TABLES.items() if self.choice.kind in ("", kind)}

    def _conditions(self, *, all_: bool) -> list[Condition]:
        found = self._chosen()
        # What is rare is looked up by what makes it so; for all else the order is gone through from its beginning.
        rare = any(map(self._rare, self._of_event()))
        if (words := self.choice.filter.text) is not None:
            keys = self._having(words)
            found.append(or_(*(self._has(kind, table, words, keys[kind]) for kind, table in self._kinds.items())))
            if all(few is not None for few in keys.values()):
                found.append(d.report.in_(self._reports(keys)))
                rare = True
        if not all_:
            found.append(_UNDECIDED if rare else d.open.is_(True))
        return found

    def _of_event(self) -> list[Condition]:
        f = self.choice.filter
        found: list[Condition] = []
        for column, said, case in (
            (d.type, f.type, str.upper),
            (d.status, f.status, str.lower),
            (d.country, f.country, str.upper),
        ):
            if said is not None:
                found.append(column.in_([case(value) for value in choices(said)]))
        return found

    def _chosen(self) -> list[Condition]:
        """All but the words, and whether it is decided."""
        f = self.choice.filter
        found = self._of_event()
        if self.choice.kind:
            found.append(d.kind == self.choice.kind)
        found += Questions(self.connection, f)._of_report(d.report)
        found += self._days(f)
        if self.choice.events is not None:
            found.append(self._told(self.choice.events))
        return found

    def _rare(self, condition: Condition) -> bool:
        few = self.connection.execute(select(d.key).where(condition).limit(FEW + 1)).all()
        return len(few) <= FEW

    def _days(self, f: Filter) -> list[Condition]:
        """Published and recorded when; what has no date of publication was published on no day that one asks for."""
        found: list[Condition] = []
        first, last = first_day("published_since", f.published_since), last_day("published_until", f.published_until)
        known = last_day("known_by", f.known_by)
        if first is not None:
            found.append(or_(d.published >= first, d.published.in_([first[:7], first[:4]])))
        if last is not None:
            found.append(d.published < after(last))
        if known is not None:
            # A report dated only by month or year is known only when that is over.
            behind = after(known)
            open_ = [part for part in (known[:7], known[:4]) if behind.startswith(part)]
            found += [d.published < behind, d.published.not_in(open_)]
        if found:
            found.append(d.published != t.BEFORE)
        if (by := moment(f.recorded_by)) is not None:
            found.append(d.recorded <= by)
        return found

    def _having(self, words: str) -> dict[str, Sequence[int] | None]:
        """Keys of the things of each kind that have the words; None where there are many."""
        found: dict[str, Sequence[int] | None] = {}
        for kind, table in self._kinds.items():
            having = matches(self.connection.dialect, table, words)
            keys = self.connection.execute(select(table.c.key).where(having).limit(FEW + 1)).scalars().all()
            found[kind] = keys if len(keys) <= FEW else None
        return found

    def _reports(self, keys: dict[str, Sequence[int] | None]) -> set[int]:
        """Numbers of the reports that these are in."""
        found: set[int] = set()
        for kind, few in keys.items():
            c = _TABLES[kind].c
            found |= {row.report for row in within(self.connection, select(c.report).distinct(), c.key, few or ())}
        return found

    def _has(self, kind: str, table: Table, words: str, keys: Sequence[int] | None) -> Condition:
        """Things of a kind that have the words: few are listed, of many each is looked at in its turn."""
        if keys is not None:
            return and_(d.kind == kind, d.key.in_(keys))
        having = matches(self.connection.dialect, table, words)
        if not is_sqlite(self.connection.dialect):
            return and_(d.kind == kind, exists().where(table.c.key == d.key, having))
        index, name = INDICES[table.name].name, f"having_{kind}"
        listed = text(f"SELECT rowid FROM {index} WHERE {index} MATCH :{name} LIMIT {MOST + 1}")  # noqa: S608
        if len(self.connection.execute(listed, {name: as_fts5(words)}).all()) <= MOST:
            rows = listed.bindparams(bindparam(name, as_fts5(words))).columns(column_("rowid", Integer))
            return and_(d.kind == kind, d.key.in_(rows))
        each = text(f"EXISTS (SELECT 1 FROM {index} WHERE {index} MATCH :{name} AND rowid = doubts.key)")  # noqa: S608
        return and_(d.kind == kind, each.bindparams(bindparam(name, as_fts5(words))))

    def _told(self, events: Iterable[str]) -> Condition:
        """These events, and the claims that they stand on."""
        e, of = t.events.c, t.claim_events.c
        keys = [row.key for row in within(self.connection, select(e.key), e.id, events)]
        return self._of({"event": keys, "claim": select(of.claim).where(of.event.in_(keys))})

    def _of(self, keys: dict[str, Sequence[int] | Select[Any]]) -> Condition:
        return or_(*(and_(d.kind == kind, d.key.in_(of)) for kind, of in keys.items()))


def asked(connection: Connection, rows: Iterable[Any]) -> list[Asked]:
    """Rows of `doubts` with the ids of their records and reports."""
    rows = list(rows)
    ids: dict[tuple[str, int], str] = {}
    for kind, table in _TABLES.items():
        keys = [row.key for row in rows if row.kind == kind]
        found = within(connection, select(table.c.key, table.c.id), table.c.key, keys)
        ids |= {(kind, row.key): row.id for row in found}
    r = t.reports.c
    reports = {
        row.number: row.id for row in within(connection, select(r.number, r.id), r.number, {x.report for x in rows})
    }
    return [
        Asked(ids[row.kind, row.key], row.kind, reports[row.report], Place(row.by_doubt, row.key, row.kind), row.open)
        for row in rows
    ]


def of_report(connection: Connection, report: str) -> list[Asked]:
    """Everything of one report, decided or not, in the order of the queue."""
    number = select(t.reports.c.number).where(t.reports.c.id == report).scalar_subquery()
    query = select(d.by_doubt, d.key, d.kind, d.report, d.open).where(d.report == number)
    return asked(connection, connection.execute(query.order_by(d.by_doubt, d.key, d.kind)))


def settled_in(connection: Connection, round_: str, by: str | None = None) -> dict[str, frozenset[str]]:
    """What each coder accepted or rejected in a round: ids of records by the coder's name."""
    v = verdicts.c
    query = select(v.by, v.record).where(v.round == round_key(round_), v.act.in_(SETTLES)).distinct()
    if by is not None:
        query = query.where(v.by == by)
    found: dict[str, set[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.by, set()).add(row.record)
    return {name: frozenset(records) for name, records in found.items()}


def tallied(connection: Connection) -> list[Any]:
    """How many verdicts there are outside of rounds, by kind, act, field and person."""
    v = verdicts.c
    query = select(v.kind, v.act, v.field, v.by, func.count().label("n")).where(v.round == "")
    return list(connection.execute(query.group_by(v.kind, v.act, v.field, v.by)))


def corrected_and_settled(connection: Connection) -> list[Any]:
    """How many corrections stand on records that are accepted or rejected, by kind, act and field."""
    v, settling = verdicts.c, verdicts.alias("settling")
    s = settling.c
    both = and_(s.report == v.report, s.kind == v.kind, s.key == v.key, s.round == "", s.act.in_(SETTLES))
    query = select(v.kind, s.act, v.field, func.count().label("n")).select_from(verdicts.join(settling, both))
    query = query.where(v.round == "", v.act == "correct")
    return list(connection.execute(query.group_by(v.kind, s.act, v.field)))


def totals(connection: Connection) -> dict[str, int]:
    """How many things there are of each kind."""
    return {row.kind: int(row.things) for row in connection.execute(select(doubt_sums))}


def weighed(connection: Connection) -> bool:
    """Is there anything that weighing has put here?"""
    return connection.execute(select(w.weighed.c.reading).limit(1)).first() is not None
