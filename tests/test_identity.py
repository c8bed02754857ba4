"""Identity: names, parties, speakers and the bodies they speak for, in invented names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import ARMY, COLONEL, COMMISSIONER, FRONT, HOSPITAL, LEADER, OFFICIAL, POLICE, WITNESS
from dateline.reader import Reader
from dateline.records import Report, Span
from dateline.weighing.account import Party, Speaker
from dateline.weighing.identity import (
    bodies_of,
    meant_by,
    name_key,
    same_name,
    same_party,
    same_voice,
    told_apart,
    voice_key,
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("provincial police commissioner Ilse Torvald", "ilse torvald"),
        ("Lt. Col. Ézra Tamm", "ezra tamm"),
        ("the Harrow Relief Corps (HRC)", "harrow relief corps"),
        ("The Front’s local commander", "front local commander"),
        ("al-Tamim", "tamim"),
        ("Ezra Tamm, the army's spokesman", "ezra tamm"),
        ("H.R.C.", "hrc"),
        ("Lord's Resistance Guard", "lord resistance guard"),
        ("manager at Oster Mills", "manager at oster mills"),
        ("the", "the"),
        ("", ""),
    ],
)
def test_a_name_without_what_changes(name: str, key: str) -> None:
    assert name_key(name) == key


def test_a_listed_acronym_is_its_body() -> None:
    assert name_key("the U.N.") == name_key("UN") == name_key("United Nations")


def party(
    name: str, kind: str = "organisation", *, named: bool = True, country: str | None = None, roles: str = ""
) -> Party:
    return Party("actor", name, name, Span(0, 1), kind, named, country, tuple(roles.split()))


TAMM = party("Ezra Tamm", "person")
VALE = party("Lower Vale Front")
GUNMEN = party("gunmen", "group", named=False, roles="UAF")
ITS_ARMY = party("army", named=False, country="SDN", roles="MIL")
ITS_POLICE = party("police", "group", named=False, country="SDN", roles="COP")

ONE = [
    (TAMM, party("Tamm", "person")),
    (TAMM, party("E. Tamm", "person")),
    (TAMM, party("Colonel Ezra Tamm", "person")),
    (VALE, party("the Front")),
    (VALE, party("LVF")),
    (VALE, party("fighters of the Lower Vale Front", "group", named=False, roles="REB")),
    (VALE, party("Front's commanders", "group", named=False)),
    (ITS_ARMY, party("Sudan's army", named=False, roles="MIL")),
    (ITS_ARMY, party("the Sudanese army", named=False)),
    (ITS_ARMY, party("Sudanese Armed Forces")),
    (ITS_ARMY, party("soldiers", "group", named=False, roles="MIL")),
    (ITS_POLICE, party("police officers", "group", named=False, roles="COP")),
    (party("interior ministry", named=False), party("Ministry of the Interior")),
    (party("Sudan", "state", country="SDN"), party("the Sudanese government", "state", country="SDN")),
]
TWO = [
    (TAMM, party("Ilse Tamm", "person")),
    (TAMM, VALE),
    (VALE, party("Upper Vale Front")),
    (VALE, party("Red Kite Brigade")),
    (ITS_ARMY, party("army", named=False, country="TCD", roles="MIL")),
    (ITS_ARMY, party("Lord's Resistance Army", roles="REB")),
    (ITS_ARMY, GUNMEN),
    (ITS_POLICE, ITS_ARMY),
    (GUNMEN, party("villagers", "group", named=False, roles="CVL")),
    (party("health ministry", named=False), party("interior ministry", named=False)),
    (party("Sudan", "state", country="SDN"), party("Chad", "state", country="TCD")),
]
CAN_BE = [
    (VALE, GUNMEN),
    (GUNMEN, party("militants", "group", named=False, roles="REB")),
    (VALE, party("men", "group", named=False)),
    (party("nine people", "group", named=False), party("traders", "group", named=False, roles="BUS")),
    (ITS_ARMY, party("Sudan", "state", country="SDN")),
    (ITS_ARMY, party("security forces", "group", named=False, country="SDN", roles="MIL")),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_one_party(a: Party, b: Party) -> None:
    assert same_party(a, b) == same_party(b, a) >= 0.7


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_parties(a: Party, b: Party) -> None:
    assert same_party(a, b) == same_party(b, a) == 0


@pytest.mark.parametrize(("a", "b"), CAN_BE)
def test_what_can_be_one_is_no_contradiction(a: Party, b: Party) -> None:
    assert 0 < same_party(a, b) == same_party(b, a) < 0.7


@given(st.text(max_size=40), st.text(max_size=40), st.booleans(), st.booleans())
def test_any_two_names_are_judged_alike_both_ways(one: str, two: str, named: bool, other: bool) -> None:
    a, b = party(one, named=named), party(two, "person", named=other)
    assert same_party(a, b) == same_party(b, a)
    assert 0 <= same_party(a, b) <= 1
    assert name_key(name_key(one)) == name_key(name_key(name_key(one)))


def test_a_body_and_its_spokesman_are_one_actor_but_two_names() -> None:
    for body, person in ((ARMY, COLONEL), (POLICE, COMMISSIONER), (FRONT, LEADER)):
        assert same_voice(body, person) and same_voice(person, body)
        assert not same_name(body, person) and not told_apart(body, person)
        assert voice_key(body) != voice_key(person)


def test_different_services_of_one_state_are_two_voices() -> None:
    health = Speaker("health ministry", "organisation", False, "health ministry", "organisation", "RUR", ("GOV",))
    assert told_apart(ARMY, POLICE) and told_apart(ARMY, health) and told_apart(POLICE, HOSPITAL)


def test_two_who_speak_for_one_body_are_one_actor() -> None:
    nurse = Speaker("nurse", "person", False, words="a nurse at the hospital", body="hospital")
    doctor = Speaker("Mira Oss", "person", True, words="Dr Mira Oss of the hospital", body="hospital")
    assert same_voice(nurse, doctor) and same_voice(nurse, HOSPITAL)


def test_an_official_of_nothing_told_is_nobody_else_and_not_shown_to_be_another() -> None:
    for other in (POLICE, ARMY, COLONEL):
        assert not same_voice(OFFICIAL, other) and not told_apart(OFFICIAL, other)
    assert told_apart(OFFICIAL, FRONT) and told_apart(OFFICIAL, WITNESS)
    told = Speaker("official", "person", False, words="an official at the health ministry", body="health ministry")
    assert told_apart(told, ARMY) and voice_key(told) == "ministry health"


def test_sources_may_be_anybody() -> None:
    assert not told_apart(Speaker("sources", "group", False), POLICE)
    residents = Speaker("residents", "group", False, words="residents")
    assert not told_apart(residents, WITNESS) and told_apart(residents, POLICE)


def test_an_outlet_is_its_reporter_and_the_name_it_is_cited_by() -> None:
    own = Speaker("Oster News Agency", "reporter", True)
    assert same_voice(own, Speaker("Oster News Agency", "media", True, "Oster News Agency", "media"))
    assert same_voice(own, Speaker("Oster", "person", True))
    assert not same_voice(own, Speaker("Vale Gazette", "reporter", True))
    assert told_apart(own, Speaker("Vale Gazette", "reporter", True))
    assert not told_apart(own, Speaker("the reporter", "reporter", False))


def test_a_voices_key_holds_across_reports() -> None:
    again = Speaker("Commissioner Ilse Torvald", "person", True, None, None, None, ("COP",))
    assert voice_key(again) == voice_key(COMMISSIONER) == "person:ilse torvald"
    assert voice_key(POLICE) == "police:RUR"
    assert voice_key(Speaker("sources", "group", False)) == "unnamed:sources"


TEXT = (
    "HARROWGATE - The Lower Vale Front denied the attack. Its leader, Juno Harrow, said that no member of it had been "
    "near the town.\n\nColonel Ezra Tamm, the army's spokesman, said that the army was looking for the men. An "
    "official at the health ministry said that nine people had died. Otto Brandle, a baker, said that he had heard "
    "shots."
)


def test_the_body_that_a_voice_speaks_for_is_in_its_words(reader: Reader) -> None:
    reading = reader.read(Report(id="r_1", text=TEXT, published="2031-03-05", body=(Span(0, len(TEXT)),)))
    told = bodies_of(reading)
    found = {voice.name: told[voice.id].body for voice in reading.voices}
    assert found["Juno Harrow"] == "Lower Vale Front"
    assert found["Ezra Tamm"] == "army"
    assert found["Otto Brandle"] is None
    assert next(told[v.id].body for v in reading.voices if told[v.id].words.startswith("An official")) is not None


def test_a_pronoun_that_opens_a_sentence_means_who_opened_the_one_before(reader: Reader) -> None:
    text = (
        "HARROWGATE - The Kite Command claimed the attack in a message to a radio station, saying that the town had "
        'been "told twice". But it denied that it had killed Otto Brandle.\n\nOtto Brandle was a baker. Nobody saw him.'
    )
    reading = reader.read(Report(id="r_1", text=text, published="2031-03-05", body=(Span(0, len(text)),)))
    bare = {v.id for v in reading.voices if v.name == "it"}
    assert {a.name for v, a in meant_by(reading).items() if v in bare} <= {"Kite Command"}
