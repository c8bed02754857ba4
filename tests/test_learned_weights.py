"""The weights that come with the learned tagger, and what a run with them brings into memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from dateline.bench.common import sha256
from dateline.reader.attribution.learned.confidence import FEATURES, Confidence
from dateline.reader.attribution.learned.pieces import Pieces
from dateline.reader.attribution.learned.tagger import FOLDER, session

MOST = 40 * 2**20  # bytes: they come with every install
RUN = """
import re, resource, sys
from pathlib import Path
from dateline.reader import Reader
from dateline.records import report_of
piece = "Mara Velling said that the bridge at Tarsk was open. “Nobody left,” she added, and the army denied it.\\n\\n"
reading = Reader().read(report_of(piece * (200_000 // len(piece)), published="2024-03-05"))
# On Linux getrusage also counts what the program was started from, as large as that was just then.
status = Path("/proc/self/status")
own = status.is_file() and re.search(r"VmHWM:[^0-9]*([0-9]+) kB", status.read_text())
peak = int(own[1]) * 1024 if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(reading.report.text), len(reading.claims), peak // 1024**2)
print(reading.reader.layers["attribution"])
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_the_files_are_those_that_were_made() -> None:
    note = json.loads((FOLDER / "weights.json").read_text(encoding="utf-8"))
    assert {"encoder.onnx", "links.onnx", "tokenizer.json"} <= set(note["files"])
    for name, made in note["files"].items():
        assert sha256(FOLDER / name) == made, f"{name} is not the file that weights.json names"
    assert note["version"]


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST


def test_a_card_lies_beside_them() -> None:
    assert len((FOLDER / "CARD.md").read_text(encoding="utf-8").split()) > 100


def test_confidence_knows_its_features() -> None:
    fitted = Confidence.load(FOLDER / "confidence.json")
    assert set(fitted.weights) == set(FEATURES)
    assert 0 < fitted.least < 1
    assert fitted.weights["cue"] > 0 and fitted.weights["content"] > 0  # a surer network is no less often right


def test_graphs_run_on_one_core() -> None:
    options = session(FOLDER / "links.onnx").get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


def test_written_marks_are_no_marks() -> None:
    pieces = Pieces(FOLDER / "tokenizer.json")
    for mark in ("[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]", "[cls]", "##s"):
        assert not {pieces.opens, pieces.closes, 0} & set(pieces.of(mark))
    assert len(pieces.of("\0" * 300)) == len(pieces.of("\u202e")) == 1


@pytest.fixture(scope="module")
def printed() -> list[list[str]]:
    """What a process of its own says of reading 200,000 characters."""
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        capture_output=True, text=True, encoding="utf-8", check=True,
        env=os.environ | {"PYTHONUTF8": "1", "DATELINE_GAZETTEER": "built-in"},
    )  # fmt: skip
    return [line.split() for line in done.stdout.splitlines()]


def test_a_long_report_is_read_in_bounded_memory(printed: list[list[str]]) -> None:
    characters, claims, megabytes = map(int, printed[0])
    assert characters > 199_000 and claims > characters / 100
    assert megabytes < 1_000
    assert printed[1][0].startswith("learned-")


def test_reading_brings_in_nothing_that_trains(printed: list[list[str]]) -> None:
    assert "onnxruntime" in printed[2]
    assert not {"torch", "transformers", "tokenizers", "onnx", "tensorflow"} & set(printed[2])
