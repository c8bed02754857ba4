"""What the workbench asks of many incidents at once: a narrow row of each, filled from what weighing has said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _incident_facets()


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
        "INSERT INTO incident_facets SELECT id, standing, "  # noqa: S608 - our own names
        f"{said('type')}, coalesce({said('mode')}, ''), {said('status')}, coalesce({said('country')}, ''), "
        f"coalesce({said('first')}, ''), coalesce({said('last')}, '~'), {said('lat', 'float')}, "
        f"{said('lon', 'float')}, {said('precision', 'integer')}, {said('withdrawn', 'boolean')}, reports, published, "
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


def downgrade() -> None:
    raise NotImplementedError("A ledger is append-only: go back to a copy of it.")
