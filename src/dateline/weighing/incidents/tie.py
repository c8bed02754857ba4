"""A tie: how surely two accounts are of one happening, for what reasons, on which words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.weighing.account import Account
from dateline.weighing.incidents.deeds import fit, real
from dateline.weighing.incidents.grounds import Grounds, Reason
from dateline.weighing.incidents.parties import compare
from dateline.weighing.incidents.sketch import Sketch, sketch
from dateline.weighing.incidents.tolls import match
from dateline.weighing.incidents.weights import chance, weights
from dateline.weighing.incidents.when import weigh_time
from dateline.weighing.incidents.where import weigh_place
from dateline.weighing.likeness import Terms, likeness, shared

FLOOR = 0.2  # below it two accounts are no more alike than any two
LOOK_ALIKE = 0.4  # what a barred tie would have scored for it to be worth telling
MAIN = 0.25  # how far into a report what it is about is told
# Deeds that one party does often and to many, in words that are much the same.
_FREQUENT = frozenset("accusation request rejection support concession threat cooperation aid meeting sanction".split())


@dataclass(frozen=True, slots=True)
class Tie:
    """Two accounts that may be of one happening. `score` is 0 to 1, a chance; 0.5 and above speaks for one.

    `reasons` are what speaks for and against, the strongest first; the words of each are those of the account with
    the smaller event id, then the other's. `barred`: they look alike and cannot be one.
    """

    score: float
    reasons: tuple[Reason, ...]
    barred: bool = False


def tie(a: Account, b: Account) -> Tie | None:
    """The tie of two accounts, None where hardly anything speaks for one happening. Symmetric; a pure function."""
    if a.event == b.event or a.rejected != b.rejected:
        return None
    if b.event < a.event:
        a, b = b, a
    one, other = sketch(a), sketch(b)
    alike = fit(one.deed, other.deed)
    if alike is None:
        return None
    grounds = Grounds(weights(), a, b)
    within = a.report == b.report
    grounds.add("base", 1.0, "what", a.did, b.did)
    if within:
        grounds.add("report", 1.0, "report")
    if one.deed.family in _FREQUENT:
        grounds.add("frequent", 1.0, "what", a.did, b.did)
    grounds.add("deed", alike, "what", a.did, b.did)
    if one.deed.stems & other.deed.stems:
        grounds.add("word", 1.0, "what", a.did, b.did)
    if one.deed.many != other.deed.many:
        grounds.add("many", 1.0, "what", a.did, b.did)
    _reality(grounds, a, b)
    weigh_time(grounds, one.time, other.time)
    weigh_place(grounds, a.spot, b.spot)
    _parties(grounds, one, other)
    _tolls(grounds, one, other)
    _words(grounds, one, other)
    _order(grounds, one, other)
    score = round(chance(grounds.odds), 4)
    if grounds.barred:
        return Tie(score, grounds.reasons(), barred=True) if score >= LOOK_ALIKE else None
    return Tie(score, grounds.reasons()) if score >= FLOOR else None


def _reality(grounds: Grounds, a: Account, b: Account) -> None:
    """A plan or a threat is one happening, the deed another."""
    told = real(a.status, b.status)
    if told is None:
        grounds.bar("reality", a.status.value, b.status.value)
    elif told:
        grounds.add("status", told, "reality", a.status.value, b.status.value)


def _parties(grounds: Grounds, one: Sketch, other: Sketch) -> None:
    """Who did it, and to whom."""
    for role, about in (("actor", "who"), ("recipient", "whom")):
        found = compare(*(sketch.sides.of(role) for sketch in (one, other)))
        said = [
            ", ".join(party.words for party in account.parties if party.role == role)
            for account in (grounds.a, grounds.b)
        ]
        if found.same:
            grounds.add(role, found.same, about, *said)
        elif found.differ:
            grounds.add(f"other-{role}", found.differ, about, *said)
            if role == "actor" and found.differ == 1 and one.deed.family in _FREQUENT:
                grounds.bar("who", *said)


def _tolls(grounds: Grounds, one: Sketch, other: Sketch) -> None:
    """How many: the same figure tells the more the larger it is."""
    told = (one.time.told, other.time.told)
    later = None if told[0] is None or told[1] is None else told[1] - told[0]
    found = match(one.tolls, other.tolls, later)
    if found.what is not None:
        share = 1.0 if found.same > 9 else 0.8 if found.same > 4 else 0.6 if found.same > 1 else 0.25
        grounds.add("toll", share, "counts", *(grounds.figures(found.what)))
    if found.against is not None:
        grounds.add("clash", found.clash * (0.4 if found.what else 1.0), "counts", *(grounds.figures(found.against)))


def _words(grounds: Grounds, one: Sketch, other: Sketch) -> None:
    """Likeness of the words around the trigger, of the sentences, and of what the two reports are about."""
    near = likeness(one.near, other.near)
    grounds.add("near", near, "words", *_both(one.near, other.near))
    grounds.add("said", likeness(one.said, other.said), "words", *_both(one.said, other.said))
    a, b = grounds.a, grounds.b
    if a.report != b.report:
        central = 1.0 if max(a.position, b.position) <= MAIN else 0.5
        grounds.add("lead", central * likeness(one.lead, other.lead), "words", *_both(one.lead, other.lead))
    if one.tool and other.tool:
        grounds.add(
            "tool" if one.tool.keys() & other.tool.keys() else "other-tool",
            1.0,
            "instrument",
            a.instrument or "",
            b.instrument or "",
        )


def _order(grounds: Grounds, one: Sketch, other: Sketch) -> None:
    """ "Another attack", "a second blast": told as something else than what was told before."""
    a, b = grounds.a, grounds.b
    if one.another != other.another:
        grounds.add("another", 1.0, "order", a.said[:120], b.said[:120])
        if a.report == b.report:
            grounds.bar("order", a.said[:120], b.said[:120])
    if one.earlier != other.earlier:
        grounds.add("earlier", 1.0, "order", a.said[:120], b.said[:120])


def _both(one: Terms, other: Terms) -> tuple[str, str]:
    """The words that two texts share, as each has them."""
    return ", ".join(shared(one, other)[:8]), ", ".join(shared(other, one)[:8])
