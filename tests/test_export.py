"""Export: tables that say what the ledger holds, described in full, in a folder that is whole or not there."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from frictionless import Package, system

from dateline.export import PROFILES, ExportError, export
from dateline.export.dictionary import BEGIN, page, refreshed
from dateline.export.folder import ours
from dateline.export.writers import TableWriter
from dateline.ledger import Filter, Ledger, LedgerError
from dateline.records import Claim, Link, Reading
from exported import JUNE, read_csv
from invented import NEWER, raw_of, reading

ROOT = Path(__file__).resolve().parent.parent
TABLES = {table.name: table for table in PROFILES["ledger"].all_tables}
OWN = [table.name for table in PROFILES["ledger"].tables]


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_frictionless_finds_nothing_wrong(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out")
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])
    assert len(report.tasks) == 3 * len(TABLES)


def test_the_three_formats_say_the_same(ledger: Ledger, tmp_path: Path) -> None:
    done = export(ledger, tmp_path / "out")
    for name, table in TABLES.items():
        lines = read_jsonl(tmp_path / "out" / f"{name}.jsonl")
        assert len(lines) == done.rows[name] >= (name in OWN), name
        assert [list(line) for line in lines] == [[c.name for c in table.columns]] * len(lines)
        assert pq.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist() == lines
        cells = [{k: as_csv(v) for k, v in line.items()} for line in lines]
        assert read_csv(tmp_path / "out" / f"{name}.csv") == cells


def as_csv(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)


def test_the_rows_are_what_the_readings_say(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out", formats=("jsonl",), filter=Filter(outlet="Halyard", published_since="2011"))
    rows = {name: read_jsonl(tmp_path / "out" / f"{name}.jsonl") for name in TABLES}
    one = reading(1)
    assert [row["id"] for row in rows["reports"]] == [one.report.id]
    assert rows["reports"][0]["text"] == one.report.text
    third = rows["claims"][2]
    assert (third["voice_name"], third["hops"], third["stance"]) == ("ministry sources", 2, "confirms")
    chain = [row for row in rows["claim_voices"] if row["claim"] == third["id"]]
    assert [(row["position"], row["name"], row["words"]) for row in chain] == [
        (0, "an officer", "An unnamed officer"),
        (1, "ministry sources", "ministry sources"),
    ]
    shelling, attack = rows["events"]
    assert (shelling["status"], shelling["trigger"], shelling["place_words"]) == ("happened", "shelled", "Lumbala")
    assert (attack["status"], attack["place"], attack["first_precise"]) == ("denied", None, None)
    assert [(row["role"], row["name"], row["actor"]) for row in rows["event_actors"]] == [
        ("actor", "Red Kite Front", one.actors[0].id),
        ("recipient", "people", None),
        ("actor", "Ana Sorel", one.actors[1].id),
    ]
    (count,) = rows["counts"]
    assert (count["what"], count["low"], count["best"], count["high"]) == ("killed", 12, 12, None)
    assert len(rows["claim_events"]) == 2
    assert rows["tensions"][0]["first"] == one.claims[0].id
    assert rows["furniture"][0]["words"] == "More: ten recipes for autumn"
    assert rows["actors"][0]["roles"] == "REB;UAF"


def test_every_row_has_both_clocks(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out", formats=("jsonl",))
    for name in TABLES:
        for row in read_jsonl(tmp_path / "out" / f"{name}.jsonl"):
            assert row["recorded"] == "2011-06-01T12:00:00Z"
            assert row["published"] in ("2011-05-04", "2011-05", None)
            assert list(row)[-2:] == ["published", "recorded"]


def test_evidence_has_the_exact_words_of_every_record(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out", formats=("jsonl",))
    texts = {row["id"]: row["text"] for row in read_jsonl(tmp_path / "out" / "reports.jsonl")}
    rows = read_jsonl(tmp_path / "out" / "evidence.jsonl")
    for row in rows:
        assert row["exact"] == texts[row["report"]][row["start"] : row["end"]]
    fields = {(row["kind"], row["field"]) for row in rows}
    assert fields >= {
        ("claim", "chain"), ("claim", "cue"), ("claim", "content"), ("event", "trigger"), ("event", "actors"),
        ("event", "recipients"), ("event", "place"), ("event", "when"), ("event", "counts"), ("time", "span"),
        ("place", "mentions"), ("voice", "mentions"), ("actor", "mentions"), ("report", "dateline.place"),
    }  # fmt: skip
    records = {row["record"] for row in rows}
    for name in ("claims", "events", "places", "actors", "times"):
        assert {row["id"] for row in read_jsonl(tmp_path / "out" / f"{name}.jsonl")} <= records


def test_only_current_readings_are_exported_unless_asked_as_of(ledger: Ledger, tmp_path: Path) -> None:
    newer = reading(1, reader=NEWER, dead=14)
    ledger.add(newer, raw_of(newer), datetime(2011, 7, 1, tzinfo=UTC))
    for asked, dead in (({}, {12, 14}), ({"recorded_by": "2011-06"}, {12})):
        export(ledger, tmp_path / "out", formats=("jsonl",), filter=Filter(**asked))  # type: ignore[arg-type]
        counts = read_jsonl(tmp_path / "out" / "counts.jsonl")
        assert len(counts) == 3
        assert {row["low"] for row in counts} == dead


def test_an_empty_ledger_makes_empty_tables(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db") as ledger:
        done = export(ledger, tmp_path / "out")
    assert set(done.rows.values()) == {0}
    assert pq.read_table(tmp_path / "out" / "claims.parquet").num_rows == 0
    with system.use_context(trusted=True):
        package = Package(str(tmp_path / "out" / "datapackage.json"))
        assert package.validate().valid


def test_records_that_lack_what_they_refer_to_still_make_a_valid_package(tmp_path: Path) -> None:
    whole = reading(1)
    unspoken = dataclasses.replace(whole.claims[0], id="c_none", chain=(Link("v_no", None),))
    odd = dataclasses.replace(
        whole,
        actors=(),
        places=(),
        claims=(*whole.claims, whole.claims[0], unspoken),
    )
    with Ledger.open(tmp_path / "odd.db") as ledger:
        ledger.add(odd, raw_of(odd))
        done = export(ledger, tmp_path / "out", formats=("csv",))
    assert done.rows["claims"] == 4
    with system.use_context(trusted=True):
        assert Package(str(tmp_path / "out" / "datapackage.json")).validate().valid


def hostile() -> Reading:
    """A reading whose words are formulas, lines and quotation marks."""
    one = reading(1)
    text = one.report.text.replace("“We planned", '=HYPER("x")\r\n;"|,').replace(
        "people, officials", "peop\u2028le,\tofficials"
    )
    names = ('=cmd|"/c calc"!A1', "-2+3", "@x", "'quoted", "plain", "\ttab")
    voices = tuple(dataclasses.replace(v, name=n) for v, n in zip(one.voices, names, strict=False))
    report = dataclasses.replace(one.report, text=text, title=names[0], provenance=type(one.report.provenance)())
    return dataclasses.replace(one, report=report, voices=voices, claims=tuple[Claim, ...](one.claims))


def test_cells_are_exact_unless_they_are_for_spreadsheets(tmp_path: Path) -> None:
    one = hostile()
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(one, b"raw")
        export(ledger, tmp_path / "exact")
        export(ledger, tmp_path / "safe", for_spreadsheets=True)
    exact = read_csv(tmp_path / "exact" / "voices.csv")
    assert [row["name"] for row in exact] == [v.name for v in one.voices]
    assert read_csv(tmp_path / "exact" / "reports.csv")[0]["text"] == one.report.text
    for name in TABLES:
        safe = read_csv(tmp_path / "safe" / f"{name}.csv")
        assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for row in safe for cell in row.values())
        undone = [{k: v.removeprefix("'") for k, v in row.items()} for row in safe]
        assert undone == read_csv(tmp_path / "exact" / f"{name}.csv")
    with system.use_context(trusted=True):
        assert Package(str(tmp_path / "exact" / "datapackage.json")).validate().valid


def test_texts_can_be_left_out(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out", texts=False)
    assert {row["text"] for row in read_jsonl(tmp_path / "out" / "reports.jsonl")} == {None}


# The folder


def test_an_earlier_export_is_replaced(ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(ledger, out)
    export(ledger, out, formats=("csv",), filter=Filter(limit=1))
    assert not list(out.glob("*.parquet"))
    assert len(read_csv(out / "reports.csv")) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "test.db", "test.db-shm", "test.db-wal"]


def test_a_folder_with_other_files_is_left_alone_unless_told(ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(ledger, out)
    (out / "notes.txt").write_text("mine")
    with pytest.raises(ExportError, match="has other files"):
        export(ledger, out)
    assert (out / "notes.txt").read_text() == "mine"
    export(ledger, out, replace=True)
    assert not (out / "notes.txt").exists()
    assert (tmp_path / "out.before-1" / "notes.txt").read_text() == "mine"
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError, match="not a folder"):
        export(ledger, tmp_path / "file")


def test_an_empty_folder_and_a_new_one_are_used(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    export(ledger, tmp_path / "empty", formats=("csv",))
    export(ledger, tmp_path / "a" / "b", formats=("csv",))
    assert (tmp_path / "empty" / "claims.csv").exists()
    assert (tmp_path / "a" / "b" / "claims.csv").exists()


def test_what_fails_half_way_leaves_what_was_there(ledger: Ledger, tmp_path: Path, monkeypatch: Any) -> None:
    out = tmp_path / "out"
    export(ledger, out, formats=("csv",))
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    monkeypatch.setattr(TableWriter, "write", lambda *_: sys.exit("killed"))
    with pytest.raises(SystemExit):
        export(ledger, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert not list(tmp_path.glob(".out*"))


EXPORTING = """
import sys
from dateline.export import export
from dateline.ledger import Ledger
print("ready", flush=True)
with Ledger.open(sys.argv[1], create=False) as ledger:
    while True:
        export(ledger, sys.argv[2])
