"""Readings of an invented world for tests of weighing, and what a weighed ledger says of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from dateline.bench.ledger import Generated, generate
from dateline.ledger import Filter, Ledger
from dateline.weighing.weigher import Weigher

# So many reports a day that most happenings have several within the first few dozen.
RATE = 12.0


@cache
def told(many: int, seed: int = 5) -> tuple[Generated, ...]:
    """The first reports of an invented world."""
    return tuple(islice(generate(seed, rate=RATE), many))


def put(book: Ledger, reports: tuple[Generated, ...] | list[Generated]) -> list[bool]:
    return book.add_many((one.reading, one.raw) for one in reports)


def found(weigher: Weigher, **wanted: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """All stories, incidents (their standing in them) and voices, whole; but for claims, which are counted as now."""
    asked = Filter(**wanted)
    voices = [replace(one, claims=None) for one in weigher.voices(asked)]
    return list(weigher.stories(asked)), list(weigher.incidents(asked)), voices
