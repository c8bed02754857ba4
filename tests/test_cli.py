"""The commands, run as a person runs them."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT

REPORT = """\
TELMARA, June 3 (Example) -- Gunmen attacked a police post near the town of Lusaka on Monday, killing three officers, \
the interior ministry said.

"We will not rest," minister Ada Quill told reporters. A senior official, who asked not to be named, said the army \
was planning an offensive.
"""


def dateline(*arguments: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own, away from any ledger of the person who tests."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DATELINE_L")} | {"COLUMNS": "150"} | env
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one report of each kind, one bad line, and the ledger that `add` made of them."""
    folder = tmp_path_factory.mktemp("desk")
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "post.txt").write_text(REPORT, encoding="utf-8")
    record = {"text": REPORT.replace("three", "four"), "published": "2024-06-04", "outlet": "Second Example"}
    (inbox / "wire.jsonl").write_text(json.dumps(record) + "\n{not json\n", encoding="utf-8")
    done = dateline("add", "inbox", "--published", "2024-06-04", cwd=folder)
    assert done.returncode == 1, done.stderr
    assert "2 added" in done.stderr
    assert "wire.jsonl, line 2" in done.stderr
    assert "Traceback" not in done.stderr
    return folder


def rows(desk: Path, *arguments: str) -> list[dict[str, object]]:
    done = dateline(*arguments, "--format", "json", cwd=desk)
    assert done.returncode == 0, done.stderr
    parsed: list[dict[str, object]] = json.loads(done.stdout)
    return parsed


def test_adding_again_changes_nothing(desk: Path) -> None:
    before = [rows(desk, table) for table in ("reports", "claims", "events")]
    done = dateline("add", "inbox", "--published", "2024-06-04", cwd=desk)
    assert "0 added, 2 already there" in done.stderr
    assert [rows(desk, table) for table in ("reports", "claims", "events")] == before


def test_read_prints_the_contract(desk: Path) -> None:
    done = dateline(
        "read", "inbox/post.txt", "--published", "2024-06-04", "--outlet", "Example", "-f", "jsonl", cwd=desk
    )
    reading = json.loads(done.stdout)
    assert reading["schema"] == "dateline.reading/1"
    assert reading["report"]["text"] == REPORT
    assert reading["report"]["outlet"] == "Example"
    assert reading["claims"] and reading["events"]


