"""What changed between two days: which incidents became known, and what of the others did, each with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.ledger.filters import last_day
from dateline.weighing.weigher.changes import Change, ChangeRow, are_new
from dateline.workbench.ask import Ask
from dateline.workbench.page import Page
from dateline.workbench.parameters import DAY, Parameter

# Fields whose changes are told in other words, or follow from those of others.
HIDDEN = ("incident",)
MOST = 40  # lines of one incident
NAMES = {
    "what": "what", "when": "when", "voice": "voice", "denial": "denied by", "withdrawal": "taken back",
    "tension": "tension", "standing": "standing", "disputed": "disputed", "incident": "incident",
}  # fmt: skip
LEADS = (Change.WITHDRAWN, Change.DENIED, Change.JOINED, Change.CHANGED, Change.GONE, Change.KNOWN)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: `before` and `now` are values, "" where there was, or is, none; `words` bear it out."""

    change: str
    field: str
    before: str
    now: str
    words: str
    words_href: str
    report: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An incident and what changed of it. `new` says that it was not known before; `more` lines are left out."""

    id: str
    href: str
    title: str
    new: bool
    standing: str
    changes: tuple[ChangeLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What changed between what was known by the end of `since` and by the end of `until`.

    `counts` are how many changes of each kind there are, `incidents` of how many incidents; `new` of them became
    known.
    `earlier` and `later` are the spans of as many days before and behind.
    """

    since: str
    until: str
    earlier: str
    later: str
    counts: tuple[tuple[str, int], ...]
    kind: str
    incidents: int
    new: int
    changed: tuple[Changed, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ChangeOut:
    """A change in the CSV."""

    change: str
    incident: str
    title: str
    field: str
    before: str
    now: str
    report: str
    start: int | None
    end: int | None
    words: str


def changes(ask: Ask) -> ChangesView:
    """What changed of incidents between two days, those known before first, with the words that bear each change out.

    since, until: the days; by default the last day of publication and the day before it.  change: only incidents with a
    change of this kind.
    """
    since, until = days(ask)
    all_rows = found(ask, since, until)
    kind = ask.known("change", Change)
    by_incident = grouped(all_rows)
    chosen = [mine for mine in by_incident if not kind or any(row.change == kind for row in mine)]
    window = chosen[ask.offset : ask.offset + ask.limit]
    counts = Counter(row.change for row in all_rows if row.field not in HIDDEN or row.change is Change.JOINED)
    span = date.fromisoformat(until) - date.fromisoformat(since) or timedelta(days=1)
    return ChangesView(
        since,
        until,
        ask.here(since=_shift(since, -span), until=since),
        ask.here(since=until, until=_shift(until, span)),
        tuple((str(change), counts[change]) for change in LEADS if counts[change]),
        kind,
        len(by_incident),
        sum(are_new(mine) for mine in by_incident),
        tuple(changed(ask, mine, kind) for mine in window),
        len(chosen) > ask.offset + len(window),
    )


def rows(ask: Ask) -> Iterator[ChangeOut]:
    for row in found(ask, *days(ask)):
        q = row.quotation
        yield ChangeOut(
            row.change, row.incident, row.title, row.field, row.before, row.now, q.report if q else "",
            q.span.start if q else None, q.span.end if q else None, q.words if q else "",
        )  # fmt: skip


def days(ask: Ask) -> tuple[str, str]:
    """The two days, as asked for or as the last reports have it."""
    until = last_day("until", ask.one("until") or ask.one("known_by") or None)
    since = last_day("since", ask.one("since") or None)
    if until is None or since is None:
        known = [stop.day for stop in ask.desk.weigher().stops()]
        until = until or (known[-1] if known else date.min.isoformat())
        since = since or max((day for day in known if day < until), default=_shift(until, timedelta(days=-1)))
    return since, until


def found(ask: Ask, since: str, until: str) -> list[ChangeRow]:
    return ask.desk.weigher().diff(since, until, ask.filter((), known_by=None)).rows()


def grouped(rows: Sequence[ChangeRow]) -> list[list[ChangeRow]]:
    """The changes by incident: those known before first, and of them those with what weighs most."""
    by_incident: dict[str, list[ChangeRow]] = {}
    for row in rows:
        by_incident.setdefault(row.incident, []).append(row)

    def weight(mine: list[ChangeRow]) -> tuple[object, ...]:
        kinds = {row.change for row in mine}
        return are_new(mine), *(kind not in kinds for kind in LEADS[:4]), -len(mine), mine[0].title, mine[0].incident

    return sorted(by_incident.values(), key=weight)


def changed(ask: Ask, rows: Sequence[ChangeRow], kind: str) -> Changed:
    new = are_new(rows)
    # Of an incident that became known the standing stands beside its title, and what it is in it.
    lines = [
        line(ask, row)
        for row in sorted(rows, key=lambda row: LEADS.index(row.change))
        if (row.field not in HIDDEN or row.change in (Change.JOINED, Change.GONE))
        and not (new and row.field in ("standing", "what", "status", "when"))
        and (not kind or row.change == kind)
    ]
    standing = next((row.now for row in rows if row.field == "standing" and row.now), "")
    one = rows[0]
    return Changed(
        one.incident, ask.href(f"/incidents/{one.incident}"), one.title or one.incident, new, standing,
        tuple(lines[:MOST]), len(lines) - len(lines[:MOST]),
    )  # fmt: skip


def line(ask: Ask, row: ChangeRow) -> ChangeLine:
    q = row.quotation
    field, before, now = NAMES.get(row.field, row.field), row.before, row.now
    match row.change:
        case Change.WITHDRAWN:
            field, now = "", now.partition(":")[0]  # its words stand below
        case Change.JOINED:
            field, before, now = "", "", before
        case Change.DENIED:
            field = "by"
    return ChangeLine(
        row.change, field, before, now, " ".join(q.words.split()) if q else "",
        ask.words(q.report, q.span) if q else "", q.report if q else "",
    )  # fmt: skip


def _shift(day: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except OverflowError:
        return day


ASKS = (
    Parameter("since", f"What changed after the end of that day ... {DAY}"),
    Parameter("until", f"... by the end of that day. {DAY}"),
    Parameter("change", "Only incidents with a change of this kind.", tuple(map(str, Change))),
)
PAGES = (Page("/timeline/changes", "changes.html.j2", changes, rows=rows, asks=ASKS),)
