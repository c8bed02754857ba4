"""The second-order division of a place; empty in rows of readings made before it was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("places", sa.Column("admin2", sa.Text(), nullable=True))
    op.add_column("events", sa.Column("admin2", sa.Text(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("A ledger is append-only: go back to a copy of it.")
