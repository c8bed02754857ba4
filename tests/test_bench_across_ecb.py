"""`bench across --data`: clustering of reports and mentions, on invented reports of invented places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dateline.bench.across.agglomerate import average_linkage
from dateline.bench.across.ecb import run
from dateline.bench.across.ecb_baselines import tfidf
from dateline.bench.across.ecb_corpus import MOST_REPORTS, load
from dateline.bench.across.ecb_mentions import Mention, mention_of
from dateline.bench.across.ecb_pairs import NAMES, evidence, settings
from dateline.bench.across.ecb_reports import happenings
from dateline.bench.common import BenchError
from dateline.cli.app import app
from dateline.reader import Reader
from dateline.records import Span, report_of

# Two landslides of the same land, and a strike: (happening, text, its mentions and their events).
REPORTS: list[tuple[str, str, dict[str, str]]] = [
    (
        "slide-1",
        "A landslide buried a school in Tambe on Monday, killing 12 pupils.",
        {"landslide": "L1", "killing": "K1"},
    ),
    (
        "slide-1",
        "Twelve pupils were killed when a landslide hit the school at Tambe.",
        {"killed": "K1", "landslide": "L1"},
    ),
    (
        "slide-1",
        "The Tambe landslide killed 12 pupils, the governor Rolf Eskil said.",
        {"landslide": "L1", "said": "S1"},
    ),
    (
        "slide-2",
        "A landslide swept away a bridge near Orvik on Friday; 3 drivers died.",
        {"landslide": "L2", "died": "D2"},
    ),
    ("slide-2", "Three drivers died near Orvik when a landslide took the bridge.", {"died": "D2", "landslide": "L2"}),
    ("slide-2", "The bridge near Orvik fell in a landslide, and 3 drivers died.", {"fell": "F2", "died": "D2"}),
    ("strike", "Bakers in Lume went on strike over wages, the union of bakers said.", {"strike": "T", "said": "S2"}),
    ("strike", "The strike of the bakers in Lume over their wages ended.", {"strike": "T", "ended": "E"}),
]


def corpus(path: Path, rows: list[tuple[str, str, dict[str, str]]] = REPORTS, answers: bool = True) -> Path:
    lines = []
    for happening, text, mentions in rows:
        given = [{"start": text.index(w), "end": text.index(w) + len(w), "cluster": c} for w, c in mentions.items()]
        if not answers:
            given = [mention | {"cluster": "?"} for mention in given]
        topic = happening.split("-")[0] if answers else "?"
        lines.append({"text": text, "topic": topic, "subtopic": happening if answers else "?", "mentions": given})
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def groups(numbers: list[int]) -> set[frozenset[int]]:
    return {frozenset(i for i, n in enumerate(numbers) if n == each) for each in numbers}


def test_look_alike_happenings_are_told_apart() -> None:
    texts = [text for _, text, _ in REPORTS]
    found = groups(happenings(texts))
    assert found == {frozenset({0, 1, 2}), frozenset({3, 4, 5}), frozenset({6, 7})}


def test_the_order_of_reports_does_not_matter() -> None:
    texts = [text for _, text, _ in REPORTS]
    turned = happenings(texts[::-1])[::-1]
    assert groups(turned) == groups(happenings(texts))


def test_a_report_alone_and_none() -> None:
    assert happenings([]) == []
    assert happenings(["A landslide."]) == [0]
    assert happenings(["", ""]) == [0, 1]


def naive(likeness: np.ndarray[Any, Any], least: float) -> set[frozenset[int]]:
    """Average linkage by its definition: always the two likest clusters."""
    clusters = [[i] for i in range(len(likeness))]
    while len(clusters) > 1:
        pairs = [
            (likeness[np.ix_(a, b)].mean(), i, j) for i, a in enumerate(clusters) for j, b in enumerate(clusters[:i])
        ]
        best, i, j = max(pairs)
        if best < least:
            break
        clusters[j] += clusters.pop(i)
    return {frozenset(cluster) for cluster in clusters}


@given(st.integers(1, 12), st.integers(0, 10_000), st.floats(0.1, 0.9))
def test_average_linkage_is_what_it_says(n: int, seed: int, least: float) -> None:
    square = np.random.default_rng(seed).random((n, n))
    likeness = ((square + square.T) / 2).astype(np.float32)
    assert groups(average_linkage(likeness, least)) == naive(likeness, least)


def test_tfidf_by_hand() -> None:
    found = tfidf([["fire", "town"], ["fire", "town"], ["fire", "ship"], []])
    assert found[0, 1] == pytest.approx(1)
    fire, town, ship = (np.log(5 / (1 + df)) + 1 for df in (3, 2, 1))
    expected = fire**2 / np.sqrt(fire**2 + town**2) / np.sqrt(fire**2 + ship**2)
    assert found[0, 2] == pytest.approx(expected, rel=1e-5)
    assert not found[3].any()


def mention(reader: Reader, text: str, words: str, report: int = 0) -> Mention:
    parse = reader.draft(report_of(text), without=("furniture", "dateline"), last="sentences").parse
    start = text.index(words)
    return mention_of(report, parse, Span(start, start + len(words)))


def test_a_mention_with_what_goes_with_it(reader: Reader) -> None:
    found = mention(reader, "Rebels from Orvik attacked two villages on Friday.", "attacked")
    assert (found.lemma, found.kind) == ("attack", "verb")
    assert "rebel" in found.doers and "villag" in found.objects
    assert {"orvik", "friday"} <= found.around
    assert mention(reader, "The talks took place in Lume.", "took place").key == "place"


def test_evidence_is_symmetric_and_has_a_weight_for_each(reader: Reader) -> None:
    a = mention(reader, "Rebels attacked two villages near Orvik on Friday.", "attacked")
    b = mention(reader, "The rebel attack on the villages killed nobody.", "attack", 1)
    rows = [evidence(x, y, 2, {"attack": 2}, 0.4, {}) for x, y in ((a, b), (b, a))]
    assert rows[0] == rows[1]
    assert len(rows[0]) == len(NAMES)
    told = dict(zip(NAMES, rows[0], strict=True))
    assert told["same stem"] == told["noun and verb"] == 1
    weights = settings()["weights"]
    assert isinstance(weights, dict) and list(weights) == list(NAMES)


def test_bench_and_that_answers_are_not_looked_at(tmp_path: Path) -> None:
    out, blind = tmp_path / "out.jsonl", tmp_path / "blind.jsonl"
    result = run(corpus(tmp_path / "a.jsonl"), predictions=out)
    assert result.figures["reports_f1"] == 100
    assert result.figures["mentions_f1"] > result.figures["mentions_lemma_f1"]
    assert [row[0] for row in result.rows[1:]] == ["Dateline", "same head lemma", "TF-IDF, average linkage"]
    run(corpus(tmp_path / "b.jsonl", answers=False), predictions=blind)
    assert out.read_text("utf-8") == blind.read_text("utf-8")
    first = json.loads(out.read_text("utf-8").splitlines()[0])
    assert first["report"] == 0 and len(first["mentions"]) == 2


def test_command(tmp_path: Path) -> None:
    path = corpus(tmp_path / "a.jsonl")
    done = CliRunner().invoke(app, ["bench", "across", "--data", str(path), "--json"])
    assert done.exit_code == 0, done.output
    assert {"reports_f1", "mentions_gain"} <= json.loads(done.stdout)["figures"].keys()
    assert CliRunner().invoke(app, ["bench", "across", "x", "--data", str(path)]).exit_code == 2
    assert CliRunner().invoke(app, ["bench", "across", "--predictions", "x"]).exit_code == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": 3}, "line 3: 'text' is no text"),
        ({"mentions": {}}, "line 3: 'mentions' is no list"),
        ({"mentions": [{"start": 0}]}, "line 3, mention 1: needs"),
        ({"mentions": [{"start": 3, "end": 999, "cluster": "x"}]}, "no part of the text"),
        ({"mentions": [{"start": True, "end": 2, "cluster": "x"}]}, "no part of the text"),
        ({"mentions": [{"start": 1, "end": 2, "cluster": "x"}]}, "is blank"),
    ],
)
def test_a_bad_file_is_told_by_its_line(change: dict[str, Any], said: str, tmp_path: Path) -> None:
    good = {"text": "A storm hit.", "topic": "1", "subtopic": "1", "mentions": []}
    path = tmp_path / "bad.jsonl"
    path.write_text("\n".join([json.dumps(good), "", json.dumps(good | change)]), encoding="utf-8")
    with pytest.raises(BenchError, match=said):
        load(path)


def test_no_reports_and_too_many(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(BenchError, match="has no reports"):
        load(path)
    line = json.dumps({"text": "x", "topic": "1", "subtopic": "1", "mentions": []})
    path.write_text(f"{line}\n" * (MOST_REPORTS + 1), encoding="utf-8")
    with pytest.raises(BenchError, match="a part of it"):
        load(path)
