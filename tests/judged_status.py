"""Judged statuses: invented sentences, and what a person judged that the words say of one happening in each.

`python tests/judged_status.py [LIST]` prints how many the reader gets right by status, and each one it does not.
Not a test.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dateline.reader import Reader
from dateline.reader.draft import Draft, Frame
from dateline.reader.parse import Parse
from dateline.reader.status import StatusLayer
from dateline.records import Report, Span

LISTS = Path(__file__).parent
FORCE = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "THREATEN")  # a bill that is killed is rejected, but no one harmed


@dataclass(frozen=True, slots=True)
class JudgedStatus:
    """A text, a word of it, and the status that a person gave what the word tells of; NONE is no event of force."""

    text: str
    trigger: str
    status: str


def judged_status(name: str) -> list[JudgedStatus]:
    """The rows of one list of judged statuses."""
    lines = (LISTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [JudgedStatus(text.replace("¶", "\n\n"), trigger, status) for text, trigger, status in rows[1:]]


def status_of(reader: Reader, one: JudgedStatus) -> tuple[str, bool]:
    """What the reader says of the word, and whether it makes an event of it.

    Words that another event has taken in, or that no list of triggers knows, are put to the status layer by
    themselves, unless the person saw no event: then only an event is wrong.
    """
    at = one.text.index(one.trigger)
    draft = Draft(Report("r", one.text, outlet="The Lantern", body=(Span(0, len(one.text)),)), Parse(one.text))
    status = next(layer for layer in reader.layers if isinstance(layer, StatusLayer))
    for layer in reader.layers:
        layer(draft)
    for event in draft.events:
        if event.trigger.start <= at < event.trigger.end and (one.status != "NONE" or event.type in FORCE):
            return str(event.status), True
    token = draft.parse.at(at)
    if one.status == "NONE" or token is None:
        return "NONE", False
    return str(status.status(draft.parse, Frame("", token, None, (), draft.parse.lemma[token]))), False


def main(name: str) -> None:
    rows, reader = judged_status(name), Reader(layers={"attribution": "rules"})
    right: Counter[str] = Counter()
    events = 0
    for one in rows:
        said, event = status_of(reader, one)
        right[one.status] += said == one.status
        events += event
        if said != one.status:
            print(f"{one.trigger}: {said}, not {one.status}{'' if event else ' (no event)'}: {one.text!r}")
    for status, n in Counter(one.status for one in rows).items():
        print(f"{status:11}{right[status]:4} of {n}")
    print(f"{'all':11}{right.total():4} of {len(rows)} ({100 * right.total() / len(rows):.0f}%); events: {events}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "judged_status")