"""


def test_killed_at_any_moment_it_leaves_a_whole_export_or_none(ledger: Ledger, tmp_path: Path) -> None:
    chance = random.Random(2008)
    out = tmp_path / "out"
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", EXPORTING, str(tmp_path / "test.db"), str(out)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, 0.3))
        process.kill()
        process.wait()
        if out.exists():
            package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
            for resource in package["resources"]:
                content = (out / resource["path"]).read_bytes()
                assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    export(ledger, out)
    assert ours(out)


def test_what_cannot_be_exported_is_said(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"no export profile 'gdelt'.*ledger"):
        export(ledger, tmp_path / "out", profile="gdelt")
    with pytest.raises(ExportError, match=r"no format xls.*csv, jsonl, parquet"):
        export(ledger, tmp_path / "out", formats=("csv", "xls"))
    with pytest.raises(LedgerError, match="cannot be chosen by voice"):
        export(ledger, tmp_path / "out", filter=Filter(voice="Sorel"))
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out*"))


# The data dictionary


def test_every_column_is_described() -> None:
    for table in TABLES.values():
        assert table.description.endswith(".")
        for column in table.columns:
            assert len(column.description) > 5, f"{table.name}.{column.name}"
            assert column.description.endswith("."), f"{table.name}.{column.name}"
            assert column.refers is None or "id" in [c.name for c in TABLES[column.refers].columns]
        assert set(table.key) <= {column.name for column in table.columns}


def test_the_page_in_the_docs_is_up_to_date() -> None:
    text = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    assert BEGIN in text
    assert refreshed(text) == text, "run: python -m dateline.export docs/export.md"


def test_the_package_carries_the_dictionary(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out", created=JUNE)
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["created"] == "2011-06-01T12:00:00Z"
    assert "belong to their publishers" in package["description"]
    for resource in package["resources"]:
        table = TABLES[resource["name"].split("-")[0]]
        described = {field["name"]: field["description"] for field in resource["schema"]["fields"]}
        assert described == {column.name: column.description for column in table.columns}
        path = tmp_path / "out" / resource["path"]
        assert path.stat().st_size == resource["bytes"]
    assert page(PROFILES["ledger"]) in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    schema = pq.read_schema(tmp_path / "out" / "claims.parquet")
    assert schema.field("content").metadata[b"description"].startswith(b"What it says")


def test_the_same_ledger_makes_the_same_files(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export(ledger, tmp_path / name, created=JUNE)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name
