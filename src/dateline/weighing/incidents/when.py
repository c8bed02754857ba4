"""What two accounts' times say for and against one happening."""

from __future__ import annotations

from dateline.records import Status
from dateline.weighing.account import Account
from dateline.weighing.incidents.grounds import Grounds
from dateline.weighing.incidents.times import FLOATS, LONG, Time, gap, hours_apart

AHEAD = (Status.PLANNED, Status.THREATENED, Status.POSSIBLE, Status.DENIED)
FRESH = 2  # days within which a report that gives no day most likely tells of what just happened
LASTS = 28  # days that a strike or a siege is taken to last
FORGOTTEN = 30  # days after which it hardly does


def weigh_time(grounds: Grounds, one: Time, other: Time, *, lasting: bool) -> None:
    """Days and hours. `lasting`: of a deed that goes on for days, which may be told on each of them."""
    said = tuple(_said(account) for account in (grounds.a, grounds.b))
    if one.own and other.own:
        _both_told(grounds, one, other, said[0], said[1], lasting=lasting)
    elif one.own or other.own:
        _one_told(grounds, one, other, said[0], said[1])
    elif one.told is None or other.told is None:
        grounds.add("untimed", 1.0, "when", grounds.a.published or "", grounds.b.published or "")
    elif grounds.a.report != grounds.b.report:
        apart = abs(one.told - other.told)
        if apart <= FRESH:
            grounds.add("together", 1.0, "when", grounds.a.published or "", grounds.b.published or "")
        else:
            grounds.add("asunder", min(apart, 20), "when", grounds.a.published or "", grounds.b.published or "")


def _both_told(grounds: Grounds, one: Time, other: Time, first: str, second: str, *, lasting: bool) -> None:
    days = gap(one, other)
    if days is None:
        return
    if days >= 2 and lasting and days <= LASTS:
        grounds.add("days", days, "when", first, second)
    elif days >= 2 and grounds.copied and (first == second or FLOATS.search(f"{first} | {second}")):
        return  # "overnight", in the same sentence, printed again on another day
    elif days >= 2 and one.sure and other.sure:
        grounds.bar("when", first, second)
    elif days >= 2:
        grounds.add("beside", 1.0, "when", first, second)
    elif days == 1:
        grounds.add("next", 1.0, "when", first, second)
    elif one.is_day and other.is_day:
        grounds.add("day", 1.0, "when", first, second)
        if hours := hours_apart(one, other):
            grounds.add("hours", min(1.0, hours / 3), "when", first, second)
    else:
        longest = max(one.length or 9999, other.length or 9999)
        if longest <= LONG:
            grounds.add("interval", 1.0, "when", first, second)
        elif one.is_day or other.is_day:
            grounds.add("loose", 1.0 if longest > 45 else 0.3, "when", first, second)
        else:
            grounds.add("month", 1.0 if longest <= 400 else 0.2, "when", first, second)


def _one_told(grounds: Grounds, one: Time, other: Time, first: str, second: str) -> None:
    """One gives its days, of the other only the day of publication is known."""
    dated, undated = (one, other) if one.own else (other, one)
    status = (grounds.b if one.own else grounds.a).status
    if undated.told is None:
        grounds.add("untimed", 1.0, "when", first, second)
        return
    if dated.first is not None and dated.first > undated.told + 1:
        if status not in AHEAD and dated.sure:
            grounds.bar("when", first, second)  # told before it was
        return
    if dated.last is None:
        return
    if (dated.length or LONG + 1) > 2 * LONG:  # "since 2016"
        grounds.add("loose", 1.0, "when", first, second)
        return
    days = undated.told - dated.last
    if days <= FRESH:
        if grounds.a.report != grounds.b.report:
            grounds.add("stand-in", 1.0, "when", first, second)
        return
    grounds.add("stale", min(days, 10) - FRESH, "when", first, second)
    if days > FORGOTTEN:
        grounds.add("forgotten", 1.0, "when", first, second)


def _said(account: Account) -> str:
    """The account's words of time, its own or those beside it."""
    days = account.days if account.days is not None and account.days.own else account.near_days
    return days.words if days is not None else ""
