"""`dateline bench web`: what the pages of a workbench take to answer, on a ledger that is there or one that is made."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.progress import Progress

from dateline.bench.common import Result
from dateline.bench.ledger.measure import fill
from dateline.bench.web.questions import Question, parts, questions, sampled
from dateline.bench.web.server import Caller, Got, serving
from dateline.ledger import Ledger
from dateline.weighing.weigher import Weigher
from dateline.workbench import pages

GOAL = 300.0  # milliseconds to the first byte, at the median
OK = 200


@dataclass(frozen=True, slots=True)
class Took:
    """What a question took: milliseconds to the first byte (median and worst) and to the last, bytes over the wire."""

    name: str
    first: float
    worst: float
    whole: float
    size: float
    failed: tuple[str, ...]  # what was not answered with 200: status and address


def run(where: str | None = None, *, reports: int = 0, times: int = 5) -> Result:
    """Asks a workbench everything `times` times: on the ledger at `where`, or on one of `reports` generated reports."""
    with ExitStack() as stack:
        ledger = where or stack.enter_context(_made(reports))
        of = sampled(ledger, times)
        with Ledger.open(ledger, create=False) as book:
            stats = book.stats()
        caller = stack.enter_context(serving(ledger))
        took = list(_asked(caller, list(questions(pages.PAGES, of, times)), times))
    return _result(stats.reports, took, times)


def _asked(caller: Caller, all_: list[Question], times: int) -> Iterator[Took]:
    known: set[str] = set()
    with _bar() as progress:
        task = progress.add_task("asking", total=len(all_))
        for question in all_:
            yield _took(question, [caller.get(path) for path in question.paths])
            if "." not in question.name and not question.name.startswith("/api/"):
                bodies = [caller.get(path, plain=True).body for path in question.paths]
                for part in parts(question, bodies):
                    # A part is asked for once: of the page as it is first opened.
                    if part.name not in known:
                        known.add(part.name)
                        yield _took(part, [caller.get(path) for path in part.paths])
            progress.advance(task)


def _took(question: Question, got: list[Got]) -> Took:
    failed = tuple(f"{one.status} {path}" for one, path in zip(got, question.paths, strict=True) if one.status != OK)
    firsts = [one.first for one in got]
    return Took(
        question.name, median(firsts), max(firsts), median(one.whole for one in got),
        median(one.size for one in got), failed,
    )  # fmt: skip


def _result(reports: int, took: list[Took], times: int) -> Result:
    slow = [one for one in took if one.first >= GOAL]
    failed = [words for one in took for words in one.failed]
    rows = [("address", "first byte, median ms", "worst ms", "whole, median ms", "kB")]
    rows += [
        (f"{one.name}{' *' if one in slow else ''}", f"{one.first:.0f}", f"{one.worst:.0f}", f"{one.whole:.0f}",
         f"{one.size / 1000:.1f}")
        for one in took
    ]  # fmt: skip
    notes = [
        f"{len(took)} kinds of addresses on {reports:,} reports, each asked {times} times, with other values where "
        f"they can differ; indented: a part that its page asks for when it has come. {len(slow)} with a median of "
        f"{GOAL:.0f} ms or more to the first byte{' (*)' if slow else ''}.",
        *(f"Not answered: {words}" for words in failed[:20]),
    ]
    figures = {one.name.strip(): round(one.first, 1) for one in took}
    figures |= {
        "reports": float(reports),
        "slow": float(len(slow)),
        "failed": float(len(failed)),
        "slowest_median_ms": round(max(one.first for one in took), 1),
        "median_of_medians_ms": round(median(one.first for one in took), 1),
    }
    return Result("The workbench: from the question to the first byte of the answer", rows, figures, notes)


@contextmanager
def _made(reports: int) -> Iterator[str]:
    """A ledger of generated reports, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        where = str(Path(folder) / "ledger.db")
        with Ledger.open(where) as book:
            fill(book, Weigher(book), reports)
        yield where


def _bar() -> Progress:
    return Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
