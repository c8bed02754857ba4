"""Withdrawals: what outlets take back of their own, and which accounts and figures no longer speak for an incident."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.reader.numbers import parse_number
from dateline.records import Notice, NoticeKind, Quotation, Status, Withdrawal
from dateline.weighing.account import Account, Tally
from dateline.weighing.identity import name_key
from dateline.weighing.standing.testimony import LATE

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d,.]*\d|\d")
LONGEST = 300  # characters of a notice in which its figures are looked for


@dataclass(frozen=True, slots=True)
class Taken:
    """What has been taken back: whole accounts, by event, figures of accounts, and the words by which."""

    events: frozenset[str]
    figures: frozenset[tuple[str, float]]  # event, number
    records: tuple[Withdrawal, ...]

    def account(self, event: str) -> bool:
        return event in self.events

    def figure(self, account: Account, tally: Tally) -> bool:
        """Whether a tally no longer speaks: its account is withdrawn, or that figure of it was corrected."""
        if account.event in self.events:
            return True
        number = next((n for n in (tally.best, tally.low, tally.high) if n is not None), None)
        return number is not None and (account.event, number) in self.figures


def taken_back(accounts: Sequence[Account], story_of: Mapping[str, str]) -> Taken:
    """What the accounts' notices take back of the others: of the same outlet's earlier reports, and where that outlet
    told the story first, of its copies too. A retraction's own telling of what it takes back speaks for nothing."""
    events: set[str] = set()
    figures: set[tuple[str, float]] = set()
    records: set[Withdrawal] = set()
    for account in accounts:
        for notice in account.notices:
            wrong = numbers_in(notice.wrong)
            # "Was not abducted" is its word now, but a retraction's own telling of what it takes back is no denial.
            retracts = notice.kind is NoticeKind.RETRACTION
            own = (account,) if retracts or account.status is not Status.DENIED else ()
            for target in (*own, *_earlier(account, notice, accounts, story_of)):
                if notice.kind is NoticeKind.RETRACTION:
                    events.add(target.event)
                elif wrong:
                    hit = {(target.event, n) for n in wrong if _tells(target, n)}
                    figures |= hit
                    if not hit:
                        continue
                elif not (notice.wrong and notice.wrong.casefold() in f"{target.said} {target.lead}".casefold()):
                    continue
                if target.report != account.report:
                    records.add(_record(target, account, notice))
    order = sorted(records, key=lambda w: (w.published or LATE, w.event, w.report, w.quotation.span))
    return Taken(frozenset(events), frozenset(figures), tuple(order))


def _earlier(
    account: Account, notice: Notice, accounts: Sequence[Account], story_of: Mapping[str, str]
) -> list[Account]:
    """The accounts that a notice is about: those before it, of the day that it names where it names one."""
    outlet = name_key(account.outlet or "")
    own = {
        story_of.get(a.report, a.report) for a in accounts if _is_own(a, outlet) and a.report == _origin(a, story_of)
    }
    found = [
        a
        for a in accounts
        if a.report != account.report
        and (a.published or "") <= (account.published or LATE)
        and not any(n.kind is notice.kind for n in a.notices)
        and ((_is_own(a, outlet)) or story_of.get(a.report, a.report) in own)
    ]
    named = [a for a in found if notice.refers and (a.published or "")[:10] == notice.refers[:10]]
    return named or found


def _is_own(account: Account, outlet: str) -> bool:
    return bool(outlet) and name_key(account.outlet or "") == outlet


def _origin(account: Account, story_of: Mapping[str, str]) -> str:
    """The report whose id the story bears."""
    return "r_" + story_of.get(account.report, account.report).split("_", 1)[-1]


def _tells(account: Account, number: float) -> bool:
    return any(number in (t.best, t.low, t.high) for t in account.tallies)


def _record(target: Account, account: Account, notice: Notice) -> Withdrawal:
    return Withdrawal(
        event=target.event,
        kind=str(notice.kind),
        report=account.report,
        published=account.published,
        quotation=Quotation(account.report, notice.span, _words(account, notice)),
        wrong=notice.wrong,
        right=notice.right,
    )


def _words(account: Account, notice: Notice) -> str:
    """The words of a notice."""
    at = account.notices.index(notice)
    return account.noticed[at] if at < len(account.noticed) else account.said


@lru_cache(maxsize=16384)
def numbers_in(words: str | None) -> frozenset[float]:
    """The numbers that words name, in figures or spelt out: "21", "twenty-one people"."""
    if not words:
        return frozenset()
    parts = [w.casefold() for w in _WORD.findall(words[:LONGEST])]
    out: set[float] = set()
    i = 0
    while i < len(parts):
        for size in range(min(6, len(parts) - i), 0, -1):
            value = parse_number(parts[i : i + size])
            if value is not None:
                out.add(float(value))
                i += size - 1
                break
        i += 1
    return frozenset(out)
