"""Sides: whether those who did it, and those it was done to, may be the same in two accounts."""

from __future__ import annotations

from typing import NamedTuple

from dateline.weighing.account import Account, Party
from dateline.weighing.likeness.rarity import rarity
from dateline.weighing.likeness.words import stem, words

# Words that say nothing of who it was: anybody is one.
_ANYONE = frozenset(
    map(
        stem,
        "people person persons man men woman women other others victim dead resident villager civilian local child "
        "children boy girl one they them we it he she him her who whom somebody someone anyone number member group "
        "least about around more some several many few hundred dozen thousand total".split(),
    )
)
_UNKNOWN = frozenset(
    map(
        stem,
        "gunman gunmen attacker assailant militant man men rebel fighter insurgent terrorist bomber killer kidnapper "
        "bandit suspect raider unknown unidentified armed masked".split(),
    )
)
_STAND_FOR = {  # nouns for one body of people
    stem(noun): stem(body)
    for body, nouns in {
        "army": "soldier soldiers troop troops military force forces",
        "police": "policeman policemen policewoman officer officers constable",
        "militia": "militiaman militiamen",
        "rebel": "insurgent guerrilla fighter militant",
        "protester": "demonstrator marcher protestor",
        "government": "authorities ministry",
    }.items()
    for noun in nouns.split()
}


class Side(NamedTuple):
    """One side of an account: `named` parties' stems of names, and the nouns that others are told by."""

    names: tuple[frozenset[str], ...]
    nouns: frozenset[str]
    countries: frozenset[str]


class Sides(NamedTuple):
    """Those who did it, and those it was done to."""

    actors: Side
    recipients: Side

    def of(self, role: str) -> Side:
        """The side of a role, actor or recipient."""
        return self.actors if role == "actor" else self.recipients


def sides_of(account: Account) -> Sides:
    """Both sides of an account."""
    actors = [party for party in account.parties if party.role == "actor"]
    recipients = [party for party in account.parties if party.role != "actor"]
    return Sides(_side(actors), _side(recipients))


def _side(parties: list[Party]) -> Side:
    names: list[frozenset[str]] = []
    nouns: set[str] = set()
    for party in parties[:12]:
        found = list(words(f"{party.name[:200]}"))
        stems = frozenset(word.stem for word in found if not word.stem.startswith("#") and rarity(word.stem) > 0)
        if party.named:
            names.append(stems or frozenset(word.stem for word in found))
        nouns |= {
            _STAND_FOR.get(word.stem, word.stem)
            for word in words(party.words[:200])
            if not word.stem.startswith("#") and rarity(word.stem) > 1
        }
    countries = frozenset(party.country for party in parties if party.country)
    return Side(tuple(dict.fromkeys(names)), frozenset(nouns - {""}), countries)


class Fit(NamedTuple):
    """`same` 0 to 1: how surely somebody is on both sides; `differ` 0 to 1: how surely they are others."""

    same: float
    differ: float


def compare(a: Side, b: Side) -> Fit:
    """Whether two sides may be of the same people or things."""
    same = max((_overlap(one, other) for one in a.names for other in b.names), default=0.0)
    if same >= 0.5:
        return Fit(same, 0.0)
    telling = (a.nouns & b.nouns) - _ANYONE - _UNKNOWN
    if telling:
        return Fit(max(same, 0.6), 0.0)
    if a.nouns & b.nouns:
        return Fit(0.2, 0.0)
    if a.names and b.names:
        return Fit(0.0, 1.0)
    if not a.nouns or not b.nouns:
        return Fit(0.0, 0.0)
    vague = any(side.nouns <= (_ANYONE | _UNKNOWN) for side in (a, b))
    return Fit(0.0, 0.0 if vague else 0.5)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared weight of two names' words, by the shorter of them: a surname is the whole name's."""
    if not a or not b:
        return 0.0
    both = sum(1 + rarity(word) for word in a & b)
    return both / min(sum(1 + rarity(word) for word in side) for side in (a, b))
