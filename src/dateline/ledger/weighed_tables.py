"""The tables of what weighing says. Unlike the recorded rows these are derived: they can be dropped and made again.

An account is one event as weighing sees it, before or after a person's decision; `accounts.number` counts them.
Accounts tied to each other, directly or through others, have one `knot`, and so have the prints of reports that may be
copies. `packed` is JSON of the record. Incidents, stories and what hangs on them say how things stand now.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text

from dateline.ledger.doubt_tables import DOUBTED
from dateline.ledger.tables import CODE, NUMBER, metadata

# Which readings have been weighed, by which version of the weighing.
weighed = Table(
    "weighed",
    metadata,
    Column("reading", NUMBER, ForeignKey("readings.number"), primary_key=True, autoincrement=False),
    Column("weigher", CODE, nullable=False, index=True),
    # Are its claims among `said`? Not those of readings weighed before there was such a table.
    Column("voiced", Boolean, nullable=False, index=True),
)

# Which decisions have been weighed.
decisions_weighed = Table(
    "decisions_weighed",
    metadata,
    Column("decision", NUMBER, ForeignKey("decisions.number"), primary_key=True, autoincrement=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("event", NUMBER, ForeignKey("events.key"), nullable=False, index=True),
    Column("event_id", CODE, nullable=False, index=True),
    Column("reading", NUMBER, ForeignKey("readings.number"), nullable=False),
    Column("report", NUMBER, ForeignKey("reports.number"), nullable=False, index=True),
    Column("published", CODE, nullable=False),  # a sign behind all days where it is not known
    Column("recorded", CODE, nullable=False),
    Column("rejected", Boolean, nullable=False),
    Column("knot", NUMBER, nullable=False, index=True),
    Column("packed", Text, nullable=False),
    # By this one goes through the knots in the order of their first accounts.
    Index(None, "published", "knot"),
)

account_keys = Table(
    "account_keys",
    metadata,
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    Column("account", NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

ties = Table(
    "ties",
    metadata,
    Column("first", NUMBER, primary_key=True, autoincrement=False),
    Column("second", NUMBER, primary_key=True, autoincrement=False),
    Column("score", Float, nullable=False),
    Column("barred", Boolean, nullable=False),
    Column("reasons", Text, nullable=False),
    sqlite_with_rowid=False,
)

prints = Table(
    "prints",
    metadata,
    Column("reading", NUMBER, ForeignKey("readings.number"), primary_key=True, autoincrement=False),
    Column("report", NUMBER, ForeignKey("reports.number"), nullable=False, index=True),
    Column("published", CODE),
    Column("recorded", CODE, nullable=False),
    Column("knot", NUMBER, nullable=False, index=True),
    Column("packed", Text, nullable=False),
)

print_keys = Table(
    "print_keys",
    metadata,
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    Column("reading", NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    metadata,
    Column("first", NUMBER, primary_key=True, autoincrement=False),  # numbers of readings
    Column("second", NUMBER, primary_key=True, autoincrement=False),
    Column("packed", Text, nullable=False),
    sqlite_with_rowid=False,
)

stories = Table(
    "stories",
    metadata,
    Column("id", CODE, primary_key=True),
    Column("knot", NUMBER, nullable=False, index=True),
    Column("origin", NUMBER, ForeignKey("reports.number"), nullable=False),
    Column("agency", Text),
    Column("reports", Integer, nullable=False, index=True),
    Column("published", CODE, nullable=False, index=True),  # behind all days where not known
    # When the last of what it rests on was published, and recorded: as of any later moment it stands as now.
    Column("settled_day", CODE, nullable=False),
    Column("settled_at", CODE, nullable=False),
    Column("packed", Text, nullable=False),
)

story_reports = Table(
    "story_reports",
    metadata,
    Column("report", NUMBER, ForeignKey("reports.number"), primary_key=True, autoincrement=False),
    Column("story", CODE, nullable=False, index=True),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", CODE, primary_key=True),
    Column("knot", NUMBER, nullable=False, index=True),
    Column("standing", CODE, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("published", CODE, nullable=False),  # of its first report; behind all days where not known
    # When the last of what it rests on was published, and recorded: as of any later moment it stands as now.
    Column("settled_day", CODE, nullable=False),
    Column("settled_at", CODE, nullable=False),
    # Orders to be shown in, from the least: by number of reports, and by doubt.
    Column("by_reports", Integer, nullable=False),
    Column("by_doubt", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("facts", Text, nullable=False),  # JSON: what stands of it, for differences between two days
    Column("packed", Text, nullable=False),
    Index(None, "published", "id"),
    Index(None, "standing", "published", "id"),
    Index(None, "by_reports", "published", "id"),
    Index(None, "by_doubt", "id"),
)

# A narrow row of each incident: what many are chosen, counted and placed by.
incident_facets = Table(
    "incident_facets",
    metadata,
    Column("incident", CODE, primary_key=True),
    Column("standing", CODE, nullable=False),
    Column("type", CODE, nullable=False),
    Column("mode", CODE, nullable=False),  # "" where there is none; so is the country
    Column("status", CODE, nullable=False),
    Column("country", CODE, nullable=False),
    # The days on which it can have been; where one is open, a sign before or behind all days.
    Column("earliest", CODE, nullable=False),
    Column("latest", CODE, nullable=False),
    Column("place", Text, nullable=False),  # "" where no place is known
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Integer),
    Column("withdrawn", Boolean, nullable=False),
    # As in `incidents`. `newest` is `published`, but before all days where that is not known.
    Column("reports", Integer, nullable=False),
    Column("published", CODE, nullable=False),
    Column("newest", CODE, nullable=False),
    Column("by_reports", Integer, nullable=False),
    Column("by_doubt", Integer, nullable=False),
    Column("settled_day", CODE, nullable=False),
    Column("settled_at", CODE, nullable=False),
    Index(None, "published", "incident"),
    Index(None, "newest", "incident"),
    Index(None, "by_reports", "published", "incident"),
    Index(None, "by_doubt", "incident"),
    Index(None, "standing", "newest", "incident"),
    Index(None, "type", "newest", "incident"),
    Index(None, "status", "newest", "incident"),
    Index(None, "country", "newest", "incident"),
    Index(None, "earliest", "latest"),
    sqlite_with_rowid=False,
)

# Knots that held less on an earlier day than they do now, of accounts and (`of_stories`) of prints: as of a moment
# between the first and the last of what they hold, they must be weighed anew.
open_knots = Table(
    "open_knots",
    metadata,
    Column("of_stories", Boolean, primary_key=True),
    Column("knot", NUMBER, primary_key=True, autoincrement=False),
    Column("begins", CODE, nullable=False),  # the earliest `published` in it
    Column("first_day", CODE, nullable=False),
    Column("first_at", CODE, nullable=False),
    Column("settled_day", CODE, nullable=False),
    Column("settled_at", CODE, nullable=False),
    sqlite_with_rowid=False,
)

incident_events = Table(
    "incident_events",
    metadata,
    Column("event", NUMBER, ForeignKey("events.key"), primary_key=True, autoincrement=False),
    Column("incident", CODE, nullable=False, index=True),
)

witnesses = Table(
    "witnesses",
    metadata,
    Column("incident", CODE, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("voice", CODE, nullable=False),  # the voice's key across the ledger
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("stance", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("alone", Boolean, nullable=False),  # the incident's only voice
    Column("apart", Boolean, nullable=False),  # borne out by another that does not rest on it
    Column("denies", Boolean, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("replaced", Boolean, nullable=False),  # a figure of its own was replaced or withdrawn later
    # Those of its incident: so that sums as of a day need not look at incidents.
    Column("published", CODE, nullable=False),  # before all days where not known
    Column("settled_day", CODE, nullable=False),
    Column("settled_at", CODE, nullable=False),
    Index(None, "voice", "named", "name", "kind"),
    Index(None, "voice", "published", "incident"),
    # All that sums over voices ask for.
    Index(
        "ix_witnesses_sums",
        "voice",
        "settled_day",
        "settled_at",
        "reports",
        "alone",
        "apart",
        "denies",
        "disputed",
        "replaced",
    ),
    sqlite_with_rowid=False,
)

# Who says what: every voice of every claim by its key across the ledger. Rows of a reading that another took the place
# of stay, with `until` when that was recorded.
said = Table(
    "said",
    metadata,
    Column("voice", CODE, primary_key=True),
    Column("published", CODE, primary_key=True),  # before all days where not known
    Column("claim", NUMBER, ForeignKey("claims.key"), primary_key=True, autoincrement=False),
    Column("report", NUMBER, ForeignKey("reports.number"), nullable=False),
    Column("speaks", Boolean, nullable=False),  # the chain's last; others pass on what it says
    Column("stance", CODE, nullable=False),
    Column("name", Text, nullable=False),  # as the report has it
    Column("kind", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("relay", CODE, nullable=False),  # key of the voice that passes it on, where one does
    Column("recorded", CODE, nullable=False),
    Column("until", CODE, nullable=False),
    Index(None, "claim"),
    sqlite_with_rowid=False,
)

# Each voice over the whole ledger: its claims in `said`, and sums over `witnesses`; under its first name there.
heard = Table(
    "heard",
    metadata,
    Column("voice", CODE, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("claims", Integer, nullable=False, index=True),
    Column("incidents", Integer, nullable=False, index=True),
    Column("reports", Integer, nullable=False),
    Column("alone", Integer, nullable=False),
    Column("apart", Integer, nullable=False),
    Column("denies", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("replaced", Integer, nullable=False),
)

strains = Table(
    "strains",
    metadata,
    Column("incident", CODE, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("published", CODE, nullable=False),  # of the incident's first report
    Column("field", CODE, nullable=False),
    Column("title", Text, nullable=False),  # the incident's
    Column("packed", Text, nullable=False),
    Index(None, "published", "incident", "position"),
    Index(None, "field", "published", "incident", "position"),
    sqlite_with_rowid=False,
)

WEIGHED = (
    weighed,
    decisions_weighed,
    accounts,
    account_keys,
    ties,
    prints,
    print_keys,
    copies,
    stories,
    story_reports,
    incidents,
    incident_facets,
    incident_events,
    open_knots,
    witnesses,
    said,
    heard,
    strains,
    *DOUBTED,
)
