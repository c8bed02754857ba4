"""`dateline bench ledger`: a ledger of generated reports, filled, weighed and asked, with what each of it takes."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from rich.progress import Progress

from dateline.bench.common import BenchError, Result
from dateline.bench.ledger.generated import Generated, generate
from dateline.bench.ledger.questions import Asked, ask, samples
from dateline.ledger import Ledger
from dateline.weighing.weigher import Weigher

BATCH = 100  # reports added, then weighed, at a time
EARLY = 10_000  # the cost of weighing one more report is taken here, and at the end
WINDOW = 2_000  # over so many reports
GOAL = 200.0  # milliseconds that a question may take


@dataclass(slots=True)
class Course:
    """What each batch took, in seconds, to add and to weigh."""

    adding: list[float] = field(default_factory=list)
    weighing: list[float] = field(default_factory=list)

    def rate(self, first: int, last: int) -> float:
        """Readings added in a second, of the reports from `first` to `last`."""
        part = self.adding[first // BATCH : last // BATCH]
        return len(part) * BATCH / sum(part)

    def cost(self, last: int) -> float:
        """Milliseconds to weigh one report, the median of the batches of a window that ends at `last`."""
        part = self.weighing[max(0, last - WINDOW) // BATCH : last // BATCH]
        return median(part) * 1000 / BATCH


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
            course = _fill(book, weigher, reports, seed)
        with Ledger.open(where, create=False) as book:
            weigher = Weigher(book)
            asked = list(_asked(book, weigher, reports))
            stats = book.stats()
    return _result("PostgreSQL" if postgres or url else "SQLite", reports, course, asked, stats.size)


def _fill(book: Ledger, weigher: Weigher, reports: int, seed: int) -> Course:
    course = Course()
    source = generate(seed)
    with _bar() as progress:
        task = progress.add_task("adding and weighing", total=reports)
        for _ in range(reports // BATCH):
            batch: list[Generated] = list(islice(source, BATCH))
            began = time.perf_counter()
            book.add_many([(one.reading, one.raw) for one in batch])
            added = time.perf_counter()
            weigher.weigh(made={one.reading.report.id: one.reading for one in batch})
            course.adding.append(added - began)
            course.weighing.append(time.perf_counter() - added)
            progress.advance(task, BATCH)
    return course


def _asked(book: Ledger, weigher: Weigher, reports: int) -> Iterator[Asked]:
    of = samples(book, weigher, reports)
    with _bar() as progress:
        task = progress.add_task("asking", total=None)
        for one in ask(book, weigher, of):
            progress.advance(task)
            yield one


def _result(database: str, reports: int, course: Course, asked: Sequence[Asked], size: int) -> Result:
    early = min(EARLY, reports)
    tenth = max(BATCH, reports // 10 // BATCH * BATCH)
    growth = course.cost(reports) / course.cost(early)
    slow = [one for one in asked if one.median >= GOAL]
    rows = [
        ("measure", "value"),
        ("reports", f"{reports:,}"),
        ("readings added in a second, all", f"{course.rate(0, reports):,.0f}"),
        ("  the first tenth", f"{course.rate(0, tenth):,.0f}"),
        ("  the last tenth", f"{course.rate(reports - tenth, reports):,.0f}"),
        (f"weighing one report at {early:,}", f"{course.cost(early):.1f} ms"),
        (f"weighing one report at {reports:,}", f"{course.cost(reports):.1f} ms"),
        ("  the second to the first", f"{growth:.2f} times"),
        ("size of the ledger, a report", f"{size / reports / 1000:,.0f} kB"),
        ("peak memory", f"{_peak():,.0f} MB"),
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
        "kB_a_report": round(size / reports / 1000, 1),
        "slowest_median_ms": round(max(one.median for one in asked), 1),
        "slow_questions": float(len(slow)),
    }
    return Result(
        f"A ledger of generated reports in {database}, one process",
        rows,
        figures,
        notes=("Every report is invented and its reading made without the reader.",),
        more=(("What is asked", questions),),
    )


def _peak() -> float:
    """Megabytes that this process held at most."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size / 1e3


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
