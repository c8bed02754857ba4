"""Judged happenings: invented reports, and which of their words a person said tell of one happening.

`python tests/judged_happenings.py` prints how many the reader gets right, and each one it does not. Not a test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dateline.reader import Reader
from dateline.records import Reading, Span, report_of

LIST = Path(__file__).with_suffix(".tsv")
_MARKED = re.compile(r"\[(\d):([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Judged:
    """A report and its marked words, with the number of the happening that each tells of."""

    text: str
    marks: tuple[tuple[str, Span], ...]


def judged() -> list[Judged]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [_judged(line.replace("|", "\n\n")) for line in lines if not line.startswith("#")]


def _judged(line: str) -> Judged:
    text, at, marks = "", 0, []
    for mark in _MARKED.finditer(line):
        text += line[at : mark.start()]
        marks.append((mark[1], Span(len(text), len(text) + len(mark[2]))))
        text, at = text + mark[2], mark.end()
    return Judged(text + line[at:], tuple(marks))


def right(one: Judged, reading: Reading) -> bool:
    """Whether words of one number are all of one event, and words of two numbers of two."""
    events: dict[str, set[str]] = {}
    for number, span in one.marks:
        found = {e.id for e in reading.events if any(span.overlaps(s) for s in (e.trigger, *e.mentions))}
        if len(found) != 1:
            return False
        events.setdefault(number, set()).update(found)
    return all(len(ids) == 1 for ids in events.values()) and len(set.union(*events.values())) == len(events)


def main() -> None:
    rows, reader = judged(), Reader(layers={"attribution": "rules"})
    good = 0
    for one in rows:
        reading = reader.read(report_of(one.text))
        if right(one, reading):
            good += 1
            continue
        print(one.text)
        for event in reading.events:
            print("   ", " + ".join(span.of(one.text) for span in (event.trigger, *event.mentions)))
    print(f"{good} of {len(rows)} ({100 * good / len(rows):.0f}%)")


if __name__ == "__main__":
    main()
