"""Sides: whether those who did it, and those it was done to, may be the same in two accounts."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.weighing.account import Account, Party
from dateline.weighing.identity import same_party
from dateline.weighing.likeness.rarity import rarity
from dateline.weighing.likeness.words import stem, words
from dateline.weighing.lists import table

MOST = 6  # parties of a side that are compared
SURE, NONE = 0.7, 0.05  # of `same_party`: surely one; surely two
TELLING = 1.0  # rarity of a noun from which on sharing it tells something


class Side(NamedTuple):
    """One side of an account: its parties, and the telling nouns of their words."""

    parties: tuple[Party, ...]
    nouns: frozenset[str]


class Fit(NamedTuple):
    """`same` 0 to 1: how surely somebody is on both sides; `differ` 0 to 1: how surely they are others."""

    same: float
    differ: float


def side_of(account: Account, role: str) -> Side:
    """The side of an account that has this role, actor or recipient."""
    parties = tuple(party for party in account.parties if party.role == role)[:MOST]
    nouns = {
        word.stem
        for party in parties
        for word in words(party.words[:200])
        if not word.stem.startswith("#") and rarity(word.stem) > TELLING
    }
    return Side(parties, frozenset(nouns) - _anyone())


def compare(a: Side, b: Side) -> Fit:
    """Whether two sides may be of the same people or things."""
    if not a.parties or not b.parties:
        return Fit(0.0, 0.0)
    found = [same_party(one, other) for one in a.parties for other in b.parties]
    best = max(found)
    if best >= SURE:
        return Fit(best, 0.0)
    if a.nouns & b.nouns:
        return Fit(0.6, 0.0)
    if best > 0.4:
        return Fit(0.4, 0.0)
    if best > NONE:
        return Fit(0.0, 0.0)
    named = any(party.named for party in a.parties) and any(party.named for party in b.parties)
    return Fit(0.0, 1.0 if named else 0.7)


@cache
def _anyone() -> frozenset[str]:
    """Stems of nouns that say nothing of who it was."""
    return frozenset(stem(word) for row in table("anyone") for word in row["term"].split())
