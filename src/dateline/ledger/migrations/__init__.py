"""The steps of the schema (Alembic), in the package so that every installation has them."""
