"""Taking in: each report is read and kept by itself; refusals and faults cost nothing else; what is there stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dateline.intake import Options, Refusal, read_bytes, read_folder
from dateline.ledger import Ledger
from dateline.ledger.taking import Taken, take_in
from dateline.reader import Reader
from dateline.records import Report

LINES = b'{"text": "Police in Lusaka detained two men on Friday."}\nno record\n{"text": "It rained in Ndola."}\n'


class Failing:
    """A reader that fails on reports with a word."""

    def __init__(self, reader: Reader, word: str) -> None:
        self.reader, self.word = reader, word
        self.version = reader.version

    def read(self, report: Report) -> Any:
        if self.word in report.text:
            raise ValueError("no such day")
        return self.reader.read(report)


def test_what_is_read_is_kept_and_what_is_not_is_refused(reader: Reader, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as book:
        one, bad, two = take_in(book, read_bytes(LINES, "a.jsonl"), reader)
        assert isinstance(one, Taken) and isinstance(two, Taken) and isinstance(bad, Refusal)
        assert one.new and one.reading is not None and one.reading.report.id == one.report.id
        assert (bad.path, bad.line) == ("a.jsonl", 2)
        assert list(book.report_ids()) == [one.report.id, two.report.id]
        again = list(take_in(book, read_bytes(LINES, "a.jsonl"), reader))
        assert [(o.new, o.reading) for o in again if isinstance(o, Taken)] == [(False, None)] * 2


def test_a_fault_of_ours_costs_one_report(reader: Reader, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as book:
        fault, _, kept = take_in(book, read_bytes(LINES, "a.jsonl"), Failing(reader, "Lusaka"))  # type: ignore[arg-type]
        assert isinstance(fault, Refusal) and isinstance(kept, Taken)
        assert fault.message == (
            "a.jsonl: the reader failed on it (ValueError: no such day). This is our fault, please report it."
        )
        assert list(book.report_ids()) == [kept.report.id]


def test_it_goes_on_where_it_was_stopped(reader: Reader, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as book:
        begun = take_in(book, read_bytes(LINES, "a.jsonl"), reader)
        next(begun)
        begun.close()
        assert len(list(book.report_ids())) == 1
        assert [o.new for o in take_in(book, read_bytes(LINES, "a.jsonl"), reader) if isinstance(o, Taken)] == [
            False,
            True,
        ]


def test_files_of_a_folder_are_named_from_inside_of_it(tmp_path: Path) -> None:
    (tmp_path / "in" / "may").mkdir(parents=True)
    (tmp_path / "in" / "may" / "one.txt").write_text("It rained in Ndola.", encoding="utf-8")
    (tmp_path / "in" / "two.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "in" / "manifest.csv").write_text("file,outlet\nmay/one.txt,The Lantern\nmay/none.txt,The Lantern\n")
    gone, one, two = read_folder(tmp_path / "in", Options(published="2031-05-06"))
    assert isinstance(gone, Refusal) or isinstance(one, Refusal)
    items = {(i.path if isinstance(i, Refusal) else i.report.path): i for i in (gone, one, two)}
    assert set(items) == {"manifest.csv", "may/one.txt", "two.pdf"}
    read = items["may/one.txt"]
    assert not isinstance(read, Refusal)
    assert (read.report.outlet, read.report.published) == ("The Lantern", "2031-05-06")
