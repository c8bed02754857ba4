"""`dateline bench across` on a folder of reports with a written key of its stories and incidents."""

from dateline.bench.across.key.key import Key, KeyFileError, demo, load_key
from dateline.bench.across.key.measure import run

__all__ = ["Key", "KeyFileError", "demo", "load_key", "run"]
