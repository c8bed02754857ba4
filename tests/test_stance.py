"""Stance, hedges, certainty and voices: the judged sentences, and each rule once."""

from __future__ import annotations

import pytest

from dateline.reader import Reader
from dateline.reader.lexicon import Lexicons
from dateline.records import Certainty, Claim, Manner, Stance, Voice, VoiceKind, report_of
from judged import FIELDS, Judged, found, judged, misses

# Share of the judged claims that are read as a person judged them, their spans given; and of all of them, the share
# that is found without. Lower these only on purpose.
FLOORS = {
    "judged_claims": {"stance": 0.99, "certainty": 0.99, "hedges": 0.99, "kind": 0.94, "named": 0.99},
    "judged_later": {"stance": 0.98, "certainty": 0.98, "hedges": 0.99, "kind": 0.98, "named": 0.96},
}
FOUND = {"judged_claims": 0.8, "judged_later": 0.65}
SAME = 0.97  # of those found, the share with the judged stance


@pytest.fixture(scope="module")
def by_rules() -> Reader:
    return Reader(layers={"attribution": "rules"})


@pytest.fixture(scope="module", params=sorted(FLOORS))
def rows(request: pytest.FixtureRequest) -> tuple[str, list[Judged]]:
    return request.param, judged(request.param)


def test_the_judged_claims_are_read_as_judged(by_rules: Reader, rows: tuple[str, list[Judged]]) -> None:
    name, claims = rows
    wrong = list(misses(by_rules, claims))
    for field in FIELDS:
        missed = [f"{one.text} ({said}, not {one.expected[field]})" for one, which, said in wrong if which == field]
        assert 1 - len(missed) / len(claims) >= FLOORS[name][field], "\n".join(missed)


def test_the_judged_claims_are_found_with_their_stance(by_rules: Reader, rows: tuple[str, list[Judged]]) -> None:
    name, claims = rows
    seen = found(by_rules, claims)
    assert len(seen) / len(claims) >= FOUND[name]
    other = [f"{one.text} ({claim.stance})" for one, claim in seen if claim.stance != one.expected["stance"]]
    assert 1 - len(other) / len(seen) >= SAME, "\n".join(other)


def test_every_judgement_is_of_the_vocabulary() -> None:
    for name in FOUND:
        for one in judged(name):
            Stance(one.expected["stance"])
            Certainty(one.expected["certainty"])
            assert one.expected["kind"] == "unstated" or VoiceKind(one.expected["kind"])
            assert one.expected["named"] in ("yes", "no")
            assert all(hedge in one.text for hedge in one.expected["hedges"].split("|"))
            assert one.spans["cue"] and one.spans["content"], one.text


# ---------------------------------------------------------------- negation
def claims_of(reader: Reader, text: str) -> list[tuple[list[str], Claim]]:
    reading = reader.read(report_of(text))
    names = {voice.id: voice.name for voice in reading.voices}
    return [([names[link.voice] for link in claim.chain], claim) for claim in reading.claims]


def one_of(reader: Reader, text: str) -> Claim:
    ((_, claim),) = claims_of(reader, text)
    return claim


@pytest.mark.parametrize(
    ("text", "stance", "certainty"),
    [
        ("The ministry did not deny that the road was mined.", Stance.ASSERTS, Certainty.UNKNOWN),
        ("The ministry has yet to confirm that the road was mined.", Stance.DOUBTS, Certainty.UNKNOWN),
        ("The ministry has not ruled out that the road was mined.", Stance.ASSERTS, Certainty.POSSIBLE),
        ("The ministry denied that the road was not mined.", Stance.DENIES, Certainty.CERTAIN),
        ("No official confirmed that the road was mined.", Stance.DOUBTS, Certainty.UNKNOWN),
        ("A few officials confirmed that the road was mined.", Stance.CONFIRMS, Certainty.CERTAIN),
        ("The rebels ask that the road be opened.", Stance.DEMANDS, Certainty.CERTAIN),
        ("The ministry not only confirmed that the road was mined.", Stance.CONFIRMS, Certainty.CERTAIN),
    ],
)
def test_negation(by_rules: Reader, text: str, stance: Stance, certainty: Certainty) -> None:
    claim = one_of(by_rules, text)
    assert (claim.stance, claim.certainty) == (stance, certainty)


def test_what_is_opposed_is_not_said_not_to_have_been(by_rules: Reader) -> None:
    reading = by_rules.read(report_of("The mayor opposed the airstrikes that killed twelve people on Monday."))
    assert [claim.stance for claim in reading.claims] == [Stance.BLAMES]
    assert "denied" not in {event.status for event in reading.events}