def test_read_shows_text_claims_and_events(desk: Path) -> None:
    done = dateline("read", "inbox/post.txt", "--published", "2024-06-04", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "Gunmen attacked" in done.stdout
    assert "on whose word" in done.stdout
    assert "ASSAULT" in done.stdout


def test_standard_input(desk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "read", "-", "-f", "jsonl"],
        input=REPORT, cwd=desk, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["report"]["text"] == REPORT


def test_filters(desk: Path) -> None:
    everything, unnamed = rows(desk, "claims"), rows(desk, "claims", "--unnamed")
    assert 0 < len(unnamed) < len(everything)
    assert not any(row["named"] for row in unnamed)
    planned = rows(desk, "events", "--status", "planned")
    assert planned and {row["status"] for row in planned} == {"planned"}
    assert rows(desk, "claims", "--outlet", "Second Example") != everything
    assert rows(desk, "events", "--from", "2031-01-01") == []
    assert rows(desk, "reports", "--text", "offensive")
    assert rows(desk, "reports", "--text", "zebra") == []
    assert rows(desk, "reports", "--country", "zmb") and rows(desk, "reports", "--country", "pak") == []
    assert rows(desk, "events", "--published-from", "2024-06") and rows(desk, "events", "--published-to", "2023") == []


def test_formats_hold_the_same_rows(desk: Path) -> None:
    as_json = rows(desk, "claims")
    lines = dateline("claims", "-f", "jsonl", cwd=desk).stdout.splitlines()
    table = list(csv.DictReader(io.StringIO(dateline("claims", "-f", "csv", cwd=desk).stdout)))
    assert [json.loads(line) for line in lines] == as_json
    assert [row["id"] for row in table] == [row["id"] for row in as_json]
    shown = dateline("claims", cwd=desk).stdout
    assert all(str(row["id"])[:10] in shown for row in as_json)


@pytest.mark.parametrize("table", ["reports", "claims", "events"])
def test_show_gives_the_words_in_their_sentence(desk: Path, table: str) -> None:
    row = rows(desk, table)[0]
    done = dateline("show", str(row["id"])[:10], cwd=desk)
    assert done.returncode == 0, done.stderr
    assert str(row["id"]) in done.stdout
    if table != "reports":
        words = json.loads(dateline("show", str(row["id"]), "-f", "json", cwd=desk).stdout)["words"]
        assert words
        assert all(w["exact"] and w["exact"] in w["sentence"] for w in words)


def test_export_and_doctor(desk: Path) -> None:
    done = dateline("export", "--as", "ledger", "--to", "out", cwd=desk)
    assert done.returncode == 0, done.stderr
    package = json.loads((desk / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert {"claims", "events"} <= {resource["name"].split(".")[0] for resource in package["resources"]}
    doctor = dateline("doctor", cwd=desk)
    assert doctor.returncode == 0, doctor.stderr
    assert "attribution" in doctor.stdout


MISTAKES = [
    (["read", "nowhere.txt"], "nowhere.txt"),
    (["read", "https://halyard.example/report"], "nothing is fetched"),
    (["read", "inbox/post.txt", "--published", "yesterday"], "yesterday"),
    (["claims", "--ledger", "nowhere.db"], "nowhere.db"),
    (["claims", "--ledger", "inbox/post.txt"], "post.txt"),
    (["events", "--from", "soon"], "soon"),
    (["events", "--from", "soon"], "--from"),
    (["events", "--from", "2025-05", "--to", "2025-01"], "--from is after --to"),
    (["export", "--to", "x", "--published-from", "soon"], "--published-from"),
    (["claims", "--recorded-by", "later"], "--recorded-by"),
    (["claims", "--limit", "0"], "--limit"),
    (["events", "--country", "Narnia"], "Narnia"),
    (["show", "c_ffffffffffff"], "c_ffffffffffff"),
    (["show", "nonsense"], "nonsense"),
    (["export", "--as", "spreadsheet", "--to", "x"], "spreadsheet"),
    (["bench", "times", "--data", "nowhere.jsonl"], "nowhere.jsonl"),
    (["read", "inbox/post.txt", "--lexicons", "nowhere"], "nowhere"),
]


@pytest.mark.parametrize(("arguments", "named"), MISTAKES, ids=lambda x: " ".join(x) if isinstance(x, list) else None)
def test_a_mistake_is_one_clear_message(desk: Path, arguments: list[str], named: str) -> None:
    done = dateline(*arguments, cwd=desk)
    assert done.returncode in (1, 2)
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_a_csv_has_its_header_and_nothing_but_json_in_its_lists(desk: Path) -> None:
    rows_ = list(csv.DictReader(io.StringIO(dateline("claims", "-f", "csv", cwd=desk).stdout)))
    assert all(row["named"] in ("true", "false") and json.loads(row["chain"]) for row in rows_)
    nothing = dateline("claims", "-f", "csv", "--outlet", "Nobody", cwd=desk)
    assert nothing.stdout.strip().split(",") == list(rows_[0])


def test_statuses_and_stances_have_any_case(desk: Path) -> None:
    assert rows(desk, "events", "--status", "Planned") == rows(desk, "events", "--status", "planned")
    assert rows(desk, "claims", "--stance", "ASSERTS") == rows(desk, "claims", "--stance", "asserts")


@pytest.mark.parametrize("width", ["80", "140"])
def test_tables_fit_their_window(desk: Path, width: str) -> None:
    for table in ("reports", "claims", "events"):
        lines = dateline(table, cwd=desk, COLUMNS=width).stdout.splitlines()
        assert lines and all(len(line) <= int(width) for line in lines)
    assert "on whose" in dateline("events", cwd=desk, COLUMNS=width).stdout


def test_no_row_is_without_a_name_or_a_voice(desk: Path) -> None:
    shown = dateline("reports", cwd=desk).stdout
    assert "inbox/post.txt" in shown and "inbox/wire.jsonl" in shown
    assert any(not row["voices"] for row in rows(desk, "events")) == (
        "reporter" in dateline("events", cwd=desk, COLUMNS="200").stdout
    )


def test_furniture_and_missing_dates_are_told_without_colours(tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(REPORT + "\nSubscribe to our newsletter\n", encoding="utf-8")
    done = dateline("read", "post.txt", cwd=tmp_path)
    assert "{Subscribe to our newsletter}" in done.stdout
    assert "XXXX" not in done.stdout and "--published" in done.stderr
    assert "--published" in dateline("add", "post.txt", cwd=tmp_path).stderr


def test_output_that_is_piped_is_utf8(desk: Path) -> None:
    for encoding in ("ascii", "cp1252"):
        done = dateline("read", "inbox/post.txt", "--title", "Mamoré — 東", cwd=desk, PYTHONIOENCODING=encoding)
        assert "Mamoré — 東" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_stopping_says_what_to_do(tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for i in range(400):
        (many / f"{i}.txt").write_text(REPORT.replace("three", str(i + 2)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", "add", "many"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        # What a shell starts in the background ignores this signal, and its children with it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as adding:
        while not (tmp_path / "dateline.db").exists() and adding.poll() is None:
            time.sleep(0.05)
        adding.send_signal(signal.SIGINT)
        told = adding.communicate()[1]
    assert adding.returncode == 130
    assert "run the same command again" in told and "Traceback" not in told


def test_too_long_a_text_is_refused_by_name(desk: Path) -> None:
    done = dateline("read", "inbox/post.txt", "--limit", "100", cwd=desk)
    assert done.returncode == 1
    assert "post.txt" in done.stderr and "--limit" in done.stderr


def test_a_report_cannot_drive_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(
        "\x1b]0;owned\x07 The mayor said [bold]no[/bold] :smile:.\x1b[31m", encoding="utf-8"
    )
    done = dateline("read", "bad.txt", cwd=tmp_path)
    assert "\x1b" not in done.stdout and "\x07" not in done.stdout
    assert "[bold]no[/bold] :smile:" in done.stdout


def test_the_ledger_may_be_named_by_the_environment(desk: Path) -> None:
    done = dateline("reports", "-f", "jsonl", cwd=desk / "inbox", DATELINE_LEDGER=str(desk / "dateline.db"))
    assert len(done.stdout.splitlines()) == 2


def test_the_demo_needs_no_more_than_the_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / "demo.py", "--into", tmp_path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "dateline.db").is_file()
    assert "dateline claims" in done.stdout
