"""The sentences benchmark and the rules behind it: rows, articles, what the police did. All rows are invented."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from dateline.bench.common import BenchError
from dateline.bench.sentences import run
from dateline.bench.sentences.corpus import LONGEST_REPORT, Row, articles, mended, rows
from dateline.bench.sentences.judge import judge_of
from dateline.bench.sentences.measure import draft_of
from dateline.cli.app import app
from dateline.reader import Reader
from dateline.reader.events.police import COLUMNS, LABELS, answer, features

RULES = {"attribution": "rules"}
LINES = [
    ("This story is from May 3, 2011", ""),
    ("tollen: police opened fire on a crowd near the harbour, killing two dockers.", "KILL ANY_ACTION FORCE"),
    ("officers of the tollen police arrested nine men after the march.", "ARREST ANY_ACTION"),
    ("the mayor said the ferry would sail on friday.", ""),
    ("This story is from May 5, 2011  karsk: a shop was burnt while the police stood by.", "ANY_ACTION FAIL"),
]


def table(path: Path, lines: list[tuple[str, str]]) -> Path:
    cells = ["\t".join([text, *("1" if x in holding.split() else "0" for x in LABELS)]) for text, holding in lines]
    path.write_text("\n".join(cells) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("the mayoraEUR(tm)s aEUR~openaEUR(tm) ferry", "the mayor's 'open' ferry"),
        ("aEURoeno,aEUR he said", '"no," he said'),
        ('"he said ""no""."', 'he said "no".'),
        ("two   words ", "two words"),
        ('"', '"'),
    ],
)
def test_damage_is_mended(cell: str, words: str) -> None:
    assert mended(cell) == words


def test_articles_begin_where_a_line_says_so(tmp_path: Path) -> None:
    first, second = articles(rows(table(tmp_path / "s.tsv", LINES)))
    assert [row.line for row in first.rows] == [1, 2, 3, 4]
    assert [row.line for row in second.rows] == [5]
    for article in (first, second):
        assert [s.of(article.report.text) for s in article.spans] == [row.text for row in article.rows]
    many = [Row(n, "rain fell.", None) for n in range(1, LONGEST_REPORT + 3)]
    assert [len(article.rows) for article in articles(many)] == [LONGEST_REPORT, 2]
    assert list(articles([])) == []


@pytest.mark.parametrize("line", ["rain fell.\t1\t0", "rain fell.\t1\t0\t0\t2\t0", "rain\tfell\t0\t0\t0\t0\t0"])
def test_what_is_no_such_table_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "s.tsv"
    path.write_text("rain fell.\t0\t0\t0\t0\t0\n" + line + "\n", encoding="utf-8")
    with pytest.raises(BenchError, match="line 2: not a sentence and 5 columns"):
        rows(path)


def test_sentences_alone_have_no_answers(tmp_path: Path) -> None:
    path = tmp_path / "s.tsv"
    path.write_text("rain fell.\r\n\nit stopped.", encoding="utf-8")
    assert [(row.line, row.text, row.labels) for row in rows(path)] == [
        (1, "rain fell.", None),
        (2, "", None),
        (3, "it stopped.", None),
    ]
    assert run(path, layers=RULES).figures["macro_f1"] == 0


def test_the_rules_know_the_police(reader: Reader, tmp_path: Path) -> None:
    judge = judge_of(RULES)
    for article in articles(rows(table(tmp_path / "s.tsv", LINES))):
        assert judge.labels(draft_of(reader, article), article) == [row.labels for row in article.rows]


def test_features_see_the_neighbours_and_stay_in_bounds(reader: Reader, tmp_path: Path) -> None:
    article = next(articles(rows(table(tmp_path / "s.tsv", LINES))))
    draft = draft_of(reader, article)
    told = features(draft, article.spans)
    assert told.shape == (4, len(COLUMNS))
    assert np.array_equal(told, features(draft, article.spans))
    assert float(told.min()) >= 0
    assert float(told.max()) <= 1
    at = {name: n for n, name in enumerate(COLUMNS)}
    assert told[0, at["after: word police"]] == told[3, at["before: word police"]] == 1
    assert told[:, at["first of the report"]].tolist() == [1, 0, 0, 0]
    assert told[1, at["police act ASSAULT"]] == told[1, at["word force"]] == 1
    assert features(draft, []).shape == (0, len(COLUMNS))


def test_what_a_label_implies_holds_too(reader: Reader, tmp_path: Path) -> None:
    article = next(articles(rows(table(tmp_path / "s.tsv", LINES))))
    for told in features(draft_of(reader, article), article.spans):
        labels = answer(told)
        assert not {"KILL"} & labels or {"FORCE", "ANY_ACTION"} <= labels
        assert not {"ARREST"} & labels or "ANY_ACTION" in labels


def test_run_scores_and_writes_its_answers(tmp_path: Path) -> None:
    data, out = table(tmp_path / "s.tsv", LINES), tmp_path / "out.jsonl"
    result = run(data, predictions=out, layers=RULES)
    assert result.figures["macro_f1"] == 100
    told = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [one["row"] for one in told] == [1, 2, 3, 4, 5]
    assert told[1]["labels"] == ["KILL", "ANY_ACTION", "FORCE"]
    assert told[0]["labels"] == []


def test_on_the_command_line(tmp_path: Path) -> None:
    data = table(tmp_path / "s.tsv", LINES[:2])
    done = CliRunner().invoke(
        app, ["bench", "sentences", "--data", str(data), "--layer", "attribution=rules", "--json"]
    )
    assert done.exit_code == 0
    assert json.loads(done.stdout)["figures"]["f1_kill"] == 100
    done = CliRunner().invoke(app, ["bench", "sentences", "--data", str(tmp_path / "none.tsv")])
    assert done.exit_code != 0
