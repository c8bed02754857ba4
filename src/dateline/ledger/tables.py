"""The tables of the ledger. Rows are only ever added; each carries both clocks, `published` and `recorded`.

`raw`, `reports` and `readings` hold everything: bytes, text, and each reading whole. The other tables are the current
and former readings laid flat, so that they can be searched. Their `key` is `reading << 20 | position`: rows of one
reading stand together and in the order of the report, and `ORDER BY key` is the order in which the ledger took them in.
Spans are `[start, end)` in code points of the report's text; lists of spans are JSON.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import SchemaItem

# How many rows of one kind a reading can have: 2 to the power of this.
POSITION_BITS = 20

# Before and behind all ISO days.
BEFORE, BEHIND = "", "~"

NUMBER = BigInteger().with_variant(Integer, "sqlite")
# Ids and ISO dates compare character by character, whatever the language of a PostgreSQL database.
CODE = Text().with_variant(Text(collation="C"), "postgresql")
LIST = JSON().with_variant(JSONB, "postgresql")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

raw = Table(
    "raw",
    metadata,
    Column("sha256", CODE, primary_key=True),
    Column("size", NUMBER, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # zlib
    Column("recorded", CODE, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("id", CODE, nullable=False, unique=True),
    Column("raw", CODE, ForeignKey("raw.sha256"), nullable=False),
    Column("item", Text),
    Column("path", Text),
    Column("url", Text),
    Column("outlet", Text),
    Column("published", CODE, index=True),
    Column("published_from", Text),
    Column("recorded", CODE, nullable=False, index=True),
    Column("title", Text),
    Column("text", Text, nullable=False),
    # By hash, because PostgreSQL's other indices refuse long values, and a page may say anything of its outlet.
    Index(None, "outlet", postgresql_using="hash"),
)

readings = Table(
    "readings",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("report", NUMBER, ForeignKey("reports.number"), nullable=False),
    Column("reader", CODE, nullable=False),  # hash of the versions
    Column("version", Text, nullable=False),
    Column("layers", LIST, nullable=False),
    Column("byline", Text),
    Column("language", Text),
    Column("dateline_place", Text),
    Column("dateline_date", Text),
    Column("claims", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("published", CODE),
    Column("recorded", CODE, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # zlib over the reading's JSON, its text left out
    UniqueConstraint("report", "reader"),
)


def _flat(name: str, *columns: SchemaItem, indexed: bool = False) -> Table:
    return Table(
        name,
        metadata,
        Column("key", NUMBER, primary_key=True, autoincrement=False),
        Column("reading", NUMBER, ForeignKey("readings.number"), nullable=False),
        Column("report", NUMBER, ForeignKey("reports.number"), nullable=False, index=indexed),
        Column("published", CODE),
        Column("recorded", CODE, nullable=False),
        *columns,
    )


def _made() -> tuple[Column[object], ...]:
    return (Column("made_by", Text, nullable=False), Column("confidence", Float, nullable=False))


furniture = _flat(
    "furniture",
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

actors = _flat(
    "actors",
    Column("id", CODE, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("country", CODE, index=True),
    Column("roles", LIST, nullable=False),
    Column("mentions", LIST, nullable=False),
    *_made(),
)

voices = _flat(
    "voices",
    Column("id", CODE, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("actor", NUMBER, ForeignKey("actors.key")),
    Column("mentions", LIST, nullable=False),
    *_made(),
)

places = _flat(
    "places",
    Column("id", CODE, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("gazetteer_id", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("country", CODE, index=True),
    Column("admin1", Text),
    Column("admin2", Text),  # empty in rows of readings made before it was told
    Column("precision", Integer),
    Column("mentions", LIST, nullable=False),
    *_made(),
)

times = _flat(
    "times",
    Column("id", CODE, nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("timex", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("first_precise", CODE),
    Column("last_precise", CODE),
    Column("first_imprecise", CODE),
    Column("last_imprecise", CODE),
    Column("granularity", Text),
    Column("against", Text),
    *_made(),
)

claims = _flat(
    "claims",
    Column("id", CODE, nullable=False, index=True),
    Column("voice", Text, nullable=False),  # the speaking voice: the chain's last
    Column("voice_kind", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("chain", LIST, nullable=False),  # names of the voices, outermost first
    Column("stance", CODE, nullable=False, index=True),
    Column("manner", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("hedges", Text, nullable=False),
    Column("cue_spans", LIST, nullable=False),
    Column("content_spans", LIST, nullable=False),
    Column("hedge_spans", LIST, nullable=False),
    *_made(),
    indexed=True,
)

claim_voices = _flat(
    "claim_voices",
    Column("claim", NUMBER, ForeignKey("claims.key"), nullable=False, index=True),
    Column("position", Integer, nullable=False),  # 0 is the outermost
    Column("voice", NUMBER, ForeignKey("voices.key")),
    Column("start", Integer),
    Column("end", Integer),
    Index(None, "voice", "claim"),
)

events = _flat(
    "events",
    Column("id", CODE, nullable=False, index=True),
    Column("type", CODE, nullable=False, index=True),
    Column("mode", CODE),
    Column("status", CODE, nullable=False, index=True),
    Column("actors", LIST, nullable=False),  # names
    Column("recipients", LIST, nullable=False),  # names
    Column("voices", LIST, nullable=False),  # names of who speaks the claims it stands on; none: the reporter
    Column("counts", LIST, nullable=False),  # "killed 12"; no parts, nothing replaced
    Column("trigger", Text, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("place", NUMBER, ForeignKey("places.key"), index=True),
    Column("place_name", Text),
    Column("place_words", Text),
    Column("place_start", Integer),
    Column("place_end", Integer),
    Column("place_found", Text),
    Column("admin1", Text),
    Column("admin2", Text),  # empty in rows of readings made before it was told
    Column("country", CODE, index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Integer),
    Column("time", NUMBER, ForeignKey("times.key")),
    Column("when_words", Text),
    Column("when_start", Integer),
    Column("when_end", Integer),
    Column("when_found", Text),
    Column("first_precise", CODE),
    Column("last_precise", CODE),
    Column("first_imprecise", CODE),
    Column("last_imprecise", CODE),
    # The days on which it can have been; where one of them is open, a sign before or behind all days.
    Column("earliest", CODE),
    Column("latest", CODE),
    Column("granularity", Text),
    Column("against", Text),
    Column("instrument", Text),
    Column("instrument_start", Integer),
    Column("instrument_end", Integer),
    *_made(),
    Index(None, "earliest", "latest"),
    indexed=True,
)

event_actors = _flat(
    "event_actors",
    Column("event", NUMBER, ForeignKey("events.key"), nullable=False, index=True),
    Column("role", CODE, nullable=False),  # actor or recipient
    Column("position", Integer, nullable=False),
    Column("actor", NUMBER, ForeignKey("actors.key")),
    Column("name", Text, nullable=False),
    Column("country", CODE),
    Column("words", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("basis", CODE),  # stated, claimed, accused, suspected; empty in rows of readings made before it was told
    Column("cue", Text),  # the words that say so
    Column("claim", NUMBER),  # key of the claim that says so
    Index(None, "country", "event"),
)

counts = _flat(
    "counts",
    Column("event", NUMBER, ForeignKey("events.key"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("what", CODE, nullable=False),
    Column("low", NUMBER),
    Column("best", NUMBER),
    Column("high", NUMBER),
    Column("over", Text),
    Column("voice", NUMBER, ForeignKey("voices.key")),
    Column("words", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("part_of", Integer),  # position of the total that it is a part of, among the event's counts
    Column("replaced_by", Integer),  # position of the figure that took its place
)

claim_events = _flat(
    "claim_events",
    Column("claim", NUMBER, ForeignKey("claims.key"), nullable=False),
    Column("event", NUMBER, ForeignKey("events.key"), nullable=False),
    # Both ways without a look at the rows themselves.
    Index(None, "claim", "event"),
    Index(None, "event", "claim"),
)

tensions = _flat(
    "tensions",
    Column("first", CODE, nullable=False),  # ids of two records of one report
    Column("second", CODE, nullable=False),
    Column("why", Text, nullable=False),
)

# What persons decided: a chain, each link sealed over the one before, so that it can neither fork nor be mended unseen.
decisions = Table(
    "decisions",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("id", CODE, nullable=False, unique=True),
    Column("at", CODE, nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("act", CODE, nullable=False),
    Column("round", Text),
    Column("undoes", CODE),
    Column("previous", CODE, nullable=False, unique=True),
    Column("hash", CODE, nullable=False),
    Column("packed", Text, nullable=False),  # JSON of the whole decision
    Column("recorded", CODE, nullable=False, index=True),
    Index(None, "round", postgresql_using="hash"),  # as outlets: it may be long
)

decision_reports = Table(
    "decision_reports",
    metadata,
    Column("decision", NUMBER, ForeignKey("decisions.number"), primary_key=True, autoincrement=False),
    Column("report", CODE, primary_key=True, index=True),  # a report's id
    Column("recorded", CODE, nullable=False),
)

# Which program brought the schema to which step.
schema_steps = Table(
    "schema_steps",
    metadata,
    Column("step", CODE, primary_key=True),
    Column("program", Text, nullable=False),
)

# In the order in which rows are added: what is referred to comes first.
FLAT = (
    furniture,
    actors,
    voices,
    places,
    times,
    claims,
    claim_voices,
    events,
    event_actors,
    counts,
    claim_events,
    tensions,
)
RECORDED = (raw, reports, readings, *FLAT, decisions, decision_reports)
