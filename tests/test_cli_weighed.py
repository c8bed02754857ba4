"""Commands on what many reports make together: incidents, stories, tensions, voices, diff, show, pack, weigh."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.console import Console
from typer.testing import CliRunner

import weighed
from dateline.cli import incidents
from dateline.cli.app import app
from dateline.cli.incident import IncidentPage
from dateline.export.pack import Pack, page
from dateline.ledger import Ledger, LedgerError
from dateline.weighing.weigher import Weigher
from dateline.weighing.weigher.hearing import VoiceRow
from exported import JUNE
from invented import raw_of, reading

TABLES = {
    "incidents": incidents.IncidentRow,
    "stories": incidents.StoryRow,
    "tensions": incidents.StrainRow,
    "voices": VoiceRow,
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One happening told by three outlets on three days, weighed."""
    path = tmp_path_factory.mktemp("weighed") / "test.db"
    with Ledger.open(path) as ledger:
        for n, outlet in enumerate(("Halyard", "The Lantern", "Courier")):
            one = reading(n, outlet=outlet, published=f"2011-05-0{4 + n}")
            ledger.add(one, raw_of(one), JUNE)
        Weigher(ledger).weigh()
    return path


def run(book: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [arguments[0], "-L", str(book), *arguments[1:]], env={"COLUMNS": "120"})


