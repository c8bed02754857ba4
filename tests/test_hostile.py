"""Hostile inputs: every one is read or refused by name, nothing raises, and spans still hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hostile
from dateline.intake import Arrival, Refusal, read_bytes, read_paths
from dateline.reader import Reader
from dateline.records import from_plain, to_json, to_plain


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    hostile.write_inputs(folder, seed=0, count=1_000)
    return folder


def arrivals(folder: Path) -> Iterator[Arrival]:
    return (item for item in read_paths([folder]) if isinstance(item, Arrival))


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    one = hostile.write_inputs(tmp_path / "a", 7, 60)
    two = hostile.write_inputs(tmp_path / "b", 7, 60)
    assert [path.name for path in one] == [path.name for path in two]
    # Parquet files carry no time of writing, so they too are the same.
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_each_file_is_read_or_refused(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        items = list(read_paths([path]))
        assert items, f"{path.name}: neither read nor refused"
        for item in items:
            if isinstance(item, Refusal):
                assert path.name in item.path or "manifest" in path.name
                assert "\n" not in item.message and item.problem and item.remedy
                item.message.encode("utf-8")
                continue
            report = item.report
            assert report.text.strip()
            to_json(report).encode("utf-8")  # no lone surrogates anywhere
            assert "\0" not in report.text
            assert report.published is None or report.published[:4].isdigit()


def test_a_folder_gives_the_same_as_its_files(folder: Path) -> None:
    ids = [arrival.report.id for arrival in arrivals(folder)]
    alone = [i.report.id for p in sorted(folder.iterdir()) for i in read_paths([p]) if isinstance(i, Arrival)]
    assert sorted(ids) == sorted(alone)


def test_the_reader_survives_a_sample(folder: Path, reader: Reader) -> None:
    sample = [arrival.report for arrival in arrivals(folder)][::9]
    assert len(sample) > 50
    for report in sample:
        reading = reader.read(report)
        pieces = sorted([*reading.report.body, *(piece.span for piece in reading.report.furniture)])
        assert "".join(span.of(report.text) for span in pieces) == report.text
        assert from_plain(type(reading), to_plain(reading)) == reading


def test_lone_surrogates_keep_their_place() -> None:
    (arrival,) = read_bytes(b'{"text": "a\\ud83d b\\u0000c"}', "x.jsonl")
    assert isinstance(arrival, Arrival)
    assert arrival.report.text == "a\ufffd b\ufffdc"
