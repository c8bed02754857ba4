"""Weighing's own word lists: tab-separated files under `data/`, each with a header that says where it comes from."""

from __future__ import annotations

from functools import cache
from importlib import resources

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of list `name`: `#` lines are its header, the first other line names its columns."""
    text = (resources.files("dateline.weighing") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns, rows = lines[0], lines[1:]
    return tuple(dict(zip(columns, row + [""] * (len(columns) - len(row)), strict=True)) for row in rows)
