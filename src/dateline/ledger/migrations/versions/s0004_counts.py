"""Of what total a count is a part and which figure took its place; empty in rows of readings made before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("counts", sa.Column("part_of", sa.Integer(), nullable=True))
    op.add_column("counts", sa.Column("replaced_by", sa.Integer(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("A ledger is append-only: go back to a copy of it.")
