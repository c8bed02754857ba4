"""Word lists: a user's own rows come after ours, change the reader's version, and are complained of by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.reader import Reader
from dateline.reader.lexicon import LexiconError, Lexicons
from dateline.records import Role, report_of

TEXT = "Gunmen of the Quiet Lanterns of Velmora attacked a bridge on Monday, police said."


def test_a_users_rows_are_read_and_told_apart(tmp_path: Path, reader: Reader) -> None:
    rows = "# ours\nname\taliases\tcountry\trole\nQuiet Lanterns of Velmora\tQLV\tZMB\tREB\n"
    (tmp_path / "armed_groups.tsv").write_text(rows, encoding="utf-8")
    mine = Reader(lexicons=Lexicons(tmp_path))
    found = {actor.name: actor for actor in mine.read(report_of(TEXT)).actors}
    group = found["Quiet Lanterns of Velmora"]
    assert (group.country, group.roles) == ("ZMB", (Role.REB,))
    assert mine.version != reader.version
    assert mine.version.layers["lexicons"]


def test_a_row_that_does_not_fit_is_named_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "media.tsv").write_text("term\tx\na\tb\tc\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"media\.tsv, line 2: 3 columns"):
        Lexicons(tmp_path).table("media")


def test_a_list_that_extends_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "armed_grups.tsv").write_text("name\nX\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="armed_grups"):
        _ = Lexicons(tmp_path).fingerprint


def test_no_user_lists_no_fingerprint(tmp_path: Path) -> None:
    assert Lexicons().fingerprint is None
    assert Lexicons(tmp_path).fingerprint is None


def test_every_list_says_where_its_facts_came_from() -> None:
    from dateline.reader import lexicon

    for entry in lexicon._DATA.iterdir():
        if entry.name.endswith(".tsv"):
            first = entry.read_text(encoding="utf-8").split("\n", 1)[0]
            assert first.startswith("#"), f"{entry.name} does not say where its facts came from"


def test_columns_may_be_left_out_but_not_misnamed(tmp_path: Path) -> None:
    path = tmp_path / "armed_groups.tsv"
    path.write_bytes(b"\xef\xbb\xbf# saved by a spreadsheet\nname\tcountry\nQuiet Lanterns\tZMB\n")
    row = Lexicons(tmp_path).table("armed_groups")[-1]
    assert (row["name"], row["country"], row["aliases"]) == ("Quiet Lanterns", "ZMB", "")
    for words, said in ((b"nom\tcountry\nx\tZMB\n", "nom"), (b"name\tland\nx\tZMB\n", "land"), (b"\xff\xfex", "UTF-8")):
        path.write_bytes(words)
        with pytest.raises(LexiconError, match=said):
            Lexicons(tmp_path).table("armed_groups")


def test_a_value_that_means_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "furniture.tsv").write_text("kind\twhere\tterm\nnonsense\twhole\tx\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="nonsense"):
        Reader(lexicons=Lexicons(tmp_path))
