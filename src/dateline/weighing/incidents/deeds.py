"""Deeds: what kind of thing an account tells of, and whether two accounts can tell of one."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.records import EventType, Status
from dateline.weighing.account import Account
from dateline.weighing.likeness.words import stem
from dateline.weighing.lists import table

FAR = -2.0  # two kinds of one family that are hardly ever told one for the other
_HARM = frozenset(map(stem, "kill dead death die died murder slain slay wound injure hurt casualty".split()))
_BASE = {  # irregular forms, which have no stem in common with their verb
    form: stem(verb)
    for verb, forms in {
        "strike": "struck stricken",
        "shoot": "shot",
        "fight": "fought",
        "blow": "blew blown",
        "slay": "slew slain",
        "hold": "held",
        "take": "took taken",
        "meet": "met",
        "send": "sent",
        "sweep": "swept",
        "beat": "beaten",
        "overrun": "overran",
        "withdraw": "withdrew withdrawn",
        "burn": "burnt",
        "throw": "threw thrown",
        "steal": "stole stolen",
    }.items()
    for form in forms.split()
}
_LASTING = frozenset((Status.PLANNED, Status.THREATENED))


class Deed(NamedTuple):
    """`family`: what may be compared; `kind`: the deed, "" for a general word; `stems`: of the trigger's words."""

    family: str
    kind: str
    stems: frozenset[str]
    harm: bool
    many: bool  # "raids", "attacks": more than one happening


@cache
def _kinds() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["type"], row["mode"]): (row["family"], row["kind"]) for row in table("incident_deeds")}


@cache
def _kin() -> dict[frozenset[str], float]:
    return {frozenset((row["one"], row["other"])): float(row["fit"]) for row in table("incident_kin")}


def deed_of(account: Account) -> Deed:
    """The deed that an account tells of."""
    family, kind = kind_of(account.type, account.mode)
    words = account.did.split()[:6]
    plain = [word.strip(".,;:'\"()") for word in words]
    stems = frozenset(_BASE.get(word.casefold()) or stem(word) for word in plain)
    last = words[-1].casefold() if words else ""
    many = last.endswith("s") and not last.endswith(("ss", "us", "is")) and stem(last) in _PLURALS
    return Deed(family, kind, stems, bool(stems & _HARM), many)


# Nouns of happenings; told of in the plural, more than one of them.
_PLURALS = frozenset(
    map(
        stem,
        "attack raid assault strike airstrike bombing blast explosion killing murder shooting kidnapping abduction "
        "clash protest march demonstration arrest detention riot ambush execution massacre skirmish incursion".split(),
    )
)


@cache
def kind_of(type_: EventType, mode: str | None) -> tuple[str, str]:
    """Family and kind of a type and mode; a mode that the list lacks is of its type's own family."""
    kinds = _kinds()
    return kinds.get((type_.value, mode or "*")) or kinds.get((type_.value, "*")) or (type_.value, mode or "")


def fit(a: Deed, b: Deed) -> float | None:
    """How easily two deeds are told one for the other: 1 the same, 0 no sign, below 0 rarely; None: never."""
    if a.kind and a.kind == b.kind:
        return 1.0
    if a.family != b.family:
        told = _kin().get(frozenset((a.kind or a.family, b.kind or b.family)))
        return None if told is None or a.harm or b.harm else told
    if not a.kind or not b.kind:
        return 0.5 if a.stems & b.stems else 0.0
    return _kin().get(frozenset((a.kind, b.kind)), FAR)


@cache
def block_of(family: str) -> str:
    """The family under which a family is compared: the first of those that have kin in one another."""
    families = {kind or family: family for family, kind in _kinds().values()}
    top = {name: name for name in families.values()}
    for pair in sorted(map(sorted, _kin())):
        one, other = sorted(top[families[kind]] for kind in pair)
        top = {name: one if head == other else head for name, head in top.items()}
    return top.get(family, family)


def real(one: Status, other: Status) -> float | None:
    """Whether two statuses may be of one happening; None: one is a plan or a threat, the other the deed itself.

    What is denied was asserted, as done or as planned, by somebody else; what is possible may be either.
    """
    if one == other:
        return 0.0
    statuses = {one, other}
    if statuses <= _LASTING or not statuses & _LASTING:
        doubted = statuses & {Status.POSSIBLE, Status.DENIED, Status.ATTEMPTED}
        return -0.2 if doubted else 0.0
    if statuses & {Status.DENIED, Status.POSSIBLE}:
        return -0.5  # what is called off was planned; what may be may be planned
    return None
