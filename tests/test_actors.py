"""Actors: who is one with whom, under which names, in reports about invented people."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from dateline.reader import Reader
from dateline.reader.actors import ActorsLayer
from dateline.reader.actors.names import NameList, fold
from dateline.reader.actors.nominals import mention_tokens
from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Actor, ActorKind, Report, Role, Span


class Cast:
    """A report read as far as its actors, with look-ups by words."""

    def __init__(self, reader: Reader, text: str, outlet: str | None = None) -> None:
        self.draft = Draft(Report("r_test", text, outlet=outlet, body=(Span(0, len(text)),)), Parse(text))
        for layer in reader.layers:
            layer(self.draft)
            if layer.name == "actors":
                break
        self.text = text

    def at(self, words: str, nth: int = 0) -> Actor | None:
        """The actor whose mention has exactly these words, at their nth place in the text."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        span = Span(start, start + len(words))
        found = [c for c in self.draft.cast.values() if c.span == span]
        return self.draft.actor(found[0].actor) if found else None

    def one(self, *words: str) -> bool:
        """Whether all these words are mentions of one actor (any of the places where they stand)."""
        names = [{self.text[s:e] for s, e in actor.mentions} for actor in self.draft.actors]
        return any(set(words) <= texts for texts in names)

    def names(self) -> list[str]:
        return [actor.name for actor in self.draft.actors]


def test_a_long_armed_group_name_is_one_actor(reader: Reader) -> None:
    cast = Cast(
        reader,
        "Fighters of Lashkar-e-Jhangvi and the Revolutionary Armed Forces of Colombia met Tehreek-i-Taliban "
        "Pakistan envoys. The FARC said nothing.",
    )
    assert cast.one("the Revolutionary Armed Forces of Colombia", "The FARC")
    group = next(a for a in cast.draft.actors if a.name == "Tehrik-i-Taliban Pakistan")
    assert group.country == "PAK"
    assert group.roles == (Role.REB,)
    assert "Pakistan" not in cast.names()


def test_title_name_surname_and_pronoun_are_one_person(reader: Reader) -> None:
    cast = Cast(
        reader,
        "Interior minister Jane Korvath resigned on Monday. Korvath said she was tired. "
        "The minister left for Vienna, and Ms Korvath's deputy took over.",
    )
    assert cast.one("Interior minister Jane Korvath", "Korvath", "she", "The minister", "Ms Korvath")
    person = cast.at("Interior minister Jane Korvath")
    assert person is not None
    assert (person.name, person.kind, person.named) == ("Jane Korvath", ActorKind.PERSON, True)
    assert Role.GOV in person.roles


def test_appositives_before_and_after_the_name(reader: Reader) -> None:
    cast = Cast(
        reader,
        "Tomas Wennerby, the governor of the island, met the police chief, Alma Strindqvist. The governor smiled.",
    )
    assert cast.one("Tomas Wennerby", "The governor")
    assert cast.one("Alma Strindqvist", "the police chief")


def test_two_people_of_one_surname_stay_two(reader: Reader) -> None:
    cast = Cast(
        reader,
        "Peter Harnoss met his sister Monica Harnoss in Oslo. Mr Harnoss said he was glad. "
        "Ms Harnoss said she was not.",
    )
    assert cast.one("Peter Harnoss", "Mr Harnoss", "he")
    assert not cast.one("Peter Harnoss", "Ms Harnoss")
    assert cast.one("Ms Harnoss", "she")


def test_a_group_described_again_and_its_pronoun(reader: Reader) -> None:
    cast = Cast(
        reader,
        "Security sources in Nairobi told a newspaper that the raid had failed. The sources said it was a "
        "mistake. They said more raids would follow. Security sources said so twice.",
    )
    assert cast.one("Security sources in Nairobi", "The sources", "They", "Security sources")
    group = cast.at("The sources")
    assert group is not None
    assert group.kind is ActorKind.GROUP
    assert not group.named


def test_groups_of_different_owners_stay_apart(reader: Reader) -> None:
    cast = Cast(
        reader,
        "Kenyan officials blamed smugglers. Pentagon officials blamed the weather. Kenyan and Ugandan officials met.",
    )
    assert not cast.one("Kenyan officials", "Pentagon officials")
    assert not cast.one("Kenyan officials", "Kenyan and Ugandan officials")
    kenyan = cast.at("Kenyan officials")
    assert kenyan is not None and kenyan.country == "KEN"


def test_a_state_its_adjective_and_its_government_are_one(reader: Reader) -> None:
    cast = Cast(
        reader,
        "Kenya sent envoys to Kampala on Monday. The Kenyan government said talks went well. "
        "Kenyan troops stayed at the border.",
    )
    assert cast.one("Kenya", "Kenyan", "The Kenyan government")
    troops = cast.at("Kenyan troops")
    assert troops is not None
    assert (troops.country, troops.kind) == ("KEN", ActorKind.GROUP)
    assert Role.MIL in troops.roles


