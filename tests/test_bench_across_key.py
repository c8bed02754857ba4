"""`bench across` on a written key: what it counts, and what it says of a key that is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from dateline.bench.across.key import KeyFileError, load_key
from dateline.bench.across.key.folder import Folder
from dateline.bench.across.key.judging import Judge
from dateline.bench.across.key.matching import Matching, event_at
from dateline.bench.across.key.measure import measure
from dateline.bench.across.key.words import Text
from dateline.bench.common import Result
from dateline.cli.app import app
from dateline.reader import Reader
from dateline.records import report_of

BOMB = """\
MUFUMBWE, May 6 (Agency) -- A bomb exploded at a market in Mufumbwe on Monday, killing nine people, police said.

The blast broke every window in the street, and the buses did not run in the afternoon.
"""
REPORTS = {
    "a.txt": BOMB,
    "b.txt": "The Paper\n\n" + BOMB,
    "c.txt": "Gunmen abducted a teacher near Chavuma on Tuesday, the mayor said.\n\nThe Hill Union denied that it had"
    " abducted the teacher.\n",
}
MANIFEST = "file,published,outlet\na.txt,2031-05-06,Agency\nb.txt,2031-05-06,The Paper\nc.txt,2031-05-07,The Paper\n"
KEY: dict[str, Any] = {
    "schema": "dateline.key/1",
    "stories": [{"origin": "a.txt", "reports": ["a.txt", "b.txt"]}],
    "incidents": [
        {
            "id": "bomb",
            "type": "ASSAULT",
            "standing": "repeated",
            "mentions": [
                {"report": "a.txt", "words": "A bomb  EXPLODED"},
                {"report": "b.txt", "words": ["bomb exploded at a market", "The blast"]},
            ],
            "tolls": [
                {"what": "killed", "best": 9, "rising": False, "history": [{"figure": 9, "published": "2031-05-06"}]}
            ],
        },
        {"id": "teacher", "mentions": [{"report": "c.txt", "words": "Gunmen abducted a teacher"}]},
    ],
    "denials": [{"report": "c.txt", "words": "denied that it had abducted", "voice": "Hill Union"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text(MANIFEST, encoding="utf-8")
    write(tmp_path, KEY)
    return tmp_path


def write(folder: Path, key: object) -> None:
    (folder / "key.json").write_text(json.dumps(key), encoding="utf-8")


def measured(folder: Path, reader: Reader, *, errors: bool = False) -> Result:
    reports = Folder(load_key(folder))
    with reports.weighed(reports.read(reader)) as weighed:
        return measure(reports, weighed, errors=errors)


def changed(**parts: object) -> dict[str, Any]:
    return {**json.loads(json.dumps(KEY)), **parts}


def test_what_is_found_is_counted(folder: Path, reader: Reader) -> None:
    result = measured(folder, reader)
    assert result.figures["story_f1"] == result.figures["story_bcubed_f1"] == result.figures["origin"] == 100
    assert result.figures["incident_p"] == 100
    assert result.figures["standing"] == result.figures["toll"] == result.figures["toll_figure"] == 100
    assert result.figures["denial"] == 100
    assert "3 reports" in result.notes[0]


def test_what_is_not_found_is_named(folder: Path, reader: Reader) -> None:
    key = changed(stories=[{"reports": ["a.txt", "c.txt"]}])
    key["incidents"][0] |= {"standing": "corroborated", "tolls": [{"what": "killed", "history": [{"figure": 12}]}]}
    key["denials"][0]["voice"] = "Ruth Mwale"
    write(folder, key)
    result = measured(folder, reader, errors=True)
    assert result.figures["story_f1"] == result.figures["toll"] == result.figures["denial"] == 0
    tables = dict(result.more)
    assert ["not found", "a.txt", "c.txt"] in tables["Pairs of reports"]
    assert ["wrong", "a.txt", "b.txt"] in tables["Pairs of reports"]
    assert tables["Not right: incidents with the right standing"][1][1] == "corroborated"
    assert "9" in tables["Not right: rising tolls found"][1][2]
    assert "Hill Union" in tables["Not right: denials found"][1][2]


def test_a_report_that_may_be_of_a_story_is_right_both_ways(folder: Path, reader: Reader) -> None:
    write(folder, changed(stories=[{"reports": ["a.txt"], "perhaps": ["b.txt", "c.txt"]}]))
    assert measured(folder, reader).figures["story_f1"] == 100


def test_a_mention_that_was_not_read_is_alone(folder: Path, reader: Reader) -> None:
    key = changed()
    key["incidents"][0]["mentions"].append({"report": "b.txt", "words": "the buses did not run in the afternoon"})
    write(folder, key)
    reports = Folder(load_key(folder))
    with reports.weighed(reports.read(reader)) as weighed:
        matching = Matching(reports, weighed)
        lost = [met for met in matching.met if met.event is None]
        assert all(met.cluster.startswith("not read") for met in lost)
        assert len(list(Judge(reports, weighed, matching).everything())) == 5


def test_the_event_of_the_words_and_the_nearest_of_the_sentence(reader: Reader) -> None:
    text = "Gunmen killed a guard and police arrested two men in Mufumbwe on Monday, the mayor said."
    reading = reader.read(report_of(text, published="2031-05-06"))
    found = Text(reading.report)
    words = {name: found.find(name) for name in ("arrested two men", "a guard")}
    assert all(words.values())
    event, near = event_at(reading, words["arrested two men"])  # type: ignore[arg-type]
    assert event and event.trigger.of(text) == "arrested" and not near
    event, near = event_at(reading, words["a guard"])  # type: ignore[arg-type]
    assert event and event.trigger.of(text) == "killed" and near


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"We  heard it," he', "“We heard\nit,” he"),
        ("it's over - now", "It’s over – now"),
        ("bomb", "bomb"),
        ("omb", None),
        ("", None),
    ],
)
def test_words_are_found_as_a_person_types_them(words: str, found: str | None) -> None:
    text = "The bombs. “We heard\nit,” he said. It’s over – now, no bomb."
    span = Text(report_of(text)).find(words)
    assert (span and span.of(text)) == found
    if words == "bomb":
        assert span and span.start > text.index("bombs") + 4


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ({"schema": "dateline.key/9"}, "schema"),
        ({"stories": [{"reports": ["z.txt"]}]}, "there is no report z.txt"),
        ({"stories": [{"reports": ["a.txt"]}, {"reports": ["a.txt"]}]}, "in a story already"),
        ({"stories": [{"origin": "b.txt", "reports": ["a.txt"]}]}, "not one of its reports"),
        ({"denials": [{"report": "c.txt", "words": "said nothing"}]}, "denials[0]: the words “said nothing”"),
        ({"denials": [{"report": "c.txt", "words": "denied", "incident": "x"}]}, "which the key does not have"),
        ({"incidents": [{"id": "x", "mentions": []}]}, "incidents[0].mentions"),
        ({"incidents": [{"id": "x"}]}, "mentions"),
        ({"incidents": [{"id": "x", "standing": "sure", "mentions": [{"report": "a.txt", "words": "a"}]}]}, "standing"),
        ({"reports": "nowhere"}, "which is no folder"),
        ({"withdrawals": [{"kind": "correction", "report": "a.txt", "of": "z.txt"}]}, "withdrawals[0]"),
        ({"withdrawals": [{"report": "a.txt"}]}, "kind"),
        ({"retractions": [{"report": "z.txt"}]}, "retractions[0]"),
    ],
)
def test_a_fault_of_a_key_is_named(folder: Path, part: dict[str, Any], says: str) -> None:
    write(folder, changed(**part))
    with pytest.raises(KeyFileError, match=r"key\.json") as raised:
        Folder(load_key(folder))
    assert says in str(raised.value)


def test_a_key_above_its_reports_may_leave_out_their_folder(folder: Path) -> None:
    (folder / "inbox").mkdir()
    for name in (*REPORTS, "manifest.csv"):
        (folder / name).rename(folder / "inbox" / name)
    key = load_key(folder)
    assert Folder(key).id("a.txt") == Folder(key).id("inbox/a.txt")
    write(folder, changed(corrections=[{"report": "c.txt"}]))
    assert [back.kind for back in load_key(folder).withdrawals] == ["correction"]


def test_a_command_without_a_key_says_what_to_do(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["bench", "across", str(tmp_path)])
    assert done.exit_code == 2 and "There is no key" in done.output
    (tmp_path / "key.json").write_text("{", encoding="utf-8")
    done = CliRunner().invoke(app, ["bench", "across", str(tmp_path)])
    assert done.exit_code == 2 and "JSON" in done.output


def test_the_demos_key_holds_of_its_reports() -> None:
    folder = Folder(load_key(ROOT / "examples"))
    assert len(folder.given) >= 60
    assert len(folder.key.incidents) > 60 and folder.key.denials and folder.key.withdrawals


def test_the_other_key_holds_of_its_reports() -> None:
    """Fourteen reports of another coast, kept aside until weighing was first measured on them."""
    assert len(Folder(load_key(ROOT / "tests" / "across")).given) == 14


def test_the_example_of_the_page_is_a_key(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "bench-across.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    (tmp_path / "key.json").write_text(example, encoding="utf-8")
    assert load_key(tmp_path).incidents[0].tolls[0].history[1].figure == 14
