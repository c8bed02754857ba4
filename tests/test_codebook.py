"""The codebook: sixteen types, each with a definition, its modes, examples of ours and what becomes of it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from dateline.cli.app import app
from dateline.export.codebook import QUADS, codebook, entry_of
from dateline.export.dictionary import CODEBOOK_BEGIN, refreshed
from dateline.export.lists import rows_of
from dateline.reader import Reader
from dateline.reader.lexicon import Lexicons
from dateline.records import EventType, report_of

# PLOVER manual 1.3, table 2.2 and section 3.
SCORES = {
    "ASSAULT": -9.3, "COERCE": -7.2, "PROTEST": -6.6, "MOBILIZE": -5.3, "SANCTION": -5.2, "THREATEN": -5.1,
    "REQUEST": -5.0, "REJECT": -4.2, "ACCUSE": -2.0, "CONSULT": 2.1, "AGREE": 4.2, "SUPPORT": 4.6, "CONCEDE": 5.0,
    "COOPERATE": 6.8, "AID": 7.4, "RETREAT": 7.6,
}  # fmt: skip
MODES = {"CONSULT": 4, "RETREAT": 7, "REQUEST": 4, "ACCUSE": 3, "REJECT": 4, "THREATEN": 7, "PROTEST": 6, "SANCTION": 4,
         "MOBILIZE": 4, "COERCE": 11, "ASSAULT": 19}  # fmt: skip


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["codebook", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_every_type_has_an_entry() -> None:
    assert set(codebook()) == set(EventType)
    for entry in codebook().values():
        assert entry.definition.endswith(".") and entry.borders.endswith(".") and entry.quad in QUADS
        assert entry.score == SCORES[entry.type]
        assert len(entry.modes) == MODES.get(entry.type, 0)
        assert len(entry.examples) >= 2
        assert all(example.mode in {None, *(mode.name for mode in entry.modes)} for example in entry.examples)
        assert entry.reference.startswith("PLOVER manual 1.3")


def test_the_reader_knows_no_mode_that_is_not_in_the_codebook() -> None:
    known = {(row["type"], row["mode"]) for row in rows_of("modes")}
    used = {(row["type"], row["mode"]) for row in Lexicons().table("triggers") if row["mode"] and row["type"].isupper()}
    assert used <= known, sorted(used - known)


def test_the_reader_finds_the_type_of_nearly_every_example(reader: Reader) -> None:
    examples = [(entry.type, example) for entry in codebook().values() for example in entry.examples]
    missed = [
        example.sentence
        for type_, example in examples
        if type_ not in {event.type for event in reader.read(report_of(example.sentence)).events}
    ]
    assert len(missed) <= len(examples) // 10, missed


def test_without_a_type_the_sixteen_are_listed() -> None:
    printed = run()
    assert all(type_ in printed for type_ in EventType)
    entries = json.loads(run("--format", "json"))
    assert [entry["type"] for entry in entries] == list(codebook())


def test_a_type_is_shown_with_examples_and_derivations() -> None:
    printed = run("assault")
    for words in ("suicide-attack", "Armed clash", "state-based", "religion_ethnicity", "section 3.16"):
        assert words in printed
    assert entry_of(EventType.ASSAULT).examples[0].sentence in " ".join(printed.split())
    assert "ACLED has no event of this type" in run("AGREE")


def test_json_has_everything() -> None:
    entry = json.loads(run("protest", "-f", "json"))
    assert [mode["name"] for mode in entry["modes"]] == ["demo", "riot", "strike", "hunger", "boycott", "obstruct"]
    assert (entry["quad"], entry["quad_name"], len(entry["contexts"])) == (4, "material conflict", 37)
    assert [rule["sub_event_type"] for rule in entry["acled"]] == ["Violent demonstration", "Peaceful protest"]
    assert all(rule["reference"] for rule in entry["acled"])


@pytest.mark.parametrize("wrong", ["gossip", ""])
def test_a_type_that_is_none_is_refused(wrong: str) -> None:
    done = CliRunner().invoke(app, ["codebook", wrong])
    assert done.exit_code == 2 and "agree" in done.output


def test_the_page_is_up_to_date() -> None:
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert CODEBOOK_BEGIN in text
    assert refreshed(text) == text, "run: python -m dateline.export docs/codebook.md"
