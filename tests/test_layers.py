"""The choice of a layer: what there is, what is refused, and what the ledger makes of another choice."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dateline
from dateline.cli.app import app
from dateline.ledger import Ledger
from dateline.reader import Reader, layers, reader
from dateline.reader.attribution import AttributionLayer
from dateline.reader.heads import HeadsLayer
from dateline.reader.lexicon import Lexicons
from dateline.reader.places import PlacesLayer
from dateline.records import report_of

TEXT = "The ferry has stopped, the harbour office said. Lena Ostrow believes that it will sail again in May."
MISTAKES = [
    ({"attribution": "guess"}, "The layer attribution has no choice 'guess'"),
    ({"atribution": "rules"}, "No layer 'atribution' has choices"),
    ({"times": "rules"}, "No layer 'times' has choices"),
]


@pytest.mark.parametrize(("asked", "said"), MISTAKES)
def test_what_there_is_not_is_refused_with_what_there_is(asked: dict[str, str], said: str) -> None:
    for read in (lambda: Reader(layers=asked), lambda: dateline.read(TEXT, layers=asked)):
        with pytest.raises(layers.LayerError, match=f"{said}.*attribution=learned, attribution=rules"):
            read()
    assert issubclass(layers.LayerError, ValueError)


def test_a_mistake_in_a_choice_is_not_laid_to_the_word_lists(tmp_path: Path) -> None:
    (tmp_path / "armed_groups.tsv").write_text("name\nQuiet Lanterns\n", encoding="utf-8")
    with pytest.raises(layers.LayerError):
        Reader(lexicons=Lexicons(tmp_path), layers={"attribution": "guess"})


def test_the_first_choice_is_the_layers_own() -> None:
    default = {
        layer.name: inspect.signature(layer).parameters["how"].default
        for layer in (AttributionLayer, PlacesLayer, HeadsLayer)
    }
    assert layers.chosen() == layers.chosen({}) == default
    assert layers.chosen({"attribution": "rules"}) == default | {"attribution": "rules"}


@pytest.mark.parametrize("command", ["read", "add", "doctor", "bench attribution", "bench times", "bench places"])
def test_commands_refuse_what_there_is_not(command: str, tmp_path: Path) -> None:
    for option, said in (("attribution=guess", "no choice 'guess'"), ("rules", "no NAME=CHOICE")):
        needed = ["--data", "x.jsonl"] if command.startswith("bench") else ["x.txt"] * (command != "doctor")
        done = CliRunner(env={"COLUMNS": "200"}).invoke(app, [*command.split(), *needed, "--layer", option])
        assert done.exit_code == 2
        assert said in done.output and "Traceback" not in done.output


class Told(AttributionLayer):
    """The layer, with a version that tells its ways apart whether or not the weights are there."""

    def __init__(self, lexicons: Lexicons, how: layers.How = "learned") -> None:
        super().__init__(lexicons, "rules")
        self.version = f"{how}-test"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(layers, "AttributionLayer", Told)
    reader._reader.cache_clear()
    yield
    reader._reader.cache_clear()


def test_the_choice_reaches_the_layer_and_its_records(told: None) -> None:
    for asked, version in ((None, "learned-test"), ({"attribution": "rules"}, "rules-test")):
        reading = dateline.read(TEXT, layers=asked)
        assert reading.reader.layers["attribution"] == version
        assert {claim.made_by for claim in reading.claims} == {f"attribution@{version}"}


def test_another_choice_is_another_reader_to_the_ledger(told: None, tmp_path: Path) -> None:
    post, book = tmp_path / "post.txt", tmp_path / "x.db"
    post.write_text(TEXT, encoding="utf-8")

    def add(*choice: str) -> tuple[str, set[str], int]:
        done = CliRunner().invoke(app, ["add", str(post), "--ledger", str(book), *choice])
        assert done.exit_code == 0, done.output
        with Ledger.open(book, create=False) as ledger:
            assert ledger.check() == []
            return done.output, {claim.made_by for claim in ledger.claims()}, ledger.stats().rows["readings"]

    rules = ("--layer", "attribution=rules")
    assert add()[1:] == ({"attribution@learned-test"}, 1)
    said, made_by, readings = add(*rules)
    assert said.startswith("1 added") and (made_by, readings) == ({"attribution@rules-test"}, 2)
    for choice in ((), rules):  # both are there: nothing is read, and the latest recorded stays the current one
        said, made_by, readings = add(*choice)
        assert said.startswith("0 added, 1 already there")
        assert (made_by, readings) == ({"attribution@rules-test"}, 2)


def test_without_the_stand_in_rules_are_rules() -> None:
    reading = Reader(layers={"attribution": "rules"}).read(report_of(TEXT))
    assert reading.reader.layers["attribution"].startswith("rules")
    assert len(reading.claims) == 2
