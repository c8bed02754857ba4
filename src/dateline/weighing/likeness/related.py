"""Related words: whether two verbs or nouns can tell of the same, by derivation, shared sense or kind.

From a table that ships (`related.tsv`, from WordNet): "die" and "death", "strike" and "attack", "say" and "tell".
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple


class Relation(IntEnum):
    """How near two words are."""

    NONE = 0
    KIND = 1  # one can be a kind of the other, or causes or entails it
    SENSE = 2  # they share a sense, or words derived from them do
    DERIVED = 3  # one is derived from the other
    SAME = 4


class _Entry(NamedTuple):
    derived: frozenset[str]
    senses: frozenset[str]
    kinds: frozenset[str]


@cache
def _table() -> dict[str, _Entry]:
    text = (resources.files(__package__) / "related.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: _Entry(*(frozenset(cell.split()) for cell in cells)) for word, *cells in rows}


@lru_cache(maxsize=1 << 16)
def relation(a: str, b: str) -> Relation:
    """How near two lemmas (lower case) are. Symmetric; a word that the table lacks is near to itself alone."""
    if a == b:
        return Relation.SAME
    one, other = _table().get(a), _table().get(b)
    if one is None or other is None:
        return Relation.NONE
    if a in other.derived or b in one.derived:
        return Relation.DERIVED
    if one.senses & other.senses:
        return Relation.SENSE
    if one.senses & other.kinds or other.senses & one.kinds:
        return Relation.KIND
    return Relation.NONE
