"""The events layer on invented sentences, one phenomenon each."""

from __future__ import annotations

import pytest

from dateline.reader import Reader
from dateline.reader.events.lexicon import EventLexicon
from dateline.reader.lexicon import Lexicons
from dateline.records import Event, EventType, Reading, Report

KILLED = "killed"


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Report("r_test", text, outlet="The Lantern"))


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(event.trigger.of(reading.report.text), str(event.type)) for event in reading.events]


def the(reading: Reading, trigger: str) -> Event:
    return next(event for event in reading.events if event.trigger.of(reading.report.text) == trigger)


def actors(reading: Reading, event: Event) -> list[str]:
    return [p.span.of(reading.report.text) for p in event.actors]


def recipients(reading: Reading, event: Event) -> list[str]:
    return [p.span.of(reading.report.text) for p in event.recipients]


def test_active_clause(reader: Reader) -> None:
    r = read(reader, "Gunmen attacked a police post near the river.")
    event = the(r, "attacked")
    assert event.type == EventType.ASSAULT
    assert actors(r, event) == ["Gunmen"]
    assert recipients(r, event) == ["a police post"]


def test_passive_with_an_agent(reader: Reader) -> None:
    r = read(reader, "Two farmers were kidnapped by rebels.")
    event = the(r, "kidnapped")
    assert (event.mode, actors(r, event), recipients(r, event)) == ("abduct", ["rebels"], ["Two farmers"])


def test_passive_without_an_agent_invents_none(reader: Reader) -> None:
    r = read(reader, "Three journalists were arrested in the capital.")
    event = the(r, "arrested")
    assert event.type == EventType.COERCE
    assert event.actors == ()
    assert recipients(r, event) == ["Three journalists"]


def test_coordinated_actors(reader: Reader) -> None:
    r = read(reader, "Soldiers and militiamen stormed the town hall.")
    assert actors(r, the(r, "stormed")) == ["Soldiers", "militiamen"]


def test_relative_clause(reader: Reader) -> None:
    r = read(reader, "Police arrested the militants who attacked the barracks.")
    assert actors(r, the(r, "attacked")) == ["the militants"]
    assert actors(r, the(r, "arrested")) == ["Police"]


def test_control(reader: Reader) -> None:
    r = read(reader, "The rebels were planning to attack the airport.")
    assert actors(r, the(r, "attack")) == ["The rebels"]


def test_light_verb_is_one_event_told_by_the_noun(reader: Reader) -> None:
    r = read(reader, "The army carried out an attack on a rebel camp.")
    assert told(r) == [("attack", "ASSAULT")]
    assert actors(r, r.events[0]) == ["The army"]
    assert recipients(r, r.events[0]) == ["a rebel camp"]


def test_participle_belongs_to_the_attack(reader: Reader) -> None:
    r = read(reader, "Militants bombed a bus station, killing nine travellers and wounding thirty.")
    assert told(r) == [("bombed", "ASSAULT")]


def test_killed_in_an_attack_is_the_attack(reader: Reader) -> None:
    r = read(reader, "Six soldiers were killed in a suicide attack on a checkpoint.")
    assert told(r) == [("suicide attack", "ASSAULT")]
    assert r.events[0].mode == "suicide-attack"


def test_nominal_event_with_owner_and_against(reader: Reader) -> None:
    r = read(reader, "The army's offensive against the separatists has begun.")
    event = the(r, "offensive")
    assert "army" in actors(r, event)[0]
    assert recipients(r, event) == ["the separatists"]


def test_nominal_event_with_a_demonym(reader: Reader) -> None:
    r = read(reader, "Kenyan air strikes on a militant base destroyed two trucks.")
    event = the(r, "air strikes")
    assert event.mode == "aerial"
    assert actors(r, event) == ["Kenyan"]


def test_talks_have_actors_on_both_sides(reader: Reader) -> None:
    r = read(reader, "The government held talks with rebel leaders in Geneva.")
    event = the(r, "talks")
    assert event.type == EventType.CONSULT
    assert {name.removesuffix(" in Geneva") for name in actors(r, event)} == {"The government", "rebel leaders"}
    assert event.recipients == ()


