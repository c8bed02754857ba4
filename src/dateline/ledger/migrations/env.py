"""Alembic's environment: runs the steps on the connection that the ledger hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from dateline.ledger.schema import VERSION_TABLE
from dateline.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
context.run_migrations()
