"""Whether a report gives a figure as what somebody said before: "police, who on Tuesday spoke of nine dead"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from dateline.records import Span
from dateline.weighing.lists import table

AROUND = 220  # characters of the sentence that are looked at on each side
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_END = re.compile(r"[.!?]['”’\"]?\s|\n")


def said_before(text: str, span: Span, published: str | None) -> bool:
    """Whether the words around a figure tell that it was said before. A day of the week tells it where it is not the
    day of publication's."""
    before = text[max(span.start - AROUND, 0) : span.start]
    ends = list(_END.finditer(before))
    before = " ".join(before[ends[-1].end() if ends else 0 :].split()).casefold() + " "
    after = text[span.end : span.end + AROUND]
    end = _END.search(after)
    after = " ".join(after[: end.start() if end else AROUND].split()).casefold()
    today = _today(published)
    return any(p.search(before) for p in _patterns("before", today)) or any(
        p.search(after) for p in _patterns("after", today)
    )


def _today(published: str | None) -> str:
    """The day of the week on which a report was published; empty where only its month or year is known."""
    try:
        return _DAYS[date.fromisoformat((published or "")[:10]).weekday()]
    except ValueError:
        return ""


@cache
def _patterns(where: str, today: str) -> tuple[re.Pattern[str], ...]:
    days = "(?:" + "|".join(day for day in _DAYS if day != today) + ")" if today else r"(?!)"
    return tuple(re.compile(row["words"].replace("DAY", days)) for row in table("said_before") if row["where"] == where)
