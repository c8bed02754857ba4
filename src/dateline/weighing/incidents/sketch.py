"""A sketch: what comparing accounts asks of one of them, worked out once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.weighing.account import Account
from dateline.weighing.incidents.deeds import Deed, deed_of
from dateline.weighing.incidents.parties import Side, side_of
from dateline.weighing.incidents.sites import sites_of
from dateline.weighing.incidents.times import Time, time_of
from dateline.weighing.incidents.tolls import Tolls, tolls_of
from dateline.weighing.incidents.where import Where, where_of
from dateline.weighing.likeness import Terms, terms

BEFORE, AFTER = 90, 140  # characters around the trigger that tell of this event rather than of its sentence
AIMED = 80  # characters after the trigger, and half as many before, that tell what was aimed at
_CLAUSE = re.compile(r"[,;:]|\b(?:after|before|since|while|when|who|which|but|hours|days|weeks)\b")
_ANOTHER = re.compile(
    r"\b(?:another|a second|a third|a fourth|second|third|separate|separately|a similar|a different|elsewhere)\b", re.I
)
_EARLIER = re.compile(r"\b(?:earlier|previous|previously|former|past|last year|years? ago|months? ago)\b", re.I)
_DEFINITE = re.compile(r"\b(?:the|this|that|day[’']s)(?: [\w-]+)?\s*$", re.I)

# All accounts of a report have one lead.
_lead = lru_cache(maxsize=1024)(terms)


class Sketch(NamedTuple):
    """An account as comparing sees it. `another`: told as a second or a separate one; `earlier`: as a former one.

    `voices` are the names of those who tell of it, "" for the reporter; `definite`: "the attack".
    """

    deed: Deed
    time: Time
    where: Where | None
    actors: Side
    recipients: Side
    sites: frozenset[str]
    voices: frozenset[str]
    tolls: Tolls
    near: Terms
    said: Terms
    lead: Terms
    outlet: frozenset[str]
    tool: Terms
    another: bool
    earlier: bool
    definite: bool


def _aim(account: Account, at: int) -> str:
    """The words right around the trigger, up to where another clause begins."""
    after = account.said[at : at + AIMED]
    before = account.said[max(0, at - AIMED // 2) : at]
    return f"{_CLAUSE.split(before)[-1]} {_CLAUSE.split(after)[0]}"


@lru_cache(maxsize=1 << 13)
def sketch(account: Account) -> Sketch:
    """The sketch of an account."""
    at = min(max(0, account.trigger.start - account.sentence.start), len(account.said))
    before = account.said[max(0, at - BEFORE) : at]
    near = account.said[max(0, at - BEFORE) : at + AFTER]
    close = " ".join([*account.said[:24].split()[:2], "|", *before.split()[-4:]])
    return Sketch(
        deed_of(account),
        time_of(account),
        where_of(account),
        side_of(account, "actor"),
        side_of(account, "recipient"),
        sites_of(" ".join((_aim(account, at), *(x.words for x in account.parties if x.role == "recipient")))),
        frozenset(word.chain[-1].name if word.chain else "" for word in account.words) or frozenset(("",)),
        tolls_of(account),
        terms(near),
        terms(account.said[:2000]),
        _lead(account.lead[:3000]),
        frozenset(terms(account.outlet or "")),
        terms(account.instrument or ""),
        bool(_ANOTHER.search(close)),
        bool(_EARLIER.search(close)),
        bool(_DEFINITE.search(before)),
    )
