"""How far persons have come: what of each field they accepted, corrected and rejected, and how much is left."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.ledger import Ledger, asked
from dateline.weighing.decided.fields import FIELDS, WORDS

WHOLE = "whole"  # the record itself: is it one at all?


@dataclass(frozen=True, slots=True)
class FieldProgress:
    """One field of all claims or events; `field` is "whole" for the records themselves.

    Who accepts a record accepts each of its fields that nobody corrected; who rejects it, all. `left` are those that
    only the machine has spoken of: its output is never done.
    """

    kind: str
    field: str
    accepted: int
    corrected: int
    rejected: int
    left: int


@dataclass(frozen=True, slots=True)
class PersonProgress:
    """What of all that holds is one person's: records accepted and rejected, fields corrected."""

    by: str
    accepted: int
    corrected: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far persons have come with all records of current readings, outside of coding rounds."""

    fields: tuple[FieldProgress, ...]
    persons: tuple[PersonProgress, ...]

    def whole(self, kind: str) -> FieldProgress:
        return next(one for one in self.fields if one.kind == kind and one.field == WHOLE)


def progress(book: Ledger) -> Progress:
    """Counted from what weighing keeps: no record is looked at."""
    with book.asking() as connection:
        rows = asked.tallied(connection)
        both = {(kind, act, field): n for kind, act, field, n in asked.corrected_and_settled(connection)}
        totals = asked.totals(connection)
    done: Counter[tuple[str, str, str]] = Counter()
    persons: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, act, field, by, n in rows:
        done[kind, act, field] += n
        persons[by][act] += n
    return Progress(
        tuple(_fields(totals, done, both)),
        tuple(
            PersonProgress(by, n["accept"], n["correct"], n["reject"])
            for by, n in sorted(persons.items(), key=lambda one: (-one[1].total(), one[0]))
        ),
    )


def _fields(
    totals: dict[str, int], done: Counter[tuple[str, str, str]], both: dict[tuple[str, str, str], int]
) -> Iterator[FieldProgress]:
    for kind in asked.KINDS:
        accepted, rejected, total = done[kind, "accept", ""], done[kind, "reject", ""], totals.get(kind, 0)
        yield FieldProgress(kind, WHOLE, accepted, 0, rejected, max(0, total - accepted - rejected))
        for field in FIELDS[kind]:
            corrected = done[kind, "correct", field]
            if field in WORDS and not corrected:
                continue
            kept = corrected - both.get((kind, "reject", field), 0)  # what is rejected is no value of anything
            taken = accepted - both.get((kind, "accept", field), 0)
            yield FieldProgress(kind, field, taken, kept, rejected, max(0, total - taken - kept - rejected))
