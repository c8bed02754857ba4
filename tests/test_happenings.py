"""The happenings layer: what is told again is one event, what differs is two."""

from __future__ import annotations

import pytest

from dateline.reader import Reader
from dateline.records import Reading, report_of
from judged_happenings import Judged, judged, right

MISSED = 2  # of the judged reports


def read(reader: Reader, text: str) -> Reading:
    return reader.read(report_of(text))


def test_the_judged_happenings(reader: Reader) -> None:
    wrong: list[Judged] = [one for one in judged() if not right(one, read(reader, one.text))]
    assert len(wrong) <= MISSED, "\n".join(one.text for one in wrong)


def test_a_headline_and_its_lead_are_counted_once(reader: Reader) -> None:
    text = "Gunmen kill 17 in attack on village\n\nGunmen killed 17 people when they attacked Tamir on Monday."
    (event,) = read(reader, text).events
    assert [(c.what, c.best) for c in event.counts] == [("killed", 17)]
    assert event.when is not None and event.when.span is not None
    assert event.when.span.of(text) == "Monday"


def test_mentions_are_the_other_words(reader: Reader) -> None:
    text = "Rebels attacked a market, killing nine people. The government condemned the attack."
    event = next(e for e in read(reader, text).events if e.type == "ASSAULT")
    assert [span.of(text) for span in event.mentions] == ["killing", "attack"]


def test_an_event_stands_on_the_claims_of_all_its_tellings(reader: Reader) -> None:
    text = "Gunmen ambushed a bus on Monday. The ambush, police said, killed nine passengers."
    reading = read(reader, text)
    events = {e.id for e in reading.events}
    assert all(id_ in events for claim in reading.claims for id_ in claim.events)


def test_two_voices_figures_of_one_happening_stay_and_are_in_tension(reader: Reader) -> None:
    text = "Rebels killed nine soldiers at Tarn, the army said. Residents said 14 soldiers were killed in the attack."
    reading = read(reader, text)
    assaults = [e for e in reading.events if e.type == "ASSAULT"]
    assert len(assaults) == 1
    assert [c.best for c in assaults[0].counts if c.what == "killed"] == [9, 14]
    assert len(reading.tensions) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed four farmers in Tarn. Rebels killed seven traders in Ober.",
        "The army said rebels attacked a post. The rebels denied that they attacked the post.",
        "A bomb killed four people in Tarn. Another bomb killed four people in Ober.",
    ],
)
def test_what_differs_stays_apart(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    assert sum(e.type == "ASSAULT" for e in reading.events) == 2
    assert not any("killed" in t.why for t in reading.tensions)
