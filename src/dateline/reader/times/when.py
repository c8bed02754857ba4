"""When: the four dates of an answer, as the words around it bound them ("since", "until", "from ... to")."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.reader.times.answer import Answer
from dateline.reader.times.timex import Days
from dateline.records import Granularity, When

ONE_DAY = timedelta(1)


def when_of(answer: Answer, before: str, words: str, reference: date | None) -> When | None:
    """`before` is the word that stands before the expression; None where the answer covers no known days."""
    if answer.days is None:
        return None
    first, last = answer.days
    try:
        if before == "since" and reference is not None and reference >= first:
            begun = first if first == last else last + ONE_DAY
            sure = (begun, reference) if begun <= reference else None
            return _when(sure, (first, reference), Granularity.RANGE, words, answer.against)
        if before in ("until", "till", "by"):
            return _when(None, (None, last), answer.granularity, words, answer.against)
        if before in ("before", "after") and answer.granularity is Granularity.TIME and first == last:
            return _when(None, answer.days, answer.granularity, words, answer.against)  # "before dawn": the same day
        if before == "before":
            return _when(None, (None, first - ONE_DAY), answer.granularity, words, answer.against)
        if before == "after":
            until = reference if reference is not None and reference > last else None
            return _when(None, (last + ONE_DAY, until), answer.granularity, words, answer.against)
        if first == last and "overnight" in words.casefold():
            # The night that ended on that day: it may have been before midnight.
            return _when(None, (first - ONE_DAY, last), answer.granularity, words, answer.against)
    except OverflowError:
        return None
    sure = answer.days if first == last or before == "throughout" else None
    return _when(sure, answer.days, answer.granularity, words, answer.against)


def range_of(a: Answer, b: Answer, before: str, words: str) -> When | None:
    """From the first to the last of two answers: precise from the end of the first to the beginning of the second.

    "Between" the two may be one day only: then none is precise.
    """
    if a.days is None or b.days is None or b.days[1] < a.days[0]:
        return None
    inner = (
        a.days[0] if a.days[0] == a.days[1] else a.days[1] + ONE_DAY,
        b.days[0] if b.days[0] == b.days[1] else b.days[0] - ONE_DAY,
    )
    sure = inner if inner[0] <= inner[1] and before != "between" else None
    against = a.against if a.against != "text" else b.against
    return _when(sure, (a.days[0], b.days[1]), Granularity.RANGE, words, against)


def _when(
    sure: Days | None, some: tuple[date | None, date | None], granularity: Granularity, words: str, against: str
) -> When:
    return When(
        _iso(sure[0]) if sure else None,
        _iso(sure[1]) if sure else None,
        _iso(some[0]),
        _iso(some[1]),
        granularity,
        words,
        against,
    )


def _iso(d: date | None) -> str | None:
    return None if d is None else d.isoformat()
