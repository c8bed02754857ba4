"""Paging, the same everywhere: `limit` and `offset`, where the rows behind are, and the Link header."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from dateline.workbench.ask import Ask, address

NEXT = "next"
SAYS = "The address of the rows behind; null where there are none."


def next_of(ask: Ask, path: str, more: bool) -> str | None:
    """The address of the rows behind those that were asked for."""
    return at(ask, path, ask.offset + ask.limit) if more else None


def at(ask: Ask, path: str, offset: int) -> str:
    kept = {name: list(values) for name, values in ask.query.items()}
    return address(path, {**kept, "offset": offset or None})


def links(ask: Ask, path: str, behind: str | None) -> dict[str, str]:
    """The Link header: the rows behind, and those before."""
    said = [f'<{behind}>; rel="next"'] if behind else []
    if ask.offset:
        said.append(f'<{at(ask, path, max(0, ask.offset - ask.limit))}>; rel="prev"')
    return {"Link": ", ".join(said)} if said else {}


def window(ask: Ask, rows: Iterable[Any]) -> tuple[list[Any], bool]:
    """The rows that were asked for, of all, and whether there are more."""
    part = list(islice(rows, ask.offset, ask.offset + ask.limit + 1))
    return part[: ask.limit], len(part) > ask.limit
