"""The floors hold: what the reader gets right on the corpora does not fall below what was landed."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from dateline.bench.common import Floor, Result, floors, sha256

FLOORS = floors()


@cache
def result_of(bench: str, corpus: Path, text: Path | None) -> Result:
    """One run serves every floor on it."""
    run = importlib.import_module(f"dateline.bench.{bench}").run
    result: Result = run(text, corpus) if text else run(corpus)
    return result


def test_there_are_floors() -> None:
    assert {f.bench for f in FLOORS} >= {"attribution", "times", "places"}


@pytest.mark.parametrize("floor", FLOORS, ids=lambda f: f"{f.bench}-{Path(f.corpus).stem}-{f.figure}")
def test_floor(floor: Floor, request: pytest.FixtureRequest) -> None:
    corpora = ROOT if floor.ours else request.getfixturevalue("shared") / "corpora"
    corpus = corpora / floor.corpus
    if not corpus.is_file():
        pytest.skip(f"no {corpus}")
    assert sha256(corpus) == floor.sha256, f"{corpus} is not the file that the floor was set on"
    text = corpora / floor.text if floor.text else None
    figure = result_of(floor.bench, corpus, text).figures[floor.figure]
    assert figure >= floor.least, f"{floor.bench} on {floor.corpus}: {floor.figure} {figure:.1f} < {floor.least}"
