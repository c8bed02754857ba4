"""Disclaimers: words that deny a part in what happened, and not that it did."""

from __future__ import annotations

import re
from functools import cache

from dateline.reader.lexicon import Lexicons
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


def _accused(speaker: Speaker, account: Account) -> bool:
    """Whether the speaker, or the body it speaks for, is named as who did it."""
    doers = [party for party in account.parties if party.role == "actor"]
    return any(same_party(own, party) > WEAK for own in as_party(speaker) for party in doers)


def denies_part(said: str) -> bool:
    """Whether what "denied" governs is a part in what happened: "involvement", "carrying out the attack"."""
    words = said[:LONGEST].casefold()
    return disclaiming(said) or any(pattern.search(words) for pattern in _patterns("noun"))


def disclaiming(said: str) -> bool:
    """Whether the words say in themselves that their speaker had no part: "the group had nothing to do with the blast".

    Who had none stands right before: in the speaker's own words "we", else "it", "its men", a name, a noun for people.
    An illness, or another killing, that had nothing to do with it is nobody's disclaimer.
    """
    plain = said[:LONGEST].replace("’", "'")
    words = plain.casefold()
    if any(pattern.search(words) for pattern in _patterns("own")):
        return True
    found = (match for pattern in _patterns("whole") for match in pattern.finditer(words))
    return any(_is_theirs(plain, words, match.start()) for match in found)


def _is_theirs(plain: str, words: str, end: int) -> bool:
    """Whether a clause's subject, which ends at `end`, can be who speaks."""
    breaks = list(_BREAK.finditer(words, 0, end))
    start = breaks[-1].end() if breaks else 0
    subject = words[start:end].split()
    if not subject:
        return not breaks or breaks[-1].group() != "that"  # "an illness that had nothing to do with it"
    short = len(subject) <= BEFORE and _RELATIVE.isdisjoint(subject)
    return short and _is_side(subject, plain[start:end], quoted=words[:1] in _MARKS)


def _is_side(subject: list[str], words: str, *, quoted: bool) -> bool:
    """Whether a subject can be who speaks, or their side."""
    if not _OURS.isdisjoint(subject):
        return True
    if quoted:
        return False
    capital = any(word[:1].isupper() for word in words.split()[1:])
    return capital or not _THEIRS.isdisjoint(subject) or not _people().isdisjoint(subject)


_MARKS = frozenset("\"'“‘")
_OURS = frozenset("i we our us my ours".split())
_THEIRS = frozenset("it they he she its their his her".split())
_BREAK = re.compile(r"[.;:,\"“”…]|\b(?:that|but|and)\b")
_RELATIVE = frozenset("which who whose where".split())


@cache
def _people() -> frozenset[str]:
    """Nouns for persons, groups and bodies, in the singular and the plural."""
    kinds = ("person", "group", "organisation")
    terms = {row["term"] for row in Lexicons().table("group_nouns") if row["kind"] in kinds}
    return frozenset(terms | {term + "s" for term in terms})


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


def governs(cue: str) -> str | None:
    """What the noun of a cue means: "part" for "denied responsibility (for the attack)"."""
    return next((_means()[word] for word in reversed(words_of(cue)) if word in _means()), None)


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
