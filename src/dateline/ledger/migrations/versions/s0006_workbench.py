"""What the workbench asks of many incidents, and of many voices, at once; filled from what weighing has said."""

# ruff: noqa: S608 - the names in these statements are our own

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _incident_facets()
    _said()
    _witnesses()
    _heard()
    _doubts()
    _verdicts()


def _incident_facets() -> None:
    op.create_table(
        "incident_facets",
        sa.Column("incident", CODE, nullable=False),
        sa.Column("standing", CODE, nullable=False),
        sa.Column("type", CODE, nullable=False),
        sa.Column("mode", CODE, nullable=False),
        sa.Column("status", CODE, nullable=False),
        sa.Column("country", CODE, nullable=False),
        sa.Column("earliest", CODE, nullable=False),
        sa.Column("latest", CODE, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("published", CODE, nullable=False),
        sa.Column("newest", CODE, nullable=False),
        sa.Column("by_reports", sa.Integer(), nullable=False),
        sa.Column("by_doubt", sa.Integer(), nullable=False),
        sa.Column("settled_day", CODE, nullable=False),
        sa.Column("settled_at", CODE, nullable=False),
        sa.PrimaryKeyConstraint("incident", name="pk_incident_facets"),
        sqlite_with_rowid=False,
    )
    sqlite = op.get_bind().dialect.name == "sqlite"

    def said(name: str, kind: str = "text") -> str:
        return f"json_extract(packed, '$.{name}')" if sqlite else f"(packed::json->>'{name}')::{kind}"

    op.execute(
        "INSERT INTO incident_facets SELECT id, standing, "
        f"{said('type')}, coalesce({said('mode')}, ''), {said('status')}, coalesce({said('country')}, ''), "
        f"coalesce({said('first')}, ''), coalesce({said('last')}, '~'), coalesce({said('place')}, ''), "
        f"{said('lat', 'float')}, {said('lon', 'float')}, {said('precision', 'integer')}, "
        f"{said('withdrawn', 'boolean')}, reports, published, "
        "CASE published WHEN '~' THEN '' ELSE published END, by_reports, by_doubt, settled_day, settled_at "
        "FROM incidents"
    )
    for columns in (
        ("published", "incident"),
        ("newest", "incident"),
        ("by_reports", "published", "incident"),
        ("by_doubt", "incident"),
        ("standing", "newest", "incident"),
        ("type", "newest", "incident"),
        ("status", "newest", "incident"),
        ("country", "newest", "incident"),
        ("earliest", "latest"),
    ):
        op.create_index(f"ix_incident_facets_{'_'.join(columns)}", "incident_facets", list(columns), unique=False)


def _said() -> None:
    """Who says what; `dateline weigh` fills it, for readings that were weighed before too."""
    op.create_table(
        "said",
        sa.Column("voice", CODE, nullable=False),
        sa.Column("published", CODE, nullable=False),
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("speaks", sa.Boolean(), nullable=False),
        sa.Column("stance", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("relay", CODE, nullable=False),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("until", CODE, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name="fk_said_claim"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_said_report"),
        sa.PrimaryKeyConstraint("voice", "published", "claim", name="pk_said"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_said_claim", "said", ["claim"], unique=False)
    op.add_column("weighed", sa.Column("voiced", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_weighed_voiced", "weighed", ["voiced"], unique=False)


def _witnesses() -> None:
    """What a voice denies, and how many of its figures did not last, beside the rest of what it did in an incident."""
    op.add_column("witnesses", sa.Column("denies", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("witnesses", sa.Column("replaced", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("witnesses", sa.Column("published", CODE, nullable=False, server_default=""))
    op.execute(
        "UPDATE witnesses SET denies = (stance = 'denies'), "
        "published = (SELECT CASE i.published WHEN '~' THEN '' ELSE i.published END "
        "FROM incidents i WHERE i.id = witnesses.incident)"
    )
    connection = op.get_bind()
    gone = sa.text("SELECT id, packed FROM incidents WHERE packed LIKE :one OR packed LIKE :other")
    put = sa.text("UPDATE witnesses SET replaced = (1 = 1) WHERE incident = :incident AND voice = :voice")
    for id_, packed in connection.execute(gone, {"one": '%"replaced":true%', "other": '%"withdrawn":true%'}).all():
        figures = [figure for toll in json.loads(packed).get("tolls", ()) for figure in toll["figures"]]
        for voice in (f["witness"] for f in figures if f.get("replaced") or f.get("withdrawn")):
            connection.execute(put, {"incident": id_, "voice": voice})
    op.create_index(
        "ix_witnesses_voice_published_incident", "witnesses", ["voice", "published", "incident"], unique=False
    )
    op.create_index("ix_witnesses_voice_named_name_kind", "witnesses", ["voice", "named", "name", "kind"], unique=False)
    op.drop_index("ix_witnesses_voice_name_kind_named", "witnesses")
    op.drop_index("ix_witnesses_sums", "witnesses")
    columns = ["voice", "settled_day", "settled_at", "reports", "alone", "apart", "denies", "disputed", "replaced"]
    op.create_index("ix_witnesses_sums", "witnesses", columns, unique=False)


def _heard() -> None:
    """Voices with the names they go by, and how many claims are theirs."""
    op.add_column("heard", sa.Column("name", sa.Text(), nullable=False, server_default=""))
    op.add_column("heard", sa.Column("kind", sa.Text(), nullable=False, server_default=""))
    op.add_column("heard", sa.Column("named", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("heard", sa.Column("claims", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("heard", sa.Column("replaced", sa.Integer(), nullable=False, server_default="0"))
    op.execute("DELETE FROM heard WHERE incidents <= 0")
    op.execute(
        "UPDATE heard SET replaced = (SELECT count(*) FROM witnesses v WHERE v.voice = heard.voice AND v.replaced)"
    )
    first = "(SELECT {} FROM witnesses v WHERE v.voice = heard.voice ORDER BY v.named DESC, v.name, v.kind LIMIT 1)"
    for name in ("name", "kind", "named"):
        op.execute(f"UPDATE heard SET {name} = {first.format(name)}")
    op.create_index("ix_heard_claims", "heard", ["claims"], unique=False)


def _doubts() -> None:
    """Every claim and event of a current reading by how doubtful it is, and what hangs on it."""
    op.create_table(
        "doubts",
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("by_doubt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("type", CODE, nullable=False),
        sa.Column("status", CODE, nullable=False),
        sa.Column("country", CODE, nullable=False),
        sa.Column("published", CODE, nullable=False),
        sa.Column("recorded", CODE, nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_doubts_report"),
        sa.PrimaryKeyConstraint("open", "by_doubt", "key", "kind", name="pk_doubts"),
        sqlite_with_rowid=False,
    )
    sqlite = op.get_bind().dialect.name == "sqlite"

    def unsure(table: str) -> str:
        points = f"100 * (1 - {table}.confidence) + 0.5"
        return f"CAST({points} AS INTEGER)" if sqlite else f"CAST(floor({points}) AS INTEGER)"

    def current(table: str) -> str:
        return (
            f"EXISTS (SELECT 1 FROM weighed w WHERE w.reading = {table}.reading) AND NOT EXISTS "
            f"(SELECT 1 FROM readings later WHERE later.report = {table}.report AND later.number > {table}.reading)"
        )

    def told(table: str) -> str:
        """Is it in tension with another of its report? Does its report print another's?"""
        return (
            f"CASE WHEN EXISTS (SELECT 1 FROM tensions z WHERE z.key BETWEEN {table}.reading * 1048576 AND "
            f"{table}.reading * 1048576 + 1048575 AND (z.first = {table}.id OR z.second = {table}.id)) "
            f"THEN 30 ELSE 0 END - CASE WHEN EXISTS (SELECT 1 FROM story_reports r JOIN stories s ON s.id = r.story "
            f"WHERE r.report = {table}.report AND s.origin <> {table}.report) THEN 100 ELSE 0 END"
        )

    grave = (
        "CASE f.standing WHEN 'disputed' THEN 60 WHEN 'single voice' THEN 25 WHEN 'repeated' THEN 15 ELSE 0 END + "
        "CASE WHEN EXISTS (SELECT 1 FROM counts n WHERE n.event = e.key AND n.what = 'killed' "
        "AND coalesce(n.best, n.high, n.low, 1) > 0) THEN 40 ELSE 0 END"
    )
    events = (
        f"SELECT e.key, {grave} AS grave, e.type, e.status, coalesce(e.country, '') AS country FROM events e "
        "LEFT JOIN incident_events i ON i.event = e.key LEFT JOIN incident_facets f ON f.incident = i.incident"
    )
    into = (
        "INSERT INTO doubts SELECT {yes}, -({points}), x.key, '{kind}', x.report, {cells}, coalesce(x.published, ''), "
    )
    yes, no = ("1", "0") if sqlite else ("true", "false")
    cells = ", ".join(f"coalesce(g.{name}, '')" for name in ("type", "status", "country"))
    op.execute(
        into.format(yes=yes, points=f"{unsure('x')} + g.grave + {told('x')}", kind="event", cells=cells)
        + f"x.recorded, {no} FROM events x JOIN ({events}) g ON g.key = x.key WHERE {current('x')}"
    )
    op.execute(
        f"WITH of_claims AS (SELECT c.claim, g.*, row_number() OVER "
        f"(PARTITION BY c.claim ORDER BY g.grave DESC, g.key) AS place "
        f"FROM claim_events c JOIN ({events}) g ON g.key = c.event) "
        + into.format(yes=yes, points=f"{unsure('x')} + coalesce(g.grave, 0) + {told('x')}", kind="claim", cells=cells)
        + f"x.recorded, CASE WHEN g.key IS NULL THEN {no} ELSE {yes} END "
        f"FROM claims x LEFT JOIN of_claims g ON g.claim = x.key AND g.place = 1 WHERE {current('x')}"
    )
    op.create_index("ix_doubts_report", "doubts", ["report"], unique=False)
    for name in ("type", "status", "country"):
        columns = [name, "open", "by_doubt", "key", "kind"]
        op.create_index(f"ix_doubts_{name}", "doubts", columns, unique=False)
    op.create_table(
        "doubt_sums",
        sa.Column("kind", CODE, nullable=False),
        sa.Column("things", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_doubt_sums"),
    )
    op.execute("INSERT INTO doubt_sums SELECT kind, count(*) FROM doubts GROUP BY kind")


def _verdicts() -> None:
    """What persons' decisions say of each record; `dateline weigh` takes those that are there once more."""
    op.create_table(
        "verdicts",
        sa.Column("report", NUMBER, autoincrement=False, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("decision", CODE, nullable=False),
        sa.Column("record", CODE, nullable=False),
        sa.Column("act", CODE, nullable=False),
        sa.Column("field", CODE, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("round", CODE, nullable=False),
        sa.Column("recorded", CODE, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_verdicts_report"),
        sa.PrimaryKeyConstraint("report", "kind", "key", "decision", name="pk_verdicts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_verdicts_round_record", "verdicts", ["round", "record"], unique=False)
    op.create_index("ix_decisions_round", "decisions", ["round"], unique=False, postgresql_using="hash")
    op.execute("DELETE FROM decisions_weighed")


def downgrade() -> None:
    raise NotImplementedError("A ledger is append-only: go back to a copy of it.")
