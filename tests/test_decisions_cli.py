"""`dateline decide`, `decisions`, `agreement`, `verify` as a person uses them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dateline.cli.app import app, known_errors
from dateline.ledger import Ledger
from exported import JUNE
from invented import raw_of, reading

ONE, TWO = reading(1), reading(2, outlet="The Lantern")
SHELLED, ATTACK = ONE.events
Command = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A command in a folder with a ledger of two reports, as Ana."""
    with Ledger.open(tmp_path / "dateline.db") as book:
        for one in (ONE, TWO):
            book.add(one, raw_of(one), JUNE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_LEDGER", raising=False)
    monkeypatch.setenv("DATELINE_BY", "Ana")
    monkeypatch.setenv("COLUMNS", "200")

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    return command


def ok(result: Result) -> str:
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def rows(run: Command, *arguments: str) -> list[dict[str, Any]]:
    parsed: list[dict[str, Any]] = json.loads(ok(run(*arguments, "-f", "json")))
    return parsed


def event(run: Command, id_: str = SHELLED.id) -> dict[str, Any]:
    return next(row for row in rows(run, "events") if row["id"] == id_)


def test_a_decision_is_told_and_stands_in_the_tables(run: Command) -> None:
    said = ok(run("decide", "correct", SHELLED.id[:9], "killed", "9-12", "--reason", "the list"))
    assert f"killed of {SHELLED.id} “shelled” is 9-12, by Ana" in said
    ok(run("decide", "reject", ATTACK.id, "--by", "Ben"))
    assert event(run)["counts"] == ["killed 9-12"]
    assert event(run)["decided"] == ["killed corrected by Ana"]
    assert event(run, ATTACK.id)["decided"] == ["rejected by Ben"]
    table = ok(run("events"))
    assert "decided" in table and "rejected by Ben" in table
    shown = ok(run("show", SHELLED.id))
    assert "killed corrected by Ana: 9-12  the list" in shown and "at least 12 people" in shown
    plain = json.loads(ok(run("show", SHELLED.id, "-f", "json")))
    assert plain["decided"] == ["killed corrected by Ana"] and plain["counts"][0]["best"] == 12
    first = rows(run, "decisions")[0]
    assert (first["by"], first["act"], first["field"], first["reason"]) == ("Ana", "correct", "killed", "the list")
    assert first["id"] in ok(run("show", first["id"][:8]))
    ok(run("decide", "undo", first["id"][:10]))
    assert event(run)["counts"] == ["killed 12+"] and event(run)["decided"] == []


def test_tables_without_decisions_have_no_column_of_them(run: Command) -> None:
    assert "decided" not in ok(run("events"))
    assert event(run)["decided"] == []


def test_each_act_can_be_asked_for(run: Command) -> None:
    other = TWO.events[0].id
    for words in (
        ("accept", SHELLED.id, ATTACK.id),
        ("accept", ONE.report.id),
        ("reject", ONE.claims[0].id),
        ("merge", SHELLED.id, other),
        ("split", SHELLED.id, other),
        ("note", SHELLED.id, "see the photograph"),
        ("correct", SHELLED.id, "place", "--", "-12.65,22.57"),
        ("correct", SHELLED.id, "place", "12.65S,22.57E", "Lumbala", "market"),
        ("correct", ONE.claims[0].id, "stance", "confirms"),
        ("correct", ONE.report.id, "published", "2011-05-05"),
    ):
        ok(run("decide", *words))
    acts = [d["act"] for d in rows(run, "decisions")]
    assert acts == ["accept", "accept", "accept", "reject", "merge", "split", "note", *["correct"] * 4]
    assert (event(run)["place"], event(run)["lat"], event(run)["lon"]) == ("Lumbala market", -12.65, 22.57)
    assert event(run)["published"] == "2011-05-05"
    assert next(r for r in rows(run, "claims") if r["id"] == ONE.claims[0].id)["stance"] == "confirms"
    assert rows(run, "reports")[0]["decided"] == ["accepted by Ana", "published corrected by Ana"]


def test_decisions_are_listed_by_filters_and_in_all_formats(run: Command) -> None:
    ok(run("decide", "accept", SHELLED.id))
    ok(run("decide", "reject", TWO.events[0].id, "--by", "Ben"))
    ids = [d["id"] for d in rows(run, "decisions")]
    assert [d["id"] for d in rows(run, "decisions", "--by", "ben")] == ids[1:]
    assert [d["id"] for d in rows(run, "decisions", "--act", "accept")] == ids[:1]
    assert [d["id"] for d in rows(run, "decisions", "--report", TWO.report.id[:10])] == ids[1:]
    assert rows(run, "decisions", "--to", "2001") == [] == rows(run, "decisions", "--orphans")
    assert rows(run, "decisions", "--recorded-by", "2001-01-01") == []
    assert len(rows(run, "decisions", "--from", "2001", "--limit", "1")) == 1
    table = list(csv.DictReader(io.StringIO(ok(run("decisions", "-f", "csv")))))
    assert [json.loads(row["words"]) for row in table] == [["shelled"], ["shelled"]]
    assert "shelled" in ok(run("decisions"))


def test_a_round_from_coding_to_adjudication(run: Command) -> None:
    ok(run("decide", "accept", SHELLED.id, "--round", "pilot"))
    ok(run("decide", "correct", SHELLED.id, "killed", "9", "--round", "pilot", "--by", "Ben", "--reason", "nine names"))
    assert [d["by"] for d in rows(run, "decisions", "--round", "pilot")] == ["Ana"]
    hidden = run("decisions", "--round", "pilot", "--by", "Ben")  # Ana asks
    assert "1 decision more of others" in hidden.stderr and "correct" not in hidden.stdout
    theirs = Ledger.open("dateline.db").decisions.all()[1].id
    unseen = run("show", theirs)
    assert isinstance(unseen.exception, known_errors()) and "another's in round pilot" in str(unseen.exception)
    early = run("agreement", "--round", "pilot")
    assert isinstance(early.exception, known_errors()) and "not closed" in str(early.exception)
    ok(run("decide", "--close-round", "pilot"))
    assert len(rows(run, "decisions", "--round", "pilot")) == 3
    fields = {f["field"]: f for f in rows(run, "agreement", "--round", "pilot")}
    assert fields["killed"]["same"] == 0.0 and fields["killed"]["units"] == 1
    (differ,) = rows(run, "agreement", "--round", "pilot", "--disagreements")
    assert (differ["first_value"], differ["second_value"], differ["second_reason"]) == ("12+", "9", "nine names")
    ok(run("decide", "correct", SHELLED.id, "killed", "--from-round", "pilot", "--coder", "Ben", "--by", "Chidi"))
    assert event(run)["decided"] == ["killed corrected by Chidi"] and event(run)["counts"] == ["killed 9"]
    assert rows(run, "decisions")[-1]["reason"] == "as Ben in round pilot"


def test_a_chain_is_verified_by_a_head_that_was_kept(run: Command) -> None:
    assert ok(run("verify")) == ""
    ok(run("decide", "accept", SHELLED.id))
    head = ok(run("verify")).strip()
    assert len(head) == 64
    ok(run("decide", "reject", ATTACK.id))
    assert ok(run("verify", "--head", head)).strip() not in ("", head)
    other = run("verify", "--head", "ab" * 32)
    assert other.exit_code == 1 and "decisions were taken out" in other.stderr
    assert run("verify", "--head", "soon").exit_code == 2


def test_decisions_move_to_another_ledger(run: Command, tmp_path: Path) -> None:
    ok(run("decide", "accept", SHELLED.id))
    ok(run("decide", "correct", SHELLED.id, "killed", "9"))
    file = tmp_path / "decisions.jsonl"
    file.write_text(ok(run("decisions", "-f", "jsonl")), encoding="utf-8")
    with Ledger.open(tmp_path / "other.db") as book:
        book.add(ONE, raw_of(ONE), JUNE)
    other = run("decide", "--replay", str(file), "-L", "other.db")
    assert other.exit_code == 0 and "2 decisions added, their chain as it was" in other.stderr
    assert ok(run("verify")) == ok(run("verify", "-L", "other.db"))
    assert rows(run, "events", "-L", "other.db")[0]["counts"] == ["killed 9"]
    again = run("decide", "--replay", str(file), "-L", "other.db")
    assert "0 decisions added; 2 already there" in again.stderr
    file.write_text(file.read_text(encoding="utf-8").replace('"Ana"', '"Eve"'), encoding="utf-8")
    for wrong in (run("decide", "--replay", str(file)), run("decide", "--replay", "dateline.db")):
        assert isinstance(wrong.exception, known_errors()) and "Nothing was added" in str(wrong.exception)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("accept e_none", "Nothing in the ledger"),
        ("accept", "What is decided on?"),
        (f"accept {ONE.voices[0].id}", "cannot be decided on"),
        (f"correct {SHELLED.id} colour red", "has no field 'colour'"),
        (f"correct {SHELLED.id} killed many", "killed is a number"),
        (f"merge {SHELLED.id}", "two events or incidents"),
        (f"merge {SHELLED.id} {ONE.claims[0].id}", "is no event"),
        (f"split {SHELLED.id} {SHELLED.id}", "Nothing of"),
        ("undo d_none", "No decision"),
        ("--close-round pilot", "there is nothing to close"),
        (f"correct {SHELLED.id} killed --from-round pilot --coder Ben", "not closed"),
    ],
)
def test_a_mistake_is_one_clear_message_and_decides_nothing(run: Command, words: str, says: str) -> None:
    result = run("decide", *words.split())
    assert isinstance(result.exception, known_errors()) and says in str(result.exception)
    assert rows(run, "decisions") == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Say what is done"),
        ("praise e_1", "'praise' is nothing that can be done"),
        (f"correct {SHELLED.id} killed", "correct ID FIELD VALUE"),
        (f"accept {SHELLED.id} --coder Ben", "go together"),
        (f"accept {SHELLED.id} --from-round pilot --coder Ben", "is taken by"),
        (f"accept {SHELLED.id} --by=", "Say who decides"),
    ],
)
def test_what_cannot_be_used_is_told(run: Command, words: str, says: str) -> None:
    result = run("decide", *words.split())
    assert result.exit_code == 2 and says in " ".join(result.stderr.replace("│", " ").split())
    assert rows(run, "decisions") == []


