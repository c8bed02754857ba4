"""The tables of what a person may be asked about, and of what persons have said of it. Derived, like all of weighing's.

`doubts` has every claim and every event of a current reading, the most doubtful first; `verdicts` what holds of each by
persons' decisions, outside of coding rounds and, coder by coder, within them. `key` is that of `claims` or `events`.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from dateline.ledger.tables import CODE, NUMBER, metadata

# Everything that one chooses by stands in the row, and the row in the order in which it is asked for: a question for
# the next thing, whatever it chooses by, reads this table from its beginning and no other.
doubts = Table(
    "doubts",
    metadata,
    Column("open", Boolean, primary_key=True),  # nobody accepted or rejected it, outside of rounds
    Column("by_doubt", Integer, primary_key=True, autoincrement=False),  # the least first
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    Column("kind", CODE, primary_key=True),  # claim or event
    Column("report", NUMBER, ForeignKey("reports.number"), nullable=False),
    # Of the event, or of the gravest of those that the claim tells of; empty where there is none.
    Column("type", CODE, nullable=False),
    Column("status", CODE, nullable=False),
    Column("country", CODE, nullable=False),
    Column("published", CODE, nullable=False),  # before all days where not known
    Column("recorded", CODE, nullable=False),
    # A claim that an event stands on, so that who decides on the event has it before them.
    Column("carried", Boolean, nullable=False),
    Index(None, "report"),
    # By these also what is rare is found at once, in the same order.
    Index("ix_doubts_type", "type", "open", "by_doubt", "key", "kind"),
    Index("ix_doubts_status", "status", "open", "by_doubt", "key", "kind"),
    Index("ix_doubts_country", "country", "open", "by_doubt", "key", "kind"),
    sqlite_with_rowid=False,
)

# How many rows of `doubts` there are of each kind.
doubt_sums = Table(
    "doubt_sums",
    metadata,
    Column("kind", CODE, primary_key=True),
    Column("things", NUMBER, nullable=False),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("report", NUMBER, ForeignKey("reports.number"), primary_key=True, autoincrement=False),
    Column("kind", CODE, primary_key=True),
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    Column("decision", CODE, primary_key=True),  # its id
    Column("record", CODE, nullable=False),  # the record's id as it is now
    Column("act", CODE, nullable=False),  # accept, reject or correct
    Column("field", CODE, nullable=False),  # of a correction; else empty
    Column("by", Text, nullable=False),
    Column("round", CODE, nullable=False),  # its first letters (`round_key`); empty outside of rounds
    Column("recorded", CODE, nullable=False),
    Index(None, "round", "record"),
    sqlite_with_rowid=False,
)

DOUBTED = (doubts, doubt_sums, verdicts)


def round_key(name: str | None) -> str:
    """A round as verdicts name it: PostgreSQL's indices refuse long values, and a round may be called anything."""
    return (name or "")[:500]
