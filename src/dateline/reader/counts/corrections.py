"""Corrections: figures that the words give up for another: "from 14 down to 11", "earlier reports said 14"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.counts.rows import Row
from dateline.reader.counts.words import Counter
from dateline.records import CountOf

NEAR = 12  # tokens around a figure in which the words stand that give it up
_TOLLS = frozenset("toll number figure count tally".split())
_MOVING = frozenset(
    "rise raise climb bring increase grow jump go mount revise lower cut reduce drop fall update correct stand".split()
)
_UP = frozenset("rise raise climb bring increase grow jump mount".split())
_EARLIER = frozenset("earlier initial initially previous previously preliminary originally original first".split())
_TELLING = frozenset("report say put give estimate figure toll count announce speak number state tally".split())


def corrected(counter: Counter, rows: list[Row]) -> Iterator[Row]:
    """Marks rows that another of the same event replaces; yields rows for old figures that only a correction names."""
    for row in list(rows):
        if row.part_of is None:
            yield from _from_to(counter, row)
            _risen_to(counter, row, rows)
    for row in rows:
        if row.part_of is None and row.replaced_by is None and _was_said_before(counter, row):
            row.replaced_by = next((r for r in _others(row, rows) if not _was_said_before(counter, r)), None)


def _others(row: Row, rows: list[Row]) -> list[Row]:
    """Other totals of the same event and fate."""
    return [
        r
        for r in rows
        if r is not row
        and r.what == row.what
        and r.part_of is None
        and r.replaced_by is None
        and r.amount.bounds != row.amount.bounds
    ]


def _from_to(counter: Counter, row: Row) -> Iterator[Row]:
    """ "raised the toll from nine to 14", "stands at 23, up from 19", "correcting an earlier figure of 25"."""
    parse, at = counter.parse, counter.figures.at
    tokens = parse.tokens(row.amount.span)
    first, end = parse.sentences[parse.sentence[tokens[0]]]
    for k in range(max(first, tokens[0] - NEAR), min(end, tokens[-1] + 1 + NEAR)):
        figure = at.get(k)
        if figure is None or figure.number != k or figure.first in tokens or k in tokens:
            continue
        before = parse.lower[figure.first - 1] if figure.first > first else ""
        old = before == "from" and any(
            parse.lemma[t] in _MOVING or parse.lower[t] in ("up", "down")
            for t in range(max(first, figure.first - NEAR), min(end, figure.last + 4))
        )
        beside = figure.first - 2 in tokens  # "revised to 27 from 30"
        old = old and (figure.first < tokens[0] or beside or parse.lower[figure.first - 2] in ("up", "down"))
        said = before == "of" and any(
            parse.lower[t] in _EARLIER and any(parse.lemma[u] in _TOLLS for u in range(t, figure.first))
            for t in range(max(first, figure.first - 5), figure.first)
        )
        if old or said:
            yield Row(row.what, counter.exact(figure), k, replaced_by=row)


def _risen_to(counter: Counter, row: Row, rows: list[Row]) -> None:
    """ "The death toll later rose to 14": the figure told before it is given up."""
    parse = counter.parse
    tokens = parse.tokens(row.amount.span)
    first = parse.sentences[parse.sentence[tokens[0]]][0]
    window = range(max(first, tokens[0] - NEAR), tokens[0])
    moved = any(parse.lemma[k] in _MOVING - {"stand", "go"} for k in window)
    if row.what != CountOf.KILLED or not moved or not any(parse.lemma[k] in _TOLLS for k in window):
        return
    if parse.lower[tokens[0] - 1 : tokens[0]] not in (["to"], ["at"], ["by"]):
        return
    rising = any(parse.lemma[k] in _UP for k in window)
    for other in _others(row, rows):
        if other.amount.span < row.amount.span and (not rising or _less(other, row)):
            other.replaced_by = row


def _less(one: Row, other: Row) -> bool:
    a, b = one.amount.best or one.amount.low, other.amount.best or other.amount.low
    return a is not None and b is not None and a < b


def _was_said_before(counter: Counter, row: Row) -> bool:
    """ "Earlier reports had put the toll at 14", "police initially said 14 were killed"."""
    parse = counter.parse
    at = parse.tokens(row.amount.span)[0]
    first = parse.sentences[parse.sentence[at]][0]
    window = range(max(first, at - NEAR), at)
    end = min(parse.sentences[parse.sentence[at]][1], at + 8)
    after = range(at, end)  # "eight people were initially reported killed"
    if any(parse.lower[k] in _EARLIER for k in after) and any(parse.lemma[k] == "report" for k in after):
        return True
    early = next((k for k in window if parse.lower[k] in _EARLIER and parse.lower[k + 1] not in ("on", "in")), None)
    if early is None:
        return False
    return any(parse.lemma[k] in _TELLING for k in range(early - 2 if early > 1 else 0, at))
