"""The workbench: a local web place on a ledger, to read, weigh and decide. It calls what the library offers."""

from dateline.workbench.app import create_app
from dateline.workbench.settings import Settings

__all__ = ["Settings", "create_app"]
