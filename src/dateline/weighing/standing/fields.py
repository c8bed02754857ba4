"""Fields: what is said of each field of an incident, by whom, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.records import Field, Level, Quotation, Span, Value
from dateline.weighing.account import Account, Party
from dateline.weighing.identity import same_party
from dateline.weighing.identity.parties import LIKELY
from dateline.weighing.standing.summary import called
from dateline.weighing.standing.testimony import Hearing, Testimony
from dateline.weighing.standing.tolls import Counting
from dateline.weighing.standing.when_where import days_agree, days_in_words, spots_agree
from dateline.weighing.standing.witnesses import Bench

MOST = 12  # quotations kept of a value
DENIED, OF_PART = "denied", "denies a part in it"


@dataclass(slots=True)
class Said:
    """A value in the making: who says it, where, and by which words."""

    value: str
    testimonies: list[Testimony] = field(default_factory=list)
    quotations: dict[Quotation, None] = field(default_factory=dict)

    def add(self, testimonies: Iterable[Testimony], quotation: Quotation) -> None:
        self.testimonies.extend(testimonies)
        self.quotations[quotation] = None


class Fields:
    """All fields of an incident."""

    def __init__(self, hearing: Hearing, bench: Bench, testimonies: Sequence[Testimony]) -> None:
        self.bench = bench
        self.accounts = hearing.accounts
        self.testimonies = testimonies
        self.way = "for" if any(t.says == "for" for t in testimonies) else "against"
        self.by_event: dict[str, list[Testimony]] = {}
        for t in testimonies:
            self.by_event.setdefault(t.account.event, []).append(t)

    def all(
        self, chosen: Mapping[str, Sequence[str]], countings: Sequence[Counting], disputed: Collection[str]
    ) -> tuple[Field, ...]:
        """The fields in their order. `chosen` are the incident's own values, `disputed` the names of those that are."""
        rows = [
            ("what", self._what()),
            ("status", self._status()),
            ("place", self._place()),
            ("when", self._when()),
            ("actors", self._parties("actor", chosen.get("actors", ()))),
            ("recipients", self._parties("recipient", chosen.get("recipients", ()))),
        ]
        agree: dict[str, Callable[[Said, Said], bool]] = {
            "place": self._near,
            "when": self._overlap,
            "what": _contained,
        }
        out = [
            self._field(name, said, chosen.get(name, ()), name in disputed, agree.get(name))
            for name, said in rows
            if said
        ]
        out += [self._count(counting, str(counting.toll.what) in disputed) for counting in countings]
        return tuple(out)

    # What is said

    def _for(self, account: Account, span: Span | None = None) -> list[Testimony]:
        """Who says what an account tells in these words: those whose words hold them, else all who tell of it."""
        told = [t for t in self.by_event.get(account.event, ()) if t.says == self.way]
        if span is None:
            return told
        held = [t for t in told if t.word is not None and t.word.content is not None and t.word.content.contains(span)]
        return held or told

    def _gathered(self, rows: Iterable[tuple[str, Account, Span, str]]) -> list[Said]:
        found: dict[str, Said] = {}
        for value, account, span, words in rows:
            said = found.setdefault(value, Said(value))
            said.add(self._for(account, span), Quotation(account.report, span, words))
        return list(found.values())

    def _what(self) -> list[Said]:
        return self._gathered(
            (f"{a.type} {a.mode or ''}".strip(), a, a.trigger, a.did) for a in self.accounts if self._for(a)
        )

    def _status(self) -> list[Said]:
        found: dict[str, Said] = {}
        for t in self.testimonies:
            if t.says not in ("for", "against"):
                continue
            value = DENIED if t.says == "against" else str(t.account.status)
            found.setdefault(value, Said(value)).add([t], t.quotation)
        return list(found.values())

    def _place(self) -> list[Said]:
        told = [a for a in self.accounts if a.spot is not None]
        own = [a for a in told if a.spot is not None and a.spot.own] or told
        self._spots = {a.spot.name: a.spot for a in own if a.spot is not None}
        return self._gathered(
            (a.spot.name, a, a.spot.span or a.sentence, a.spot.words or a.said) for a in own if a.spot is not None
        )

    def _when(self) -> list[Said]:
        told = [a for a in self.accounts if a.days is not None]
        own = [a for a in told if a.days is not None and a.days.own] or told
        self._days = {days_in_words(a.days): a.days for a in own if a.days is not None}
        return self._gathered(
            (days_in_words(a.days), a, a.days.span or a.sentence, a.days.words or a.said)
            for a in own
            if a.days is not None
        )

    def _parties(self, role: str, chosen: Sequence[str]) -> list[Said]:
        """Who is said to have a part, each under the incident's own name for it where it has one."""
        found: list[tuple[Party, Said]] = []
        own = {name.casefold(): name for name in chosen}
        for account in self.accounts:
            for party in account.parties:
                if party.role != role:
                    continue
                name = called(party)
                if not name:
                    continue
                home = next(
                    (s for p, s in found if s.value.casefold() == name.casefold() or same_party(p, party) >= LIKELY),
                    None,
                )
                if home is None:
                    home = Said(name)
                    found.append((party, home))
                if name.casefold() in own:
                    home.value = own[name.casefold()]
                home.add(self._for(account, party.span), Quotation(account.report, party.span, party.words))
        out = [said for _, said in found]
        if role == "actor":
            for t in self.testimonies:
                if t.says == "part":
                    name = f"{t.speaker.actor or t.speaker.name} {OF_PART}"
                    known = next((said for said in out if said.value == name), None)
                    if known is None:
                        out.append(known := Said(name))
                    known.add([t], t.quotation)
        return out

    # How it stands

    def _near(self, a: Said, b: Said) -> bool:
        return spots_agree(self._spots[a.value], self._spots[b.value])

    def _overlap(self, a: Said, b: Said) -> bool:
        return days_agree(self._days[a.value], self._days[b.value])

    def _field(
        self,
        name: str,
        said: list[Said],
        chosen: Sequence[str],
        disputed: bool,
        agree: Callable[[Said, Said], bool] | None,
    ) -> Field:
        """A field, its own value first; values that agree with it bear it out."""
        said.sort(key=lambda s: (s.value not in chosen, -len({t.story for t in s.testimonies}), s.value))
        top = said[0]
        bearing = [s for s in said if s is top or (agree is not None and agree(top, s))]
        words = [t for s in bearing for t in s.testimonies]
        if name in ("actors", "recipients"):
            words = [t for s in said if OF_PART not in s.value for t in s.testimonies if s.value in chosen]
            words = words or list(top.testimonies)
        level, independent = self.level(words, disputed)
        return Field(name, ", ".join(chosen) or top.value, level, tuple(self._value(s) for s in said), independent)

    def level(self, words: Sequence[Testimony], disputed: bool) -> tuple[Level, int]:
        """How something stands on these words, and on how many independent voices."""
        independent = len(self.bench.independent(words))
        reports = {t.account.report for t in words}
        if disputed:
            return Level.DISPUTED, max(independent, 1)
        if independent > 1:
            return Level.CORROBORATED, independent
        return (Level.REPEATED if len(reports) > 1 else Level.SINGLE), 1

    def _value(self, said: Said) -> Value:
        return Value(
            said.value,
            tuple(sorted({self.bench.witness_of(t) for t in said.testimonies})),
            tuple(sorted({t.account.event for t in said.testimonies})),
            tuple(sorted(said.quotations, key=lambda q: (q.report, q.span))[:MOST]),
        )

    def _count(self, counting: Counting, disputed: bool) -> Field:
        """A count: figures that agree with the best one bear it out."""
        toll = counting.toll
        found: dict[str, list[int]] = {}
        for i, figure in enumerate(toll.figures):
            if not figure.withdrawn:
                found.setdefault(shown(figure.low, figure.best, figure.high), []).append(i)
        values = []
        for value, places in found.items():
            figures = [toll.figures[i] for i in places]
            values.append(
                Value(
                    value,
                    tuple(sorted({f.witness for f in figures})),
                    tuple(sorted({f.event for f in figures})),
                    tuple(sorted({f.quotation for f in figures}, key=lambda q: (q.report, q.span))[:MOST]),
                )
            )
        stories, reports = counting.backing()
        independent = len(self.bench.independent_of(stories))
        if disputed:
            level = Level.DISPUTED
        elif independent > 1:
            level = Level.CORROBORATED
        else:
            level = Level.REPEATED if len(reports) > 1 else Level.SINGLE
        best = "" if toll.best is None else str(toll.best)
        values.sort(key=lambda v: (v.value != best, v.value))
        return Field(str(toll.what), best, level, tuple(values), max(independent, 1))


def shown(low: int | None, best: int | None, high: int | None) -> str:
    """A figure in words: "9", "at least 9", "up to 5", "4 to 5"."""
    if low is not None and high is not None:
        return str(low) if low == high else f"{low} to {high}"
    if low is not None:
        return f"at least {low}"
    if high is not None:
        return f"up to {high}"
    return f"about {best}" if best is not None else "unknown"


def _contained(a: Said, b: Said) -> bool:
    """Whether two kinds of event agree: the same, or one says less ("ASSAULT", "ASSAULT explosives")."""
    return a.value.startswith(b.value) or b.value.startswith(a.value)
