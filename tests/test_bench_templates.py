"""The template benchmark: the key's notation, the alignment, the shared scorer's figures, and what is filled in."""

from __future__ import annotations

import importlib.util
import itertools
import json
import random
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.bench.common import BenchError
from dateline.bench.templates import run
from dateline.bench.templates.account import Account, account
from dateline.bench.templates.agreement import ROWS, details
from dateline.bench.templates.align import align
from dateline.bench.templates.answer import Answer, answer, answers, key
from dateline.bench.templates.circumstances import stage
from dateline.bench.templates.evidence import Entity, entities
from dateline.bench.templates.fill import fill
from dateline.bench.templates.grouping import group
from dateline.bench.templates.judge import Judged, Judgement
from dateline.bench.templates.learned import merged
from dateline.bench.templates.notation import alternatives, answered_dates, comparable, dates, location
from dateline.bench.templates.pairing import heaviest, pairs
from dateline.bench.templates.phrases import Phrase
from dateline.bench.templates.score import Score, added, micro, score
from dateline.bench.templates.toll import toll
from dateline.bench.templates.weights import parsed
from dateline.cli.app import app
from dateline.reader import Reader
from dateline.reader.draft import Draft
from dateline.reader.heads.heads import shipped
from dateline.reader.parse import Parse
from dateline.records import Span, report_of

BOMB = (
    "two guerrillas of the red heron brigade exploded a powerful bomb at the velbank office in torvale this morning, "
    "killing mayor carlos tandeka and wounding three other persons.  police said the bomb was hidden in a suitcase."
)
QUIET = "the minister of fisheries opened a new harbour yesterday.  he thanked the engineers, and a choir sang."


def draft_of(reader: Reader, text: str) -> Draft:
    report = report_of(text)
    report = replace(report, body=report.body or (Span(0, len(text)),))
    draft = Draft(report, Parse(text))
    for layer in reader.layers:
        layer(draft)
    return draft


# ---- the key's notation


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("attack", ["attack"]),
        ("attack / bombing", ["attack", "bombing"]),
        ("(3 may 90) / (? 4 may 90)", ["3 may 90", "4 may 90"]),
        ("mara (town / city)", ["mara (town / city)"]),
        ("((a) / (b)) / c", ["a", "b", "c"]),
        (None, []),
        (")) / ((", ["))", "(("]),
    ],
)
def test_alternatives(written: str | None, read: list[str]) -> None:
    assert alternatives(written) == read


def test_a_filler_is_compared_without_articles_and_punctuation() -> None:
    assert comparable("The  'Red Heron' Brigade's Office") == "red heron brigades office"
    assert comparable('the "u.s." embassy') == "us embassy"


def test_dates_of_the_key_and_of_answers() -> None:
    assert [(d.kind, d.first, d.last) for d in dates("3 may 90 - 5 may 90 / - 7 jun 1991")] == [
        ("range", (1990, 5, 3), (1990, 5, 5)),
        ("on or before", (1991, 6, 7), (1991, 6, 7)),
    ]
    iso = answered_dates("1990-05-03/1990-05-05")
    assert iso is not None and (iso.first, iso.last) == ((1990, 5, 3), (1990, 5, 5))
    assert answered_dates("some day") is None


def test_places_of_the_key_and_of_answers() -> None:
    assert location("norland: hill (department): torvale (city)") == (["norland"], frozenset({"torvale"}))
    assert location("Torvale, Norland") == (["norland"], frozenset({"torvale"}))
    assert location("norland - sudland: the river (river)") == (["norland", "sudland"], frozenset())


def said(value: str, *of: str, optional: bool = False) -> dict[str, Any]:
    return {"value": value, "of": list(of), "optional": optional}


def test_a_toll_is_known_only_where_the_key_leaves_no_doubt() -> None:
    dead = {"victim_effect": [said("death", "guards")], "victim_number": [said("4", "guards")], "victim_total": "4"}
    assert toll(dead, "death") == 4
    assert toll(dead, "injury") == 0
    assert toll({**dead, "victim_effect": [said("death / injury", "guards")]}, "death") is None
    assert toll({**dead, "victim_number": [said("plural", "guards")], "victim_total": None}, "death") is None
    assert toll({}, "death") is None
    among = {
        "victim_effect": [said("death", "ivo tandeka"), said("death", "persons"), said("no injury", "clerk")],
        "victim_number": [said("1", "ivo tandeka"), said("5", "persons")],
        "victim_name": [{"mentions": ["ivo tandeka"]}],
    }
    assert toll(among, "death") is None  # he may be one of the five
    assert toll({**among, "victim_name": []}, "death") == 6


# ---- pairing and alignment


