"""Intake: bytes to reports with what is known of them and from where, or refusals that say what to do."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.intake import Arrival, IntakeError, Options, Refusal, count_paths, read_bytes, read_paths
from dateline.records import Report, make_id

ONE = "The river Ost burst its banks on Monday, cutting off the town of Velmora, the mayor said, and more rain is due."
TWO = "Rescuers reached two hundred people by boat before dark, a spokeswoman for the fire brigade told reporters."


def items(data: bytes | str, name: str, **options: Any) -> list[Arrival | Refusal]:
    return list(read_bytes(data.encode() if isinstance(data, str) else data, name, Options(**options)))


def report(data: bytes | str, name: str = "a.txt", **options: Any) -> Report:
    (item,) = items(data, name, **options)
    assert isinstance(item, Arrival), item
    return item.report


def refusal(data: bytes | str, name: str = "a.txt", **options: Any) -> Refusal:
    (item,) = items(data, name, **options)
    assert isinstance(item, Refusal), item
    return item


# ---- plain text


def test_text_is_verbatim() -> None:
    got = report("\ufeffVelmora – one\r\ntwo\0\rthree \u202e 🏴‍☠️\n")
    assert got.text == "Velmora – one\r\ntwo\ufffd\rthree \u202e 🏴‍☠️\n"
    assert got.id == make_id("report", got.text, None, None, None)
    assert got.published is None and got.published_from is None
    assert got.provenance.format == "text" and got.provenance.encoding == "utf-8"


def test_raw_bytes_come_with_their_hash() -> None:
    (item,) = items(b"Velmora.\n", "a.txt")
    assert isinstance(item, Arrival)
    assert item.raw == b"Velmora.\n"
    assert item.report.provenance.raw == hashlib.sha256(item.raw).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_encoding(encoding: str) -> None:
    text = f"“{ONE}” – so the mayor’s café in Ångström… {TWO}"
    assert report(text.encode(encoding)).text == text


def test_other_alphabets() -> None:
    russian = (
        "Мэр города сказал в понедельник, что река вышла из берегов и отрезала город. Спасатели вывезли людей. " * 4
    )
    assert report(russian.encode("cp1251")).text == russian
    assert report(russian.encode("koi8_r"), encoding="koi8_r").text == russian


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    got = report("“Ångström” – ".encode() + b"\x93quoted\x94")
    assert got.text == "“Ångström” – “quoted”"
    assert got.provenance.encoding == "utf-8+cp1252"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf\n", "\u00a0\u200b".encode(), b"\0\0\0"])
def test_nothing_in_it(data: bytes) -> None:
    assert refusal(data).message.startswith("a.txt: ")


def test_over_the_limit() -> None:
    message = refusal(ONE, limit=50).message
    assert "50 characters" in message and "--limit" in message
    assert "--limit" in refusal("x" * 5000, limit=50).message
    assert len(report("é" * 50, limit=50).text) == 50


def test_a_megabyte_long_line() -> None:
    assert len(report("word " * 210_000).text) == 1_050_000
    assert len(report(json.dumps({"text": "word " * 210_000}), "a.jsonl").text) == 1_050_000


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"PK\x03\x04....", "a.docx", "zip"),
        (b"%PDF-1.7", "report.txt", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "a.html", "picture"),
        (b"SQLite format 3\0", "dateline.db", "database"),
        (bytes(range(256)) * 4, "a", "binary"),
        (b"body { color: red }", "page.css", ".css"),
        (b"text,published\n", "a.parquet", "no Parquet"),
        (b"WARC/1.0\r\n", "a.warc", "web archive"),
    ],
)
def test_what_holds_no_report_is_named(data: bytes, name: str, what: str) -> None:
    found = refusal(data, name)
    assert found.path == name and what in found.problem and found.remedy


# ---- options and dates


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2008-03-03", "2008-03-03"),
        ("2008-03", "2008-03"),
        ("2008", "2008"),
        ("2008-03-03T14:30:00Z", "2008-03-03T14:30:00Z"),
        ("2008-03-03 14:30+05:00", "2008-03-03T14:30:00+05:00"),
    ],
)
def test_publication_dates(given: str, kept: str) -> None:
    got = report(ONE, published=given)
    assert (got.published, got.published_from) == (kept, "option")
    assert report(json.dumps({"text": ONE, "published": given}), "a.jsonl").published == kept


@pytest.mark.parametrize(
    "given", ["2 March 2008", "03/03/2008", "2008-13-01", "2008-02-30", "20080303", "soon", "2008-W10-1", ""]
)
def test_what_is_no_publication_date_is_named(given: str) -> None:
    with pytest.raises(IntakeError) as error:
        Options(published=given)
    assert repr(given) in str(error.value) and "2008-03-03" in str(error.value)
    if given:
        found = refusal(json.dumps({"text": ONE, "published": given}), "a.jsonl")
        assert repr(given) in found.problem and "2008-03-03" in found.remedy and found.line == 1


@pytest.mark.parametrize("bad", [{"limit": 0}, {"encoding": "klingon"}, {"encoding": "zip"}, {"encoding": "idna"}])
def test_options_that_cannot_be_used(bad: dict[str, Any]) -> None:
    with pytest.raises(IntakeError, match=f"--{next(iter(bad))}"):
        Options(**bad)


# ---- pages


def page(head: str = "", body: str = "", lang: str = "en-GB") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><title>Floods cut off Velmora - The Courier</title>{head}</head>'
        '<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>'
        f"<article><h1>Floods cut off Velmora</h1>{body}"
        f"<p>{ONE}</p><p>{TWO}</p></article><aside><article><h3>Other</h3><time datetime='2024-05-01'>1 May</time>"
        "<p>Another story altogether, with a date of its own.</p></article></aside>"
        "<footer>Published by The Courier, 2 May 2024</footer></body></html>"
    )


def ld(**fields: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_a_page_and_where_each_fact_came_from() -> None:
    head = (
        ld(
            headline="Floods cut off Velmora", datePublished="2019-03-04T10:00:00+02:00",
            author=[{"name": "By Ada Quill"}, {"name": "Bo Tanner"}], publisher={"name": "The Velmora Courier"},
        )
        + '<link rel="canonical" href="https://courier.example/floods">'
    )  # fmt: skip
    got = report(page(head), "a.html")
    assert ONE in got.text and TWO in got.text and "Another story" not in got.text
    assert got.text.index(TWO) > got.text.index(ONE) + len(ONE) and "\n" in got.text
    assert got.title == "Floods cut off Velmora"
    assert got.byline == "Ada Quill and Bo Tanner"
    assert got.outlet == "The Velmora Courier"
    assert got.url == "https://courier.example/floods"
    assert got.language == "en"
    assert (got.published, got.published_from) == ("2019-03-04T10:00:00+02:00", "json-ld")
    assert got.provenance.found_in == {
        "published": "json-ld NewsArticle.datePublished",
        "outlet": "json-ld NewsArticle.publisher",
        "title": "json-ld NewsArticle.headline",
        "byline": "json-ld NewsArticle.author",
        "url": "link canonical",
        "language": "html lang",
    }
    assert got.provenance.extractor is not None and got.provenance.extractor.startswith("trafilatura@2")


@pytest.mark.parametrize(
    ("head", "body", "published", "where"),
    [
        ('<meta property="article:published_time" content="2019-03-04T10:00:00Z">', "", "2019-03-04T10:00:00Z", "meta"),
        ('<meta name="DC.date.issued" content="2019-03-04">', "", "2019-03-04", "meta"),
        ("", '<time datetime="2019-03-04">Monday</time>', "2019-03-04", "time"),
        ("", '<p itemprop="datePublished">March 4, 2019</p>', "2019-03-04", "time"),
        ('<link rel="canonical" href="https://courier.example/2019/03/04/floods">', "", "2019-03-04", "url"),
        (ld(datePublished="Mon, 04 Mar 2019 10:00:00 GMT"), "", "2019-03-04T10:00:00Z", "json-ld"),
        (
            ld(**{"@type": "WebPage", "@graph": [{"@type": "NewsArticle", "datePublished": "2019-03-04"}]}),
            "",
            "2019-03-04",
            "json-ld",
        ),
    ],
)
def test_a_page_that_dates_itself(head: str, body: str, published: str, where: str) -> None:
    got = report(page(head, body), "a.html")
    assert (got.published, got.published_from) == (published, where)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", ""),
        ("", '<time datetime="2024-05-02" class="updated">Updated 2 May</time>'),
        ('<meta property="article:modified_time" content="2024-05-02">', ""),
        ('<meta property="article:published_time" content="04/03/2019">', ""),
        (ld(headline="Quite another story of the day", datePublished="2024-05-01"), ""),
        (
            ld(headline="One more story", datePublished="2024-05-01")
            + ld(headline="And one", datePublished="2024-05-02"),
            "",
        ),
        (ld(dateModified="2024-05-01"), ""),
        ("", '<aside class="related"><time datetime="2024-05-01">May</time></aside>'),
        ("", '<a href="/x"><time datetime="2024-05-01">May</time></a>'),
    ],
)
def test_a_date_that_is_not_this_articles_own_is_never_used(head: str, body: str) -> None:
    got = report(page(head, body), "a.html")
    assert got.published is None and got.published_from is None


def test_what_the_user_says_wins_over_the_page() -> None:
    got = report(
        page(ld(datePublished="2019-03-04")), "a.html", published="2019-03-05", outlet="Courier", language="en"
    )
    assert (got.published, got.published_from, got.outlet) == ("2019-03-05", "option", "Courier")
    assert got.provenance.found_in["outlet"] == "option"


def test_the_outlets_own_day_is_kept_where_both_are_given() -> None:
    head = '<meta property="article:published_time" content="2019-03-05T01:00:00+05:00">' + ld(
        datePublished="2019-03-04T20:00:00Z"
    )
    assert report(page(head), "a.html").published == "2019-03-05T01:00:00+05:00"


def test_a_title_goes_without_its_outlet() -> None:
    head = '<meta property="og:title" content="Floods cut off Velmora | The Courier">'
    head += '<meta property="og:site_name" content="The Courier">'
    got = report(page(head), "a.html")
    assert (got.title, got.outlet) == ("Floods cut off Velmora", "The Courier")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_pages_in_other_encodings(encoding: str) -> None:
    meta = '<meta charset="iso-8859-1">' if encoding == "cp1252" else ""
    got = report(
        page(meta, "<p>“Ångström”, the mayor of the little town of Velmora said on the day.</p>").encode(encoding),
        "a.html",
    )
    assert "“Ångström”" in got.text


def test_html_is_known_without_its_name() -> None:
    assert report(page(), "saved page").provenance.format == "html"
    assert report(page(), "-").provenance.format == "html"
    assert report("Just words in a file that someone named so.", "a.html").provenance.format == "text"


def test_hostile_pages_are_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY s SYSTEM "file://{secret}">]>'
    got = report(bomb + page(body="<p>&b; and &s; are not looked up by anyone who reads this page.</p>"), "a.html")
    assert ONE in got.text and "secret words" not in got.text and "aaaaaaaa" not in got.text
    for depth in (300, 5_000, 50_000):
        assert ONE in report("<div>" * depth + f"<p>{ONE}</p>" + "</div>" * depth, "a.html").text
    assert ONE in report(f"<html><body><p {'a=1 ' * 50_000}>{ONE}", "a.html").text
    assert ONE in report(page(body="<a href=x>y</a> " * 20_000), "a.html").text
    assert ONE in report(page().split(TWO)[0], "a.html").text


# ---- records


def test_jsonl_line_by_line() -> None:
    lines = [
        {
            "text": ONE,
            "id": "first",
            "published": "2019-03-04",
            "outlet": "Courier",
            "title": "T",
            "url": "https://a.example/x",
        },
        {"text": TWO, "id": 7, "byline": "Ada Quill", "language": "en"},
        {"text": TWO},
    ]
    got = items("\n".join(map(json.dumps, lines)), "a.jsonl")
    one, two, three = (item.report for item in got if isinstance(item, Arrival))
    assert (one.text, one.published, one.outlet, one.title, one.url) == tuple(
        lines[0][key] for key in ("text", "published", "outlet", "title", "url")
    )
    assert one.published_from == "record" and one.provenance.item == "first"
    assert one.id == make_id("report", ONE, "Courier", "2019-03-04", "https://a.example/x")
    assert (two.provenance.item, two.byline, two.language) == ("7", "Ada Quill", "en")
    assert three.provenance.item == "3"
    assert isinstance(got[0], Arrival) and json.loads(got[0].raw) == lines[0]


def test_a_bad_line_is_refused_with_its_number_and_the_rest_goes_on() -> None:
    lines = [
        "{",
        '{"text": 5}',
        "[]",
        '{"other": "x"}',
        '{"text": ""}',
        '{"text": "x", "outlet": []}',
        "[" * 9_000,
        "",
        json.dumps({"text": ONE}),
    ]
    got = items("\n".join(lines), "a.jsonl")
    assert [item.line for item in got if isinstance(item, Refusal)] == [1, 2, 3, 4, 5, 6, 7]
    assert [item.report.provenance.item for item in got if isinstance(item, Arrival)] == ["9"]
    assert all(item.message.startswith(f"a.jsonl, line {item.line}: ") for item in got if isinstance(item, Refusal))


def test_a_line_over_the_limit_is_passed_over() -> None:
    got = items('{"text": "' + "x" * 200_000 + '"}\n{"text": "short"}', "a.jsonl", limit=100)
    assert isinstance(got[0], Refusal) and got[0].line == 1 and isinstance(got[1], Arrival)


def test_json_and_wide_jsonl() -> None:
    assert report(json.dumps({"text": ONE}, indent=2), "a.json").text == ONE
    assert len(items(json.dumps([{"text": ONE}, {"text": TWO}]), "a.json")) == 2
    assert len(items(f"{json.dumps({'text': ONE})}\n{json.dumps({'text': TWO})}", "a.json")) == 2
    assert report(json.dumps({"text": ONE}).encode("utf-16"), "a.jsonl").text == ONE


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv(mark: str, encoding: str) -> None:
    rows = [["id", "text", "published"], ["a", f'"{ONE}\nÅ, ""b"";\t"', "2019-03-04"], ["b", '"two"', ""]]
    got = items("\r\n".join(map(mark.join, rows)).encode(encoding), "a.csv")
    one, two = (item.report for item in got if isinstance(item, Arrival))
    assert (one.text, one.published, one.provenance.item) == (f'{ONE}\nÅ, "b";\t', "2019-03-04", "a")
    assert two.published is None
    assert isinstance(got[0], Arrival) and json.loads(got[0].raw)["text"] == one.text


def test_csv_columns_and_bad_rows() -> None:
    assert report(f"n,body\n1,{ONE.replace(',', '')}", "a.csv", text_column="body").text == ONE.replace(",", "")
    assert "--text-column" in refusal("n,body\n1,x", "a.csv").remedy
    got = items('text,published\none,2019\ntwo,soon\n"three,2019\nfour,2019\n', "a.csv")
    assert [item.line for item in got if isinstance(item, Refusal)] == [3, 4]
    assert len(report("text,n\n" + "x" * 300_000 + ",1", "a.csv").text) == 300_000


def test_parquet() -> None:
    sink = io.BytesIO()
    columns = {"text": [ONE, None, TWO], "published": ["2019-03-04", None, "soon"], "id": [1, 2, 3]}
    pq.write_table(pa.table(columns), sink)
    got = items(sink.getvalue(), "a.parquet")
    assert [type(item) for item in got] == [Arrival, Refusal, Refusal]
    assert isinstance(got[0], Arrival) and got[0].report.text == ONE and got[0].report.provenance.item == "1"
    assert [item.line for item in got if isinstance(item, Refusal)] == [2, 3]
    assert "damaged" in refusal(sink.getvalue()[:200], "a.parquet").problem


# ---- paths


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text(TWO)
    (tmp_path / "a.txt").write_text(ONE)
    (tmp_path / ".hidden.txt").write_text("hidden")
    (tmp_path / "z.pdf").write_bytes(b"%PDF-1.7")
    got = list(read_paths([tmp_path]))
    assert [Path(i.report.path or "").name for i in got if isinstance(i, Arrival)] == ["a.txt", "two.txt"]
    assert [Path(i.path).name for i in got if isinstance(i, Refusal)] == ["z.pdf"]
    assert count_paths([tmp_path]) == 3
    assert count_paths([tmp_path, "-"]) is None


def test_paths_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".hidden").write_text(ONE)
    got = list(read_paths([tmp_path / "empty", tmp_path / "none.txt", "a\0b", "x" * 5_000]))
    assert len(got) == 4 and all(isinstance(item, Refusal) for item in got)


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ONE)
    (folder / "file.txt").symlink_to(outside / "secret.txt")
    (folder / "folder").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    got = list(read_paths([folder]))
    assert [i.report.text for i in got if isinstance(i, Arrival)] == [ONE]
    assert ["link" in i.problem for i in got if isinstance(i, Refusal)] == [True]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (item,) = read_paths([tmp_path])
    assert isinstance(item, Refusal)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ONE.encode())))
    (item,) = read_paths(["-"], Options(outlet="Courier"))
    assert isinstance(item, Arrival)
    assert (item.report.path, item.report.text, item.report.outlet) == ("-", ONE, "Courier")


def test_jsonl_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"{ONE} {n}"}) + "\n" for n in range(2_000)))
    first = next(iter(read_paths([path])))
    assert isinstance(first, Arrival)


def test_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(page(ld(datePublished="2024-01-01")))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "two.txt").write_text(TWO)
    (tmp_path / "three.txt").write_text(ONE)
    (tmp_path.parent / "outside.txt").write_text("outside")
    (tmp_path / "link.txt").symlink_to(tmp_path.parent / "outside.txt")
    (tmp_path / "manifest.csv").write_text(
        "file,published,outlet,title,url\none.html,2019-03-04,Courier,,\nsub/two.txt,2019-03-05,Herald,T,\n"
        "../outside.txt,,,,\n/etc/passwd,,,,\nlink.txt,,,,\nnone.txt,,,,\nthree.txt,soon,,,\n"
    )
    for paths in ([tmp_path], [tmp_path / "manifest.csv"]):
        got = list(read_paths(paths))
        read = {Path(i.report.path or "").name: i.report for i in got if isinstance(i, Arrival)}
        assert (read["one.html"].published, read["one.html"].published_from) == ("2019-03-04", "manifest")
        assert read["one.html"].title == "Floods cut off Velmora"
        assert (read["two.txt"].outlet, read["two.txt"].title) == ("Herald", "T")
        lines = [i.line for i in got if isinstance(i, Refusal) and i.path.endswith("manifest.csv")]
        assert lines == [4, 5, 6, 7, 8]
    assert list(read) == ["one.html", "two.txt"]  # by its own path; in the folder, three.txt is read for itself too
    item = next(read_paths([tmp_path / "manifest.csv"], Options(limit=10)))
    assert isinstance(item, Refusal)