def incident_of(run: Command, id_: str) -> list[str]:
    """The events of the incident that holds an event."""
    events: list[str] = json.loads(ok(run("show", id_.replace("e_", "i_", 1), "-f", "json")))["events"]
    return sorted(events)


def test_merges_splits_and_rejections_change_incidents_and_undoing_them_changes_them_back(run: Command) -> None:
    one, two = SHELLED.id, TWO.events[0].id
    before = incident_of(run, one)
    assert before == sorted([one, two]) == incident_of(run, two)
    said = run("decide", "split", one.replace("e_", "i_"), two, "--reason", "another market")
    assert ok(said) and f"Now: i_{two[2:]}, of 1 report" in said.stderr
    assert incident_of(run, one) == [one] and incident_of(run, two) == [two]
    ok(run("decide", "merge", one.replace("e_", "i_"), two.replace("e_", "i_")))  # the later word holds
    assert incident_of(run, one) == before
    merge = rows(run, "decisions")[-1]
    assert sorted(a["id"] for a in merge["about"]) == before
    ok(run("decide", "undo", merge["id"]))
    assert incident_of(run, one) == [one]
    ok(run("decide", "undo", rows(run, "decisions")[0]["id"]))
    assert incident_of(run, one) == before
    ok(run("decide", "reject", two))
    assert incident_of(run, one) == [one]
    ok(run("decide", "correct", one, "place", "12.5S,22.25E Lumbala camp"))
    found = next(row for row in rows(run, "incidents") if row["id"] == one.replace("e_", "i_"))
    assert found["place"] == "Lumbala camp" and found["killed_low"] == 12
    ok(run("decide", "accept", one.replace("e_", "i_")))
    assert event(run)["decided"] == ["place corrected by Ana", "accepted by Ana"]
