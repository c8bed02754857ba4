"""`dateline bench ledger`: a ledger of generated reports, filled, weighed and asked, with what each of it takes."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Hashable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from rich.progress import Progress

from dateline.bench.across.bcubed import bcubed
from dateline.bench.common import BenchError, Result
from dateline.bench.ledger.generated import Generated, generate
from dateline.bench.ledger.questions import Asked, ask, samples
from dateline.bench.speed import peak_mb
from dateline.ledger import Ledger
from dateline.weighing.weigher import Weigher

BATCH = 100  # reports added, then weighed, at a time
EARLY = 10_000  # the cost of weighing one more report is taken here, and at the end
WINDOW = 2_000  # over so many reports
GOAL = 200.0  # milliseconds that a question may take


@dataclass(slots=True)
class Course:
    """What each batch took, in seconds, to add and to weigh: by the clock, and of this program's own (`own_`).

    `story` and `happening` are the truth: of each report (by id) the story, of each event the happening.
    """

    adding: list[float] = field(default_factory=list)
    own_adding: list[float] = field(default_factory=list)
    weighing: list[float] = field(default_factory=list)
    own_weighing: list[float] = field(default_factory=list)
    story: dict[str, Hashable] = field(default_factory=dict)
    happening: dict[str, Hashable] = field(default_factory=dict)

    def rate(self, first: int, last: int) -> float:
        """Readings added in a second, of the reports from `first` to `last`."""
        part = self.adding[first // BATCH : last // BATCH]
        return len(part) * BATCH / sum(part)

    def cost(self, last: int, *, own: bool = False) -> float:
        """Milliseconds to weigh one report, the mean of a window that ends at `last`."""
        taken = self.own_weighing if own else self.weighing
        part = taken[max(0, last - WINDOW) // BATCH : last // BATCH]
        return sum(part) * 1000 / BATCH / len(part)


def run(reports: int, *, postgres: bool = False, url: str | None = None, seed: int = 2008) -> Result:
    """Fills a new ledger with `reports` readings, a batch at a time, weighs each batch, and asks."""
    if reports < BATCH:
        raise BenchError(f"A measure needs {BATCH} reports or more, not {reports}.")
    reports -= reports % BATCH
    with ExitStack() as stack:
        where = url or (stack.enter_context(_postgresql()) if postgres else stack.enter_context(_file()))
        with Ledger.open(where) as book:
            if book.stats().reports:
                raise BenchError("A measure needs a ledger of its own: that one has reports in it.")
            weigher = Weigher(book)
            course = fill(book, weigher, reports, seed)
        with Ledger.open(where, create=False) as book:
            weigher = Weigher(book)
            asked = list(_asked(book, weigher, reports))
            stats = book.stats()
            fits = _fits(weigher, course)
    return _result("PostgreSQL" if postgres or url else "SQLite", reports, course, asked, stats.size, fits)


def fill(book: Ledger, weigher: Weigher, reports: int, seed: int = 2008) -> Course:
    """Adds generated readings, a batch at a time, and weighs each batch."""
    course = Course()
    source = generate(seed)
    with _bar() as progress:
        task = progress.add_task("adding and weighing", total=reports)
        for _ in range(reports // BATCH):
            batch: list[Generated] = list(islice(source, BATCH))
            began, own = time.perf_counter(), time.process_time()
            book.add_many([(one.reading, one.raw) for one in batch])
            added = time.perf_counter()
            course.own_adding.append(time.process_time() - own)
            own = time.process_time()
            weigher.weigh(made={one.reading.report.id: one.reading for one in batch})
            course.adding.append(added - began)
            course.weighing.append(time.perf_counter() - added)
            course.own_weighing.append(time.process_time() - own)
            course.story |= {one.reading.report.id: one.story for one in batch}
            course.happening |= {event: number for one in batch for event, number in one.happening_of.items()}
            progress.advance(task, BATCH)
    return course


def _asked(book: Ledger, weigher: Weigher, reports: int) -> Iterator[Asked]:
    of = samples(book, weigher, reports)
    with _bar() as progress:
        task = progress.add_task("asking", total=None)
        for one in ask(book, weigher, of):
            progress.advance(task)
            yield one


def _fits(weigher: Weigher, course: Course) -> tuple[float, float]:
    """B-cubed F1 of stories and of incidents against what is true of the invented world."""
    story = {report: story.id for story in weigher.stories() for report in story.reports}
    incident = {event: incident.id for incident in weigher.incidents() for event in incident.events}
    return bcubed(course.story, story)[2], bcubed(course.happening, incident)[2]


def _result(
    database: str, reports: int, course: Course, asked: Sequence[Asked], size: int, fits: tuple[float, float]
) -> Result:
    early = min(EARLY, reports)
    tenth = max(BATCH, reports // 10 // BATCH * BATCH)
    growth, own = (course.cost(reports, own=own) / course.cost(early, own=own) for own in (False, True))
    slow = [one for one in asked if one.median >= GOAL]
    rows = [
        ("measure", "value"),
        ("reports", f"{reports:,}"),
        ("readings added in a second, all", f"{course.rate(0, reports):,.0f}"),
        ("  the first tenth", f"{course.rate(0, tenth):,.0f}"),
        ("  the last tenth", f"{course.rate(reports - tenth, reports):,.0f}"),
        ("  all, by the time of this program's own", f"{reports / sum(course.own_adding):,.0f}"),
        (f"weighing one report at {early:,}", f"{course.cost(early):.1f} ms"),
        (f"weighing one report at {reports:,}", f"{course.cost(reports):.1f} ms"),
        ("  the second to the first", f"{growth:.2f} times"),
        ("  of this program's own time", f"{course.cost(reports, own=True):.1f} ms, {own:.2f} times"),
        ("size of the ledger, a report", f"{size / reports / 1000:,.0f} kB"),
        ("peak memory", f"{peak_mb():,.0f} MB"),
        ("stories, B-cubed F1 against the truth", f"{fits[0]:.1f}"),
        ("incidents, B-cubed F1 against the truth", f"{fits[1]:.1f}"),
        (f"questions of {len(asked)} with a median of {GOAL:.0f} ms or more", str(len(slow))),
    ]
    questions = [("question, first 50 rows", "median ms", "worst ms", "rows")]
    questions += [
        (one.name, f"{one.median:.1f}", f"{one.worst:.1f}", str(one.rows))
        for one in sorted(asked, key=lambda one: -one.median)
    ]
    figures = {
        "rate": round(course.rate(0, reports), 1),
        "rate_last_tenth": round(course.rate(reports - tenth, reports), 1),
        "weighing_early_ms": round(course.cost(early), 2),
        "weighing_last_ms": round(course.cost(reports), 2),
        "weighing_growth": round(growth, 3),
        "weighing_growth_own": round(own, 3),
        "kB_a_report": round(size / reports / 1000, 1),
        "slowest_median_ms": round(max(one.median for one in asked), 1),
        "slow_questions": float(len(slow)),
        "stories": round(fits[0], 1),
        "incidents": round(fits[1], 1),
    }
    return Result(
        f"A ledger of generated reports in {database}, one process",
        rows,
        figures,
        notes=("Every report is invented and its reading made without the reader.",),
        more=(("What is asked", questions),),
    )


@contextmanager
def _file() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        yield str(Path(folder) / "ledger.db")


@contextmanager
def _postgresql() -> Iterator[str]:
    """The URL of a new database in a PostgreSQL of the measure's own."""
    try:
        pgserver: Any = import_module("pgserver")
    except ImportError:
        raise BenchError(
            "--postgres needs pgserver: pip install 'dateline[dev]'. Or give the --url of an empty database."
        ) from None
    with tempfile.TemporaryDirectory(prefix="dateline-bench-pg-", ignore_cleanup_errors=True) as folder:
        server: Any = pgserver.get_server(folder, cleanup_mode="delete")
        try:
            server.psql("CREATE DATABASE bench;")
            yield str(server.get_uri("bench"))
        finally:
            server.cleanup()


def _bar() -> Progress:
    from rich.console import Console

    return Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
