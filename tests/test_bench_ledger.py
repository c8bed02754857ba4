"""`dateline bench ledger`: readings whose words are where their spans say, and a small measure of both databases."""

from __future__ import annotations

import sys
from itertools import islice

import pytest

from databases import postgresql
from dateline.bench.common import BenchError
from dateline.bench.ledger import generate, run
from dateline.records import Reading, from_plain, to_plain
from told import told


def test_the_same_seed_gives_the_same_world() -> None:
    assert [one.reading for one in islice(generate(3), 20)] == [one.reading for one in islice(generate(3), 20)]
    assert next(generate(3)).reading != next(generate(4)).reading


def test_readings_are_as_large_as_those_of_reports_and_true_to_their_text() -> None:
    reports = told(200)
    for one in reports:
        reading, text = one.reading, one.reading.report.text
        assert one.raw == text.encode()
        assert from_plain(Reading, to_plain(reading)) == reading
        assert one.happening_of.keys() == {event.id for event in reading.events}
        actors = {actor.id: actor.name for actor in reading.actors}
        for event in reading.events:
            assert event.trigger.of(text).isalpha() or " " in event.trigger.of(text)
            for part in (*event.actors, *event.recipients):
                assert part.span.of(text).casefold() == actors[part.actor or ""].casefold()
            for count in event.counts:
                assert str(count.best) in count.span.of(text)
        for claim in reading.claims:
            assert claim.cue[0].of(text) != ""
            assert all(span.of(text).strip() for span in claim.content)
    half = len(reports) // 2
    for records, least, most in (("actors", 15, 30), ("claims", 8, 16), ("events", 5, 10), ("voices", 6, 14)):
        assert least <= sorted(len(getattr(one.reading, records)) for one in reports)[half] <= most
    assert 250 <= sorted(len(one.reading.report.text.split()) for one in reports)[half] <= 450


def test_there_are_copies_and_happenings_of_several_reports() -> None:
    reports = told(200)
    assert len({one.story for one in reports}) < 160
    tellings = [number for one in reports for number in one.happening_of.values()]
    assert len(set(tellings)) < len(tellings) * 0.8


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_small_measure(database: str) -> None:
    result = run(100, url=None if database == "sqlite" else postgresql())
    assert result.figures["rate"] > 0
    assert result.figures["stories"] > 90
    assert result.figures["incidents"] > 80
    names = [row[0] for row in result.more[0][1]]
    assert {"stories", "incidents --known-by", "diff over a week", "show, a claim"} <= set(names)


def test_what_cannot_be_measured_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BenchError, match="100 reports or more"):
        run(99)
    monkeypatch.setitem(sys.modules, "pgserver", None)
    with pytest.raises(BenchError, match="needs pgserver"):
        run(100, postgres=True)
