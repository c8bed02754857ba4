"""The wheel: built from the repository, it holds every file the program needs and runs away from it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", into, ROOT],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode and "Could not find a version" in done.stdout + done.stderr:
        pytest.skip("no package registry is in reach to build with")
    assert done.returncode == 0, done.stdout + done.stderr
    return next(into.glob("*.whl"))


def test_every_file_of_the_package_is_in_it(wheel: Path) -> None:
    wanted = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "dateline").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_it_reads_and_adds_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "a.txt").write_text("LUSAKA, May 2 -- Gunmen killed two guards, police said.", encoding="utf-8")
    env = os.environ | {"PYTHONPATH": str(tmp_path / "site")}

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True).stdout

    assert run("-c", "import dateline; print(dateline.__file__)").startswith(str(tmp_path))
    reading = json.loads(run("-m", "dateline", "read", "a.txt", "--published", "2024-05-03", "-f", "jsonl"))
    assert reading["claims"] and reading["events"] and reading["places"] and reading["times"]
    run("-m", "dateline", "add", "a.txt")
    assert len(json.loads(run("-m", "dateline", "reports", "-f", "json"))) == 1
