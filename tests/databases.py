"""A PostgreSQL of the tests' own, from the `pgserver` package: no root, no network, gone at the end."""

from __future__ import annotations

import tempfile
import warnings
from functools import cache
from itertools import count
from typing import Any

import pytest

_names = count()


@cache
def _server() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # no XDG_RUNTIME_DIR for its lock: it finds another place
            import pgserver
            import psycopg  # noqa: F401

            return pgserver.get_server(tempfile.mkdtemp(prefix="dateline-pg-"), cleanup_mode="delete")
    except Exception as error:
        return error


def postgresql() -> str:
    """The URL of a new, empty database; skips the test where PostgreSQL cannot be started."""
    server = _server()
    if isinstance(server, Exception):
        pytest.skip(f"no PostgreSQL to test with: {server}")
    name = f"ledger_{next(_names)}"
    server.psql(f"CREATE DATABASE {name};")
    return str(server.get_uri(name))