def test_the_heaviest_pairing_is_the_heaviest() -> None:
    rng = random.Random(3)
    for rows, columns in itertools.product(range(1, 5), repeat=2):
        weights = [[rng.randrange(10**20) for _ in range(columns)] for _ in range(rows)]
        most = min(rows, columns)
        best = max(
            sum(weights[i][j] for i, j in zip(left, right, strict=True))
            for left in itertools.combinations(range(rows), most)
            for right in itertools.permutations(range(columns), most)
        )
        assert sum(weights[i][j] for i, j in heaviest(weights)) == best
    assert heaviest([]) == heaviest([[]]) == []


def test_entities_are_paired_as_often_as_can_be() -> None:
    a, b = frozenset({"a"}), frozenset({"b"})
    assert pairs([a, b], [a | b, a]) == [(0, 1), (1, 0)]
    assert pairs([a, a], [a]) == [(0, 0)]


def made(kind: str, **slots: Any) -> Answer:
    return answer({"type": kind, **slots})


def test_an_alignment_wants_the_types_to_agree() -> None:
    ours = [made("attack", Victim=["ivo tandeka"]), made("bombing", Target=["bridge"])]
    theirs = [made("bombing / arson", Target=[["bridge", "stone bridge"]]), made("kidnapping", Victim=["ivo tandeka"])]
    assert list(align(ours, theirs, one_to_one=False).pairs) == [(1, 0)]


def test_of_two_templates_of_a_type_each_finds_its_own() -> None:
    ours = [made("attack", Target=["mill"]), made("attack", Target=["bridge"])]
    theirs = [made("attack", Target=["bridge"]), made("attack", Target=["mill"])]
    assert list(align(ours, theirs, one_to_one=False).pairs) == [(0, 1), (1, 0)]


def test_two_names_of_one_entity_are_both_right_but_count_once_one_to_one() -> None:
    gold = {"d": [made("attack", PerpOrg=[["red heron brigade", "rhb"]])]}
    ours = {"d": [made("attack", PerpOrg=["rhb", "the red heron brigade"])]}
    total = score(gold, ours)
    assert added(total.documents()) == (3, 3, 2, 2)
    assert added(total.once) == (2, 3, 2, 2)


def test_templates_that_are_alike_count_once_in_the_key_only() -> None:
    row = {"doc": "d", "templates": [{"type": "attack"}, {"type": "attack"}], "full_templates": [{}, {}]}
    assert [each.times for each in key(row)] == [2]
    total = score({"d": key(row)}, {"d": answers(row)})
    assert micro(added(total.documents())) == (50.0, 100.0, pytest.approx(66.67, abs=0.01))


def test_rows_on_an_aligned_pair() -> None:
    full = {
        "type": "bombing", "stage": "accomplished / attempted",
        "date": "3 may 90", "location": "norland: torvale (city)",
        "perp_org_confidence": [said("possible", "rhb")],
        "victim_effect": [said("death", "guard")], "victim_number": [said("1", "guard")], "victim_total": "1",
    }  # fmt: skip
    theirs = key({"doc": "d", "templates": [{"type": "bombing", "PerpOrg": [["rhb"]]}], "full_templates": [full]})[0]
    ours = answer(
        {
            "type": "bombing", "stage": "ATTEMPTED", "date": "1990-05-03", "location": "torvale, norland",
            "PerpOrg": [{"name": "RHB", "confidence": "reported as fact"}], "killed": {"low": 1, "best": 2, "high": 2},
        }
    )  # fmt: skip
    found = details(ours, theirs)
    right = {name: is_right for name, (_, is_right) in found.rows.items()}
    assert right == {
        "stage": True, "day": True, "day, gold exact": True, "month": True, "country": True, "city": True,
        "killed": False, "killed in range": True,
    }  # fmt: skip
    assert found.confidences == [(True, False)]
    assert ("confidence", "possible", "reported as fact") in found.confusions


@pytest.mark.parametrize(
    "template",
    [
        {"type": 3},
        {"type": "attack", "Victim": "ivo"},
        {"type": "attack", "Victim": [3]},
        {"type": "attack", "killed": {"best": "two"}},
    ],
)
def test_a_template_of_another_form_is_refused(template: dict[str, Any]) -> None:
    with pytest.raises(BenchError):
        answer(template)


# ---- beside the shared scorer


def scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_templates", shared / "score" / "score_templates.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def disturbed(gold: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """Predictions made of the key: fillers left out, doubled and renamed, templates lost, repeated and mistyped."""
    rows = []
    for row in gold:
        templates = []
        for brief, full in zip(row["templates"], row["full_templates"], strict=True):
            for _ in range(rng.choice([0, 1, 1, 1, 2])):
                one: dict[str, Any] = {
                    "type": brief["type"] if rng.random() < 0.8 else rng.choice(["attack", "bombing"])
                }
                for slot in ("PerpInd", "Target", "Victim", "Weapon", "PerpOrg"):
                    one[slot] = [
                        rng.sample(names, rng.randint(1, len(names)))
                        for names in brief[slot]
                        for _ in range(rng.choice([0, 1, 1, 2]))
                    ]
                confidences = ["reported as fact", "SUSPECTED_OR_ACCUSED", "possible", None, "else"]
                one["PerpOrg"] = [{"name": names, "confidence": rng.choice(confidences)} for names in one["PerpOrg"]]
                one["stage"] = rng.choice([full["stage"], "accomplished", "attempted", ""]).split(" /")[0]
                one["date"] = rng.choice([full["date"], "1990-01-12/1990-02-01", "12 jan 90", None])
                one["location"] = rng.choice([full["location"], "torvale, norland", None])
                one["killed"] = rng.choice([None, {"low": 1, "best": 1, "high": 3}, {"best": 2}])
                one["injured"] = rng.choice([None, {"low": 1, "best": 0, "high": None}, {"best": 1}])
                templates.append(one)
        rng.shuffle(templates)
        rows.append({"doc": row["doc"], "templates": templates})
    return rows


def test_the_figures_are_those_of_the_shared_scorer(shared: Path, tmp_path: Path) -> None:
    theirs = scorer(shared)
    corpus = shared / "corpora" / "muc4" / "dev.jsonl"
    gold = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    ours = disturbed(gold, random.Random(5))
    made_by_us = tmp_path / "ours.jsonl"
    made_by_us.write_text("".join(json.dumps(row) + "\n" for row in ours), encoding="utf-8")
    want = theirs.score(theirs.load(str(corpus), gold=True), theirs.load(str(made_by_us)), 0)
    same_figures(want, score({row["doc"]: key(row) for row in gold}, {row["doc"]: answers(row) for row in ours}))


def same_figures(want: dict[str, Any], have: Score) -> None:
    def counts(row: dict[str, Any]) -> tuple[int, ...]:
        return row["p_hit"], row["pred"], row["r_hit"], row["gold"]

    assert counts(want["micro"]) == added(have.documents())
    assert micro(added(have.documents()))[2] == pytest.approx(want["micro"]["f1"], abs=0.005)
    assert counts(want["one_to_one"]) == added(have.once)
    assert counts(want["incident"]) == added(have.incidents)
    assert {slot: counts(row) for slot, row in want["slots"].items()} == {s: added(c) for s, c in have.slots.items()}
    for name in ROWS:
        row, judged = want["pairs"][name], have.rows[name]
        assert (row["right"], row["asked"]) == (sum(r for _, r in judged), len(judged)), name
        assert row["answered"] == sum(a for a, _ in judged), name
    told_apart = Counter(
        {
            (row, gold, ours): n
            for row in ("stage", "confidence")
            for gold, found in want[f"{row}_confusion"].items()
            for ours, n in found.items()
        }
    )
    assert told_apart == have.confusions
    assert want["templates"]["aligned"] == have.aligned


# ---- what is filled in


def test_a_bombing_is_filled_in(reader: Reader) -> None:
    incidents = fill(draft_of(reader, BOMB), shipped())
    bombing = max(incidents, key=lambda each: each.score)
    assert bombing.type == "bombing"
    names = {slot: {f.name for f in fillers} for slot, fillers in bombing.fillers.items()}
    assert any("bomb" in name for name in names["Weapon"])
    assert names["Victim"] == {"carlos tandeka"}
    assert bombing.stage == "accomplished"
    template = bombing.template()
    assert template["type"] == "bombing" and all(template.values())
    assert all(set(org) == {"name", "confidence"} for org in template.get("PerpOrg", []))


def test_a_report_of_peace_tells_of_no_incident(reader: Reader) -> None:
    assert fill(draft_of(reader, QUIET)) == []


def test_fighting_between_armed_forces_is_no_incident(reader: Reader) -> None:
    text = "soldiers and guerrillas clashed near torvale yesterday.  the army said its offensive will go on."
    assert fill(draft_of(reader, text)) == []


@pytest.mark.parametrize("text", ["", " ", "bomb " * 3000, "(" * 500, "the the the of of of"])
def test_no_text_is_too_strange(reader: Reader, text: str) -> None:
    for incident in fill(draft_of(reader, text)):
        assert incident.template()["type"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("rebels kidnapped the mayor.", "kidnapping"),
        ("a bomb exploded near the mill.", "bombing"),
        ("gunmen shot the mayor.", "attack"),
        ("rebels burned two buses.", "arson"),
    ],
)
def test_the_type_of_an_event(reader: Reader, text: str, kind: str) -> None:
    assert kind in {told.type for told in account(draft_of(reader, text)).told}


