"""Disclaimers: words that deny a part in what happened, and not that it did."""

from __future__ import annotations

import re
from functools import cache

from dateline.weighing.account import Account, Speaker
from dateline.weighing.identity import same_party
from dateline.weighing.identity.names import words_of
from dateline.weighing.identity.parties import WEAK
from dateline.weighing.identity.speakers import as_party
from dateline.weighing.lists import table

BEFORE = 6  # words of a subject that a disclaimer may have: "the group's local commanders had nothing to do with it"
LONGEST = 600  # characters of a claim that are looked at


def disclaims(said: str, speaker: Speaker, account: Account | None = None) -> bool:
    """Whether `speaker` denies a part of its own, or its side's, in what is told."""
    return denies_part(said) or (account is not None and not said and _accused(speaker, account))


def denies_part(said: str) -> bool:
    """Whether what "denied" governs is a part in what happened: "involvement", "carrying out the attack"."""
    words = said[:LONGEST].casefold()
    return disclaiming(said) or any(pattern.search(words) for pattern in _patterns("noun"))


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


def unsaid(said: str) -> str | None:
    """What a denial means where its words do not say it: "charge" for "the accusation", "nearly all of it", "part" for
    "any involvement in the attack"; None where they say what is denied ("that the brothers belonged to it")."""
    words = words_of(_QUOTED.split(said[:LONGEST], maxsplit=1)[0] or said[:LONGEST])
    means = _means()
    if not words or (len(words) > 1 and words[0] == "that"):
        return None
    if all(word in means or word in _FILL for word in words) and len(words) <= BEFORE:
        found = {means[word] for word in words if word in means}
        return "part" if "part" in found else "charge" if found else None
    at = next((i for i, word in enumerate(words[:PART]) if means.get(word) == "part"), None)
    return "part" if at is not None and all(w in _FILL or w not in _CLAUSE for w in words[:at]) else None


def about(before: str) -> bool:
    """Whether a word is only what another is about, by what stands before it: "had been warned of the (attack)"."""
    return _ABOUT.search(before.casefold()) is not None


_ABOUT = re.compile(
    r"\b(?:of|in|on|for|from|about|after|before|during|with|against|over|at|by|to)\s+(?:[\w'’-]+\s+){0,3}$"
)
PART = 4  # words among which "involvement" stands: "any direct personal involvement"
_QUOTED = re.compile(r"[\"“”]")
_FILL = frozenset(
    "the a an any its their his her all both most much some part nearly almost of these those such both similar "
    "earlier latest army police government rebel rebels militants s entire whole".split()
)
_CLAUSE = frozenset("that which who was were had has have is are been did".split())


@cache
def _means() -> dict[str, str]:
    return {row["term"]: row["means"] for row in table("gainsaid")}


@cache
def _patterns(form: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["words"]) for row in table("disclaimers") if row["form"] == form)
