"""Full text search: the only part where SQLite (FTS5) and PostgreSQL (tsvector) differ.

One small language for both: all words must be there; "a phrase" stands as it is; `or` between words; `-word` must not
be there. Words of texts are compared by their English stem, names as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Dialect, Integer, Table, bindparam, column, text
from sqlalchemy.exc import DBAPIError

from dateline.ledger.engine import is_sqlite
from dateline.ledger.errors import LedgerError
from dateline.records import Span

# PostgreSQL indexes no more of one text (its limit is a megabyte of words).
LONGEST = 200_000
# How many reports PostgreSQL puts in order by how well they fit.
RANKED = 500
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_CHECK = "INSERT INTO {0}({0}, rank) VALUES ('integrity-check', 1)"
_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and where in it, in code points, the words of a search stand."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What is searched of a table: its columns, by stem or (names) as written."""

    table: str
    columns: tuple[str, ...]
    key: str = "key"
    stems: bool = True

    @property
    def name(self) -> str:
        return f"{self.table}_search"

    @property
    def config(self) -> str:
        return "english" if self.stems else "simple"

    @property
    def vector(self) -> str:
        """The tsvector that PostgreSQL indexes; a query must repeat it to the letter."""
        words = " || ' ' || ".join(f"coalesce({self.table}.{c}, '')" for c in self.columns)
        return f"to_tsvector('{self.config}', left({words}, {LONGEST}))"


INDICES = {
    index.table: index
    for index in (
        Index("reports", ("title", "text"), key="number"),
        Index("claims", ("content",)),
        Index("events", ("sentence",)),
        Index("voices", ("name",), stems=False),
        Index("places", ("name", "admin1"), stems=False),
        Index("event_actors", ("name",), stems=False),
    )
}


def create(connection: Connection, index: Index) -> None:
    """Makes an index; it follows every row that is added to its table from then on."""
    for statement in _ddl(index, connection.dialect):
        connection.exec_driver_sql(statement)


def matches(
    dialect: Dialect, table: Table, words: str, *, phrase: bool = False, also: Iterable[str] = ()
) -> ColumnElement[bool]:
    """The condition that a row of `table` has the words. Raises LedgerError for a search without a word.

    `phrase`: as they stand; `also` are other phrases that will do.
    """
    index = INDICES[table.name]
    as_fts5(words)  # the words themselves must be some, whatever else will do
    phrases = (one for one in dict.fromkeys((words, *also)) if _LETTERS.search(one))
    query = " or ".join('"' + one.replace('"', " ") + '"' for one in phrases) if phrase else words
    fts = as_fts5(query)
    name = f"search_{table.name}"
    if is_sqlite(dialect):
        found = text(f"SELECT rowid FROM {index.name} WHERE {index.name} MATCH :{name}")  # noqa: S608 - our own names
        return table.c[index.key].in_(found.bindparams(bindparam(name, fts)).columns(column("rowid", Integer)))
    clause = text(f"{index.vector} @@ websearch_to_tsquery('{index.config}', :{name})")
    return cast(ColumnElement[bool], clause.bindparams(bindparam(name, query.replace("\0", " "))).self_group())


def having(connection: Connection, words: str) -> list[int]:
    """The numbers of reports that have the words; only the index is looked at."""
    fts = as_fts5(words)  # also where it is not used: what cannot be searched for is refused alike
    if is_sqlite(connection.dialect):
        query = text("SELECT rowid FROM reports_search WHERE reports_search MATCH :q")
        return list(connection.execute(query, {"q": fts}).scalars())
    query = text(
        f"SELECT number FROM reports WHERE {INDICES['reports'].vector} @@ websearch_to_tsquery('english', :q)"  # noqa: S608
    )
    return list(connection.execute(query, {"q": words.replace("\0", " ")}).scalars())


def ranks(connection: Connection, words: str, newest: Sequence[int]) -> dict[int, int]:
    """The places of reports (by number) that have the words, the best first; a word in a title counts five times.

    `newest` are those that have them. PostgreSQL keeps no words to weigh by: there the first `RANKED` of them are.
    """
    if is_sqlite(connection.dialect):
        query = text(
            "SELECT rowid FROM reports_search WHERE reports_search MATCH :q ORDER BY bm25(reports_search, 5, 1)"
        )
        found = connection.execute(query, {"q": as_fts5(words)})
    else:
        title, body = (f"to_tsvector('english', left(coalesce(reports.{c}, ''), {LONGEST}))" for c in ("title", "text"))
        query = text(
            f"SELECT number FROM reports WHERE number = ANY(:newest) ORDER BY ts_rank(setweight({title}, 'A') || "  # noqa: S608
            f"setweight({body}, 'C'), websearch_to_tsquery('english', :q), 1) DESC, number"
        )
        found = connection.execute(query, {"q": words.replace("\0", " "), "newest": list(newest[:RANKED])})
    return {number: place for place, number in enumerate(found.scalars())}


