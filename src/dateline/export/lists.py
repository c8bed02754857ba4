"""Lists: the data files of this room, tab-separated columns under `#` lines that say where their facts came from."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

_DATA = resources.files("dateline.export") / "data"


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of list `name`; a row may leave out its last cells."""
    lines = (_DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    given = (line for line in lines if line and not line.startswith("#"))
    return tuple(csv.DictReader(given, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))
