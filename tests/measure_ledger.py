"""Measures a ledger of invented reports: `python tests/measure_ledger.py 3000 [FILE_OR_URL]`. Not a test.

Prints what a report costs to add and to keep, and how long each question takes.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.ledger import Filter, Ledger
from dateline.records import EventPlace, EventType, Found, Link, Participant, Reading, Span, Stance, Status
from invented import raw_of, reading

CHANCE = random.Random(2008)
# Words as frequent as words are: few common ones, many rare.
WORDS = [f"w{int(CHANCE.paretovariate(0.7))}x" for _ in range(60_000)]
COUNTRIES = ["AGO", "PAK", "SDN", "KEN", "UGA", "SYR", "IRQ", "AFG", "COL", "MEX"] * 3 + ["FRA"]
BATCH = 50


def large(number: int) -> Reading:
    """A reading as large as one of a news report: 12 claims, 25 events, 200 rows."""
    small = reading(number)
    sentences = " ".join(" ".join(CHANCE.choices(WORDS, k=18)).capitalize() + "." for _ in range(25))
    report = replace(
        small.report,
        text=small.report.text + sentences,
        published=(date(2005, 1, 1) + timedelta(days=number % 5000)).isoformat(),
        outlet=f"Outlet {number % 40}",
        provenance=replace(small.report.provenance, raw=None),
    )
    end = len(report.text)

    def somewhere(length: int) -> Span:
        start = CHANCE.randrange(400, end - length)
        return Span(start, start + length)

    voices = [
        replace(CHANCE.choice(small.voices), id=id_("v"), name=name(), named=CHANCE.random() < 0.5, actor=None)
        for _ in range(12)
    ]
    actors = [replace(CHANCE.choice(small.actors), id=id_("a"), name=name(), country=country()) for _ in range(20)]
    places = [
        replace(small.places[0], id=id_("p"), name=f"Place{CHANCE.randrange(5000)}", country=country())
        for _ in range(10)
    ]
    claims = [
        replace(
            small.claims[0],
            id=id_("c"),
            chain=tuple(Link(CHANCE.choice(voices).id, Span(1, 9)) for _ in range(CHANCE.choice((1, 1, 1, 2)))),
            content=(somewhere(120),),
            stance=CHANCE.choice(list(Stance)) if CHANCE.random() < 0.4 else Stance.ASSERTS,
        )
        for _ in range(12)
    ]
    events = [
        replace(
            small.events[0],
            id=id_("e"),
            trigger=somewhere(8),
            type=CHANCE.choice(list(EventType)),
            status=CHANCE.choice(list(Status)) if CHANCE.random() < 0.3 else Status.HAPPENED,
            actors=(Participant(CHANCE.choice(actors).id, Span(3, 9)),),
            recipients=(Participant(CHANCE.choice(actors).id, Span(3, 9)),),
            place=EventPlace(CHANCE.choice(places).id, Span(5, 10), Found.CLAUSE),
            claims=(CHANCE.choice(claims).id,),
        )
        for _ in range(25)
    ]
    times = [replace(small.times[0], id=id_("t")) for _ in range(8)]
    return replace(
        small, report=report, voices=tuple(voices), actors=tuple(actors), places=tuple(places), claims=tuple(claims),
        events=tuple(events), times=tuple(times),
    )  # fmt: skip


def id_(letter: str) -> str:
    return f"{letter}_{CHANCE.getrandbits(64):016x}"


def name() -> str:
    return f"{CHANCE.choice(WORDS)} {CHANCE.choice(WORDS)}"


def country() -> str:
    return CHANCE.choice(COUNTRIES)


def fill(ledger: Ledger, reports: int) -> None:
    wall = cpu = 0.0
    for first in range(0, reports, BATCH):
        batch = [large(number) for number in range(first, min(first + BATCH, reports))]
        at = time.perf_counter(), time.process_time()
        ledger.add_many((one, raw_of(one)) for one in batch)
        wall, cpu = wall + time.perf_counter() - at[0], cpu + time.process_time() - at[1]
    stats = ledger.stats()
    rows = sum(stats.rows.values())
    print(f"{stats.reports} reports, {rows} rows, {stats.size / stats.reports / 1000:.0f} kB a report")
    print(f"adding: {wall / reports * 1000:.1f} ms a report, {cpu / reports * 1000:.1f} ms of them this program's own")


def ask(ledger: Ledger) -> None:
    """The first fifty rows of each question, slowest last."""
    voice = next(ledger.claims(Filter(offset=50, limit=1))).voice
    actor = next(ledger.events(Filter(offset=50, limit=1))).actors[0]
    everywhere: list[dict[str, Any]] = [
        {}, {"text": "w500x"}, {"text": "w1x"}, {"outlet": "Outlet 7"}, {"since": "2010-01", "until": "2010-02"},
        {"since": "2011-05"}, {"known_by": "2009"}, {"recorded_by": "2020"}, {"country": "PAK"}, {"country": "FRA"},
        {"place": "Place77"}, {"offset": 2000},
    ]  # fmt: skip
    of_some: list[dict[str, Any]] = [
        {"voice": voice}, {"named": False}, {"stance": "denies"}, {"voice": voice, "stance": "denies"},
        {"type": "ASSAULT"}, {"type": "ASSAULT", "status": "denied", "country": "FRA"}, {"actor": actor},
        {"status": "denied", "named": False}, {"made_by": "events"}, {"made_by": "events@77"},
        {"type": "AID", "status": "denied", "stance": "doubts", "country": "FRA", "text": "w7x"},
    ]  # fmt: skip
    taken = []
    for wanted in everywhere + of_some:
        for table in ("reports", "claims", "events")[wanted in of_some :]:
            at = time.perf_counter()
            rows = len(list(getattr(ledger, table)(Filter(limit=50, **wanted))))
            taken.append((time.perf_counter() - at, f"{table} {wanted}: {rows} rows"))
    for seconds, question in sorted(taken):
        print(f"{seconds * 1000:8.1f} ms  {question}")


def main() -> None:
    reports = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        where = sys.argv[2] if len(sys.argv) > 2 else Path(folder) / "measured.db"
        with Ledger.open(where) as ledger:
            fill(ledger, reports)
        with Ledger.open(where) as ledger:
            ask(ledger)
            at = time.perf_counter()
            problems = ledger.check()
            print(f"check: {time.perf_counter() - at:.1f} s, problems: {problems}")


if __name__ == "__main__":
    main()
