"""On what footing a participant is named; empty in rows of readings made before this was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("event_actors", sa.Column("basis", CODE, nullable=True))
    op.add_column("event_actors", sa.Column("cue", sa.Text(), nullable=True))
    op.add_column("event_actors", sa.Column("claim", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))


def downgrade() -> None:
    raise NotImplementedError("A ledger is append-only: go back to a copy of it.")
