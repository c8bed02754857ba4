"""A tie: how surely two accounts are of one happening, for what reasons, on which words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Status
from dateline.weighing.account import Account
from dateline.weighing.incidents.deeds import fit, real
from dateline.weighing.incidents.grounds import Grounds, Reason
from dateline.weighing.incidents.parties import compare
from dateline.weighing.incidents.sketch import Sketch, sketch
from dateline.weighing.incidents.times import gap
from dateline.weighing.incidents.tolls import match
from dateline.weighing.incidents.weights import chance, weights
from dateline.weighing.incidents.when import weigh_time
from dateline.weighing.incidents.where import weigh_place
from dateline.weighing.likeness import Terms, likeness, shared

FLOOR = 0.2  # below it two accounts are no more alike than any two
OTHERWISE = -2.0  # of two kinds of deed: hardly ever told one for the other
LOOK_ALIKE = 0.4  # what a barred tie would have scored for it to be worth telling
COPIED = 0.65  # likeness from which on two sentences are one, printed twice
TOPIC = 0.7  # likeness from which on two leads are of one thing
MAIN = 0.25  # how far into a report what it is about is told
# Deeds that one party does often and to many, in words that are much the same.
_FREQUENT = frozenset("accusation request rejection support concession threat cooperation aid meeting sanction".split())


_SCHEDULED = frozenset("meeting protest accord court release return aid resignation cooperation".split())
_LASTING = frozenset("strike hunger-strike boycott curfew martial-law ceasefire blockade".split())
FAR_FROM = -0.5
SOON = 700  # characters within which a report takes up what it told


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
    grounds = Grounds(weights(), a, b, copied=likeness(one.said, other.said) >= COPIED)
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
    _reality(grounds, one, other)
    weigh_time(grounds, one.time, other.time, lasting=bool(_LASTING & {one.deed.kind, other.deed.kind}))
    weigh_place(grounds, one.where, other.where)
    _parties(grounds, one, other)
    _tolls(grounds, one, other)
    _words(grounds, one, other)
    _order(grounds, one, other)
    score = round(chance(grounds.odds), 4)
    if grounds.barred:
        return Tie(score, grounds.reasons(), barred=True) if score >= LOOK_ALIKE else None
    return Tie(score, grounds.reasons()) if score >= FLOOR else None


def _reality(grounds: Grounds, one: Sketch, other: Sketch) -> None:
    """A plan or a threat is one happening, the deed another; what was fixed for a day and held that day is one."""
    a, b = grounds.a, grounds.b
    told = real(a.status, b.status)
    if told is None:
        if one.deed.family in _SCHEDULED and _held_as_fixed(one, other):
            grounds.add("scheduled", 1.0, "reality", a.status.value, b.status.value)
        else:
            grounds.bar("reality", a.status.value, b.status.value)
    elif Status.DENIED in (a.status, b.status) and a.status != b.status and a.report == b.report and told > FAR_FROM:
        grounds.add("denial", 1.0, "reality", a.status.value, b.status.value)
    elif told:
        grounds.add("status", told, "reality", a.status.value, b.status.value)


def _held_as_fixed(one: Sketch, other: Sketch) -> bool:
    """Whether both are of one day: the same day said, or one that the other's report was published on or soon after."""
    if one.time.is_day and other.time.is_day:
        return one.time.first == other.time.first
    said, left = (one.time, other.time) if one.time.is_day else (other.time, one.time)
    if not said.is_day or left.own or left.told is None or said.first is None:
        return False
    return 0 <= left.told - said.first <= 1


def _parties(grounds: Grounds, one: Sketch, other: Sketch) -> None:
    """Who did it, and to whom."""
    sides = (("actor", "who", one.actors, other.actors), ("recipient", "whom", one.recipients, other.recipients))
    for role, about, mine, theirs in sides:
        found = compare(mine, theirs)
        said = [", ".join(party.words for party in side.parties) for side in (mine, theirs)]
        if found.same:
            grounds.add(role, found.same, about, *said)
        elif found.differ:
            grounds.add(f"other-{role}", found.differ, about, *said)
            if role == "actor" and found.differ == 1 and one.deed.family in _FREQUENT:
                grounds.bar("who", *said)
    if one.sites and other.sites:
        said = [", ".join(sorted(x.sites)) for x in (one, other)]
        grounds.add("site" if one.sites & other.sites else "other-site", 1.0, "whom", *said)
        if not one.sites & other.sites and (fit(one.deed, other.deed) or 0) <= OTHERWISE:
            grounds.bar("what", *said)  # a bomb at a station and shots at a market are two


def _tolls(grounds: Grounds, one: Sketch, other: Sketch) -> None:
    """How many: the same figure tells the more the larger it is; two voices may count one happening differently."""
    told = (one.time.told, other.time.told)
    later = None if told[0] is None or told[1] is None else told[1] - told[0]
    found = match(one.tolls, other.tolls, later)
    if found.what is not None:
        share = 1.0 if found.same > 9 else 0.8 if found.same > 4 else 0.6 if found.same > 1 else 0.25
        grounds.add("toll", share, "counts", *(grounds.figures(found.what)))
    if found.against is not None:
        share = found.clash * (0.4 if found.what else 1.0) * (1.0 if one.voices & other.voices else 0.6)
        grounds.add("clash", share, "counts", *(grounds.figures(found.against)))


def _words(grounds: Grounds, one: Sketch, other: Sketch) -> None:
    """Likeness of the words around the trigger, of the sentences, and of what the two reports are about."""
    near = likeness(one.near, other.near)
    grounds.add("near", near, "words", *_both(one.near, other.near))
    grounds.add("said", likeness(one.said, other.said), "words", *_both(one.said, other.said))
    a, b = grounds.a, grounds.b
    if a.report != b.report:
        central = 1.0 if max(a.position, b.position) <= MAIN else 0.5
        grounds.add(
            "lead", central * min(1.0, likeness(one.lead, other.lead) / TOPIC), "words", *_both(one.lead, other.lead)
        )
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
    elif a.report == b.report and _takes_up(one, other, a, b):
        grounds.add("aftermath", 1.0, "order", a.said[:120], b.said[:120])
    if one.earlier != other.earlier:
        grounds.add("earlier", 1.0, "order", a.said[:120], b.said[:120])


def _takes_up(one: Sketch, other: Sketch, a: Account, b: Account) -> bool:
    """Whether the later of two accounts of one report, without day and place of its own, takes up the earlier.

    "Two of the wounded died", "the attack", "it had bombed the market".
    """
    first, then, account = (a, other, b) if a.trigger <= b.trigger else (b, one, a)
    if then.deed.many or (account.spot is not None and account.spot.own):
        return False
    if then.time.own and then.time.sure and (not then.definite or gap(one.time, other.time) != 0):
        return False
    if one.deed.kind and one.deed.kind == other.deed.kind and one.deed.stems & other.deed.stems:
        return True
    if account.trigger.start - first.trigger.end > SOON:
        return False
    return then.deed.family == "violence" and (then.deed.harm or then.definite)


def _both(one: Terms, other: Terms) -> tuple[str, str]:
    """The words that two texts share, as each has them."""
    return ", ".join(shared(one, other)[:8]), ", ".join(shared(other, one)[:8])