@pytest.mark.parametrize(
    ("text", "trigger", "type_"),
    [
        ("Norway sent 40 instructors to Ghana.", "sent", "AID"),
        ("The government sent 500 troops to the border.", "sent", "MOBILIZE"),
        ("Donors provided food aid to the displaced villagers.", "food aid", "AID"),
        ("The minister accused the rebels of burning the market.", "accused", "ACCUSE"),
        ("The union demanded the release of its chairman.", "demanded", "REQUEST"),
        ("The rebels rejected the government's offer.", "rejected", "REJECT"),
        ("The two governments ratified the treaty on Friday.", "ratified", "SUPPORT"),
        ("The rebels released 20 prisoners.", "released", "RETREAT"),
        ("The army lifted the curfew in the port.", "lifted", "CONCEDE"),
        ("Teachers protested outside the ministry.", "protested", "PROTEST"),
        ("The council imposed sanctions on the junta.", "sanctions", "SANCTION"),
        ("The general threatened to shell the town.", "threatened", "THREATEN"),
        ("The two countries agreed to share water.", "agreed", "AGREE"),
        ("The president praised the mediators.", "praised", "SUPPORT"),
        ("Ghana and Togo shared intelligence on the smugglers.", "shared", "COOPERATE"),
        ("The interior minister resigned on Monday.", "resigned", "RETREAT"),
    ],
)
def test_types(reader: Reader, text: str, trigger: str, type_: str) -> None:
    assert (trigger, type_) in told(read(reader, text))


@pytest.mark.parametrize(
    "text",
    [
        "A price war between the airlines continues.",
        "Twelve people were killed in a bus crash near the lake.",
        "The senator attacked the proposal.",
        "The committee killed the bill.",
        "The Anti-Terrorism Act was printed again.",
        "The striker's late attack won the match.",
        "The flood killed 40 people.",
        "He met the deadline.",
        "She declined to comment.",
        "The meeting is on March 12.",
        "He suffered a heart attack.",
    ],
)
def test_what_is_no_event(reader: Reader, text: str) -> None:
    assert [t for t in told(read(reader, text)) if t[1] in ("ASSAULT", "PROTEST", "CONSULT", "REJECT")] == []


def test_instrument(reader: Reader) -> None:
    r = read(reader, "Gunmen attacked the hotel with a car bomb.")
    event = the(r, "attacked")
    assert event.instrument is not None
    assert event.instrument.text == "a car bomb"
    assert event.mode == "explosives"


def test_a_weapon_is_no_actor(reader: Reader) -> None:
    r = read(reader, "A roadside bomb killed a driver.")
    event = the(r, "killed")
    assert event.actors == ()
    assert event.instrument is not None


def test_responsible_for(reader: Reader) -> None:
    r = read(reader, "The ministry said that Colonel Tano and his men were responsible for the attacks in the port.")
    assert actors(r, the(r, "attacks"))[0].endswith("Tano")


def test_participation_takes_the_type_of_what_it_is_in(reader: Reader) -> None:
    r = read(reader, "Foreign pilots may take part in operations against the rebels.")
    (event,) = r.events
    assert event.type == EventType.ASSAULT
    assert actors(r, event) == ["Foreign pilots"]
    assert recipients(r, event) == ["the rebels"]


def test_a_definite_noun_takes_up_what_was_told(reader: Reader) -> None:
    r = read(reader, "Rebels attacked a convoy on Monday. The ministry condemned the attack.")
    assert [t for t in told(r) if t[1] == "ASSAULT"] == [("attacked", "ASSAULT")]


def test_blame_for_killing_names_who(reader: Reader) -> None:
    r = read(reader, "The mayor blamed Omar Sidi for assassinating the judge.")
    assert actors(r, the(r, "assassinating")) == ["Omar Sidi"]
    assert recipients(r, the(r, "assassinating")) == ["the judge"]


def test_place_and_time_of_the_own_clause(reader: Reader) -> None:
    text = "Rebels attacked a convoy in Mogadishu on Tuesday, an official in Nairobi said on Thursday."
    r = reader.read(Report("r_test", text, outlet="The Lantern", published="2024-05-10"))
    event = the(r, "attacked")
    assert event.place is not None
    assert event.place.span.of(text) == "Mogadishu"
    assert event.when is not None
    assert event.when.span is not None
    assert "Tuesday" in event.when.span.of(text)


def test_words_that_fix_no_time(reader: Reader) -> None:
    r = read(reader, "Bandits recently attacked two villages.")
    when = the(r, "attacked").when
    assert when is not None
    assert when.when is None


def test_events_stand_on_claims_and_claims_know_their_events(reader: Reader) -> None:
    r = read(reader, "The ministry said that rebels attacked a convoy.")
    event = the(r, "attacked")
    assert len(event.claims) == 1
    claim = next(c for c in r.claims if c.id == event.claims[0])
    assert event.id in claim.events


