"""The matrix of an incident: what each account says of each field, by which words, and how that sits with the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dateline.records import Field, Figure, Incident, Level, NoticeKind, Quotation, Span, Stance, Toll, Witness
from dateline.weighing.account import Account, Days, Spot
from dateline.weighing.standing.fields import DENIED, OF_PART, shown
from dateline.weighing.standing.summary import called
from dateline.weighing.standing.when_where import days_agree, days_in_words, spots_agree


class Sits(StrEnum):
    """How a value sits with the one that is taken of its field."""

    TAKEN = "taken"  # it is the one
    AGREES = "agrees"  # another, that can be true together with it: a wider place, "at least nine"
    OTHERWISE = "otherwise"  # another, of a field that nobody disputes
    AGAINST = "against"  # another, of a field that is disputed; or a denial
    OVERTAKEN = "overtaken"  # a figure above which the toll has risen
    REPLACED = "replaced"  # its own voice, or its outlet, gave another later
    WITHDRAWN = "withdrawn"  # its outlet took it back


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account says of a field. `voices` are keys of witnesses, on whose word; none: the report's own.

    `own` is False where the account itself does not say it: a place or a day that stands in.
    """

    field: str
    value: str
    sits: Sits
    quotation: Quotation
    voices: tuple[str, ...]
    event: str
    own: bool = True


class Matrix:
    """The cells of an incident's accounts, any of them at a time."""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident
        self.fields: Mapping[str, Field] = {field.name: field for field in incident.fields}
        self.retracted = {w.event for w in incident.withdrawals if w.kind == NoticeKind.RETRACTION}

    def cells(self, account: Account) -> Iterator[Cell]:
        """What an account says, in the order of the fields."""
        for name, field in self.fields.items():
            found = self._figures(name, account) if name in self.tolls else self._said(name, field, account)
            yield from found

    @cached_property
    def tolls(self) -> Mapping[str, Toll]:
        return {str(toll.what): toll for toll in self.incident.tolls}

    @cached_property
    def figures(self) -> Mapping[tuple[str, str], list[Figure]]:
        """The figures by what they count and their event."""
        found: dict[tuple[str, str], list[Figure]] = {}
        for toll in self.incident.tolls:
            for figure in toll.figures:
                found.setdefault((str(toll.what), figure.event), []).append(figure)
        return found

    @cached_property
    def witnesses(self) -> Mapping[str, list[Witness]]:
        """Who is heard in each event."""
        found: dict[str, list[Witness]] = {}
        for witness in self.incident.witnesses:
            for event in witness.events:
                found.setdefault(event, []).append(witness)
        return found

    # Figures

    def _figures(self, name: str, account: Account) -> Iterator[Cell]:
        disputed = self.fields[name].level is Level.DISPUTED
        for figure in dict.fromkeys(self.figures.get((name, account.event), ())):
            yield Cell(
                name,
                shown(figure.low, figure.best, figure.high),
                figure_sits(figure, self.tolls[name], disputed=disputed),
                figure.quotation,
                (figure.witness,),
                account.event,
            )

    # Other fields

    def _said(self, name: str, field: Field, account: Account) -> Iterator[Cell]:
        seen = set()
        for value, span, words, own in _values(name, account, self._parted(name, field, account)):
            home = self._home(field, account, value, span)
            if home in seen:
                continue
            seen.add(home)
            sits = Sits.WITHDRAWN if account.event in self.retracted else self._sits(field, account, home)
            quotation = self._denied(field, account, home) or Quotation(account.report, span, words)
            yield Cell(name, home, sits, quotation, self._voices(field, account, home), account.event, own)

    def _denied(self, field: Field, account: Account, value: str) -> Quotation | None:
        """The words of a denial: they may stand in another sentence than the account."""
        if value != DENIED and OF_PART not in value:
            return None
        said = (q for v in field.values if v.value == value for q in v.quotations if q.report == account.report)
        return next(said, None)

    def _parted(self, name: str, field: Field, account: Account) -> list[str]:
        """Values that are said in this account's event and stand in no cell of its own: denials, of it or of a part."""
        if name not in ("status", "actors"):
            return []
        said = [v.value for v in field.values if account.event in v.events]
        return [v for v in said if v == DENIED or OF_PART in v]

    def _home(self, field: Field, account: Account, value: str, span: Span) -> str:
        """The incident's own name for a value: one party goes by several."""
        if field.name not in ("actors", "recipients"):
            return value
        names = [v.value for v in field.values]
        if value in names:
            return value
        for v in field.values:
            if any(q.report == account.report and q.span == span for q in v.quotations):
                return v.value
        return next((n for n in names if n.casefold() == value.casefold()), value)

    def _sits(self, field: Field, account: Account, value: str) -> Sits:
        disputed = field.level is Level.DISPUTED
        if value == DENIED or OF_PART in value:
            return Sits.TAKEN if value == field.value else Sits.AGAINST
        if field.name in ("actors", "recipients"):
            taken = value in field.value.split(", ") or value in self._chosen(field.name)
            return Sits.TAKEN if taken else Sits.AGAINST if disputed else Sits.OTHERWISE
        if value == field.value:
            return Sits.TAKEN
        if self._agrees(field.name, account, value, field.value):
            return Sits.AGREES
        # What one says was planned, and another that it happened: only a denial speaks against either.
        return Sits.AGAINST if disputed and field.name != "status" else Sits.OTHERWISE

    def _chosen(self, name: str) -> tuple[str, ...]:
        return self.incident.actors if name == "actors" else self.incident.recipients

    def _agrees(self, name: str, account: Account, value: str, taken: str) -> bool:
        one = self.incident
        if name == "place" and account.spot is not None and one.place is not None:
            own = Spot(one.place, one.gazetteer_id, one.lat, one.lon, one.country, one.admin1, None, one.precision,
                       "", None)  # fmt: skip
            return spots_agree(own, account.spot)
        if name == "when" and account.days is not None:
            return days_agree(Days(one.first, one.last, False, "", None), account.days)
        return name == "what" and (value.startswith(taken) or taken.startswith(value))

    def _voices(self, field: Field, account: Account, value: str) -> tuple[str, ...]:
        heard = self.witnesses.get(account.event, ())
        said = next((set(v.witnesses) for v in field.values if v.value == value), set())
        found = [w.key for w in heard if w.key in said]
        return tuple(found or (w.key for w in heard if w.stance != Stance.DENIES))


