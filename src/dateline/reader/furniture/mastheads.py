"""Mastheads: an outlet's name, its motto and its section's name above a report's headline."""

from __future__ import annotations

import re

from dateline.reader.furniture.lines import BYLINE, Line
from dateline.reader.furniture.signs import Signs
from dateline.records import FurnitureKind

_TOP = 6  # lines among which the headline is looked for
_LONGEST = 60
_PARTS = re.compile(r"[>»›|/•·]|\s--?\s|\s[–—]\s")


def mastheads(lines: list[Line], title: str | None, outlet: str | None, signs: Signs) -> dict[int, FurnitureKind]:
    """Lines of the top that are the outlet's name, and short ones above the headline where the title is known."""
    marks: dict[int, FurnitureKind] = {}
    own = key_of(title) if title else ""
    head = next((i for i, line in enumerate(lines[:_TOP]) if own and key_of(line.words) == own), 0)
    for i, line in enumerate(lines[:_TOP]):
        if line.prose or len(line.words) > _LONGEST or line.date:
            break
        above = i < head and line.heading and line.words[-1] not in "?!" and not BYLINE.fullmatch(line.words)
        if above or (outlet and _names(line.words, outlet, signs) and own != key_of(line.words)):
            marks[i] = FurnitureKind.LABEL
    return marks


def _names(words: str, outlet: str, signs: Signs) -> bool:
    """Whether a line is the outlet's name, alone or with names of sections beside it."""
    name = _words(outlet)
    parts = [part for part in (_words(part) for part in _PARTS.split(words)) if part]
    if not parts or not any(part == name[: len(part)] for part in parts):
        return False
    if len(parts) == 1:
        return parts[0] == name
    return all(part == name[: len(part)] or signs.is_label(" ".join(part)) for part in parts)


def _words(name: str) -> list[str]:
    words = name.casefold().split()
    return words[1:] if words[:1] == ["the"] else words


def key_of(words: str) -> str:
    """A headline without case, spaces and marks, to tell it again."""
    return "".join(c for c in words.casefold() if c.isalnum())
