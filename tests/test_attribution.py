"""The attribution layer by its rules alone: each construction once, chains, stance, quotations without end.

What the learned tagger does with such sentences is asked in test_learned_reading.py. Here stands the benchmark, too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.bench import attribution as bench
from dateline.reader import Reader
from dateline.reader.attribution import AttributionLayer
from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.sentences import SentencesLayer
from dateline.records import Certainty, Claim, Manner, Report, Span, Stance, VoiceKind

Row = tuple[list[str | None], str, list[str]]  # sources of the chain, cue, contents


class Bench:
    """The two layers that attribution needs, without a cast; attribution by rules."""

    def __init__(self) -> None:
        self.sentences = SentencesLayer()
        self.attribution = AttributionLayer(Lexicons(), how="rules")

    def draft(self, text: str) -> Draft:
        draft = Draft(Report("r", text, body=(Span(0, len(text)),) if text else ()), Parse(text))
        self.sentences(draft)
        self.attribution(draft)
        return draft

    def rows(self, text: str) -> list[Row]:
        return [row(claim, text) for claim in self.draft(text).claims]

    def claim(self, text: str) -> Claim:
        (claim,) = self.draft(text).claims
        return claim


def row(claim: Claim, text: str) -> Row:
    sources = [link.span.of(text) if link.span else None for link in claim.chain]
    return sources, claim.cue[0].of(text), [span.of(text) for span in claim.content]


@pytest.fixture(scope="module")
def layer() -> Bench:
    return Bench()


ONE_CLAIM: list[tuple[str, str | None, str, list[str]]] = [
    # direct
    ("“The bridge will reopen,” said Mara Velling.", "Mara Velling", "said", ["“The bridge will reopen,”"]),
    ('"We held the town," Velling said.', "Velling", "said", ['"We held the town,"']),
    ("``We held the town,'' Velling said.", "Velling", "said", ["``We held the town,''"]),
    ("“Where is the army?” Velling asked.", "Velling", "asked", ["“Where is the army?”"]),
    ("Mara Velling: “We will not leave.”", "Mara Velling", ":", ["“We will not leave.”"]),
    (
        "“We held the town,” Velling said. “Nobody left. Everyone stayed.”",
        "Velling",
        "said",
        ["“We held the town,”", "“Nobody left. Everyone stayed.”"],
    ),
    # over paragraphs
    (
        "“We held the town for nine days.\n\n“Nobody left, and nobody came to help us,” Velling said.",
        "Velling",
        "said",
        ["“We held the town for nine days.", "“Nobody left, and nobody came to help us,”"],
    ),
    (
        "Velling said: “We held the town for nine days.\n\n“Nobody left.”\n\nThe rain went on.",
        "Velling",
        "said",
        ["“We held the town for nine days.", "“Nobody left.”"],
    ),
    ("Velling said: “We held the town.\n\nThe rain went on.", "Velling", "said", ["“We held the town."]),
    # indirect
    ("Mara Velling said that the bridge would reopen.", "Mara Velling", "said", ["that the bridge would reopen"]),
    ("The bridge would reopen on Monday, Velling said.", "Velling", "said", ["The bridge would reopen on Monday"]),
    ("The bridge was safe, said Mara Velling.", "Mara Velling", "said", ["The bridge was safe"]),
    (
        "Guards held two men near the port, the harbour service informed.",
        "the harbour service",
        "informed",
        ["Guards held two men near the port"],
    ),
    (
        "Gunmen burned the mill, police said on Monday, hours after the talks had ended.",
        "police",
        "said",
        ["Gunmen burned the mill"],
    ),
    ("The spokesman termed the reports baseless.", "The spokesman", "termed", ["the reports baseless"]),
    (
        "A section of the press reported last week that the army had left.",
        "A section of the press",
        "reported",
        ["that the army had left"],
    ),
    ("The rebels, officials said, had fled.", "officials", "said", ["The rebels", "had fled"]),
    (
        "The bridge, said Velling, would reopen on Monday.",
        "Velling",
        "said",
        ["The bridge", "would reopen on Monday"],
    ),
    ("Police told reporters that two men had been held.", "Police", "told", ["that two men had been held"]),
    ("About 4 in 10 say the road is safe.", "About 4 in 10", "say", ["the road is safe"]),
    # according to
    ("According to Mara Velling, the bridge is safe.", "Mara Velling", "According to", ["the bridge is safe"]),
    (
        "The bridge will reopen, according to two engineers in Tarsk.",
        "two engineers in Tarsk",
        "according to",
        ["The bridge will reopen"],
    ),
    (
        "The bridge, according to engineers, will reopen on Monday.",
        "engineers",
        "according to",
        ["The bridge", "will reopen on Monday"],
    ),
    ("In Velling's view, the road was safe.", "Velling", "In Velling's view", ["the road was safe"]),
    # as X put it
    (
        "The road, as Velling put it, was “a ribbon of holes.”",
        "Velling",
        "put",
        ["The road", "was “a ribbon of holes.”"],
    ),
    ("As the Tarsk Courier reported, the road was closed.", "the Tarsk Courier", "reported", ["the road was closed"]),
    # mixed
    (
        "Velling said the ministry had “no plan whatsoever” for the winter.",
        "Velling",
        "said",
        ["the ministry had “no plan whatsoever” for the winter"],
    ),
    # infinitives and objects
    ("The council plans to close the harbour.", "The council", "plans", ["to close the harbour"]),
    ("The rebels vowed to retake the port.", "The rebels", "vowed", ["to retake the port"]),
    ("The minister refused to resign.", "The minister", "refused", ["to resign"]),
    ("Velling urged the rebels to leave.", "Velling", "urged", ["the rebels to leave"]),
    ("Velling denied the accusation.", "Velling", "denied", ["the accusation"]),
    ("The senator criticised the decision.", "The senator", "criticised", ["the decision"]),
    ("The ministry announced plans for a new airport.", "The ministry", "announced", ["plans for a new airport"]),
    ("Residents blamed the army for the fire.", "Residents", "blamed", ["the army for the fire"]),
    ("The mayor accused the militia of looting.", "The mayor", "accused", ["the militia of looting"]),
    # nouns and adjectives
    (
        "The envoy attended after the ministry's assessment that the road was safe.",
        "the ministry",
        "assessment",
        ["that the road was safe"],
    ),
    (
        "Two agencies carried reports that the governor had fled.",
        "Two agencies",
        "reports",
        ["that the governor had fled"],
    ),
    (
        "Velling was confident that the talks would succeed.",
        "Velling",
        "was confident",
        ["that the talks would succeed"],
    ),
    # passives
    (
        "Velling was quoted as saying that the port was mined.",
        "Velling",
        "saying",
        ["that the port was mined"],
    ),
    ("It was reported that the general had fled.", None, "was reported", ["that the general had fled"]),
    (
        "It was reported by state radio that the general had fled.",
        "state radio",
        "was reported",
        ["that the general had fled"],
    ),
    ("The general was accused of corruption.", None, "was accused", ["The general", "of corruption"]),
    # others
    (
        "In an interview with Radio Tarsk, Velling said that the road was open.",
        "Velling",
        "said",
        ["that the road was open"],
    ),
    (
        "Villagers who said the army had shelled the market were arrested.",
        "who",
        "said",
        ["the army had shelled the market"],
    ),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), ONE_CLAIM, ids=[text[:48] for text, *_ in ONE_CLAIM])
def test_construction(layer: Bench, text: str, source: str | None, cue: str, content: list[str]) -> None:
    assert layer.rows(text) == [([source], cue, content)]


def test_a_second_cue_shares_the_source(layer: Bench) -> None:
    assert layer.rows("The bridge was safe, Velling said, adding that traffic would be light.") == [
        (["Velling"], "said", ["The bridge was safe"]),
        (["Velling"], "adding", ["that traffic would be light"]),
    ]


def test_coordinated_cues(layer: Bench) -> None:
    assert layer.rows("Velling blamed the contractor for the delay and warned that the river could rise.") == [
        (["Velling"], "blamed", ["the contractor for the delay"]),
        (["Velling"], "warned", ["that the river could rise"]),
    ]


def test_a_thing_promises_nothing(layer: Bench) -> None:
    rows = layer.rows(
        "The mayor told a local station that the agreement still stood and promised that the mill would open."
    )
    assert [(row[0], row[2]) for row in rows] == [
        (["The mayor"], ["that the agreement still stood"]),
        (["The mayor"], ["that the mill would open"]),
    ]


def test_while_sets_one_voice_against_another(layer: Bench) -> None:
    rows = layer.rows("Velling said the road was open, while the ministry says that it is closed.")
    assert [(row[0], row[2]) for row in rows] == [
        (["Velling"], ["the road was open"]),
        (["the ministry"], ["that it is closed"]),
    ]


def test_quoted_as_saying_is_one_claim_with_its_quoted_end(layer: Bench) -> None:
    rows = layer.rows('The negotiator was quoted as saying that they would fly on Thursday, "but not under fire".')
    assert [row[2] for row in rows] == [["that they would fly on Thursday", '"but not under fire"']]


def test_what_is_yet_to_be_discussed_is_not_said(layer: Bench) -> None:
    assert layer.rows("The ministers met on Monday to discuss the fencing of the border.") == []


def test_what_is_not_said_ends_before_who_adds_it(layer: Bench) -> None:
    rows = layer.rows("Tarsk has not yet said whether it will join the talks, one of the diplomats added.")
    assert (["one of the diplomats"], "added", ["Tarsk has not yet said whether it will join the talks"]) in rows


def test_a_cue_after_a_quotation_in_the_next_sentence(layer: Bench) -> None:
    assert layer.rows("“We held the town,” Velling said. “Everyone stayed,” she added.") == [
        (["Velling"], "said", ["“We held the town,”"]),
        (["she"], "added", ["“Everyone stayed,”"]),
    ]


def test_voices_within_voices_make_a_chain(layer: Bench) -> None:
    text = "Officials claimed that scouts had confirmed the army's assessment that the pass was open."
    assert layer.rows(text) == [
        (["Officials"], "claimed", [text[len("Officials claimed ") : -1]]),
        (["Officials", "scouts"], "had confirmed", ["the army's assessment that the pass was open"]),
        (["Officials", "scouts", "the army"], "assessment", ["that the pass was open"]),
    ]


def test_one_speaker_is_one_voice(layer: Bench) -> None:
    draft = layer.draft(
        "Mara Velling said the road was mined. Engineers doubted it. Mara Velling said they were wrong."
    )
    voices = {
        claim.chain[0].voice for claim in draft.claims if claim.chain[0].span and "Velling" in _speaker(draft, claim)
    }
    assert len(voices) == 1
    (voice,) = (v for v in draft.voices if v.id in voices)
    assert voice.named and len(voice.mentions) == 2


def _speaker(draft: Draft, claim: Claim) -> str:
    span = claim.chain[0].span
    return span.of(draft.report.text) if span else ""


def test_the_reporter_is_always_a_voice(layer: Bench) -> None:
    (reporter,) = layer.draft("Rain fell on the harbour.").voices
    assert (reporter.kind, reporter.name, reporter.mentions) == (VoiceKind.REPORTER, "the reporter", ())


def test_unnamed_and_unstated_voices(layer: Bench) -> None:
    draft = layer.draft("Two officials said that the pass was open. It was reported that the general had fled.")
    named = {v.name: v.named for v in draft.voices if v.kind is not VoiceKind.REPORTER}
    assert named == {"Two officials": False, "unstated": False}


STANCES: list[tuple[str, Stance, Certainty]] = [
    ("The ministry said that the road was open.", Stance.ASSERTS, Certainty.CERTAIN),
    ("The ministry confirmed that the road was open.", Stance.CONFIRMS, Certainty.CERTAIN),
    ("The ministry denied that the road was open.", Stance.DENIES, Certainty.CERTAIN),
    ("The ministry called the reports a fabrication.", Stance.DENIES, Certainty.CERTAIN),
    ("Velling described the claims as baseless.", Stance.DENIES, Certainty.CERTAIN),
    ("Velling described the bridge as safe.", Stance.ASSERTS, Certainty.CERTAIN),
    ("The ministry did not deny that the road was open.", Stance.ASSERTS, Certainty.UNKNOWN),
    ("The ministry refused to confirm that the road was open.", Stance.DOUBTS, Certainty.UNKNOWN),
    ("Residents blamed the army for the fire.", Stance.BLAMES, Certainty.CERTAIN),
    ("The mayor warned that the river would rise.", Stance.WARNS, Certainty.CERTAIN),
    ("The rebels threatened to burn the town.", Stance.THREATENS, Certainty.CERTAIN),
    ("The rebels vowed to retake the port.", Stance.PROMISES, Certainty.CERTAIN),
    ("Velling demanded that the army leave.", Stance.DEMANDS, Certainty.CERTAIN),
    ("Velling asked whether the road was open.", Stance.ASKS, Certainty.UNKNOWN),
    ("Velling doubted that the road was open.", Stance.DOUBTS, Certainty.UNKNOWN),
    ("The rebels may have left the town, Velling said.", Stance.ASSERTS, Certainty.POSSIBLE),
    ("Velling said the rebels were likely to leave.", Stance.ASSERTS, Certainty.PROBABLE),
]


@pytest.mark.parametrize(("text", "stance", "certainty"), STANCES, ids=[text[:48] for text, *_ in STANCES])
def test_stance(layer: Bench, text: str, stance: Stance, certainty: Certainty) -> None:
    claim = layer.claim(text)
    assert (claim.stance, claim.certainty) == (stance, certainty)


def test_hedges_are_spans(layer: Bench) -> None:
    text = "The rebels may have left the town, Velling said."
    assert [span.of(text) for span in layer.claim(text).hedges] == ["may have"]


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("“The bridge will reopen,” said Mara Velling.", Manner.DIRECT),
        ("Velling said the ministry had “no plan whatsoever” for the winter.", Manner.MIXED),
        ("Velling said the ministry had no plan for the winter.", Manner.INDIRECT),
    ],
)
def test_manner(layer: Bench, text: str, manner: Manner) -> None:
    assert layer.claim(text).manner is manner


def test_confidence_is_a_rate_and_the_layer_signs(layer: Bench) -> None:
    sure = layer.claim("Mara Velling said that the bridge would reopen.")
    less = layer.claim("Velling denied the accusation.")
    assert 0 < less.confidence < sure.confidence < 1
    assert sure.made_by == "attribution@rules-1"


def test_a_users_list_adds_a_cue(tmp_path: Path) -> None:
    own = tmp_path / "cues.tsv"
    own.write_text("lemma\tconstruction\trate\nglorp\tthat\t0.99\n", encoding="utf-8")
    rates = [
        AttributionLayer(lexicons).rules.cues.rates.get(("glorp", "that"))
        for lexicons in (Lexicons(), Lexicons(tmp_path))
    ]
    assert rates == [None, 0.99]


def test_a_pronoun_nobody_resolved_is_not_one_voice_all_through(layer: Bench) -> None:
    draft = layer.draft("He said the road was open.\n\nHe said the pass was closed.")
    assert len({claim.chain[0].voice for claim in draft.claims}) == 2


def test_what_is_no_attribution(layer: Bench) -> None:
    assert layer.rows("The bus crossed the bridge at noon. Rain fell, and the “Old Mill” burned.") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "“" * 400,
        "“ he said " * 400,
        '"' * 401,
        "‘’'\"“”«»`` ''",
        "😀 “😀😀” said 😀.",
        "قال الوزير إن الطريق مفتوح.",
        ":", "— X", "X:", "said", "according to", "as", "according to to to",
    ],
    ids=range(15),
)  # fmt: skip
def test_nothing_raises(layer: Bench, text: str) -> None:
    draft = layer.draft(text)
    assert all(0 <= s < e <= len(text) for c in draft.claims for s, e in c.content)


def test_long_hostile_text_is_linear(layer: Bench) -> None:
    """Twice the text costs about twice as much, whatever is in it."""
    piece = (
        "The sources said that “ officials claimed that the army, according to them, said “Go, and he added that it "
    )
    costs = []
    for times in (100, 400):
        text = piece * times
        draft = Draft(Report("r", text, body=(Span(0, len(text)),)), Parse(text))
        layer.sentences(draft)
        start = time.process_time()
        layer.attribution(draft)
        costs.append(time.process_time() - start)
    assert costs[1] < 10 * costs[0] + 0.2


def test_the_whole_reader_keeps_outer_claims_outermost(reader: Reader) -> None:
    from dateline.records import report_of

    reading = reader.read(report_of("Officials said that scouts had confirmed that the pass was open."))
    assert sorted(len(claim.chain) for claim in reading.claims) == [1, 2]
    voices = {voice.id for voice in reading.voices}
    assert all(link.voice in voices for claim in reading.claims for link in claim.chain)


# ---------------------------------------------------------------- the benchmark
TEXT = "Mara Velling said the road was open. “It is mined,” said two officials. Rain fell."
GOLD = [
    {"source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 35]]},
    {"source": [], "cue": [], "content": [[37, 51]]},
    {"source": [], "cue": [], "content": []},
]
PREDICTED = [
    {"source": [[5, 12]], "cue": [[13, 17]], "content": [[18, 30]]},
    {"source": [[58, 71]], "cue": [[53, 57]], "content": [[37, 51]]},
]


def test_a_tail_that_the_parser_missed(layer: Bench) -> None:
    text = (
        "The killing of a village elder near the river has been claimed by a small Islamist group, a local news "
        "website reported on Tuesday."
    )
    rows = layer.rows(text)
    assert (["a local news website"], "reported", [text[: text.index(", a local")]]) in rows
    text = "The council opposes the measure: it would hurt ordinary people, its chairwoman, Mara Velling, argued."
    assert (["its chairwoman, Mara Velling"], "argued", ["it would hurt ordinary people"]) in layer.rows(text)


def test_second_verbs_of_one_speaker_stand_apart(layer: Bench) -> None:
    text = 'She stated that "the city does not deal with thieves," and announced that a curfew might be imposed.'
    assert layer.rows(text) == [
        (["She"], "stated", ['that "the city does not deal with thieves,"']),
        (["She"], "announced", ["that a curfew might be imposed"]),
    ]
    text = "The minister said that the plan had failed and accused the union of sabotage."
    assert layer.rows(text) == [
        (["The minister"], "said", ["that the plan had failed"]),
        (["The minister"], "accused", ["the union of sabotage"]),
    ]


def test_who_quotes_whom_is_a_chain(layer: Bench) -> None:
    rows = layer.rows("The paper quoted a village head as saying that two children were hurt.")
    assert (["The paper", "a village head"], "saying", ["that two children were hurt"]) in rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The army denied nearly all of it.", "nearly all of it"),
        ("The mayor denied the allegation.", "the allegation"),
        ("The mayor accused “foreign provocateurs” of stirring unrest.", "“foreign provocateurs” of stirring unrest"),
        ("The mayor has denied paying any money.", "paying any money"),
        ("Mara Velling put the death toll at four.", "the death toll at four"),
        ("The union threatened in June to abandon the talks.", "to abandon the talks"),
        (
            "A lawyer said his client had been beaten, an allegation rejected by the mayor.",
            "his client had been beaten",
        ),
        ("The bridge was mended in May, Velling was reported to have said.", "The bridge was mended in May"),
    ],
)
def test_what_only_its_object_or_its_form_shows(layer: Bench, text: str, said: str) -> None:
    assert said in [content for _, _, (content, *_) in layer.rows(text)]


def test_an_apposition_between_speaker_and_cue_leaves_the_quotation_whole(layer: Bench) -> None:
    text = '"It is ten days. It is not a peace," Velling, a retired judge, said. "We will count them."'
    assert layer.rows(text) == [
        (["Velling, a retired judge"], "said", ['"It is ten days. It is not a peace,"', '"We will count them."'])
    ]


SIGNED = [
    ("“The worst mayor this town ever had.” ― Rosa Delmar", "Rosa Delmar", "“The worst mayor this town ever had.”"),
    ("“Nobody listened. What did we get?”― Ivo Hartman", "Ivo Hartman", "“Nobody listened. What did we get?”"),
    (
        "”She kept her word. The bridge stands.” — Nell T. Okoro.",
        "Nell T. Okoro",
        "”She kept her word. The bridge stands.”",
    ),
]


@pytest.mark.parametrize(("text", "who", "said"), SIGNED)
def test_a_quotation_signed_with_a_dash(layer: Bench, reader: Reader, text: str, who: str, said: str) -> None:
    page = f"Readers wrote to us about the town hall.\n\n{text}\n\nThe mayor did not answer."
    assert ([who], [said]) in [(sources, content) for sources, _, content in layer.rows(page)]
    claims = reader.read(Report("r", page)).claims
    found = [(row(c, page)[0][0] or "", row(c, page)[2]) for c in claims if len(c.chain) == 1]
    assert any(source.rstrip(".") == who and content == [said] for source, content in found)


def test_marks_without_words_say_nothing(reader: Reader) -> None:
    assert reader.read(Report("r", '"" he said.')).claims == ()


def test_who_answers_in_an_interview_is_not_the_reporter(reader: Reader) -> None:
    reading = reader.read(Report("r", "Q: Who fired?\n\nA: I believe the army did it itself to have an excuse."))
    voices = {voice.id: voice for voice in reading.voices}
    assert {voices[c.chain[0].voice].kind for c in reading.claims} == {VoiceKind.GROUP}


def test_a_pronoun_in_capitals_is_no_name(reader: Reader) -> None:
    text = "THE MARKET BURNED ON FRIDAY. SHE TOLD REPORTERS THAT SOLDIERS HAD FIRED AND THAT NOBODY WARNED THE TRADERS."
    reading = reader.read(Report("r", text))
    assert reading.claims
    assert not any(voice.named for voice in reading.voices)


def test_a_headline_that_ends_with_its_source(layer: Bench) -> None:
    text = "Two killed, one injured in Rajgarh clash: Police\n\nTwo men were killed on Friday, officers said."
    assert (["Police"], ":", ["Two killed, one injured in Rajgarh clash"]) in layer.rows(text)


def test_denied_reports_are_not_those_of_who_denies(layer: Bench) -> None:
    rows = layer.rows("The union denied reports that its leader had been arrested.")
    assert (["The union", None], "reports", ["that its leader had been arrested"]) in rows


def test_blows_and_names_withheld_are_no_words(layer: Bench) -> None:
    assert layer.rows("The rebels attacked an army post.") == []
    assert layer.rows("Gunmen hit the convoy near the bridge.") == []
    assert layer.claim("Mr Velling attacked Mr Orlo.").stance is Stance.BLAMES
    rows = layer.rows("The official, who declined to be named, said that both sides had agreed.")
    assert [cue for _, cue, _ in rows] == ["said"]
    assert layer.rows("It will be recalled that the two villages clashed in 2014.") == []


def test_the_figures_by_hand() -> None:
    tally = bench.Tally()
    bench.compare(tally, GOLD, PREDICTED, TEXT)
    assert (tally.gold, tally.predicted, tally.content, tally.content_source, tally.right) == (3, 2, 2, 1, 1)
    assert tally.manners == {"direct": [0, 1], "mixed": [0, 0], "indirect": [1, 1]}


def test_run_writes_predictions_and_bears_blank_answers(tmp_path: Path) -> None:
    data, gold, out = tmp_path / "x.text.jsonl", tmp_path / "x.gold.jsonl", tmp_path / "out.jsonl"
    data.write_text(json.dumps({"doc": "d", "text": TEXT}) + "\n", encoding="utf-8")
    gold.write_text(json.dumps({"doc": "d", "attributions": None}) + "\n", encoding="utf-8")
    for answers in (gold, None):
        result = bench.run(data, answers, predictions=out)
        assert result.figures["f1"] == 0
        (record,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
        assert record["doc"] == "d"
        assert [a["content"] for a in record["attributions"]] == [[[18, 35]], [[37, 51]]]


def test_the_figures_are_the_scorers(shared: Path, tmp_path: Path) -> None:
    corpus = shared / "corpora" / "polnear"
    scorer = shared / "score" / "score_polnear.py"
    if not corpus.is_dir() or not scorer.is_file():
        pytest.skip("no PolNeAR or no scorer")
    data, gold, out = (tmp_path / name for name in ("x.text.jsonl", "x.gold.jsonl", "out.jsonl"))
    for whole, part in ((corpus / "dev.text.jsonl", data), (corpus / "dev.gold.jsonl", gold)):
        part.write_text("".join(whole.read_text(encoding="utf-8").splitlines(keepends=True)[:6]), encoding="utf-8")
    result = bench.run(data, gold, predictions=out)
    report = tmp_path / "scores.json"
    command = [sys.executable, str(scorer), "--gold", str(gold), "--text", str(data), "--pred", str(out)]
    subprocess.run([*command, "--json", str(report)], check=True, capture_output=True)
    scores = json.loads(report.read_text(encoding="utf-8"))
    figures = result.figures
    assert round(figures["f1"] / 100, 4) == scores["attr content+source"]["F1"]
    assert round(figures["precision"] / 100, 4) == scores["attr content+source"]["P"]
    assert round(figures["content_f1"] / 100, 4) == scores["attr content"]["F1"]
    assert round(figures["source_accuracy"] / 100, 4) == scores["source accuracy"]
    for manner in bench.MANNERS:
        assert round(figures[f"recall_{manner}"] / 100, 4) == scores[f"recall content+source, {manner}"]["R"]
    low, high = scores["headline 95% interval"]
    assert (round(figures["f1_low"] / 100, 4), round(figures["f1_high"] / 100, 4)) == (low, high)