# ---------------------------------------------------------------- hedges
@pytest.mark.parametrize(
    ("text", "hedges", "certainty"),
    [
        ("The mayor said the mill might close in May.", ["might"], Certainty.POSSIBLE),
        ("The mayor said he could not swim.", [], Certainty.CERTAIN),
        ("The mayor said it was not clear who had fired.", ["not clear"], Certainty.UNKNOWN),
        ("The mayor said the mill, which may close, made paper.", ["may"], Certainty.CERTAIN),
        ("The mayor suspects that the mill will probably close.", ["probably"], Certainty.PROBABLE),
    ],
)
def test_hedges(by_rules: Reader, text: str, hedges: list[str], certainty: Certainty) -> None:
    claim = one_of(by_rules, text)
    assert [span.of(text) for span in claim.hedges] == hedges
    assert claim.certainty is certainty


# ---------------------------------------------------------------- manner
@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("“The road is mined,” the mayor said.", Manner.DIRECT),
        ("The mayor said: ‘The road is mined.’", Manner.DIRECT),
        ("The mayor said the road was “full of mines”.", Manner.MIXED),
        ("The mayor said the road was mined.", Manner.INDIRECT),
    ],
)
def test_manner(by_rules: Reader, text: str, manner: Manner) -> None:
    assert one_of(by_rules, text).manner is manner


def test_marks_around_the_cue_too_do_not_make_it_direct(by_rules: Reader) -> None:
    claims = claims_of(by_rules, "“The guards said that the road was mined,” the mayor said.")
    assert {len(chain): claim.manner for chain, claim in claims} == {1: Manner.DIRECT, 2: Manner.INDIRECT}


# ---------------------------------------------------------------- voices
def voices_of(reader: Reader, text: str) -> dict[str, Voice]:
    reading = reader.read(report_of(text))
    said = {link.voice for claim in reading.claims for link in claim.chain}
    return {voice.name: voice for voice in reading.voices if voice.id in said}


def test_pronouns_are_the_voices_they_stand_for(by_rules: Reader) -> None:
    text = "Engineer Mara Velling said the dam was safe. She added that it would hold. “I built it,” she said."
    voices = voices_of(by_rules, text)
    assert set(voices) == {"Mara Velling"}
    assert [span.of(text) for span in voices["Mara Velling"].mentions] == ["Engineer Mara Velling", "She", "she"]


def test_a_pronoun_nobody_resolves_is_an_unnamed_voice(by_rules: Reader) -> None:
    (voice,) = voices_of(by_rules, "He said the dam was safe.").values()
    assert (voice.name, voice.kind, voice.named) == ("He", VoiceKind.PERSON, False)


def test_i_in_a_quotation_is_its_speaker(by_rules: Reader) -> None:
    text = "“I warned that the dam would burst,” said Mara Velling."
    chains = [chain for chain, _ in claims_of(by_rules, text)]
    assert ["Mara Velling"] in chains and ["Mara Velling", "Mara Velling"] in chains


def test_who_asks_not_to_be_named_is_not(by_rules: Reader) -> None:
    voices = voices_of(by_rules, "An aide to President Joana Maro, who asked not to be named, said she was ill.")
    assert [(voice.kind, voice.named) for voice in voices.values()] == [(VoiceKind.PERSON, False)]


def test_a_users_kind_wins(tmp_path_factory: pytest.TempPathFactory) -> None:
    from dateline.reader.attribution.kinds import Kinds

    own = tmp_path_factory.mktemp("words")
    (own / "voice_kinds.tsv").write_text("lemma\tkind\noracle\tdocument\n", encoding="utf-8")
    assert Kinds.load(Lexicons(own)).nouns["oracle"] is VoiceKind.DOCUMENT


def test_a_users_cue_has_its_sense(tmp_path_factory: pytest.TempPathFactory) -> None:
    from dateline.reader.attribution.stance import Senses

    own = tmp_path_factory.mktemp("words")
    (own / "stances.tsv").write_text("lemma\tstance\tspeech\nglorp\tdenies\tyes\nglorp_up\tasks\n", encoding="utf-8")
    senses = Senses.load(Lexicons(own))
    sense = senses.of("glorp")
    assert sense is not None and (sense.stance, sense.negated) == (Stance.DENIES, Stance.DENIES)
    assert [entry[0] for entry in senses.cues.phrases["glorp"]] == [["up"]]


def test_it_is_nobody_where_it_was_reported(by_rules: Reader) -> None:
    voices = voices_of(by_rules, "It was reported that the consul had left the city.")
    assert [(voice.name, voice.named) for voice in voices.values()] == [("unstated", False)]