@pytest.mark.parametrize(
    "text",
    [
        "",
        "attack " * 5000,
        "kill and " * 4000 + ".",
        "🙂🙂 attack 🙂",
        "the attack of " * 2000,
        "قتل مسلحون attack ثلاثة",
        "said that " * 1500 + "rebels attacked.",
    ],
    ids=["empty", "one word", "coordination", "emoji", "of", "right to left", "nested"],
)
def test_hostile_texts_are_read(reader: Reader, text: str) -> None:
    read(reader, text)


def test_a_report_on_trade_has_no_wars(reader: Reader) -> None:
    r = read(
        reader,
        "The operator launched an offensive against its rival on Monday, and analysts expect a battle for customers. "
        "The company has shot down two offers and will attack the market with lower prices.",
    )
    assert [t for t in told(r) if t[1] == "ASSAULT"] == []


def test_one_bomb_is_one_event(reader: Reader) -> None:
    r = read(reader, "A bomb exploded at a market, killing nine people. The device went off shortly after seven.")
    assert told(r) == [("exploded", "ASSAULT")]


def test_aircraft_belong_to_who_flies_them(reader: Reader) -> None:
    r = read(reader, "Kenyan warplanes bombed a camp of the militants.")
    event = the(r, "bombed")
    assert actors(r, event)[0].startswith("Kenyan")
    assert event.mode == "aerial"


def test_raiders_strike_with_arms_and_miners_without(reader: Reader) -> None:
    assert told(read(reader, "The raiders struck at dawn near the river.")) == [("struck", "ASSAULT")]
    assert told(read(reader, "Miners struck for higher wages.")) == [("struck", "PROTEST")]


def test_what_is_demanded_of_another_is_asked(reader: Reader) -> None:
    text = "The embassy demanded that the council provide evidence."
    assert told(read(reader, text)) == [("demanded", "REQUEST")]
    assert told(read(reader, "The ministry refused to provide details.")) == []


def test_what_an_accusation_tells_is_an_event_of_its_own(reader: Reader) -> None:
    text = "The army rejected reports that its troops had withdrawn from the town."
    assert told(read(reader, text)) == [("rejected", "REJECT"), ("withdrawn", "RETREAT")]


def test_weapons_used_against_people_are_force(reader: Reader) -> None:
    assert told(read(reader, "The army used helicopter gunships against the herders.")) == [("used", "ASSAULT")]
    assert told(read(reader, "The farmers used drones to count their sheep.")) == []


def test_people_are_handed_over_and_ships_seized(reader: Reader) -> None:
    text = "The navy seized a dhow. The group handed over four rebel leaders to the police."
    assert told(read(reader, text)) == [("seized", "COERCE"), ("handed over", "COOPERATE")]


def test_an_encounter_with_forces_is_a_fight(reader: Reader) -> None:
    assert ("encounter", "ASSAULT") in told(read(reader, "Two militants were killed in an encounter with troops."))
    assert told(read(reader, "The minister had an encounter with students.")) == [("encounter", "CONSULT")]


def test_who_is_reported_killed_is_acted_upon(reader: Reader) -> None:
    r = read(reader, "Four of the raiders were reported killed near the river.")
    assert recipients(r, the(r, "killed")) == ["Four of the raiders"]
    assert actors(r, the(r, "killed")) == []


def test_trade_that_is_banned_and_truces_that_are_declared(reader: Reader) -> None:
    assert told(read(reader, "Norway banned arms sales to the region.")) == [("banned", "SANCTION")]
    assert told(read(reader, "The rebels will declare a unilateral truce.")) == [("truce", "RETREAT")]
    assert told(read(reader, "The army will return to the negotiating table.")) == [("return", "CONSULT")]


def test_to_go_on_strike_is_one_event(reader: Reader) -> None:
    r = read(reader, "The federation said it would go on strike on Thursday.")
    assert told(r) == [("strike", "PROTEST")]
    assert str(the(r, "strike").status) == "planned"


def test_the_trigger_list_is_sound() -> None:
    lexicon = EventLexicon(Lexicons())
    rows = [row for index in (lexicon.verbs, lexicon.nouns) for rows in index.values() for row in rows]
    assert len(rows) >= 600
    types = {str(t) for t in EventType}
    assert {row.type for row in rows} >= types
    for row in rows:
        assert row.type in types | {"=in", "=obj", "NONE"}
        assert set(row.roles.values()) <= set("arpi-")
        for condition in (*row.object, *row.forbid):
            name = condition.removeprefix("=subject:").removeprefix("=prep:")
            if name.startswith("@"):
                assert name[1:] in lexicon.classes, condition
