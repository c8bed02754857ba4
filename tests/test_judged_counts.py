"""The judged counts: how many of the invented sentences the reader counts as a person did; none may be lost."""

from __future__ import annotations

from dateline.reader import Reader
from dateline.records import Span, report_of
from judged_counts import counts, judged, right, written

AT_LEAST = 0.94  # of the judged texts: 228 of 235 when they were last looked at


def test_the_judged_counts(reader: Reader) -> None:
    rows = judged()
    assert len(rows) >= 230
    wrong = [
        f"{one.text}: {'; '.join(map(written, counts(reading.events)))}"
        for one in rows
        if not right(one, reading := reader.read(report_of(one.text)))
    ]
    assert len(wrong) <= (1 - AT_LEAST) * len(rows), "\n".join(wrong)


def test_every_count_is_in_its_words(reader: Reader) -> None:
    text = "Nine people were killed in the raid on Sunday. Among them were three soldiers."
    reading = reader.read(report_of(text))
    (event,) = reading.events
    assert [c.span.of(text) for c in event.counts] == ["Nine people", "three soldiers"]
    assert [c.part_of for c in event.counts] == [None, 0]


def test_a_corrected_figure_says_what_replaced_it(reader: Reader) -> None:
    text = "A bomb exploded in the market. The ministry revised the death toll from 14 down to 11."
    (event,) = reader.read(report_of(text)).events
    old = next(c for c in event.counts if c.best == 14)
    assert old.replaced_by is not None
    assert event.counts[old.replaced_by].best == 11


def test_hostile_numbers_raise_nothing(reader: Reader) -> None:
    for text in (
        "Rebels killed " + "one two three " * 3000,
        "killed 9" * 4000,
        "between 1 and " * 2000 + "2 people died",
    ):
        reading = reader.read(report_of(text))
        assert all(isinstance(c.span, Span) for c in counts(reading.events))
