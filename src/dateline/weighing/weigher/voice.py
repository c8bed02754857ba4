"""One voice over the whole ledger: under which names it speaks, when, how, and by whom its word came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from dateline.ledger import Filter, LedgerError
from dateline.ledger import weighed_tables as w
from dateline.ledger.filters import NAMES, after, choices, first_day, last_day, moment
from dateline.ledger.heard import called, count_voiceless
from dateline.ledger.parts import within
from dateline.ledger.tables import BEFORE, BEHIND
from dateline.ledger.weighed import Store
from dateline.weighing.weigher.bearing import Did, did
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.panorama import Panorama

K = TypeVar("K", bound=Hashable)
DAYS, MONTHS = 92, 15 * 366  # days up to which claims are counted by day, and by month
MOST = 12  # names, outlets and voices that are listed of one voice
OF_CLAIMS = ("stance", "outlet", "since", "until", "known_by", "recorded_by", "limit", "offset")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name under which a voice speaks, as reports have it, and in how many claims."""

    name: str
    kind: str
    named: bool
    claims: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Another voice that passes on its word, or whose word it passes on; of an outlet, `key` is empty."""

    key: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class Said:
    """How many claims of one stance were published on a day, in a month or a year; in an empty one: without a date."""

    period: str
    stance: str
    claims: int


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice. `spellings`, `outlets`, `relays` and `passes_on` are the most frequent ones, `names` says how many
    spellings there are; `claims` counts those it speaks and that the filter chooses, `reports` theirs. `did` is what it
    did in incidents. `left` are readings whose claims are not among these yet: `dateline weigh` brings them.
    """

    key: str
    name: str
    kind: str
    named: bool
    names: int
    spellings: tuple[Spelling, ...]
    claims: int
    reports: int
    first: str | None
    last: str | None
    over_time: tuple[Said, ...]
    stances: tuple[tuple[str, int], ...]
    outlets: tuple[Beside, ...]
    relays: tuple[Beside, ...]
    passes_on: tuple[Beside, ...]
    did: Did
    left: int = 0


def voice(store: Store, panorama: Panorama, key: str, wanted: Filter) -> Voice:
    """A voice by its key, its claims as the filter chooses them. Raises LedgerError where nobody has the key."""
    s = w.said.c
    head = _head(store, key, wanted)
    chosen = _spoken(key, wanted)
    # Few passes over the claims of one voice: there may be many.
    reports, first, last = store.connection.execute(
        select(func.count(s.report.distinct()), func.min(func.nullif(s.published, BEFORE)), func.max(s.published))
        .where(*chosen)
    ).one()  # fmt: skip
    over_time = _over_time(store, chosen, _period(first, last))
    anyhow = over_time if wanted.stance is None else _over_time(store, _spoken(key, wanted, but="stance"), 0)
    ways = _ways(store, key, wanted)
    names = _sums(((one.name, one.kind, bool(one.named)), one.claims) for one in ways if one.speaks)
    relays = _sums((one.relay, one.claims) for one in ways if one.speaks and one.relay)
    outlets = _sums((one.outlet, one.claims) for one in ways if one.speaks)
    return Voice(
        key=key,
        name=head[0],
        kind=head[1],
        named=head[2],
        names=len(names),
        spellings=tuple(Spelling(*name, claims) for name, claims in names[:MOST]),
        claims=sum(one.claims for one in over_time),
        reports=reports,
        first=first or None,
        last=last or None,
        over_time=over_time,
        stances=_sums((one.stance, one.claims) for one in anyhow),
        outlets=tuple(Beside("", outlet, claims) for outlet, claims in outlets[:MOST]),
        relays=tuple(_beside(store, relays[:MOST])),
        passes_on=_passes_on(store, key, wanted) if any(not one.speaks for one in ways) else (),
        did=did(store, panorama, key, Clock.of(wanted)),
        left=count_voiceless(store.connection),
    )


def spoken(
    store: Store, key: str, wanted: Filter, extra: Iterable[ColumnElement[bool]] = ()
) -> Select[tuple[int, str]]:
    """Keys of the claims that a voice speaks, the latest first, those without a date last."""
    s = w.said.c
    query = select(s.claim, s.published).where(*_spoken(key, wanted), *extra)
    return query.order_by(s.published.desc(), s.claim.desc())


