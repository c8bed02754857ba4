"""Toll: how many are said to have been killed, on whose word and of which kind, as low, best and high."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dateline.export.columns import Source
from dateline.export.parties import Kind, kind_at
from dateline.ledger import storable
from dateline.records import Count, CountOf, Event, Incident, VoiceKind

# ACLED's rule for what is said without a number (its page on fatalities, 2024).
VAGUE = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1000}
# Coders write 100 for "more than 100", not 101.
_MORE = re.compile(r"(?i)\b(?:more than|over|above|exceed\w*|upwards? of|in excess of)\b")
_VAGUE = re.compile(rf"(?i)\b(?:{'|'.join(VAGUE)})\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what the words say, of what kind of people, and the name of the voice (None: the reporter)."""

    kind: Kind
    low: int | None
    best: int | None
    high: int | None
    voice: str | None
    words: str
    over: str | None
    part_of: Kind | None = None  # the kind of those whom the total counts, where this is a part of one


@dataclass(frozen=True, slots=True)
class Toll:
    """All figures together. `by` divides `best` by kind; `conservative` is what ACLED would write."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    conservative: int | None = None
    by: dict[Kind, int] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()

    @property
    def disputed(self) -> bool:
        """Do voices differ?"""
        return len({(f.low, f.best, f.high) for f in self.figures}) > 1 and len({f.voice for f in self.figures}) > 1


def toll(source: Source, event: Event, what: CountOf = CountOf.KILLED) -> Toll:
    """The toll of an event.

    In each voice's account figures of different kinds are added up, unless one of "people" is the total of the rest;
    of several of one kind the largest counts, since parts are smaller than their total. What is told as a part adds
    nothing to its total, and a figure that the report itself replaces by another counts no more. Of the accounts, low
    is the lowest, high the highest, best the reporter's own or else the lowest.
    """
    figures = tuple(_figures(source, event, what))
    if not figures:
        return Toll()
    accounts: defaultdict[str | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        accounts[figure.voice].append(figure)
    bests = {voice: by for voice, own in accounts.items() if (by := _parts(own, _best)) is not None}
    taken = bests.get(None) or min(bests.values(), key=_sum, default={})
    return Toll(
        low=min((_sum(by) for own in accounts.values() if (by := _parts(own, _low)) is not None), default=None),
        best=_sum(taken) if bests else None,
        high=max((_sum(by) for own in accounts.values() if (by := _parts(own, _high)) is not None), default=None),
        conservative=min(
            (_sum(by) for own in accounts.values() if (by := _parts(own, _conservative)) is not None), default=None
        ),
        by=taken,
        figures=figures,
    )


def toll_of_incident(
    incident: Incident, what: CountOf, divided: Callable[[str, CountOf], Toll | None] = lambda *_: None
) -> Toll:
    """The toll of an incident: low and high of the figures that stand, best as it was weighed, coded as above.

    `divided` is the toll as one account has it, by the event's id: where its figure is the best one, so is its
    division by kind.
    """
    weighed = next((t for t in incident.tolls if t.what is what), None)
    if weighed is None:
        return Toll()
    names = {w.key: w.name for w in incident.witnesses}
    figures: list[Figure] = []
    events: list[str] = []
    coded: dict[int, int] = {}
    for f in weighed.figures:
        if f.replaced or f.withdrawn:
            continue
        words = " ".join(f.quotation.words.split())
        low = f.low
        if low and f.best is None and f.high is None and _MORE.search(words):
            coded[low] = low - 1
            low -= 1
        three = storable(low), storable(f.best), storable(f.high)
        figures.append(Figure(Kind.PEOPLE, *three, names.get(f.witness), words, None))
        events.append(f.event)
    low, best, high = (
        None if n is None else storable(coded.get(n, n)) for n in (weighed.low, weighed.best, weighed.high)
    )
    best = low if best is None else best
    high = max((n for f in figures if (n := _high(f)) is not None), default=None) if high is None else high
    counted = [f for f in figures if low is None or (n := _low(f)) is None or n >= low]
    by: dict[Kind, int] = {} if best is None else {Kind.PEOPLE: best}
    for figure, event in zip(figures, events, strict=True):
        account = divided(event, what) if best is not None and _best(figure) == best else None
        if account and account.best == best and account.by:
            by = account.by
            break
    return Toll(
        low=best if low is None else low,
        best=best,
        high=high if best is None or high is None else max(best, high),
        conservative=min((n for f in counted if (n := _conservative(f)) is not None), default=None),
        by=by,
        figures=tuple(figures),
    )


def _figures(source: Source, event: Event, what: CountOf) -> Iterable[Figure]:
    for count in event.counts:
        low, best, high = storable(count.low), storable(count.best), storable(count.high)
        if count.what is what and count.replaced_by is None and (low, best, high) != (None, None, None):
            voice = source.voices.get(count.voice or "")
            words = " ".join(count.span.of(source.text).split())
            if low and best is None and high is None and _MORE.search(words):
                low -= 1
            yield Figure(
                kind_at(source, event, count.span),
                low,
                best,
                high,
                voice.name if voice and voice.kind is not VoiceKind.REPORTER else None,
                words,
                count.over,
                _total_of(source, event, count),
            )


def _total_of(source: Source, event: Event, count: Count) -> Kind | None:
    """The kind of those whom the total of a part counts."""
    if count.part_of is None or not 0 <= count.part_of < len(event.counts):
        return None
    return kind_at(source, event, event.counts[count.part_of].span)


def _low(f: Figure) -> int | None:
    return f.low if f.low is not None else f.best


def _best(f: Figure) -> int | None:
    return f.best if f.best is not None else f.low


def _high(f: Figure) -> int | None:
    return next((n for n in (f.high, f.best, f.low) if n is not None), None)


def _conservative(f: Figure) -> int | None:
    vague = _VAGUE.search(f.words)
    return VAGUE[vague[0].lower()] if vague else _low(f)


def _parts(figures: list[Figure], number: Callable[[Figure], int | None]) -> dict[Kind, int] | None:
    """One account by kind; None where it gives no such number."""
    by: dict[Kind, int] = {}
    for figure in figures:
        if figure.part_of is None and (n := number(figure)) is not None:
            by[figure.kind] = max(n, by.get(figure.kind, 0))
    if not by:
        return None
    for figure in figures:
        whole = figure.part_of
        if whole is None or whole is figure.kind or (n := number(figure)) is None or n > by.get(whole, 0):
            continue
        by[figure.kind] = max(n, by.get(figure.kind, 0))
        if whole is not Kind.PEOPLE:
            by[whole] -= n
    rest = sum(n for kind, n in by.items() if kind is not Kind.PEOPLE)
    if by.get(Kind.PEOPLE, 0) >= rest > 0:
        by[Kind.PEOPLE] -= rest
    return by


def _sum(by: dict[Kind, int]) -> int:
    return sum(by.values())
