"""Judged places and times: invented reports whose events a person had placed and dated before the reader did.

`python tests/judged_where.py` prints how many the reader gets right, and each one it does not. Not a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.export.facts import days_of
from dateline.reader import Reader
from dateline.records import Event, Reading, report_of

LIST = Path(__file__).parent / "judged_where.tsv"
PUBLISHED = "2024-06-12"
NONE = "-"


@dataclass(frozen=True, slots=True)
class Judged:
    """A report and, of the event of one trigger, where and when it was."""

    text: str
    trigger: str
    place: str
    first: str
    last: str


def judged() -> list[Judged]:
    rows = [line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Judged(*row) for row in rows[1:]]


def event_of(reading: Reading, trigger: str) -> Event | None:
    """The event that the words of a trigger tell of, or take up."""
    text = reading.report.text
    at = text.find(trigger)
    spans = [(event, span) for event in reading.events for span in (event.trigger, *event.mentions)]
    return next((event for event, span in spans if span.start < at + len(trigger) and at < span.end), None)


def says(reading: Reading, event: Event) -> tuple[str, str, str]:
    """(place, first day, last day) as the reader has them."""
    places = {place.id: place for place in reading.places}
    place = places[event.place.place] if event.place else None
    days = days_of(event)
    return (place.name if place else NONE, days.first or NONE, days.last or NONE)


def right(one: Judged, said: tuple[str, str, str]) -> tuple[bool, bool]:
    """Whether the place and the days are as judged."""
    where = one.place in said[0] if one.place != NONE else said[0] == NONE
    return where, (one.first, one.last) == said[1:]


def main() -> None:
    reader = Reader(layers={"attribution": "rules"})
    found = places = times = 0
    rows = judged()
    for one in rows:
        reading = reader.read(report_of(one.text, published=PUBLISHED))
        event = event_of(reading, one.trigger)
        if event is None:
            print(f"no event: {one.trigger} | {one.text}")
            continue
        said = says(reading, event)
        where, when = right(one, said)
        found, places, times = found + 1, places + where, times + when
        if not (where and when):
            print(f"{'' if where else 'PLACE '}{'' if when else 'TIME '}{said} for {one.place, one.first, one.last}:")
            print(f"    {one.trigger} | {one.text}")
    print(f"{found} of {len(rows)} events found; place right {places}, days right {times}")


if __name__ == "__main__":
    main()
