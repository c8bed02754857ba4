"""Facets of incidents: how many there are of each standing, type, status, country and month, among those chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from dateline.ledger import Filter
from dateline.ledger import weighed_tables as w
from dateline.ledger.weighed import Store
from dateline.weighing.weigher.asking import of_events, opened, settled_by
from dateline.weighing.weigher.choosing import OWN, More
from dateline.weighing.weigher.clock import Clock
from dateline.weighing.weigher.state import State

Kind = tuple[str, str, str, str, str]  # standing, type, status, country, month


@dataclass(frozen=True, slots=True)
class Facet:
    """A value and how many incidents have it; "" is none."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """`total` is how many are chosen. Each facet leaves its own choice aside, so that another can be taken of it."""

    total: int
    standing: tuple[Facet, ...]
    type: tuple[Facet, ...]
    status: tuple[Facet, ...]
    country: tuple[Facet, ...]
    month: tuple[Facet, ...]


def facets(store: Store, state: State, wanted: Filter, more: More) -> Facets:
    """The facets of the incidents that the filter and `more` choose; of all of them, whatever the window of rows."""
    total = 0
    found: dict[str, Counter[str]] = {name: Counter() for name in (*OWN, "month")}
    for kind, many in _kinds(store, state, wanted, more):
        said = dict(zip((*OWN, "month"), kind, strict=True))
        wrong = [name for name in OWN if getattr(more, name) and said[name] not in getattr(more, name)]
        if not wrong:
            total += many
            found["month"][said["month"]] += many
        for name in OWN:
            if wrong in ([], [name]):
                found[name][said[name]] += many
    by_count = {
        name: tuple(Facet(v, n) for v, n in sorted(found[name].items(), key=lambda item: (-item[1], item[0])))
        for name in OWN
    }
    months = tuple(Facet(v, n) for v, n in sorted(found["month"].items()))
    return Facets(total, **by_count, month=months)


def _kinds(store: Store, state: State, wanted: Filter, more: More) -> Iterator[tuple[Kind, int]]:
    """How many there are of each kind, the choices of facets left aside."""
    clock = Clock.of(wanted)
    rest = More(since=more.since, until=more.until, min_reports=more.min_reports)
    c = w.incident_facets.c
    columns = (c.standing, c.type, c.status, c.country, func.substr(c.earliest, 1, 7))
    query = select(*columns, func.count()).where(
        *of_events(store, wanted, c.incident), *settled_by(w.incident_facets, clock), *rest.conditions()
    )
    for *kind, many in store.connection.execute(query.group_by(*columns)):
        yield (kind[0], kind[1], kind[2], kind[3], kind[4]), many
    for one in opened(store, state, wanted, clock) if not clock.now else ():
        if rest.chooses(one):
            yield (str(one.standing), str(one.type), str(one.status), one.country or "", (one.first or "")[:7]), 1
