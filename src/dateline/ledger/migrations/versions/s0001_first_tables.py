"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from dateline.ledger.append_only import guard
from dateline.ledger.search import Index, create

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
LIST = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TABLES = (
    "raw",
    "reports",
    "readings",
    "furniture",
    "actors",
    "voices",
    "places",
    "times",
    "claims",
    "claim_voices",
    "events",
    "event_actors",
    "counts",
    "claim_events",
    "tensions",
)


def upgrade() -> None:
    op.create_table(
        "raw",
        sa.Column("sha256", CODE, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("recorded", CODE, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_raw"),
    )
    op.create_table(
        "schema_steps",
        sa.Column("step", CODE, nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("step", name="pk_schema_steps"),
    )
    op.create_table(
        "reports",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("raw", CODE, nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published", CODE, nullable=True),
        sa.Column("published_from", sa.Text(), nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["raw"], ["raw.sha256"], name="fk_reports_raw"),
        sa.PrimaryKeyConstraint("number", name="pk_reports"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
    )
    op.create_index("ix_reports_outlet", "reports", ["outlet"], unique=False, postgresql_using="hash")
    op.create_index("ix_reports_published", "reports", ["published"], unique=False)
    op.create_index("ix_reports_recorded", "reports", ["recorded"], unique=False)
    op.create_table(
        "readings",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("reader", CODE, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("layers", LIST, nullable=False),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("dateline_place", sa.Text(), nullable=True),
        sa.Column("dateline_date", sa.Text(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_readings_report"),
        sa.PrimaryKeyConstraint("number", name="pk_readings"),
        sa.UniqueConstraint("report", "reader", name="uq_readings_report"),
    )
    op.create_table(
        "actors",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("country", CODE, nullable=True),
        sa.Column("roles", LIST, nullable=False),
        sa.Column("mentions", LIST, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_actors_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_actors_report"),
        sa.PrimaryKeyConstraint("key", name="pk_actors"),
    )
    op.create_index("ix_actors_country", "actors", ["country"], unique=False)
    op.create_index("ix_actors_id", "actors", ["id"], unique=False)
    op.create_table(
        "claims",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("voice_kind", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("chain", LIST, nullable=False),
        sa.Column("stance", CODE, nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hedges", sa.Text(), nullable=False),
        sa.Column("cue_spans", LIST, nullable=False),
        sa.Column("content_spans", LIST, nullable=False),
        sa.Column("hedge_spans", LIST, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_claims_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_claims_report"),
        sa.PrimaryKeyConstraint("key", name="pk_claims"),
    )
    op.create_index("ix_claims_id", "claims", ["id"], unique=False)
    op.create_index("ix_claims_report", "claims", ["report"], unique=False)
    op.create_index("ix_claims_stance", "claims", ["stance"], unique=False)
    op.create_table(
        "furniture",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_furniture_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_furniture_report"),
        sa.PrimaryKeyConstraint("key", name="pk_furniture"),
    )
    op.create_table(
        "places",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("gazetteer_id", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("country", CODE, nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("precision", sa.Integer(), nullable=True),
        sa.Column("mentions", LIST, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_places_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_places_report"),
        sa.PrimaryKeyConstraint("key", name="pk_places"),
    )
    op.create_index("ix_places_country", "places", ["country"], unique=False)
    op.create_index("ix_places_id", "places", ["id"], unique=False)
    op.create_table(
        "tensions",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("first", CODE, nullable=False),
        sa.Column("second", CODE, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_tensions_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_tensions_report"),
        sa.PrimaryKeyConstraint("key", name="pk_tensions"),
    )
    op.create_table(
        "times",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("timex", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("first_precise", CODE, nullable=True),
        sa.Column("last_precise", CODE, nullable=True),
        sa.Column("first_imprecise", CODE, nullable=True),
        sa.Column("last_imprecise", CODE, nullable=True),
        sa.Column("granularity", sa.Text(), nullable=True),
        sa.Column("against", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_times_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_times_report"),
        sa.PrimaryKeyConstraint("key", name="pk_times"),
    )
    op.create_index("ix_times_id", "times", ["id"], unique=False)
    op.create_table(
        "events",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("type", CODE, nullable=False),
        sa.Column("mode", CODE, nullable=True),
        sa.Column("status", CODE, nullable=False),
        sa.Column("actors", LIST, nullable=False),
        sa.Column("recipients", LIST, nullable=False),
        sa.Column("voices", LIST, nullable=False),
        sa.Column("counts", LIST, nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("place", NUMBER, nullable=True),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("place_words", sa.Text(), nullable=True),
        sa.Column("place_start", sa.Integer(), nullable=True),
        sa.Column("place_end", sa.Integer(), nullable=True),
        sa.Column("place_found", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("country", CODE, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", sa.Integer(), nullable=True),
        sa.Column("time", NUMBER, nullable=True),
        sa.Column("when_words", sa.Text(), nullable=True),
        sa.Column("when_start", sa.Integer(), nullable=True),
        sa.Column("when_end", sa.Integer(), nullable=True),
        sa.Column("when_found", sa.Text(), nullable=True),
        sa.Column("first_precise", CODE, nullable=True),
        sa.Column("last_precise", CODE, nullable=True),
        sa.Column("first_imprecise", CODE, nullable=True),
        sa.Column("last_imprecise", CODE, nullable=True),
        sa.Column("earliest", CODE, nullable=True),
        sa.Column("latest", CODE, nullable=True),
        sa.Column("granularity", sa.Text(), nullable=True),
        sa.Column("against", sa.Text(), nullable=True),
        sa.Column("instrument", sa.Text(), nullable=True),
        sa.Column("instrument_start", sa.Integer(), nullable=True),
        sa.Column("instrument_end", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["place"], ["places.key"], name="fk_events_place"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_events_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_events_report"),
        sa.ForeignKeyConstraint(["time"], ["times.key"], name="fk_events_time"),
        sa.PrimaryKeyConstraint("key", name="pk_events"),
    )
    op.create_index("ix_events_country", "events", ["country"], unique=False)
    op.create_index("ix_events_earliest_latest", "events", ["earliest", "latest"], unique=False)
    op.create_index("ix_events_id", "events", ["id"], unique=False)
    op.create_index("ix_events_place", "events", ["place"], unique=False)
    op.create_index("ix_events_report", "events", ["report"], unique=False)
    op.create_index("ix_events_status", "events", ["status"], unique=False)
    op.create_index("ix_events_type", "events", ["type"], unique=False)
    op.create_table(
        "voices",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("actor", NUMBER, nullable=True),
        sa.Column("mentions", LIST, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.key"], name="fk_voices_actor"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_voices_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_voices_report"),
        sa.PrimaryKeyConstraint("key", name="pk_voices"),
    )
    op.create_index("ix_voices_id", "voices", ["id"], unique=False)
    op.create_table(
        "claim_events",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("claim", NUMBER, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name="fk_claim_events_claim"),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name="fk_claim_events_event"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_claim_events_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_claim_events_report"),
        sa.PrimaryKeyConstraint("key", name="pk_claim_events"),
    )
    op.create_index("ix_claim_events_claim_event", "claim_events", ["claim", "event"], unique=False)
    op.create_index("ix_claim_events_event_claim", "claim_events", ["event", "claim"], unique=False)
    op.create_table(
        "claim_voices",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("claim", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("voice", NUMBER, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name="fk_claim_voices_claim"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_claim_voices_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_claim_voices_report"),
        sa.ForeignKeyConstraint(["voice"], ["voices.key"], name="fk_claim_voices_voice"),
        sa.PrimaryKeyConstraint("key", name="pk_claim_voices"),
    )
    op.create_index("ix_claim_voices_claim", "claim_voices", ["claim"], unique=False)
    op.create_index("ix_claim_voices_voice_claim", "claim_voices", ["voice", "claim"], unique=False)
    op.create_table(
        "counts",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", CODE, nullable=False),
        sa.Column("low", NUMBER, nullable=True),
        sa.Column("best", NUMBER, nullable=True),
        sa.Column("high", NUMBER, nullable=True),
        sa.Column("over", sa.Text(), nullable=True),
        sa.Column("voice", NUMBER, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name="fk_counts_event"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_counts_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_counts_report"),
        sa.ForeignKeyConstraint(["voice"], ["voices.key"], name="fk_counts_voice"),
        sa.PrimaryKeyConstraint("key", name="pk_counts"),
    )
    op.create_index("ix_counts_event", "counts", ["event"], unique=False)
    op.create_table(
        "event_actors",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("published", CODE, nullable=True),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        sa.Column("role", CODE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", NUMBER, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", CODE, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.key"], name="fk_event_actors_actor"),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name="fk_event_actors_event"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name="fk_event_actors_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_event_actors_report"),
        sa.PrimaryKeyConstraint("key", name="pk_event_actors"),
    )
    op.create_index("ix_event_actors_country_event", "event_actors", ["country", "event"], unique=False)
    op.create_index("ix_event_actors_event", "event_actors", ["event"], unique=False)
    connection = op.get_bind()
    create(connection, Index("reports", ("title", "text"), key="number"))
    create(connection, Index("claims", ("content",)))
    create(connection, Index("events", ("sentence",)))
    create(connection, Index("voices", ("name",), stems=False))
    create(connection, Index("places", ("name", "admin1"), stems=False))
    create(connection, Index("event_actors", ("name",), stems=False))
    guard(connection, TABLES)


def downgrade() -> None:
    raise NotImplementedError("A ledger is append-only: go back to a copy of it.")
