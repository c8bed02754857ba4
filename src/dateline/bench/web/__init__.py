"""The workbench at scale: what each page, its parts and the API take to answer."""

from dateline.bench.web.measure import run

__all__ = ["run"]
