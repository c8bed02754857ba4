"""The summary of an incident: its kind, status, days, place and parties, chosen from its accounts by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.records import Basis, EventType, Status, Toll
from dateline.weighing.account import Account, Days, Party, Spot
from dateline.weighing.identity import same_party
from dateline.weighing.identity.parties import LIKELY
from dateline.weighing.lists import table
from dateline.weighing.standing.testimony import LATE, Hearing
from dateline.weighing.standing.when_where import days_agree, holds, spots_agree
from dateline.weighing.standing.withdrawals import numbers_in

T = TypeVar("T")
MOST_PARTIES = 4
# What an incident is, of all that is said of it: that it was weighs more than that it was to be.
STATUSES = (Status.HAPPENED, Status.HAPPENING, Status.ATTEMPTED)
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """What an incident is, in its own fields."""

    type: EventType
    mode: str | None
    status: Status
    days: Days | None
    spot: Spot | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def summary(hearing: Hearing, speaking: Sequence[Account], denied: frozenset[str]) -> Summary:
    """The summary, by these rules, each decided by stories, not reports, so that copies do not add up:

    the kind that most stories tell, with its most told mode; the status as STATUSES say; the narrowest days of those
    that most stories agree with, the text's own before a stand-in; the most specific place that most stories bear.
    """
    accounts = speaking or hearing.accounts
    told = [a for a in accounts if a.event not in denied] or list(accounts)
    story = hearing.story
    kind = _most(((a.type, story[a.report]) for a in told), str)
    of_kind = [a for a in told if a.type is kind]
    modes = [(a.mode, story[a.report]) for a in of_kind if a.mode]
    return Summary(
        type=kind,
        mode=_most(modes, lambda m: m) if modes else None,
        status=_status(told),
        days=_days(told, story),
        spot=_spot(told, story),
        actors=_parties(told, "actor", story),
        recipients=_parties(told, "recipient", story),
    )


def _most(pairs: Iterable[tuple[T, str]], name: Callable[[T], str]) -> T:
    """The value that most stories have; of several the first by name."""
    stories: dict[T, set[str]] = {}
    for value, story in pairs:
        stories.setdefault(value, set()).add(story)
    return min(stories, key=lambda value: (-len(stories[value]), name(value)))


def _status(accounts: Sequence[Account]) -> Status:
    """What is said to have been comes before what was to be; of this the latest word holds."""
    said = {a.status for a in accounts}
    for status in STATUSES:
        if status in said:
            return status
    open_still = [a for a in accounts if a.status is not Status.DENIED] or list(accounts)
    return max(open_still, key=lambda a: ((a.published or "")[:10], str(a.status))).status


def _days(accounts: Sequence[Account], story: dict[str, str]) -> Days | None:
    told: dict[Days, set[str]] = {}
    for a in accounts:
        if a.days is not None:
            plain = Days(a.days.first, a.days.last, a.days.exact, "", None, a.days.own)
            told.setdefault(plain, set()).add(story[a.report])
    if not told:
        return None

    def order(days: Days) -> tuple[object, ...]:
        agree = {s for other, stories in told.items() if days_agree(days, other) for s in stories}
        width = (days.last or LATE) != (days.first or "")
        return (not days.own, -len(agree), width, not days.exact, -len(told[days]), days.first or "", days.last or LATE)

    return min(told, key=order)


def _spot(accounts: Sequence[Account], story: dict[str, str]) -> Spot | None:
    told: dict[Spot, set[str]] = {}
    for a in accounts:
        if a.spot is not None:
            s = a.spot
            plain = Spot(
                s.name, s.gazetteer_id, s.lat, s.lon, s.country, s.admin1, s.admin2, s.precision, "", None, s.own
            )
            told.setdefault(plain, set()).add(story[a.report])
    if not told:
        return None

    def order(spot: Spot) -> tuple[object, ...]:
        same = {s for other, stories in told.items() if spots_agree(spot, other) for s in stories}
        wide = any(other is not spot and other.own == spot.own and holds(spot, other) for other in told)
        return (
            not spot.own,
            -len(same),
            wide,
            spot.precision or 9,
            -len(told[spot]),
            spot.name,
            spot.gazetteer_id or "",
        )

    return min(told, key=order)


def _parties(accounts: Sequence[Account], role: str, story: dict[str, str]) -> tuple[str, ...]:
    """Who is named in a role: one name for each that is one; those with names first, those that most stories have.

    Where somebody is named, what has no name and can be them ("gunmen") is left out.
    """
    groups: list[tuple[list[Party], set[str]]] = []
    rows = [(p, story[a.report]) for a in accounts for p in a.parties if p.role == role]
    for party, told in sorted(rows, key=lambda row: (not row[0].named, -len(row[0].name), row[0].name, row[1])):
        name = called(party)
        if not name:
            continue
        home = next(
            (
                g
                for g in groups
                if called(g[0][0]).casefold() == name.casefold() or same_party(g[0][0], party) >= LIKELY
            ),
            None,
        )
        if home is None:
            groups.append(([party], {told}))
        else:
            home[0].append(party)
            home[1].add(told)
    named = [g for g in groups if g[0][0].named]
    kept = [g for g in groups if g[0][0].named or not any(same_party(n[0][0], g[0][0]) > 0 for n in named)]
    kept.sort(
        key=lambda g: (not g[0][0].named, all(p.basis is Basis.SUSPECTED for p in g[0]), -len(g[1]), g[0][0].name)
    )
    return tuple(dict.fromkeys(called(g[0][0]) for g in kept[:MOST_PARTIES]))


def called(party: Party) -> str:
    """What a party is called, without article and number: "people" for "at least nine people"; "" for a bare number."""
    words = " ".join(party.name.split()).split(" ")
    if party.named:
        return " ".join(words)
    while words and (words[0].casefold().strip(",") in _COUNTING or numbers_in(words[0])):
        words.pop(0)
    return " ".join(words) if len(words) > 1 or not _PRONOUNS.intersection(map(str.casefold, words)) else ""


_COUNTING = frozenset(
    "the a an at least about around more fewer less than over under nearly almost up to some several dozens dozen "
    "hundreds thousands of many few scores and another all both other others "
    "their its his her our this these those".split()
)


_PRONOUNS = frozenset("it they them he him she her we us i you who which that one none nobody".split())


def title(found: Summary, tolls: Sequence[Toll]) -> str:
    """A plain phrase: "Bombing at Riverton, 4 March 2031: 17 killed (16 to 17)"."""
    nouns = {(row["type"], row["mode"]): row["noun"] for row in table("incident_nouns")}
    kind = str(found.type)
    noun = nouns.get((kind, found.mode or "")) or nouns.get((kind, "")) or kind.lower()
    if found.status not in STATUSES:
        noun = f"{found.status} {noun}"
    elif found.status is Status.ATTEMPTED:
        noun = f"attempted {noun}"
    words = noun[:1].upper() + noun[1:]
    if found.spot is not None:
        words += f" {'at' if (found.spot.precision or 9) <= 3 else 'in'} {found.spot.name}"
    if found.days is not None and (day := _day(found.days)):
        words += f", {day}"
    counts = [t for t in tolls if t.best is not None and str(t.what) in _SHOWN][:1]
    for toll in counts:
        span = f" ({toll.low} to {toll.high})" if toll.low != toll.high else ""
        words += f": {toll.best} {toll.what}{span}"
    return words


_SHOWN = ("killed", "injured", "abducted", "detained")


def _day(days: Days) -> str:
    """Days in words: "4 March 2031", "March 2031", "2 to 4 March 2031"."""
    first, last = _parts(days.first), _parts(days.last)
    if not days.own:
        return f"by {last[2]} {_MONTHS[last[1] - 1]} {last[0]}" if last else ""
    if first is None or last is None:
        known = first or last
        return f"{'since' if first else 'by'} {known[2]} {_MONTHS[known[1] - 1]} {known[0]}" if known else ""
    if first == last:
        return f"{first[2]} {_MONTHS[first[1] - 1]} {first[0]}"
    if first[:2] == last[:2]:
        if first[2] == 1 and last[2] >= 28:
            return f"{_MONTHS[first[1] - 1]} {first[0]}"
        return f"{first[2]} to {last[2]} {_MONTHS[first[1] - 1]} {first[0]}"
    if first[0] == last[0]:
        if first[1:] == (1, 1) and last[1:] == (12, 31):
            return str(first[0])
        return f"{first[2]} {_MONTHS[first[1] - 1]} to {last[2]} {_MONTHS[last[1] - 1]} {first[0]}"
    return f"{first[2]} {_MONTHS[first[1] - 1]} {first[0]} to {last[2]} {_MONTHS[last[1] - 1]} {last[0]}"


def _parts(iso: str | None) -> tuple[int, int, int] | None:
    try:
        year, month, day = (int(part) for part in (iso or "")[:10].split("-"))
    except ValueError:
        return None
    return (year, month, day) if 1 <= month <= 12 else None
