"""Strains: pairs of words about one incident that cannot both hold, each with its voice and quotation, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.records import Basis, Quotation, Strain
from dateline.weighing.account import Account, Party, Speaker
from dateline.weighing.identity import same_party
from dateline.weighing.identity.parties import LIKELY, OTHER
from dateline.weighing.identity.speakers import as_party
from dateline.weighing.standing.fields import shown
from dateline.weighing.standing.testimony import Testimony
from dateline.weighing.standing.tolls import Counting, Given
from dateline.weighing.standing.when_where import days_clash, spots_clash
from dateline.weighing.standing.witnesses import Bench

LOOKED_AT = 60  # accounts whose days and places are set against each other
NAMED_AS = frozenset({Basis.CLAIMED, Basis.ACCUSED, Basis.SUSPECTED})


@dataclass(frozen=True, slots=True)
class Strained:
    """The strains of an incident, and the fields that they put in dispute."""

    strains: tuple[Strain, ...]
    disputed: frozenset[str]


def strained(testimonies: Sequence[Testimony], countings: Iterable[Counting], bench: Bench) -> Strained:
    """All strains: a denial against what it denies, a part denied, places, dates and doers that clash, figures."""
    found = [
        *_denials(testimonies, bench),
        *_parts_denied(testimonies, bench),
        *_doers(testimonies, bench),
        *_clashes(testimonies, bench),
    ]
    fields = {_FIELD[strain.field] for strain in found}
    for counting in countings:
        for low, high in counting.disputes:
            found.append(_figures(low, high))
            fields.add(str(counting.toll.what))
    fields |= {"status" for t in testimonies if t.says == "against" and t.stance == "denies"}
    return Strained(tuple(sorted(set(found), key=_order)), frozenset(fields))


_FIELD = {"denial": "status", "participation": "actors", "place": "place", "date": "when"}


def _order(strain: Strain) -> tuple[str, tuple[str, str], str]:
    return (strain.field, strain.between, strain.why)


def _denials(testimonies: Sequence[Testimony], bench: Bench) -> Iterable[Strain]:
    """Each voice that denies it, with the first word of another that it was; better one that is no voice's copy."""
    seen: set[str] = set()
    said = [t for t in testimonies if t.says == "for"]
    for t in testimonies:
        key = bench.witness_of(t)
        if t.says != "against" or key in seen:
            continue
        others = [
            o for o in said if not bench.one_actor(bench.witness_of(o), key) and o.account.event != t.account.event
        ]
        others = others or [o for o in said if not bench.one_actor(bench.witness_of(o), key)]
        if others:
            seen.add(key)
            other = min(others, key=lambda o: (o.account.report != t.account.report, o.at, o.account.event, o.record))
            yield _strain("denial", other, t, f"{_name(other)} tells of it; {_name(t)} denies it")


def _parts_denied(testimonies: Sequence[Testimony], bench: Bench) -> Iterable[Strain]:
    """Who denies a part in it, with the words of another that name them as a doer."""
    seen: set[str] = set()
    for t in testimonies:
        key = bench.witness_of(t)
        if t.says != "part" or key in seen:
            continue
        own = as_party(t.speaker)
        said = [o for o in testimonies if o.says == "for" and not bench.one_actor(bench.witness_of(o), key)]
        named = [o for o in said if any(_is_one(own, p) for p in o.account.parties if p.role == "actor")]
        if named:
            seen.add(key)
            other = min(named, key=lambda o: (o.account.report != t.account.report, o.at, o.account.event, o.record))
            why = f"{_name(other)} names {_name(t)} as having done it; {_name(t)} denies a part in it"
            yield _strain("participation", other, t, why)


def _is_one(own: Iterable[Party], party: Party) -> bool:
    return any(same_party(one, party) >= LIKELY for one in own)


def _doers(testimonies: Sequence[Testimony], bench: Bench) -> Iterable[Strain]:
    """Two voices that name two different doers, at least one by an accusation or a claim, and none names both."""
    named: list[tuple[Party, Testimony]] = []
    for t in testimonies:
        if t.says == "for":
            named += [(p, t) for p in t.account.parties if p.role == "actor" and _can_do(p)]
    done: set[tuple[str, str]] = set()
    for i, (one, t) in enumerate(named[:LOOKED_AT]):
        for two, o in named[i + 1 : LOOKED_AT]:
            if o.account.event == t.account.event or not NAMED_AS & {one.basis, two.basis}:
                continue
            a, b = bench.witness_of(t), bench.witness_of(o)
            pair = (min(one.name, two.name), max(one.name, two.name))
            if pair in done or same_party(one, two) > OTHER or bench.one_actor(a, b) or t.story == o.story:
                continue
            if any(_both(one, two, account) for account in {t.account, o.account}):
                continue
            done.add(pair)
            yield _strain("participation", t, o, f"{_name(t)} names {one.name}; {_name(o)} names {two.name}")


def _both(one: Party, two: Party, account: Account) -> bool:
    """Whether one account names both as doers: they did it together."""
    doers = [p for p in account.parties if p.role == "actor"]
    return any(same_party(one, p) >= LIKELY for p in doers) and any(same_party(two, p) >= LIKELY for p in doers)


def _can_do(party: Party) -> bool:
    return party.named and party.kind in ("organisation", "group", "state")


def _clashes(testimonies: Sequence[Testimony], bench: Bench) -> Iterable[Strain]:
    """Towns far apart, and dates that do not meet, each in the words of two voices; one strain of each."""
    said = [t for t in testimonies if t.says == "for"][:LOOKED_AT]
    found: set[str] = set()
    for i, a in enumerate(said):
        for b in said[i + 1 :]:
            if a.story == b.story or not bench.told_apart(bench.witness_of(a), bench.witness_of(b)):
                continue
            one, two = a.account, b.account
            if "place" not in found and one.spot and two.spot and spots_clash(one.spot, two.spot):
                found.add("place")
                yield _strain("place", a, b, f"{one.spot.name} and {two.spot.name} are too far apart to be one place")
            if "date" not in found and one.days and two.days and days_clash(one.days, two.days):
                found.add("date")
                yield _strain("date", a, b, f"it cannot be of {_span(one)} and of {_span(two)}")
            if len(found) == 2:
                return


def _span(account: Account) -> str:
    days = account.days
    if days is None:
        return "an unknown day"
    return days.first or "" if days.first == days.last else f"{days.first} to {days.last}"


def _figures(low: Given, high: Given) -> Strain:
    one, two = sorted((low, high), key=lambda g: (g.time, g.figure.event, g.figure.quotation.span))
    figures = [shown(g.figure.low, g.figure.best, g.figure.high) for g in (one, two)]
    why = f"{low.figure.what}: {_who(one.speaker)} gives {figures[0]}, {_who(two.speaker)} {figures[1]}"
    return Strain(
        "counts",
        (one.record, two.record),
        (_who(one.speaker), _who(two.speaker)),
        (one.figure.quotation, two.figure.quotation),
        why,
    )


def _strain(name: str, a: Testimony, b: Testimony, why: str) -> Strain:
    quotations: tuple[Quotation, Quotation] = (a.quotation, b.quotation)
    return Strain(name, (a.record, b.record), (_name(a), _name(b)), quotations, why)


def _name(t: Testimony) -> str:
    return _who(t.speaker)


def _who(speaker: Speaker) -> str:
    return speaker.actor or speaker.name