def figure_sits(figure: Figure, toll: Toll, *, disputed: bool) -> Sits:
    """How a figure sits with the toll's best one."""
    if figure.withdrawn:
        return Sits.WITHDRAWN
    if figure.replaced:
        return Sits.REPLACED
    best = toll.best
    number = next((n for n in (figure.best, figure.low, figure.high) if n is not None), None)
    if best is not None and number == best:
        return Sits.TAKEN
    if figure.overtaken:
        return Sits.OVERTAKEN
    low = figure.low if figure.low is not None else 0
    if best is not None and low <= best and (figure.high is None or best <= figure.high):
        return Sits.AGREES
    return Sits.AGAINST if disputed else Sits.OTHERWISE


def _values(name: str, account: Account, also: Iterable[str]) -> Iterator[tuple[str, Span, str, bool]]:
    """What an account says of a field: the value, where its words stand, the words, and whether they are its own."""
    for value in also:
        yield value, account.sentence, account.said, True
    if name == "what":
        yield f"{account.type} {account.mode or ''}".strip(), account.trigger, account.did, True
    elif name == "status" and DENIED not in also:
        yield str(account.status), account.trigger, account.did, True
    elif name == "place" and account.spot is not None:
        spot = account.spot
        yield spot.name, spot.span or account.sentence, spot.words or account.said, spot.own
    elif name == "when" and account.days is not None:
        days = account.days
        yield days_in_words(days), days.span or account.sentence, days.words or account.said, days.own
    elif name in ("actors", "recipients"):
        for party in account.parties:
            if f"{party.role}s" == name and (called_ := called(party)):
                yield called_, party.span, party.words, True
