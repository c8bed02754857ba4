"""The counts layer: amounts, what they count, whose they are."""

from __future__ import annotations

import pytest

from dateline.reader import Reader
from dateline.records import Count, Reading, Report


def read(reader: Reader, text: str, **fields: str) -> Reading:
    return reader.read(Report("r_test", text, outlet="The Lantern", **fields))


def counts(reading: Reading) -> list[Count]:
    return [count for event in reading.events for count in event.counts]


def bounds(count: Count) -> tuple[str, int | None, int | None, int | None]:
    return str(count.what), count.low, count.best, count.high


CASES = [
    ("Rebels killed 12 soldiers.", ("killed", 12, 12, 12)),
    ("Rebels killed twelve soldiers.", ("killed", 12, 12, 12)),
    ("Rebels killed at least 12 soldiers.", ("killed", 12, 12, None)),
    ("Rebels killed more than 100 people.", ("killed", 101, None, None)),
    ("Rebels killed up to 30 people.", ("killed", None, None, 30)),
    ("Rebels killed about 30 people.", ("killed", None, 30, None)),
    ("Rebels killed nearly 30 people.", ("killed", None, 30, 30)),
    ("Rebels killed fewer than 30 people.", ("killed", None, None, 29)),
    ("Rebels killed between 10 and 15 people.", ("killed", 10, None, 15)),
    ("Rebels killed dozens of villagers.", ("killed", 12, None, None)),
    ("Rebels killed hundreds of villagers.", ("killed", 100, None, None)),
    ("Rebels killed several villagers.", ("killed", 3, None, None)),
    ("Rebels killed a policeman.", ("killed", 1, 1, 1)),
    ("Rebels killed Judge Amina Tor.", ("killed", 1, 1, 1)),
    ("Rebels killed 12 people, including three children.", ("killed", 12, 12, 12)),
    ("Rebels killed nine soldiers and three civilians.", ("killed", 12, 12, 12)),
    ("Rebels wounded 40 people.", ("injured", 40, 40, 40)),
    ("Nine people were killed in an attack on a market.", ("killed", 9, 9, 9)),
    ("Rebels abducted six teachers.", ("abducted", 6, 6, 6)),
    ("Police arrested 45 protesters.", ("detained", 45, 45, 45)),
    ("Norway sent a four-member team to Ghana.", ("deployed", 4, 4, 4)),
    ("Norway is sending 100 instructors to Ghana.", ("deployed", 100, 100, 100)),
    ("The rebels freed seven hostages.", ("released", 7, 7, 7)),
    ("The bombing left 23 people dead.", ("killed", 23, 23, 23)),
    ("Rebels hit a town. Twenty-three officers and at least 40 protesters were hurt.", ("injured", 63, 63, None)),
    ("Four of the attackers were reported killed.", ("killed", 4, 4, 4)),
    ("At least six persons were feared killed in a clash.", ("killed", 6, 6, None)),
    ("Two of the dead were killed by a mine.", ("killed", 2, 2, None)),
    ("Two policemen and a street vendor were killed in the blast.", ("killed", 3, 3, 3)),
    ("Two members of the army were killed in a clash near the river.", ("killed", 2, 2, 2)),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:45] for c in CASES])
def test_bounds(reader: Reader, text: str, expected: tuple[str, int | None, int | None, int | None]) -> None:
    assert expected in [bounds(count) for count in counts(read(reader, text))]


def test_killed_and_wounded_are_two_counts_of_one_event(reader: Reader) -> None:
    r = read(reader, "A bomb exploded in a market, killing nine people and wounding at least 30.")
    assert len(r.events) == 1
    assert [bounds(c) for c in r.events[0].counts] == [("killed", 9, 9, 9), ("injured", 30, 30, None)]


def test_nobody(reader: Reader) -> None:
    r = read(reader, "Gunmen attacked the post, but no one was hurt.")
    assert ("injured", 0, 0, 0) in [bounds(c) for c in counts(r)]


def test_the_words(reader: Reader) -> None:
    text = "Rebels killed more than 100 people."
    (count,) = counts(read(reader, text))
    assert count.span.of(text) == "more than 100 people"


def test_counted_over_a_period(reader: Reader) -> None:
    r = read(reader, "Rebels carried out several attacks, killing 40 people in three days.")
    assert [c.over for c in counts(r)] == ["P3D"]


def test_the_voice_is_that_of_the_claim(reader: Reader) -> None:
    r = read(reader, "Rebels killed 12 soldiers, General Amadou Keli said.")
    names = {voice.id: voice.name for voice in r.voices}
    (count,) = counts(r)
    assert count.voice is not None
    assert "Keli" in names[count.voice]


def test_without_a_claim_the_reporter_counts(reader: Reader) -> None:
    r = read(reader, "Rebels killed 12 soldiers on a road north of the lake.")
    kinds = {voice.id: str(voice.kind) for voice in r.voices}
    (count,) = counts(r)
    assert count.voice is not None
    assert kinds[count.voice] == "reporter"


def test_a_later_toll_goes_to_the_attack(reader: Reader) -> None:
    r = read(reader, "Rebels attacked a market, killing nine people. The death toll later rose to 14.")
    assert len(r.events) == 1
    assert [bounds(c)[1] for c in r.events[0].counts] == [9, 14]


def test_cattle_are_not_counted(reader: Reader) -> None:
    assert counts(read(reader, "Rebels killed 12 cows.")) == []
    assert [str(c.what) for c in counts(read(reader, "Rebels destroyed 12 houses."))] == ["destroyed"]


def test_a_tolls_figure_may_stand_far_behind_it(reader: Reader) -> None:
    text = (
        "The death toll from Tuesday's bombing of a market in the north-western town of Harrowgate has climbed to 21, "
        "police said."
    )
    (event,) = (e for e in read(reader, text).events if e.counts)
    assert [bounds(c) for c in event.counts] == [("killed", 21, 21, 21)]


def test_a_fifth_who_dies_makes_five(reader: Reader) -> None:
    r = read(reader, "A bomb in Harrowgate killed four people on Monday. A fifth victim died on Tuesday.")
    assert [bounds(c) for c in counts(r)] == [("killed", 4, 4, 4), ("killed", 5, 5, 5)]
    r = read(reader, "Gunmen attacked a bus on Monday. An 11th person died in hospital overnight.")
    assert [bounds(c) for c in counts(r)] == [("killed", 11, 11, 11)]


def test_a_toll_is_the_number_of_the_dead(reader: Reader) -> None:
    text = "A raid on the market killed nine people, police said. But teachers put the number of the dead at 14."
    r = read(reader, text)
    assert [bounds(c)[1] for c in r.events[0].counts] == [9, 14]
    assert len(r.tensions) == 1
    r = read(reader, "A blast killed nine people, police said. The number of houses burned rose to 14.")
    assert [bounds(c)[1] for c in counts(r)] == [9]


def test_troops_that_are_moved_are_counted(reader: Reader) -> None:
    assert [str(c.what) for c in counts(read(reader, "Zembla has moved 300 soldiers to the border."))] == ["deployed"]


def test_others_of_another_fate_are_counted_whole(reader: Reader) -> None:
    found = counts(read(reader, "Rebels ambushed a bus, killing three people and wounding six others."))
    assert [bounds(c) for c in found] == [("killed", 3, 3, 3), ("injured", 6, 6, 6)]


def test_the_dead_before_who_counts_them(reader: Reader) -> None:
    text = "Warplanes bombed two depots overnight, killing at least 15 people, residents and medics said on Monday."
    assert [bounds(c) for c in counts(read(reader, text))] == [("killed", 15, 15, None)]
