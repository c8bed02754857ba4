"""Types, modes and contexts on a judged list of invented sentences that has every mode of every type."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dateline.export.codebook import codebook
from dateline.reader import Reader
from dateline.reader.lexicon import Lexicons
from dateline.records import Context, report_of

LIST = Path(__file__).with_name("judged_events.tsv")
ROWS = list(csv.DictReader((x for x in LIST.read_text(encoding="utf-8").splitlines() if x[0] != "#"), delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=[row["sentence"][:50] for row in ROWS])
def test_a_judged_event(reader: Reader, row: dict[str, str]) -> None:
    text = row["sentence"]
    found = {event.trigger.of(text): event for event in reader.read(report_of(text)).events}
    assert row["trigger"] in found, list(found)
    event = found[row["trigger"]]
    assert (event.type, event.mode or "") == (row["type"], row["mode"])
    assert [str(one.context) for one in event.contexts] == (row["contexts"] or "").split()


def test_the_list_has_every_mode() -> None:
    judged = {(row["type"], row["mode"]) for row in ROWS}
    assert judged >= {(type_, mode.name) for type_, entry in codebook().items() for mode in entry.modes}


def test_the_codebook_has_an_example_of_every_mode() -> None:
    for entry in codebook().values():
        assert {mode.name for mode in entry.modes} <= {example.mode for example in entry.examples}


def test_a_context_leads_to_its_words(reader: Reader) -> None:
    text = "Parliament passed the fishing law on Tuesday."
    (event,) = reader.read(report_of(text)).events
    assert [(str(one.context), one.span.of(text)) for one in event.contexts] == [
        ("legislative", "Parliament"),
        ("legal", "law"),
    ]


def test_who_speaks_is_not_what_it_is_about(reader: Reader) -> None:
    text = "Gunmen killed nine herders near the lake, the health ministry said."
    (event,) = reader.read(report_of(text)).events
    assert "health" not in {str(one.context) for one in event.contexts}


def test_of_several_words_the_nearest_is_kept(reader: Reader) -> None:
    text = "The judge said on Monday that a court had convicted the former mayor."
    events = {event.trigger.of(text): event for event in reader.read(report_of(text)).events}
    words = {str(one.context): one.span.of(text) for one in events["convicted"].contexts}
    assert words["legal"] == "convicted"


def test_the_list_of_contexts_is_sound() -> None:
    rows = Lexicons().table("contexts")
    assert {row["context"] for row in rows} == {str(context) for context in Context}
    assert {row["pos"] for row in rows} <= {"", "n", "v", "a"}


@pytest.mark.parametrize(
    "text",
    [
        "The senator attacked his rival over the budget.",
        "The senator launched an attack on his rival, calling him a liar.",
    ],
)
def test_attacks_with_words_are_criticism(reader: Reader, text: str) -> None:
    types = {str(event.type) for event in reader.read(report_of(text)).events}
    assert "ACCUSE" in types and "ASSAULT" not in types


@pytest.mark.parametrize(
    "text",
    [
        "She said the weather must improve.",
        "He is ready for the match.",
        "The door was opened by the wind.",
        "The company wants to grow next year.",
        "The film was released in March.",
        "He called his dog a good boy.",
        "Prices fell to a new low.",
    ],
)
def test_what_is_no_event(reader: Reader, text: str) -> None:
    assert [(e.trigger.of(text), e.type) for e in reader.read(report_of(text)).events] == []