def of_claims(wanted: Filter, but: str = "") -> list[ColumnElement[bool]]:
    """What the filter asks of rows of `said`."""
    s = w.said.c
    wanted.refuse("claims of a voice", [name for name in NAMES if name not in OF_CLAIMS])
    found = clocks(wanted)
    if wanted.stance is not None and but != "stance":
        found.append(s.stance.in_([stance.lower() for stance in choices(wanted.stance)]))
    if wanted.outlet is not None and but != "outlet":
        found.append(s.outlet.in_(choices(wanted.outlet)))
    if (first := first_day("since", wanted.since)) is not None:
        found.append(or_(s.published >= first, s.published.in_([first[:7], first[:4]])))
    if (last := last_day("until", wanted.until)) is not None:
        found += [s.published < after(last), s.published > BEFORE]
    return found


def clocks(wanted: Filter) -> list[ColumnElement[bool]]:
    """The condition that a claim was published, and stood in the latest reading of its report, as of the clocks."""
    s = w.said.c
    found: list[ColumnElement[bool]] = []
    if (at := moment(wanted.recorded_by)) is not None:
        found += [s.recorded <= at, s.until > at]
    else:
        found.append(s.until == BEHIND)
    if (day := last_day("known_by", wanted.known_by)) is not None:
        next_day = after(day)
        found += [s.published > BEFORE, s.published < next_day]
        # What is dated by its month or year alone is known when that is over.
        if open_ := [part for part in (day[:7], day[:4]) if next_day.startswith(part)]:
            found.append(s.published.not_in(open_))
    return found


def named(store: Store, keys: Iterable[str]) -> dict[str, str]:
    """The names of voices by their keys."""
    h = w.heard.c
    return {
        row.voice: row.name for row in within(store.connection, select(h.voice, h.name), h.voice, sorted(set(keys)))
    }


def _period(first: str | None, last: str | None) -> int:
    """How much of a date claims are counted by: of few weeks the day, of some years the month, else the year."""
    begins, ends = first_day("first", first and first[:10]), last_day("last", last[:10] if last else None)
    days = (date.fromisoformat(ends) - date.fromisoformat(begins)).days if begins and ends else 0
    return len("2008-03-02") if days <= DAYS else len("2008-03") if days <= MONTHS else len("2008")


def _spoken(key: str, wanted: Filter, but: str = "") -> list[ColumnElement[bool]]:
    return [*_of(key), w.said.c.speaks.is_(True), *of_claims(wanted, but)]


def _of(key: str) -> list[ColumnElement[bool]]:
    return [w.said.c.voice == key]


def _head(store: Store, key: str, wanted: Filter) -> tuple[str, str, bool]:
    """What a voice is called, as of the clocks; as now, where it did not speak by then."""
    h = w.heard.c
    row = store.connection.execute(called(*_of(key), *clocks(wanted))).first()
    if row is None:
        row = store.connection.execute(select(h.name, h.kind, h.named).where(h.voice == key)).first()
    if row is None:
        raise LedgerError(f"No voice in the ledger has the key {key[:80]!r}. `dateline voices` lists them.")
    return row.name, row.kind, bool(row.named)


def _over_time(store: Store, chosen: list[ColumnElement[bool]], size: int) -> tuple[Said, ...]:
    s = w.said.c
    period = func.substr(s.published, 1, size).label("period")
    query = select(period, s.stance, func.count()).where(*chosen).group_by(period, s.stance)
    return tuple(Said(*row) for row in store.connection.execute(query.order_by(period, s.stance)))


def _ways(store: Store, key: str, wanted: Filter) -> Sequence[Row[Any]]:
    """Under which names, by which outlets and voices the claims of a voice came, and how many in each way."""
    s = w.said.c
    of = (s.speaks, s.name, s.kind, s.named, s.outlet, s.relay)
    query = select(*of, func.count().label("claims")).where(*_of(key), *of_claims(wanted)).group_by(*of)
    return store.connection.execute(query).all()


def _sums(pairs: Iterable[tuple[K, int]]) -> tuple[tuple[K, int], ...]:
    """Sums by their keys, the largest first."""
    sums: Counter[K] = Counter()
    for key, n in pairs:
        sums[key] += n
    return tuple(sorted(sums.items(), key=lambda pair: (-pair[1], str(pair[0]))))


def _passes_on(store: Store, key: str, wanted: Filter) -> tuple[Beside, ...]:
    """Those whose word it passes on."""
    s, other = w.said.c, w.said.alias("other").c
    n = func.count()
    query = select(other.voice, n).where(
        *_of(key), s.speaks.is_(False), *of_claims(wanted), other.claim == s.claim, other.speaks.is_(True)
    )
    rows = store.connection.execute(query.group_by(other.voice).order_by(n.desc(), other.voice).limit(MOST)).all()
    return tuple(_beside(store, rows))


def _beside(store: Store, rows: Iterable[tuple[str, int]]) -> Iterator[Beside]:
    found = list(rows)
    names = named(store, (key for key, _ in found))
    for key, claims in found:
        yield Beside(key, names.get(key) or key, claims)
