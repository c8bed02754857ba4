"""The whole matrix of an incident as a table: a row for each value in each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.workbench.incident.matrix import Laid

MANY = 50  # columns whose words are looked up at a time


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A value that a report says of a field, by which words and on whose word; `sits` is how it sits with the rest."""

    report: str
    outlet: str
    published: str
    story: str
    copies: int
    field: str
    value: str
    sits: str
    means: str
    own: bool
    voices: tuple[str, ...]
    words: str
    sentence: str
    at: str


def matrix_rows(laid: Laid) -> Iterator[MatrixRow]:
    """What each report says of each field."""
    for start in range(0, len(laid.columns), MANY):
        some = laid.columns[start : start + MANY]
        cells = laid.cells(some)
        for column in some:
            known = laid.reports.get(column.report)
            for field, said in cells[column.number].items():
                for each in said:
                    yield MatrixRow(
                        column.report, column.outlet, (known.published if known else None) or "", column.story,
                        column.copied, field, each.value, each.sits, each.means, each.own, each.voices, each.words,
                        each.before + each.words + each.after, each.href.partition("at=")[2].partition("#")[0],
                    )  # fmt: skip