def marked(connection: Connection, words: str, numbers: Sequence[int]) -> dict[int, tuple[Marked, Marked]]:
    """Titles and texts of reports (by number) with the words in them, as the index found them; those that have them."""
    found: dict[int, tuple[Marked, Marked]] = {}
    # Nobody can have written these signs into a report.
    begin, end = (f"\x02{token_hex(8)}\x02" for _ in range(2))
    if is_sqlite(connection.dialect):
        query = text(
            "SELECT rowid, highlight(reports_search, 0, :begin, :end), highlight(reports_search, 1, :begin, :end) "
            "FROM reports_search WHERE reports_search MATCH :q AND rowid IN :numbers"
        )
        said: dict[str, Any] = {"q": as_fts5(words), "begin": begin, "end": end}
    else:
        vector = INDICES["reports"].vector
        query = text(
            "SELECT number, ts_headline('english', title, q, :how), ts_headline('english', text, q, :how) "  # noqa: S608
            f"FROM reports, websearch_to_tsquery('english', :q) AS q WHERE number IN :numbers AND {vector} @@ q"
        )
        how = f'HighlightAll=true, StartSel="{begin}", StopSel="{end}"'
        said = {"q": words.replace("\0", " "), "how": how}
    query = query.bindparams(bindparam("numbers", expanding=True))
    for number, title, body in connection.execute(query, {**said, "numbers": list(numbers)}):
        found[number] = (_unmark(title or "", begin, end), _unmark(body, begin, end))
    return found


def _unmark(words: str, begin: str, end: str) -> Marked:
    """A text without the signs around what was found, and where that stands."""
    first, *rest = words.split(begin)
    parts, spans, at = [first], [], len(first)
    for one in rest:
        inside, _, behind = one.partition(end)
        spans.append(Span(at, at + len(inside)))
        parts += [inside, behind]
        at += len(inside) + len(behind)
    return Marked("".join(parts), tuple(spans))


def as_fts5(query: str) -> str:
    """The query in FTS5's language, every word quoted so that nothing in it is an operator."""
    wanted: list[str] = []
    unwanted: list[str] = []
    alternatives: list[str] = []
    for minus, phrase, word in [*_TERM.findall(query), ("", "", "or")]:
        if not minus and word.lower() == "or":
            if wanted:
                alternatives.append(_all_but(wanted, unwanted))
            elif unwanted:
                raise LedgerError("A search needs at least one word to look for, not only words to leave out.")
            wanted, unwanted = [], []
        elif letters := " ".join(_LETTERS.findall(phrase or word)):
            (unwanted if minus else wanted).append(f'"{letters}"')
    if not alternatives:
        raise LedgerError("A search needs at least one word to look for.")
    return " OR ".join(alternatives)


def _all_but(wanted: list[str], unwanted: list[str]) -> str:
    found = " AND ".join(wanted)
    return f"(({found}) NOT ({' OR '.join(unwanted)}))" if unwanted else f"({found})"


def out_of_step(connection: Connection, *, thorough: bool) -> list[str]:
    """The names of the indices that do not hold what their tables hold: as many rows or, thoroughly, the same words."""
    if not is_sqlite(connection.dialect):
        return []  # an index on an expression cannot fall behind
    wrong = []
    for index in INDICES.values():
        rows = connection.exec_driver_sql(f"SELECT count(*) FROM {index.table}").scalar()  # noqa: S608
        if connection.exec_driver_sql(f"SELECT count(*) FROM {index.name}_docsize").scalar() != rows:  # noqa: S608
            wrong.append(index.name)
        if not thorough or index.name in wrong:
            continue
        try:
            connection.exec_driver_sql(_CHECK.format(index.name))
        except DBAPIError as error:
            if "readonly" not in str(error.orig):  # a ledger that may only be read cannot be asked this
                wrong.append(index.name)
    return wrong


def _ddl(index: Index, dialect: Dialect) -> list[str]:
    table = index.table
    if not is_sqlite(dialect):
        return [f"CREATE INDEX ix_{index.name} ON {table} USING gin (({index.vector}))"]
    columns = ", ".join(index.columns)
    new = ", ".join(f"new.{c}" for c in index.columns)
    tokens = "porter unicode61 remove_diacritics 2" if index.stems else "unicode61 remove_diacritics 2"
    # S608: the names are this module's own.
    return [
        f"CREATE VIRTUAL TABLE {index.name} USING fts5({columns}, content='{table}', content_rowid='{index.key}', "
        f"tokenize='{tokens}')",
        f"CREATE TRIGGER {index.name}_add AFTER INSERT ON {table} BEGIN "  # noqa: S608
        f"INSERT INTO {index.name}(rowid, {columns}) VALUES (new.{index.key}, {new}); END",
    ]
