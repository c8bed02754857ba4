"""The tensions layer: what of one report cannot both hold."""

from __future__ import annotations

from dateline.reader import Reader
from dateline.records import Reading, Report


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Report("r_test", text, outlet="The Lantern"))


def test_a_denial_against_an_assertion(reader: Reader) -> None:
    r = read(
        reader,
        "The ministry said that the Northern Front had attacked the convoy. "
        "The Northern Front denied that it had attacked the convoy.",
    )
    (tension,) = r.tensions
    assert set(tension.between) <= {claim.id for claim in r.claims}
    assert "attacked" in tension.why


def test_families_of_words(reader: Reader) -> None:
    r = read(
        reader,
        "Officials in Oslo said there would be no Norwegian participation in the offensive. "
        "The Lantern said that Norwegian pilots may participate in the offensive.",
    )
    assert len(r.tensions) == 1


def test_two_voices_that_count_differently(reader: Reader) -> None:
    r = read(
        reader,
        "Rebels attacked a barracks on Monday, killing at least 30 soldiers, a rebel spokesman said. "
        "The army said that four soldiers had been killed.",
    )
    assert any("killed" in tension.why and "30" in tension.why for tension in r.tensions)


def test_a_risen_toll_is_no_tension(reader: Reader) -> None:
    r = read(
        reader,
        "Rebels attacked a market, killing nine people, police said. The death toll later rose to 14, a doctor said.",
    )
    assert r.tensions == ()


def test_other_people_are_no_tension(reader: Reader) -> None:
    r = read(
        reader,
        "Police said the Red Column had attacked a bank in Lima. "
        "The mayor said that farmers had not attacked the police.",
    )
    assert r.tensions == ()


def test_a_group_called_by_two_nouns(reader: Reader) -> None:
    r = read(reader, "Villagers said troops had burned three houses. The army denied burning any houses.")
    assert len(r.tensions) == 1


def test_one_claim_is_in_no_tension_with_itself(reader: Reader) -> None:
    r = read(reader, "The minister said that rebels attacked the bridge but did not attack the town.")
    assert r.tensions == ()


def test_many_denials_stay_cheap(reader: Reader) -> None:
    text = "The army said that rebels attacked a post. The rebels denied that they attacked a post. " * 150
    r = read(reader, text)
    assert len(r.tensions) < 150 * 30


def test_a_charge_and_its_denial(reader: Reader) -> None:
    r = read(
        reader,
        "Chief Ganiyu Adebo accused the chairman of the council, Dele Ogunro, of arming the youths. "
        "But the council chairman denied the allegation.",
    )
    claims = {claim.id: claim for claim in r.claims}
    assert [{str(claims[id_].stance) for id_ in t.between} for t in r.tensions] == [{"blames", "denies"}]


def test_a_denial_of_what_others_are_blamed_for_is_none(reader: Reader) -> None:
    r = read(
        reader, "The minister accused the Northern Front of the bombing. The Southern League denied the allegation."
    )
    assert r.tensions == ()


def test_an_allegation_refuted_by_others(reader: Reader) -> None:
    r = read(
        reader,
        "Mara Velling alleged that 12 party workers had been detained. A police spokesman refuted the allegation.",
    )
    assert any("alleged" in t.why and "refuted" in t.why for t in r.tensions)


def test_a_spokesman_denies_what_the_group_is_blamed_for(reader: Reader) -> None:
    r = read(
        reader,
        "The governor blamed the Tarn Defence Movement for the raid. "
        "The movement's representative in Nairobi, Peter Olum, rejected the accusation.",
    )
    assert any("blamed" in t.why and "rejected" in t.why for t in r.tensions)


def test_what_was_said_is_called_false(reader: Reader) -> None:
    text = "Teachers put the number of the dead at 19. The mayor, Ada Quill, dismissed the teachers' figure."
    (tension,) = read(reader, text).tensions
    assert "figure" in tension.why
    text = "A local newspaper reported that the general had fled. The army called the report a fabrication."
    assert len(read(reader, text).tensions) == 1
    assert read(reader, "A doctor said the well was dry. The mayor dismissed the report.").tensions == ()


def test_a_part_of_a_toll_and_a_corrected_toll_contradict_nothing(reader: Reader) -> None:
    text = "Nine people were killed in the raid, police said. Three of the dead were children, a doctor said."
    assert read(reader, text).tensions == ()
    text = "A bomb killed 11 people in Tarn, police said. Hospital officials had initially said 14 people were killed."
    assert read(reader, text).tensions == ()
