"""Where and when events were: judged reports, what other sentences add, and how far it was looked for."""

from __future__ import annotations

import pytest

from dateline.reader import Reader
from dateline.records import Found, Reading, report_of
from judged_where import PUBLISHED, event_of, judged, right, says

# What was right of the judged events when the list was made, less two for other parsers.
PLACES, DAYS, EVENTS = 64, 62, 66


@pytest.fixture(scope="module")
def rules() -> Reader:
    return Reader(layers={"attribution": "rules"})


def read(reader: Reader, text: str) -> Reading:
    return reader.read(report_of(text, published=PUBLISHED))


def test_judged_events_are_where_and_when_a_person_put_them(rules: Reader) -> None:
    found = places = days = 0
    for one in judged():
        reading = read(rules, one.text)
        event = event_of(reading, one.trigger)
        if event is not None:
            where, when = right(one, says(reading, event))
            found, places, days = found + 1, places + where, days + when
    assert found >= EVENTS
    assert places >= PLACES
    assert days >= DAYS


@pytest.mark.parametrize(
    ("text", "trigger", "place", "found"),
    [
        ("Gunmen attacked a market in Garissa on Monday.", "attacked", "Garissa", Found.CLAUSE),
        ("Soldiers shot two men in Bamenda and burned three houses.", "burned", "Bamenda", Found.SENTENCE),
        ("Tension is high in Jos. Rioters burned a mosque in the city.", "burned", "Jos", Found.PARAGRAPH),
        ("Rebels attacked a village near Bunia on Monday. They abducted a nun.", "abducted", "Bunia", Found.PARAGRAPH),
        ("NAIROBI, June 11 (Ostwire) - Gunmen robbed and killed a trader here.", "killed", "Nairobi", Found.REPORT),
    ],
)
def test_found_says_how_far_a_place_was_looked_for(
    rules: Reader, text: str, trigger: str, place: str, found: Found
) -> None:
    reading = read(rules, text)
    event = event_of(reading, trigger)
    assert event is not None and event.place is not None
    assert event.place.found is found
    assert says(reading, event)[0] == place


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("NAIROBI, June 11 (Ostwire) - Gunmen killed a trader, the police said.", "killed"),
        ("The minister is in Maputo. Insurgents attacked a village.", "attacked"),
        ("The mayor of Garissa spoke on Monday. Bandits stole cattle and killed a herder.", "killed"),
        ("Rebels attacked Bunia on Monday. They have killed hundreds of people.", "killed"),
    ],
)
def test_nothing_is_taken_from_sentences_that_tell_of_something_else(rules: Reader, text: str, trigger: str) -> None:
    event = event_of(read(rules, text), trigger)
    assert event is not None
    assert event.place is None
    assert event.when is None or event.when.when is None
