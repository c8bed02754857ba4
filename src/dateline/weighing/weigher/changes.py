"""What changed between two days: the difference of two sets of facts, so that differences add up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as column
from enum import StrEnum
from typing import Self

from dateline.records import Incident, Level, Quotation, Span, Stance, Toll


class Change(StrEnum):
    """What kind of change it is."""

    KNOWN = "became known"
    CHANGED = "changed"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    JOINED = "became one with"
    GONE = "no longer"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that stood of an incident on a day: `field` of it is `value`, of `subject` where there are several.

    `quotation` are words that bear it out, where some do.
    """

    incident: str
    field: str  # incident, voice, denial, withdrawal, tension, standing, or a field's name
    subject: str
    value: str
    quotation: Quotation | None = column(default=None, compare=False)  # other words for the same are no change

    @property
    def about(self) -> tuple[str, str, str]:
        return self.incident, self.field, self.subject


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change for people to read."""

    change: Change
    incident: str
    title: str
    field: str
    before: str
    now: str
    quotation: Quotation | None


def are_new(rows: Iterable[ChangeRow]) -> bool:
    """Whether these changes are those of an incident that became known."""
    return any(row.field == "incident" and row.change is Change.KNOWN for row in rows)


@dataclass(frozen=True, slots=True)
class Diff:
    """The facts that came and those that went.

    For reading only: `titles` are the incidents' names on the later day; `joined` says of incidents that went, because
    they became one with another, which that is.
    """

    came: frozenset[Fact]
    went: frozenset[Fact]
    titles: tuple[tuple[str, str], ...] = ()
    joined: tuple[tuple[str, str], ...] = ()

    def then(self, later: Self) -> Diff:
        """This difference and the one that follows it, as one."""
        titles = dict(self.titles) | dict(later.titles)
        further = dict(later.joined)
        joined = {old: further.get(new, new) for old, new in self.joined} | further
        return Diff(
            (self.came - later.went) | (later.came - self.went),
            (self.went - later.came) | (later.went - self.came),
            tuple(sorted(titles.items())),
            tuple(sorted(joined.items())),
        )

    def rows(self) -> list[ChangeRow]:
        """The changes by incident: what came in the place of what went is one change.

        What went with an incident that became one with another is told of that one: it stood there under another name.
        """
        titles = dict(self.titles)
        known = {fact.incident for fact in self.went if fact.field == "incident"}
        joined = {old: new for old, new in self.joined if old in known}
        rows = [_joining(old, new, titles) for old, new in joined.items()]
        gone: dict[tuple[str, str, str], list[Fact]] = {}
        for fact in sorted(self.went, key=_order):
            now = joined.get(fact.incident, fact.incident)
            gone.setdefault((now, fact.field, fact.subject), []).append(fact)
        for fact in sorted(self.came, key=_order):
            old = gone.pop(fact.about, [])
            own = [one for one in old if one.incident == fact.incident]
            former = [one.value for one in own or old]
            if fact.value not in former:
                before = ", ".join(dict.fromkeys(former))
                rows.append(_row(_kind(fact, before), fact, before, titles))
        for facts in gone.values():
            rows += [_row(Change.GONE, fact, fact.value, titles) for fact in facts if fact.incident not in joined]
        return sorted(rows, key=lambda row: (row.incident, list(Change).index(row.change), row.field, row.now))


@dataclass(frozen=True, slots=True)
class Known:
    """What stood on a day: facts, and the names of the incidents that they are of."""

    facts: frozenset[Fact]
    titles: tuple[tuple[str, str], ...] = ()

    def until(self, later: Known, joined: Mapping[str, str] | None = None) -> Diff:
        """What differs between this and a later day; `joined` as in `Diff`."""
        titles = dict(self.titles) | dict(later.titles)
        came, went = later.facts - self.facts, self.facts - later.facts
        return Diff(came, went, tuple(sorted(titles.items())), tuple(sorted((joined or {}).items())))


def packed(known: Iterable[Fact]) -> str:
    """Facts of one incident as JSON."""
    return json.dumps(
        [
            (one.field, one.subject, one.value, *((q.report, *q.span, q.words) if (q := one.quotation) else ()))
            for one in sorted(known, key=_order)
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpacked(incident: str, text: str) -> Iterator[Fact]:
    """The facts of an incident from JSON."""
    for field, subject, value, *words in json.loads(text):
        quotation = Quotation(words[0], Span(words[1], words[2]), words[3]) if words else None
        yield Fact(incident, field, subject, value, quotation)


def facts(incidents: Iterable[Incident]) -> frozenset[Fact]:
    """Everything that stands of these incidents."""
    return frozenset(fact for incident in incidents for fact in _facts(incident))


def _facts(incident: Incident) -> Iterator[Fact]:
    def fact(field: str, value: str, subject: str = "", quotation: Quotation | None = None) -> Fact:
        return Fact(incident.id, field, subject, value, quotation)

    yield fact("incident", "told of")
    yield fact("standing", incident.standing)
    for field in incident.fields:
        if field.name not in {toll.what for toll in incident.tolls}:
            quotations = [q for value in field.values for q in value.quotations] if field.value else []
            yield fact(field.name, field.value, quotation=_first(quotations))
        if field.level == Level.DISPUTED:
            yield fact("disputed", field.name, field.name)
    for toll in incident.tolls:
        standing = [f.quotation for f in toll.figures if not f.replaced and not f.withdrawn]
        yield fact(toll.what, figures(toll), quotation=_first(standing[-1:]))
    for witness in incident.witnesses:
        denies = witness.stance == Stance.DENIES
        yield fact("denial" if denies else "voice", witness.name, witness.key)
    for strain in incident.strains:
        yield fact("tension", f"{strain.field}: {strain.why}", f"{strain.field} {' '.join(strain.between)}",
                   strain.quotations[1])  # fmt: skip
    for taken in incident.withdrawals:
        yield fact("withdrawal", f"{taken.kind}: {taken.quotation.words}", f"{taken.event} {taken.report}",
                   taken.quotation)  # fmt: skip


def figures(toll: Toll) -> str:
    """A toll as words: "17 (16-21)"; open ends are left open."""
    low = "?" if toll.low is None else str(toll.low)
    high = "?" if toll.high is None else str(toll.high)
    best = "?" if toll.best is None else str(toll.best)
    return best if low == high == best else f"{best} ({low}-{high})"


def _kind(fact: Fact, before: str) -> Change:
    if fact.field == "denial":
        return Change.DENIED
    if fact.field == "withdrawal":
        return Change.WITHDRAWN
    return Change.CHANGED if before else Change.KNOWN


def _row(change: Change, fact: Fact, before: str, titles: dict[str, str]) -> ChangeRow:
    now = "" if change is Change.GONE else fact.value
    return ChangeRow(change, fact.incident, titles.get(fact.incident, ""), fact.field, before, now, fact.quotation)


def _joining(old: str, new: str, titles: dict[str, str]) -> ChangeRow:
    was = f"{titles[old]} ({old})" if titles.get(old) else old
    return ChangeRow(Change.JOINED, new, titles.get(new, ""), "incident", was, "", None)


def _first(quotations: Iterable[Quotation]) -> Quotation | None:
    return next(iter(quotations), None)


def _order(fact: Fact) -> tuple[str, ...]:
    return (*fact.about, fact.value)
