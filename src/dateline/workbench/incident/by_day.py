"""The days on which reports of an incident were published, each with the address of it as of then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.ledger.filters import last_day
from dateline.workbench import words
from dateline.workbench.ask import Ask
from dateline.workbench.incident.matrix import Laid

DAYS = 40  # shown


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which reports of it were published: the address as of then, and of what changed since."""

    day: str
    says: str
    reports: int
    href: str
    changes: str


def days(ask: Ask, laid: Laid, base: str) -> Iterator[Day]:
    """The days on which its reports were published, the latest first."""
    many = Counter(row.published[:10] for row in laid.reports.values() if row.published)
    for day in sorted(many, reverse=True)[:DAYS]:
        known_by = last_day("known_by", day)
        yield Day(
            day, words.day(day), many[day], ask.href(base, known_by=known_by),
            ask.href(f"{base}/changes", since=known_by),
        )  # fmt: skip