def test_the_country_is_the_state_just_named(reader: Reader) -> None:
    cast = Cast(reader, "Kenya raised its fuel tax on Monday. Police in the country braced for protests.")
    assert cast.one("Kenya", "the country")


def test_an_acronym_in_brackets(reader: Reader) -> None:
    cast = Cast(reader, "The Coastal Fishers Union (CFU) called a strike. The CFU said nothing else.")
    assert cast.one("The Coastal Fishers Union", "The CFU")


def test_the_short_form_of_an_organisation(reader: Reader) -> None:
    cast = Cast(reader, "Soldiers fought the Upper Orvel Front on Monday. They said the Front had lost ten men.")
    assert cast.one("the Upper Orvel Front", "the Front")


def test_acronyms_need_their_country(reader: Reader) -> None:
    away = Cast(reader, "The PRI of the machine rose. Anna Lindqvist said the test went well.")
    assert "Institutional Revolutionary Party" not in away.names()
    home = Cast(reader, "The PRI lost the vote in Mexico. Anna Lindqvist said the PRI took it well.")
    assert "Institutional Revolutionary Party" in home.names()


def test_small_letters(reader: Reader) -> None:
    cast = Cast(
        reader,
        "colonel ernesto quintanar said that fmln guerrillas attacked the barracks in san salvador. "
        "quintanar said two soldiers were killed in el salvador and that the guerrillas fled.",
    )
    assert cast.one("colonel ernesto quintanar", "quintanar")
    assert "Farabundo Marti National Liberation Front" in cast.names()


def test_mention_spans_are_what_a_reader_underlines(reader: Reader) -> None:
    text = "Some diplomatic and US sources in Geneva, who asked not to be named, said that police had left."
    cast = Cast(reader, text)
    assert cast.at("Some diplomatic and US sources in Geneva") is not None
    parse = cast.draft.parse
    head = parse.lower.index("sources")
    assert parse.words_of(*mention_tokens(parse, head)) == "Some diplomatic and US sources in Geneva"


def test_conjuncts_are_mentions_of_their_own(reader: Reader) -> None:
    cast = Cast(reader, "Police and soldiers closed the road.")
    assert cast.at("Police") is not None
    assert cast.at("soldiers") is not None


def test_cast_points_at_heads_and_actors_hold_the_spans(reader: Reader) -> None:
    cast = Cast(reader, "Mayor Elsa Brunnholm told reporters that her town was safe.")
    for head, mention in cast.draft.cast.items():
        assert mention.head == head
        assert mention.first <= head <= mention.last
        assert mention.span in cast.draft.actor(mention.actor).mentions
    assert cast.one("Mayor Elsa Brunnholm", "her")


def test_a_plural_pronoun_is_never_one_person(reader: Reader) -> None:
    cast = Cast(reader, "Jonas Aldermark left the house. They were tired.")
    assert cast.at("They") is None


def test_he_in_a_quotation_is_not_the_speaker(reader: Reader) -> None:
    cast = Cast(reader, '"He is a fool," said Viktor Dahlmarsh.')
    assert not cast.one("He", "Viktor Dahlmarsh")


def test_the_speaker_after_a_quotation(reader: Reader) -> None:
    cast = Cast(
        reader, "Army chief Viktor Dahlmarsh blamed Pavel Orsk for the raid. “They mean harm to our state,” he added."
    )
    assert cast.one("Army chief Viktor Dahlmarsh", "he")


def test_whom_a_clause_names(reader: Reader) -> None:
    cast = Cast(
        reader,
        "The Ostford Front denied it. Its spokesman, who goes by the name Commander Tarn, said nothing had burned. "
        "A little-known group calling itself the Blue Crane Brigade said that it had set the fire.",
    )
    assert cast.one("Its spokesman", "Commander Tarn")
    assert cast.one("A little-known group", "the Blue Crane Brigade")


def test_the_group_is_not_the_paper(reader: Reader) -> None:
    cast = Cast(
        reader,
        "The Ostford Front has lost its camp. The Front admitted it. Its leader told the Courier by telephone that "
        "the group's retreat was over.",
        outlet="The Velmora Courier",
    )
    assert cast.one("The Ostford Front", "the group")
    assert next(a for a in cast.draft.actors if a.name == "Velmora Courier").kind is ActorKind.MEDIA


