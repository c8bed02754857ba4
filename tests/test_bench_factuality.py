"""The factuality bench: files in, alignment, what is counted; and the table of clues it goes by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.bench.common import BenchError
from dateline.bench.factuality import correlation, error, held_out, predicates, read_blocks, run, sign_right
from dateline.cli.app import app
from dateline.reader.status.factuality import Factuality, shipped


def conll(*sentences: list[tuple[str, str]]) -> str:
    """A file of the corpus' form: words with their scores; a word that ends in + stands close to the next."""
    blocks = []
    for words in sentences:
        lines = []
        for n, (word, score) in enumerate(words):
            space = "SpaceAfter=No" if word.endswith("+") else "_"
            lines.append(
                "\t".join([str(n), word.rstrip("+"), score, score, "_", "_", "_", "_", "0", "root", "_", space])
            )
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n\n"


SHELLED = [("Troops", "_"), ("shelled", "2.8"), ("the", "_"), ("mill+", "_"), (".", "_")]
WILL = [("They+", "_"), ("'ll", "_"), ("burn", "-2.5"), ("it", "_"), ("if", "_"), ("paid+", "-1.5"), (".", "_")]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "made-up.conll"
    path.write_text(conll(SHELLED, [("***", "_")], WILL), encoding="utf-8")
    return path


def test_the_text_is_put_together_again(corpus: Path) -> None:
    blocks = list(read_blocks(corpus))
    assert [b.text for b in blocks] == ["Troops shelled the mill.", "***", "They'll burn it if paid."]
    assert [b.row for b in blocks] == [1, 2, 3]
    number, span, score = blocks[2].words[2]
    assert (number, span.of(blocks[2].text), score) == (2, "burn", -2.5)


def test_every_annotated_predicate_is_scored_once(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run(corpus, predictions=out)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(r["row"], r["token"]) for r in rows] == [(1, 1), (3, 2), (3, 5)]
    assert all(-3 <= r["score"] <= 3 for r in rows)
    assert rows[0]["score"] > 0 > rows[1]["score"] and rows[2]["score"] < 0
    assert result.figures["sign_accuracy"] == 100 and result.figures["predicates"] == 3
    assert result.figures["happened_sign_accuracy"] == pytest.approx(100 / 3)
    assert not any("fitted" in note for note in result.notes)  # a file that the table has not seen


def test_without_scores_verbs_and_event_nouns_are_scored(tmp_path: Path) -> None:
    path, out = tmp_path / "blank.conll", tmp_path / "out.jsonl"
    words = [("The", "_"), ("attack", "_"), ("on", "_"), ("Tarvo", "_"), ("failed+", "_"), (".", "_")]
    path.write_text(conll(words), encoding="utf-8")
    result = run(path, predictions=out)
    tokens = [json.loads(line)["token"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert tokens == [1, 4]
    assert result.figures == {"predicates": 2}


def test_predicates_carry_their_status_and_clues(corpus: Path) -> None:
    found = {(p.row, p.token): p for p in predicates(list(read_blocks(corpus)))}
    burn = found[3, 2]
    assert burn.status == "possible" and {"own.modal=future", "tag=VB", "word=burn"} <= set(burn.clues)
    assert found[1, 1].status == "happened"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0\tTroops\n", "line 1: 2 columns"),
        ("0\tTroops\t_\nx\tshelled\t3.0\n", "line 2: no number"),
        ("0\tshelled\tvery\n", "line 1: no number"),
        ("0\tshelled\t7\n", "line 1: the score 7 is not between -3 and 3"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.conll"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BenchError, match=said):
        list(read_blocks(path))


def test_the_measures() -> None:
    assert sign_right([2, -1, 0, 3], [1, -3, 0.5, -1]) == 50
    assert error([2, -1], [1, -3]) == 1.5
    assert correlation([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert correlation([1, 2], [3, 3]) != correlation([1, 2], [3, 3])  # nan


def test_each_sentence_has_a_table_that_has_not_seen_it() -> None:
    table = shipped()
    tables = [held_out(table, row, 2002) for row in range(1, 2003)]
    assert tables == sorted(tables) and set(tables) == set(range(1, table.folds + 1))


def test_the_table_is_whole() -> None:
    table = shipped()
    assert all(len(own) == table.folds + 1 for own in table.weights.values())
    for sums, scores in table.steps:
        assert len(scores) == len(sums) + 1 and list(sums) == sorted(sums) and list(scores) == sorted(scores)
        assert -3 <= scores[0] < 0 < scores[-1] <= 3
    weigh = {clue: own[0] for clue, own in table.weights.items()}
    assert weigh["tag=VBD"] > weigh["tag=VB"] and weigh["own.negated"] < 0 and weigh["own.modal=future"] < 0


def test_unknown_clues_weigh_nothing() -> None:
    table = Factuality({"own.negated": (-2.0,)}, (((-1.0, 1.0), (-3.0, 0.05, 3.0)),), "")
    assert table.folds == 0
    assert table.score(["word=zzz"]) == 0.05
    assert table.score(["own.negated", "word=zzz"]) == -3


def test_the_command(corpus: Path) -> None:
    said = CliRunner().invoke(app, ["bench", "factuality", "--data", str(corpus), "--json"])
    assert said.exit_code == 0 and json.loads(said.output)["figures"]["predicates"] == 3
    shown = CliRunner().invoke(app, ["bench", "factuality", "--data", str(corpus)])
    assert "always happened" in shown.output and "By status" in shown.output
