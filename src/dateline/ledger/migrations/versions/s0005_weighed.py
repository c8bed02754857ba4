"""Decisions, and what weighing says: stories, incidents and how they stand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.ledger.append_only import guard

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("at", CODE, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("act", CODE, nullable=False),
        sa.Column("round", sa.Text(), nullable=True),
        sa.Column("undoes", CODE, nullable=True),
        sa.Column("previous", CODE, nullable=False),
        sa.Column("hash", CODE, nullable=False),
        sa.Column("packed", sa.Text(), nullable=False),
        sa.Column("recorded", CODE, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_decisions"),
        sa.UniqueConstraint("id", name="uq_decisions_id"),
        sa.UniqueConstraint("previous", name="uq_decisions_previous"),
    )
    op.create_index("ix_decisions_at", "decisions", ["at"], unique=False)
    op.create_index("ix_decisions_recorded", "decisions", ["recorded"], unique=False)
    op.create_table(
        "decision_reports",
        sa.Column("decision", NUMBER, autoincrement=False, nullable=False),
        sa.Column("report", CODE, nullable=False),
        sa.Column("recorded", CODE, nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"], name="fk_decision_reports_decision"),
        sa.PrimaryKeyConstraint("decision", "report", name="pk_decision_reports"),
    )
    op.create_index("ix_decision_reports_report", "decision_reports", ["report"], unique=False)
    op.create_table(
        "weighed",
        sa.Column("reading", NUMBER, autoincrement=False, nullable=False),
        sa.Column("weigher", CODE, nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_weighed_reading"),
        sa.PrimaryKeyConstraint("reading", name="pk_weighed"),
    )
    op.create_index("ix_weighed_weigher", "weighed", ["weigher"], unique=False)
    op.create_table(
        "decisions_weighed",
        sa.Column("decision", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"], name="fk_decisions_weighed_decision"),
        sa.PrimaryKeyConstraint("decision", name="pk_decisions_weighed"),
    )
    op.create_table(
        "accounts",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        sa.Column("event_id", CODE, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=False),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("knot", NUMBER, nullable=False),
        sa.Column("packed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name="fk_accounts_event"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_accounts_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_accounts_report"),
        sa.PrimaryKeyConstraint("number", name="pk_accounts"),
    )
    op.create_index("ix_accounts_event", "accounts", ["event"], unique=False)
    op.create_index("ix_accounts_event_id", "accounts", ["event_id"], unique=False)
    op.create_index("ix_accounts_knot", "accounts", ["knot"], unique=False)
    op.create_index("ix_accounts_published_knot", "accounts", ["published", "knot"], unique=False)
    op.create_index("ix_accounts_report", "accounts", ["report"], unique=False)
    op.create_table(
        "account_keys",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("account", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "account", name="pk_account_keys"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ties",
        sa.Column("first", NUMBER, autoincrement=False, nullable=False),
        sa.Column("second", NUMBER, autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("barred", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_ties"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "prints",
        sa.Column("reading", NUMBER, autoincrement=False, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("knot", NUMBER, nullable=False),
        sa.Column("packed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_prints_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_prints_report"),
        sa.PrimaryKeyConstraint("reading", name="pk_prints"),
    )
    op.create_index("ix_prints_knot", "prints", ["knot"], unique=False)
    op.create_index("ix_prints_report", "prints", ["report"], unique=False)
    op.create_table(
        "print_keys",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "reading", name="pk_print_keys"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("first", NUMBER, autoincrement=False, nullable=False),
        sa.Column("second", NUMBER, autoincrement=False, nullable=False),
        sa.Column("packed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_copies"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stories",
        sa.Column("id", CODE, nullable=False),
        sa.Column("knot", NUMBER, nullable=False),
        sa.Column("origin", NUMBER, nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("published", CODE, nullable=False),
        sa.Column("settled_day", CODE, nullable=False),
        sa.Column("settled_at", CODE, nullable=False),
        sa.Column("packed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["origin"], ["reports.number"], name="fk_stories_origin"),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_knot", "stories", ["knot"], unique=False)
    op.create_index("ix_stories_published", "stories", ["published"], unique=False)
    op.create_index("ix_stories_reports", "stories", ["reports"], unique=False)
    op.create_table(
        "story_reports",
        sa.Column("report", NUMBER, autoincrement=False, nullable=False),
        sa.Column("story", CODE, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_story_reports_report"),
        sa.PrimaryKeyConstraint("report", name="pk_story_reports"),
    )
    op.create_index("ix_story_reports_story", "story_reports", ["story"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("id", CODE, nullable=False),
        sa.Column("knot", NUMBER, nullable=False),
        sa.Column("standing", CODE, nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("published", CODE, nullable=False),
        sa.Column("settled_day", CODE, nullable=False),
        sa.Column("settled_at", CODE, nullable=False),
        sa.Column("by_reports", sa.Integer(), nullable=False),
        sa.Column("by_doubt", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("packed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index("ix_incidents_by_doubt_id", "incidents", ["by_doubt", "id"], unique=False)
    op.create_index(
        "ix_incidents_by_reports_published_id", "incidents", ["by_reports", "published", "id"], unique=False
    )
    op.create_index("ix_incidents_knot", "incidents", ["knot"], unique=False)
    op.create_index("ix_incidents_published_id", "incidents", ["published", "id"], unique=False)
    op.create_index("ix_incidents_standing_published_id", "incidents", ["standing", "published", "id"], unique=False)
    op.create_table(
        "incident_events",
        sa.Column("event", NUMBER, autoincrement=False, nullable=False),
        sa.Column("incident", CODE, nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name="fk_incident_events_event"),
        sa.PrimaryKeyConstraint("event", name="pk_incident_events"),
    )
    op.create_index("ix_incident_events_incident", "incident_events", ["incident"], unique=False)
    op.create_table(
        "open_knots",
        sa.Column("of_stories", sa.Boolean(), nullable=False),
        sa.Column("knot", NUMBER, autoincrement=False, nullable=False),
        sa.Column("begins", CODE, nullable=False),
        sa.Column("first_day", CODE, nullable=False),
        sa.Column("first_at", CODE, nullable=False),
        sa.Column("settled_day", CODE, nullable=False),
        sa.Column("settled_at", CODE, nullable=False),
        sa.PrimaryKeyConstraint("of_stories", "knot", name="pk_open_knots"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "witnesses",
        sa.Column("incident", CODE, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("voice", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("apart", sa.Boolean(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("settled_day", CODE, nullable=False),
        sa.Column("settled_at", CODE, nullable=False),
        sa.PrimaryKeyConstraint("incident", "position", name="pk_witnesses"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_witnesses_sums",
        "witnesses",
        ["voice", "settled_day", "settled_at", "reports", "alone", "apart", "stance", "disputed"],
        unique=False,
    )
    op.create_index("ix_witnesses_voice_name_kind_named", "witnesses", ["voice", "name", "kind", "named"], unique=False)
    op.create_table(
        "heard",
        sa.Column("voice", CODE, nullable=False),
        sa.Column("incidents", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Integer(), nullable=False),
        sa.Column("apart", sa.Integer(), nullable=False),
        sa.Column("denies", sa.Integer(), nullable=False),
        sa.Column("disputed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("voice", name="pk_heard"),
    )
    op.create_index("ix_heard_incidents", "heard", ["incidents"], unique=False)
    op.create_table(
        "strains",
        sa.Column("incident", CODE, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published", CODE, nullable=False),
        sa.Column("field", CODE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("packed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("incident", "position", name="pk_strains"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_strains_field_published_incident_position",
        "strains",
        ["field", "published", "incident", "position"],
        unique=False,
    )
    op.create_index(
        "ix_strains_published_incident_position", "strains", ["published", "incident", "position"], unique=False
    )
    guard(op.get_bind(), ("decisions", "decision_reports"))


def downgrade() -> None:
    raise NotImplementedError("A ledger is append-only: go back to a copy of it.")