def rows(book: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run(book, *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    parsed: list[dict[str, Any]] = json.loads(done.stdout)
    return parsed


def happened(book: Path, *arguments: str) -> dict[str, Any]:
    (one,) = rows(book, "incidents", "--status", "happened", *arguments)
    return one


@pytest.mark.parametrize("table", TABLES)
def test_the_formats_hold_the_same_rows(book: Path, table: str) -> None:
    names = [f.name for f in fields(TABLES[table])]
    as_json = rows(book, table)
    assert as_json and list(as_json[0]) == names
    lines = run(book, table, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == as_json
    as_csv = list(csv.DictReader(io.StringIO(run(book, table, "--format", "csv").stdout)))
    assert len(as_csv) == len(as_json) and list(as_csv[0]) == names
    assert run(book, table).exit_code == 0
    assert len(rows(book, table, "--limit", "1")) == 1
    empty = run(book, table, "--outlet", "Nobody", "--format", "csv")
    assert empty.stdout.strip() == ",".join(names)


def test_one_happening_is_one_incident_of_three_reports(book: Path) -> None:
    one = happened(book)
    assert (one["reports"], one["type"], one["place"], one["killed_low"]) == (3, "ASSAULT", "Lumbala", 12)
    assert one["chains"] and one["published_first"] == "2011-05-04" and one["published_last"] == "2011-05-06"
    assert happened(book, "--known-by", "2011-05-05")["reports"] == 2
    assert happened(book, "--min-reports", "3")["id"] == one["id"]
    assert not rows(book, "incidents", "--min-reports", "4")
    assert not rows(book, "incidents", "--recorded-by", "2011-05")
    assert {r["standing"] for r in rows(book, "incidents", "--standing", one["standing"])} == {one["standing"]}
    for order in ("date", "reports", "Doubt"):
        assert {r["id"] for r in rows(book, "incidents", "--by", order)} == {r["id"] for r in rows(book, "incidents")}


def test_copies_are_one_story(book: Path) -> None:
    (story,) = rows(book, "stories", "--copies-only")
    assert story["reports"] == 3 and story["outlet"] == "Halyard" and story["published"] == "2011-05-04"
    assert story["outlets"] == ["Halyard", "The Lantern", "Courier"] and story["last"] == "2011-05-06"
    shown = run(book, "show", story["id"])
    assert "3 copies of one report" in shown.output and "the earliest" in shown.output
    plain = json.loads(run(book, "show", story["id"], "--format", "json").stdout)
    assert len(plain["reports"]) == 3 and plain["copies"]


def test_tensions_within_a_report_have_both_their_words(book: Path) -> None:
    found = [r for r in rows(book, "tensions") if r["incident"] is None]
    assert len(found) == 3 and all(r["within"] and r["first_words"] and r["second_words"] for r in found)
    assert {(r["first_voice"], r["second_voice"]) for r in found} == {("officials", "Ana Sorel")}
    assert not [r for r in rows(book, "tensions", "--field", "counts") if r["incident"] is None]
    with Ledger.open(book) as ledger:
        from dateline.ledger import Filter

        assert len(list(ledger.tensions(Filter(outlet="Halyard")))) == 1
        assert len(list(ledger.tensions(Filter(type="ASSAULT", voice="Sorel", place="Lumbala")))) == 3
        assert not list(ledger.tensions(Filter(type="PROTEST")))


def test_voices_are_counted_over_incidents(book: Path) -> None:
    found = {r["name"]: r for r in rows(book, "voices")}
    assert found["officials"]["incidents"] == 1 and found["officials"]["reports"] == 3
    assert [r["name"] for r in rows(book, "voices", "--voice", "Officials")] == ["officials"]


def test_a_voice_is_shown_by_its_key(book: Path) -> None:
    key = next(r["key"] for r in rows(book, "voices") if r["name"] == "officials")
    done = run(book, "show", key)
    assert done.exit_code == 0 and "3 claims in 3 reports" in done.output and "Courier" in done.output
    told = rows(book, "show", f"voice:{key}")
    assert told["claims"] == len(told["said"]) == 3  # type: ignore[call-overload]
    done = run(book, "show", key, "--known-by", "2011-05-04")
    assert "1 claim in 1 report" in done.output
    assert "No voice in the ledger has the key" in str(run(book, "show", "person:nobody").exception)


def test_diff_says_what_became_known(book: Path) -> None:
    done = run(book, "diff", "--from", "2011-05-03", "--to", "2011-05-06")
    assert done.exit_code == 0 and "became known" in done.output and "officials" in done.output
    changes = rows(book, "diff", "--from", "2011-05-03", "--to", "2011-05-06")
    assert {c["field"] for c in changes} >= {"incident", "standing", "place", "killed"}
    assert not rows(book, "diff", "--from", "2011-05-06", "--to", "2011-06-01")
    assert "Nothing changed" in run(book, "diff", "--from", "2011-05-06", "--to", "2011-06-01").output


def test_show_draws_an_incident(book: Path) -> None:
    one = happened(book)
    done = run(book, "show", one["id"][:8])
    assert done.exit_code == 0
    for words in (
        "what is said",
        "how many killed",
        "on whose word",
        "reports, by story",
        "3 copies of one",
        "one happen",
    ):
        assert words in done.output, words
    plain = json.loads(run(book, "show", one["id"], "--format", "jsonl").stdout)
    assert plain["id"] == one["id"] and plain["fields"] and plain["ties"]
    early = run(book, "show", one["id"], "--known-by", "2011-05-04")
    assert "1 report of 1 story" in early.output and "as of 2011-05-04" in early.output


def test_a_pack_is_written_whole_and_is_the_same_each_time(book: Path, tmp_path: Path) -> None:
    id_ = happened(book)["id"]
    for name in ("one", "two"):
        assert run(book, "pack", id_, "--to", str(tmp_path / f"{name}.html")).exit_code == 0
    first = (tmp_path / "one.html").read_bytes()
    assert first == (tmp_path / "two.html").read_bytes() and first.startswith(b"<!doctype html>")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.html", "two.html"]
    assert "As published by <b>2011-05-04</b>" in run(book, "pack", id_, "--to", "-", "--known-by", "2011-05-04").stdout
    assert "As of everything" in run(book, "pack", id_, "--to", "-").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("pack", "i_none"), "No incident"),
        (("show", "s_none"), "No story"),
        (("diff", "--from", "2011-06", "--to", "2011-05"), "--from is after --to"),
        (("incidents", "--known-by", "yesterday"), "--known-by is a day"),
        (("show", "r_0", "--known-by", "2011"), "for incidents"),
    ],
)
def test_a_mistake_is_one_clear_message(book: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run(book, *arguments)
    assert isinstance(done.exception, LedgerError) and says in str(done.exception)


def test_unusable_options_are_refused(book: Path) -> None:
    for arguments in (("incidents", "--standing", "true"), ("incidents", "--by", "luck"), ("diff", "--from", "2011")):
        assert run(book, *arguments).exit_code == 2


def test_weighing_is_done_once_and_can_be_done_again(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with Ledger.open(path) as ledger:
        ledger.add(reading(1), raw_of(reading(1)), JUNE)
    assert "1 weighed" in run(path, "weigh").output
    assert "Nothing was pending" in run(path, "weigh").output
    before = rows(path, "incidents")
    assert "1 weighed" in run(path, "weigh", "--again").output
    assert rows(path, "incidents") == before


def test_weighing_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "test.db"
    with Ledger.open(path) as ledger:
        ledger.add(reading(1), raw_of(reading(1)), JUNE)

    def stop(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Weigher, "weigh", stop)
        done = run(path, "weigh")
    assert done.exit_code == 130 and "goes on from there" in done.output
    assert "1 weighed" in run(path, "weigh").output


def test_asking_weighs_what_is_pending(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with Ledger.open(path) as ledger:
        ledger.add(reading(1), raw_of(reading(1)), JUNE)
    assert len(rows(path, "incidents")) == 2
    with Ledger.open(path) as ledger:
        assert Weigher(ledger).pending() == 0


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "locked"
    folder.mkdir()
    with Ledger.open(folder / "test.db") as ledger:
        ledger.add(reading(1), raw_of(reading(1)), JUNE)
    folder.chmod(0o555)
    yield folder / "test.db"
    folder.chmod(0o755)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_ledger_that_may_not_be_written_is_shown_as_it_was_weighed(locked: Path) -> None:
    done = run(locked, "incidents")
    assert done.exit_code == 0 and "1 reading not weighed yet" in done.output


# The page on the terminal


def drawn(pack: Pack, width: int = 110) -> str:
    console = Console(width=width, file=io.StringIO(), highlight=False, markup=False, emoji=False)
    console.print(IncidentPage(pack))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def hand_made(**more: Any) -> Pack:
    readings = {r.report.id: r for r in weighed.readings()}
    return replace(Pack(weighed.incident(), readings, weighed.stories()), **more)


@pytest.mark.parametrize("width", [60, 80, 150])
def test_the_page_fits_its_window(width: int) -> None:
    text = drawn(hand_made(), width)
    assert all(len(line) <= width for line in text.splitlines())


def test_a_toll_of_many_days_goes_on_below() -> None:
    one = weighed.incident()
    toll = one.tolls[0]
    figures = tuple(
        replace(
            toll.figures[2],
            published=f"203{n % 2}-0{1 + n // 28}-{1 + n % 28:02}",
            best=100 + n,
            low=100 + n,
            high=100 + n,
        )
        for n in range(56)
    )
    text = drawn(hand_made(incident=replace(one, tolls=(replace(toll, figures=figures),))), 80)
    assert all(len(line) <= 80 for line in text.splitlines())
    assert all(f"{100 + n}" in text for n in range(56)) and "2030-01-01" in text and "2031-02-28" in text


def test_the_page_has_toll_denial_correction_and_copies() -> None:
    text = drawn(hand_made())
    lines = text.splitlines()
    police = next(line for line in lines if line.strip().startswith("the provincial police ") and "(9+)" in line)
    assert police.split()[-1] == "13"
    assert any("16" in line and "(" in line for line in lines if line.strip().startswith("an officer"))
    assert "denied or doubted by" in text and "There was no bomb" in text
    assert "correction: 16 → 14" in text and "2 copies of one Halyard report" in text
    assert "an officer › the hospital" in text and "taken: 14 (13–14)" in text


def test_a_report_cannot_drive_the_terminal() -> None:
    evil = "\x1b[2J\x07[bold]x[/bold]\u202e"
    one = weighed.incident()
    witnesses = tuple(replace(w, name=evil, chain=(evil,)) for w in one.witnesses)
    incident = replace(one, title=evil, witnesses=witnesses, place=evil)
    text = drawn(hand_made(incident=incident))
    assert not set("\x1b\x07\u202e") & set(text) and "[bold]x[/bold]" in text
    assert "\x1b" not in page(hand_made(incident=incident))