def test_words_that_only_look_like_names(reader: Reader) -> None:
    text = "Dawn on Monday was cold. “Let them fight,” she said in India, in a speech read by a man speaking Kaonde."
    assert {"Dawn", "Lashkar-e-Taiba", "Kaonde"}.isdisjoint(Cast(reader, text).names())
    cast = Cast(reader, "Rebels of the Ostford Front met armed men there. In 2019 seven soldiers died.")
    found = {a.name: a for a in cast.draft.actors}
    assert found["Rebels of the Ostford Front"].kind is ActorKind.GROUP
    assert found["armed men"].roles == (Role.UAF,)
    assert "seven soldiers" in found


def test_the_outlet_is_a_medium(reader: Reader) -> None:
    cast = Cast(reader, "A spokesman told Halmstead Wire that the road was open.", outlet="Halmstead Wire")
    found = next((a for a in cast.draft.actors if a.name == "Halmstead Wire"), None)
    assert found is None or found.kind is ActorKind.MEDIA


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    text = "UN officials met Maria Kestrin and the Kenyan army in Nairobi. She said they had agreed."
    assert Cast(reader, text).draft.actors == Cast(reader, text).draft.actors


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\U0001f600 \u202emixed\u202c \u05e9\u05dc\u05d5\u05dd said he",
        "said said said he they who (UN) - - - 's ’s",
        "GENERAL MR COL. DR. " * 30,
        "He " * 500,
        "İİİ İstanbul police said İ",
        ")(UN)(((",
    ],
)
def test_nothing_raises(reader: Reader, text: str) -> None:
    Cast(reader, text)


def test_cost_grows_with_the_length_only(reader: Reader) -> None:
    unit = "Police said the militants and Jane Korvath attacked the army because they told him that his group left. "
    layer = next(layer for layer in reader.layers if isinstance(layer, ActorsLayer))
    costs = []
    for times in (40, 160):
        draft = Cast(reader, unit * times).draft
        tries = []
        for _ in range(3):
            draft.actors.clear()
            draft.cast.clear()
            begun = time.process_time()
            layer(draft)
            tries.append(time.process_time() - begun)
        costs.append(min(tries) / times)
    assert costs[1] < 6 * costs[0]


def test_lists_are_whole() -> None:
    lexicons = Lexicons()
    roles = {role.value for role in Role}
    for table in ("armed_groups", "organisations", "media"):
        for row in lexicons.table(table):
            assert row["name"], table
            assert set(row["role"].split("|")) <= roles, row
            assert not row["country"] or len(row["country"]) == 3, row
    assert len(lexicons.table("armed_groups")) > 300


def test_a_users_own_group(tmp_path, reader: Reader) -> None:  # type: ignore[no-untyped-def]
    own = "name\taliases\tcountry\trole\nOrvel River Column\tORC\tKEN\tREB\n"
    (tmp_path / "armed_groups.tsv").write_text(own, encoding="utf-8")
    names = NameList(Lexicons(tmp_path))
    cast = Cast(reader, "Kenyan police blamed the Orvel River Column for the raid.")
    draft = replace(cast.draft)
    assert [m.entry.name for m in names.find(draft.parse, False, {"KEN"})] == ["Orvel River Column"]
    assert fold("Jaysh’s “Élan”") == "Jaysh's “Elan”"


def test_names_are_whole_where_the_recogniser_knows_only_a_part(reader: Reader) -> None:
    cast = Cast(
        reader,
        "Interior Minister Anselmo Ibarra Quist resigned. The Workers' Revolutionary Front (WRF) welcomed it. "
        "The WRF said that Ibarra had lied.",
    )
    assert cast.one("Interior Minister Anselmo Ibarra Quist", "Ibarra")
    assert cast.one("The Workers' Revolutionary Front", "WRF", "The WRF")


def test_who_says_a_quotation_is_not_whom_it_speaks_of(reader: Reader) -> None:
    cast = Cast(
        reader,
        "According to Bishop Tomas Arrieta, President Hugo Valcarcel has promised to receive them. "
        '"The president gave me his word," he said.',
    )
    assert cast.one("Bishop Tomas Arrieta", "he")


def test_an_office_said_in_two_orders_is_one(reader: Reader) -> None:
    cast = Cast(
        reader, "The chairman of the council, Dele Ogunro, was in town. The council chairman denied the allegation."
    )
    assert cast.one("Dele Ogunro", "The council chairman")


def test_a_bare_noun_is_the_one_just_brought_in(reader: Reader) -> None:
    text = (
        "A faction of the Ember Union will hold talks with the mayor. A rival faction led by Bo Tanner left. "
        "In a statement, the faction called the talks a trap."
    )
    cast = Cast(reader, text)
    assert cast.one("A rival faction", "the faction") or cast.one("A rival faction led by Bo Tanner", "the faction")