def test_phrases_in_the_forms_that_keys_use(reader: Reader) -> None:
    told = account(
        draft_of(reader, "a group of six masked gunmen burned down the two offices of the mill workers union.")
    )
    names = {
        (phrase.form, told.parse.words_of(phrase.first, phrase.last)) for e in entities(told) for phrase in e.phrases
    }
    assert ("of", "group of six masked gunmen") in names
    assert ("plain", "masked gunmen") in names
    assert ("counted", "two offices") in names


@dataclass(frozen=True)
class Word:
    """A filler of the heads' form."""

    first: int
    last: int
    span: Span
    slot: str
    score: float


def judged(told: Account, name: str, **chances: float) -> Judged:
    """An entity whose words stand in the text once."""
    start = told.draft.report.text.index(name)
    tokens = told.parse.tokens(Span(start, start + len(name)))
    entity = Entity(Counter({name: 1}), [Phrase(tokens[0], tokens[-1], tokens[-1], "plain")])
    return Judged(entity, dict.fromkeys(("PerpInd", "PerpOrg", "Target", "Victim", "Weapon"), 0.0) | chances)


TWO = "the red herons kidnapped ivo tandeka at the mill.  in norland a bomb exploded at the customs house."


def test_a_filler_goes_to_the_incident_told_beside_it(reader: Reader) -> None:
    told = account(draft_of(reader, TWO))
    found = (judged(told, "ivo tandeka", Victim=0.9), judged(told, "customs house", Target=0.9))
    types = {"attack": 0.01, "bombing": 0.9, "kidnapping": 0.9, "any": 0.95}
    incidents = {each.type: each for each in group(told, Judgement(types, found))}
    assert set(incidents) == {"bombing", "kidnapping"}
    assert [f.name for f in incidents["kidnapping"].fillers["Victim"]] == ["ivo tandeka"]
    assert [f.name for f in incidents["bombing"].fillers["Target"]] == ["customs house"]
    assert group(told, Judgement(dict.fromkeys(types, 0.01), found)) == []


def test_what_the_heads_say_counts(reader: Reader) -> None:
    draft = draft_of(reader, TWO)
    told = account(draft)
    mill = told.parse.tokens(Span(TWO.index("mill"), TWO.index("mill") + 4))[0]
    word = Word(mill, mill, told.parse.span(mill, mill), "Target", 0.95)
    before = Judgement({"kidnapping": 0.5, "any": 0.5}, (judged(told, "ivo tandeka", Victim=0.5),))
    after = merged(before, {"kidnapping": 0.95}, (word,), draft)
    assert after.types["kidnapping"] > 0.5 and after.types["any"] > 0.5
    assert after.entities[0].chances["Victim"] < 0.5  # the heads saw no victim there
    assert after.entities[1].entity.name() == "mill" and after.entities[1].chances["Target"] > 0.2


def test_how_far_it_went(reader: Reader) -> None:
    def told(text: str) -> str:
        return stage([t for t in account(draft_of(reader, text)).told if t.is_incident])

    assert told("rebels attacked the mill.") == "accomplished"
    assert told("rebels threatened to attack the mill.") == "threatened"
    assert told("rebels tried to kill the mayor.") == "attempted"


def test_weights_are_a_table() -> None:
    table = parsed(["# remark", "Victim\t\t-1.5", "Victim\tis:person!:\t2.0"])
    assert table.odds("Victim", {"is:person!:": 1.0, "unknown": 1.0}) == 0.5


# ---- the command


def corpus(tmp_path: Path) -> Path:
    rows = [
        {
            "doc": "one",
            "text": BOMB,
            "templates": [{"type": "bombing", "PerpInd": [], "PerpOrg": [], "Target": [],
                           "Victim": [["carlos tandeka"]], "Weapon": [["powerful bomb", "bomb"]]}],
            "full_templates": [{"stage": "accomplished"}],
        },
        {"doc": "two", "text": QUIET, "templates": [], "full_templates": []},
    ]  # fmt: skip
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_command(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    arguments = ["bench", "templates", "--data", str(corpus(tmp_path)), "--predictions", str(out), "--json"]
    result = CliRunner().invoke(app, [*arguments, "--layer", "attribution=rules"])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)["figures"]
    assert figures["incident_f1"] == figures["stage"] == 100
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["doc"] for row in rows] == ["one", "two"] and rows[1]["templates"] == []


def test_a_corpus_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text('{"doc": "one", "text": "x", "templates": "none"}\n', encoding="utf-8")
    with pytest.raises(BenchError, match="templates"):
        run(path)
