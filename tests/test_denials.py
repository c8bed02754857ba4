"""Denials in a report's own words, joined to what they deny, in invented sentences."""

from __future__ import annotations

import pytest

from dateline.reader import Reader
from dateline.records import Reading, Report, Span
from dateline.weighing.accounts import accounts_of
from dateline.weighing.standing.denials import denials_of
from dateline.weighing.standing.disclaimers import unsaid
from dateline.weighing.standing.rejoinders import rejoinders_of
from dateline.weighing.standing.testimony import Hearing


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Report(id="r_1", text=text, published="2031-03-05", body=(Span(0, len(text)),)))


def denied(reading: Reading) -> set[tuple[str, str]]:
    """The triggers of what is denied, and what of it."""
    events = {event.id: event for event in reading.events}
    found = denials_of(reading)
    return {(events[id_].trigger.of(reading.report.text), of) for id_, claims in found.items() for _, of in claims}


BOMB = "A bomb killed nine people at a market in Harrowgate on Tuesday, police said. "


def said_of(reading: Reading, trigger: str) -> set[tuple[str, str]]:
    """Who says what of the event with this trigger."""
    hearing = Hearing(accounts_of(reading), {})
    return {(t.speaker.name, t.says) for t in hearing.testimonies if t.account.did == trigger}


@pytest.mark.parametrize(
    "words",
    [
        "The Lower Vale Front said it had nothing to do with the blast.",
        "The Lower Vale Front denied involvement.",
        "The Lower Vale Front denied any part in the bombing.",
        "The Lower Vale Front denied that it had carried out the attack.",
        "The Lower Vale Front denied responsibility for the attack.",
    ],
)
def test_a_part_denied_is_of_the_deed(reader: Reader, words: str) -> None:
    assert said_of(read(reader, BOMB + words), "killed") == {("police", "for"), ("Lower Vale Front", "part")}


def test_what_is_denied_about_it_is_a_detail(reader: Reader) -> None:
    found = denied(
        read(reader, BOMB + "\n\nThe mayor, Otto Brandle, denied that the town had been warned of the attack.")
    )
    assert {of for _, of in found} <= {"detail"}


def test_a_detail_that_another_holds_to_is_disputed(reader: Reader) -> None:
    text = (
        "Three people were injured in a clash at the gate of a mill in Harrowgate on Tuesday. A police spokesman, Ezra "
        "Tamm, denied that officers had pushed the crowd. The union's president, Otto Brandle, said that they had."
    )
    reading = read(reader, text)
    claims = {claim.id: claim for claim in reading.claims}
    found = [(claims[id_].content[0].of(text), of) for told in denials_of(reading).values() for id_, of in told]
    assert [of for said, of in found if "pushed" in said] == ["deed"]


def test_an_accusation_denied_is_what_was_said_before(reader: Reader) -> None:
    text = (
        "Ezra Tamm, a villager, said that soldiers had shot his brother in Harrowgate on Tuesday. "
        "The army denied the accusation."
    )
    assert ("shot", "deed") in denied(read(reader, text))


def test_a_rejoinder_hangs_on_to_what_it_denies(reader: Reader) -> None:
    text = "Ezra Tamm said that soldiers had shot his brother in Harrowgate on Tuesday, which the army has denied."
    reading = read(reader, text)
    (found,) = rejoinders_of(reading)
    assert found.span.of(text) == " which the army has denied" and "army" in found.actor.name
    assert not rejoinders_of(read(reader, BOMB))


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("the accusation", "charge"),
        ("nearly all of it", "charge"),
        ("the claim “fiction with a map”", "charge"),
        ("it", "charge"),
        ("any direct involvement in the attack", "part"),
        ("that the brothers belonged to it", None),
        ("that the town had been warned of the attack", None),
        ("the recording", None),
    ],
)
def test_what_a_denial_leaves_unsaid(said: str, means: str | None) -> None:
    assert unsaid(said) == means
