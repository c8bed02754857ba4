"""Losses: whose a figure counts, by its words, so that soldiers are not set against rebels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.reader.lexicon import Lexicons
from dateline.weighing.account import Account, Tally
from dateline.weighing.identity.names import words_of
from dateline.weighing.lists import table

ANYONE, FORCE, ARMED, CIVIL, BARE = "people", "state forces", "armed group", "civilians", "unsaid"
_FORCE = frozenset({"MIL", "COP", "SPY"})
_ARMED = frozenset({"REB", "PRM", "UAF", "CRM"})
_ALL_CIVIL = frozenset("civilian civilians villager villagers resident residents citizen citizens".split())


@dataclass(frozen=True, slots=True)
class Whose:
    """The side that a figure counts, and the noun for it."""

    side: str
    noun: str = ""


@lru_cache(maxsize=16384)
def whose(words: str) -> Whose:
    """Whose losses the words of a figure are: "22 soldiers", "at least nine people", "14"."""
    for word in reversed(words_of(words)):
        if (side := _sides().get(word)) is not None:
            return Whose(side, word)
    return Whose(BARE)


def counted(tally: Tally, account: Account) -> Whose:
    """Whose losses a tally of an account is; a bare number is of those to whom the account says it was done, if they
    are of one side."""
    found = whose(tally.words)
    if found.side != BARE:
        return found
    given = {whose(t.words).side for t in account.tallies if t.what is tally.what and t is not tally}
    sides = {whose(p.words or p.name) for p in account.parties if p.role == "recipient"}
    sides = {w for w in sides if w.side != BARE}
    kinds = {w.side for w in sides}
    return (
        min(sides, key=lambda w: w.noun) if len(kinds) == 1 and kinds & {FORCE, ARMED} and not kinds & given else found
    )


def comparable(a: Whose, b: Whose) -> bool:
    """Whether two figures can be of the same people."""
    if BARE in (a.side, b.side):
        return {a.side, b.side} <= {BARE, ANYONE, CIVIL} or a.side == b.side
    if a.side != b.side:
        return {a.side, b.side} == {ANYONE, CIVIL} and bool({a.noun, b.noun} & _ALL_CIVIL) is False
    return a.side != CIVIL or a.noun.rstrip("s") == b.noun.rstrip("s") or {a.noun, b.noun} <= _ALL_CIVIL


def exceeds(low: Whose, high: Whose) -> bool:
    """Whether the higher of two figures, of one side's losses, is more than there can be among all the dead that the
    lower one counts: "14 people" and "18 rebels"."""
    return low.side == ANYONE and high.side in (FORCE, ARMED)


@cache
def _sides() -> dict[str, str]:
    """Nouns in the singular and the plural -> the side they are of."""
    out: dict[str, str] = {}
    for row in Lexicons().table("group_nouns"):
        role = row["role"]
        side = FORCE if role in _FORCE else ARMED if role in _ARMED else CIVIL if role else None
        if side is not None and row["kind"] in ("person", "group"):
            for form in (
                row["term"],
                row["term"] + "s",
                row["term"][:-3] + "men" if row["term"].endswith("man") else "",
            ):
                if form:
                    out.setdefault(form, side)
    for row in table("state_bodies"):
        if " " not in row["term"]:
            out[row["term"]] = FORCE if row["body"] in ("army", "police", "navy", "air force", "gendarmerie") else CIVIL
    for row in table("anyone"):
        if row["means"] == "anyone":
            out[row["term"]] = ANYONE
    out |= dict.fromkeys(("children", "women"), CIVIL) | dict.fromkeys(("woman", "child"), CIVIL)
    out |= dict.fromkeys(("dozen", "dozens", "hundreds", "score", "scores", "thousands"), ANYONE)
    return out
