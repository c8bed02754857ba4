"""Weighing an incident: from its accounts to its standing, as a pure function of their set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.records import Incident, NoticeKind
from dateline.weighing.account import Account
from dateline.weighing.standing.fields import Fields
from dateline.weighing.standing.strains import strained
from dateline.weighing.standing.summary import summary, title
from dateline.weighing.standing.testimony import LATE, Hearing, Testimony
from dateline.weighing.standing.tolls import countings
from dateline.weighing.standing.when_where import days_in_words
from dateline.weighing.standing.withdrawals import Taken, taken_back
from dateline.weighing.standing.witnesses import Bench


def weigh(accounts: Sequence[Account], story_of: Mapping[str, str]) -> Incident:
    """The incident that the accounts tell of; `story_of` gives each report's story. Needs one account at least.

    Neither the order of the accounts nor anything outside of them counts. Withdrawn accounts stay in it, but speak
    for nothing; where all of them are withdrawn, it is shown as they told it, and `withdrawn`.
    """
    hearing = Hearing(accounts, story_of)
    taken = taken_back(hearing.accounts, hearing.story)
    speaking = [a for a in hearing.accounts if not taken.account(a.event)]
    withdrawn = not speaking
    heard = [t for t in hearing.testimonies if _is_heard(t, taken, withdrawn=withdrawn)]
    bench = Bench(heard, hearing.accounts, hearing.speakers)
    counted = countings(hearing, bench, taken)
    strains = strained(heard, counted, bench)
    told = [t for t in heard if t.says == "for"]
    denials = [t for t in heard if t.says == "against"]
    denied = frozenset(t.account.event for t in denials) - {t.account.event for t in told}
    found = summary(hearing, speaking, denied)
    tolls = tuple(c.toll for c in counted)
    fields = Fields(hearing, bench, heard)
    level, independent = fields.level(told or denials or heard, bool(strains.disputed))
    where, days = found.spot, found.days
    first = min(hearing.accounts, key=lambda a: (a.published or LATE, a.event))
    published = [a.published for a in hearing.accounts if a.published]
    return Incident(
        id="i_" + first.event.split("_", 1)[-1],
        title=title(found, tolls),
        type=found.type,
        mode=found.mode,
        status=found.status,
        first=days.first if days else None,
        last=days.last if days else None,
        place=where.name if where else None,
        gazetteer_id=where.gazetteer_id if where else None,
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        admin1=where.admin1 if where else None,
        country=where.country if where else None,
        precision=where.precision if where else None,
        actors=found.actors,
        recipients=found.recipients,
        standing=level,
        independent=independent,
        withdrawn=withdrawn,
        reports=tuple(sorted({a.report for a in hearing.accounts})),
        stories=tuple(sorted(set(hearing.story.values()))),
        events=tuple(sorted(a.event for a in hearing.accounts)),
        published=(min(published, default=None), max(published, default=None)),
        fields=fields.all(
            {
                "what": (f"{found.type} {found.mode or ''}".strip(),),
                "status": (str(found.status),),
                "place": (where.name,) if where else (),
                "when": (days_in_words(days),) if days else (),
                "actors": found.actors,
                "recipients": found.recipients,
            },
            counted,
            strains.disputed,
        ),
        witnesses=bench.described(heard, bench.independent(told or denials)),
        tolls=tolls,
        strains=strains.strains,
        withdrawals=taken.records,
    )


def _is_heard(testimony: Testimony, taken: Taken, *, withdrawn: bool) -> bool:
    """Whether a word counts: none of what is withdrawn, but where all is, what was told before it was taken back."""
    account = testimony.account
    if withdrawn:
        return not any(notice.kind is NoticeKind.RETRACTION for notice in account.notices)
    return not taken.account(account.event)
