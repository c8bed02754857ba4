"""The relations benchmark and the rules behind it: marks, folds, features, folding, figures. All rows are invented."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from dateline.bench.classes import figures, macro_f1, scores, tally
from dateline.bench.common import BenchError
from dateline.bench.folds import FOLDS, fold_of, key_of, seen, write_seen
from dateline.bench.relations import run
from dateline.bench.relations.corpus import rows, unmarked
from dateline.bench.relations.measure import draft_of
from dateline.cli.app import app
from dateline.reader import Reader
from dateline.reader.events.folding import folded
from dateline.reader.events.pair_words import words
from dateline.reader.events.relation import COLUMNS, TYPES, answer, between, features
from dateline.reader.hashed import BUCKETS
from dateline.records import EventType, Span, Status

HEAD = "uid\tsentence_id\tgold_root\tsentence\tmarked_sentence\tsource\ttarget\n"
RULES = {"attribution": "rules"}
MARKED = [
    ("ACCUSE", "<s>Verland</s> condemned <t>the Osterian government</t> over the arrests."),
    ("YIELD", "<s>Osteria</s> has released <t>two Verlander journalists</t>."),
    ("CONSULT", "<s>The mayor of Tollen</s> met <t>the bishop</t> on Friday."),
    ("ASSAULT", "<t>Three policemen</t> were killed when <s>gunmen</s> attacked their post near Karsk."),
]


def table(path: Path, marked: list[tuple[str, str]]) -> Path:
    lines = []
    for n, (root, words_) in enumerate(marked, 1):
        text, source, target = unmarked(words_)
        cells = [f"u{n}", str(n), root, text, words_]
        cells += [spans[0].of(text) if spans else "somebody" for spans in (source, target)]
        lines.append("\t".join(cells))
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_marks_say_where_the_two_stand() -> None:
    text, source, target = unmarked("<s>Verland </s>sued <t>Osteria</t>; <s>Verland</s> won.")
    assert text == "Verland sued Osteria; Verland won."
    assert [s.of(text) for s in source] == ["Verland", "Verland"]
    assert [t.of(text) for t in target] == ["Osteria"]


def test_a_source_may_hold_the_target_and_an_open_mark_marks_nothing() -> None:
    text, source, target = unmarked("<s><t>Osterian</t> rebels</s> gave up.")
    assert [source[0].of(text), target[0].of(text)] == ["Osterian rebels", "Osterian"]
    assert unmarked("<s>Verland sued <t></t>Osteria.</t>") == ("Verland sued Osteria.", (), ())


def test_rows_keep_their_ids_and_leave_stand_ins_unmarked(tmp_path: Path) -> None:
    path = tmp_path / "r.tsv"
    path.write_text(
        HEAD
        + "\t7\tRETREAT\tThe bridge was reopened.\tThe <t>bridge</t> was reopened.\tAn actor\tbridge\n"
        + '\t\tACCUSE\t\t"<s>Ivo</s> called it ""a lie""."\tIvo\tit\n',
        encoding="utf-8",
    )
    first, second = rows(path)
    assert (first.uid, first.gold, first.source) == ("7", "YIELD", ())
    assert first.target[0].of(first.text) == "bridge"
    assert (second.uid, second.text) == ("3", 'Ivo called it "a lie".')
    assert [t.of(second.text) for t in second.target] == ["it"]  # not marked, but named by its cell


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sentence\tsource\nx\ty\n", "line 1: no column marked_sentence, target"),
        (HEAD + "u\t1\tWAVE\tIvo waved.\tIvo waved.\tIvo\tx\n", "line 2: no type 'WAVE'"),
        (HEAD + "u\t1\tAID\t\t\tIvo\tx\n", "line 2: no sentence"),
    ],
)
def test_what_is_no_such_table_is_refused_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "r.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BenchError, match=says):
        rows(path)


def test_folds_go_by_the_words_alone(tmp_path: Path) -> None:
    assert key_of("Ivo  Tandeka\nleft.") == key_of("ivo tandeka left.")
    assert fold_of("Ivo Tandeka left.") == 3  # a fold never changes: heads were fitted by it
    assert {fold_of(f"Sentence {n}.") for n in range(100)} == set(range(FOLDS))
    write_seen(tmp_path, ["B.", "A.", "a."])
    assert seen(tmp_path) == {key_of("a."), key_of("b.")}
    assert seen(tmp_path / "nowhere") == frozenset()


@pytest.mark.parametrize(
    ("type_", "status", "over", "noun", "is_"),
    [
        ("RETREAT", Status.HAPPENED, (), False, "YIELD"),
        ("RETREAT", Status.PLANNED, (), False, "AGREE"),
        ("CONCEDE", Status.PLANNED, ("decide",), False, "YIELD"),
        ("RETREAT", Status.POSSIBLE, ("willing",), False, "AGREE"),
        ("CONCEDE", Status.DENIED, (), False, "REJECT"),
        ("AID", Status.PLANNED, (), True, "AGREE"),
        ("AID", Status.DENIED, (), True, "REJECT"),
        ("SUPPORT", Status.PLANNED, (), True, "SUPPORT"),
        ("SUPPORT", Status.PLANNED, (), False, "AGREE"),
        ("ASSAULT", Status.THREATENED, (), False, "THREATEN"),
        ("SANCTION", Status.PLANNED, (), True, "THREATEN"),
        ("ASSAULT", Status.DENIED, (), True, "ASSAULT"),
        ("REQUEST", Status.PLANNED, (), False, "REQUEST"),
    ],
)
def test_folding(type_: str, status: Status, over: tuple[str, ...], noun: bool, is_: str) -> None:
    assert folded(type_, status, frozenset(over), noun=noun) == is_


def test_every_type_and_status_folds_to_one_of_the_fifteen() -> None:
    assert {folded(t, s) for t in EventType for s in Status} == set(TYPES)


def test_features_name_the_link_and_the_status(reader: Reader) -> None:
    text, source, target = unmarked("<s>Verland</s> will send food to <t>Osteria</t>.")
    draft = draft_of(reader, text)
    told = dict(zip(COLUMNS, features(draft, source, target).tolist(), strict=True))
    assert told["connects AGREE"] == told["told as AID"] == told["status planned"] == told["over will"] == 1
    assert told["has source"] == told["source is subject"] == 1
    assert told["status denied"] == 0
    assert [draft.parse.words[i] for i in between(draft, source, target)] == ["send", "to"]


@pytest.mark.parametrize(("root", "marked"), MARKED)
def test_the_rules_answer(reader: Reader, root: str, marked: str) -> None:
    text, source, target = unmarked(marked)
    assert answer(features(draft_of(reader, text), source, target)) == root


def test_he_who_says_it_of_himself_acts(reader: Reader) -> None:
    text, source, target = unmarked("<s>The Karsk militia</s> said it would free <t>the hostages</t>.")
    told = dict(zip(COLUMNS, features(draft_of(reader, text), source, target).tolist(), strict=True))
    assert told["connects AGREE"] == 1


def test_features_are_the_same_each_time_and_bear_any_spans(reader: Reader) -> None:
    draft = draft_of(reader, "Ivo Tandeka left. Rain fell.")
    pairs = [((), ()), ((Span(0, 3),), ()), ((Span(0, 500),), (Span(3, 4),)), ((Span(900, 910),), (Span(5, 5),))]
    for source, target in pairs:
        told = features(draft, source, target)
        assert told.shape == (len(COLUMNS),)
        assert told.dtype == np.float32
        assert np.array_equal(told, features(draft, source, target))
        assert float(told.max(initial=0)) < 1.1
        assert words(draft, source, target).shape == (BUCKETS,)
    assert not features(draft_of(reader, " "), (), ()).any()


def test_words_leave_out_who_they_are(reader: Reader) -> None:
    text, source, target = unmarked("<s>Verland</s> sued <t>Osteria</t>.")
    other, *spans = unmarked("<s>The mayor</s> sued <t>the bank</t>.")
    one, two = words(draft_of(reader, text), source, target), words(draft_of(reader, other), *spans)
    assert np.array_equal(one, two)
    assert float(np.linalg.norm(one)) == pytest.approx(1)


def test_figures_are_those_of_the_definition() -> None:
    gold = [{"A"}, {"A"}, {"B"}, {"B"}, set()]
    made = [{"A"}, {"B"}, {"B"}, {"B"}, {"C"}]
    counts = tally("ABC", gold, made)
    result = scores("ABC", counts)
    assert [round(result.classes[c][2], 1) for c in "ABC"] == [66.7, 80.0, 0.0]
    assert result.macro == pytest.approx((200 / 3 + 80 + 0) / 3)
    low, high = result.interval
    assert low <= result.macro <= high
    assert figures(result)["f1_b"] == 80
    assert macro_f1(tally("AB", [], []).sum(axis=0)) == 0
    assert tally("A", [{"A"}, {"A"}], [{"A"}, set()], unit=[0, 0]).tolist() == [[[1, 1, 2]]]


def test_run_scores_and_writes_its_answers(tmp_path: Path) -> None:
    data, out = table(tmp_path / "r.tsv", MARKED), tmp_path / "out.jsonl"
    result = run(data, predictions=out, confusion=True, layers=RULES)
    assert result.figures["macro_f1"] == result.figures["accuracy"] == 100
    assert result.more[0][0] == "Confusion"
    assert "Answered by the rules: 4." in result.notes
    told = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert told == [{"uid": f"u{n}", "line": n + 1, "root": root} for n, (root, _) in enumerate(MARKED, 1)]


def test_without_answers_it_only_writes(tmp_path: Path) -> None:
    data = table(tmp_path / "r.tsv", [("", MARKED[0][1])])
    result = run(data, predictions=tmp_path / "out.jsonl", layers=RULES)
    assert result.figures["macro_f1"] == 0
    assert "nothing to measure" in result.notes[-1]
    assert (tmp_path / "out.jsonl").is_file()


def test_on_the_command_line(tmp_path: Path) -> None:
    data = table(tmp_path / "r.tsv", MARKED[:1])
    done = CliRunner().invoke(
        app, ["bench", "relations", "--data", str(data), "--layer", "attribution=rules", "--json"]
    )
    assert done.exit_code == 0
    assert json.loads(done.stdout)["figures"]["accuracy"] == 100
