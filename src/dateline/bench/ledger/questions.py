"""What is asked of a ledger of generated reports: every listed query, with filters of many kinds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import Any

from dateline.ledger import Filter, Ledger
from dateline.weighing.weigher import Weigher

LIMIT = 50  # rows that a question is asked for, as a page shows them
ROUNDS = 5  # each question with so many different parameters


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what it took, in milliseconds: the median of its rounds, the worst, and the rows it gave."""

    name: str
    median: float
    worst: float
    rows: int


@dataclass(frozen=True, slots=True)
class Samples:
    """Values that are in the ledger, to ask for."""

    voices: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]
    outlets: tuple[str, ...]
    countries: tuple[str, ...]
    words: tuple[str, ...]
    days: tuple[str, ...]
    incidents: tuple[str, ...]
    stories: tuple[str, ...]
    claims: tuple[str, ...]


def samples(book: Ledger, weigher: Weigher, reports: int) -> Samples:
    """Values spread over the ledger."""
    at = [max(0, reports * i // ROUNDS - 1) for i in range(1, ROUNDS + 1)]
    seen = [row for n in at for row in book.reports(Filter(limit=1, offset=n))]
    days = [(row.published or "")[:10] for row in seen]
    events = [
        next(book.events(Filter(report=row.id, limit=1)), None) or next(book.events(Filter(limit=1))) for row in seen
    ]
    claims = [next(book.claims(Filter(report=row.id, limit=1)), None) for row in seen]
    found = [one for row in seen for one in weigher.incidents(Filter(report=row.id, limit=1))]
    told = [one for row in seen for one in weigher.stories(Filter(report=row.id, limit=1))]
    return Samples(
        voices=_some(claim.voice for claim in claims if claim),
        actors=_some(event.actors[0] for event in events if event.actors),
        places=_some(event.place for event in events if event.place),
        outlets=_some(row.outlet for row in seen if row.outlet),
        countries=_some(event.country for event in events if event.country),
        words=_some(event.trigger for event in events),
        days=tuple(days),
        incidents=_some(one.id for one in found),
        stories=_some(one.id for one in told),
        claims=_some(claim.id for claim in claims if claim),
    )


def ask(book: Ledger, weigher: Weigher, of: Samples) -> Iterator[Asked]:
    """Asks every question, `ROUNDS` times with other parameters."""
    for name, question in _questions(book, weigher, of):
        taken, rows = [], 0
        for n in range(ROUNDS):
            began = time.perf_counter()
            rows = max(rows, sum(1 for _ in question(n)))
            taken.append((time.perf_counter() - began) * 1000)
        yield Asked(name, median(taken), max(taken), rows)


Question = Callable[[int], Iterable[Any]]


def _questions(book: Ledger, weigher: Weigher, of: Samples) -> Iterator[tuple[str, Question]]:
    filters: list[tuple[str, Callable[[int], dict[str, Any]]]] = [
        ("", lambda n: {}),
        ("--country", lambda n: {"country": _nth(of.countries, n)}),
        ("--place", lambda n: {"place": _nth(of.places, n)}),
        ("--text", lambda n: {"text": _nth(of.words, n)}),
        ("--outlet", lambda n: {"outlet": _nth(of.outlets, n)}),
        ("--from --to", lambda n: {"since": _nth(of.days, n)[:7], "until": _nth(of.days, n)[:7]}),
        ("--known-by", lambda n: {"known_by": _nth(of.days, n)}),
        ("--recorded-by", lambda n: {"recorded_by": "2100-01-01"}),
    ]
    of_events: list[tuple[str, Callable[[int], dict[str, Any]]]] = [
        ("--type --status", lambda n: {"type": "ASSAULT", "status": "denied"}),
        ("--actor", lambda n: {"actor": _nth(of.actors, n)}),
        ("--voice", lambda n: {"voice": _nth(of.voices, n)}),
        ("--type --known-by", lambda n: {"type": "PROTEST", "known_by": _nth(of.days, n)}),
    ]
    tables: list[tuple[str, Callable[[Filter], Iterable[Any]], bool]] = [
        ("reports", book.reports, False),
        ("claims", book.claims, True),
        ("events", book.events, True),
        ("stories", weigher.stories, False),
        ("incidents", weigher.incidents, True),
        ("tensions", weigher.strains, True),
        ("voices", weigher.voices, True),
    ]
    for table, asks, events in tables:
        for option, chosen in filters + of_events * events:
            yield f"{table} {option}".strip(), _question(asks, chosen)
    yield "incidents --standing disputed", lambda n: weigher.incidents(Filter(limit=LIMIT), standing=("disputed",))
    yield "incidents --by doubt", lambda n: weigher.incidents(Filter(limit=LIMIT), by="doubt")
    yield "diff over a week", lambda n: weigher.diff(*_week(_nth(of.days, n))).rows()
    yield "show, an incident", lambda n: [weigher.incident(_nth(of.incidents, n))]
    yield "show, a story", lambda n: [weigher.story(_nth(of.stories, n))]
    yield "show, a claim", lambda n: [book.record(_nth(of.claims, n))]


def _question(asks: Callable[[Filter], Iterable[Any]], chosen: Callable[[int], dict[str, Any]]) -> Question:
    return lambda n: islice(asks(Filter(limit=LIMIT, **chosen(n))), LIMIT)


def _week(day: str) -> tuple[str, str]:
    from datetime import date, timedelta

    that = date.fromisoformat(day)
    return (that - timedelta(days=7)).isoformat(), day


def _nth(values: tuple[str, ...], n: int) -> str:
    return values[n % len(values)]


def _some(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values)) or ("none",)
