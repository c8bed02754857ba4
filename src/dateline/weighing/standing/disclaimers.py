"""Disclaimers: words that deny a part in what happened, and not that it did."""

from __future__ import annotations

import re
from functools import cache

from dateline.weighing.account import Account, Speaker
from dateline.weighing.identity import same_party
from dateline.weighing.identity.parties import WEAK
from dateline.weighing.identity.speakers import as_party
from dateline.weighing.lists import table

BEFORE = 6  # words of a subject that a disclaimer may have: "the group's local commanders had nothing to do with it"
LONGEST = 600  # characters of a claim that are looked at


def disclaims(said: str, speaker: Speaker, account: Account | None = None) -> bool:
    """Whether `speaker` denies a part of its own, or its side's, in what is told."""
    if disclaiming(said):
        return True
    words = said[:LONGEST].casefold()
    if any(pattern.search(words) for pattern in _patterns("noun")):
        return True
    return account is not None and _accused(speaker, account) and not said


def disclaiming(said: str) -> bool:
    """Whether the words say in themselves that their speaker had no part: "the group had nothing to do with the blast".

    The subject stands right before: "an illness that had nothing to do with the blast" is nobody's disclaimer.
    """
    words = said[:LONGEST].casefold().replace("’", "'")
    for pattern in _patterns("whole"):
        for found in pattern.finditer(words):
            breaks = list(_BREAK.finditer(words, 0, found.start()))
            subject = words[breaks[-1].end() if breaks else 0 : found.start()].split()
            if not subject and breaks and breaks[-1].group() == "that":
                continue
            if len(subject) <= BEFORE and _RELATIVE.isdisjoint(subject):
                return True
    return False


_BREAK = re.compile(r"[.;:,\"“”…]|\b(?:that|but|and)\b")
_RELATIVE = frozenset("which who whose where".split())


def _accused(speaker: Speaker, account: Account) -> bool:
    """Whether the speaker, or the body it speaks for, is named as who did it."""
    return any(
        same_party(own, party) > WEAK for own in as_party(speaker) for party in account.parties if party.role == "actor"
    )


@cache
def _patterns(form: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["words"]) for row in table("disclaimers") if row["form"] == form)
